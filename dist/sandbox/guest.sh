#!/bin/sh
# The first process of a command inside: puts the environment in its place, goes to the folder, becomes the command.
#   sh -c "$(cat guest.sh)" xarch FOLDER COMMAND...
# XARCH_NAMES are names of variables, checked before, separated by blanks; the value of NAME is in XARCH_E_NAME.
for XARCH_ITEM in $XARCH_NAMES; do
  eval "export $XARCH_ITEM=\"\$XARCH_E_$XARCH_ITEM\""
  unset "XARCH_E_$XARCH_ITEM"
done
unset XARCH_NAMES XARCH_ITEM OLDPWD
cd -- "$1" || exit 125
shift
case $1 in -*) # which exec would take for an option
  echo "$1: not found" >&2
  exit 127
  ;;
esac
exec "$@"
