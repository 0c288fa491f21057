#!/usr/bin/env bash
# Installs and tests on another Debian, as a stranger would, then with its compilers:
#
#     tools/systems.sh ROOT [COMPILER]...    such as: tools/systems.sh /srv/trixie gcc-12 'gcc -O3 -flto'
#
# ROOT is a bare system, as "debootstrap --variant=minbase trixie /srv/trixie" makes it; it stays as it is,
# for all is written over it. (One of another processor needs qemu-user-static and binfmt_misc.)
#
# First ./bootstrap run, install, uninstall and check as root; a user without sudo hears what is
# missing before, and installs afterwards. Then, for each COMPILER with its flags, the tests as that user,
# with the umask 077, in a path with spaces and letters outside ASCII, and a build from a source that is
# read-only. A compiler that is not there is installed.
#
# A line for each; a warning of a compiler is a failure. Needs root and the right to mount.
set -u

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=$1
shift
limit=${STATUSBROWSE_SYSTEMS_LIMIT:-1800} # seconds for one line

work=$(mktemp -d "${TMPDIR:-/tmp}/statusbrowse-system.XXXXXX") || exit
trap 'rm -rf "$work"' EXIT
mkdir "$work/upper" "$work/work" "$work/root" "$work/source" || exit
git -C "$source" archive HEAD | tar -xf - -C "$work/source" || exit

# inside ARGUMENT: runs the script in the system, in mounts that nobody else sees.
inside()
{
    # shellcheck disable=SC2016 # for the inner shell
    timeout "$limit" unshare --mount --fork bash -c '
        mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$2/root" &&
            cd "$2/root" && mount -t proc proc proc &&
            mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts &&
            ln -sf pts/ptmx dev/ptmx && cp /etc/resolv.conf etc/ && cp -R /etc/apt/apt.conf.d etc/apt/ &&
            mkdir -p source && mount --bind "$2/source" source &&
            exec chroot . sh /source/tools/systems_inside.sh "$3"' \
        - "$root" "$work" "$1" 2>&1 </dev/null
}

failed=0
for way in bare "$@"; do
    said=$(inside "$way")
    closing=$(tail -n 1 <<<"$said")
    if [[ $said == "$closing" && $closing =~ ^[0-9]+\ passed,\ 0\ failed ]]; then
        echo "ok    $root $way: $closing"
    else
        echo "FAIL  $root $way:"
        sed 's/^/    | /' <<<"$said"
        failed=1
    fi
done
exit "$failed"
