#!/bin/bash
# Unpacks a tar that was looked at as it came, as root.
#   unpack.sh fill FOLDER                   the tar on standard input into the new folder FOLDER, closed to all but root
#   unpack.sh open FOLDER [REPOSITORY...]   makes FOLDER a root, once all of the tar is known to be good;
#                                           REPOSITORY: lines for its /etc/apk/repositories
set -eu
what=$1 folder=$2
shift 2

has_capability() { # NUMBER, as linux/capability.h has it
  local name value
  while read -r name value; do
    if [ "$name" = CapEff: ]; then return $((~(16#$value >> $1) & 1)); fi
  done </proc/self/status
  return 1
}

if [ "$what" = fill ]; then
  # Files of unknown modes and owners arrive in it. tar gets a folder within: an entry for the root itself may give that
  # one any owner and mode. No archive can know its name, which is not to be that of a file in it.
  within=$folder/$RANDOM$RANDOM$RANDOM$RANDOM
  mkdir -m 700 -- "$folder" "$within"
  # An ordinary user, root of a namespace of one id, and root without CAP_CHOWN (0) can make files of nobody else.
  mapfile -t ids </proc/self/uid_map
  if has_capability 0 && [[ ${#ids[@]} -gt 1 || ${ids[0]} != *' 1' ]]; then
    owners=(--same-owner --xattrs-include='*')
  else
    owners=(--no-same-owner --xattrs-include='user.*')
  fi
  # Large records: tar would read 10 KiB at a time.
  exec tar -x -b 2048 -p --numeric-owner --xattrs "${owners[@]}" -f - -C "$within"
fi

# The root folder's own owner, mode and attributes are ours, not the archive's.
shopt -s dotglob nullglob
within=("$folder"/*)
entries=("${within[0]}"/*)
closed=() # who is not root moves no folder that cannot be written to
for entry in "${entries[@]}"; do
  if [ -d "$entry" ] && [ ! -L "$entry" ] && [ ! -w "$entry" ]; then
    closed+=("$(stat -c %a "$entry") $folder/${entry##*/}")
    chmod u+w "$entry"
  fi
done
if [ ${#entries[@]} -gt 0 ]; then mv -t "$folder" -- "${entries[@]}"; fi
for entry in "${closed[@]}"; do chmod "${entry%% *}" "${entry#* }"; done
cd -- "$folder"
over=("${within[0]}")
if [ $# -gt 0 ]; then
  for path in etc etc/apk; do
    [ ! -L "$path" ] || { echo "the archive has a link at /$path" >&2 && exit 1; }
  done
  [ -d etc/apk ] || mkdir -p etc/apk
  over+=(etc/apk/repositories)
fi
rm -d -f -- "${over[@]}"
[ $# = 0 ] || printf '%s\n' "$@" >etc/apk/repositories
chmod 755 .
# Without CAP_DAC_OVERRIDE (1) what nobody can read by its mode (4111) could be neither copied nor emulated.
has_capability 1 || find . -xdev -type f ! -readable -exec chmod u+r {} +
