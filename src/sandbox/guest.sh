#!/bin/sh
# The first process of a command inside: puts the environment in its place, goes to the folder, becomes the command.
#   sh -c "$(cat guest.sh)" xarch FOLDER COMMAND...
# XARCH_NAMES are names of variables, checked before, separated by blanks; the value of NAME is in XARCH_E_NAME.
for xarch_name in $XARCH_NAMES; do
  eval "export $xarch_name=\"\$XARCH_E_$xarch_name\""
  unset "XARCH_E_$xarch_name"
done
unset XARCH_NAMES xarch_name OLDPWD
cd -- "$1" || exit 125
shift
case $1 in -*) # which exec would take for an option
  echo "$1: not found" >&2
  exit 127
  ;;
esac
exec "$@"
