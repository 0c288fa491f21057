#!/bin/sh
# Every command, and a tour of the browser, while one allocation fails: no crash, "out of memory"
# or a message and exit status 1 or 2, and the terminal as it was. To be started in a build folder.
#
#     alloc.sh [RUNS]    of each command; the allocations that fail are spread evenly (100), or
#                        each of them does where there are fewer
#
# Exit status 77 where LD_PRELOAD cannot do it.
set -u

runs=${1:-100}
fuzz=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
folder=$(mktemp -d "${TMPDIR:-/tmp}/statusbrowse-alloc.XXXXXX") || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
passed=0 failed=0
HOME=$folder LC_ALL=C.UTF-8
export HOME LC_ALL
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME STATUSBROWSE_REGISTRY

bookmarks=$HOME/.local/share/statusbrowse/bookmarks.json
mkdir -p "$(dirname "$bookmarks")" || exit 1
cat >"$bookmarks" <<'END' || exit 1
{"format": 1, "bookmarks": [
  {"registry": "http", "code": "409", "owner": "IANA", "note": "kept", "added": "2026-11-21T10:00:00Z"}
]}
END

compiler=${CC:-cc}
preload=$folder/failing_alloc.so
# shellcheck disable=SC2086 # a compiler with arguments
if ! $compiler -shared -fPIC -O1 -o "$preload" "$fuzz/failing_alloc.c" -ldl 2>"$folder/log" ||
    ! ALLOC_COUNT=$folder/count LD_PRELOAD=$preload ./statusbrowse --version >/dev/null 2>&1 ||
    [ ! -s "$folder/count" ]; then
    echo "skipped: allocations cannot be made to fail here"
    exit 77
fi
# shellcheck disable=SC2086
$compiler -O1 -D_GNU_SOURCE -I. -o "$folder/alloc_tour" "$fuzz/alloc_tour.c" || exit 1

# count COMMAND...: how many allocations it makes.
count()
{
    ALLOC_COUNT=$folder/count LD_PRELOAD=$preload "$@" >/dev/null 2>&1
    cat "$folder/count"
}

# try NUMBER COMMAND...: one run, judged.
try()
{
    number=$1
    shift
    ALLOC_FAIL_AT=$number LD_PRELOAD=$preload "$@" >"$folder/out" 2>"$folder/err"
    status=$?
    wrong=
    case $status in
    0) ;; # degraded: another locale's
    1 | 2) [ -s "$folder/err" ] || wrong="says nothing" ;;
    *) wrong="crashes" ;;
    esac
    if [ -z "$wrong" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "when allocation $number fails, $* $wrong (exit status $status)"
    fi
}

# spread COMMAND...: fails allocations of the command from the first to the last.
spread()
{
    all=$(count "$@")
    step=$(((all + runs - 1) / runs))
    number=1
    while [ "$number" -le "$all" ]; do
        try "$number" "$@"
        number=$((number + step))
    done
    echo "$*: $all allocations, every ${step}th"
}

spread ./statusbrowse --builtin --print 404
spread ./statusbrowse --builtin --list rate limit
spread ./statusbrowse --builtin --dump
spread ./statusbrowse --builtin --list is:bookmarked
spread ./statusbrowse -r "$fuzz/../data/small.json" --list
ALLOC_FAIL_ALL=1
export ALLOC_FAIL_ALL
spread ./statusbrowse --builtin --print 404
unset ALLOC_FAIL_ALL

# What loading does is seen above; the tour is tried from the first frame on, and a little before.
before=$(count ./statusbrowse --builtin --version)
ALLOC_COUNT=$folder/count "$folder/alloc_tour" ./statusbrowse "$preload" 0 0 1 || failed=$((failed + 1))
all=$(cat "$folder/count")
first=$((before - 10)) tours=$((runs * 2))
[ "$tours" -le $((all - first)) ] || tours=$((all - first))
"$folder/alloc_tour" ./statusbrowse "$preload" "$first" "$all" "$tours" >"$folder/tour"
closing=$(tail -n 1 "$folder/tour")
sed '$d' "$folder/tour"
echo "the tour: $all allocations, $tours of those after number $first"
# shellcheck disable=SC2086 # "N passed, M failed" as words
set -- $closing
passed=$((passed + ${1:-0})) failed=$((failed + ${3:-1}))

# The tour saved bookmarks again and again.
if ls "$bookmarks".bad-* >/dev/null 2>&1; then
    failed=$((failed + 1))
    echo "bookmarks were taken for damaged"
elif ./statusbrowse --builtin --list is:bookmarked | grep -q kept; then
    passed=$((passed + 1))
else
    failed=$((failed + 1))
    echo "bookmarks are lost"
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
