#!/bin/bash
# Opens a sandbox and keeps it: starts the holder (PID 1 of new namespaces), reads what is to be mounted from standard
# input (the arguments of setup.sh, each with a zero byte behind it, and an empty one), builds the mounts, takes the
# host's root away, says "ready PID" and waits for the end. The end is the end of standard input, the lifeline: when our
# caller closes it or dies, cat ends, and with PID 1 the kernel ends every process and drops every mount inside.
# Standard input must be a socket (a pipe could be opened again inside through /proc/1/fd/0 and held).
#   unshare --mount --propagation private bash hold.sh host|none[,BASE] [FILE LINE]... [-- SETUP...]
# SETUP: what is to be mounted, where it is known already; nothing is read then.
# none: a network of its own, with a loopback and nothing else.
# BASE: the sandbox gets a user namespace in which the ids 0 to 65535 are BASE and those that follow it: root inside owns
# nothing of the machine. The root and the volumes show their files as theirs (idmap.pl).
# FILE LINE: an emulator, and what is written to the register file. With any, the sandbox gets a user namespace (every
# id stays what it is) with a binfmt_misc of its own: those handlers are all that it has, and nobody else has them.
# Prints "ready KEEPER HOLDER": our PID, in whose mount namespace all is read-only and from which commands enter
# (enter.sh), and the PID of the sandbox's PID 1.
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

