#!/bin/bash
# The variables of a step: the rules of src/sandbox/environment.ts, whose patterns are among the facts, the second line here. A
# part of shell.sh. "outside" is what that was started with, "environment" what the commands get.
patterns=() guest=() items=() image=() emulator=()
declare -A outside=() runner=() own=() environment=()

# What is no name for bash cannot be handed in.
is_name() {
  case $1 in '' | [0-9]* | *[!A-Za-z0-9_]*) return 1 ;; esac
}

# look_outside: what we were started with, and what the runner was (proc(5)): what differs was set by the workflow
look_outside() {
  local entry entries parent=$PPID
  mapfile -d '' -t entries <"/proc/$$/environ"
  for entry in "${entries[@]}"; do
    if is_name "${entry%%=*}"; then outside[${entry%%=*}]=${entry#*=}; fi
  done
  [ "$parent" != 0 ] || parent=1 # in a container the runner is outside
  { mapfile -d '' -t entries <"/proc/$parent/environ"; } 2>/dev/null || entries=()
  for entry in "${entries[@]}"; do
    if is_name "${entry%%=*}"; then runner[${entry%%=*}]=${entry#*=}; fi
  done
}

is_of_workflow() { # NAME
  if [[ ! $1 =~ ${patterns[0]} ]]; then
    [ ${#runner[@]} -gt 0 ] || return 1
    [ -z "${runner[$1]+set}" ] || [ "${runner[$1]}" != "${outside[$1]}" ] || return 1
    [[ ! $1 =~ ${patterns[2]} ]] || return 1
  fi
  [[ ! $1 =~ ${patterns[1]} ]]
}

suggest() { # NAME=VALUE: where nobody else has set it
  local variable=${1%%=*}
  if [ -z "${environment[$variable]+set}" ] ||
    { [ -n "${own[$variable]+set}" ] && [ "${own[$variable]}" = "${environment[$variable]}" ]; }; then
    environment["$variable"]=${1#*=}
  fi
}

# git takes a workspace of another owner for safe; variables of the user's own for its configuration stay before it.
trust_workspace() {
  local count=${environment[GIT_CONFIG_COUNT]-0}
  [[ $count =~ ^[0-9]{1,6}$ ]] || return 0
  count=$((10#$count))
  environment[GIT_CONFIG_COUNT]=$((count + 1))
  environment[GIT_CONFIG_KEY_$count]=safe.directory
  environment[GIT_CONFIG_VALUE_$count]='*'
}

# make_environment IS_GUEST NAME HOME SHELL: IS_GUEST is empty where the workspace is theirs, whose name and folder follow
make_environment() {
  local entry variable
  for entry in "${guest[@]}"; do own[${entry%%=*}]=${entry#*=}; done
  for variable in "${!own[@]}"; do environment["$variable"]=${own["$variable"]}; done
  for variable in "${!outside[@]}"; do
    if is_of_workflow "$variable"; then environment["$variable"]=${outside["$variable"]}; fi
  done
  for entry in "${items[@]}"; do # NAME=value, NAME or PREFIX*
    case $entry in
      *=*) environment[${entry%%=*}]=${entry#*=} ;;
      *\*)
        for variable in "${!outside[@]}"; do
          if [[ $variable = "${entry%\*}"* && ! $variable =~ ${patterns[1]} ]]; then environment["$variable"]=${outside["$variable"]}; fi
        done
        ;;
      *) if [ -n "${outside["$entry"]+set}" ]; then environment["$entry"]=${outside["$entry"]}; fi ;;
    esac
  done
  for entry in HOME="$3" USER="$2" LOGNAME="$2" SHELL="$4"; do suggest "$entry"; done
  [ -z "$1" ] || trust_workspace
  for entry in "${image[@]}"; do suggest "$entry"; done
  for entry in "${emulator[@]}"; do environment[${entry%%=*}]=${entry#*=}; done
}
