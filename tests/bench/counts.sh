#!/bin/sh
# Bars that repeat to a thousandth, whatever else the machine does: instructions, counted by
# callgrind. For a program that is built as for use (-O2); .ci/run counts. Needs valgrind.
#
#     builddir=BUILD srcdir=SOURCE tests/bench/counts.sh
# shellcheck source=tests/support/support.sh
. "${srcdir:-.}/tests/support/support.sh"

# instructions COMMAND...: how many it takes.
instructions()
{
    valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file="$scratch/count" "$@" \
        >"$scratch/output" 2>&1
    awk '/refs:/ { gsub(",", ""); print $NF }' "$scratch/count"
}

# at_most PERCENT OF COUNT WHAT: the count is at most so many percent of the other.
at_most()
{
    allowed=$(($1 * $2 / 100))
    [ "$3" -le "$allowed" ] || echo "$4: $3 instructions, expected at most $allowed ($1 % of $2)"
}

a_search_costs_little_more_than_the_list()
{
    list=$(instructions statusbrowse --builtin -l)
    at_most 150 "$list" "$(instructions statusbrowse --builtin -l rate limit)" "-l rate limit"
}

# Its registry is recognised in pieces, not parsed.
an_installed_program_costs_little_more()
{
    mkdir -p "$HOME/.local/share/statusbrowse"
    cp "$srcdir/data/http.json" "$HOME/.local/share/statusbrowse/http.json"
    own=$(instructions statusbrowse --builtin -p 404)
    at_most 135 "$own" "$(instructions statusbrowse -p 404)" "-p 404 as installed"
}

a_dump_takes_few_instructions_a_byte()
{
    count=$(instructions statusbrowse --builtin --dump)
    at_most 9000 "$(wc -c <"$srcdir/data/http.json")" "$count" "--dump"
}

# repeated LINES FORMAT: writes the file "log" of lines that differ in a number.
repeated()
{
    awk -v lines="$1" -v format="$2" 'BEGIN { for (i = 0; i < lines; i++) printf format, i }' >"$scratch/log"
}

# Names that come again are known, and strings without escapes stay where they are.
a_json_log_takes_few_instructions_a_byte()
{
    repeated 5000 '{"time":"2026-11-18T00:00:00Z","remote_addr":"203.0.113.34","method":"GET","uri":"/page/%x","status":200,"bytes":15455,"user_agent":"Mozilla/5.0 (X11; Linux x86_64)"}\n'
    count=$(instructions statusbrowse --builtin -l "$scratch/log")
    at_most 5500 "$(wc -c <"$scratch/log")" "$count" "a JSON log"
}

# Lines that are like the one before need no general work.
an_access_log_takes_few_instructions_a_byte()
{
    repeated 50000 '203.0.113.7 - - [18/Nov/2026:00:00:00 +0000] "GET /page/%x HTTP/1.1" 200 15455 "-" "Mozilla/5.0 (X11; Linux x86_64)"\n'
    count=$(instructions statusbrowse --builtin -l "$scratch/log")
    at_most 350 "$(wc -c <"$scratch/log")" "$count" "an access log"
}

command -v valgrind >/dev/null || {
    echo "valgrind is not here: nothing counted"
    exit 77
}
try a_search_costs_little_more_than_the_list
try an_installed_program_costs_little_more
try a_dump_takes_few_instructions_a_byte
try a_json_log_takes_few_instructions_a_byte
try an_access_log_takes_few_instructions_a_byte
finish
