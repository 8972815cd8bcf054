#!/bin/bash -p
# The shell of a step after ours: `shell: xarch {0}`. Installed as NAME in a folder of its own (install.ts), beside
# ../facts/NAME, which says what its root is.
#   NAME [--root | --user NAME] [--login] [--with PROGRAM] [--] FILE [ARGUMENT]...
# Decides what runs, as whom and with which variables, then becomes relay.sh. What is in its environment may come from
# GITHUB_ENV, which a guest can write: nothing of it is read as code. Hence -p (no BASH_ENV, no functions of the
# environment), no PATH of the job's, and nothing but XARCH_* for the programs that follow.
set -eu +o posix
LC_ALL=C
scripts=${0%/*}/../shell name=${0##*/}

fail() { # MESSAGE [WHAT TO DO]
  printf '%s: %s\n' "$name" "$@" >&2
  exit 125
}

wrong() {
  printf '%s\n' "$name: $1" "usage: $name [--root | --user NAME] [--login] [--with PROGRAM] [--] FILE [ARGUMENT]..." \
    "in a workflow: shell: $name --root {0}" >&2
  exit 2
}

namespaces='' limits='' user='' login=''
setup=() handlers=() program=() guest=() items=() image=() emulator=() patterns=()
mapfile -d '' -t facts <"${0%/*}/../facts/$name" || fail 'its facts are gone: the step that installed it has ended'
for fact in "${facts[@]}"; do
  value=${fact#*=}
  case ${fact%%=*} in
    namespaces) namespaces=$value ;;
    limits) limits=$value ;;
    user) user=$value ;;
    login) login=$value ;;
    setup) setup+=("$value") ;;
    handler) handlers+=("$value") ;;
    program) program+=("$value") ;;
    pattern) patterns+=("$value") ;;
    guest) guest+=("$value") ;;
    item) items+=("$value") ;;
    image) image+=("$value") ;;
    emulator) emulator+=("$value") ;;
  esac
done

while [ $# -gt 0 ]; do
  case $1 in
    -r | --root) user=root ;;
    --user | --with)
      [ -n "${2-}" ] || wrong "$1 wants a name behind it"
      if [ "$1" = --user ]; then user=$2; else read -r -a program <<<"$2"; fi
      shift
      ;;
    --user=?*) user=${1#*=} ;;
    --with=?*) read -r -a program <<<"${1#*=}" ;;
    --login) login=1 ;;
    --)
      shift
      break
      ;;
    -*) wrong "got the option $1" ;;
    *) break ;;
  esac
  shift
