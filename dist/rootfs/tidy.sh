#!/bin/bash
# Takes out of a root that is being built what a sandbox has put there and what is worth nothing later.
#   tidy.sh ROOT
# Links are removed as links, and no folder is entered through one: it could lead out of the root.
set -eu
cd -- "$1"

enter() { # FOLDER: goes there, unless there is a link on the way
  local part
  cd -- "$root"
  for part in ${1//\// }; do
    [ -d "$part" ] && [ ! -L "$part" ] || return 1
    cd -- "$part"
  done
}

root=$PWD
if enter etc; then rm -f resolv.conf; fi # the sandbox copies the machine's; a link to a resolver means nothing here
for folder in tmp var/tmp var/cache/apk var/cache/apt/archives; do
  if enter "$folder"; then find . -xdev -mindepth 1 -delete; fi
done
if enter dev; then find . -xdev -mindepth 1 -delete; fi
# Who is not root reads what is theirs by its mode alone: what nobody can read (mode 4111) could be neither copied nor emulated.
cd -- "$root"
find . -xdev -type f ! -readable -exec chmod u+r {} +
