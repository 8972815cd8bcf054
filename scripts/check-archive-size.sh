#!/usr/bin/env bash
# Holds what a runner downloads for the action: `git archive` of REF (default HEAD), as GitHub makes it, with the
# attributes of that commit. Fails over 3 000 000 bytes, and when a file that the action needs is missing from it.
#   scripts/check-archive-size.sh [REF]
set -euo pipefail

limit_bytes=3000000
needed=(action.yml package.json dist/index.js bin/xarch bin/package.json dist/cli/index.js)

ref=${1:-HEAD}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# The top: elsewhere in the work tree `git archive` would hold that folder alone.
cd "$(git rev-parse --show-toplevel)"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
archive=$folder/archive.tar.gz

git archive --format=tar.gz --output="$archive" "$ref"
size_bytes=$(wc -c <"$archive")
tar -tzf "$archive" >"$folder/names"

printf 'archive of %s: %d bytes of at most %d\n' "$ref" "$size_bytes" "$limit_bytes"
printf 'the ten largest members, unpacked:\n'
tar -tvzf "$archive" | awk '{ size = $3; sub(/^[^ ]+ +[^ ]+ +[^ ]+ +[^ ]+ +[^ ]+ +/, ""); printf "%10d  %s\n", size, $0 }' |
  sort -k1,1nr | sed -n '1,10p'

failed=0
for name in "${needed[@]}"; do
  if ! grep -qxF -- "$name" "$folder/names"; then
    printf 'error: the archive lacks %s: the action would not start\n' "$name" >&2
    failed=1
  fi
done
if [ "$size_bytes" -gt "$limit_bytes" ]; then
  printf 'error: the archive is %d bytes too large: every job downloads it (see .gitattributes)\n' \
    "$((size_bytes - limit_bytes))" >&2
  failed=1
fi
exit "$failed"
