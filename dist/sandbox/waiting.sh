#!/bin/bash
# A part of hold.sh and setup.sh. PID 1 of a sandbox gets another root only once it waits for input: before, it may still be
# looking for its libraries, which that root has not.
is_waiting() { # PID NAME: it is the program of that name
  local name state
  { read -r _ name state _ <"/proc/$1/stat"; } 2>/dev/null && [ "$name $state" = "($2) S" ]
}
