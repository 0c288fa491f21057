#!/usr/bin/env bash
# Tries the packages as far as this machine has the tools:
#
#     packaging/try.sh ARCHIVE FOLDER
#
# ARCHIVE is what "make dist" made; FOLDER, which must not be there, keeps all that comes of it. What
# has no tool here is skipped with a word. The last line is "N passed, N failed, N skipped".
set -u

archive=$(realpath "$1") folder=$(realpath -m "$2")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
name=$(basename "$archive" .tar.gz)
version=${name#statusbrowse-}
passed=0 failed=0 skipped=0

# try WHAT TOOL COMMAND...: in the folder of packages.
try()
{
    local what=$1 tool=$2
    shift 2
    if ! command -v "$tool" >/dev/null; then
        echo "skip  $what: no $tool here"
        ((skipped += 1))
    elif (cd "$folder" && "$@") >"$folder/log" 2>&1 </dev/null; then
        echo "ok    $what"
        ((passed += 1))
    else
        echo "FAIL  $what:"
        tail -n 30 "$folder/log" | sed 's/^/    | /'
        ((failed += 1))
    fi
}

# A package for Debian, built from the archive, without a word of lintian.
build_debian()
{
    mkdir build && cp "$archive" "build/statusbrowse_$version.orig.tar.gz" &&
        tar -xzf "$archive" -C build && cp -R debian "build/$name/" &&
        (cd "build/$name" && dpkg-buildpackage -us -uc)
}

lint_debian()
{
    local said
    said=$(lintian --allow-root --tag-display-limit 0 build/*.changes 2>&1)
    [[ -z $said ]] || { echo "$said" && false; }
}

# What is in the package runs, wherever it is unpacked.
run_debian()
{
    dpkg-deb -x build/statusbrowse_*.deb root &&
        root/usr/bin/statusbrowse --print 404 | grep -q 'Not Found' &&
        root/usr/bin/statusbrowse --strict --check root/usr/share/statusbrowse/http.json
}

lint_spec()
{
    rpmlint -r fedora/statusbrowse.rpmlintrc fedora/statusbrowse.spec | tee said
    grep -q ' 0 errors, 0 warnings' said
}

# Needs what the spec names, by whatever package it came here. The tests ran for Debian.
build_fedora()
{
    mkdir -p rpm/SOURCES && cp "$archive" rpm/SOURCES/ &&
        rpmbuild --nodeps --nocheck --define "_topdir $PWD/rpm" -ba fedora/statusbrowse.spec
}

# makepkg does not run as root.
as_nobody()
{
    if (($(id -u) == 0)); then
        setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$PWD" "$@"
    else
        "$@"
    fi
}

# In a folder of its own, for nobody may not be able to reach this one.
build_arch()
{
    command -v bsdtar || { echo "makepkg needs bsdtar" && return 1; }
    local work status
    work=$(mktemp -d /tmp/statusbrowse-arch.XXXXXX) || return
    cp "$archive" arch/PKGBUILD "$work" && chmod -R a+rwX "$work" &&
        (cd "$work" && as_nobody makepkg --printsrcinfo && as_nobody makepkg --nodeps --nocheck) &&
        cp "$work"/*.pkg.tar* arch/
    status=$?
    rm -rf "$work"
    return "$status"
}

# built_elsewhere FILE: a shell script with the two functions that its tool calls.
built_elsewhere()
{
    bash -n "$1" && (
        # shellcheck source=/dev/null
        . "$1" && declare -F build check package && [[ ${pkgver-} == "$version" ]]
    )
}

# An address that nobody has: nothing is downloaded here.
export URL=${URL-https://statusbrowse.example/$name.tar.gz}

"$here/fill.sh" "$archive" "$folder" || exit
try 'desktop entry' desktop-file-validate desktop-file-validate "$here/desktop/statusbrowse.desktop"
try 'AppStream metadata' appstreamcli appstreamcli validate --no-net "$here/desktop/example.statusbrowse.statusbrowse.metainfo.xml"
try 'icon' xmllint xmllint --noout "$here/desktop/statusbrowse.svg"
try 'Debian: build and tests' dpkg-buildpackage build_debian
try 'Debian: lintian' lintian lint_debian
try 'Debian: the program of the package' dpkg-deb run_debian
try 'Fedora: the spec is read' rpmspec rpmspec --parse fedora/statusbrowse.spec
try 'Fedora: rpmbuild' rpmbuild build_fedora
try 'Fedora: rpmlint' rpmlint lint_spec
try 'Arch: the PKGBUILD is read' bash built_elsewhere arch/PKGBUILD
try 'Arch: makepkg builds it' makepkg build_arch
try 'Alpine: the APKBUILD is read' bash built_elsewhere alpine/APKBUILD
try 'Homebrew: Ruby reads the formula' ruby ruby -wc homebrew/statusbrowse.rb
try 'Homebrew: brew reads it' brew brew style homebrew/statusbrowse.rb
try 'Nix: the expression is read' nix-instantiate nix-instantiate --parse nix/default.nix
echo "$passed passed, $failed failed, $skipped skipped"
((failed == 0))
