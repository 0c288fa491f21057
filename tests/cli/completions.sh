#!/bin/sh
# The completions load in their shells and offer what the program takes. A shell that is not there
# is skipped.
# shellcheck source=tests/support/support.sh
. "${srcdir:-.}/tests/support/support.sh"

STATUSBROWSE_REGISTRY=$srcdir/data/http.json
TERM=xterm
completions=$srcdir/completions
export STATUSBROWSE_REGISTRY TERM completions scratch
: >overlay.json

# complete_SHELL LINE: what is offered at the end of the line, one a line.

complete_bash()
{
    # shellcheck disable=SC2016 # for the inner shell
    bash --norc --noprofile -c '
        source "$completions/statusbrowse.bash" || exit
        COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=63 COMP_WORDBREAKS=$'\'' \t\n"><=;|&(:'\''
        _statusbrowse statusbrowse
        ((${#COMPREPLY[@]} == 0)) || printf "%s\n" "${COMPREPLY[@]}"' bash "$1"
}

complete_fish()
{
    # shellcheck disable=SC2016
    fish --no-config -c 'source $completions/statusbrowse.fish; and complete -C $argv[1]' "$1"
}

# A real zsh in a pseudo terminal, whose compadd tells what it adds.
complete_zsh()
{
    : >"$scratch/offered"
    cat >"$scratch/inner.zsh" <<'INNER'
fpath=($completions $fpath)
autoload -Uz compinit && compinit -u -d $scratch/compdump
compadd()
{
    if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then
        local -a hits texts
        local at=${@[(I)-d]}
        ((at)) && texts=(${(P)@[at + 1]})
        builtin compadd -A hits -D texts "$@"
        print -rl -- $hits $texts >>$scratch/offered
    fi
    builtin compadd "$@"
}
finished()
{
    BUFFER=
    print -r -- "[end]" >>$scratch/offered
}
zle -N finished
bindkey '^I' complete-word
bindkey '^X^X' finished
LISTMAX=10000
print -r -- "[ready]" >>$scratch/offered
INNER
    # shellcheck disable=SC2016
    zsh -f -c '
        zmodload zsh/zpty || exit
        wait_for()
        {
            local i text
            for ((i = 0; i < 500; i++)); do
                while zpty -rt inner text; do :; done
                grep -q -F -x -e "$1" $scratch/offered && return
                sleep 0.02
            done
            print -r -- "zsh does not answer: $1"
            exit 1
        }
        zpty inner zsh -f -i
        zpty -w inner "stty rows 400 cols 200; source $scratch/inner.zsh"
        wait_for "[ready]"
        zpty -w -n inner "$1"$'\''\t\x18\x18'\''
        wait_for "[end]"
        zpty -d inner' zsh "$1"
    grep -v -x -F -e '[ready]' -e '[end]' "$scratch/offered"
}

# offers SHELL LINE WORD...: each is in what is offered; behind "!" those that must not be.
offers()
{
    shell=$1 line=$2 wanted=yes
    shift 2
    "complete_$shell" "$line" >offered 2>err
    if [ -s err ]; then
        echo "$shell: '$line': says:"
        cat err
    fi
    for word; do
        if [ "$word" = ! ]; then
            wanted=no
        elif [ $wanted = no ]; then
            grep -q -E -e "(^|[:=])$word" offered && echo "$shell: '$line' offers '$word'"
        elif ! grep -q -F -e "$word" offered; then
            echo "$shell: '$line' does not offer '$word' but: $(head -n 5 offered | tr '\n' ' ')"
        fi
    done
}

# Long options; the short ones are offered beside them.
options()
{
    # shellcheck disable=SC2046 # a list of words
    offers "$1" 'statusbrowse --' $("$builddir/tools/docs" option-names | grep '^--') ! 404
    offers "$1" 'statusbrowse --lim' --limit ! --list
    offers "$1" 'statusbrowse -l --asc' --ascii
}

arguments_of_options()
{
    offers "$1" 'statusbrowse --color=' auto always never ! 404
    offers "$1" 'statusbrowse --color ne' never ! auto
    offers "$1" 'statusbrowse --limit ' ! 404 class: overlay.json
    offers "$1" 'statusbrowse --registry over' overlay.json ! 404
    offers "$1" 'statusbrowse --registry=over' overlay.json ! 404
    offers "$1" 'statusbrowse -r over' overlay.json ! 404
    offers "$1" 'statusbrowse --check over' overlay.json ! 404
    offers "$1" 'statusbrowse --check other.json over' overlay.json
    offers "$1" 'statusbrowse -n 5 42' 429
}

codes_with_phrases()
{
    offers "$1" 'statusbrowse 42' 429 'Too Many Requests' 421 ! 404 5xx overlay.json
    offers "$1" 'statusbrowse 429' 429
    offers "$1" 'statusbrowse -p 404 -l 5' 503 5xx
    offers "$1" 'statusbrowse ' 100 599 4xx class: is: ! overlay.json
    offers "$1" 'statusbrowse xyz' ! 404 class: 4xx
    offers "$1" 'statusbrowse over' overlay.json ! 404 # a log to read
}

facets()
{
    # shellcheck disable=SC2046
    offers "$1" 'statusbrowse ' $("$builddir/tools/docs" facet-names)
    offers "$1" 'statusbrowse class:' 1xx 5xx ! nginx
    offers "$1" 'statusbrowse by:ng' nginx ! iana
    offers "$1" 'statusbrowse timeout is:dep' deprecated ! standard
    offers "$1" 'statusbrowse rfc:91' 9110 ! 7231
    offers "$1" 'statusbrowse header:retry' retry-after ! allow
    offers "$1" 'statusbrowse nosuch:4' ! 404
    [ "$1" != bash ] || {
        offers "$1" 'statusbrowse -is:dep' deprecated ! standard
        offers "$1" 'statusbrowse -- timeout -by:ng' nginx ! iana
        offers "$1" 'statusbrowse -nosuch:4' ! 404
    }
}

# A program that is not there: nothing is offered, and nothing is said.
without_the_program()
{
    for shell in bash fish; do
        [ "$1" = $shell ] || continue
        tools=$scratch/tools
        mkdir -p "$tools"
        for tool in $shell awk sed sort tr cat grep head mkdir uname; do
            ln -sf "$(command -v "$tool")" "$tools/$tool"
        done
        (
            PATH=$tools
            offers "$shell" 'statusbrowse 42' ! 429
            offers "$shell" 'statusbrowse by:' ! nginx
        )
    done
}

# What an overlay adds is offered, and its text does no harm.
registry_of_the_user()
{
    mkdir -p "$HOME/.config/statusbrowse/registry.d" || return
    cat >"$HOME/.config/statusbrowse/registry.d/team.json" <<'JSON'
{"format": 1, "codes": [
  {"code": "690", "owner": "Acme Gate", "phrase": "Own: `touch harm` $(touch harm) 'x'"},
  {"code": "69$(touch${IFS}harm)", "owner": "`touch harm`", "phrase": "Own"}
]}
JSON
    offers "$1" 'statusbrowse 69' 690
    offers "$1" 'statusbrowse by:ac' acmegate
    offers "$1" 'statusbrowse by:' nginx
    offers "$1" 'statusbrowse a/b:' ! 404
    rm -r "$HOME/.config"
    [ ! -e harm ] || echo "$1: a text was run"
}

# completes SHELL TEST
completes()
{
    command -v "$1" >/dev/null || return "$skip"
    "$2" "$1"
    return 0 # it tells by what it prints
}

for shell in bash zsh fish; do
    for test in options arguments_of_options codes_with_phrases facets registry_of_the_user \
        without_the_program; do
        try completes $shell $test
    done
done
finish
