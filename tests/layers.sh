#!/bin/sh
# Which folder of src/ may include which, that no file leads back to itself, and that no two have
# the same name. The same order holds at link time: each folder is an archive, and a test links its
# folder and those below.
# shellcheck source=tests/support/support.sh
. "${srcdir:-.}/tests/support/support.sh"

src=$srcdir/src

# FOLDER: what it may include besides its own files. main.c may include anything.
arrows='
base:
os: base
json: base
doc: base
registry: os json base
bookmarks: os json base
screen: doc base
reading: registry json os base
response: reading registry json base
search: reading registry base
page: response reading registry bookmarks doc base
term: screen doc base
app: screen doc base
gen: search registry os base
cli: search page response reading registry bookmarks doc json os base
views: app search page reading registry bookmarks screen doc json os base
run: views cli app term search page response reading registry bookmarks screen doc json os base
'

# includes FOLDER: "FILE:LINE: INCLUDED", both below src/, for each include with a folder.
includes()
{
    find "$1" -name '*.[ch]' -exec grep -n '^#include "[^"]*/' /dev/null {} + |
        sed -e "s|^$src/||" -e 's/#include "\([^"]*\)".*/ \1/'
}

# upward FOLDER ALLOWED: the includes that its row does not allow.
upward()
{
    includes "$src/$1" | while read -r place included; do
        case " $1 $2 " in
        *" ${included%%/*} "*) ;;
        *) echo "$place $1/ must not include \"$included\"" ;;
        esac
    done
}

private()
{
    includes "$src" | while read -r place included; do
        case $included in
        *_private.h)
            [ "${place%/*}" = "${included%/*}" ] || echo "$place \"$included\" is private"
            ;;
        esac
    done
}

# A header, its private part and its source are one file here.
circles()
{
    includes "$src" | sed -e 's/\.[ch]:[0-9]*://' -e 's/\.[ch]$//' -e 's/_private//g' |
        awk '$1 != $2' | sort -u | { tsort >/dev/null; } 2>&1
}

# A name says which file is meant, without its folder.
twice()
{
    find "$src" -name '*.c' | sed 's|.*/||' | sort | uniq -d | sed 's/$/: two files have this name/'
}

unlisted()
{
    for folder in "$src"/*/; do
        name=$(basename "$folder")
        case $arrows in
        *"
$name:"*) ;;
        *) echo "src/$name/ is not in the list of $0" ;;
        esac
    done
}

# floor FOLDER: its number in the drawing of README.md.
floor()
{
    awk -v name="$1/" '/^ [0-9]  / { for (i = 2; i <= NF; i++) if ($i == name) print $1 }' \
        "$srcdir/README.md"
}

# drawn FOLDER ALLOWED: what the documents for newcomers say of it.
drawn()
{
    own=$(floor "$1")
    [ -n "$own" ] || echo "README.md does not draw $1/"
    for below in $2; do
        [ "$(floor "$below")" -lt "${own:-0}" ] || echo "README.md draws $below/ not below $1/"
    done
    grep -q "^| .*\`$1/\`" "$src/README.md" || echo "src/README.md does not say what $1/ knows"
}

while IFS=: read -r folder allowed; do
    [ -z "$folder" ] && continue
    try upward "$folder" "$allowed"
    try drawn "$folder" "$allowed"
done <<EOF
$arrows
EOF
try unlisted
try private
try twice
try circles
finish
