#!/bin/sh
# update_docs.sh DOCS FOLDER: rewrites the marked blocks in the documents and completions of
# FOLDER by what DOCS prints. Lines that contain "begin BLOCK" and "end BLOCK" after the
# notation's comment sign mark a block.
set -u

if [ $# != 2 ]; then
    echo "usage: update_docs.sh DOCS FOLDER" >&2
    exit 2
fi
generate=$1 folder=$2
files="docs/keys-and-options.md statusbrowse.1 statusbrowse-registry.5 statusbrowse-lint.7
completions/statusbrowse.bash completions/_statusbrowse completions/statusbrowse.fish"

blocks=$(mktemp -d "${TMPDIR:-/tmp}/statusbrowse-docs.XXXXXX") || exit 1
trap 'rm -rf "$blocks"' EXIT
trap 'exit 1' HUP INT TERM

for file in $files; do
    path=$folder/$file
    names=$(sed -n -E 's/^(<!--|\.\\"|#) begin ([a-z]+-[a-z]+).*/\2/p' "$path") || exit 1
    if [ -z "$names" ]; then
        echo "update_docs: $file: has no marked block" >&2
        exit 1
    fi
    for name in $names; do
        "$generate" "$name" >"$blocks/$name" || exit 1
    done

    cp -p "$path" "$path.new" || exit 1 # so that it has the old one's mode
    blocks=$blocks awk -v file="$file" '
        function fail(message)
        {
            printf "update_docs: %s:%d: %s\n", file, NR, message | "cat >&2"
            failed = 1
            exit 1
        }
        /^(<!--|\.\\"|#) begin [a-z]+-[a-z]+/ {
            if (block != "")
                fail("begins a block within " block)
            print
            block = $3
            path = ENVIRON["blocks"] "/" block
            while ((getline line < path) > 0)
                print line
            close(path)
            next
        }
        /^(<!--|\.\\"|#) end [a-z]+-[a-z]+/ {
            if ($3 != block)
                fail("ends " $3 ", expected the end of " (block == "" ? "none" : block))
            block = ""
        }
        block == ""
        END {
            if (!failed && block != "")
                fail("the block " block " has no end")
        }
    ' "$path" >"$path.new" || {
        rm -f "$path.new"
        exit 1
    }
    if cmp -s "$path" "$path.new"; then
        rm -f "$path.new"
    else
        mv "$path.new" "$path" || exit 1
        echo "updated $file"
    fi
done
