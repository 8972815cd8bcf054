#!/bin/bash
# Builds the mounts of a sandbox. Runs in the keeper's mount namespace and the holder's PID namespace; the holder then
# takes a copy of the mounts, in which pivot.sh makes ROOT its root.
#   setup.sh OWNERS overlay|direct[,nested[,privileged]][,bare] ROOT SCRATCH [SOURCE TARGET OPTIONS | WHAT PATH HOW]...
# OWNERS: empty, or BASE:NAMESPACE, where the files of the root and the volumes are shown as those of a user namespace, whose
# root is BASE here (idmap.pl).
# A tmpfs is mounted at SCRATCH, an empty folder. overlay: what is changed in ROOT is there, and ends with the sandbox.
# nested: nothing of /proc is hidden or read-only, else the kernel lets nobody mount another one in namespaces within (it
# would show what is hidden here); and binfmt_misc is there to be read. privileged: the machine's devices, and its /sys to be
# written to.
# bare: what the kernel has to show, and devices, are made by somebody else (bubblewrap).
# SOURCE and TARGET are absolute; OPTIONS are those of a bind mount (rw,nosuid,nodev …).
# WHAT is put to PATH in the root, which takes only a way without links: HOW says how (furnish).
# No device of ROOT's own works: what is in /dev is made here, whatever an archive has brought.
set -eu
base=${1%%:*} owners=${1#*:}
shift
mode=${1%%,*} given=,${1#*,}, root=$2 scratch=$3
shift 3
nested='' privileged='' nodev=nodev
case $given in *,nested,*) nested=1 ;; esac
case $given in *,privileged,*) privileged=1 nodev=dev ;; esac

refuse() {
  echo "$*" >&2
  exit 1
}

show_as_owned() { # SOURCE TARGET bind|rbind
  perl "${0%/*}/idmap.pl" "$owners" "$@" || exit
}

cd -P "$scratch"
scratch=$PWD # as the kernel tells it
mount -n -t tmpfs -o mode=755 xarch "$scratch"
if [ "$mode" = overlay ]; then
  mkdir "$scratch/upper" "$scratch/work" "$scratch/root"
  lower=${root##*/}
  if [ -n "$owners" ]; then
    mkdir "$scratch/lower"
    show_as_owned "$root" "$scratch/lower" bind
    lower=${scratch##*/}/lower
    chown "$base:$base" "$scratch/upper"
  fi
  cd "${root%/*}" # relative names: the option's own commas, colons and backslashes are no concern then
  if mount -n -t overlay -o "$nodev,lowerdir=$lower,upperdir=${scratch##*/}/upper,workdir=${scratch##*/}/work" \
    overlay "${scratch##*/}/root" 2>/dev/null; then :; else
    cp -a "$root/." "$scratch/root/"
    mount -n --bind "$scratch/root" "$scratch/root"
    mount -n -o "remount,bind,$nodev" "$scratch/root"
  fi
  cd -P "$scratch/root"
else
  # All that the holder sees of the host is read-only.
  mount -n -o "bind,rw,exec,suid,$nodev" "$root" "$root"
  [ -z "$privileged" ] || mount -n -o "remount,bind,rw,exec,suid,dev" "$root" # with no flag to set, mount leaves it as it is
  cd -P "$root"
fi

. "${0%/*}/furnish.sh"
furnish_all "$@"
shift "$furnished"
if [ -n "$owners" ]; then # from here on the machine's root owns nothing of what is shown as another one's
  place_volumes "$@"
  if [ "$mode" = direct ]; then
    show_as_owned "$root" "$root" bind
    cd -P "$root"
  fi
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
  local options=nosuid,nodev,noexec
  echo "proc $here/proc proc $options,X-mount.mkdir"
  if [ -n "$privileged" ]; then
    echo "$1rw,$options,X-mount.mkdir"
    echo "/dev $here/dev none bind,rw,nosuid,noexec,X-mount.mkdir"
  else
    echo "$1ro,$options,X-mount.mkdir"
    echo "dev $here/dev tmpfs mode=755,nosuid,size=1m,X-mount.mkdir"
  fi
  [ -n "$nested" ] || hide_proc
  [ -n "$privileged" ] || hide /sys/firmware /sys/devices/virtual/powercap
  echo "devpts $here/dev/pts devpts newinstance,nosuid,noexec,mode=620,ptmxmode=666,X-mount.mkdir$2"
  echo "shm $here/dev/shm tmpfs mode=1777,nosuid,nodev,X-mount.mkdir"
}

# What is hidden or read-only tells of the machine or changes it, and is of no use to builds: container runtimes do the same.
hide_proc() {
  local path
  for path in bus fs irq sys sysrq-trigger; do
    [ ! -e "/proc/$path" ] || echo "$here/proc/$path $here/proc/$path none bind,ro,nosuid,nodev,noexec"
  done
  hide /proc/{acpi,asound,kcore,keys,latency_stats,sched_debug,scsi,timer_list,timer_stats}
}

hide() { # PATH...
  local path options=nosuid,nodev,noexec
  for path in "$@"; do
    if [ -d "$path" ]; then
      echo "hidden $here$path tmpfs ro,$options,size=4k"
    elif [ -e "$path" ]; then
      echo "/dev/null $here$path none bind,ro,nosuid,noexec"
    fi
  done
}

make_kernels() {
  make_table "sysfs $here/sys sysfs " ",gid=$((${base:-0} + 5))" >"$scratch/fstab"
  mount -n -a -c -T "$scratch/fstab" 2>/dev/null || { # the network may be another user namespace's, and there only one id
    make_table "/sys $here/sys none rbind," '' >"$scratch/fstab"
    mount -n -a -c -T "$scratch/fstab" # passes over what is mounted
  }
}

make_devices() {
  local device
  cp -a /dev/fd /dev/stdin /dev/stdout /dev/stderr /dev/ptmx \
    /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty dev/ 2>/dev/null || { # not root everywhere
    ln -sf pts/ptmx dev/ptmx
    for device in null zero full random urandom tty; do
      : >"dev/$device"
      mount -n --bind "/dev/$device" "dev/$device"
    done
  }
}

case $given in *,bare,*) ;; *)
  make_kernels
  [ -n "$privileged" ] || make_devices
  ;;
