#!/bin/sh
# Inputs on the command line: files and standard input, what is printed of them, what is refused.
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

# has FILE TEXT
has()
{
    grep -qF -- "$2" "$1" || {
        echo "$1 lacks \"$2\":"
        cat "$1"
    }
}

codes()
{
    cut -f1,2 out | tr '\t\n' ': '
}

lists_the_worst_first()
{
    sb -l "$samples/apache-common.log"
    is status "$status" 0
    is codes "$(codes)" "502:3 503:2 500:1 404:3 400:1 403:1 429:1 200:1 201:1 "
    is line "$(sed -n 1p out)" "$(printf '502\t3\tBad Gateway\tIANA\t%s\t%s' \
        "$(sed -n 's/^502.*IANA\t\([^\t]*\)\t.*/\1/p' out)" "$(sed -n 's/^502.*\t//p' out)")"
    grep -q '2026-11-27T01:56:4[0-9]Z	2026-11-27T01:56:4[0-9]Z$' out || cat out
    sb -l -n 2 - <"$samples/apache-common.log"
    is codes "$(codes)" "502:3 503:2 "
}

prints_a_failure_without_a_response()
{
    printf '> GET / HTTP/1.1\r\n>\r\n* Empty reply from server\n* Closing connection 0\n' >refused
    sb -b ./refused
    is status "$status" 0
    has out '0 responses'
    has out '52 Server returned nothing'
    sb -l ./refused
    is codes "$(codes)" "curl:52:1 "
}

counts_several_inputs_together()
{
    sb -l "$samples/crlf.log" - <"$samples/crlf.log"
    is codes "$(codes)" "404:2 200:2 "
}

prints_the_page_with_what_was_seen()
{
    sb -p -n 1 "$samples/haproxy-http.log"
    is status "$status" 0
    has out "14 lines, 27 Nov 01:56:44 to 01:57:02"
    has out "504 Gateway Timeout"
    has out "  3 times, 21 % of 14"
    has out "sH-- 3  the server did not begin to answer within timeout server"
    has out "  2  /slow"
    sb -p --ascii -n 1 "$samples/nginx-combined.log"
    has out "--__#-  by 1 s"
    i=0
    while [ $i -lt 200 ]; do
        echo "GET /x$i 404 1 ms"
        i=$((i + 1))
    done >many.log
    sb -p many.log
    has out "many different targets, none of them often"
    sb -p "$samples/iis-w3c.log"
    has out "500.19 1  Configuration Data Is Invalid"
    sb "$samples/nginx-upstream.log"
    has out "the upstream server: none"
    sb -p "$samples/resp-742.txt"
    has out "1 response"
    has out "THIS ANSWER"
}

explains_a_response()
{
    sb -p - <"$samples/curl-sv.txt"
    is status "$status" 0
    has out "Wait 2 minutes, until 27 Nov 01:56:16 UTC."
    has out "nginx, as origin or as proxy (Server)"
    has out "none of 135"
    has out "  HTTP/1.1 429 Too Many Requests"
    has out "  GET /limit HTTP/1.1"
    sb -p "$samples/curl-http2.txt"
    has out "The content says: 502 Bad Gateway"
    has out "Bearer •••• (6 characters)"
    sb --show-secrets -p "$samples/curl-http2.txt"
    has out "Bearer SECRET"
    printf 'HTTP/1.1 302 A\r\nLocation: /a\r\n\r\nHTTP/1.1 302 B\r\nLocation: /b\r\n\r\n' >two.txt
    sb -p two.txt
    has out "THIS ANSWER, 1 OF 2"
    has out "THIS ANSWER, 2 OF 2"
    has out "Go to /b."
    is titles "$(grep -c '^302 Found$' out)" 1
}

prints_short_answers()
{
    sb -b -n 1 "$samples/nginx-combined.log"
    has out "500 Internal Server Error"
    has out "  seen   6 times, 11 % of 57"
    [ "$(wc -l <out)" -lt 12 ] || cat out
}

answers_in_the_order_of_an_exchange()
{
    sb -l "$samples/curl-head-follow.txt"
    is codes "$(codes)" "302:1 200:1 "
}

