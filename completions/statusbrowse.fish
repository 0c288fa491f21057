# Completions of statusbrowse for fish. Options and facets are made from the program's tables;
# codes, classes, owners, documents and header fields come from the registry.

# begin facets-fish (make update-docs)
set -g __statusbrowse_facets class: rfc: header: by: is:
set -g __statusbrowse_is cacheable bookmarked seen permanent upstream standard experimental temporary deprecated obsoleted unused unofficial historic
# end facets-fish

# The program as it was typed.
function __statusbrowse_run
    set -l program (commandline -opc)[1]
    test -n "$program"; or set program statusbrowse
    # Also a function, which an alias is. Where there is neither, nothing is offered.
    command -q -- $program; or functions -q -- $program; or return
    eval (string escape -- $program) $argv 2>/dev/null
end

# The codes of the registry, each once: "CODE<Tab>phrase (owner); phrase (owner)"; not those that
# would be taken for options.
function __statusbrowse_codes
    __statusbrowse_run --list | LC_ALL=C awk -F '  +' '
        /^-/ { next }
        { text = $3 == "" ? $2 : $2 " (" $3 ")" }
        $1 in texts { texts[$1] = texts[$1] "; " text; next }
        { texts[$1] = text; codes[++count] = $1 }
        END { for (i = 1; i <= count; i++) print codes[i] "\t" texts[codes[i]] }'
end

# What may follow a facet.
function __statusbrowse_values -a facet
    switch $facet
        case class
            __statusbrowse_run --json --list | sed -n 's/^ *"class": "\([^"]*\)".*/\1/p'
        case by
            __statusbrowse_run --json --list | sed -n 's/^ *"owner": "\([^"]*\)".*/\1/p'
        case rfc
            __statusbrowse_run --dump | sed -n 's/.*"id": "RFC \([^"]*\)".*/\1/p'
        case header
            __statusbrowse_run --dump | sed -n 's/.*"name": "\([^"]*\)".*/\1/p'
        case is
            printf '%s\n' $__statusbrowse_is
    end | string replace -a ' ' '' | string lower | LC_ALL=C sort -u
end

function __statusbrowse_operands
    set -l facet (string match -r '^([a-z]+):' -- (commandline -ct))[2]
    if test -n "$facet"
        __statusbrowse_values $facet | string replace -r '^' "$facet:"
        return
    end
    __statusbrowse_codes
    printf '%s\tclass\n' (__statusbrowse_values class)
    printf '%s\tfacet\n' $__statusbrowse_facets
end

complete -c statusbrowse -f
# A log to read: a word with a point or a slash, or one that begins no code.
complete -c statusbrowse -n 'string match -qr "^[^-0-9].*" -- (commandline -ct)' -F
complete -c statusbrowse -n 'not __fish_contains_opt check' -a '(__statusbrowse_operands)'

# begin options-fish (make update-docs)
complete -c statusbrowse -s p -l print -d 'print entries: each CODE or CLASS, or the best match for WORDS'
complete -c statusbrowse -s b -l brief -d 'print short answers instead of whole entries'
complete -c statusbrowse -s a -l all -d 'print every meaning of a code in full; with -l: list all registries'
complete -c statusbrowse -s l -l list -d 'list entries, one a line; with WORDS the best first'
complete -c statusbrowse -s n -l limit -x -d 'show at most N entries; with --quiz, N questions (0: all)'
complete -c statusbrowse -l json -d 'with -p or -l: print JSON'
complete -c statusbrowse -l present -d 'present the codes card by card; without any, the bookmarks'
complete -c statusbrowse -l quiz -d 'start a quiz about the codes, or about all; with -p: print it'
complete -c statusbrowse -l answers -d 'with --quiz: print the answers to the same questions'
complete -c statusbrowse -l seed -x -d 'with --quiz: the same N gives the same questions'
complete -c statusbrowse -l guide -d 'ask which code to send; with -p: print the questions'
complete -c statusbrowse -l raw -x -d 'print a response with this code, as a server sends it'
complete -c statusbrowse -l field -x -d 'of a log: the status is this word of a line, or has this name'
complete -c statusbrowse -l show-secrets -d 'of a log: show passwords and tokens, too'
complete -c statusbrowse -l width -x -d 'print lines of N columns (else $COLUMNS, else 80)'
complete -c statusbrowse -l no-pager -d 'print also what is longer than the screen at once'
complete -c statusbrowse -s r -l registry -r -F -d 'read this registry'
complete -c statusbrowse -l builtin -d 'use the built-in registry, read no file'
complete -c statusbrowse -l bookmarks -r -F -d 'keep the bookmarks in this file'
complete -c statusbrowse -l read-only -d 'do not change bookmarks'
complete -c statusbrowse -l no-state -d 'do not restore or save position and searches'
complete -c statusbrowse -l check -d 'validate registries and overlays'
complete -c statusbrowse -n '__fish_contains_opt check' -F
complete -c statusbrowse -l strict -d 'with --check: hold the editorial rules too'
complete -c statusbrowse -l dump -d 'print the registry in use, or that with this id, as JSON'
complete -c statusbrowse -l lint -d 'check responses: must, should or any broken rule is an error'
complete -c statusbrowse -l color -x -a 'auto always never' -d 'auto, always or never (auto honours NO_COLOR)'
complete -c statusbrowse -l theme -x -a 'auto dark light high-contrast mono default' -d 'auto, dark, light, high-contrast, mono or default'
complete -c statusbrowse -l hyperlink -x -a 'auto always never' -d 'make references links: auto, always or never'
complete -c statusbrowse -l ascii -d 'show only ASCII'
complete -c statusbrowse -l no-mouse -d 'do not use the mouse'
complete -c statusbrowse -l no-clipboard -d 'never write to a clipboard'
complete -c statusbrowse -s h -l help -d 'show this help'
complete -c statusbrowse -s V -l version -d 'show the version and the registry in use'
# end options-fish
