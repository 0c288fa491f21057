#!/bin/sh
# The command line: exit statuses, what goes to standard output and what to standard error.
# shellcheck source=tests/support/support.sh
. "${srcdir:-.}/tests/support/support.sh"

prog=$builddir/statusbrowse
# By links, because options below are split at spaces, which the folder's name may have.
data=$scratch/tui-data shipped=$scratch/shipped.json
ln -s "$srcdir/tests/tui/data" "$data" || exit 99
ln -s "$srcdir/data/http.json" "$shipped" || exit 99

mkdir "$scratch/data" "$scratch/config" "$scratch/state" || exit 99
XDG_DATA_HOME=$scratch/data XDG_CONFIG_HOME=$scratch/config XDG_STATE_HOME=$scratch/state
LC_ALL=C.UTF-8
export XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME LC_ALL
out=$scratch/out err=$scratch/err
esc=$(printf '\033')

# A test: `name 'It does this'`, commands and checks. It fails when one of its checks does.
name=
name() {
    end_test
    name=$1 broken=
}

end_test() {
    if [ -z "$name" ]; then
        return
    elif [ -n "$broken" ]; then
        failed=$((failed + 1))
        echo "FAIL $name"
    else
        passed=$((passed + 1))
    fi
}

run() {
    shown="statusbrowse $*"
    "$prog" "$@" >"$out" 2>"$err" </dev/null
    status=$?
}

# With variables of the environment first: run_env NAME=value... -- arguments.
run_env() {
    shown="$*"
    vars=
    while [ "$1" != -- ]; do
        vars="$vars $1"
        shift
    done
    shift
    # The values of these tests have no spaces.
    # shellcheck disable=SC2086
    env $vars "$prog" "$@" >"$out" 2>"$err" </dev/null
    status=$?
}

complain() {
    broken=1
    echo "$name: $shown"
    echo "  $1"
    echo "  status: $status"
    sed 's/^/  stdout: /' "$out" | head -20
    sed 's/^/  stderr: /' "$err" | head -20
}

status_is() {
    [ "$status" = "$1" ] || complain "expected status $1"
}

out_has() {
    grep -F -e "$1" "$out" >/dev/null || complain "expected on stdout: $1"
}

out_lacks() {
    ! grep -F -e "$1" "$out" >/dev/null || complain "expected not on stdout: $1"
}

err_has() {
    grep -F -e "$1" "$err" >/dev/null || complain "expected on stderr: $1"
}

out_is_empty() {
    [ ! -s "$out" ] || complain "expected nothing on stdout"
}

err_is_empty() {
    [ ! -s "$err" ] || complain "expected nothing on stderr"
}

err_lines() {
    [ "$(wc -l <"$err")" -eq "$1" ] || complain "expected $1 lines on stderr"
}

out_lines() {
    [ "$(wc -l <"$out")" -eq "$1" ] || complain "expected $1 lines on stdout"
}

out_is_file() {
    cmp -s "$out" "$1" || complain "expected the same as: $2"
}

# In the C locale every byte that is not printable ASCII, space or newline.
out_is_ascii() {
    ! LC_ALL=C grep '[^ -~]' "$out" >/dev/null || complain "expected nothing but ASCII on stdout"
}

out_is_json() {
    if command -v python3 >/dev/null 2>&1; then
        python3 -c 'import json, sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$out" \
            2>>"$err" || complain "expected valid JSON on stdout"
    fi
}

# --- Help and usage ------------------------------------------------------------------------------

name 'help goes to standard output'
for option in --help -h; do
    run "$option"
    status_is 0
    err_is_empty
    out_has 'Usage: statusbrowse'
    awk 'length($0) > 80 { exit 1 }' "$out" || complain 'expected at most 80 columns'
done

name 'help names every option and variable'
run --help
# The names have no spaces.
# shellcheck disable=SC2013
for option in $(sed -n 's/^OPTION([A-Z_]*, *[^,]*, "\([a-z-]*\)".*/\1/p' \
    "$srcdir/src/cli/options.def"); do
    out_has "--$option"
done
for variable in STATUSBROWSE_REGISTRY XDG_DATA_HOME XDG_CONFIG_HOME NO_COLOR ESCDELAY; do
    out_has "$variable"
done

name 'the version is the last word of the first line'
for option in --version -V; do
    run "$option"
    status_is 0
    err_is_empty
    head -n 1 "$out" | grep '^statusbrowse [0-9][0-9]*\.[0-9][0-9]*\.[0-9][0-9]*$' >/dev/null ||
        complain 'expected "statusbrowse X.Y.Z"'
done

name 'what is no option is refused with one line and a hint'
for option in --nonsense -Z --help=x --limit=0 --limit=x --limit=-1 --limit --color=sometimes \
    --color -n -r --check --print; do
    run "$option"
    status_is 2
    out_is_empty
    err_lines 2
    err_has "Try 'statusbrowse --help'"
