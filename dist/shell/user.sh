#!/bin/bash
# Who runs a step, by the files of its root. A part of shell.sh, which has "root", the folder of the root.
# Files of the root may be anything by now: no link is followed, it could lead out, and only plain files are read.
: "${root?}"

is_id() { # the highest number of 32 bits stands for none (chown(2))
  [[ $1 =~ ^[0-9]{1,10}$ ]] && [ "$1" -lt 4294967295 ]
}

# find_row WORD passwd|group: sets row to the one of etc with this name, else with this number; passwd(5), group(5)
find_row() {
  local -a found=()
  [ -d "$root/etc" ] && [ ! -L "$root/etc" ] && [ -f "$root/etc/$2" ] && [ ! -L "$root/etc/$2" ] || return 1
  while IFS=: read -r -a row || [ ${#row[@]} -gt 0 ]; do
    is_id "${row[2]-}" || continue
    [ "$2" = group ] || is_id "${row[3]-}" || continue
    [ "${row[0]}" != "$1" ] || return 0
    if [ ${#found[@]} = 0 ] && [ "${row[2]}" = "$1" ]; then found=("${row[@]}"); fi
  done <"$root/etc/$2"
  row=("${found[@]}")
  [ ${#row[@]} -gt 0 ]
}

# find_user WORD: sets account to UID GID GROUPS NAME HOME SHELL, as accountOf (src/sandbox/accounts.ts) finds it. WORD: a name
# or an id, with a group behind a colon where it is to be another; two ids need no entry in the root's files.
find_user() {
  local name=${1%%:*} group='' groups='' member='' row=()
  account=("$name" '' '' "$name" / /bin/sh)
  if find_row "$name" passwd; then
    account=("${row[2]}" "${row[3]}" '' "${row[0]}" "${row[5]-}" "${row[6]-}")
    case ${account[4]} in /*) ;; *) account[4]=/ ;; esac
    case ${account[5]} in */nologin | */false) account[5]=/bin/sh ;; /*) ;; *) account[5]=/bin/sh ;; esac
  else
    [[ $1 = *:* ]] && is_id "$name" || return 1
  fi
  if [[ $1 = *:* ]]; then
    group=${1#*:}
    if find_row "$group" group; then group=${row[2]}; fi
    is_id "$group" || return 1
    account[1]=$group
    return
  fi
  [ -f "$root/etc/group" ] && [ ! -L "$root/etc/group" ] || return 0
  while IFS=: read -r _ _ group member || [ -n "$group" ]; do
    case ,$member, in *",${account[3]},"*) ;; *) continue ;; esac
    if is_id "$group" && [ "$group" != "${account[1]}" ]; then groups+=${groups:+,}$group; fi
  done <"$root/etc/group"
  account[2]=$groups
}
