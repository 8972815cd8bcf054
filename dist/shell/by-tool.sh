#!/bin/bash
# A part of enclose.sh: sandboxes that bubblewrap or PRoot makes (keep.sh).
: "${how?} ${at?} ${setup?}"

# Adds to "tool" what shows the volumes that are among the arguments of setup.sh.
add_volumes() {
  local number=0 options i
  for ((i = 3; i + 2 < ${#setup[@]}; i += 3)); do
    options=${setup[i + 2]%%,*}
    case $how,$options in
      places,ro) tool+=(--ro-bind "${setup[i]}" "${setup[i + 1]}") ;;
      places,rw) tool+=(--bind "${setup[i]}" "${setup[i + 1]}") ;;
      copies,ro) tool+=(-b "$at/volumes/$number:${setup[i + 1]}") ;;
      copies,rw) tool+=(-b "${setup[i]}:${setup[i + 1]}") ;;
    esac # all else is something that the root is furnished with
    case $options in ro | rw) number=$((number + 1)) ;; esac
  done
}

# run_watched COMMAND...: sets "status" when the command is over. PRoot stays while anything that it traces does, and forgets
# statuses: the first process inside writes the command's to a file (start.sh). One that was killed itself could not.
run_watched() {
  local pid file has='' had name never
  # What runs in the background would ignore SIGINT, and all within. The session: relay.pl sends signals to it; PRoot heeds none.
  env --default-signal=INT,QUIT setsid "$@" 2>&"$stderr" {stderr}>&- &
  pid=$! file=$at/status/$pid
  exec {never}<> <(:)
  while [ -d "/proc/$pid" ] && [ ! -s "$file" ]; do
    had=$has has=''
    # What start.sh runs before it becomes PRoot says nothing.
    if read -r name <"/proc/$pid/comm" && [ "$name" = proot ]; then read -r has _ <"/proc/$pid/task/$pid/children" || :; fi
    [ -z "$had" ] || [ -n "$has" ] || break
    read -r -t 0.01 -u "$never" || : # which lets time pass, without a process
  done
  status=''
  read -r status <"$file" || :
  [[ ! $status =~ ^[0-9]{1,3}$ ]] || return 0
  status=0
  [ -d "/proc/$pid" ] || wait "$pid" || status=$?
  [ "$status" != 0 ] || status=137
}
