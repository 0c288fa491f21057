#!/bin/sh
# What docs/integration.md has for other programs is what they read.
# shellcheck source=tests/support/support.sh
. "${srcdir:-.}/tests/support/support.sh"

page=$srcdir/docs/integration.md

# blocks LANGUAGE: those of the page.
blocks()
{
    awk -v fence="\`\`\`$1" '$0 == fence { inside = 1; next } /^```/ { inside = 0 } inside' "$page"
}

# reads SHELL: and defines the widget.
reads()
{
    command -v "$1" >/dev/null || return "$skip"
    blocks "$1" >widget
    grep -q _statusbrowse_word widget || echo "the page has nothing for $1"
    "$1" -n widget
}

every_option_is_one()
{
    statusbrowse --help >help
    grep -o 'statusbrowse [^|(]*' "$page" | grep -o -e ' --[a-z][a-z-]*' | sort -u | while read -r option; do
        grep -q -e "$option" help || echo "$option is no option"
    done
}

# The shell function for curl, with a curl that needs no network.
curl_is_explained()
{
    mkdir bin
    printf '#!/bin/sh\nprintf "> GET / HTTP/1.1\\n>\\n< HTTP/1.1 421 Misdirected Request\\n<\\n" >&2\n' >bin/curl
    chmod +x bin/curl
    blocks sh | sed -n '/^explain()/p' >function
    echo 'explain https://example.com' >>function
    PATH=$PWD/bin:$PATH sh ./function >out
    grep -q 'Misdirected Request' out || cat out
}

# jq is what fails the job.
a_server_error_fails_a_job()
{
    command -v jq >/dev/null || return "$skip"
    blocks sh | sed -n '/access.log/,/jq/p' >job
    printf '10.0.0.1 - - [10/Oct/2026:13:55:36 +0000] "GET / HTTP/1.1" 404 11\n' >access.log
    sh ./job >out || echo "404 fails it"
    printf '10.0.0.1 - - [10/Oct/2026:13:55:36 +0000] "GET / HTTP/1.1" 502 11\n' >>access.log
    ! sh ./job >out || echo "502 does not fail it"
}

try reads bash
try reads zsh
try reads fish
try every_option_is_one
try curl_is_explained
try a_server_error_fails_a_job
finish
