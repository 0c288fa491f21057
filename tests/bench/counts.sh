#!/bin/sh
# Bars that repeat to a hundredth, whatever else the machine does: instructions, counted by callgrind,
# page faults, and system calls, counted by strace. For a program that is built as for use (-O2), next
# to floor and count_tui; .ci/run counts. Needs valgrind; what needs strace is skipped without it.
# docs/performance.md has the goals: a bar is what holds today, and a little more.
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
    [ "$3" -le "$allowed" ] || echo "$4: $3, expected at most $allowed ($1 % of $2)"
}

# --- On a terminal: KEYS is how often j is typed ------------------------------------------------

# faults KEYS COMMAND...: page faults from the start to the end.
faults()
{
    count_tui "$@"
}

# calls NAME KEYS COMMAND...: system calls of that name, "total": of all.
calls()
{
    name=$1 keys=$2
    shift 2
    count_tui "$keys" strace -D -c -o "$scratch/calls" "$@" >"$scratch/output"
    awk -v name="$name" '$NF == name { print $4 }' "$scratch/calls"
}

# Is strace here, and may it trace?
can_trace()
{
    strace -o /dev/null true 2>/dev/null
}

# terminal_instructions KEYS COMMAND...
terminal_instructions()
{
    keys=$1
    shift
    count_tui "$keys" valgrind --tool=callgrind --callgrind-out-file=/dev/null \
        --log-file="$scratch/count" "$@" >"$scratch/output"
    awk '/refs:/ { gsub(",", ""); print $NF }' "$scratch/count"
}

ours='statusbrowse --builtin --no-state' # starts in the list of codes, as floor does
KEYS=30

# shellcheck disable=SC2086 # $ours is a command and its options
a_start_takes_few_page_faults()
{
    at_most 153 "$(faults 0 floor)" "$(faults 0 $ours)" "page faults of a start"
}

# shellcheck disable=SC2086
a_start_takes_few_system_calls()
{
    can_trace || return "$skip"
    at_most 120 "$(calls total 0 floor)" "$(calls total 0 $ours)" "system calls of a start"
    at_most 15 "$(calls write 0 floor)" "$(calls write 0 $ours)" "writes of a start"
}

# A key is one write among seven calls.
# shellcheck disable=SC2086
a_key_takes_few_system_calls()
{
    can_trace || return "$skip"
    all=$(($(calls total $KEYS $ours) - $(calls total 0 $ours)))
    writes=$(($(calls write $KEYS $ours) - $(calls write 0 $ours)))
    at_most 720 $KEYS "$all" "system calls of $KEYS j"
    at_most 105 $KEYS "$writes" "writes of $KEYS j"
}

# shellcheck disable=SC2086
a_start_and_a_key_take_few_instructions()
{
    start=$(terminal_instructions 0 $ours) floor_start=$(terminal_instructions 0 floor)
    keys=$(($(terminal_instructions $KEYS $ours) - start))
    floor_keys=$(($(terminal_instructions $KEYS floor) - floor_start))
    at_most 125 "$floor_start" "$start" "instructions of a start"
    at_most 122 "$floor_keys" "$keys" "instructions of $KEYS j"
    install_registry
    at_most 110 "$start" "$(terminal_instructions 0 statusbrowse --no-state)" \
        "instructions of a start as installed"
}

# --- Without a terminal -------------------------------------------------------------------------

# The registry where an installed program finds it.
install_registry()
{
    mkdir -p "$HOME/.local/share/statusbrowse"
    cp "$srcdir/data/http.json" "$HOME/.local/share/statusbrowse/http.json"
}

a_search_costs_little_more_than_the_list()
{
    list=$(instructions statusbrowse --builtin -l)
    at_most 150 "$list" "$(instructions statusbrowse --builtin -l rate limit)" "-l rate limit"
}

# Its registry is recognised in pieces, not parsed.
an_installed_program_costs_little_more()
{
    install_registry
    own=$(instructions statusbrowse --builtin -p 404)
    at_most 125 "$own" "$(instructions statusbrowse -p 404)" "-p 404 as installed"
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
LC_ALL=C.UTF-8
export LC_ALL
try a_start_takes_few_page_faults
try a_start_takes_few_system_calls
try a_key_takes_few_system_calls
try a_start_and_a_key_take_few_instructions
try a_search_costs_little_more_than_the_list
try an_installed_program_costs_little_more
try a_dump_takes_few_instructions_a_byte
try a_json_log_takes_few_instructions_a_byte
try an_access_log_takes_few_instructions_a_byte
finish
