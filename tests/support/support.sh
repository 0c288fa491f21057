# Read by test scripts: where things are, a home of their own, tests that are counted.
# shellcheck shell=sh
#
# $srcdir and $builddir are the two trees; $scratch is a folder for the test, removed at the end,
# with an empty folder work in it, where the test is.
set -u

srcdir=$(CDPATH='' cd -- "${srcdir:-.}" && pwd) || exit 99
builddir=$(CDPATH='' cd -- "${builddir:-.}" && pwd) || exit 99
scratch=$(mktemp -d "${TMPDIR:-/tmp}/statusbrowse-test.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM

# Nobody's registry, overlays and settings are read.
HOME=$scratch/home
PATH=$builddir:$PATH
TERM=xterm-256color
export HOME PATH TERM
unset XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME
unset NO_COLOR STATUSBROWSE_REGISTRY LINES COLUMNS
mkdir "$HOME" "$scratch/work" && cd "$scratch/work" || exit 99

passed=0 failed=0 skipped=0
skip=77 # what a test returns that cannot be tried here

# try TEST [ARGUMENT]...: a test prints what is wrong, and fails when it printed anything.
try()
{
    "$@" >"$scratch/found" 2>&1
    status=$?
    if [ "$status" = "$skip" ]; then
        skipped=$((skipped + 1))
    elif [ "$status" = 0 ] && [ ! -s "$scratch/found" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        cat "$scratch/found"
        echo "FAIL $*"
    fi
}

# The closing line; the last command of a script.
finish()
{
    if [ "$skipped" = 0 ]; then
        echo "$passed passed, $failed failed"
    else
        echo "$passed passed, $failed failed, $skipped skipped"
    fi
    [ "$failed" = 0 ]
}
