#!/bin/sh
# The table of hidden characters is what its script makes of Unicode's files, where they are there
# in the version of the table.
# shellcheck source=tests/support/support.sh
. "${srcdir:-.}/tests/support/support.sh"

data=/usr/share/unicode

table_is_that_of_unicode()
{
    version=$(sed -n 's/^ \* Made by .* from Unicode \([0-9.]*\):.*/\1/p' "$srcdir/src/base/hidden.def")
    [ -n "$version" ] || echo 'the table names no version'
    grep -q "DerivedCoreProperties-$version.txt" "$data/DerivedCoreProperties.txt" 2>/dev/null ||
        return $skip
    sh "$srcdir/tools/hidden.sh" "$data" >made && cmp made "$srcdir/src/base/hidden.def"
}

script_explains_what_it_needs()
{
    sh "$srcdir/tools/hidden.sh" "$scratch" >made 2>said && echo 'no files are no error'
    grep -q '^usage: ' said || cat said
    [ ! -s made ] || cat made
}

try table_is_that_of_unicode
try script_explains_what_it_needs

finish
