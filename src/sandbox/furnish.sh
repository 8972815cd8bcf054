#!/bin/bash
# What setup.sh puts into a root from outside. A part of setup.sh, which has "base" (empty, or the id on the machine that root
# has inside) and "mode"; the current folder is the root.
: "${base?} ${mode?}"

# place PATH [all] [file]: sees to a mount point below the current folder. A link on the way is refused: it could lead out of
# the root, to where the host's own files are. A folder that is missing is left to mount, which makes it, but for "all".
place() {
  local rest=${1#/}/ at=. part
  while [ -n "$rest" ]; do
    part=${rest%%/*} rest=${rest#*/}
    case $part in '' | .) continue ;; ..) refuse "the path $1 has '..' in it" ;; esac
    at=$at/$part
    [ ! -L "$at" ] || refuse "the root has a link at ${at#.}: nothing can be mounted at $1 through it"
    if [ -e "$at" ] || [ $# = 1 ]; then continue; fi
    if [ -z "${rest//\//}" ] && [ "${*: -1}" = file ]; then : >"$at"; else mkdir -m 755 "$at"; fi
    own_new "$at"
  done
}

place_volumes() { # [SOURCE TARGET OPTIONS]...
  while [ $# -ge 3 ]; do
    if [ -d "$1" ]; then place "$2" all; else place "$2" all file; fi
    shift 3
  done
}

# own UID GID PATH: gives it to who has these ids inside. On the disk they have the same ones, in what was laid over it others.
own() {
  local shift=0
  [ -z "$base" ] || [ "$mode" = direct ] || shift=$base
  chown -h "$((shift + $1)):$((shift + $2))" "$3"
}

own_new() { # PATH: what the machine's root has made or written is root's inside
  [ -z "$base" ] || own 0 0 "$1"
}

copy_resolver() {
  [ -e /etc/resolv.conf ] || return 0
  if [ -L etc/resolv.conf ] || { [ -e etc/resolv.conf ] && [ ! -f etc/resolv.conf ]; }; then rm -rf etc/resolv.conf; fi
  printf '%s\n' "$(</etc/resolv.conf)" >etc/resolv.conf
  own_new etc/resolv.conf
}

is_furnishing() { # HOW
  case $1 in folder | text | copy | first:* | last:*) ;; *) return 1 ;; esac
}

# furnish WHAT PATH HOW
#   UID:GID PATH folder      a folder, with its parents, and its owner
#   LINE PATH first:MODE     a line at the begin of a file; last:MODE at its end; MODE is that of a new file, octal
#   TEXT PATH text           a file with this text; FILE PATH copy: with what a file of the host has
# Where the way to a file is not plain, the root is left as it is.
furnish() {
  local at=./${2#/} text='' mask what=${3%%:*}
  if [ "$what" = folder ]; then
    place "$2" all
    own "${1%:*}" "${1#*:}" "$at"
    return
  fi
  is_plain "${2%/*}" || return 0
  if [ "$what" = copy ] || [ "$what" = text ]; then
    if [ -L "$at" ] || { [ -e "$at" ] && [ ! -f "$at" ]; }; then rm -rf "$at"; fi
    if [ "$what" = text ]; then printf %s "$1" >"$at"; else cat "$1" >"$at"; fi
    own_new "$at"
    return
  fi
  if [ -L "$at" ] || { [ -e "$at" ] && [ ! -f "$at" ]; }; then return; fi
  if [ -s "$at" ]; then text=$(<"$at"); fi
  case $what:$'\n'$text$'\n' in
    first:$'\n'"$1"$'\n'* | last:*$'\n'"$1"$'\n'*) return ;;
    first:*) text=$1${text:+$'\n'$text} ;;
    last:*) text=${text:+$text$'\n'}$1 ;;
  esac
  printf -v mask %o "$((8#777 ^ 8#${3#*:}))"
  (umask "$mask" && printf '%s\n' "$text" >"$at")
  own_new "$at"
}

is_plain() { # FOLDER: it is there, and nothing on the way is a link
  local rest=${1#/}/ at=.
  while [ -n "$rest" ]; do
    at=$at/${rest%%/*} rest=${rest#*/}
    [ -d "$at" ] && [ ! -L "$at" ] || return 1
  done
}

# furnish_all [WHAT PATH HOW]... [SOURCE TARGET OPTIONS]...: what every root gets, and what this one is furnished with; how many of
# the arguments that took is in $furnished
furnish_all() {
  local folder
  for folder in dev proc sys etc; do place "$folder" all; done
  copy_resolver
  furnished=0
  while [ $# -ge 3 ] && is_furnishing "$3"; do
    furnish "$1" "$2" "$3"
    furnished=$((furnished + 3))
    shift 3
  done
}
