#!/bin/bash
# Runs a command in an open sandbox; its standard streams are ours. Called in the keeper's mount namespace, where all is
# read-only and which lives as long as the sandbox:
#   nsenter --mount=/proc/KEEPER/ns/mnt bash enter.sh HOLDER LIMITS UID:GID:[GROUP,...] FOLDER COMMAND...
# HOLDER: PID of the sandbox's PID 1. LIMITS: capabilities to take out of the bounding set, as setpriv wants them, and
# no-new-privs, where exec is to give no rights (setuid programs), and seccomp:PRCTL:PROGRAM (filter.pl); separated by commas.
# UID, GID, GROUP: numbers; the groups are supplementary ones.
# XARCH_OPEN_FILES, where it is set: the soft limit of open files.
# XARCH_TERMINAL, where it is set: standard input is a terminal that becomes the command's own (terminal.pl).
# The guest's environment comes in as XARCH_NAMES, separated by blanks, and XARCH_E_<name>: no variable of the guest,
# LD_LIBRARY_PATH for one, may mean anything to the host's programs on the way in. Where all are known to be harmless, the
# command is started at once; else, and where it is not found, by the guest's own shell, which costs an emulated start.
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
holder=$1
limits=() capabilities='' filter=()
IFS=, read -ra words <<<"$2"
for word in "${words[@]}"; do
  case $word in
    no-new-privs) limits+=(--no-new-privs) ;;
    seccomp:*) IFS=: read -ra filter <<<"${word#seccomp:}" ;;
    *) capabilities+=,$word ;;
  esac
done
[ -z "$capabilities" ] || limits+=(--bounding-set="${capabilities#,}")
IFS=: read -r uid gid groups <<<"$3"
shift 3
[ -z "${XARCH_OPEN_FILES-}" ] || ulimit -S -n "$XARCH_OPEN_FILES" 2>/dev/null || : # more than the hard one allows
unset XARCH_OPEN_FILES
session=()
[ -z "${XARCH_TERMINAL-}" ] || session=(--ctty)
unset XARCH_TERMINAL

cd /
for fd in /proc/self/fd/*; do # a folder of the host among them would lead out
  number=${fd##*/}
  [ "$number" -le 2 ] || [ "$fd" -ef "$0" ] || exec {number}<&-
done

user=() outside=0
if [ ! "/proc/$holder/ns/user" -ef /proc/self/ns/user ]; then
  user=(--user="/proc/$holder/ns/user" --preserve-credentials)
  read -r _ outside _ <"/proc/$holder/uid_map"
fi
if [ "$outside" != 0 ]; then
  user=(--user="/proc/$holder/ns/user" --setuid=0 --setgid=0) # it would be nobody there
  for fd in /proc/self/fd/[012]; do # else nobody inside could open /dev/stdout, which is our caller's pipe
    [ ! -p "$fd" ] || chown "$outside:$outside" "$fd"
  done
fi
net=()
[ "/proc/$holder/ns/net" -ef /proc/self/ns/net ] || net=(--net="/proc/$holder/ns/net")
hidden=(--rgid=0 --egid=65534 --clear-groups)
read -r setgroups </proc/self/setgroups
[ "$setgroups" = allow ] || hidden=() # only one id here: an ordinary user without sudo
folder=$1
shift

# Whether the command is there, as far as can be seen from here (a link leads where it does inside), and its folder, without
# links on the way; and all variables are harmless.
is_direct() { # COMMAND...
  local name rest=${folder#/}/ path=$XARCH_E_PATH at=/proc/$holder/root
  for name in $XARCH_NAMES; do
    case $name in
      TERM | COLORTERM | NO_COLOR | PATH | HOME | LANG | USER | LOGNAME | SHELL | CI) ;;
      GIT_CONFIG_COUNT | GIT_CONFIG_KEY_* | GIT_CONFIG_VALUE_* | GITHUB_* | RUNNER_* | QEMU_* | *_proxy | *_PROXY) ;;
      *) return 1 ;;
    esac
  done
  while [ -n "$rest" ]; do
    at=$at/${rest%%/*} rest=${rest#*/}
    [ -d "$at" ] && [ ! -L "$at" ] || return 1
  done
  case $1 in
    /*)
      is_program "/proc/$holder/root$1"
      return
      ;;
    */*)
      is_program "$at/$1"
      return
      ;;
  esac
  while [ -n "$path" ]; do
    if is_program "/proc/$holder/root${path%%:*}/$1"; then return 0; fi
    path=${path#"${path%%:*}"} path=${path#:}
  done
  return 1
}

is_program() {
  [ -L "$1" ] || { [ -f "$1" ] && [ -x "$1" ]; }
}

hash nsenter setsid setpriv unshare chroot
declare -A host=()
for name in "${!BASH_CMDS[@]}"; do host[$name]=${BASH_CMDS[$name]}; done
mapfile -d '' -t entries <"/proc/$$/environ"
for name in "${entries[@]%%=*}" PWD OLDPWD SHLVL; do # what we need ourselves on the way is not for the guest
  case $name in XARCH_* | PATH | '' | [0-9]* | *[!A-Za-z0-9_]*) ;; *) unset "$name" ;; esac
done
declare -a SHLVL # exec would set it again; what is an array is not exported
if [ -z "$groups" ] && is_direct "$@"; then
  command=(--wd="$folder" -- "$@")
  for name in $XARCH_NAMES; do
    carrier=XARCH_E_$name
    export "$name=${!carrier}"
    unset "$carrier"
  done
  unset XARCH_NAMES
  export PWD=$folder
else
  exports='' carriers=XARCH_NAMES
  for name in $XARCH_NAMES; do # names were checked before
    exports+=" $name=\"\$XARCH_E_$name\"" carriers+=" XARCH_E_$name"
  done
  script="${exports:+export$exports; }unset $carriers; $(<"${0%/*}/guest.sh")"
  command=(--wd=/ -- /bin/sh -c "$script" xarch "$folder" "$@")
fi
# chroot can give supplementary groups, unshare can go to a folder.
[ ${#filter[@]} = 0 ] || filter=("$(command -v perl)" -e "$(<"${0%/*}/filter.pl")" "${filter[@]}")
change=("${host[unshare]}")
[ ${#hidden[@]} = 0 ] || change+=(--setgid="$gid" --setuid="$uid")
change+=(--root=.)
if [ -n "$groups" ]; then
  change=("${host[chroot]}" --userspec="+$uid:+$gid" --groups="$groups" .)
  command=("${command[@]:2}")
fi

# --root=/ is opened before the namespaces are entered: what follows is the host's, the command is the guest's. So is
# --wd, here still with the right to look at the holder.
# setsid: signals are sent to the guest's own group, so that nsenter stays to tell how the guest has ended.
# Until the last one has changed the root, /proc/N/root of these is the host's. The guest, which has no CAP_SYS_PTRACE,
# cannot use it: nsenter, setsid and setpriv have more capabilities than it, and unshare (used as a chroot that also goes
# to a folder; it makes no namespace) is not "dumpable", as its groups differ (hold.sh).
exec "${host[nsenter]}" "${user[@]}" --mount="/proc/$holder/ns/mnt" --pid="/proc/$holder/ns/pid" \
  --ipc="/proc/$holder/ns/ipc" --uts="/proc/$holder/ns/uts" --cgroup="/proc/$holder/ns/cgroup" "${net[@]}" \
  --root=/ --wd="/proc/$holder/root" -- \
  "${host[setsid]}" "${session[@]}" "${host[setpriv]}" "${hidden[@]}" "${limits[@]}" \
  "${filter[@]}" "${change[@]}" "${command[@]}"
