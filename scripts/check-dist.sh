#!/bin/bash
# Fails where the committed dist/ is not what src/ builds: a change, a missing file or one too many.
set -eu
cd "$(dirname "$0")/.."
npm run --silent build >/dev/null
stale=$(git status --porcelain -- dist)
if [ -n "$stale" ]; then
  printf 'dist/ is not what src/ builds:\n%s\nRun: npm run build, and commit dist/ with the change.\n' "$stale" >&2
  exit 1
fi
echo 'dist/ is what src/ builds'
