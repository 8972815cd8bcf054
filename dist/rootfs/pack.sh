#!/bin/bash
# Packs a root as root: a tar of its files (`./…`, sorted), or an image, on standard output. Owners, modes, times, hard links and
# extended attributes are kept; those named trusted.* mean something to the machine's own overlays alone.
#   pack.sh cache ROOT                        as it is; zstd where the machine has it, else gzip: both carry a check sum
#   pack.sh image ROOT KIND FILE              squashfs or erofs, by way of the new file FILE
#   pack.sh tar ROOT SECONDS [COMPRESSOR...]  the same bytes for the same tree: no time is after SECONDS (since 1970),
#                                             what apk and runs leave behind is left out
set -eu -o pipefail
what=$1 root=$2
shift 2

if [ "$what" = image ]; then
  trap 'rm -f -- "$2"' EXIT
  # A squashfs has whole seconds, and makes two of a symbolic link of two names. Level 3: what zstd does by itself here
  # (15) takes 25 times as long and gains a seventh.
  case $1 in
    squashfs) mksquashfs "$root" "$2" -comp zstd -Xcompression-level 3 -noappend -no-progress >/dev/null ;;
    erofs) mkfs.erofs -zlz4 --preserve-mtime --quiet "$2" "$root" >/dev/null ;;
  esac
  cat -- "$2"
  exit
fi

# PAX headers are named after the process otherwise, and have the times of the last look at each file.
options=(--format=posix --pax-option='exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime'
  --numeric-owner --sort=name --xattrs --xattrs-include='*' --xattrs-exclude='trusted.*')
[ "$EUID" = 0 ] || options+=(--owner=0 --group=0) # a root that an ordinary user has made: its files are root's inside

if [ "$what" = cache ]; then
  if command -v zstd >/dev/null; then compress=(zstd -q -3 -T0 -c); else compress=(gzip -n -c); fi
else
  compress=("${@:2}")
  options+=(--mtime="@$1" --clamp-mtime --anchored --wildcards --no-wildcards-match-slash)
  for left in var/log/apk.log 'var/cache/apk/*' 'var/cache/misc/*' 'etc/apk/cache/*' lib/apk/db/lock 'lib/apk/exec/*'; do
    options+=(--exclude="./$left")
  done
fi
if [ ${#compress[@]} -eq 0 ]; then compress=(cat); fi
tar -c "${options[@]}" -f - -C "$root" . | "${compress[@]}"
