#!/bin/bash
# Builds the mounts of a sandbox. Runs in the holder's PID namespace and mount namespace; or, where the holder gets a user
# namespace, in the keeper's mount namespace, of which the holder then takes a copy, in which pivot.sh makes ROOT its root.
#   setup.sh OWNERS overlay|direct[,nested[,privileged]][,bare][,pivot=HOLDER] ROOT SCRATCH [SOURCE TARGET OPTIONS | WHAT PATH HOW]...
# OWNERS: empty, or BASE:NAMESPACE, where the files of the root and the volumes are shown as those of a user namespace, whose
# root is BASE here (idmap.pl).
# A tmpfs is mounted at SCRATCH, an empty folder. overlay: what is changed in ROOT is there, and ends with the sandbox.
# nested: nothing of /proc is hidden or read-only, else the kernel lets nobody mount another one in namespaces within (it
# would show what is hidden here); and binfmt_misc is there to be read. privileged: the machine's devices, and its /sys to be
# written to.
# bare: what the kernel has to show, and devices, are made by somebody else (bubblewrap).
# pivot=HOLDER: the sandbox's PID 1 is that process, in whose mount namespace we are: the root becomes the one there, and the host's
# is on top of dev/shm then.
# SOURCE and TARGET are absolute; OPTIONS are those of a bind mount (rw,nosuid,nodev …).
# WHAT is put to PATH in the root, which takes only a way without links: HOW says how (furnish).
# No device of ROOT's own works: what is in /dev is made here, whatever an archive has brought.
set -eu
base=${1%%:*} owners=${1#*:}
shift
mode=${1%%,*} given=,${1#*,}, root=$2 scratch=$3
shift 3
nested='' privileged='' nodev=nodev holder=''
case $given in *,nested,*) nested=1 ;; esac
case $given in *,privileged,*) privileged=1 nodev=dev ;; esac
case $given in *,pivot=*) holder=${given#*,pivot=} holder=${holder%%,*} ;; esac

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
table=$scratch/fstab # what is mounted by one process, in the format of fstab(5)

escape() { # PATH, as it is written in fstab(5) and /proc/PID/mountinfo; the answer is in $escaped
  escaped=${1//\\/\\134}
  escaped=${escaped// /\\040} escaped=${escaped//$'\t'/\\011} escaped=${escaped//$'\n'/\\012}
}

if [ "$mode" = overlay ]; then
  cd "${scratch%/*}" # relative names: the option's own commas, colons and backslashes are no concern then
  lower=${root##*/} upper=${scratch##*/}
  escape "$scratch"
  here=$escaped
  if [ -n "$owners" ]; then
    mkdir "$scratch/upper" "$scratch/work" "$scratch/lower"
    show_as_owned "$root" "$scratch/lower" bind
    lower=$upper/lower
    chown "$base:$base" "$scratch/upper"
  else
    # mount makes the folders, as places for the tmpfs itself, in the first of which they are bare: no mkdir has to be started.
    for folder in upper work; do echo "$here $here/$folder none bind,X-mount.mkdir"; done >"$table"
    if [ ! "${root%/*}" -ef . ]; then # a folder of the user's
      escape "$root"
      echo "$escaped $here/lower none bind,X-mount.mkdir" >>"$table"
      lower=$upper/lower
    fi
    upper=$upper/upper
  fi
  escape "$nodev,lowerdir=$lower,upperdir=$upper/upper,workdir=$upper/work,X-mount.mkdir"
  echo "overlay $here/root overlay $escaped" >>"$table"
  if mount -n -a -c -T "$table" 2>/dev/null; then :; else
    mkdir -p "$scratch/root"
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

top=$PWD
escape "$top"
here=$escaped
. "${0%/*}/kernels.sh"

# Volumes that need nothing but their options are mounted by one process too.
queued=() # targets of what is in the table
queue() { # SOURCE TARGET OPTIONS
  local source
  escape "$1"
  source=$escaped
  escape "$top/${2#/}"
  [ ${#queued[@]} -gt 0 ] || : >"$table"
  echo "$source $escaped none $3" >>"$table"
  queued+=("${2%/}")
}
mount_queue() {
  [ ${#queued[@]} -gt 0 ] || return 0
  mount -n -a -c -T "$table"
  queued=()
  have_devices
}
is_behind_queue() { # TARGET: a way that may lead through what is not mounted yet
  local before
  case $1/ in *//* | */./*) return 0 ;; esac
  for before in "${queued[@]}"; do
    case $1/ in "$before"/*) return 0 ;; esac
  done
  return 1
}

has_devices=$privileged
have_devices() {
  [ -n "$has_devices" ] || make_devices
  has_devices=1
}

# What the kernel has to show waits in the table for the volumes, but where it may fail: the network may be another user
# namespace's, and there only one id. It is where root has not the ids of the machine, or is a line of its own in the map.
make_kernels() {
  local outside count
  read -r _ outside count </proc/self/uid_map
  show_kernel "sysfs $here/sys sysfs " ",gid=$((${base:-0} + 5))" >"$table"
  queued=(/proc /sys /dev)
  [ "$outside" != 0 ] || [ "$count" = 1 ] || return 0
  mount -n -a -c -T "$table" 2>/dev/null || {
    show_kernel "/sys $here/sys none rbind," '' >"$table"
    mount -n -a -c -T "$table" # passes over what is mounted
  }
  queued=()
  have_devices
}

case $given in *,bare,*) has_devices=1 ;; *) make_kernels ;; esac

if [ -n "$nested" ]; then
  mount_queue
  # By its type and not bound: where systemd mounts it at its first use, its place of the machine leads nowhere here.
  if [ -d proc/sys/fs/binfmt_misc ] &&
    mount -n -t binfmt_misc -o nosuid,nodev,noexec binfmt_misc proc/sys/fs/binfmt_misc 2>/dev/null; then
    mount -n -o remount,bind,ro,nosuid,nodev,noexec proc/sys/fs/binfmt_misc
  fi
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
      if [ $how = bind ] || [ ${#hide[@]} = 0 ]; then # bind brings no mount of ours that would have to be hidden
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

while [ $# -ge 3 ]; do
  [ -e "$1" ] || refuse "there is no $1 to be made visible inside"
  if [[ $1 != /* ]] || is_behind_queue "$2"; then mount_queue; fi
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

[ -n "$holder" ] || exit 0
. "${0%/*}/waiting.sh"
SECONDS=0
until is_waiting "$holder" cat; do
  [ -d "/proc/$holder" ] && [ "$SECONDS" -lt 10 ] || refuse 'the first process of the sandbox has ended at once'
done
exec pivot_root . dev/shm
