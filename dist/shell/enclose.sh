#!/bin/bash
# Opens the sandbox of a step and runs its command there. Runs as root of the machine, or as whoever a program makes the sandbox
# for; standard input is the lifeline that hold.sh and keep.sh want. The guest's variables come in as enter.sh wants them.
#   bash enclose.sh [KEY VALUE]... -- COMMAND...
# user (UID:GID:[GROUP,...]), folder, limits: as enter.sh wants them. namespaces, and FILE and LINE of each handler, as hold.sh
# does; setup: the arguments of setup.sh. how: where a program makes the sandbox, as keep.sh wants it; tool: the program and its
# words, behind which volumes come. personality: as setarch names it. most: processes, and then bytes of memory, as limit.sh has them. What is made in a
# place, of which there may be several, is given to owner (UID:GID) afterwards.
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
scripts=${0%/*}/../sandbox

user='' folder='' limits='' namespaces='' how='' tool=() personality=() most=() handlers=() setup=() owner='' places=()
while [ "$1" != -- ]; do
  case $1 in
    user) user=$2 ;;
    folder) folder=$2 ;;
    limits) limits=$2 ;;
    namespaces) namespaces=$2 ;;
    how) how=$2 ;;
    tool) tool+=("$2") ;;
    personality) personality=(setarch "$2") ;;
    most) most+=("$2") ;;
    handler) handlers+=("$2") ;;
    setup) setup+=("$2") ;;
    owner) owner=$2 ;;
    place) places+=("$2") ;;
  esac
  shift 2
done
shift

fail() {
  printf '%s\n' "$@" >&2
  exit 125
}

# The groups are named after this process, which outlives them.
make=() join=()
if [ ${#most[@]} -gt 0 ]; then
  read -r stat <"/proc/$$/stat"
  read -ra fields <<<"${stat##*) }"
  group=xarch-$$-${fields[19]} # its time of start, proc(5)
  make=(bash "$scripts/limit.sh" make "$group" "${most[@]}") join=(bash "$scripts/limit.sh" join "$group" "${most[@]}")
fi

alone=(unshare --mount --propagation private) around=around
case $how in places | copies) alone=() around=around-plainly ;; esac # an ordinary user, or where there may be no namespaces
keep=("$scripts/hold.sh" "$namespaces" "${handlers[@]}" --)
[ -z "$how" ] || keep=("$scripts/keep.sh" "$how")
exec {says}< <(exec "${make[@]}" "${alone[@]}" bash "${keep[@]}" "${setup[@]}" <&0 2>&1)
keeper=$!
exec </dev/null

if [ -n "$owner" ]; then # at the same time
  coproc giver { exec "${alone[@]}" bash "$scripts/hand-over.sh" "$around" "$owner" "${places[@]}"; }
  giving=$! knows=${giver[0]} waits=${giver[1]} # bash forgets them when it has ended
fi

at='' errors='' # PID of the sandbox's PID 1; the folder of one that a program makes
while [ -z "$at" ] && IFS= read -r line; do
  case $line in
    'ready '*) read -r _ outside at <<<"$line" ;;
    *) errors+=${errors:+$'\n'}$line ;;
  esac
done <&"$says"
[ -n "$at" ] || fail "could not open the sandbox${errors:+: $errors}"
exec {says}<&-
[ -z "$owner" ] || read -r _ <&"$knows" || : # that it knows what was there before

enter=("${personality[@]}" "${join[@]}")
case $how in '' | mounts) enter+=(nsenter --mount="/proc/$outside/ns/mnt") ;; esac
if [ -z "$how" ]; then
  enter+=(bash "$scripts/enter.sh" "$at" "$limits" "$user" "$folder") end=(kill -KILL "$at")
else
  . "${0%/*}/by-tool.sh"
  add_volumes
  enter+=(bash "$scripts/start.sh" "$at" "${tool[@]}" -- /bin/sh -- "$folder") end=(kill "$outside")
fi

# bash itself would say how the command was ended; that is for the status alone.
exec {stderr}>&2 2>/dev/null
if [ "$how" = copies ]; then
  run_watched "${enter[@]}" "$@"
else
  "${enter[@]}" "$@" 2>&"$stderr" {stderr}>&- && status=0 || status=$?
fi
"${end[@]}" || : # what the command has left running ends with it
wait "$keeper" || :
if [ -n "$owner" ]; then
  exec {waits}>&-
  wait "$giving" || echo "files that this step has made in the workspace may belong to root: they could not be given to $owner" >&"$stderr"
fi
exit "$status"
