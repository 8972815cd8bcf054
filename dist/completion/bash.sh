# shellcheck shell=bash
# Completion of xarch for bash, behind the tables that "xarch completion bash" prints before it:
#   _xarch_verbs     the verbs
#   _xarch_options   by verb: its options
#   _xarch_places    by verb, a blank and 1 or 2: what stands at its first place, and at those behind it
#   _xarch_values    by option: none, words, list (with commas between), files or folders; and the words, behind it
: "${_xarch_verbs?}"

_xarch_names() { # of roots that were kept
  local home=${XDG_CACHE_HOME:-}
  case $home in /*) ;; *) home=${HOME:-}/.cache ;; esac
  ls -- "$home/xarch/kept" 2>/dev/null
}

_xarch_offer() { # [OPTION OF COMPGEN...]; adds what begins as the word does
  local line
  while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen "$@" -- "$cur")
}

_xarch_files() { # f|d
  compopt -o filenames 2>/dev/null
  _xarch_offer "-$1"
}

_xarch_value() { # KIND [WORD...]
  local kind=$1 before=''
  shift
  case $kind in
    list)
      case $cur in *,*) before=${cur%,*}, cur=${cur##*,} ;; esac
      _xarch_offer -P "$before" -W "$*"
      ;;
    words) _xarch_offer -W "$*" ;;
    files)
      _xarch_offer -W "$*"
      _xarch_files f
      ;;
    folders) _xarch_files d ;;
  esac
}

_xarch_place() { # WORD...
  local words="$*"
  case " $words " in *' NAME '*) words="${words//NAME/} $(_xarch_names)" ;; esac
  _xarch_offer -W "$words"
}

_xarch() {
  local cur=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]:-} before at place=1 word
  COMPREPLY=()
  if [ "$COMP_CWORD" = 1 ]; then
    _xarch_offer -W "$_xarch_verbs"
    return
  fi
  before=${COMP_WORDS[COMP_CWORD - 1]}
  # bash makes three words of --NAME=VALUE
  if [ "$cur" = = ]; then
    cur=''
  elif [ "$before" = = ]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((at = 2; at < COMP_CWORD; at++)); do
    word=${COMP_WORDS[at]}
    case $word in
      --)
        if [ $((at + 1)) = "$COMP_CWORD" ]; then _xarch_offer -c; else _xarch_files f; fi
        return
        ;;
      -* | =) ;;
      *)
        case ${_xarch_values[${COMP_WORDS[at - 1]}]:-none} in none) place=2 ;; esac
        ;;
    esac
  done
  local -a value=()
  read -ra value <<<"${_xarch_values[$before]:-}"
  if [ ${#value[@]} -gt 0 ]; then
    _xarch_value "${value[@]}"
  elif [ "${cur:0:1}" = - ]; then
    _xarch_offer -W "${_xarch_options[$verb]:-}"
  else
    local -a words=()
    read -ra words <<<"${_xarch_places["$verb $place"]:-}"
    if [ ${#words[@]} -gt 0 ]; then _xarch_place "${words[@]}"; else _xarch_offer -W "${_xarch_options[$verb]:-}"; fi
  fi
}

complete -F _xarch xarch