done

name 'what excludes each other is refused'
for options in '--list --print 404' '--dump 404' '--dump --list' '--builtin -r x'; do
    # shellcheck disable=SC2086
    run $options
    status_is 2
    out_is_empty
    err_has "Try 'statusbrowse --help'"
done

name 'long options may be shortened and grouped short ones work'
run --lis --lim 2
status_is 0
out_lines 2
run -ln2
status_is 0
out_lines 2

name 'everything behind two hyphens is an operand'
run --list -- --zzzqqq
status_is 1
out_is_empty
err_has "--zzzqqq"

# --- Printing ------------------------------------------------------------------------------------

name 'a code is printed'
run --print 404
status_is 0
err_is_empty
out_has 'Not Found'
out_has 'RFC 9110'
out_lacks "$esc"

name 'several codes and a class are printed'
run --print 404 503
status_is 0
out_has 'Not Found'
out_has 'Service Unavailable'
run --print 1xx
status_is 0
out_has 'Continue'
out_has 'Switching Protocols'

name 'a class begins with its page'
run --builtin --print 3xx
status_is 0
head -n 1 "$out" >"$scratch/first"
printf '3xx Redirection\n' >"$scratch/expected"
cmp -s "$scratch/expected" "$scratch/first" || complain "it begins: $(cat "$scratch/first")"
out_has 'REDIRECTS: HOW LONG, AND THE METHOD'
out_has '308 Permanent Redirect'
run --builtin --print 404 3xx
out_has '3xx Redirection'
for operands in 40x 404 '301 302'; do
    run --builtin --print $operands
    out_lacks 'CODES'
done

name 'a comparison says what tells codes apart'
run --print 401 vs 403
status_is 0
out_has '401 vs 403'
out_has 'THE SAME'
out_has '  403  RFC 9110'
run --builtin '500 versus bad gateway'
status_is 0
out_has '500 vs 502'
run --json --print 401 vs 403
status_is 0
out_is_json
out_has '"code": "401"'
out_has '"code": "403"'
run --print 401 vs zzzqqq
status_is 1
err_has "nothing found for 'zzzqqq'"
run --print 400 vs 401 vs 403 vs 404 vs 410
status_is 2
err_has 'expected 2 to 4'
out_is_empty
run --list 401 vs 403
status_is 0

name 'a quiz is a sheet, its key and JSON'
run --builtin -p --quiz --seed 7 -n 2
status_is 0
out_has 'seed 7, registry '
out_has '1. A campaign page was removed'
out_has '   - b) 410 Gone'
out_has '   - d) 421 Misdirected Request'
run --builtin -p --quiz --seed 7 -n 2 --answers
status_is 0
out_has '1. b) 410 Gone.'
out_has '2. d) 421 Misdirected Request.'
run --builtin --json --quiz --seed 7 -n 2
status_is 0
out_is_json
out_has '"answer": "d"'
run --builtin --quiz 404 -n 0
status_is 0
out_lacks 'Bad Gateway.'
run --builtin --quiz --guide
status_is 2
run --answers 404
status_is 2
err_has '--answers goes with --quiz'
run --quiz --seed 0
status_is 2
err_has 'expected a number from 1 to 4294967295'
run -l -n 0
status_is 2
run -r "$data/small.json" --quiz zzzqqq
status_is 1
err_has 'there is no question about this'

# recipe WORD: the example of the manual page in which the word is.
recipe() {
    awk -v word="$1" '/^\.Bd/ { text = "" } /^\.Ed/ && index(text, word) { printf "%s", text }
        !/^\./ { gsub(/\\e/, "\\"); text = text $0 "\n" }' "$srcdir/statusbrowse.1"
}

name 'the recipes of the manual work'
if command -v jq >/dev/null 2>&1; then
    eval "$(recipe ascii_upcase)" >"$out" 2>"$err"
    status=$?
    status_is 0
    err_is_empty
    out_lines 70 # a question, four choices, the answer and an empty line, ten times
    out_has 'A. 410 Gone'
    out_has 'ANSWER: D'
    eval "$(recipe @tsv)" >"$out" 2>"$err"
    status=$?
    status_is 0
    err_is_empty
    out_lines 10
    awk -F '\t' 'NF != 2 { exit 1 }' "$out" || complain 'expected a question and an answer in each line'
fi

name 'a lesson brings its own questions'
cat >lesson.json <<'END'
{"format": 1, "title": "Lesson 1", "bookmarks": [
  {"registry": "http", "code": "404", "owner": "IANA", "note": "", "added": "2026-01-01T00:00:00Z"}],
 "quiz": [{"id": "own", "level": 3, "ask": "Ours?", "answer": {"code": "404"}, "wrong": [
  {"code": "400", "why": "No."}, {"code": "401", "why": "No."}, {"text": "none", "why": "No."}],
  "why": "Yes.", "reference": {"doc": "RFC 9110", "section": "15.5.5"}}]}
