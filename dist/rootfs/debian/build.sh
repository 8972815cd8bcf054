#!/bin/bash
# Makes a root of Debian or Ubuntu, or adds packages to one, with this machine's own apt and dpkg: only the packages'
# scripts run in the root, and so emulated. (dpkg in the root would unpack emulated too: minutes instead of seconds.)
# It is PID 1 of new namespaces, and standard input is its lifeline: when our caller closes it or dies, this ends, and
# with it the kernel ends every process and drops every mount.
#   unshare --mount --propagation private --pid --ipc --uts --fork --kill-child \
#     bash build.sh bootstrap TARGET FOLDER ARCH SUITE [PACKAGE...]   TARGET is new
#     bash build.sh add TARGET FOLDER ARCH PACKAGE...
# ARCH is dpkg's name. FOLDER has keys/ (keyrings), own-keys/ (those that stay in the root), machine.conf and root.conf
# (apt's settings while the root is made by mmdebstrap, and after that), sources.list; `left`, what stays of that in a new
# root; an empty scratch/, and gets `fetched`, what `apt-get --print-uris` says.
set -eu -o pipefail
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive
umask 022

what=$1 target=$2 folder=$3 arch=$4
shift 4
exec 2>&1 {lifeline}<&0 </dev/null
cd /
echo localhost >/proc/sys/kernel/hostname # some packages note it

