#!/bin/bash
# Registers handlers of binfmt_misc, counts who holds them, and takes away again what was registered here.
#   handlers.sh acquire HOLDER [NAME FILE LINE]...   registers, stays registered until HOLDER releases or is gone
#   handlers.sh release HOLDER [NAME...]             gives up these, or all that HOLDER holds
#   handlers.sh hold HOLDER [NAME FILE LINE]...      acquire, print "ready", release at the end of standard input; where
#                                                    binfmt_misc is not mounted, it is mounted out of sight. Called by hold.sh,
#                                                    in a mount namespace of its own; descriptor 9 is the one it came from.
#                                                    Without an entry: prints those that are there, then "shown", and reads
#                                                    from standard input what it gets here, each with a zero byte behind it,
#                                                    and an empty one
#   handlers.sh show                                 prints the entries; called in a mount namespace of its own
# HOLDER is PID-STARTTIME of a process (fields 1 and 22 of /proc/PID/stat), behind a point what tells several of one
# process apart: one whose process is gone holds nothing any more. Or it is by-hand, which holds until it releases.
# NAME is the entry's, FILE its emulator, LINE what is written to the register file.
# The journal is a folder for each entry, /run/xarch/handlers/NAME, with a file for each holder, written before the
# entry is registered. Whoever comes next removes what the dead have left.
# Exit status 3: NAME is another's ("taken NAME" is printed).
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
verb=$1 holder=${2:-}
shift $(($# < 2 ? $# : 2))
binfmt=/proc/sys/fs/binfmt_misc
state=/run/xarch/handlers
if [ "$verb" = hold ] && { [ ! -e /proc/self/fd/9 ] || [ /proc/self/fd/9 -ef /proc/self/ns/mnt ]; }; then
  echo 'handlers are held in a mount namespace of its own: call hold.sh' >&2 # here all would become read-only
  exit 1
fi

alive() { # PID-STARTTIME[.MORE]
  local process=${1%%.*} stat
  [ "$1" != by-hand ] || return 0
  { read -r stat <"/proc/${process%-*}/stat"; } 2>/dev/null || return 1
  stat=${stat##*) } # the name of a program may have blanks and parentheses
  local fields
  read -ra fields <<<"$stat"
  [ "${fields[19]}" = "${process#*-}" ] && [ "${fields[0]}" != Z ]
}

declare -A given=() # names of entries that the holder gives up with this call

# Takes away the entries of the journal that nobody alive holds; and the journal, where nothing is left in it and that is asked for.
sweep() { # [journal]
  local entry name file held kept=''
  local -a over=() journal=() others
  [ -d /run/xarch ] || return 0
  for entry in "$state"/*; do
    [ -d "$entry" ] || continue
    name=${entry##*/} held=no
    for file in "$entry"/*; do
      [ -e "$file" ] || continue
      if [ -n "${given[$name]:-}" ] && [ "${file##*/}" = "$holder" ]; then over+=("$file");
      elif alive "${file##*/}"; then held=yes; else over+=("$file"); fi
    done
    # One that stays registered stays in the journal: the next may have the right to remove it.
    if [ "$held" = yes ] || { [ -e "$binfmt/$name" ] && ! echo -1 >"$binfmt/$name"; }; then
      kept=1
    else
      over+=("$entry")
    fi
  done
  [ ${#over[@]} -gt 0 ] || return 0
  if [ "${1-}" = journal ] && [ -z "$kept" ] && [ ! -e /run/xarch/mounted ]; then
    journal=("$state")
    others=(/run/xarch/*)
    [ ${#others[@]} -gt 1 ] || journal+=(/run/xarch)
  fi
  # By one process, which nobody but an xarch that begins just now keeps from it; else the second one says why.
  rm -fd -- "${over[@]}" "${journal[@]}" 2>/dev/null || rm -rf -- "${over[@]}"
}

# Takes away the journal where it is still there and empty, and binfmt_misc where it was mounted by us and has no entry left.
tidy() {
  [ -d /run/xarch ] || return 0
  if [ ! -e /run/xarch/mounted ]; then
    rmdir "$state" /run/xarch 2>/dev/null || true
  elif rmdir "$state" 2>/dev/null || [ ! -d "$state" ]; then
    ! unmount_binfmt || rmdir /run/xarch 2>/dev/null || true
  fi
}

# Unmounts what `acquire` has mounted, unless somebody else's entries are there now. `hold` runs in a mount namespace of
# its own: the mount to be taken away is the one where it came from.
unmount_binfmt() {
  local entry
  for entry in "$binfmt"/*; do
    case ${entry##*/} in status | register | '*') ;; *) return 1 ;; esac
  done
  if [ "$verb" = hold ]; then
    nsenter --mount=/proc/self/fd/9 umount -n "$binfmt" || return 1
  else
    umount -n "$binfmt" || return 1
  fi
  rm -f /run/xarch/mounted
}

mount_binfmt() {
  [ -d "$binfmt" ] || modprobe -q binfmt_misc 2>/dev/null || true # a module's folder is there only after it was loaded
  [ ! -e "$binfmt/register" ] || return 0
  case $verb in acquire | release) mkdir -p /run/xarch && : >/run/xarch/mounted ;; esac
  mount -n -t binfmt_misc -o nosuid,nodev,noexec binfmt_misc "$binfmt" || {
    rm -f /run/xarch/mounted
    return 1
  }
}

