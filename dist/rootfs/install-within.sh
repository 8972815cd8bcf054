#!/bin/sh
# Installs packages into the root that it runs in, which may still be empty, with the apk of a root of the machine's architecture
# at /xarch-apk; that one's busybox runs this.
#   install-within.sh LOADER LIBRARIES ARCH [OPTION...] add -- PACKAGE...      words for apk
# LOADER, LIBRARIES: what starts a program of that root. /downloads and /xarch: as install.sh has them.
set -eu
loader=$1 libraries=$2 arch=$3
shift 3

native() { # PROGRAM [WORD...]
  "$loader" --library-path "$libraries" "$@"
}

for apk in /xarch-apk/sbin/apk /xarch-apk/usr/sbin/apk /xarch-apk/usr/bin/apk; do
  [ ! -x "$apk" ] || break
done
native "$apk" --root / --arch "$arch" --keys-dir /xarch/keys --repositories-file /xarch/repositories \
  --cache-dir /downloads --update-cache --no-progress "$@"

native /xarch-apk/bin/busybox mkdir -p /etc/apk/keys
native /xarch-apk/bin/busybox cp -n /xarch/keys/* /etc/apk/keys/ 2>/dev/null || :
if [ -e /xarch/keep ]; then native /xarch-apk/bin/busybox cp /xarch/keep /etc/apk/repositories; fi
