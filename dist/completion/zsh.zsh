# Completion of xarch for zsh, behind the tables that "xarch completion zsh" prints before it:
#   _xarch_verbs      VERB:WHAT IT DOES
#   _xarch_of_VERB    what _arguments takes: its options and places

_xarch_names() { # of roots that were kept
  local home=${XDG_CACHE_HOME:-}
  [[ $home = /* ]] || home=$HOME/.cache
  local -a names=($home/xarch/kept/*(N:t))
  compadd -a names
}

_xarch_list() { # WORD...: several, with commas between
  compset -P '*,'
  compset -S ',*'
  compadd -S '' -- "$@"
}

_xarch() {
  if (( CURRENT == 2 )); then
    _describe -t verbs verb _xarch_verbs
    return
  fi
  local verb=$words[2] behind=${words[(i)--]}
  if (( behind < CURRENT )); then
    shift $behind words
    (( CURRENT -= behind ))
    _normal
    return
  fi
  (( ${+parameters[_xarch_of_$verb]} )) || return 1
  shift words
  (( CURRENT -= 1 ))
  local name=_xarch_of_$verb
  _arguments -s -S "${(@P)name}"
}

if [[ ${funcstack[1]:-} = _xarch ]]; then _xarch "$@"; else compdef _xarch xarch; fi
