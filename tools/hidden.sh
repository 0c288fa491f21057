#!/bin/sh
# hidden.sh FOLDER >src/base/hidden.def: the characters that are not seen, from the files
# DerivedCoreProperties.txt and PropList.txt of the Unicode Character Database in FOLDER (on Debian
# /usr/share/unicode, of the package unicode-data).
set -u

if [ $# != 1 ] || [ ! -r "$1/DerivedCoreProperties.txt" ] || [ ! -r "$1/PropList.txt" ]; then
    echo "usage: hidden.sh FOLDER-OF-UNICODE-DATA" >&2
    exit 2
fi

# ranges MACRO PROPERTY... <FILE: a line for each run of characters with one of these properties.
ranges()
{
    macro=$1
    shift
    LC_ALL=C awk -v wanted=" $* " '
        index(wanted, " " $3 " ") && /^[0-9A-F]/ {
            split($1, part, /\.\./)
            print part[1], part[2] == "" ? part[1] : part[2]
        }' | while read -r first last; do
        printf '%d %d\n' "0x$first" "0x$last"
    done | sort -n | LC_ALL=C awk -v macro="$macro" '
        function flush() { if (last != "") printf "%s(0x%04X, 0x%04X)\n", macro, first, last }
        last != "" && $1 <= last + 1 { if ($2 > last) last = $2; next }
        { flush(); first = $1; last = $2 }
        END { flush() }'
}

version=$(sed -n '1s/^# DerivedCoreProperties-\(.*\)\.txt$/\1/p' "$1/DerivedCoreProperties.txt")
cat <<EOF
/*
 * Made by tools/hidden.sh from Unicode $version: not to be changed by hand.
 *
 * HIDDEN(first, last): Default_Ignorable_Code_Point, which text is shown without.
 * SHAPING(first, last): Join_Control and Variation_Selector, those of them that spelling needs.
 */
EOF
ranges HIDDEN Default_Ignorable_Code_Point <"$1/DerivedCoreProperties.txt"
ranges SHAPING Join_Control Variation_Selector <"$1/PropList.txt"
