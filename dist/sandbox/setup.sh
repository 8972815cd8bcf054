#!/bin/bash
# Builds the mounts of a sandbox. Runs in the keeper's mount namespace and the holder's PID namespace; the holder then
# takes a copy of the mounts, in which pivot.sh makes ROOT its root.
#   setup.sh overlay|direct ROOT SCRATCH [SOURCE TARGET OPTIONS]...
# overlay: ROOT stays as it is, changes go to a tmpfs mounted at SCRATCH and end with the sandbox.
# SOURCE and TARGET are absolute; OPTIONS are those of a bind mount (rw,nosuid,nodev …).
set -eu
mode=$1 root=$2 scratch=$3
shift 3

refuse() {
  echo "$*" >&2
  exit 1
}

# place KIND PATH: makes the mount point, a "file" or a "folder", below the current folder. A link on the way is
# refused: it could lead out of the root, to where the host's own files are.
place() {
  local kind=$1 rest=${2#/}/ at=. part
  while [ -n "$rest" ]; do
    part=${rest%%/*} rest=${rest#*/}
    case $part in '' | .) continue ;; ..) refuse "the path $2 has '..' in it" ;; esac
    at=$at/$part
    [ ! -L "$at" ] || refuse "the root has a link at ${at#.}: nothing can be mounted at $2 through it"
    if [ -e "$at" ]; then continue; fi
    if [ "$kind" = file ] && [ -z "${rest//\//}" ]; then : >"$at"; else mkdir -m 755 "$at"; fi
  done
}

if [ "$mode" = overlay ]; then
  mount -n -t tmpfs -o mode=755 xarch "$scratch"
  mkdir "$scratch/upper" "$scratch/work" "$scratch/root"
  cd "${root%/*}" # relative names: the option's own commas, colons and backslashes are no concern then
  if mount -n -t overlay -o "lowerdir=${root##*/},upperdir=${scratch##*/}/upper,workdir=${scratch##*/}/work" \
    overlay "${scratch##*/}/root" 2>/dev/null; then :; else
    cp -a "$root/." "$scratch/root/"
    mount -n --bind "$scratch/root" "$scratch/root"
  fi
  cd "$scratch/root"
else
  mount -n --bind "$root" "$root"
  mount -n -o remount,bind,rw "$root" # all that the holder sees of the host is read-only
  cd "$root"
fi

for folder in dev proc sys etc; do place folder "/$folder"; done
mount -n -t proc -o nosuid,nodev,noexec proc proc
mount -n -t sysfs -o ro,nosuid,nodev,noexec sysfs sys 2>/dev/null || # the network is another user namespace's
  { mount -n --rbind /sys sys && mount -n -o remount,bind,ro,nosuid,nodev,noexec sys; }
for path in sys irq bus sysrq-trigger; do
  [ ! -e "proc/$path" ] || mount -n -o bind,ro,nosuid,nodev,noexec "proc/$path" "proc/$path"
done

mount -n -t tmpfs -o mode=755,nosuid,size=1m dev dev
mkdir dev/.host dev/pts dev/shm
cp -a /dev/fd /dev/stdin /dev/stdout /dev/stderr \
  /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty dev/ 2>/dev/null || # not root everywhere
  for device in null zero full random urandom tty; do
    : >"dev/$device"
    mount -n --bind "/dev/$device" "dev/$device"
  done
ln -s pts/ptmx dev/ptmx
pts=newinstance,nosuid,noexec,mode=620,ptmxmode=666
mount -n -t devpts -o "$pts,gid=5" devpts dev/pts 2>/dev/null || # there may be only one id here
  mount -n -t devpts -o "$pts" devpts dev/pts
mount -n -t tmpfs -o mode=1777,nosuid,nodev shm dev/shm

[ ! -e /etc/resolv.conf ] || cp --remove-destination /etc/resolv.conf etc/resolv.conf

while [ $# -ge 3 ]; do
  [ -e "$1" ] || refuse "there is no $1 to be made visible inside"
  if [ -d "$1" ]; then place folder "$2"; else place file "$2"; fi
  mount -n --rbind "$1" "./${2#/}"
  mount -n -o "remount,bind,$3" "./${2#/}" # also makes it writable again: all that is seen here of the host is not
  # A volume that holds our own folders (someone's home) must not show the mounts of this sandbox.
  case $scratch in "$1"/*) umount -n -l "./${2#/}${scratch#"$1"}" ;; esac
  shift 3
done
