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
# The journal (journal.sh) is written before an entry is registered. Whoever comes next removes what the dead have left.
# Exit status 3: NAME is another's ("taken NAME" is printed).
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
verb=$1 holder=${2:-}
shift $(($# < 2 ? $# : 2))
. "${0%/*}/journal.sh"
if [ "$verb" = hold ] && { [ ! -e /proc/self/fd/9 ] || [ /proc/self/fd/9 -ef /proc/self/ns/mnt ]; }; then
  echo 'handlers are held in a mount namespace of its own: call hold.sh' >&2 # here all would become read-only
  exit 1
fi

# Where the machine has not mounted it: for those who hold by hand at its place, for a job and its steps by a process that keeps it
# (anchor.sh). Who has a mount namespace of its own mounts it there, and depends on nobody.
mount_binfmt() {
  [ -d "$binfmt" ] || modprobe -q binfmt_misc 2>/dev/null || true # a module's folder is there only after it was loaded
  [ ! -e "$binfmt/register" ] || return 0
  case $verb,$holder in
    acquire,by-hand) mkdir -p /run/xarch && : >/run/xarch/mounted ;;
    acquire,*)
      find_binfmt || unshare --mount --propagation private bash "${0%/*}/anchor.sh" make {lock}<&- 9</proc/self/ns/mnt
      find_binfmt
      return
      ;;
    release,*) ! find_binfmt || return 0 ;;
  esac
  mount -n -t binfmt_misc -o nosuid,nodev,noexec binfmt_misc "$binfmt" || {
    [ "$verb" != acquire ] || rm -f /run/xarch/mounted
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

release() { # [NAME...]
  [ ! -d "$state" ] || mount_binfmt || true
  [ $# -gt 0 ] || set -- "$state"/*
  give "$@"
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
  write)
    find_binfmt
    write "$@"
    ;;
  show) show ;;
  acquire) locked begin "$@" ;;
  release)
    # Entries may be there where it is mounted nowhere that we know: older kernels keep them, and so do mounts out of sight.
    if [ -z "${XARCH_UNSEEN:-}" ] && [ -d "$state" ] && ! find_binfmt; then
      XARCH_UNSEEN=yes exec unshare --mount --propagation private bash "$0" release "$holder" "$@"
    fi
    locked release "$@"
    ;;
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
