#!/usr/bin/env bash
# Runs every test on another Debian, with its compilers, as a user who has a hard time:
#
#     tools/systems.sh ROOT COMPILER...      such as: tools/systems.sh /srv/trixie gcc-12 gcc-14 clang
#
# ROOT is a system that debootstrap made, with autoconf, automake, pkg-config, make, libncurses-dev,
# libcjson-dev and libvterm-dev; it stays as it is, for all is written over it. A compiler that is not
# there is installed. The user is not root, has no sudo and the umask 077, and the path of the source
# has spaces and letters outside ASCII. Afterwards the source is made read-only, and
# built in a folder next to it.
#
# For each compiler a line; a warning of a compiler is a failure. Needs root and the right to mount.
set -u

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=$1
shift
limit=1200 # seconds for the tests of one compiler

# In the root: $1 is the compiler.
# shellcheck disable=SC2016 # for the inner shell
inside='
command -v "$1" >/dev/null ||
    { apt-get -q update && apt-get -q -y --no-install-recommends install "$1"; } >/tmp/apt.log 2>&1 ||
    { tail -n 3 /tmp/apt.log; echo "cannot install $1"; exit 1; }
id tester >/dev/null 2>&1 || useradd --create-home tester
rm -rf /home/tester/*
mkdir "/home/tester/Eine Ablage für Ζ" && cp -R /source "/home/tester/Eine Ablage für Ζ/" &&
    chown -R tester: /home/tester || exit
setpriv --reuid=tester --regid=tester --clear-groups env -i PATH=/usr/bin:/bin HOME=/home/tester \
    LC_ALL=C.UTF-8 CC="$1" sh -c "$2"
'
# shellcheck disable=SC2016
as_user='
umask 077
cd "/home/tester/Eine Ablage für Ζ/source" || exit
./bootstrap check >../log 2>&1
closing=$(tail -n 1 ../log)
grep -h "warning:" build/*.log
grep " FAIL " ../log
chmod -R a-w . && mkdir "../another place" && cd "../another place" &&
    ../source/configure -q >log 2>&1 && make -s -j2 >>log 2>&1 &&
    make -s check TESTS=tests/cli/cli.sh >>log 2>&1 || { tail -n 20 log; echo "read-only source fails"; }
echo "$closing"
'

for compiler; do
    work=$(mktemp -d "${TMPDIR:-/tmp}/statusbrowse-system.XXXXXX") || exit
    mkdir "$work/upper" "$work/work" "$work/root"
    # shellcheck disable=SC2016
    said=$(timeout "$limit" unshare --mount --fork bash -c '
        mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$2/root" &&
            cd "$2/root" && mount -t proc proc proc && mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts &&
            ln -sf pts/ptmx dev/ptmx && cp /etc/resolv.conf etc/ && cp -R /etc/apt/apt.conf.d etc/apt/ &&
            mkdir source && git -C "$3" archive HEAD | tar -xf - -C source &&
            exec chroot . bash -c "$4" - "$5" "$6"' \
        - "$root" "$work" "$source" "$inside" "$compiler" "$as_user" 2>&1 </dev/null)
    closing=$(tail -n 1 <<<"$said")
    if [[ $said == "$closing" && $closing =~ ^[0-9]+\ passed,\ 0\ failed ]]; then
        echo "ok    $root $compiler: $closing"
    else
        echo "FAIL  $root $compiler:"
        sed 's/^/    | /' <<<"$said"
    fi
    rm -rf "$work"
done
