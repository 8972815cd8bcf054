#!/bin/bash
# What the kernel has to show in a sandbox: proc, sys, dev. A part of setup.sh, which has "base", "nested" and "privileged", the
# "table" to write it to, and in "here" the root as it is written there; the current folder is the root.
: "${base?} ${nested?} ${privileged?} ${table?} ${here?}"

show_kernel() { # FIELDS of sys that its own options follow, further OPTIONS of dev/pts
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
