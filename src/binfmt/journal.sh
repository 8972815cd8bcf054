#!/bin/bash
# The journal of handlers: a folder for each entry, /run/xarch/handlers/NAME, with a file for each holder. A part of handlers.sh and
# anchor.sh, which have "verb" and "holder" (empty: nobody).
: "${verb?} ${holder?}"
binfmt=/proc/sys/fs/binfmt_misc
state=/run/xarch/handlers

alive() { # PID-STARTTIME[.MORE]
  local process=${1%%.*} stat
  [ "$1" != by-hand ] || return 0
  { read -r stat <"/proc/${process%-*}/stat"; } 2>/dev/null || return 1
  stat=${stat##*) } # the name of a program may have blanks and parentheses
  local fields
  read -ra fields <<<"$stat"
  [ "${fields[19]}" = "${process#*-}" ] && [ "${fields[0]}" != Z ]
}

# Finds binfmt_misc: at its place, or where a job keeps it.
find_binfmt() {
  local anchor place
  [ ! -e "$binfmt/register" ] || return 0
  { read -r anchor </run/xarch/anchor; } 2>/dev/null && alive "$anchor" || return 1
  place=/proc/${anchor%-*}/fd/8
  [ -e "$place/register" ] || return 1
  binfmt=$place
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

# Takes away what is left of the journal where it is empty: who keeps binfmt_misc for jobs, where there is none any more, and the
# mount at its place that was made by us and has no entry left.
tidy() {
  [ -d /run/xarch ] || return 0
  end_anchor
  if [ ! -e /run/xarch/mounted ]; then
    rmdir "$state" /run/xarch 2>/dev/null || true
  elif rmdir "$state" 2>/dev/null || [ ! -d "$state" ]; then
    ! unmount_binfmt || rmdir /run/xarch 2>/dev/null || true
  fi
}

is_held() { # by somebody who needs the anchor
  local file
  for file in "$state"/*/*; do
    [ "${file##*/}" = by-hand ] || ! alive "${file##*/}" || return 0
  done
  return 1
}

end_anchor() {
  local anchor
  [ -e /run/xarch/anchor ] && ! is_held || return 0
  read -r anchor </run/xarch/anchor || return 0
  rm -f /run/xarch/anchor
  [ "${anchor%-*}" = $$ ] || ! alive "$anchor" || kill -KILL "${anchor%-*}"
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

give() { # NAME...
  local name
  for name; do given[${name##*/}]=yes; done
  sweep journal
  tidy
}

locked() { # one at a time on this machine; the lock ends with its process
  local lock
  exec {lock}</run
  flock --timeout 20 "$lock" || { echo "another xarch has kept the lock on /run for 20 seconds" >&2 && exit 1; }
  "$@"
  exec {lock}<&-
}
