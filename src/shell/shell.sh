#!/bin/bash -p
# The shell of a step after ours: `shell: xarch {0}`. Installed as NAME in a folder of its own (install.ts), beside
# ../facts/NAME, which says what its root is.
#   NAME [--root | --user NAME] [--login] [--with PROGRAM] [--] FILE [ARGUMENT]...
# Decides what runs, as whom and with which variables, then becomes relay.pl. What is in its environment may come from
# GITHUB_ENV, which a guest can write: nothing of it is read as code. Hence -p (no BASH_ENV, no functions of the
# environment), no PATH of the job's, and nothing but XARCH_* for the programs that follow.
set -eu +o posix
LC_ALL=C
scripts=${0%/*}/../shell name=${0##*/}

fail() { # MESSAGE [WHAT TO DO]
  printf '%s\n' "$name: $1" "${@:2}" >&2
  exit 125
}

wrong() {
  printf '%s\n' "$name: $1" "usage: $name [--root | --user NAME] [--login] [--with PROGRAM] [--] FILE [ARGUMENT]..." \
    "in a workflow: shell: $name --root {0}" >&2
  exit 2
}

user='' login='' muted='' limits='' owner='' workspace='' own_folder=''
setup=() of_root=() of_user=() furnishings=() runner_account=() of_runner=() of_machine=() inside=() program=()
. "$scripts/environment.sh"
mapfile -d '' -t facts <"${0%/*}/../facts/$name" || fail 'its facts are gone: the step that installed it has ended'
for fact in "${facts[@]}"; do
  value=${fact#*=}
  case ${fact%%=*} in
    limits) limits=$value inside+=(limits "$value") ;;
    as-root | namespaces | personality | most | handler | how) inside+=("${fact%%=*}" "$value") ;; # relay.pl and enclose.sh know them
    user) user=$value ;;
    login) login=$value ;;
    muted) muted=$value ;;
    owner) owner=$value ;;
    workspace) workspace=$value ;;
    own-folder) own_folder=$value ;;
    setup) setup+=("$value") ;;
    tool-of-root) of_root+=("$value") ;;
    tool-of-user) of_user+=("$value") ;;
    runner) runner_account+=("$value") ;;
    of-runner) of_runner+=("$value") ;;
    of-machine) of_machine+=("$value") ;;
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

root=${setup[1]} scratch=${setup[2]}
. "$scripts/user.sh"
account=(0 0 '' root /root /bin/sh) lent=''
case $user in
  root | 0) ;;
  runner)
    case " ${inside[*]} " in *' as-root unshare '*) fail 'without sudo it is root inside who is the job'"'"'s user outside' 'do: take --root' ;; esac
    account=("${runner_account[@]}") furnishings=("${of_runner[@]}")
    ;;
  *)
    find_user "$user" || fail "the root has no user $user (its /etc/passwd)" \
      "do: apk add what brings it, adduser in a step before, or --user runner, which is the job's own user"
    lent=${scratch%/*}/lent-$$ # the runner's files are root's and the job's user's
    ;;
esac
uid=${account[0]} ids=${account[0]}:${account[1]}
inside+=(user "$ids:${account[2]}")
if [ "$ids" = 0:0 ]; then of_user=("${of_root[@]}"); fi
for value in "${of_user[@]}"; do
  case $value in /*) ;; *) value=${value//UID/"$uid"} value=${value//GID/"${account[1]}"} value=${value//GROUPS/"${account[2]:-${account[1]}}"} ;; esac
  inside+=(tool "$value")
done

look_outside
is_guest=''
[ "$uid" = "${owner%%:*}" ] || is_guest=1
make_environment "$is_guest" "${account[@]:3}"

# What the user makes is theirs already where nobody can become another one.
case ${owner%%:*},$limits, in
  0,* | "$uid",*,no-new-privs,*) owner='' ;;
  *) inside+=(owner "$owner" place "$workspace") ;;
esac

is_visible() { # PATH: below the source of a volume; setup has a mode, root, scratch, then SOURCE TARGET OPTIONS
  local at
  for ((at = 3; at < ${#setup[@]}; at += 3)); do
    case $1 in "${setup[at]}" | "${setup[at]%/}"/*) return 0 ;; esac
  done
  return 1
}
show() { # PATH OPTIONS: what the runner has made for this step
  local source=$1
  [ -f "$1" ] && [ ! -L "$1" ] || return 0
  if [ "$2" = rw ] && [ -n "$lent" ]; then
    source=$lent/${1##*/}
    inside+=(lent "$source" lent "$1")
  fi
  is_visible "$1" || setup+=("$source" "$1" "$2,exec,nosuid,nodev")
  if [ "$2" = rw ] && [ -n "$owner" ]; then inside+=(place "$source"); fi
}
show "$file" ro
for variable in GITHUB_ENV GITHUB_OUTPUT GITHUB_PATH GITHUB_STEP_SUMMARY; do show "${outside[$variable]-}" rw; done
show "${outside[GITHUB_EVENT_PATH]-}" ro

# What the first step has found of the machine is the root's afterwards: it may be changed there.
if [ ${#of_machine[@]} -gt 0 ] && [ ! -e "${scratch%/*}/furnished" ]; then
  furnishings+=("${of_machine[@]}")
  : >"${scratch%/*}/furnished"
fi
[ -z "$own_folder" ] || [ "$uid" = 0 ] || furnishings+=("$ids" "$own_folder" folder)
for value in "${setup[@]:0:3}" "${furnishings[@]}" "${setup[@]:3}"; do inside+=(setup "$value"); done

# What a profile sets is what it is for: it wins over what was there before.
command=("${program[@]}" "$file" "$@")
[ -z "$login" ] || command=(/bin/sh -lc 'exec "$@"' "$name" "${command[@]}")

[ -x /usr/bin/perl ] || fail 'perl is not there: without it there is no lifeline for the sandbox' \
  "do: install it (Debian's package perl-base, part of every Debian and Ubuntu)"
inside+=(folder "$PWD")
if [ -n "$muted" ]; then # the runner is to listen to no command; both streams go one way, as it reads two at its own pace
  read -r token </proc/sys/kernel/random/uuid
  inside+=(token "$token")
  echo "::stop-commands::$token"
  exec 2>&1
fi
for variable in "${!outside[@]}"; do export -n "${variable?}"; done # relay.pl drops what is no name for bash
for variable in "${!environment[@]}"; do export "XARCH_E_$variable=${environment[$variable]}"; done
export XARCH_NAMES="${!environment[*]}"
exec /usr/bin/perl "$scripts/relay.pl" "${inside[@]}" -- "${command[@]}"