# The kernel opens the emulator now (flag F), through a mount that is read-only: so no guest can write to the file
# through /proc/PID/exe. `hold` has a mount namespace of its own for that already.
register() {
  if [ "$verb" = hold ]; then write "$@"; else unshare --mount --propagation private bash "$0" write - "$@"; fi
}

made=() # the entries that this call has come to hold

acquire() { # [NAME FILE LINE]...
  local -a all=("$@") folders=() new=()
  local i name
  for ((i = 0; i < $#; i += 3)); do
    name=${all[i]}
    folders+=("$state/$name")
    if [ -e "$binfmt/$name" ] && [ ! -d "$state/$name" ]; then
      echo "taken $name"
      exit 3
    fi
  done
  [ $# = 0 ] || mkdir -p "${folders[@]}"
  for ((i = 0; i < $#; i += 3)); do
    name=${all[i]}
    [ -e "$state/$name/$holder" ] || made+=("$name")
    : >"$state/$name/$holder"
    [ -e "$binfmt/$name" ] || new+=("${all[@]:i:3}")
  done
  [ ${#new[@]} = 0 ] || register "${new[@]}"
}

give() { # NAME...
  local name
  for name; do given[${name##*/}]=yes; done
  sweep journal
  tidy
}

release() { # [NAME...]
  [ ! -d "$state" ] || mount_binfmt || true
  [ $# -gt 0 ] || set -- "$state"/*
  give "$@"
}

locked() { # one at a time on this machine; the lock ends with its process
  local lock
  exec {lock}</run
  flock --timeout 20 "$lock" || { echo "another xarch has kept the lock on /run for 20 seconds" >&2 && exit 1; }
  "$@"
  exec {lock}<&-
}

undo() {
  status=$?
  trap - EXIT
  trap '' HUP INT PIPE TERM
  if [ "$status" != 0 ]; then
    give "${made[@]}" || true
  fi
  exit "$status"
}

begin() {
  trap undo EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 141' PIPE
  trap 'exit 143' TERM
  mount_binfmt # what the dead have left is seen then
  sweep
  acquire "$@"
}

write() { # [NAME FILE LINE]...; in a mount namespace of its own
  local -a all=("$@") points=()
  local -A frozen=()
  local point base i used shared=/ emulators=$(($# / 3))
  while read -r _ _ _ _ point _; do
    [ "$point" != /run ] || shared=''
    case $point in *\\*) printf -v point %b "${point//\\/\\0}" ;; esac # blanks are \040 there
    base=${point%/} # in the pattern itself bash would not find the slash
    case " $*" in *" $base"/*) points+=("$base/") ;; esac # the others need no second look
  done </proc/self/mountinfo
  for ((i = 1; i < $#; i += 3)); do
    used='' # the mount that the emulator is on: the longest path that its own begins with
    for point in "${points[@]}"; do
      case ${all[i]} in "$point"*) [ ${#point} -lt ${#used} ] || used=$point ;; esac
    done
    freeze "$used" "${all[i]}"
  done
  while [ $# -ge 3 ]; do
    printf %s "$3" >"$binfmt/register"
    shift 3
  done
}

freeze() { # MOUNT FILE; called by write
  case $2 in
    /run/*) mount -n -o bind,ro "$2" "$2" ;; # the journal is on that mount, and is written to
    *)
      [ -z "${frozen[$1]:-}" ] || return 0
      # `hold` goes on here, and its journal has to stay writable, also where /run is no mount of its own.
      if [ "$verb" = hold ] && [ "$1" = "$shared" ]; then
        if [ "$emulators" -lt 3 ]; then # one process for each, and not two for the mount
          mount -n -o bind,ro "$2" "$2"
          return
        fi
        mount -n --bind /run /run
      fi
      mount -n -o remount,bind,ro "$1"
      frozen[$1]=yes
      ;;
  esac
}

show() {
  local entry
  mount_binfmt
  for entry in "$binfmt"/*; do
    case ${entry##*/} in register | status | '*') continue ;; esac
    printf '== %s\n%s\n' "${entry##*/}" "$(<"$entry")"
  done
}

case $verb in
  write) write "$@" ;;
  show) show ;;
  acquire) locked begin "$@" ;;
  release) locked release "$@" ;;
  hold)
    if [ $# = 0 ]; then
      show
      echo shown
      while IFS= read -r -d '' word && [ -n "$word" ]; do set -- "$@" "$word"; done
      [ $# -gt 0 ] && [ $(($# % 3)) = 0 ] || exit 0 # our caller needs none, or is gone
    fi
    locked begin "$@"
    trap '' HUP INT PIPE TERM # from now on only the end of the lifeline is the end
    echo ready
    while read -r _; do :; done
    locked release
    trap - EXIT
    ;;
esac