esac

# By its type and not bound: where systemd mounts it at its first use, its place of the machine leads nowhere here.
if [ -n "$nested" ] && [ -d proc/sys/fs/binfmt_misc ] &&
  mount -n -t binfmt_misc -o nosuid,nodev,noexec binfmt_misc proc/sys/fs/binfmt_misc 2>/dev/null; then
  mount -n -o remount,bind,ro,nosuid,nodev,noexec proc/sys/fs/binfmt_misc
fi

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
  case ${owners:+owned}$3 in
    owned*)
      case $1 in
        /*)
          show_as_owned "$1" "./${2#/}" "$how"
          mount -n -o "remount,bind,$3" "./${2#/}"
          ;;
        *) mount -n -o "$how,$3,X-mount.mkdir" "$1" "./${2#/}" ;;
      esac
      ;;
    *nosuid*)
      if [ ${#hide[@]} = 0 ]; then
        queue "$1" "$2" "$how,$3,X-mount.mkdir"
        return
      fi
      mount -n -o "$how,$3,X-mount.mkdir" "$1" "./${2#/}"
      ;;
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

# Volumes that need nothing but their options are mounted by one process, as lines of fstab(5).
queue='' queued=()
queue() { # SOURCE TARGET OPTIONS
  local escaped source
  escape "$1"
  source=$escaped
  escape "$top/${2#/}"
  queue+="$source $escaped none $3"$'\n' queued+=("${2%/}")
}
mount_queue() {
  [ -n "$queue" ] || return 0
  printf %s "$queue" >"$scratch/fstab"
  queue='' queued=()
  mount -n -a -c -T "$scratch/fstab"
}
is_behind_queue() { # TARGET: a way that may lead through what is not mounted yet
  local before
  case $1/ in *//* | */./*) return 0 ;; esac
  for before in "${queued[@]}"; do
    case $1/ in "$before"/*) return 0 ;; esac
  done
  return 1
}

while [ $# -ge 3 ]; do
  [ -e "$1" ] || refuse "there is no $1 to be made visible inside"
  if is_behind_queue "$2"; then mount_queue; fi
  if [ -f "$1" ] && [[ $1 = /* && $3 = *nosuid* && -z $owners ]]; then
    place "$2" file
    queue "$1" "$2" "bind,$3"
  else
    if [ -d "$1" ]; then place "$2"; else place "$2" file; fi
    mount_volume "$1" "$2" "$3"
  fi
  shift 3
done
mount_queue
