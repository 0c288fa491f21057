#!/bin/sh
# How the program is linked: what protects it, and what it may call. Reads ./statusbrowse with
# readelf. Exit status 77 where that is missing, or where the build asked for no hardening.
set -u

program=./statusbrowse
passed=0 failed=0

skip()
{
    echo "skipped: $1"
    exit 77
}

# check WHAT COMMAND...: one test.
check()
{
    what=$1
    shift
    if "$@" >/dev/null; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $what"
    fi
}

has()
{
    printf '%s\n' "$1" | grep -Eq -e "$2"
}

lacks()
{
    ! printf '%s\n' "$1" | grep -E -e "$2" >&2
}

command -v readelf >/dev/null || skip "no readelf"
[ -x "$program" ] || skip "no $program here"
header=$(LC_ALL=C readelf -W -h "$program" 2>/dev/null) || skip "not an ELF program"
grep -q '^SB_LDFLAGS = .*-Wl,-z,now' Makefile || skip "configured without hardening"
dynamic=$(LC_ALL=C readelf -W -d "$program")
segments=$(LC_ALL=C readelf -W -l "$program")
# The functions that it takes from libraries, without their versions.
imports=$(LC_ALL=C readelf -W --dyn-syms "$program" | awk '$7 == "UND" { sub(/@.*/, "", $8); print $8 }')
libraries=$(printf '%s\n' "$dynamic" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
has "$libraries" '^lib(asan|ubsan|tsan|gcov)' && skip "a sanitizer's build"
has "$imports" '^__(asan|ubsan|gcov)_' && skip "a sanitizer's build"

check "a position independent program" has "$header" 'Type: +DYN'
check "marked as a program, not a library" has "$dynamic" 'FLAGS_1.* PIE'
check "relocations become read-only" has "$segments" 'GNU_RELRO'
check "all functions are bound at the start" has "$dynamic" 'BIND_NOW|FLAGS_1.* NOW'
check "the stack is not executable" has "$segments" 'GNU_STACK .* RW '
check "no segment is writable and executable" lacks "$segments" '(LOAD|GNU_STACK) .* RWE '
check "no search path for libraries" lacks "$dynamic" '\((RPATH|RUNPATH|TEXTREL)\)'
check "the stack is guarded" has "$imports" '^__stack_chk_(fail|guard)'
# Without optimization, and in libraries that have no such thing, there is no FORTIFY.
if grep -q '^SB_CFLAGS = .*_FORTIFY_SOURCE' Makefile && has "$libraries" '^libc\.so\.6$'; then
    check "copies are checked (FORTIFY)" has "$imports" '^__[a-z]+_chk$'
fi
others=$(printf '%s\n' "$libraries" |
    grep -Ev -e '^(libncursesw|libtinfow?|libcjson|libc|libm|libc\.musl-[a-z0-9_]+|ld-[a-z0-9-]+)\.so')
check "no library but curses, cJSON and the C library" lacks "$others" '.'
check "no shell is started" lacks "$imports" '^(system|popen|wordexp)$'
check "no copying without a bound" lacks "$imports" \
    '^(__)?(gets|strcpy|strcat|stpcpy|sprintf|vsprintf|wcscpy|wcscat)(_chk)?$'
check "no scanning without a bound" lacks "$imports" '^(__isoc99_|__isoc23_)?v?s?scanf$'
check "no guessable names for temporary files" lacks "$imports" '^(mktemp|tmpnam|tempnam|tmpfile)$'
check "no part of cJSON that is known to go wrong" lacks "$imports" \
    '^cJSON(Utils_.*|_Compare|_Minify|_InitHooks|_SetValuestring)$'
check "no network" lacks "$imports" '^(socket|connect|bind|listen|getaddrinfo|gethostbyname|send|recv).*$'
check "no loading of code" lacks "$imports" '^(dlopen|dlmopen|dlsym)$'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
