#!/bin/sh
# Which folder of src/ may include which, that no file leads back to itself, by includes or by calls,
# and that no two have the same name. The same order holds at link time: each folder is an archive,
# and a test links its folder and those below.
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

# circle: of lines "FILE FILE WHY", the first of which needs the second, prints a way that leads back
# to where it began. Files that need none of the others are left out until nothing changes.
circle()
{
    awk '
        $1 != $2 { needed[$1] = needed[$1] " " $2; why[$1, $2] = $3 }
        END {
            do {
                dropped = 0
                for (file in needed) {
                    left = ""
                    for (i = split(needed[file], to, " "); i > 0; i--)
                        if (to[i] in needed)
                            left = left " " to[i]
                    needed[file] = left
                    if (left == "") {
                        delete needed[file]
                        dropped = 1
                    }
                }
            } while (dropped)
            first = ""
            for (file in needed)
                first = file
            if (first == "")
                exit
            for (file = first; !(file in place); file = way[count + 1]) {
                place[file] = ++count
                way[count] = file
                split(needed[file], to, " ")
                way[count + 1] = to[1]
            }
            for (i = place[file]; i <= count; i++)
                print way[i] " needs " way[i + 1] ": " why[way[i], way[i + 1]]
        }'
}

a_circle_is_found()
{
    found=$(printf '%s\n' 'a b 1' 'b d 2' 'b c 3' 'c b 4' 'd e 5' | circle | sort | tr '\n' ' ')
    [ "$found" = 'b needs c: 3 c needs b: 4 ' ] || echo "of two files that need each other: $found"
    printf '%s\n' 'a b 1' 'a c 2' 'b c 3' 'c c 4' | circle
}

# A header, its private part and its source are one file here.
no_circle_of_includes()
{
    includes "$src" | sed -n 's/\.[ch]:[0-9]*: \(.*\)\.h$/ \1 \1.h/p' | sed 's/_private / /g' \
        >"$scratch/needs"
    [ -s "$scratch/needs" ] || echo "no file includes another"
    circle <"$scratch/needs"
}

# calls: "FILE FILE SYMBOL" for each use of what another file of src/ defines. An object without its
# source is of an earlier build.
calls()
{
    {
        (cd "$src" && find . -name '*.c' | sed 's/\.c$//')
        (cd "$builddir/src" && find . -name '*.o' -exec "${NM:-nm}" -A -P -g {} + 2>/dev/null) |
            sed -e 's|/[a-z_]*-\([^/]*: \)|/\1|' -e 's/\.o: / /'
    } | sed 's|^\./||' | awk '
        NF == 1 { source[$1] }
        NF > 1 && $1 in source && $3 == "U" { user[++count] = $1; used[count] = $2 }
        NF > 1 && $1 in source && $3 != "U" { owner[$2] = $1 }
        END {
            for (i = 1; i <= count; i++)
                if (used[i] in owner)
                    print user[i], owner[used[i]], used[i]
        }'
}

# What the objects say: not those of another machine, or without code, as -flto may leave them.
no_circle_of_calls()
{
    calls >"$scratch/calls"
    [ -s "$scratch/calls" ] || return "$skip"
    circle <"$scratch/calls"
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
try a_circle_is_found
try no_circle_of_includes
try no_circle_of_calls
finish
