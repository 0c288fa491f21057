#!/bin/sh
# What tools/systems.sh runs as root in another system, with the source in /source. $1 is "bare" or a
# compiler with its flags. Prints what is wrong, then the closing line of the tests.
set -u

export LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive
place="/home/tester/Eine Ablage für Ζ" # spaces, Latin and Greek letters

# as_user COMMAND: in the source of a user who has no sudo, with the umask 077.
as_user()
{
    setpriv --reuid=tester --regid=tester --clear-groups env -i PATH=/usr/bin:/bin \
        HOME=/home/tester LC_ALL=C.UTF-8 ${CC:+CC="$CC"} ${CFLAGS:+CFLAGS="$CFLAGS"} \
        sh -c "umask 077; cd '$place/source' && { $1; }" </dev/null
}

# expect WHAT COMMAND...: where it fails, says WHAT and the end of what it printed.
expect()
{
    what=$1
    shift
    "$@" >/tmp/log 2>&1 && return
    echo "$what"
    tail -n 5 /tmp/log
}

new_user()
{
    id tester >/dev/null 2>&1 || useradd --create-home tester
    chmod -R u+w /home/tester && find /home/tester -mindepth 1 -delete
    mkdir "$place" && cp -R /source "$place/" && chown -R tester: /home/tester
}

# closing_line LOG: of ./bootstrap check, after the tests that failed and the compiler's warnings.
closing_line()
{
    grep ' FAIL ' "$1"
    tail -n 1 "$1"
}

# installed_in PREFIX: it is there and works.
installed_in()
{
    "$1/bin/statusbrowse" -b 502 | grep -q '^502 Bad Gateway' && [ -f "$1/share/man/man1/statusbrowse.1" ]
}

nothing_is_left_in()
{
    left=$(find "$1" ! -type d)
    echo "$left"
    [ -z "$left" ]
}

# A system that has nothing yet: a user hears what is missing, root has it installed.
bare()
{
    as_user './bootstrap run -p 404' >/tmp/missing 2>&1
    expect "a user does not hear what is missing" grep 'as root: apt-get install .*libcjson-dev' /tmp/missing
    cp -R /source /root/source && cd /root/source || exit
    expect "root cannot run" ./bootstrap run -b 404
    grep -h 'warning:' build/make.log
    expect "root cannot install" ./bootstrap install /opt/here
    expect "what root installed does not work" installed_in /opt/here
    expect "root cannot uninstall" ./bootstrap uninstall
    expect "root's uninstall leaves" nothing_is_left_in /opt/here
    expect "a user cannot install" as_user './bootstrap install'
    expect "what a user installed does not work" installed_in /home/tester/.local
    expect "a user cannot uninstall" as_user './bootstrap uninstall'
    expect "a user's uninstall leaves" nothing_is_left_in /home/tester/.local
    ./bootstrap check </dev/null >/tmp/check 2>&1
    grep -h 'warning:' build/make.log build/check.log
    closing_line /tmp/check
}

# With the compiler $CC and the flags $CFLAGS, where root has run it before.
with_compiler()
{
    command -v "$CC" >/dev/null ||
        expect "cannot install $CC" apt-get -q -y --no-install-recommends install "$CC"
    as_user './bootstrap check' >/tmp/check 2>&1
    as_user "grep -h 'warning:' build/make.log build/check.log"
    expect "cannot build from a source that is read-only" as_user '
        chmod -R a-w . && mkdir "../another place" && cd "../another place" &&
            ../source/configure -q && make -s -j2 && make -s check TESTS=tests/cli/cli.sh'
    closing_line /tmp/check
}

new_user || exit
case $1 in
bare) bare ;;
*)
    CC=${1%% *}
    CFLAGS=${1#"$CC"}
    CFLAGS=${CFLAGS# }
    with_compiler
    ;;
esac
