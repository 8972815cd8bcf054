#!/bin/bash
# Takes single files out of a Debian package while it is being unpacked: the rest of it never reaches the disk.
#   extract.sh PACKAGE.deb FOLDER MEMBER...
# MEMBER as the package names it (./usr/bin/qemu-ppc-static). One that is not in the package is left out; the caller
# sees which files are there.
set -eu
package=$1 folder=$2
shift 2
# --occurrence: tar stops reading at the last member, and dpkg-deb ends with it; so neither's status tells anything.
dpkg-deb --fsys-tarfile "$package" 2>/dev/null |
  tar -x -f - -C "$folder" --no-same-owner --occurrence=1 -- "$@" 2>/dev/null || true
