#!/bin/bash
# Stands between the runner and a step's sandbox: holds the lifeline, hands signals on, ends as the command has ended.
#   bash relay.sh OURS THEIRS COUNT SETUP... ARGUMENT...
# OURS, THEIRS: descriptors of a pair of sockets. When this process ends, whatever its end, the sandbox ends.
# COUNT SETUP: the arguments of setup.sh, which go to hold.sh by the lifeline. ARGUMENT: those of enclose.sh.
set -eu
set -m # what is started leads its own process group, and does not ignore SIGINT
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ours=$1 theirs=$2 count=$3
shift 3
setup=("${@:1:count}")
shift "$count"

carriers=${XARCH_NAMES// /,XARCH_E_}
as_root=() with_variables=()
if [ "$EUID" != 0 ]; then
  as_root=(sudo -n)
  with_variables=("--preserve-env=XARCH_NAMES${carriers:+,XARCH_E_$carriers}")
fi

# find_session PID: sets session to the nearest process below it that leads one: the guest's first (enter.sh).
find_session() {
  local generation=("$1") next children pid leader
  session=''
  while [ ${#generation[@]} -gt 0 ]; do
    next=()
    for pid in "${generation[@]}"; do
      children=() # the list has no newline at its end, for which read answers 1
      { read -r -a children <"/proc/$pid/task/$pid/children"; } 2>/dev/null || :
      next+=("${children[@]}")
    done
    for pid in "${next[@]}"; do
      leader=''
      { read -r leader <"/proc/$pid/stat"; } 2>/dev/null || continue
      read -r _ _ _ leader _ <<<"${leader##*) }"
      if [ "$leader" = "$pid" ]; then
        session=$pid
        return 0
      fi
    done
    generation=("${next[@]}")
  done
  return 1
}

interrupted=''
forward() { # NAME NUMBER
  local session='' tries
  interrupted=1
  for ((tries = 0; tries < 50; tries++)); do # one that is not there yet is waited for
    if find_session "$started"; then
      "${as_root[@]}" kill -s "$1" -- "-$session" || :
      return 0
    fi
    [ -d "/proc/$started" ] || return 0
    sleep 0.01
  done
  exit $((128 + $2))
}

started=''
printf '%s\0' "${setup[@]}" '' >&"$ours"
"${as_root[@]}" "${with_variables[@]}" bash -p "${0%/*}/enclose.sh" "$@" <&"$theirs" {ours}>&- {theirs}>&- &
started=$!
trap 'forward HUP 1' HUP
trap 'forward INT 2' INT
trap 'forward TERM 15' TERM
exec {theirs}>&-

status=0
while :; do
  interrupted=''
  wait "$started" && status=0 || status=$?
  [ -n "$interrupted" ] || exit "$status"
done
