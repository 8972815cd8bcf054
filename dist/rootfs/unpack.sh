#!/bin/bash
# Unpacks a verified archive as root.
#   unpack.sh root ARCHIVE FOLDER [REPOSITORY...]   a .tar.gz into the new folder FOLDER, which becomes a root;
#                                                   REPOSITORY: lines for its /etc/apk/repositories
#   unpack.sh packed ARCHIVE FOLDER                 what pack.sh made: manifest.json and root, into FOLDER
set -eu -o pipefail
what=$1 archive=$2 folder=$3
shift 3

unpack() { # FOLDER [MEMBER...]: owners, modes and extended attributes as the archive has them
  local into=$1
  shift
  # tar finds out by itself whether it is gzip or zstd
  tar -x -p --numeric-owner --same-owner --xattrs --xattrs-include='*' -f "$archive" -C "$into" -- "$@"
}

if [ "$what" = packed ]; then
  unpack "$folder" manifest.json root
  exit
fi

# 0700 while files of unknown modes and owners arrive in it; the root folder's own mode is set, not believed.
mkdir -m 700 -- "$folder"
unpack "$folder"
chmod 755 -- "$folder"

[ $# -gt 0 ] || exit 0
cd -- "$folder"
for path in etc etc/apk; do
  [ ! -L "$path" ] || { echo "the archive has a link at /$path" >&2 && exit 1; }
done
mkdir -p etc/apk
rm -f etc/apk/repositories
printf '%s\n' "$@" >etc/apk/repositories
