#!/bin/sh
# Brings up the loopback of a new network, whose sysfs is mounted for a moment at FOLDER: its flags there (IFF_UP and
# IFF_LOOPBACK, linux/if.h) need no program of iproute2. Runs before anybody has mounted that sysfs read-only.
#   loopback.sh FOLDER
set -eu
mount -n -t sysfs sysfs "$1"
echo 0x9 >"$1/class/net/lo/flags"
# Root of a user namespace has no right to ports below 1024 of a network that is not that namespace's; nobody else is in it.
echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start
umount -n "$1"
