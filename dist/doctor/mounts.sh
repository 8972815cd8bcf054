#!/bin/bash
# Tries mounts that sandboxes are made of, in FOLDER, which is empty. Called in a mount namespace of its own: nothing stays.
#   mounts.sh overlay FOLDER disk|memory   an overlay over a folder, with its changes on the same file system or on a tmpfs
#   mounts.sh idmap FOLDER IDMAP           a folder shown as another user's, by idmap.pl, which lies at IDMAP
set -eu
verb=$1
cd -P "$2"

overlay() { # WHERE
  mkdir lower upper work seen
  echo below >lower/file
  if [ "$1" = memory ]; then
    mount -n -t tmpfs -o mode=755 xarch work
    mkdir work/upper work/work
    mount -n -t overlay -o lowerdir=lower,upperdir=work/upper,workdir=work/work xarch seen
  else
    mount -n -t overlay -o lowerdir=lower,upperdir=upper,workdir=work xarch seen
  fi
  echo above >seen/file # is copied up: not every file system can be a layer for that
  read -r text <lower/file
  [ "$text" = below ]
}

idmap() { # IDMAP
  mkdir source target
  coproc unshare --user --map-root-user cat
  echo ready >&"${COPROC[1]}"
  read -r _ <&"${COPROC[0]}" # it has the namespace now
  perl "$1" "/proc/$COPROC_PID/ns/user" source target bind
}

"$verb" "$3"
