#!/bin/bash
# Makes what setup.sh has built the root of the sandbox. Runs in the holder's mount namespace (and user namespace,
# where it has one), before any process of the guest; hold.sh then takes the old root (on top of dev/shm) away.
#   pivot.sh overlay|direct[,...][,locked] ROOT SCRATCH [FILE LINE]...
# FILE LINE: an emulator, and what is written to the register file of the user namespace's own binfmt_misc.
set -eu
mode=${1%%,*} root=$2 scratch=$3 locked=''
case $1 in *,locked) locked=1 ;; esac
shift 3
[ "$mode" = direct ] || root=$scratch/root

# In the mount namespace of a user namespace what was mounted before is locked; a copy can become the root.
case $# in 0) ;; *) locked=1 ;; esac
[ -z "$locked" ] || mount -n --rbind "$root" "$root"
cd "$root"

if [ $# -gt 0 ]; then
  # It stays mounted: the handlers last as long as it does.
  mount -n -t binfmt_misc -o nosuid,nodev,noexec binfmt_misc proc/sys/fs/binfmt_misc
  while [ $# -ge 2 ]; do
    printf %s "$2" >proc/sys/fs/binfmt_misc/register # the kernel opens FILE now (flag F), by the path that the host has
    shift 2
  done
  # A guest that could register one for the machine's own programs would have its interpreter run in the place of what
  # enters after it (setsid, setpriv, chroot), which still has the host's root.
  mount -n -o remount,bind,ro,nosuid,nodev,noexec proc/sys/fs/binfmt_misc
fi

pivot_root . dev/shm
