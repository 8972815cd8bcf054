#!/bin/bash
# Prepares the root of a sandbox that bubblewrap or PRoot makes, and keeps it: says "ready PID FOLDER" and waits for the end of
# standard input, the lifeline, as hold.sh does. Then it ends all that runs inside and removes what was made for it.
#   keep.sh mounts|places|copies [SETUP...]
# mounts: called by the machine's root in a mount namespace of its own: setup.sh makes the root and its volumes, which are then
#   seen at /mnt, where an ordinary user can reach them too.
# places, copies: called by anybody. A root whose changes end with the sandbox is copied to FOLDER/root. places: makes the mount
#   points of volumes. copies: volumes that can only be read are copied to FOLDER/volumes/N, by their number.
# SETUP: the arguments of setup.sh. Without them standard input has them, each with a zero byte behind it, and an empty one. FOLDER: this sandbox's own,
# with a file running/PID-STARTTIME for each command (start.sh).
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
how=$1 base='' setup=("${@:2}")

if [ ${#setup[@]} = 0 ]; then
  while IFS= read -r -d '' argument && [ -n "$argument" ]; do setup+=("$argument"); done
fi
[ ${#setup[@]} -ge 3 ] || exit 1 # our caller has given up
mode=${setup[0]%%,*} root=${setup[1]}

refuse() {
  echo "$*" >&2
  exit 1
}

runs() { # PID STARTTIME
  local stat fields
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  read -ra fields <<<"${stat##*) }" # the name of a program may have blanks and parentheses
  [ "${fields[19]}" = "$2" ] && [ "${fields[0]}" != Z ]
}

# What PRoot traces is not ended with it, and would go on outside of the root: it is found by its tracer, which waits meanwhile so
# that nothing new can come. PRoot ends, and takes its own files away, once it has nobody left to trace.
end_traced() { # PID of PRoot
  local traced path
  kill -STOP "$1" || return 0
  mapfile -t traced < <(grep -l -s -x -E "TracerPid:[[:space:]]+$1" /proc/[0-9]*/status)
  for path in "${traced[@]}"; do
    path=${path#/proc/}
    kill -KILL "${path%/status}" || :
  done
  kill -CONT "$1" || :
}

has_state() { # PID STATES: or is not there; one that has ended may wait for long to be taken away
  local stat
  read -r stat <"/proc/$1/stat" || return 0
  stat=${stat##*) }
  [[ $2 = *"${stat%% *}"* ]]
}

# Ends a command with all below it. bubblewrap's is a PID namespace, which ends with its first process: bubblewrap's child, which ends
# with bubblewrap only once it has said so to the kernel. Hence it is stopped before it is looked for.
end_command() { # PID STARTTIME
  local name below='' tries
  kill -STOP "$1" || return 0
  for ((tries = 0; tries < 100; tries++)); do
    ! has_state "$1" TtZX || break
    sleep 0.005
  done
  read -r name <"/proc/$1/comm" || return 0
  if [ "$name" != proot ]; then
    read -r below _ <"/proc/$1/task/$1/children" || : # no newline at its end
    [ -z "$below" ] || kill -KILL "$below" || :
    kill -KILL "$1" || return 0
  fi
  for ((tries = 0; tries < 200; tries++)); do
    if ! runs "$1" "$2" && { [ -z "$below" ] || has_state "$below" ZX; }; then return; fi
    [ "$name" != proot ] || end_traced "$1"
    sleep 0.01
  done
  kill -KILL "$1" || :
}

end_all() {
  local entry tries
  trap '' TERM # of a later step, which has seen its command end (enclose.sh): first, or it would end this with nothing taken away
  trap - EXIT
  mv "$folder/running" "$folder/ending" # nothing more begins
  for entry in "$folder/ending"/*; do
    entry=${entry##*/}
    if [ "$entry" != '*' ] && runs "${entry%-*}" "${entry#*-}"; then end_command "${entry%-*}" "${entry#*-}"; fi
  done 2>/dev/null
  cd /
  [ ! -d "$folder/volumes" ] || chmod -R u+rwX "$folder/volumes"
  for ((tries = 0; tries < 5; tries++)); do # a command that was just being started may still have put a file there
    ! rm -rf --one-file-system "$folder" 2>/dev/null || break
    chmod -R u+rwX "$folder" 2>/dev/null || :
    [ "$tries" = 0 ] || sleep 0.02
  done
}

make_folder() {
  folder=$(mktemp -d "${setup[2]}/XXXXXXXXXX")
  mkdir "$folder/running" "$folder/status"
  trap end_all EXIT
}

. "${0%/*}/furnish.sh"
own() { # an ordinary user gives nothing away: PRoot and bubblewrap show what is theirs as that of who runs inside
  chown -h "$1:$2" "$3" 2>/dev/null || :
}

make_root() { # FURNISHINGS AND VOLUMES
  local number=0
  if [ "$mode" = overlay ]; then
    mkdir "$folder/root"
    cp -a --reflink=auto "$root/." "$folder/root/"
    root=$folder/root
  fi
  cd -P "$root"
  furnish_all "$@"
  shift "$furnished"
  if [ "$how" = places ]; then
    place_volumes "$@"
    return
  fi
  make_devices
  mkdir "$folder/volumes"
  while [ $# -ge 3 ]; do
    case $3 in ro,*)
      cp -a --reflink=auto -- "$1" "$folder/volumes/$number"
      chmod -R a-w -- "$folder/volumes/$number"
      ;;
    esac
    number=$((number + 1))
    shift 3
  done
}

make_devices() { # what PRoot does not bind: links that lead to whoever looks, and a folder of this root's own
  local name
  ln -sfn /proc/self/fd dev/fd
  for name in stdin:0 stdout:1 stderr:2; do ln -sfn "/proc/self/fd/${name#*:}" "dev/${name%:*}"; done
  [ -d dev/shm ] || mkdir -m 1777 dev/shm
}

if [ "$how" = mounts ]; then
  [ -d /mnt ] || refuse 'this machine has no folder /mnt, at which the root is to be seen'
  . "${0%/*}/close-host.sh"
  bash "${0%/*}/setup.sh" '' "${setup[0]},bare" "${setup[@]:1}"
  make_folder
  [ "$mode" = direct ] || root=${setup[2]}/root
  mount -n --rbind "$root" /mnt
else
  make_folder
  make_root "${setup[@]:3}"
fi
cd /
echo "ready $$ $folder"
exec >&-
read -r _ || :
