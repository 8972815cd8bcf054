#!/bin/bash
# Keeps binfmt_misc for a job, from main to post, where the machine has not mounted it: entries go with the last mount. It is
# mounted in a mount namespace that ends at once; what is left is a descriptor of a process, and the machine's mounts are as they were.
#   anchor.sh make     called by handlers.sh under its lock, in a mount namespace of its own; descriptor 9 is the one it came from
#   anchor.sh watch    that process: descriptor 8 is binfmt_misc, /run/xarch/anchor has its name. It goes with the last holder of an
#                      entry: who releases it ends it too, and of those that are killed it takes the entries away itself
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
verb=$1 holder=''
. "${0%/*}/journal.sh"

make() {
  local says line stat fields
  mkdir -p /run/xarch
  mount -n -t binfmt_misc -o nosuid,nodev,noexec binfmt_misc "$binfmt"
  exec 8<"$binfmt"
  cd /
  exec {says}< <(exec env -i nsenter --mount=/proc/self/fd/9 setsid /bin/bash "$0" watch 2>&1 </dev/null)
  read -r stat <"/proc/$!/stat"
  read -ra fields <<<"${stat##*) }"
  echo "$!-${fields[19]}" >/run/xarch/anchor # its time of start, proc(5): no exec changes it
  read -r line <&"$says" || :
  if [ "$line" != watching ]; then
    echo "binfmt_misc could not be kept: $line" >&2
    exit 1
  fi
}

settle() { # it may have been taken into use by now
  is_held || give
}

watch() {
  local anchor open
  echo watching
  exec </dev/null >/dev/null 2>&1 7<> <(:) # says nothing, and never ends
  for open in "/proc/$$/fd"/*; do # what came along is of mounts that are gone; 255 is this script
    open=${open##*/}
    case $open in 0 | 1 | 2 | 7 | 8 | 255) ;; *) exec {open}<&- ;; esac
  done
  binfmt=/proc/$$/fd/8
  while :; do
    read -r -t 5 -u 7 || :
    is_held || (locked settle) || :
    read -r anchor </run/xarch/anchor && [ "${anchor%-*}" = $$ ] || break
  done
}

"$verb"
