#!/bin/sh
# --lint: the broken rules of responses, one a line, and what its exit status says.
# shellcheck source=tests/support/support.sh
. "${srcdir:-.}/tests/support/support.sh"

samples=$srcdir/tests/data/samples
LC_ALL=C.UTF-8
export LC_ALL

# sb ARGUMENT...: runs the program; its output is in out and err, its exit status in status.
sb()
{
    statusbrowse --builtin "$@" >out 2>err
    status=$?
}

# is WHAT GOT EXPECTED
is()
{
    [ "$2" = "$3" ] || printf '%s is "%s", expected "%s"\n' "$1" "$2" "$3"
}

# ids: of the rules in out, in the order of the alphabet.
ids()
{
    sed 's/.*[ (]\([^ ]*\))$/\1/' out | LC_ALL=C sort | tr '\n' ','
}

# response STATUS-LINE [FIELD...]: writes response.txt, with a Date.
response()
{
    {
        printf '%s\r\nDate: Fri, 27 Nov 2026 09:14:01 GMT\r\n' "$1"
        shift
        [ $# -eq 0 ] || printf '%s\r\n' "$@"
        printf '\r\n'
    } >response.txt
}

names_place_rule_and_section()
{
    response 'HTTP/1.1 401 Unauthorized'
    sb --lint response.txt
    is status "$status" 1
    is line "$(cat out)" 'response.txt:1: 401 MUST       401 without WWW-Authenticate: it does not say how to log in (RFC 9110 §15.5.2, 401-challenge)'
    { echo; cat response.txt; } >second.txt
    sb --lint second.txt
    is line "$(cut -d: -f1,2 out)" second.txt:2
    sb --lint - <response.txt
    is place "$(cut -d' ' -f1 out)" -:1:
    LC_ALL=C sb --lint response.txt
    ! LC_ALL=C grep -n '[^ -~]' out
}

breaks_what_the_samples_break()
{
    sed 1d "$samples/rules.tsv" | while IFS='	' read -r file rules; do
        sb --lint "$samples/$file"
        [ "$rules" = - ] && rules=
        is "$file" "$(ids)" "$(printf '%s' "$rules" | tr ',' '\n' | LC_ALL=C sort | tr '\n' ',' |
            sed 's/\([^,]\)$/\1,/')"
    done
}

the_level_says_what_is_an_error()
{
    response 'HTTP/1.1 429 Too Many Requests' # MAY
    sb --lint response.txt
    is 'lines' "$(ids)" 429-retry-after,
    is 'status of must' "$status" 0
    sb --lint=should response.txt
    is 'status of should' "$status" 0
    sb --lint=any response.txt
    is 'status of any' "$status" 1
    response 'HTTP/1.1 302 Found' # SHOULD
    sb --lint=must response.txt
    is 'status of must' "$status" 0
    sb --lint=should response.txt
    is 'status of should' "$status" 1
    response 'HTTP/1.1 200 OK'
    sb --lint=any response.txt
    is 'status without a broken rule' "$status" 0
    is output "$(cat out)" ''
}

checks_every_response()
{
    i=0
    while [ $i -lt 100 ]; do
        printf 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'
        i=$((i + 1))
    done >many.txt
    sb --lint many.txt
    is lines "$(wc -l <out | tr -d ' ')" 100
    is 'last place' "$(sed -n '$s/ .*//p' out)" many.txt:298:
    response 'HTTP/1.1 401 Unauthorized'
    sb --lint many.txt response.txt
    is 'last place' "$(sed -n '$s/ .*//p' out)" response.txt:1:
}

refuses_what_has_no_response()
{
    sb --lint "$samples/nginx-kv.log"
    is status "$status" 2
    is message "$(cat err)" 'statusbrowse: no response of HTTP to check'
    sb --lint missing.txt
    is status "$status" 2
    sb --lint
    is status "$status" 2
    sb --lint=never -
    is status "$status" 2
    is message "$(sed 1q err)" "statusbrowse: --lint is 'never', expected must, should or any"
    sb --lint -p -
    is status "$status" 2
}

shows_nothing_that_moves_the_cursor()
{
    printf 'HTTP/1.1 200 OK\r\nDate: Fri, 27 Nov 2026 09:14:01 GMT\r\nA\033[2J: b\r\n\r\n' >response.txt
    sb --lint response.txt
    is rules "$(ids)" bad-field-name,
    ! LC_ALL=C grep -n "$(printf '\033')" out
}

an_overlay_adds_rules()
{
    mkdir -p config/statusbrowse/registry.d
    cat >config/statusbrowse/registry.d/team.json <<'EOF'
{"format": 1, "rules": [{"id": "team", "strength": "MUST", "if": [["status", "5xx"],
  ["not", "has", "X-Team"]], "message": "Nobody knows whose error this is."}]}
EOF
    response 'HTTP/1.1 500 Internal Server Error'
    XDG_CONFIG_HOME=$PWD/config statusbrowse -r "$srcdir/data/http.json" --lint response.txt >out
    is status "$?" 1
    is line "$(cat out)" 'response.txt:1: 500 MUST       Nobody knows whose error this is (team)'
}

# Where Turkish locales can be made: their I is not the capital of i.
letters_are_the_same_in_every_locale()
{
    mkdir locales
    for charset in UTF-8 ISO-8859-9; do
        localedef -i tr_TR -f $charset "$PWD/locales/tr_TR.$charset" >/dev/null 2>&1 || return 0
    done
    printf 'GET / HTTP/1.1\nHost: a\nif-none-match: "x"\n\n' >response.txt
    printf 'HTTP/1.1 304 Not Modified\nDate: Fri, 27 Nov 2026 09:14:01 GMT\n\n' >>response.txt
    sb --lint response.txt
    cp out expected
    is 'what is not asked for' "$(grep -c 304-not-asked expected)" 0
    for charset in UTF-8 ISO-8859-9; do
        LOCPATH=$PWD/locales LC_ALL=tr_TR.$charset sb --lint response.txt
        is "what a Turkish locale finds ($charset)" "$(cat out)" "$(cat expected)"
    done
}

try names_place_rule_and_section
try breaks_what_the_samples_break
try the_level_says_what_is_an_error
try checks_every_response
try refuses_what_has_no_response
try shows_nothing_that_moves_the_cursor
try an_overlay_adds_rules
try letters_are_the_same_in_every_locale
finish
