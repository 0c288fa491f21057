#!/bin/sh
# The documents agree with the program: blocks, help, manual page, and the commands and examples
# that they show.
# shellcheck source=tests/support/support.sh
. "${srcdir:-.}/tests/support/support.sh"

STATUSBROWSE_REGISTRY=$srcdir/data/http.json
export STATUSBROWSE_REGISTRY
mkdir -p "$HOME/.config/statusbrowse/registry.d" || exit 99

# The pages with commands that are tried here; integration.sh tries those of its page.
pages='README.md docs/bookmarks.md docs/registry-files.md docs/teaching.md'

manuals='statusbrowse.1 statusbrowse-registry.5 statusbrowse-lint.7'

# in_fence LANGUAGE: the lines of the pages' blocks in a language, each after its page and number.
in_fence()
{
    (cd "$srcdir" && awk -v fence="\`\`\`$1" '
        /^```/ { inside = $0 == fence; next }
        inside { print FILENAME ":" FNR ":" $0 }' $pages)
}

# fenced LANGUAGE: the same without page and number.
fenced()
{
    in_fence "$1" | sed 's/^[^:]*:[0-9]*://'
}

# --- Tests ------------------------------------------------------------------------------------

blocks_are_what_the_tables_say()
{
    mkdir "$scratch/fresh" "$scratch/fresh/completions" "$scratch/fresh/docs" || return
    for file in $(sed -n '/^files="/,/"$/{s/files=//; s/"//g; p;}' "$srcdir/tools/update_docs.sh"); do
        cp "$srcdir/$file" "$scratch/fresh/$file" && chmod u+w "$scratch/fresh/$file" || return
    done
    "$srcdir/tools/update_docs.sh" "$builddir/tools/docs" "$scratch/fresh" >"$scratch/updated" ||
        cat "$scratch/updated"
    sed -n 's/^updated //p' "$scratch/updated" | while read -r file; do
        echo "$file differs from the tables; 'make update-docs' would change:"
        diff -U 0 "$srcdir/$file" "$scratch/fresh/$file"
    done
}

help_has_every_option_and_variable()
{
    statusbrowse --help >help
    { "$builddir/tools/docs" option-names && "$builddir/tools/docs" variable-names; } | while read -r name; do
        grep -q -E -e "(^|[ ,])$name([[ ,=]|\$)" help || echo "--help lacks $name"
    done
}

help_fits_80_columns()
{
    statusbrowse --help | awk 'length > 80 { print "--help:" NR ": is " length " columns: " $0 }'
}

help_goes_to_standard_output_alone()
{
    for option in --help -h --version -V; do
        statusbrowse $option >out 2>err || echo "$option: exit status $?"
        [ -s out ] || echo "$option: prints nothing"
        cat err
    done
}

manual_passes_mandoc()
{
    command -v mandoc >/dev/null || return $skip
    (cd "$srcdir" && mandoc -T lint $manuals)
}

manual_passes_groff()
{
    command -v groff >/dev/null && echo .Dd | groff -mdoc -z >/dev/null 2>&1 || return $skip
    (cd "$srcdir" && groff -wmac -mdoc -Tutf8 -z $manuals)
}

manual_has_every_section_and_facet()
{
    for section in NAME SYNOPSIS DESCRIPTION OPTIONS KEYS SEARCH 'REGISTRY FILES' ENVIRONMENT \
        FILES 'EXIT STATUS' EXAMPLES 'SEE ALSO'; do
        grep -q -x "\.Sh $section" "$srcdir/statusbrowse.1" || echo "the manual lacks $section"
    done
    for facet in $("$builddir/tools/docs" facet-names); do
        grep -q "^\.It Cm ${facet%:} :" "$srcdir/statusbrowse.1" ||
            echo "the manual does not explain $facet"
    done
}

manual_explains_every_word_of_a_rule()
{
    sed -n '/^\.Sh YOUR OWN/,$p' "$srcdir/statusbrowse-lint.7" | sed -n 's/^\.It Cm //p' | tr -d '\\' |
        tr -s ' ,' '\n' >words
    "$builddir/tools/docs" rule-words | while read -r word; do
        grep -qx -e "$word" words || echo "statusbrowse-lint.7 does not explain $word"
    done
}

manual_lists_every_file()
{
    sed -n '/^\.Sh FILES/,/^\.Sh EXIT/p' "$srcdir/statusbrowse.1" >files
    "$builddir/tools/docs" environment-man | tr -s ' ,:;' '\n' | grep '\.json$' | while read -r name; do
        grep -q -F -e "/${name##*/}" files || echo "the manual's FILES lack $name"
    done
}

commands_of_the_pages_work()
{
    fenced json >team.json
    cp team.json "$HOME/.config/statusbrowse/registry.d/" || return
    fenced jsonc >lesson.json
    for log in access.log monday.log; do
        cp "$srcdir/tests/data/samples/nginx-combined.log" "$log" || return
    done
    in_fence sh | while IFS=: read -r page number line; do
        line=${line%%[ ]|[ ]*}
        case $line in
        './bootstrap '*)
            word=${line#./bootstrap }
            "$srcdir/bootstrap" -h | grep -q "^[a-z: ]*\./bootstrap ${word%% *}" ||
                echo "$page:$number: bootstrap has no '${word%% *}'"
            ;;
        'statusbrowse '*)
            sh -c "$line" >out 2>err </dev/null
            status=$?
            if [ "$status" -gt 1 ] || [ ! -s out ] || [ -s err ]; then
                echo "$page:$number: exit status $status: $line"
                cat err
            fi
            ;;
        esac
    done
}

# A link within the documents leads to a file that is there. Pictures are not in the archive of a
# release.
links_lead_somewhere()
{
    (cd "$srcdir" && ls README.md CONTRIBUTING.md SECURITY.md docs/*.md tests/README.md) | while read -r page; do
        grep -o ']([^)]*)' "$srcdir/$page" | sed 's/^](//; s/)$//; s/#.*//' | sort -u | while read -r link; do
            case $link in
            http* | '') ;;
            screenshots/* | ../screenshots/*)
                [ ! -d "$srcdir/screenshots" ] || [ -e "$srcdir/$(dirname "$page")/$link" ] ||
                    echo "$page: $link is not there"
                ;;
            *) [ -e "$srcdir/$(dirname "$page")/$link" ] || echo "$page: $link is not there" ;;
            esac
        done
    done
}

readme_is_short()
{
    lines=$(wc -l <"$srcdir/README.md")
    [ "$lines" -le 250 ] || echo "README.md has $lines lines, at most 250 were expected"
}

example_registry_works()
{
    mkdir -p own/statusbrowse/registries.d
    fenced 'json acme.json' >own/statusbrowse/registries.d/acme.json
    XDG_DATA_HOME=$PWD/own statusbrowse -l 7004 acme:7004 | grep -c 'Invoice Overdue' | grep -qx 2 ||
        echo "the registry of docs/registry-files.md is not found"
    echo 'billing: acme error 7004 for tenant 5' | XDG_DATA_HOME=$PWD/own statusbrowse -l - |
        grep -q '^acme:7004.1.Invoice Overdue' ||
        echo "a log with a code of the registry of docs/registry-files.md is not counted"
}

example_lesson_asks_its_question()
{
    fenced 'json monday.json' >monday.json
    statusbrowse --read-only --bookmarks=monday.json -p --quiz -n 1 is:bookmarked 2>&1 |
        grep -q '^1\. The application was stopped' || echo "the lesson of docs/teaching.md does not work"
}

example_overlays_are_valid()
{
    fenced json >page.json
    sed -n '/^{$/,/^}$/p' "$srcdir/statusbrowse-registry.5" >registry.json
    sed -n '/^{$/,/^}$/p' "$srcdir/statusbrowse-lint.7" >lint.json
    statusbrowse --check page.json registry.json lint.json >/dev/null
    for file in page.json registry.json lint.json; do
        [ -s $file ] || echo "$file: there is no example"
    done
}

changelog_has_this_version()
{
    version=$(statusbrowse --version | sed -n '1s/.* //p')
    grep -q "^## \[$version\]" "$srcdir/CHANGELOG.md" || echo "CHANGELOG.md lacks $version"
}

try blocks_are_what_the_tables_say
try help_has_every_option_and_variable
try help_fits_80_columns
try help_goes_to_standard_output_alone
try manual_passes_mandoc
try manual_passes_groff
try manual_has_every_section_and_facet
try manual_explains_every_word_of_a_rule
try manual_lists_every_file
try commands_of_the_pages_work
try links_lead_somewhere
try readme_is_short
try example_overlays_are_valid
try example_registry_works
try example_lesson_asks_its_question
try changelog_has_this_version

finish
