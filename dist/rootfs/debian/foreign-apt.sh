#!/bin/sh
# Installs packages with the apt of the root that this runs in: one that came as an image or a tarball, so that no program of
# the machine follows what it has in it.
#   sh -c "$(cat foreign-apt.sh)" apt PACKAGE...
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get -q update
apt-get -q install -y --no-install-recommends -- "$@"
rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/*.deb
