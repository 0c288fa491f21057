#!/bin/sh
# The prose of the registries against a dictionary and tests/data/words.txt: names, terms and
# British spellings that an American dictionary lacks. A test is an entry. Skipped (77) without
# hunspell or aspell and American English for it.
set -u
LC_ALL=C
export LC_ALL
srcdir=${srcdir:-.}
words=$srcdir/tests/data/words.txt
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# Reads words, one a line; prints those that the dictionary does not know.
if echo word | hunspell -l -d en_US >/dev/null 2>&1; then
    unknown() { hunspell -l -d en_US; }
elif echo word | aspell list --lang=en_US >/dev/null 2>&1; then
    unknown() { aspell list --lang=en_US; }
else
    echo "neither hunspell nor aspell with en_US is installed"
    exit 77
fi

# CODE OWNER<tab>TEXT for every sentence. A string before a colon is a key; the others belong to
# the last key. An entry begins with "code", "phrase", "owner"; class texts come before the first.
sentences()
{
    awk '
    BEGIN {
        n = split("summary meaning causes client_action server_action text note difference", f, " ")
        for (i = 1; i <= n; i++)
            prose[f[i]] = 1
        who = "classes"
    }
    {
        line = $0
        while (match(line, /"([^"\\]|\\.)*"/)) {
            string = substr(line, RSTART + 1, RLENGTH - 2)
            line = substr(line, RSTART + RLENGTH)
            if (line ~ /^:/) {
                before = key
                key = string
            } else if (key == "code") {
                code = string
            } else if (key == "phrase" && before == "code") {
                entry = 1
            } else if (key == "owner" && entry) {
                who = code " " string
                entry = 0
            } else if (key in prose) {
                gsub(/\\"/, "\"", string)
                print who "\t" string
            }
        }
    }' "$@"
}

# CODE OWNER<tab>WORD: plain words only, no names of fields, settings or functions.
split_words()
{
    awk -F '\t' '
    {
        n = split($2, token, /[ ,;()"]+/)
        for (i = 1; i <= n; i++) {
            word = token[i]
            gsub(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/, "", word)
            sub(/\047s$/, "", word)
            if (word !~ /^[A-Za-z\047-]+$/ || word ~ /[A-Za-z][A-Z]/)
                continue
            m = split(word, part, "-")
            for (k = 1; k <= m; k++)
                if (length(part[k]) > 1)
                    print $1 "\t" part[k]
        }
    }'
}

for registry in "$srcdir"/data/*.json; do
    [ "$registry" = "$srcdir/data/registry.schema.json" ] || sentences "$registry"
done >"$scratch/sentences"
split_words <"$scratch/sentences" | sort -u >"$scratch/words"
cut -f 2 "$scratch/words" | sort -u | unknown | sort -u | grep -vxiF -f "$words" \
    >"$scratch/unknown"
entries=$(cut -f 1 "$scratch/sentences" | sort -u | grep -c .)
awk -F '\t' 'NR == FNR { unknown[$1] = 1; next } $2 in unknown { print $1 ": " $2 }' \
    "$scratch/unknown" "$scratch/words" | tee "$scratch/found"
failed=$(sed 's/: [^:]*$//' "$scratch/found" | sort -u | grep -c .)
if [ "$entries" -lt 100 ]; then
    echo "only $entries entries found in $srcdir/data"
    failed=1
fi
echo "$((entries - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
