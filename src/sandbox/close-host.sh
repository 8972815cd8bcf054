#!/bin/bash
# A part of hold.sh and keep.sh, which run in a mount namespace of their own: every mount with programs is read-only there. A guest
# can catch /proc/N/exe of what enters, or of PID 1, and keep it open for writing until the host's program has ended (the shape
# of CVE-2019-5736): all of them are started from such mounts.
while read -r _ _ _ _ point options _; do
  case $point in
    / | /usr | /usr/* | /bin | /sbin | /lib | /lib[3-9x]*) mount -n -o "remount,bind,${options/,idmapped/},ro" "$point" ;;
  esac
done </proc/self/mountinfo
