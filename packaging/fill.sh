#!/bin/sh
# Fills the package files in for one release:
#
#     packaging/fill.sh ARCHIVE FOLDER
#
# ARCHIVE is statusbrowse-VERSION.tar.gz, as "make dist" makes it. FOLDER, which must not be there,
# gets a folder for each kind of package, with version and checksums filled in. From the environment:
#
#     URL         where the archive will be had; without it, the archive's place on this machine
#     HOMEPAGE    of the project; without it, the folder of the URL
#     MAINTAINER  "Name <mail address>" of the packager
set -eu

archive=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
out=$2
here=$(cd "$(dirname "$0")" && pwd)
name=$(basename "$archive")
version=${name#statusbrowse-}
version=${version%.tar.gz}
url=${URL-file://$archive}
homepage=${HOMEPAGE-${url%/*}/}
maintainer=${MAINTAINER-The statusbrowse authors <statusbrowse@packages.example>}

# checksum BITS
checksum()
{
    if command -v "sha$1sum" >/dev/null; then
        "sha$1sum" "$archive"
    else
        shasum -a "$1" "$archive"
    fi | sed 's/ .*//'
}

# quoted TEXT: for the right side of sed's s|||.
quoted()
{
    printf '%s\n' "$1" | sed 's/[\\|&]/\\&/g'
}

case $name in
statusbrowse-[0-9]*.tar.gz) ;;
*)
    echo "$name: expected statusbrowse-VERSION.tar.gz" >&2
    exit 2
    ;;
esac
if [ -e "$out" ]; then
    echo "$out: is there already" >&2
    exit 2
fi
sha256=$(checksum 256)
sha512=$(checksum 512)
mkdir -p "$out"
for kind in alpine arch debian fedora homebrew nix; do
    cp -R "$here/$kind" "$out/"
done
find "$out" -type f | while read -r file; do
    # The content is replaced, not the file, which keeps its mode.
    filled=$(LC_ALL=C sed \
        -e "s|@VERSION@|$(quoted "$version")|g" \
        -e "s|@ARCHIVE@|$(quoted "$name")|g" \
        -e "s|@URL@|$(quoted "$url")|g" \
        -e "s|@HOMEPAGE@|$(quoted "$homepage")|g" \
        -e "s|@MAINTAINER@|$(quoted "$maintainer")|g" \
        -e "s|@SHA256@|$sha256|g" -e "s|@SHA512@|$sha512|g" \
        -e "s|@DATE@|$(LC_ALL=C date '+%a, %d %b %Y %H:%M:%S %z')|g" \
        -e "s|@RPMDATE@|$(LC_ALL=C date '+%a %b %d %Y')|g" "$file")
    printf '%s\n' "$filled" >"$file"
done
