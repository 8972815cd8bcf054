#!/bin/sh
# The first process of a command inside a sandbox of PRoot's, after start.sh has put lines before this that set the environment:
# goes to the folder, runs the command, writes its status to descriptor 9, which is not the command's.
#   sh -c "$(cat watched.sh)" xarch FOLDER COMMAND...
# Signals are sent to the command as well (guest-signal.ts); this waits for what it makes of them.
cd -- "$1" || {
  echo 125 >&9
  exit 125
}
shift
exec 8>&2 2>/dev/null # shells say how what they have run was ended
case $1 in -*) # which exec would take for an option
  echo "$1: not found" >&8
  echo 127 >&9
  exit 127
  ;;
esac
trap : HUP INT QUIT TERM USR1 USR2 ALRM # not before: what comes while nothing runs ends this
(exec "$@") 2>&8 8>&- 9>&-
echo "$?" >&9