END
run --read-only --bookmarks=lesson.json -p --quiz --seed 7 -n 2 is:bookmarked
status_is 0
out_has 'Lesson 1'
out_has '1. Ours?'
sed 's/"level": 3/"level": 9/' lesson.json >broken.json
run --read-only --bookmarks=broken.json -p --quiz is:bookmarked
status_is 1
err_has 'level: is 9, expected 1 to 3'
rm lesson.json broken.json

name 'the lessons that come with the program can be shown, tested and stay as they are'
for lesson in "$srcdir"/data/lessons/*.json; do
    run --builtin --read-only "--bookmarks=$lesson" --list is:bookmarked
    status_is 0
    out_lines 7
    out_lacks 'not in this registry'
    run --builtin --read-only "--bookmarks=$lesson" -p --quiz --seed 7 -n 0 is:bookmarked
    status_is 0
    err_is_empty
    out_has 'Lesson '
    run --builtin --read-only "--bookmarks=$lesson" -p --quiz --answers is:bookmarked
    status_is 0
done

name 'facets alone print all hits'
run --builtin --print class:1xx
status_is 0
out_has '100 Continue'
out_has '103 Early Hints'

name 'without a terminal, a lesson is printed'
run --builtin --present 404
status_is 0
out_has '404 Not Found'
run --builtin --present --quiz 404
status_is 2

name 'the guide is printed as text'
run --builtin -p --guide
status_is 0
out_has '[start] What happened to the request?'
out_has '-> [done]'
run -r "$data/small.json" --guide
status_is 1
err_has 'has no guide'

name 'words print the best match'
run --print teapot
status_is 0
out_has '418'

name 'JSON is valid and has the code'
for options in '--json --print 404' '--json --list 4xx' '--json --list rate limit' \
    '--json --print 471' '--json --list' '--dump'; do
    # shellcheck disable=SC2086
    run $options
    out_is_json
    out_has '"code"'
done
run --json --print 404
status_is 0
out_has '"404"'

name 'an unregistered code is treated as the x00 of its class'
run --print 471
status_is 1
out_has '471'
out_has '400'
out_lacks "$esc"
run -r "$data/small.json" --print 577
status_is 1
out_has '577'
out_has '500'
run --list 471
status_is 1
out_has '471'

name 'every registry is listed with --all'
run --builtin --list --all
status_is 0
out_has 'DEADLINE_EXCEEDED'
out_has 'Not Found'
run --builtin --print 1006
status_is 0
out_has 'WebSocket close codes'
out_has '1006  Access Denied: Your IP address has been banned  CF page'
run --builtin --list grpc:14 curl:28
status_is 0
out_has 'UNAVAILABLE'
out_lines 2

name 'a number outside the classes is answered too'
run --print 742
status_is 1
out_has '742'
out_has '5xx'
run -r "$data/small.json" --print 9000
status_is 1
out_has '9000'
run --print 00000000000000000000000000000000000000000000000000000000404
[ "$status" -le 2 ] || complain 'expected an answer'

name 'an unknown part of a code leads to the code'
run --builtin --print 404.99
status_is 1
err_is_empty
out_has '404.99 is not registered, .99 is unknown: treat it as 404 Not Found.'
out_has '404.20'
run --builtin --list 404.99
status_is 1
out_has '.99 is unknown'
run --builtin --json --print 404.99
status_is 1
out_is_json
out_has '"treat_as": "404"'
run --builtin --print 404.13
status_is 0
run --builtin --list 15.5.5
status_is 0
out_has 'Not Found'

name 'the beginning of a code prints what begins so'
for beginning in 5 5x; do
    run -r "$data/small.json" --print "$beginning"
    cp "$out" "$scratch/beginning"
    run -r "$data/small.json" --print 5xx
    status_is 0
    out_is_file "$scratch/beginning" "that of --print $beginning"
done
run --builtin --print 42
cp "$out" "$scratch/beginning"
run --builtin --print 42x
status_is 0
out_is_file "$scratch/beginning" 'that of --print 42'
run --builtin --print 9000
status_is 1
out_has '9000 is outside 100-599'
run -r "$data/small.json" --print 8x
status_is 1
err_has "nothing found for '8x'"
run -r "$data/small.json" --list 404 8x
status_is 1
out_has 'Not Found'
err_has "nothing found for '8x'"

# An entry may exist for 000: some programs log it.
name 'zeros are answered'
run --print 000
[ "$status" -le 1 ] || complain 'expected an answer'
out_has '000'

name 'a class is listed by its name and a part of it by its digits'
run --list 4xx
status_is 0
out_has 'Not Found'
out_lacks 'Bad Gateway'
out_lacks "$esc"
run --list 4XX
status_is 0
out_has 'Not Found'
run --list 40x
status_is 0
out_has 'Not Found'
out_lacks 'Too Many Requests'

name 'every line of a list begins with a code'
run --list
status_is 0
err_is_empty
! grep -v '^[^ ]*[0-9][^ ]*  ' "$out" >/dev/null || complain 'expected codes'

name 'words list the ranked hits'
run --list not found
status_is 0
head -n 1 "$out" | grep '^404' >/dev/null || complain 'expected 404 first'

name 'a facet that is not known is explained, and finds nothing'
run --builtin --list foo:bar
status_is 1
out_is_empty
err_lines 1
err_has 'foo: is not known; there is class:, rfc:, header:, by:, is:, in:'
run --list clas:4xx
status_is 1
err_has 'clas: is not known; there is class:, rfc:'

name 'nothing found is 1 with a line on standard error'
run --list zzzqqqxxxwww
status_is 1
out_is_empty
err_lines 1
err_has 'zzzqqqxxxwww'
run --print zzzqqqxxxwww
status_is 1
run zzzqqqxxxwww
status_is 1

name 'codes are read in all of a long text, and what is not matched is said'
long=$(awk 'BEGIN { for (i = 0; i < 3000; i++) printf "word " }')
run --list "$long HTTP 504 $long"
status_is 0
head -n 1 "$out" | grep '^504' >/dev/null || complain 'expected 504 first'
err_lines 1
err_has 'a long text: after 40 words only codes were looked for'

name 'a limit is kept'
run --list --limit 3
status_is 0
out_lines 3
run --list -n 2 request
status_is 0
out_lines 2
run --json --list --limit 2
[ "$(grep -c '"code"' "$out")" -eq 2 ] || complain 'expected two entries'

name 'without a terminal it lists without operands and prints with them'
run --list
cp "$out" "$scratch/list"
run
status_is 0
out_is_file "$scratch/list" 'statusbrowse --list'
out_lacks "$esc"
run --print 404
cp "$out" "$scratch/print"
run 404
status_is 0
out_is_file "$scratch/print" 'statusbrowse --print 404'
run_env TERM=dumb -- 404
out_is_file "$scratch/print" 'statusbrowse --print 404'

# --- Colour and locale ---------------------------------------------------------------------------

name 'colour is there on request only'
run --color=always --print 404
status_is 0
out_has "${esc}["
run --color=always --list 4xx
out_has "${esc}["
run_env NO_COLOR=1 -- --color=always --print 404
out_has "${esc}["
run --color=never --print 404
out_lacks "$esc"
run --color=auto --print 404
out_lacks "$esc"
run_env NO_COLOR=1 -- --print 404
out_lacks "$esc"

name 'output in the C locale is ASCII'
for options in '--list' '--print 404' '--print 471' '--print 4xx' '--list rate limit' '--help'; do
    # shellcheck disable=SC2086
    run_env LC_ALL=C -- $options
    out_is_ascii
done
for options in '--list' '--print 404' '--print 4xx'; do
    # shellcheck disable=SC2086
    run --ascii $options
    out_is_ascii
done

name 'hidden letters are shown by their numbers'
run -r "$data/hidden.json" --print 400
status_is 0
out_has '<U+202E>'
out_lacks "$(printf '\342\200\256')"
for options in --list --version '--list by:' '--list by:zzz' '--list is:zzz'; do
    # shellcheck disable=SC2086
    run -r "$data/hidden.json" $options
    cat "$err" >>"$out"
    out_lacks "$(printf '\342\200\256')"
    out_lacks "$(printf '\342\200\213')"
done
run_env LC_ALL=C -- -r "$data/hidden.json" --version
out_is_ascii

name 'control characters of an argument do not come back'
evil=$(printf 'x\033]0;evil\007\302\233y')
for option in --list --print --color= --limit= --registry= --check --nonsense= -- "-$evil"; do
    case $option in
    *=) run "$option$evil" ;;
    *) run "$option" "$evil" ;;
    esac
    cat "$err" >>"$out"
    out_lacks "$esc"
    out_lacks "$(printf '\007')"
    out_lacks "$(printf '\302\233')"
done
hidden=$(printf 'zqz\302\233\342\200\256')
for facet in by class is rfc header; do
    run --list "$facet:$hidden"
    err_has 'is not known'
    cat "$err" >>"$out"
    out_lacks "$(printf '\302\233')"
    out_lacks "$(printf '\342\200\256')"
done

name 'control characters of a file name do not come back'
cp "$data/small.json" "$scratch/x${esc}[31my.json"
run --check "$scratch/x${esc}[31my.json"
status_is 0
out_lacks "$esc"
run -r "$scratch/x${esc}[31my.json" --version
status_is 0
out_lacks "$esc"

# --- Registries ----------------------------------------------------------------------------------

name 'check accepts what is good'
run --check "$shipped" "$data/small.json"
status_is 0
err_is_empty

name '--strict holds the editorial rules too'
run --check --strict "$shipped"
status_is 0
out_has ': valid'
run --check --strict "$data/small.json"
status_is 2
out_is_empty
err_has 'small.json: codes[0] (200 IANA): causes: has 0 elements, expected at least 1'

name 'check names place and fault'
run --check "$data/broken.json"
status_is 2
err_has 'broken.json:3:21'
run --check "$data/small.json" "$data/broken.json" "$scratch/missing.json"
status_is 2
out_has 'small.json: valid'
err_has 'broken.json:3:21'
err_has 'missing.json'
sed 's/"404", "phrase"/404, "phrase"/; s/"standard"/"sometimes"/' "$data/small.json" \
    >"$scratch/wrong.json"
run --check "$scratch/wrong.json"
status_is 2
err_has 'codes[3]'
err_has 'registration'
run --check "$srcdir/tests/data/small.json"
status_is 2
err_has 'codes[7] (429 IANA): confusable_with[1].code: is "509", expected the code of an entry'
run --check /dev/zero
status_is 2
run --check "$scratch"
status_is 2

name 'check merges an overlay into the registry'
overlay=$scratch/overlay.json
echo '{"format": 1, "id": "http", "codes": [{"code": "599", "owner": "Us"}]}' >"$overlay"
run --builtin --check "$overlay"
status_is 2
err_has "overlay.json: codes[0] (599 Us): phrase: is missing"
run -r "$data/small.json" --check "$overlay"
status_is 2
err_has 'overlay.json: id: is "http", expected "small"'
run -r "$scratch/missing.json" --check "$data/small.json"
status_is 0
run -r "$scratch/missing.json" --check "$overlay"
status_is 2
err_has 'missing.json: cannot be opened'

name 'a named registry is read'
run -r "$data/small.json" --list
status_is 0
out_lines 10
out_has 'Teapot'
run --registry="$data/small.json" --list
out_lines 10
run_env STATUSBROWSE_REGISTRY="$data/small.json" -- --list
status_is 0
out_lines 10
run_env STATUSBROWSE_REGISTRY="$data/broken.json" -- -r "$data/small.json" --list
status_is 0
out_lines 10
run_env STATUSBROWSE_REGISTRY= -- --list
status_is 0
out_is_file "$scratch/list" 'statusbrowse --list'

name 'a named registry that is broken or missing is an error'
for registry in "$data/broken.json" "$scratch/missing.json" "$scratch" /dev/null; do
    run -r "$registry" --list
    status_is 2
    out_is_empty
    err_has "$registry"
    run_env STATUSBROWSE_REGISTRY="$registry" -- --list
    status_is 2
    out_is_empty
    err_has "$registry"
done

name 'a found registry is read before the installed one'
mkdir -p "$scratch/data/statusbrowse"
cp "$data/small.json" "$scratch/data/statusbrowse/http.json"
run --list
status_is 0
out_lines 10
run --version
out_has "$scratch/data/statusbrowse/http.json"

name 'a found registry that is broken is passed over with a warning'
cp -f "$data/broken.json" "$scratch/data/statusbrowse/http.json"
run --list
status_is 0
err_has 'http.json:3:21'
out_is_file "$scratch/list" 'statusbrowse --list without it'
run --print 404
status_is 0
err_has 'http.json:3:21'
run --json --print 404
status_is 0
out_is_json

name 'the built-in registry is used without reading a file'
run --builtin --list
cp "$out" "$scratch/builtin"
mkdir -p "$scratch/config/statusbrowse/registry.d"
echo 'no JSON' >"$scratch/config/statusbrowse/registry.d/10-broken.json"
run_env STATUSBROWSE_REGISTRY="$data/broken.json" -- --builtin --list
status_is 0
err_is_empty
out_is_file "$scratch/builtin" 'statusbrowse --builtin --list without files'
if command -v strace >/dev/null 2>&1 &&
    strace -e trace=open,openat -o "$scratch/trace" "$prog" --builtin --list >"$out" 2>"$err"; then
    ! grep -e 'http.json' -e 'registry.d' "$scratch/trace" >/dev/null ||
        complain 'expected no registry file to be opened'
fi
rm "$scratch/data/statusbrowse/http.json"

name 'a broken overlay is passed over with a warning'
run --list
status_is 0
err_has '10-broken.json:1:'
out_is_file "$scratch/list" 'statusbrowse --list without it'
rm "$scratch/config/statusbrowse/registry.d/10-broken.json"

name 'overlays add entries and replace fields in the order of their names'
cat >"$scratch/config/statusbrowse/registry.d/10-team.json" <<'END'
{"format": 1, "codes": [
  {"code": "490", "owner": "Gateway", "phrase": "Tenant Asleep", "registration": "unofficial",
   "summary": "Wake the tenant."},
  {"code": "49x", "owner": "Gateway", "class": "4xx", "phrase": "Gateway Errors", "causes": ["The gateway is upset."],
   "numbers": [{"code": "491", "phrase": "Tenant Moved", "note": "Ask for the new address."},
               {"code": "742", "phrase": "Outside"}]},
  {"code": "503", "owner": "IANA", "summary": "First text."}
]}
END
cat >"$scratch/config/statusbrowse/registry.d/20-team.json" <<'END'
{"format": 1, "codes": [{"code": "503", "owner": "IANA", "summary": "Ask the second floor."}]}
END
echo 'not read' >"$scratch/config/statusbrowse/registry.d/README"
run --print 490
status_is 0
err_is_empty
out_has 'Tenant Asleep'
out_has 'Wake the tenant.'
run --print 491
status_is 0
out_has '491 Tenant Moved'
out_has 'Ask for the new address.'
out_has 'The gateway is upset.'
run --print 742
status_is 0
out_has '742 Outside'
run --list 4xx
out_has 'Gateway Errors'
out_lacks 'Tenant Moved'
run --list
out_has 'Tenant Moved'
run --print 503
status_is 0
out_has 'Service Unavailable'
out_has 'Ask the second floor.'
out_lacks 'First text.'
run -r "$data/small.json" --list 4xx
out_has 'Tenant Asleep'
run --builtin --print 490
status_is 1
run --check "$scratch/config/statusbrowse/registry.d/10-team.json"
status_is 0

name 'any registry can be dumped'
run --dump=grpc
status_is 0
out_has '"id": "grpc"'
run --dump=nothing
status_is 2
err_has "--dump is 'nothing', expected http, "

name 'a dump can be read again and is the same'
run --dump
status_is 0
err_is_empty
out_has 'Tenant Asleep'
out_is_json
cp "$out" "$scratch/dump.json"
rm -r "$scratch/config/statusbrowse/registry.d"
run --check "$scratch/dump.json"
status_is 0
run -r "$scratch/dump.json" --dump
status_is 0
out_is_file "$scratch/dump.json" 'the dump before'
run -r "$data/wide.json" --dump
cp "$out" "$scratch/wide.json"
run -r "$scratch/wide.json" --dump
out_is_file "$scratch/wide.json" 'the dump of wide.json'

# --- Bookmarks -------------------------------------------------------------------------------------

name 'bookmarks are listed and printed with their notes'
cat >"$scratch/bookmarks.json" <<'END'
{"format": 1, "bookmarks": [
  {"registry": "small", "code": "503", "owner": "IANA", "note": "call the second floor"},
  {"registry": "small", "code": "777", "owner": "Acme", "note": "gone"},
  {"registry": "small", "code": "200", "owner": "IANA"}
]}
END
run -r "$data/small.json" --bookmarks="$scratch/bookmarks.json" --list is:bookmarked
status_is 0
err_is_empty
cat >"$scratch/wanted" <<'END'
503  Service Unavailable  (note: call the second floor)
777  (not in this registry)  Acme  (note: gone)
200  OK
END
out_is_file "$scratch/wanted" 'the bookmarks in their order'
run -r "$data/small.json" --bookmarks="$scratch/bookmarks.json" -p 503
status_is 0
out_has 'call the second floor'
for options in '--list is:bookmarked' '--list' '-p 503' '-p -n9 is:bookmarked'; do
    # shellcheck disable=SC2086
    run -r "$data/small.json" --bookmarks="$scratch/bookmarks.json" --json $options
    status_is 0
    out_is_json
    out_has '"note": "call the second floor"'
done
out_has '"registration": null'

name 'every line of a notice says whose it is'
echo '{"format": 1, "bookmarks": [{"registry": "small", "code": 5}, 7]} nonsense' \
    >"$scratch/bookmarks.json"
run -r "$data/small.json" --bookmarks="$scratch/bookmarks.json" --list is:bookmarked
[ "$(wc -l <"$err")" -gt 1 ] || complain 'expected several lines'
! grep -v '^statusbrowse: ' "$err" >/dev/null || complain 'expected a prefix on every line'

name 'paths below HOME are short in messages'
mkdir -p "$HOME/dir/bookmarks.json"
run -r "$data/small.json" --bookmarks="$HOME/dir/bookmarks.json" --list is:bookmarked
err_has 'statusbrowse: a directory, not a regular file: ~/dir/bookmarks.json'

# --- Files that end early ------------------------------------------------------------------------

name 'a full disk is an error with a message'
if [ -c /dev/full ]; then
    for options in '--list' '--print 404' '--help' '--version' '--dump' '--json --list' \
        "--check $data/small.json"; do
        shown="statusbrowse $options >/dev/full"
        : >"$out"
        # shellcheck disable=SC2086
        "$prog" $options >/dev/full 2>"$err"
        status=$?
        status_is 2
        err_has 'statusbrowse: '
        err_lines 1
    done
fi

name 'a reader that ends early is no reason to complain'
for options in --list --dump '--print 4xx'; do
    shown="statusbrowse $options | head -n 1"
    # shellcheck disable=SC2086
    "$prog" $options 2>"$err" | head -n 1 >"$out"
    status=0
    err_is_empty
    out_lines 1
done

name 'every descriptor may be closed'
for options in '--list' '--print 404' '--dump' '--list zzzqqq' '-r nothing.json --list'; do
    # shellcheck disable=SC2086
    run $options
    cp "$out" "$scratch/wanted"
    wanted=$status
    for closed in '<&-' '2>&-' '<&- 2>&-' '>&-' '<&- >&-' '>&- 2>&-' '<&- >&- 2>&-'; do
        shown="statusbrowse $options $closed"
        : >"$out"
        : >"$err"
        # The redirections are read behind those that they replace.
        eval "\"\$prog\" $options </dev/null >\"\$out\" 2>\"\$err\" $closed"
        status=$?
        case " $closed" in
        *' >&-'*)
            status_is 2
            case $closed in
            *'2>&-'*) ;;
            *) err_has 'standard output' ;;
            esac
            ;;
        *)
            status_is "$wanted"
            out_is_file "$scratch/wanted" "statusbrowse $options"
            ;;
        esac
    done
done

# --- Bookmarks written by hand --------------------------------------------------------------------

name 'a bookmark without an owner is of the first meaning'
printf '{"format":1,"bookmarks":[{"registry":"http","code":"499"}]}' >"$scratch/hand.json"
run "--bookmarks=$scratch/hand.json" -l is:bookmarked
status_is 0
err_is_empty
out_lines 1
out_has '499  Client Closed Request  nginx'
: >"$scratch/hand.json"
run "--bookmarks=$scratch/hand.json" -l is:bookmarked
status_is 1
err_lines 1
err_has 'statusbrowse: no bookmarks yet (b sets one in the browser)'
rm "$scratch/hand.json"

# --- Patterns and numbers that are none ----------------------------------------------------------

name 'the wildcards of shells are explained'
for pattern in '4?4=4x4' '2**=2xx' '4*=4x' '40*=40x' '?04=x04'; do
    for option in -p -l -b; do
        run "$option" "${pattern%=*}"
        status_is 1
        out_is_empty
        err_lines 1
        err_has "nothing found for '${pattern%=*}': ${pattern%=*}: only x stands for any digit, as in ${pattern#*=}"
    done
    run -l "${pattern#*=}"
    status_is 0
done
run -l '404?' # a question: 404x would select nothing
status_is 0
out_has 'Not Found'

name 'a number is no misspelling of another'
run -p 4.7
status_is 1
err_has "nothing found for '4.7'"
! grep 'did you mean' "$err" >/dev/null || complain 'expected no guess'

# --- Width ---------------------------------------------------------------------------------------

name 'the width comes from --width, then from COLUMNS'
widest() {
    cols=$(LC_ALL=C awk '!/:\/\// && length > w { w = length } END { print w }' "$out")
    test "$cols" "-$1" "$2" || complain "expected lines of -$1 $2 columns"
}
run --ascii -p 429
widest gt 70
widest le 80
run_env COLUMNS=50 -- --ascii -p 429
widest gt 40
widest le 50
run_env COLUMNS=50 -- --ascii -p 429 --width=40
widest le 40
for columns in 0 19 1001 fifty '' 50x 99999999999999999999; do
    run_env "COLUMNS=$columns" -- --ascii -p 429
    widest gt 70
    widest le 80
done
run_env COLUMNS=1000 -- --ascii -p 429 # as in a wide terminal
widest le 90

# --- Limits --------------------------------------------------------------------------------------

# limited LIMIT ARGUMENT...: runs under a limit that the shell sets.
limited() {
    limit=$1
    shift
    shown="ulimit $limit; statusbrowse $*"
    # shellcheck disable=SC2086
    (ulimit $limit && exec "$prog" "$@") >"$out" 2>"$err" </dev/null
    status=$?
}

name 'a limit for the size of files is an error with a message'
run --dump
cp "$out" "$scratch/wanted"
limited '-f 0' --dump # no room for the message, too
status_is 2
limited '-f 64' --dump
status_is 2
err_lines 1
err_has 'statusbrowse: cannot write: '
limited '-f 8192' --dump
status_is 0
out_is_file "$scratch/wanted" 'statusbrowse --dump'

# With three the loader finds no library.
name 'four descriptors are enough to read everything'
mkdir -p "$scratch/config/statusbrowse/registry.d"
for file in 1 2 3; do
    sed 's/"id": "small", //' "$data/small.json" \
        >"$scratch/config/statusbrowse/registry.d/$file.json"
done
for options in '--list' "-r $data/small.json --list" '--list is:bookmarked'; do
    # shellcheck disable=SC2086
    run $options
    cp "$out" "$scratch/wanted"
    wanted=$status
    # shellcheck disable=SC2086
    limited '-n 4' $options
    status_is "$wanted"
    err_lines "$([ "$wanted" = 0 ] && echo 0 || echo 1)"
    out_is_file "$scratch/wanted" 'the same without a limit'
done
rm -r "$scratch/config/statusbrowse/registry.d"

name 'too little memory is an error with a message'
told=
# Where there is none, or one that is not kept (by an emulator), nothing is tried.
# shellcheck disable=SC3045
if [ "$( (ulimit -v 64000 && ulimit -v) 2>/dev/null)" = 64000 ] &&
    ! grep 'define ADDRESS_SANITIZER 1' "$builddir/config.h" >/dev/null; then
    for options in '--list' '--print 404' '--dump' "-r $data/small.json --list" \
        "--check $shipped"; do
        # From what the loader needs to what the program does with ease.
        kilobytes=2000 heard=
        while [ "$kilobytes" -lt 64000 ]; do
            # shellcheck disable=SC2086
            limited "-v $kilobytes" $options
            if [ "$status" = 0 ]; then
                break
            elif [ "$status" = 127 ] || { [ -z "$heard" ] && [ "$status" -gt 128 ]; }; then
                : # the loader, of which some end with a signal
            else
                told=1 heard=1
                status_is 2
                grep -e '^statusbrowse: out of memory$' -e 'there is no memory' "$err" \
                    >/dev/null || complain 'expected to hear of memory'
            fi
            kilobytes=$((kilobytes + 250))
        done
        status_is 0
    done
    [ -n "$told" ] || complain 'expected a limit that is too small'
fi

name 'a registry of 100 000 entries is loaded, and one more is refused'
# entries COUNT: a registry of so many, each with what an entry usually has.
entries() {
    LC_ALL=C awk -v count="$1" 'BEGIN {
        print "{\"format\": 1, \"id\": \"large\", \"title\": \"Large\", \"classes\": [],"
        print "\"documents\": [{\"id\": \"D\", \"title\": \"Numbers\","
        print "\"url\": \"https://example.org/\"}], \"codes\": ["
        for (i = 1; i <= count; i++)
            printf "{\"code\": \"%06d\", \"phrase\": \"Number %d of the list\",\n" \
                "  \"owner\": \"Example\", \"status\": \"registered\",\n" \
                "  \"summary\": \"The server answers with the number %d, and says in some more " \
                "words what is wrong with the request and what may be done.\",\n" \
                "  \"references\": [{\"doc\": \"D\", \"section\": \"%d\"}]}%s\n", \
                i, i, i, i, i < count ? "," : "]}"
    }'
}
entries 100000 >"$scratch/large.json"
run -r "$scratch/large.json" -l
status_is 0
[ "$(wc -l <"$out")" -eq 100000 ] || complain 'expected all its entries'
entries 100001 >"$scratch/large.json"
run -r "$scratch/large.json" -l
status_is 2
err_has 'at most 100000'
rm "$scratch/large.json"

# --- Another user's rights -------------------------------------------------------------------------

name 'with the rights of another user it does nothing'
cp "$(command -v id)" "$scratch/id"
cp "$prog" "$scratch/set-user-id"
# Only root can try it, and only where file systems may set the user. AddressSanitizer's search for
# leaks may not trace such a process.
if [ "$(id -u)" = 0 ] && ! grep -q __asan_init "$prog" &&
    chown 65534 "$scratch/id" "$scratch/set-user-id" 2>/dev/null &&
    chmod 4755 "$scratch/id" "$scratch/set-user-id" && [ "$("$scratch/id" -u)" = 65534 ]; then
    for options in '--list' '--version' "-r $data/small.json --print 404"; do
        shown="set-user-id statusbrowse $options"
        # shellcheck disable=SC2086
        "$scratch/set-user-id" $options >"$out" 2>"$err" </dev/null
        status=$?
        status_is 2
        out_is_empty
        err_has 'set-user-ID'
    done
fi

# --- Standard input --------------------------------------------------------------------------------

name 'standard input is not waited for'
shown='statusbrowse 404 with an open pipe'
: >"$err"
mkfifo "$scratch/pipe"
"$prog" 404 <>"$scratch/pipe" >"$out" 2>"$err" &
waiting=$!
tries=0
while kill -0 $waiting 2>/dev/null && [ $tries -lt 200 ]; do
    sleep 0.05 2>/dev/null || sleep 1
    tries=$((tries + 1))
done
kill $waiting 2>/dev/null && complain 'expected it to end'
wait $waiting
status=$?
status_is 0
out_has 'Not Found'

end_test
finish
