#!/bin/bash
# Opens a sandbox and keeps it: starts the holder (PID 1 of new namespaces), builds the mounts, takes the host's
# root away, says "ready PID" and waits for the end. The end is the end of standard input, the lifeline: when our
# caller closes it or dies, cat ends, and with PID 1 the kernel ends every process and drops every mount inside.
# Standard input must be a socket (a pipe could be opened again inside through /proc/1/fd/0 and held).
#   unshare --mount --propagation private bash hold.sh SETUP ARGUMENTS-OF-SETUP...
# Prints "ready KEEPER HOLDER": our PID, in whose mount namespace all is read-only and from which commands enter
# (enter.sh), and the PID of the sandbox's PID 1.
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

cd / # a holder that stands elsewhere would keep that folder of the host reachable as /proc/1/cwd
for fd in /proc/self/fd/*; do # nothing of our caller's may be reachable as /proc/1/fd/N
  number=${fd##*/}
  [ "$number" -le 2 ] || [ "$fd" -ef "$0" ] || exec {number}<&-
done
exec {lifeline}<&0 </dev/null

# A guest can catch /proc/N/exe of what enters, or of PID 1, and keep it open for writing until the host's program has
# ended (the shape of CVE-2019-5736): all of them are started from read-only mounts.
while read -r _ _ _ _ point _; do
  case $point in / | /usr | /usr/* | /bin | /sbin | /lib | /lib[3-9x]*) mount -n -o remount,bind,ro "$point" ;; esac
done </proc/self/mountinfo

# env -i: what is in the environment of PID 1 can be read inside. SIGCHLD ignored: the kernel reaps orphans.
(exec unshare --mount --pid --ipc --uts --cgroup --fork --kill-child \
  env -i env --ignore-signal=CHLD cat <&"$lifeline" {lifeline}<&- >/dev/null 2>&1) &
outside=$!
exec {lifeline}<&-
trap 'kill -KILL "$outside" 2>/dev/null' EXIT

holder='' name=''
until [ "$name" = cat ]; do # before that it is a copy of unshare, or env
  if [ ! -d "/proc/$outside" ] || [ "$SECONDS" -ge 10 ]; then
    echo "the kernel gave no new namespaces (mount, pid, ipc, uts, cgroup): unshare ended at once" >&2
    exit 1
  fi
  # The list of children has no newline at its end, for which read answers 1.
  { read -r holder _ <"/proc/$outside/task/$outside/children"; } 2>/dev/null || [ -n "$holder" ] || continue
  { read -r name <"/proc/$holder/comm"; } 2>/dev/null || continue
done

nsenter --target "$holder" --mount --pid -- bash "$@"
# The host's umount runs in the sandbox's mount namespace although its root has no program of the host: --root=/
# is opened before the namespace is entered.
nsenter --mount="/proc/$holder/ns/mnt" --root=/ --wd=/ umount -n -c -l "/proc/$holder/root/dev/.host"
rmdir "/proc/$holder/root/dev/.host"

trap - EXIT
echo "ready $$ $holder"
exec >&-
wait "$outside"
