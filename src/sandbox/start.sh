#!/bin/bash
# Starts a command in a sandbox that bubblewrap or PRoot makes; its standard streams are ours.
#   start.sh FOLDER TOOL... -- SHELL... -- DIRECTORY COMMAND...
# FOLDER: the sandbox's own (keep.sh). TOOL: the program that makes it, with its words. SHELL: what runs a script inside.
# XARCH_OPEN_FILES, XARCH_NAMES, XARCH_E_<name>: as enter.sh has them.
# bubblewrap's TOOL has the words `--args 9`.
# PRoot says neither how its command has ended nor that it has, while others that it traces go on: the status is written inside, to
# FOLDER/status/PID.
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
folder=$1 tool=() shell=() is_proot=''
shift
until [ "$1" = -- ]; do
  [ "$1" != proot ] || is_proot=1 # whatever stands before it
  tool+=("$1")
  shift
done
shift
until [ "$1" = -- ]; do
  shell+=("$1")
  shift
done
shift
[ -z "${XARCH_OPEN_FILES-}" ] || ulimit -S -n "$XARCH_OPEN_FILES" 2>/dev/null || : # more than the hard one allows
unset XARCH_OPEN_FILES

cd /
for fd in /proc/self/fd/*; do # a folder of the host among them would lead out
  number=${fd##*/}
  [ "$number" -le 2 ] || [ "$fd" -ef "$0" ] || exec {number}<&-
done

if [ -n "$is_proot" ]; then
  exports='' carriers=XARCH_NAMES
  for name in $XARCH_NAMES; do # names were checked before
    exports+=" $name=\"\$XARCH_E_$name\"" carriers+=" XARCH_E_$name"
  done
  script="${exports:+export$exports; }unset $carriers; $(<"${0%/*}/watched.sh")"
  exec 9>"$folder/status/$$"
else
  # bubblewrap stays inside as PID 1, whose environment can be read there: it gets the guest's from a file, and sets it last.
  script=$(<"${0%/*}/guest.sh")
  file=$folder/status/$$ words=()
  for name in $XARCH_NAMES; do
    carrier=XARCH_E_$name
    words+=(--setenv "$name" "${!carrier}")
    unset "$carrier"
  done
  (umask 077 && printf '%s\0' "${words[@]}" >"$file")
  exec 9<"$file"
  rm "$file"
  unset XARCH_NAMES
fi
for name in $(compgen -e); do # what we need ourselves on the way is not for the guest
  case $name in XARCH_* | PATH) ;; *) unset "$name" ;; esac
done
read -r stat <"/proc/$$/stat"
read -ra fields <<<"${stat##*) }"
: >"$folder/running/$$-${fields[19]}" # not there: the sandbox has just been closed
exec env -u _ -u SHLVL -u PWD -u OLDPWD "${tool[@]}" "${shell[@]}" -c "$script" xarch "$@"