net=()
[ "${1%%,*}" = host ] || net=(--net)
case $1 in *,*) base=${1#*,} ;; *) base='' ;; esac
shift
handlers=() user=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  handlers+=("$1")
  shift
done
setup=("${@:2}")
[ ${#handlers[@]} = 0 ] && [ -z "$base" ] || user=(--user)
scripts=${0%/*}

cd / # a holder that stands elsewhere would keep that folder of the host reachable as /proc/1/cwd
for fd in /proc/self/fd/*; do # nothing of our caller's may be reachable as /proc/1/fd/N
  number=${fd##*/}
  [ "$number" -le 2 ] || [ "$fd" -ef "$0" ] || exec {number}<&-
done
exec {lifeline}<&0 </dev/null

. "${0%/*}/close-host.sh"
for ((i = 0; i < ${#handlers[@]}; i += 2)); do # the same is true of an emulator
  mount -n --bind "${handlers[i]}" "${handlers[i]}"
  mount -n -o remount,bind,ro,nosuid,nodev "${handlers[i]}"
done
# Where binfmt_misc is a module, its folder in /proc is there only after it was loaded.
[ ${#user[@]} = 0 ] || [ -d /proc/sys/fs/binfmt_misc ] || modprobe -q binfmt_misc 2>/dev/null || :

read_setup() {
  local argument
  if [ ${#setup[@]} = 0 ]; then
    while IFS= read -r -d '' argument <&"$lifeline" && [ -n "$argument" ]; do setup+=("$argument"); done
  fi
  [ ${#setup[@]} -ge 3 ] || exit 1 # our caller has given up
}

# Its effective group differs from its real one: such a process is not "dumpable", so a guest without CAP_SYS_PTRACE
# can neither trace it (it would get PID 1's capabilities and could keep the sandbox open) nor use /proc/1/root.
# env -i: what is in the environment of PID 1 can be read inside. SIGCHLD ignored: the kernel reaps orphans.
hidden=(setpriv --rgid=0 --egid=65534 --clear-groups)
# Root of an ordinary user's namespace could not give ids to such a process any more. It has one of more capabilities than
# the guest, which cannot trace it either.
read -r _ outside _ </proc/self/uid_map
{ [ "$outside" = 0 ] && [ "$(</proc/self/setgroups)" = allow ]; } || hidden=()
apart=(--pid --ipc --uts --cgroup "${net[@]}")
sleeper=(env -i --ignore-signal=CHLD cat)
if [ ${#user[@]} = 0 ]; then
  # The mounts are built in PID 1's own mount namespace, while it starts. It reads the lifeline from the begin: nothing else
  # may come there any more.
  read_setup
  apart+=(--mount)
  exec {go}> >(exec unshare "${apart[@]}" --fork --kill-child "${hidden[@]}" "${sleeper[@]}" \
    <&"$lifeline" {lifeline}<&- >/dev/null 2>&1)
else
  # PID 1 waits in our mount namespace until the mounts are built, and leaves it only then: a user namespace's mount
  # namespace is a copy in which nothing can be taken away and nothing made writable again, so all that needs more
  # (devices, sysfs, an overlay, volumes that are writable although we have made the host's mounts read-only) is done
  # before, by real root; and what setup.sh has hidden of /proc and /sys stays hidden even from a guest that may mount.
  # bash -p: without it the group of "hidden" would be given up.
  exec {go}> >(exec unshare "${apart[@]}" --fork --kill-child "${hidden[@]}" \
    bash -pc 'read -r _ <&3 && exec "$@" 3<&-' holder \
    unshare "${user[@]}" --mount "${sleeper[@]}" 3<&0 <&"$lifeline" {lifeline}<&- >/dev/null 2>&1)
fi
outside=$!
holder=''
trap 'kill -KILL "$outside" $holder 2>/dev/null' EXIT

. "$scripts/waiting.sh"

# await [NAME]: until PID 1 is there, or is the program of that name and waits for input; sets holder.
await() {
  SECONDS=0
  while [ -d "/proc/$outside" ] && [ "$SECONDS" -lt 10 ]; do
    # The list of children has no newline at its end, for which read answers 1.
    { read -r holder _ <"/proc/$outside/task/$outside/children"; } 2>/dev/null || [ -n "$holder" ] || continue
    if [ $# = 0 ] || is_waiting "$holder" "$1"; then return; fi
  done
  return 1
}

refuse() {
  echo "the kernel gave no new namespaces ($1): unshare ended at once" >&2
  exit 1
}

if [ ${#user[@]} = 0 ]; then await; else await bash; fi || {
  unshare "${apart[@]}" --fork true || : # says why
  refuse "${apart[*]#--}"
}

# map PID LINES: what is an id in its user namespace is which one here; the kernel wants each map in one write.
map() {
  local name lines first count
  for name in uid_map gid_map; do
    lines=''
    if [ -n "$base" ]; then
      lines="0 $base 65536"
    else
      while read -r first _ count; do lines+="$first $first $count"$'\n'; done <"/proc/self/$name"
    fi
    cat <<<"${lines%$'\n'}" 2>/dev/null >"/proc/$1/$name" || {
      echo "the ids $lines cannot be given to a sandbox: this looks like a container with ids of its own" >&2
      exit 1
    }
  done
}

owners=''
if [ -n "$base" ]; then # a user namespace that only says which ids are which
  exec {owning}> >(exec unshare --user cat)
  owners=/proc/$!/ns/user
  until [ ! -e "$owners" ] || [ ! "$owners" -ef /proc/self/ns/user ]; do :; done
  if [ ! -e "$owners" ]; then
    unshare --user true || : # says why
    refuse user
  fi
  map "${owners//[!0-9]/}"
fi
[ ${#user[@]} = 0 ] || read_setup
[ ${#net[@]} = 0 ] || nsenter --target "$holder" --net -- sh "$scripts/loopback.sh" "${setup[2]}"
if [ ${#user[@]} = 0 ]; then
  nsenter --target "$holder" --mount --pid "${net[@]}" -- \
    bash "$scripts/setup.sh" '' "${setup[0]},pivot=$holder" "${setup[@]:1}"
else
  nsenter --target "$holder" --pid "${net[@]}" -- bash "$scripts/setup.sh" "${base:+$base:$owners}" "${setup[@]}"
  [ -z "$owners" ] || exec {owning}>&-
  echo >&"$go"
  if ! await cat; then
    unshare "${user[@]}" --mount true || : # says why
    refuse 'user, mount'
  fi
  map "$holder"
fi
exec {go}>&-

if [ ${#user[@]} = 0 ]; then : # setup.sh has done it
elif [ -z "$base" ]; then
  nsenter --target "$holder" "${user[@]}" --preserve-credentials --mount -- \
    bash "$scripts/pivot.sh" "${setup[@]:0:3}" "${handlers[@]}"
else
  # The machine's root, whose folders root inside could not go through, moves the root; a file system for handlers belongs
  # to the user namespace of who mounts it, and takes lines from the machine's root too.
  nsenter --target "$holder" --mount -- bash "$scripts/pivot.sh" "${setup[0]},locked" "${setup[@]:1:2}"
  if [ ${#handlers[@]} -gt 0 ]; then
    registry=proc/sys/fs/binfmt_misc options=nosuid,nodev,noexec
    nsenter --user="/proc/$holder/ns/user" --mount="/proc/$holder/ns/mnt" --root=/ --wd="/proc/$holder/root" \
      --setuid=0 --setgid=0 -- mount -n -c -t binfmt_misc -o "$options" binfmt_misc "$registry"
    for ((i = 1; i < ${#handlers[@]}; i += 2)); do
      printf %s "${handlers[i]}" >"/proc/$holder/root/$registry/register"
    done
    nsenter --mount="/proc/$holder/ns/mnt" --root=/ --wd="/proc/$holder/root" \
      mount -n -c -o "remount,bind,ro,$options" "$registry"
  fi
fi
# The host's umount runs in the sandbox's mount namespace although its root has no program of the host: --root=/
# is opened before the namespace is entered.
nsenter --mount="/proc/$holder/ns/mnt" --root=/ --wd=/ umount -n -c -l "/proc/$holder/root/dev/shm"

# nsenter stops when its command stops, and collects nobody then; but PID 1 has not ended before every process inside was collected.
# So once the lifeline has ended whoever waits outside for someone inside goes on, again and again: the command may stop once more.
collect() {
  local process
  exec {inside}<"/proc/$holder/ns/pid"
  while read -r _ <&"$lifeline"; do :; done
  exec {pause}<> <(:)
  while [ -d "/proc/$outside" ]; do
    read -r -t 0.05 _ <&"$pause" || :
    for process in /proc/[0-9]*; do
      if is_waiting_outside "$process"; then kill -CONT "${process#/proc/}" || :; fi
    done
  done
}

is_waiting_outside() { # PROCESS
  [ "$1/ns/pid_for_children" -ef "/proc/self/fd/$inside" ] && [ ! "$1/ns/pid" -ef "/proc/self/fd/$inside" ]
}

trap - EXIT
echo "ready $$ $holder"
exec >&-
collect 2>/dev/null &
exec {lifeline}<&-
wait "$outside" || status=$?
kill "$!" 2>/dev/null || :
exit "${status:-0}"
