# Completion of xarch for fish; the lines behind these functions, which "xarch completion fish" prints, are made from its tables.

function __xarch_verb # VERB: whether that was given, and the command that stands behind -- is not begun
    set -l words (commandline -poc)
    test "$words[2]" = "$argv[1]"; and not contains -- -- $words
end

function __xarch_none # whether no verb was given yet
    test (count (commandline -poc)) -eq 1
end

function __xarch_first # VERB: the same as __xarch_verb, at its first place
    __xarch_verb $argv[1]; and test (count (commandline -poc)) -eq 2
end

function __xarch_behind # whether the command behind -- is begun
    contains -- -- (commandline -poc)
end

function __xarch_names # of roots that were kept
    set -l home $XDG_CACHE_HOME
    string match -q '/*' -- "$home"; or set home $HOME/.cache
    command ls -- "$home/xarch/kept" 2>/dev/null
end

function __xarch_list # WORD...: several, with commas between
    set -l value (string replace -r '^--[^=]*=' '' -- (commandline -ct))
    set -l before (string replace -r '[^,]*$' '' -- "$value")
    for word in $argv
        echo $before$word
    end
end

complete -c xarch -f
complete -c xarch -n __xarch_behind -F
