#!/bin/bash
# Opens the sandbox of a step and runs its command there. Runs as root of the machine; standard input is the lifeline
# that hold.sh wants. The guest's variables come in as enter.sh wants them; those that depend on the user are added here.
#   bash enclose.sh ROOT USER LIMITS FOLDER NAMESPACES COUNT [FILE LINE]... COMMAND...
# ROOT: the folder of the root. USER: one of its users, by name or number, or :UID:GID:NAME:HOME, the job's own, who is
# made known to it. LIMITS: as enter.sh wants them; NAMESPACES as hold.sh does. COUNT: how many handlers follow, FILE and LINE each, as hold.sh wants them.
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
scripts=${0%/*}/../sandbox
root=$1 user=$2 limits=$3 folder=$4 namespaces=$5 count=$6
shift 6
handlers=("${@:1:2*count}")
shift $((2 * count))

exec {says}< <(exec unshare --mount --propagation private \
  bash "$scripts/hold.sh" "$namespaces" "${handlers[@]}" <&0 2>&1)
keeper=$!
exec </dev/null

fail() {
  printf '%s\n' "$@" >&2
  exit 125
}

# Files of the root may be anything by now: no link is followed, it could lead out, and only plain files are read.
is_plain() { # FILE of etc
  [ -d "$root/etc" ] && [ ! -L "$root/etc" ] && [ -f "$root/etc/$1" ] && [ ! -L "$root/etc/$1" ]
}

uid=0 gid=0 groups='' account=root home=/root shell=/bin/sh
find_user() { # passwd(5): by name first, then by number
  local name number group its_home its_shell is_found=1
  is_plain passwd || return 1
  while IFS=: read -r name _ number group _ its_home its_shell || [ -n "$name" ]; do
    [[ $number =~ ^[0-9]{1,10}$ && $group =~ ^[0-9]{1,10}$ ]] || continue
    if [ "$name" = "$1" ] || { [ "$number" = "$1" ] && [ "$is_found" = 1 ]; }; then
      uid=$number gid=$group account=$name home=${its_home:-/} shell=${its_shell:-/bin/sh} is_found=0
      [ "$name" != "$1" ] || break
    fi
  done <"$root/etc/passwd"
  return "$is_found"
}

find_groups() { # group(5): the supplementary ones of $account
  local number members
  is_plain group || return 0
  while IFS=: read -r _ _ number members || [ -n "$number" ]; do
    case ,$members, in *",$account,"*) ;; *) continue ;; esac
    if [[ $number =~ ^[0-9]{1,10}$ ]] && [ "$number" != "$gid" ]; then groups+=${groups:+,}$number; fi
  done <"$root/etc/group"
}

add_line() { # FILE of etc, LINE
  is_plain "$1" || fail "the root has no plain file /etc/$1 to which the job's user could be added"
  [ -z "$(tail -c 1 "$root/etc/$1")" ] || echo >>"$root/etc/$1"
  printf '%s\n' "$2" >>"$root/etc/$1"
}

make_home() { # PATH, in the root
  local rest=${1#/}/ at=$root
  while [ -n "$rest" ]; do
    at=$at/${rest%%/*} rest=${rest#*/}
    [ ! -L "$at" ] || return 0
    if [ -e "$at" ]; then continue; fi
    mkdir -m 755 "$at"
    [ -n "$rest" ] || chown -h "$uid:$gid" "$at"
  done
}

meet_runner() { # UID:GID:NAME:HOME
  local wanted job_gid name job_home
  IFS=: read -r wanted job_gid name job_home <<<"$1"
  [ "$wanted" != 0 ] || return 0
  if ! find_user "$wanted"; then
    uid=$wanted gid=$job_gid account=$name home=$job_home shell=/bin/sh
    add_line passwd "$name:x:$uid:$gid::$home:$shell"
  elif [ "$uid" != "$wanted" ]; then
    fail "the root has a user called $wanted, whose number is $uid"
  fi
  make_home "$home"
}

case $user in
  root | 0) ;;
  :*) meet_runner "${user#:}" && find_groups ;;
  [0-9]*:[0-9]*) uid=${user%%:*} gid=${user#*:} account=$uid home=/ ;;
  *)
    find_user "$user" || fail "the root has no user $user (its /etc/passwd)" \
      "do: apk add what brings it, adduser in a step before, or --user runner, which is the job's own user"
    find_groups
    ;;
esac
for entry in HOME="$home" USER="$account" LOGNAME="$account" SHELL="$shell"; do
  case " $XARCH_NAMES " in *" ${entry%%=*} "*) continue ;; esac
  export "XARCH_E_$entry" XARCH_NAMES="$XARCH_NAMES ${entry%%=*}"
done

holder='' errors=''
while [ -z "$holder" ] && IFS= read -r line; do
  case $line in
    'ready '*) read -r _ outside holder <<<"$line" ;;
    *) errors+=${errors:+$'\n'}$line ;;
  esac
done <&"$says"
[ -n "$holder" ] || fail "could not open the sandbox${errors:+: $errors}"
exec {says}<&-

# bash itself would say how the command was ended; that is for the status alone.
exec {stderr}>&2 2>/dev/null
nsenter --mount="/proc/$outside/ns/mnt" bash "$scripts/enter.sh" "$holder" "$limits" "$uid:$gid:$groups" \
  "$folder" "$@" 2>&"$stderr" {stderr}>&- && status=0 || status=$?
kill -KILL "$holder" # what the command has left running ends with it
wait "$keeper" || :
exit "$status"
