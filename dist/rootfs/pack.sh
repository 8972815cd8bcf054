#!/bin/bash
# Packs a built root and its manifest.json into one archive on standard output: zstd where the machine has it, else
# gzip. Owners, modes, times, hard links and extended attributes are kept; both formats carry a checksum.
#   pack.sh FOLDER
set -eu -o pipefail
if command -v zstd >/dev/null; then compress=(zstd -q -3 -T0 -c); else compress=(gzip -n -c); fi
tar -c --numeric-owner --sort=name --xattrs --xattrs-include='*' -f - -C "$1" manifest.json root | "${compress[@]}"
