#!/bin/bash
# Runs a command in an open sandbox; its standard streams are ours. Called in the keeper's mount namespace, where all is
# read-only and which lives as long as the sandbox:
#   nsenter --mount=/proc/KEEPER/ns/mnt bash enter.sh HOLDER DROP FOLDER COMMAND...
# HOLDER: PID of the sandbox's PID 1. DROP: capabilities to take out of the bounding set, as setpriv wants them.
# The guest's environment comes in as XARCH_NAMES and XARCH_E_<name> (guest.sh turns them back), so that no variable
# of the guest, LD_LIBRARY_PATH for one, means anything to the host's programs on the way in.
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
holder=$1 drop=$2
shift 2

cd /
for fd in /proc/self/fd/*; do # a folder of the host among them would lead out
  number=${fd##*/}
  [ "$number" -le 2 ] || [ "$fd" -ef "$0" ] || exec {number}<&-
done

user=()
[ "/proc/$holder/ns/user" -ef /proc/self/ns/user ] || user=(--user="/proc/$holder/ns/user" --preserve-credentials)
hidden=(--rgid=0 --egid=65534 --clear-groups) back=(--userspec=+0:+0 --groups=)
read -r groups </proc/self/setgroups
[ "$groups" = allow ] || hidden=() back=() # only one id here: an ordinary user without sudo
guest=$(<"${0%/*}/guest.sh")
while read -r name; do # what we need ourselves on the way is not for the guest
  case $name in XARCH_* | PATH) ;; *) unset "$name" ;; esac
done < <(compgen -e)
# --root=/ is opened before the namespaces are entered: setpriv and chroot are the host's, the command is the guest's.
# So is --wd, here still with the right to look at the holder.
# setsid: signals are sent to the guest's own group, so that nsenter stays to tell how the guest has ended.
# Until chroot, /proc/N/root of these is the host's. The guest, which has no CAP_SYS_PTRACE, cannot use it: nsenter,
# setsid and setpriv have more capabilities than it, and chroot is not "dumpable", as its groups differ (hold.sh).
exec nsenter "${user[@]}" --mount="/proc/$holder/ns/mnt" --pid="/proc/$holder/ns/pid" --ipc="/proc/$holder/ns/ipc" \
  --uts="/proc/$holder/ns/uts" --cgroup="/proc/$holder/ns/cgroup" --root=/ --wd="/proc/$holder/root" -- \
  setsid setpriv "${hidden[@]}" --bounding-set="$drop" chroot "${back[@]}" . /bin/sh -c "$guest" xarch "$@"
