#!/bin/bash
# Gives what commands inside have left in folders of the job's user to that user: what is there after them of another owner,
# and was not before. Runs outside, when no process of theirs is left; nothing is done through a link.
#   hand-over.sh list UID LIST PATH...        before: writes to LIST what is there that is not UID's
#   hand-over.sh give UID:GID LIST PATH...    after: gives the rest; called in a mount namespace of its own
#   hand-over.sh around UID:GID PATH...       both: says a line when the first is done, does the other at the end of standard input
#   hand-over.sh list-plainly|give-plainly|around-plainly …  the same where there are no namespaces
# A file is known by device, inode and, as inodes are used again, its birth (empty where the file system tells none).
set -eu
what=${1%-plainly} user=${2%%:*} owner=$2 plainly=''
[ "$1" = "$what" ] || plainly=1
shift 2
if [ "$what" != around ]; then
  list=$1
  shift
fi

others() { # FORMAT PATH...
  local format=$1
  shift
  find -P "$@" -xdev ! -uid "$user" -printf "$format" 2>/dev/null || : # what goes meanwhile is no concern
}

if [ "$what" = list ]; then
  others '%D:%i:%B@\0' "$@" >"$list"
  exit
fi

declare -A before=() seen=()
remember() {
  local key
  while IFS= read -r -d '' key; do before[$key]=1; done
}
if [ "$what" = around ]; then
  remember < <(others '%D:%i:%B@\0' "$@")
  echo known
  read -r _ || :
else
  remember <"$list"
fi

# Others of this machine may still change the folders: a link that they put on the way now leads nowhere.
for path in "$@"; do
  [ -n "$plainly" ] || [ ! -d "$path" ] || mount -n -o bind,nosymfollow "$path" "$path" 2>/dev/null || : # Linux 5.10
done

paths=() linked=()
while IFS= read -r -d '' row; do
  kind=${row%% *} path=${row#* }
  key=${path%% *} path=${path#* }
  links=${path%% *} path=${path#* }
  [ -z "${before[$key]-}" ] || continue
  if [ "$kind" = d ] || [ "$links" = 1 ]; then
    paths+=("$path")
  else
    seen[$key]=$((${seen[$key]-0} + 1))
    linked+=("$key $links $path")
  fi
done < <(others '%y %D:%i:%B@ %n %p\0' "$@")
# A file of several names is given only where all of them are here: no name of it is a file elsewhere.
for row in "${linked[@]}"; do
  key=${row%% *} path=${row#* }
  [ "${seen[$key]}" != "${path%% *}" ] || paths+=("${path#* }")
done
[ ${#paths[@]} = 0 ] || printf '%s\0' "${paths[@]}" | xargs -0 -r chown -h -- "$owner"