done
[ $# -gt 0 ] || wrong 'there is no FILE'
[ -n "${program[*]}" ] || wrong '--with wants a program'
file=$1
shift
[ -f "$file" ] || fail "there is no file $file"
case $file in /*) ;; *) file=$PWD/$file ;; esac

# The rules of src/sandbox/environment.ts, whose patterns are in the facts. What is no name for bash cannot be handed in.
of_workflow=${patterns[0]} secret=${patterns[1]} of_host=${patterns[2]}
is_name() {
  case $1 in '' | [0-9]* | *[!A-Za-z0-9_]*) return 1 ;; esac
}
declare -A outside=() runner=() environment=()
mapfile -d '' -t entries <"/proc/$$/environ" # what we were started with (proc(5))
for entry in "${entries[@]}"; do
  if is_name "${entry%%=*}"; then outside[${entry%%=*}]=${entry#*=}; fi
done
parent=$PPID
[ "$parent" != 0 ] || parent=1 # in a container the runner is outside
{ mapfile -d '' -t entries <"/proc/$parent/environ"; } 2>/dev/null || entries=()
for entry in "${entries[@]}"; do
  if is_name "${entry%%=*}"; then runner[${entry%%=*}]=${entry#*=}; fi
done

is_of_workflow() { # NAME
  if [[ ! $1 =~ $of_workflow ]]; then
    [ ${#runner[@]} -gt 0 ] || return 1
    [ -z "${runner[$1]+set}" ] || [ "${runner[$1]}" != "${outside[$1]}" ] || return 1
    [[ ! $1 =~ $of_host ]] || return 1
  fi
  [[ ! $1 =~ $secret ]]
}

declare -A own=()
for entry in "${guest[@]}"; do own[${entry%%=*}]=${entry#*=}; done
for variable in "${!own[@]}"; do environment[$variable]=${own[$variable]}; done
for variable in "${!outside[@]}"; do
  if is_of_workflow "$variable"; then environment[$variable]=${outside[$variable]}; fi
done
for item in "${items[@]}"; do # NAME=value, NAME or PREFIX*
  case $item in
    *=*) environment[${item%%=*}]=${item#*=} ;;
    *\*)
      for variable in "${!outside[@]}"; do
        if [[ $variable = "${item%\*}"* && ! $variable =~ $secret ]]; then environment[$variable]=${outside[$variable]}; fi
      done
      ;;
    *) if [ -n "${outside[$item]+set}" ]; then environment[$item]=${outside[$item]}; fi ;;
  esac
done
for entry in "${image[@]}"; do # where nobody else has set it
  variable=${entry%%=*}
  if [ "${environment[$variable]-unset}" = "${own[$variable]-unset}" ]; then environment[$variable]=${entry#*=}; fi
done
for entry in "${emulator[@]}"; do environment[${entry%%=*}]=${entry#*=}; done

is_visible() { # PATH: below the source of a volume; setup has a mode, root, scratch, then SOURCE TARGET OPTIONS
  local at
  for ((at = 3; at < ${#setup[@]}; at += 3)); do
    [[ ${setup[at + 2]} = *,exec,* ]] || continue
    case $1 in "${setup[at]}" | "${setup[at]%/}"/*) return 0 ;; esac
  done
  return 1
}
show() { # PATH OPTIONS: what the runner has made for this step
  [ -f "$1" ] && [ ! -L "$1" ] || return 0
  is_visible "$1" || setup+=("$1" "$1" "$2,exec,nosuid,nodev")
}
show "$file" ro
for variable in GITHUB_ENV GITHUB_OUTPUT GITHUB_PATH GITHUB_STEP_SUMMARY; do show "${outside[$variable]-}" rw; done
show "${outside[GITHUB_EVENT_PATH]-}" ro

if [ "$user" = runner ]; then # by the number that files of the workspace have, with the name of the machine
  while IFS=: read -r variable _ number _; do [ "$number" != "$UID" ] || break; done </etc/passwd
  user=:$UID:${GROUPS[0]}:$variable:${outside[HOME]-/}
fi

# What a profile sets is what it is for: it wins over what was there before.
command=("${program[@]}" "$file" "$@")
[ -z "$login" ] || command=(/bin/sh -lc 'exec "$@"' "$name" "${command[@]}")

[ -x /usr/bin/perl ] || fail 'perl is not there: without it there is no lifeline for the sandbox' \
  "install it (Debian's package perl-base, part of every Debian and Ubuntu)"
folder=$PWD
for variable in "${!outside[@]}"; do export -n "${variable?}"; done # those that are no names for bash go in perl
for variable in "${!environment[@]}"; do export "XARCH_E_$variable=${environment[$variable]}"; done
export XARCH_NAMES="${!environment[*]}"
# A pair of sockets for the lifeline (hold.sh), which bash cannot make: AF_UNIX and SOCK_STREAM are 1 on Linux.
exec /usr/bin/perl -e 'delete @ENV{grep !/^XARCH_/, keys %ENV}; $^F = 255;
  socketpair(A, B, 1, 1, 0) or die "no pair of sockets: $!\n"; exec splice(@ARGV, 0, 3), fileno A, fileno B, @ARGV' \
  /bin/bash -p "$scripts/relay.sh" ${#setup[@]} "${setup[@]}" \
  "${setup[1]}" "$user" "$limits" "$folder" "$namespaces" $((${#handlers[@]} / 2)) "${handlers[@]}" "${command[@]}"
