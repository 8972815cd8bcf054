#!/bin/bash
# Runs a command in control groups of its own, with limits.
#   limit.sh make NAME PIDS MEMORY COMMAND...   makes the groups, runs COMMAND in them, removes them when it has ended
#   limit.sh join NAME PIDS MEMORY COMMAND...   becomes COMMAND in groups that were made so
# NAME: xarch-PID-STARTTIME of whose groups they are, behind a point what tells several of one process apart. PIDS: most
# processes and threads, MEMORY: most bytes; "max" is no limit. Both versions of cgroup serve (cgroups(7)), also side by side:
# a controller belongs to one of them.
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
verb=$1 name=$2
declare -A limits=([pids]=$3 [memory]=$4)
shift 4

declare -A files=([pids]=pids.max [memory]=memory.max) # of version 2
declare -A parents=()
while read -r _ _ _ _ point _ rest; do
  case $rest in
    *'- cgroup2 '*)
      read -ra there <"$point/cgroup.controllers" || continue
      for controller in "${there[@]}"; do
        [ -z "${limits[$controller]:-}" ] || parents[$controller]=$point
      done
      ;;
    *'- cgroup '*)
      for controller in pids memory; do
        case ,${rest##* }, in *",$controller,"*)
          parents[$controller]=$point
          [ "$controller" = pids ] || files[memory]=memory.limit_in_bytes
          ;;
        esac
      done
      ;;
  esac
done </proc/self/mountinfo

alive() { # PID-STARTTIME[.MORE]
  local process=${1%%.*} stat fields
  { read -r stat <"/proc/${process%-*}/stat"; } 2>/dev/null || return 1
  read -ra fields <<<"${stat##*) }" # the name of a program may have blanks and parentheses
  [ "${fields[19]}" = "${process#*-}" ] && [ "${fields[0]}" != Z ]
}

groups=()
made=()
make() { # CONTROLLER PARENT
  local old limit=${limits[$1]} group=$2/$name
  for old in "$2"/xarch-*; do # what the dead have left
    [ ! -d "$old" ] || alive "${old#"$2/xarch-"}" || rmdir "$old" 2>/dev/null || :
  done
  # In a container the top of the tree may have processes: then no group below it can have a limit.
  if [ -e "$2/cgroup.subtree_control" ] && ! echo "+$1" >"$2/cgroup.subtree_control"; then return 1; fi
  if [ ! -d "$group" ]; then mkdir "$group" && made+=("$group") || return 1; fi
  echo "$limit" >"$group/${files[$1]}"
}

remove() { # what was in them ends in a moment: the kernel ends it with the sandbox
  local group tries
  for group in "${made[@]}"; do
    for ((tries = 0; tries < 100; tries++)); do
      ! rmdir "$group" 2>/dev/null || break
      sleep 0.02
    done
  done
}

refuse() { # CONTROLLER
  remove
  echo "this machine has no control group for ${1} that could be used: ${1}-limit cannot be held" >&2
  exit 1
}

for controller in pids memory; do
  [ "${limits[$controller]}" != max ] || continue
  parent=${parents[$controller]:-}
  [ -n "$parent" ] || refuse "$controller"
  [ "$verb" = join ] || make "$controller" "$parent" 2>/dev/null || refuse "$controller"
  groups+=("$parent/$name")
done

enter() {
  local group
  for group in "${groups[@]}"; do echo "$BASHPID" >"$group/cgroup.procs"; done
  exec "$@"
}
if [ "$verb" = join ]; then enter "$@"; fi
status=0
trap : PIPE # bash says it when a signal has ended the command: maybe to nobody any more
(enter "$@") || status=$?
remove
exit "$status"
