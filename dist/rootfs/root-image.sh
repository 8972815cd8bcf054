#!/bin/bash
# Roots as images, as root: what this machine can do with them, and their files where it cannot mount them.
#   root-image.sh look FOLDER BYTES                      tells the size of FOLDER/root in bytes; and where that is more
#                                                        than BYTES, the kind of image that is made and mounted here
#                                                        (tried with a small one in FOLDER), or "none REASON"
#   root-image.sh unpack FOLDER KIND FILE START BYTES    what is in the image as FOLDER/root
set -eu -o pipefail
verb=$1 folder=$2
shift 2
here=${0%/*}

try() { # KIND; the answer is in $why where it fails
  local image=$folder/try/image
  why=$(
    exec 2>&1
    mkdir -m 700 "$folder/try" "$folder/try/root" "$folder/try/seen" &&
      bash "$here/pack.sh" image "$folder/try/root" "$1" "$folder/try/part" >"$image" &&
      bash "$here/root-mount.sh" try "$folder/try/seen" "$1" "$image" 0 "$(stat -c %s "$image")"
  )
}

look() { # BYTES
  local size why='neither mksquashfs nor mkfs.erofs is there (packages squashfs-tools and erofs-utils)' kind program
  size=$(du -s -x --apparent-size --block-size=1 -- "$folder/root")
  size=${size%%[!0-9]*}
  echo "$size"
  [ "$size" -gt "$1" ] || return 0
  trap 'rm -rf -- "$folder/try"' EXIT
  for kind in squashfs erofs; do
    case $kind in squashfs) program=mksquashfs ;; *) program=mkfs.erofs ;; esac
    command -v "$program" >/dev/null || continue
    rm -rf -- "$folder/try"
    if try "$kind"; then
      echo "$kind"
      return 0
    fi
    why="$kind cannot be made and mounted here: ${why##*$'\n'}"
  done
  echo "none $why"
}

unpack() { # KIND FILE START BYTES
  if [ "$1" = squashfs ] && command -v unsquashfs >/dev/null; then
    unsquashfs -n -o "$3" -d "$folder/root" "$2" >/dev/null
  elif bash "$here/root-mount.sh" copy "$folder" "$@"; then :; else
    # Older ones would lose attributes and hard links.
    case $1$(fsck.erofs --help 2>&1) in
      erofs*--xattrs*) ;;
      *) echo "this machine can neither mount nor unpack an image of that kind ($1)" >&2 && return 1 ;;
    esac
    rm -rf -- "$folder/root" "$folder/image"
    mkdir "$folder/image"
    tail -c "+$(($3 + 1))" -- "$2" | head -c "$4" >"$folder/image/file"
    fsck.erofs --extract="$folder/root" --preserve --xattrs "$folder/image/file" >/dev/null
  fi
  rm -rf --one-file-system -- "$folder/image"
  local node
  node=$(find "$folder/root" -xdev \( -type b -o -type c \) ! -path "$folder/root/dev/*" -print -quit)
  [ -z "$node" ] || { echo "the image has a device outside of /dev" >&2 && return 1; }
  chown 0:0 -- "$folder/root"
  chmod 755 -- "$folder/root"
}

"$verb" "$@"