# The scripts of packages run as root, and so does apt: nothing of the machine but these two folders is theirs.
protect_machine() {
  local point options
  while read -r _ _ _ _ point options _; do
    case $point in /proc | /proc/* | /sys | /sys/* | /dev | /dev/*) continue ;; esac
    printf -v point %b "${point//\\/\\0}"
    mount -n -o "remount,bind,${options/,idmapped/},ro" "$point" 2>/dev/null || : # below another that hides it
  done </proc/self/mountinfo
  for point in "$target" "$folder"; do
    mount -n --bind "$point" "$point"
    mount -n -o remount,bind,rw,exec,suid,dev "$point"
  done
  mount -n -t tmpfs -o mode=755 scratch "$folder/scratch"
  mkdir "$folder/scratch/log"
  export TMPDIR=$folder/scratch
}

# No link of a root may lead out of it, to where the machine's files are.
refuse_links() { # PATH...
  local path
  for path; do
    [ ! -L "$target/$path" ] || { echo "E: the root has a link at /$path" && exit 1; }
  done
}

# The machine's dpkg works on the root. What it reads of the machine would be wrong there: its settings (a container's
# leave documentation out), its users.
use_own_dpkg() { # PASSWD GROUP
  mount -n -t tmpfs -o mode=755 none /etc/dpkg
  mount -n --bind "$1" /etc/passwd
  mount -n --bind "$2" /etc/group
}

prepare_for_scripts() {
  local device
  mount -n -t proc -o nosuid,nodev,noexec proc "$target/proc"
  mount -n -t sysfs -o ro,nosuid,nodev,noexec sysfs "$target/sys"
  mount -n -t tmpfs -o mode=755,nosuid dev "$target/dev"
  ln -s /proc/self/fd "$target/dev/fd"
  for device in null zero full random urandom tty; do
    : >"$target/dev/$device"
    mount -n --bind "/dev/$device" "$target/dev/$device"
  done
  if [ ! -e "$target/usr/sbin/policy-rc.d" ]; then # no service is started in a root
    printf '#!/bin/sh\nexit 101\n' >"$target/usr/sbin/policy-rc.d"
    chmod 755 "$target/usr/sbin/policy-rc.d"
    policy=made
  fi
}

# What differs from run to run, and what is ours.
clean() {
  apt-get clean
  [ "$policy" = '' ] || rm "$target/usr/sbin/policy-rc.d"
  rm -rf "$target"/var/lib/apt/lists/* "$target"/var/cache/apt/*.bin "$target"/var/log/{dpkg,alternatives}.log \
    "$target/var/cache/ldconfig/aux-cache"
}
policy=''

# Essential packages first: before them no script could run. mmdebstrap's `extract` unpacks them without scripts.
bootstrap() { # SUITE [PACKAGE...]
  local suite=$1 hook=/usr/share/mmdebstrap/hooks/maybe-merged-usr/setup00.sh merged=()
  shift
  # apt checks signatures as a user of its own, for whom our folders may be closed.
  if ! /usr/lib/apt/apt-helper drop-privs -- test -r "$folder/keys" 2>/dev/null; then
    echo 'APT::Sandbox::User "root";' >>"$folder/machine.conf"
  fi
  # Where mmdebstrap has none, usrmerge moves every file, emulated. It would make files in /tmp.
  [ ! -e "$hook" ] || merged=(--setup-hook="TMPDIR=\"\$1/tmp\" $hook \"\$1\"")
  APT_CONFIG='' mmdebstrap --mode=root --variant=extract --include='?essential' --format=directory --architectures="$arch" \
    --keyring="$folder/keys" --skip=check/qemu,check/signed-by,cleanup --aptopt="$folder/machine.conf" "${merged[@]}" \
    "$suite" "$target" - <"$folder/sources.list"
  # The machine's settings and names; each sandbox makes its own devices.
  rm -f "$target"/etc/apt/apt.conf.d/{00,99}mmdebstrap "$target"/etc/{hostname,resolv.conf}
  rm -rf --one-file-system "${target:?}"/{dev,tmp}
  mkdir "$target/dev"
  mkdir -m 1777 "$target/tmp"
  if dpkg-query --root="$target" -W usr-is-merged >/dev/null 2>&1; then # the hook's own empty one
    set -- usr-is-merged "$@"
  fi
  set -- apt '?priority(required)' "$@"
  apt-get -qq install --yes --print-uris -- "$@" >/dev/null # a name that is not there is said now

  local masters=$target/usr/share/base-passwd
  use_own_dpkg "$masters/passwd.master" "$masters/group.master"
  prepare_for_scripts
  # As mmdebstrap does it itself: the order of what all depend on each other is not apt's matter.
  env --unset=TMPDIR dpkg --root="$target" --force-unsafe-io --force-depends --install "$target"/var/cache/apt/archives/*.deb
  apt-get -q install --yes -- "$@"
  dpkg-query --admindir="$target/var/lib/dpkg" -W -f '${Package}=${Version}\n' |
    xargs apt-get -qq download --print-uris -o Acquire::ForceHash=SHA256 >"$folder/fetched"
  clean
  [ ! -e "$target/etc/machine-id" ] || : >"$target/etc/machine-id" # machine-id(5): empty where many are made of one
  rm -f "$target/var/lib/dbus/machine-id"
  cp "$folder/left" "$target/etc/apt/sources.list"
}

add() { # PACKAGE...
  refuse_links proc sys dev tmp etc etc/passwd etc/group etc/apt etc/apt/trusted.gpg.d usr usr/sbin usr/sbin/policy-rc.d \
    var var/cache var/cache/apt var/cache/apt/archives var/lib var/lib/dpkg var/lib/dpkg/arch var/lib/apt \
    var/lib/apt/lists var/log
  mkdir -p "$target"/{proc,sys,dev,tmp,var/cache/apt/archives/partial,var/lib/apt/lists/partial,var/log}
  [ -e "$target/var/lib/dpkg/arch" ] || echo "$arch" >"$target/var/lib/dpkg/arch" # else dpkg takes the machine's alone
  use_own_dpkg "$target/etc/passwd" "$target/etc/group"
  prepare_for_scripts
  apt-get -q update --error-on=any
  apt-get -qq install --yes --print-uris -o Acquire::ForceHash=SHA256 -- "$@" >"$folder/fetched"
  apt-get -q install --yes -- "$@"
  clean
}

carry_out() { # ARGUMENT...
  [ "$what" != bootstrap ] || mkdir -m 755 -- "$target"
  mkdir -p "$folder/scratch"
  protect_machine
  export APT_CONFIG=$folder/root.conf
  case $what in
    bootstrap) bootstrap "$@" ;;
    add) add "$@" ;;
  esac
  mkdir -p "$target/etc/apt/trusted.gpg.d"
  cp "$folder"/own-keys/* "$target/etc/apt/trusted.gpg.d/" 2>/dev/null || : # there may be none
}

cat <&"$lifeline" >/dev/null &
watch=$!
carry_out "$@" {lifeline}<&- &
# What ends first, ends it; the lifeline's end is no success.
if wait -n; then status=0; else status=$?; fi
kill -0 "$watch" 2>/dev/null || exit 143
exit "$status"