shows_what_was_not_understood()
{
    sb -p "$samples/phoenix.log"
    is status "$status" 1
    has out "4 lines, 4 not understood"
    has out "--field=4"
    has err "no status was recognised"
    sb -l --field=5 "$samples/phoenix.log"
    is codes "$(codes)" "500:1 200:1 "
    printf '{"result":{"code":404}}\n{"result":{"code":200},"status":503,"path":"/"}\n' >own.json
    sb -l --field=result.code own.json
    is codes "$(codes)" "404:1 200:1 "
    sb -l --field=0 own.json
    is status "$status" 2
}

says_that_a_request_has_no_response()
{
    sb -p "$samples/httpie-offline.txt"
    is status "$status" 1
    has err "a request, and no response to it"
}

answers_a_question()
{
    echo 'too many requests' | statusbrowse --builtin -p - >out 2>err
    has out "429 Too Many Requests"
    echo 404 | statusbrowse --builtin -l - >out 2>err
    has out "404  Not Found"
    echo 'class:5xx gateway' | statusbrowse --builtin -l - >out 2>err
    has out "Bad Gateway"
    # A line of a log is none.
    for line in '500 0.001157 http://www.example.com/boom' 'status=203/EXEC' \
        '1.2.3.4 miss 200 1605 GET http://a/ HTTP/1.1'; do
        echo "$line" | statusbrowse --builtin -l - >out 2>err && echo "$line: is answered"
        [ ! -s out ] || cat out
    done
}

an_overlay_adds_names()
{
    mkdir -p "$HOME/.config/statusbrowse/registry.d"
    echo '{"format": 1, "logs": {"status_names": ["resultat"]},
        "codes": [{"code": "490", "owner": "Us", "phrase": "Tenant Suspended"}]}' \
        >"$HOME/.config/statusbrowse/registry.d/us.json"
    printf 'resultat=503\nanswer: 490 Tenant Suspended\n' >own.log
    statusbrowse -l own.log >out 2>err
    is codes "$(codes)" "503:1 490:1 "
    has out "Tenant Suspended	Us"
    sb -l own.log
    is codes "$(codes)" ""
}

sb_fails()
{
    expected=$1
    shift
    sb -p "$@"
    is status "$status" 2
    has err "$expected"
    [ ! -s out ] || cat out
}

refuses_what_it_cannot_read()
{
    mkdir folder
    printf '\037\213\010\000\000\000\000\000' >a.gz
    printf '\050\265\057\375xxxx' >a.zst
    printf '\3757zXZ\000xx' >a.xz
    sb_fails "is a directory" ./folder
    sb_fails "missing.log: cannot be opened: No such file" missing.log
    sb_fails "zcat a.gz | statusbrowse" a.gz
    sb_fails "zstdcat a.zst | statusbrowse" a.zst
    sb_fails "xzcat a.xz | statusbrowse" a.xz
    sb_fails "'404' cannot be mixed with files and -" 404 -
    sb -p - <a.gz
    is status "$status" 2
    has err "... | zcat | statusbrowse -"
    sb -p - </dev/null
    is status "$status" 1
    sb -l missing.log "$samples/crlf.log"
    is status "$status" 2
    is codes "$(codes)" "404:1 200:1 "
}

leaves_standard_input_to_scripts()
{
    printf 'a\nb\n' | while read -r _; do
        statusbrowse --builtin -p 404 >/dev/null
        echo line
    done >out
    is lines "$(wc -l <out | tr -d ' ')" 2
    # A file of that name does not hide a code.
    echo 'status=500' >./404.13
    sb -p 404.13
    has out "404.13 Content Length Too Large"
    echo 'status=500' >./404
    sb -l ./404
    is codes "$(codes)" "500:1 "
    # Who pipes a log into it, with the output in a file, hears why it is not counted.
    echo 'status=500' >log
    sb <log
    is status "$status" 0
    has out "Internal Server Error"
    has err "standard input is not read; 'statusbrowse -l -' counts its codes"
    for form in -l --json; do
        sb $form <log
        is "the message with $form" "$(cat err)" ""
    done
    sb </dev/null
    is "the message without an input" "$(cat err)" ""
}

