#!/bin/bash
# Mounts roots that are kept as images, and takes them away again, as root.
#   root-mount.sh mount HOLDER STORE FOLDER KIND FILE START BYTES   FOLDER/root becomes a folder that can be written to:
#                                               the image of that KIND in FILE, under an overlay; FOLDER is below STORE
#   root-mount.sh try FOLDER KIND FILE START BYTES          the same, seen by nobody and gone at once
#   root-mount.sh copy FOLDER KIND FILE START BYTES         a copy of what is in the image as FOLDER/root
#   root-mount.sh drop FOLDER                               unmounts such roots below FOLDER
#   root-mount.sh release HOLDER...                         the same for all that each HOLDER has mounted, and removes
#                                                           its store, if that is of one step alone
# HOLDER is PID-STARTTIME of a process, behind a point what tells several of one process apart. The journal is a file of
# that name in /run/xarch/mounts, written before anything is mounted; it has the path of the store.
# One mount is left, the overlay: the kernel keeps the image as long as the overlay needs it, and the loop device too.
# Below it is nothing of the machine's own: who clears a folder away through it clears away the overlay's upper layer.
set -eu
verb=$1
shift
journal=/run/xarch/mounts

mount_lower() { # KIND FILE START BYTES; at image/lower of the current folder
  mount -n -t "$1" -o "ro,nodev,loop,offset=$3,sizelimit=$4" "$2" image/lower
}

mount_root() { # FOLDER KIND FILE START BYTES
  cd -P "$1" # relative names: commas and colons of the path are no concern then
  shift
  mkdir image
  mkdir -m 755 image/lower image/upper root # the mode of upper is that of the root
  mkdir image/work
  mount_lower "$@"
  local layers=lowerdir=image/lower,upperdir=image/upper,workdir=image/work status=0
  # Folders of the image can be renamed, and its hard links stay what they are, where the kernel knows how.
  mount -n -t overlay -o "nodev,redirect_dir=on,index=on,$layers" xarch root 2>/dev/null ||
    mount -n -t overlay -o "nodev,$layers" xarch root || status=$?
  umount -n image/lower || umount -n -l image/lower
  return "$status"
}

copy() { # FOLDER KIND FILE START BYTES; in a mount namespace of its own
  cd -P "$1"
  shift
  mkdir -p image/lower
  mount_lower "$@"
  cp -a image/lower root
}

drop() { # FOLDER
  local top point line i left=0
  local -a points=()
  top=$(readlink -m -- "$1") # as the kernel tells it
  while read -r line; do
    read -r _ _ _ _ point _ <<<"$line"
    printf -v point %b "${point//\\/\\0}" # blanks are \040 there
    case $line in
      *' - overlay xarch '*) case $point in "$top"/*) points+=("$point") ;; esac ;;
      *) case $point in "$top"/image/lower | "$top"/*/image/lower) points+=("$point") ;; esac ;; # of one that was killed while it mounted
    esac
  done </proc/self/mountinfo
  for ((i = ${#points[@]} - 1; i >= 0; i--)); do
    # One that is still in use disappears from the tree with all that somebody has mounted in it, and ends with its users.
    umount -n -- "${points[i]}" 2>/dev/null || umount -n -l -- "${points[i]}" || left=1
  done
  return "$left"
}

release() { # HOLDER...
  local holder store left=0
  for holder; do
    [ -e "$journal/${holder##*/}" ] || continue
    store=$(<"$journal/${holder##*/}")
    if ! drop "$store"; then # what stays mounted stays in the journal
      left=1
      continue
    fi
    case ${store##*/} in
      xarch-[0-9]*-[0-9]*) rm -rf --one-file-system -- "$store" || { left=1 && continue; } ;;
    esac
    rm -f -- "$journal/${holder##*/}"
  done
  rmdir "$journal" /run/xarch 2>/dev/null || true
  return "$left"
}

locked() { # one at a time on this machine, as in handlers.sh: the journal is not taken away while it is written
  local lock
  exec {lock}</run
  flock --timeout 20 "$lock" || { echo "another xarch has kept the lock on /run for 20 seconds" >&2 && exit 1; }
  "$@"
  exec {lock}<&-
}

note() { # HOLDER STORE
  mkdir -p "$journal"
  readlink -m -- "$2" >"$journal/$1"
}

case $verb in
  mount)
    locked note "$1" "$2"
    shift 2
    mount_root "$@"
    ;;
  try | copy)
    if [ -z "${XARCH_UNSEEN:-}" ]; then
      XARCH_UNSEEN=yes exec unshare --mount --propagation private bash "$0" "$verb" "$@"
    fi
    if [ "$verb" = copy ]; then copy "$@"; else mount_root "$@"; fi
    ;;
  drop) drop "$1" ;;
  release) locked release "$@" ;;
esac
