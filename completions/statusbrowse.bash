# Completions of statusbrowse for bash (3.2 or later). Options and facets are made from the
# program's tables; codes, classes, owners, documents and header fields come from the registry.

# shellcheck disable=SC2086 # lists of words

# begin options-bash (make update-docs)
_statusbrowse_options='
-p --print
-b --brief
-a --all
-l --list
-n --limit=
--json
--present
--quiz
--answers
--seed=
--guide
--raw=
--field=
--show-secrets
--width=
--no-pager
-r --registry=
--builtin
--bookmarks=
--read-only
--no-state
--check
--strict
--dump
--lint
--color=
--theme=
--hyperlink=
--ascii
--no-mouse
--no-clipboard
-h --help
-V --version
'

# Sets $argument to what follows the option $1.
_statusbrowse_argument()
{
    case $1 in
    -n | --limit) argument='text' ;;
    --seed) argument='text' ;;
    --raw) argument='text' ;;
    --field) argument='text' ;;
    --width) argument='text' ;;
    -r | --registry) argument='file' ;;
    --bookmarks) argument='file' ;;
    --check) argument='rest' ;;
    --dump) argument='text' ;;
    --lint) argument='text' ;;
    --color) argument='auto always never' ;;
    --theme) argument='auto dark light high-contrast mono default' ;;
    --hyperlink) argument='auto always never' ;;
    *) argument= ;;
    esac
}
# end options-bash

# begin facets-bash (make update-docs)
_statusbrowse_facets='class: rfc: header: by: is:'
_statusbrowse_is='cacheable bookmarked seen permanent upstream standard experimental temporary deprecated obsoleted unused unofficial historic'
# end facets-bash

# Prints the codes of the registry, "CODE  phrase (owner); phrase (owner)", one a line; not those
# that would be taken for options.
_statusbrowse_codes()
{
    "$1" --list 2>/dev/null | LC_ALL=C awk -F '  +' '
        /^-/ { next }
        { text = $3 == "" ? $2 : $2 " (" $3 ")" }
        $1 in texts { texts[$1] = texts[$1] "; " text; next }
        { texts[$1] = text; codes[++count] = $1 }
        END { for (i = 1; i <= count; i++) print codes[i] "  " texts[codes[i]] }'
}

# Prints what may follow the facet $2, one a line.
_statusbrowse_values()
{
    case $2 in
    class) "$1" --json --list | sed -n 's/^ *"class": "\([^"]*\)".*/\1/p' ;;
    by) "$1" --json --list | sed -n 's/^ *"owner": "\([^"]*\)".*/\1/p' ;;
    rfc) "$1" --dump | sed -n 's/.*"id": "RFC \([^"]*\)".*/\1/p' ;;
    header) "$1" --dump | sed -n 's/.*"name": "\([^"]*\)".*/\1/p' ;;
    is) printf '%s\n' $_statusbrowse_is ;;
    esac 2>/dev/null | tr -d ' ' | LC_ALL=C tr '[:upper:]' '[:lower:]' | LC_ALL=C sort -u
}

# Adds to COMPREPLY the lines of standard input that begin with $cur. Of each only what stands
# behind the last character at which readline splits the word, since that is what it replaces.
# What the shell would take for more than a word is left out.
_statusbrowse_reply()
{
    local line word part=$cur
    while [[ -n $part && $COMP_WORDBREAKS != *"${part#"${part%?}"}"* ]]; do
        part=${part%?}
    done
    while IFS= read -r line; do
        word=${line%%  *}
        [[ $word == "$cur"* && $word != *[!A-Za-z0-9._:/+=@%-]* ]] || continue
        COMPREPLY+=("${line#"$part"}")
    done
}

_statusbrowse()
{
    local line=${COMP_LINE:0:COMP_POINT} words cur='' previous='' argument='' operands='' word i
    COMPREPLY=()
    read -r -a words <<<"$line"
    if [[ $line != *[[:space:]] ]]; then
        cur=${words[${#words[@]} - 1]}
        unset "words[${#words[@]} - 1]"
    fi

    # What the words before say about this one.
    for ((i = 1; i < ${#words[@]}; i++)); do
        word=${words[i]}
        previous=$argument
        argument=
        if [[ $operands == '' && ($previous == '' || $previous == rest) ]]; then
            case $word in
            --) operands=yes ;;
            --*=*) ;;
            --*) _statusbrowse_argument "$word" ;;
            -?*) _statusbrowse_argument "-${word#"${word%?}"}" ;;
            esac
        fi
        [[ $argument == '' && $previous == rest ]] && argument=rest
    done
    if [[ $cur == -[a-z]*:* && $argument == '' ]]; then
        : # an excluded facet, below
    elif [[ $operands == '' && $cur == --*=* ]]; then
        _statusbrowse_argument "${cur%%=*}"
    elif [[ $operands == '' && $cur == -* && ($argument == '' || $argument == rest) ]]; then
        _statusbrowse_reply < <(printf '%s\n' $_statusbrowse_options)
        [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
        return
    fi

    case $argument in
    '') ;;
    text) return ;;
    file | rest)
        # Readline's own completion quotes names as they need it.
        compopt -o default 2>/dev/null ||
            while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "${cur#--*=}")
        return
        ;;
    folder)
        compopt -o filenames 2>/dev/null
        while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -d -- "${cur#--*=}")
        return
        ;;
    *)
        [[ $cur == --*=* ]] && word=${cur%%=*}= || word=
        _statusbrowse_reply < <(for i in $argument; do echo "$word$i"; done)
        return
        ;;
    esac

    if [[ $cur == *:* ]]; then
        word=${cur%%:*}
        [[ " $_statusbrowse_facets " == *" ${word#-}: "* ]] || return
        _statusbrowse_reply < <(_statusbrowse_values "$1" "${word#-}" | sed "s/^/$word:/")
        return
    fi
    _statusbrowse_reply < <(
        _statusbrowse_codes "$1"
        _statusbrowse_values "$1" class
        printf '%s\n' $_statusbrowse_facets
    )
    if [[ ${#COMPREPLY[@]} == 0 ]]; then
        # A log to read.
        compopt -o default 2>/dev/null ||
            while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$cur")
        return
    fi
    # The phrases help to choose; they are no part of what is inserted. With 37 and 42 readline
    # inserts each in turn.
    if [[ ${#COMPREPLY[@]} == 1 || $COMP_TYPE == 37 || $COMP_TYPE == 42 ]]; then
        for i in "${!COMPREPLY[@]}"; do
            COMPREPLY[i]=${COMPREPLY[i]%%  *}
        done
    fi
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *: ]] && compopt -o nospace 2>/dev/null
    return 0
}

complete -F _statusbrowse statusbrowse
