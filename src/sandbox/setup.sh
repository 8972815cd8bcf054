#!/bin/bash
# Builds the mounts of a sandbox. Runs in the keeper's mount namespace and the holder's PID namespace; the holder then
# takes a copy of the mounts, in which pivot.sh makes ROOT its root.
#   setup.sh overlay|direct ROOT SCRATCH [SOURCE TARGET OPTIONS]...
# A tmpfs is mounted at SCRATCH, an empty folder. overlay: what is changed in ROOT is there, and ends with the sandbox.
# SOURCE and TARGET are absolute; OPTIONS are those of a bind mount (rw,nosuid,nodev …).
# No device of ROOT's own works: what is in /dev is made here, whatever an archive has brought.
set -eu
mode=$1 root=$2 scratch=$3
shift 3

refuse() {
  echo "$*" >&2
  exit 1
}

# place PATH [file]: sees to a mount point below the current folder. A link on the way is refused: it could lead out of
# the root, to where the host's own files are. A folder that is missing is left to mount, which makes it.
place() {
  local rest=${1#/}/ at=. part
  while [ -n "$rest" ]; do
    part=${rest%%/*} rest=${rest#*/}
    case $part in '' | .) continue ;; ..) refuse "the path $1 has '..' in it" ;; esac
    at=$at/$part
    [ ! -L "$at" ] || refuse "the root has a link at ${at#.}: nothing can be mounted at $1 through it"
    if [ -e "$at" ] || [ $# = 1 ]; then continue; fi
    if [ -z "${rest//\//}" ]; then : >"$at"; else mkdir -m 755 "$at"; fi
  done
}

cd -P "$scratch"
scratch=$PWD # as the kernel tells it
mount -n -t tmpfs -o mode=755 xarch "$scratch"
if [ "$mode" = overlay ]; then
  mkdir "$scratch/upper" "$scratch/work" "$scratch/root"
  cd "${root%/*}" # relative names: the option's own commas, colons and backslashes are no concern then
  if mount -n -t overlay -o "nodev,lowerdir=${root##*/},upperdir=${scratch##*/}/upper,workdir=${scratch##*/}/work" \
    overlay "${scratch##*/}/root" 2>/dev/null; then :; else
    cp -a "$root/." "$scratch/root/"
    mount -n --bind "$scratch/root" "$scratch/root"
    mount -n -o remount,bind,nodev "$scratch/root"
  fi
  cd -P "$scratch/root"
else
  mount -n --bind "$root" "$root"
  mount -n -o remount,bind,rw,exec,suid,nodev "$root" # all that the holder sees of the host is read-only
  cd -P "$root"
fi

escape() { # PATH, as it is written in fstab(5) and /proc/PID/mountinfo; the answer is in $escaped
  escaped=${1//\\/\\134}
  escaped=${escaped// /\\040} escaped=${escaped//$'\t'/\\011} escaped=${escaped//$'\n'/\\012}
}

# What the kernel has to show is mounted by one process, from a table in the format of fstab(5).
top=$PWD
escape "$top"
here=$escaped
make_table() { # FIELDS of sys that its own options follow, further OPTIONS of dev/pts
  local path options=nosuid,nodev,noexec
  echo "proc $here/proc proc $options,X-mount.mkdir"
  echo "$1ro,$options,X-mount.mkdir"
  for path in sys irq bus sysrq-trigger; do
    [ ! -e "/proc/$path" ] || echo "$here/proc/$path $here/proc/$path none bind,ro,$options"
  done
  echo "dev $here/dev tmpfs mode=755,nosuid,size=1m,X-mount.mkdir"
  echo "devpts $here/dev/pts devpts newinstance,nosuid,noexec,mode=620,ptmxmode=666,X-mount.mkdir$2"
  echo "shm $here/dev/shm tmpfs mode=1777,nosuid,nodev,X-mount.mkdir"
}
for folder in dev proc sys etc; do place "$folder"; done
make_table "sysfs $here/sys sysfs " ,gid=5 >"$scratch/fstab"
mount -n -a -c -T "$scratch/fstab" 2>/dev/null || { # the network may be another user namespace's, and there only one id
  make_table "/sys $here/sys none rbind," '' >"$scratch/fstab"
  mount -n -a -c -T "$scratch/fstab" # passes over what is mounted
}

cp -a /dev/fd /dev/stdin /dev/stdout /dev/stderr /dev/ptmx \
  /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty dev/ 2>/dev/null || { # not root everywhere
  ln -sf pts/ptmx dev/ptmx
  for device in null zero full random urandom tty; do
    : >"dev/$device"
    mount -n --bind "/dev/$device" "dev/$device"
  done
}

copy_resolver() {
  [ -e /etc/resolv.conf ] || return 0
  [ -d etc ] || mkdir -m 755 etc
  if [ -L etc/resolv.conf ] || { [ -e etc/resolv.conf ] && [ ! -f etc/resolv.conf ]; }; then rm -rf etc/resolv.conf; fi
  printf '%s\n' "$(</etc/resolv.conf)" >etc/resolv.conf
}
copy_resolver

mount_volume() { # SOURCE TARGET OPTIONS; they also make it writable again: all that is seen here of the host is not
  local how=bind hidden point real escaped
  local -a hide=()
  case $1 in
    /*)
      real=$1
      if [ -d "$1" ]; then
        cd -P "$1"
        real=$PWD
        cd "$top"
      fi
      # A volume that holds our own folders (someone's home) must not show the mounts of this sandbox.
      for hidden in "$scratch" "$top"; do
        case $hidden in "$real"/*) escape "$hidden" && hide+=("$escaped") ;; esac
      done
      escape "$real"
      while read -r _ _ _ _ point _; do
        for hidden in "${hide[@]}"; do
          case $point in "$hidden" | "$hidden"/*) continue 2 ;; esac
        done
        case $point in "$escaped"/*) how=rbind ;; esac
      done </proc/self/mountinfo
      ;;
    *) how=rbind ;; # of the sandbox's own: with all that hides parts of it
  esac
  case $3 in
    *nosuid*) mount -n -o "$how,$3,X-mount.mkdir" "$1" "./${2#/}" ;;
    *) # without a flag to set, mount would leave it as it is
      mount -n -o "$how,X-mount.mkdir" "$1" "./${2#/}"
      mount -n -o "remount,bind,$3" "./${2#/}"
      ;;
  esac
  [ $how = rbind ] || return 0
  for hidden in "${hide[@]}"; do
    printf -v hidden %b "${hidden//\\/\\0}"
    umount -n -l "./${2#/}${hidden#"$real"}" 2>/dev/null || : # below one that is gone already
  done
}

files='' # volumes that are files and need nothing but their options, as lines of fstab(5)
mount_files() { # by one process
  [ -n "$files" ] || return 0
  printf %s "$files" >"$scratch/fstab"
  files=''
  mount -n -a -c -T "$scratch/fstab"
}

while [ $# -ge 3 ]; do
  [ -e "$1" ] || refuse "there is no $1 to be made visible inside"
  if [ -f "$1" ] && [[ $1 = /* && $3 = *nosuid* ]]; then
    place "$2" file
    escape "$1"
    files+="$escaped "
    escape "$top/${2#/}"
    files+="$escaped none bind,$3"$'\n'
  else
    mount_files
    if [ -d "$1" ]; then place "$2"; else place "$2" file; fi
    mount_volume "$1" "$2" "$3"
  fi
  shift 3
done
mount_files
