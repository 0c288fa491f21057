#!/bin/sh
# Responses of --raw, and what cannot be sent.
# shellcheck source=tests/support/support.sh
. "${srcdir:-.}/tests/support/support.sh"

# codes PATTERN: those of the built-in registry with three digits that are sent in responses.
codes()
{
    statusbrowse --builtin --list "$1" | cut -c 1-4 | grep -E '^[0-9]{3} ' | sort -u
}

# Reads a response as RFC 9112 frames it, and prints what is wrong with it.
cat >check.awk <<'E2'
BEGIN { RS = "\n" }
body == 0 {
    bytes += length($0) + 1
    if (sub(/\r$/, "") != 1) print code ": a line of the header section ends without CRLF: " $0
    if (NR == 1) {
        if ($0 !~ "^HTTP/1.1 " code " [^ ]") print code ": status line is " $0
    } else if ($0 == "") {
        body = 1
    } else if (!match($0, /^[!#$%&'*+.^_`|~0-9A-Za-z-]+: [^ ]/)) {
        print code ": no header field: " $0
    } else {
        field = tolower(substr($0, 1, index($0, ":") - 1))
        value[field] = substr($0, index($0, ":") + 2)
        count[field]++
    }
}
END {
    if (!body) print code ": the header section has no end"
    if (count["date"] != 1) print code ": Date is given " count["date"] + 0 " times"
    if (value["date"] !~ /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-3][0-9] [JFMASOND][a-z][a-z] 20[0-9][0-9] [0-2][0-9]:[0-5][0-9]:[0-6][0-9] GMT$/)
        print code ": Date is " value["date"]
    if ("transfer-encoding" in value) print code ": has Transfer-Encoding next to Content-Length"
    if (code == 204 || code == 304) {
        if (size != bytes) print code ": has a body of " size - bytes " bytes"
        if ("content-length" in value) print code ": has Content-Length"
    } else {
        if (count["content-length"] != 1) print code ": Content-Length is given " count["content-length"] + 0 " times"
        if (value["content-length"] != size - bytes)
            print code ": Content-Length is " value["content-length"] ", the body has " size - bytes
        if (size > bytes && !("content-type" in value)) print code ": a body without Content-Type"
    }
}
E2

every_response_is_well_formed()
{
    tried=0
    for code in $(codes 2xx) $(codes 3xx) $(codes 4xx) $(codes 5xx); do
        statusbrowse --builtin --raw "$code" >out 2>err && {
            LC_ALL=C awk -v code="$code" -v size="$(wc -c <out)" -f check.awk out
            tried=$((tried + 1))
            continue
        }
        [ $? = 2 ] || echo "$code: exit status is not 2"
        grep -q 'cannot be sent: .* uses it, but in no response' err || cat err
    done
    [ "$tried" -ge 60 ] || echo "only $tried codes could be sent"
}

# has CODE FIELD
has()
{
    statusbrowse --builtin --raw "$1" | grep -q "^$2: ." || echo "$1 lacks $2"
}

what_a_code_demands_is_there()
{
    has 401 WWW-Authenticate
    has 405 Allow
    has 407 Proxy-Authenticate
    has 416 Content-Range
    has 426 Upgrade
    has 206 Content-Range
}

# refuses CODE REASON
refuses()
{
    statusbrowse --builtin --raw "$1" >out 2>err
    [ $? = 2 ] || echo "$1: exit status is not 2"
    [ ! -s out ] || echo "$1: something is printed"
    grep -qF -- "$1 cannot be sent: $2" err || cat err
}

what_cannot_be_sent_says_why()
{
    refuses 100 'it is an interim response'
    refuses 101 'it is an interim response'
    refuses 499 'nginx uses it, but in no response'
    refuses 404.3 'the status of a response has three digits'
    refuses 40x 'the status of a response has three digits'
    refuses '' 'the status of a response has three digits'
    refuses 471 'it is not in the registry'
    refuses 999 'a status is from 100 to 599'
}

a_field_without_an_example_is_demanded()
{
    cat >own.json <<'E2'
{"format": 1, "id": "http", "title": "T", "classes": [{"id": "4xx", "first": 400, "last": 499,
 "title": "C", "summary": "S."}], "codes": [
 {"code": "480", "owner": "A", "phrase": "Needy", "summary": "S.",
  "headers": [{"name": "X-Need", "in": "response", "strength": "MUST"}]},
 {"code": "481", "owner": "A", "phrase": "Plain", "summary": "Too plain.",
  "example": {"response": ["HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", "no"]}},
 {"code": "482", "owner": "A", "phrase": "Chunked", "summary": "S.",
  "example": {"response": ["HTTP/1.1 100 Continue", "", "HTTP/1.1 482 Chunked", "Transfer-Encoding: chunked",
   "Content-Type: text/plain", "", "a", "b"]}}]}
E2
    statusbrowse -r own.json --raw 480 >out 2>err
    grep -q 'it needs X-Need, and its entry has no example of it' err || cat out err
    # An example of another code is not this response.
    for code in 481 482; do
        statusbrowse -r own.json --raw "$code" >out
        LC_ALL=C awk -v code="$code" -v size="$(wc -c <out)" -f check.awk out
    done
    printf 'a\r\nb' >expected
    tail -n 2 out | cmp - expected
    statusbrowse -r own.json --raw 481 | grep -q 'Too plain' || echo "481 has not its summary"
}

it_stands_alone()
{
    statusbrowse --raw 404 --list >out 2>err
    [ $? = 2 ] || echo "--list goes with --raw"
    statusbrowse --raw 404 503 >out 2>err
    [ $? = 2 ] || echo "an operand goes with --raw"
}

# No rule that must be kept is broken.
every_response_passes_our_own_rules()
{
    tried=0
    for code in $(codes 2xx) $(codes 3xx) $(codes 4xx) $(codes 5xx); do
        statusbrowse --builtin --raw "$code" >out 2>err || continue
        statusbrowse --builtin --lint - <out >found 2>&1 || { echo "$code:" && cat found; }
        tried=$((tried + 1))
    done
    [ "$tried" -ge 60 ] || echo "only $tried codes could be sent"
}

try every_response_is_well_formed
try what_a_code_demands_is_there
try what_cannot_be_sent_says_why
try a_field_without_an_example_is_demanded
try it_stands_alone
try every_response_passes_our_own_rules
finish
