#!/bin/sh
# Runs every benchmark and prints one table: what the program takes, what it is compared with, the
# ratio, the goal and whether it is met. "make bench" calls it in the build folder, where the
# programs are.
#
#     run.sh SRCDIR [ROUNDS]
set -u

srcdir=${1:?usage: run.sh SRCDIR [ROUNDS]}
rounds=${2:-120}
registry=$srcdir/data/http.json
folder=$(mktemp -d "${TMPDIR:-/tmp}/statusbrowse-bench.XXXXXX") || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM

mkdir -p "$folder/data/statusbrowse" || exit 1
cp "$registry" "$folder/data/statusbrowse/http.json" || exit 1

{
    ./bench_tui -r "$rounds" ./statusbrowse ./floor "$registry" &&
        XDG_DATA_HOME=$folder/data ./bench_cli ./statusbrowse "$registry" "$rounds" &&
        ./bench_load "$registry" "$rounds" &&
        ./bench_log ./statusbrowse "$folder" "$srcdir/tests/data/samples" &&
        ./bench_input ./statusbrowse "$folder/combined.log"
} >"$folder/measures" || exit 1

echo "statusbrowse beside the least that such a program can do; medians. Ratios with a spread (of their"
echo "middle half) are taken in each of $rounds rounds;"
echo "100x30, TERM=xterm-256color, $(getconf _NPROCESSORS_ONLN) processors, $(uname -sm)"
echo
LC_ALL=C awk -F '\t' '
function number(value) { return value < 0 ? "-" : value < 10 ? sprintf("%.2f", value) : sprintf("%.0f", value) }
BEGIN {
    format = "%-27s %10s %-6s %10s  %-11s %6s  %-9s %s\n"
    printf format, "", "ours", "", "other", "", "ratio", "goal", ""
}
$1 == "measure" {
    ratio = NF > 7 ? $8 : $6 > 0 ? $4 / $6 : -1
    goal = $7; verdict = ""
    if (goal ~ /^x/) {
        met = ratio <= substr(goal, 2) + 0
        goal = "<= " substr(goal, 2) "x"
    } else if (goal != "-") {
        met = $4 <= goal + 0
        goal = "<= " goal
    }
    if (goal != "-") { verdict = met ? "met" : "MISSED"; count[verdict]++ }
    printf format, $2, number($4), $3, number($6), $5, ratio < 0 ? "-" : sprintf("%.2f", ratio), goal,
        verdict (NF > 8 ? "  (" $9 ")" : "")
}
END { printf "\n%d goals met, %d missed\n", count["met"], count["MISSED"] }' "$folder/measures"

echo
LC_ALL=C awk -F '\t' '
function number(value) { return value < 0 ? "-" : value < 10 ? sprintf("%.2f", value) : sprintf("%.0f", value) }
BEGIN {
    format = "%-13s %9s %9s %9s %9s %9s %9s %9s %9s\n"
    printf format, "beside", "frame ms", "key ms", "key B", "400 key B", "resize ms", "peak KiB", "exit ms", "idle woken"
}
$1 == "peer" {
    printf format, $2, number($3), number($4), number($5), number($6), number($7), number($8), number($9), number($10)
}' "$folder/measures"
echo "(each with the same registry file as its content, its own keys, and as it is installed)"

if [ -x ./bench_search ]; then
    echo
    ./bench_search "$registry"
fi
