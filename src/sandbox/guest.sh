#!/bin/sh
# The first process of a command inside, after enter.sh has put lines before this that set the environment: goes to the
# folder, becomes the command.
#   sh -c "$(cat guest.sh)" xarch FOLDER COMMAND...
cd -- "$1" || exit 125
shift
case $1 in -*) # which exec would take for an option
  echo "$1: not found" >&2
  exit 127
  ;;
esac
exec "$@"
