#!/bin/sh
# Installs packages into the root at /target. Runs in a sandbox whose own root is a minirootfs of the host's
# architecture, so that apk runs natively; only the packages' scripts run in the foreign root. What they can harm is
# that root, and a sandbox that ends with this.
#   install.sh ARCH [OPTION...] add -- PACKAGE...      words for apk
# /downloads keeps packages for the next time; apk holds each against the index. /xarch has keys/ and repositories for apk; the keys, and the repositories of a file `keep` there, stay in the root.
set -eu
arch=$1
shift
apk --root /target --arch "$arch" --keys-dir /xarch/keys --repositories-file /xarch/repositories \
  --cache-dir /downloads --update-cache --no-progress "$@"

mkdir -p /target/etc/apk/keys
cp -n /xarch/keys/* /target/etc/apk/keys/ 2>/dev/null || :
if [ -e /xarch/keep ]; then cp /xarch/keep /target/etc/apk/repositories; fi
