#!/bin/bash
# npm run demo: one job on three processors that this machine does not have, from roots that come with the repository.
# Nothing has to be installed before; the first run takes the emulators from the distribution's package (60 MB).
set -eu
cd "$(dirname "$0")/.."
mirror=__tests__/fixtures/mirror
exec bin/xarch run --arch mips64,ppc,aarch64 --mirror "file:$mirror" --branch v3.20 \
  --keys "$mirror/keys/be-fixture@example.invalid.rsa.pub" -- sh scripts/demo/check.sh