# The sums of JSON output, in any order, are the output for all.
adds_up_what_it_printed()
{
    for pair in "nginx-combined.log apache-common.log" "haproxy-http.log envoy-json.log" \
        "har-chrome.har iis-w3c.log" "nginx-upstream.log squid-native.log"; do
        first=$samples/${pair% *} second=$samples/${pair#* }
        statusbrowse --builtin --json -p "$first" >first.json
        statusbrowse --builtin --json -p - <"$second" >second.json
        statusbrowse --builtin --json -p "$first" "$second" >both
        statusbrowse --builtin --json -p first.json second.json >one
        statusbrowse --builtin --json -p second.json first.json >other
        cat first.json second.json | statusbrowse --builtin --json -p - >joined
        cmp both one && cmp both other && cmp both joined
    done
    # As many as there are machines.
    i=0
    while [ $i -lt 300 ]; do
        cat first.json second.json
        i=$((i + 1))
    done | statusbrowse --builtin --json -p - >many
    has many "\"lines\": $((300 * $(cat "$first" "$second" | wc -l)))"
    has both '"totals": {'
    has both "\"lines\": $(cat "$first" "$second" | wc -l | tr -d ' ')"
}

# What a log says of curl, gRPC and others is counted next to its statuses.
counts_codes_of_other_registries()
{
    sb -l "$samples/further-app.log"
    is status "$status" 0
    is codes "$(codes)" "grpc:14:4 curl:28:2 502:1 503:1 curl:56:1 grpc:4:1 tls:40:1 \
chromium:-102:1 curl:6:1 grpc:5:1 websocket:1006:1 "
    sb -p "$samples/further-app.log"
    has out "28 Timeout was reached"
    has out "2 times, 14 % of 14"
    sb --json -p "$samples/further-app.log"
    has out '"code": "28",
  "count": 2,
  "registry": "curl",'
    statusbrowse --builtin --json -p - <out >again.json
    cmp out again.json
    sb --json -p "$samples/further-mesh.log"
    mv out mesh.json
    statusbrowse --builtin --json -p mesh.json again.json >joined
    sb --json -p "$samples/further-app.log" "$samples/further-mesh.log"
    cmp out joined
    sb -l "$samples/further-not.log"
    is status "$status" 1
}

# Counts name their registry: who does not have it leaves them out.
leaves_out_counts_of_registries_that_are_not_there()
{
    echo '[{"code": "7", "count": 5, "registry": "ours", "owner": "us"},
{"code": "404", "count": 2, "registry": "http"}, {"totals": {"lines": 7, "understood": 7}}]' >in.json
    sb -l in.json
    is codes "$(codes)" "404:2 "
}

# Samples have that word where they have a secret.
masks_secrets()
{
    for sample in "$samples"/*; do
        for how in -p -l "--json -p" --lint=any; do
            # shellcheck disable=SC2086
            statusbrowse --builtin $how - <"$sample" >out 2>&1
            grep -q SECRET out && echo "$sample: $how shows a secret"
        done
    done
    echo 'GET /x?token=SECRET 404 {"password":"SECRET"} https://u:SECRET@host/' >own.log
    sb -p own.log
    grep SECRET out
    sb -p --show-secrets own.log
    has out "token=SECRET"
}

reads_a_pipe_that_has_a_name()
{
    mkfifo pipe || return "$skip"
    cat "$samples/crlf.log" >pipe &
    sb -l ./pipe
    is codes "$(codes)" "404:1 200:1 "
    wait
}

try lists_the_worst_first
try prints_a_failure_without_a_response
try counts_several_inputs_together
try prints_the_page_with_what_was_seen
try explains_a_response
try prints_short_answers
try answers_in_the_order_of_an_exchange
try shows_what_was_not_understood
try says_that_a_request_has_no_response
try answers_a_question
try an_overlay_adds_names
try refuses_what_it_cannot_read
try leaves_standard_input_to_scripts
try adds_up_what_it_printed
try counts_codes_of_other_registries
try leaves_out_counts_of_registries_that_are_not_there
try masks_secrets
try reads_a_pipe_that_has_a_name
finish
