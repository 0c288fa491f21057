#!/bin/sh
# Remakes the pictures in this folder: the real program in a real terminal (xterm on a virtual X
# server), driven through tmux. Called by `make screenshots` with the program's path.
# Needs Xvfb, xterm, x11-utils, tmux, ImageMagick and the font JetBrains Mono.
set -eu

folder=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)
program=$folder/$(basename -- "$1")
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
for tool in Xvfb xterm xwininfo tmux import convert; do
    command -v "$tool" >/dev/null || { echo "shoot.sh: $tool is missing" >&2; exit 1; }
done

work=$(mktemp -d)
session=0 mux=
DISPLAY=:$((1000 + $$ % 30000))
export DISPLAY
Xvfb "$DISPLAY" -noreset -screen 0 3200x2200x24 >/dev/null 2>&1 &
server=$!
terminal=
stop()
{
    [ -z "$terminal" ] || kill "$terminal" 2>/dev/null || :
    terminal=
    [ -z "$mux" ] || $mux kill-server 2>/dev/null || :
    mux=
}
trap 'stop; kill $server 2>/dev/null; rm -rf "$work"' EXIT INT TERM

# until COMMAND...: runs it until it succeeds, 10 seconds at most.
until_true()
{
    tries=0
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ $tries -lt 200 ] || { echo "shoot.sh: gave up on: $*" >&2; exit 1; }
        sleep 0.05
    done
}

# Every picture begins with the same bookmarks, whatever was done for the one before.
set_home()
{
    mkdir -p "$work/home/.local/share/statusbrowse"
    cat >"$work/home/.local/share/statusbrowse/bookmarks.json" <<'JSON'
{
  "format": 1,
  "title": "",
  "bookmarks": [
    {"registry": "http", "code": "409", "owner": "IANA", "note": "lesson 2: two editors, one page",
     "added": "2026-11-02T08:30:00Z"},
    {"registry": "http", "code": "502", "owner": "IANA", "note": "", "added": "2026-11-02T08:31:00Z"},
    {"registry": "http", "code": "499", "owner": "nginx", "note": "look at the client's time-out first",
     "added": "2026-11-03T14:05:00Z"}
  ]
}
JSON
}

# A morning in the log of a shop, always the same.
write_log()
{
    awk 'BEGIN {
        count = split("/ /cart /api/orders /login /assets/app.js /feed.xml", paths, " ")
        for (i = 0; i < 4000; i++) {
            seed = (seed * 1103515 + 12345) % 2147483648
            r = int(seed / 65536) % 1000
            code = r < 780 ? 200 : r < 850 ? 304 : r < 890 ? 301 : r < 930 ? 404 : r < 950 ? 401 : \
                r < 965 ? 429 : r < 975 ? 499 : r < 992 ? 502 : 504
            if (i > 2300 && i < 2420 && r % 3 == 0) code = 502 # a deploy
            path = paths[int(seed / 256) % count + 1]
            if (code == 404) path = r % 3 ? "/favicon.ico" : "/old-page"
            if (code == 429) path = "/api/search"
            if (code == 499 || code > 500) path = r % 3 ? "/api/orders" : "/api/cart"
            printf "203.0.113.%d - - [27/Nov/2026:%02d:%02d:%02d +0000] ", r % 250 + 1, \
                8 + i / 720, i / 12 % 60, i * 5 % 60
            printf "\"GET %s HTTP/1.1\" %d %d\n", path, code, code == 304 ? 0 : 512 + r
        }
    }' >"$work/home/access.log"
}

# What curl -sv prints now of a response with two mistakes, and a curl that prints it.
write_response()
{
    cat >"$work/home/response.txt" <<EOF
> GET /api/orders HTTP/1.1
> Host: shop.example
> User-Agent: curl/8.16.0
> Accept: */*
>
< HTTP/1.1 503 Service Unavailable
< Server: nginx/1.28.0
< Date: $(LC_ALL=C date -u '+%a, %d %b %Y %H:%M:%S GMT')
< Content-Type: text/html
< Content-Length: 19
< Transfer-Encoding: chunked
< Retry-After: 120s
< X-Cache: MISS from cdn-fra-07
<
EOF
    mkdir -p "$work/bin"
    printf '#!/bin/sh\ncat "%s/home/response.txt" >&2\n' "$work" >"$work/bin/curl"
    chmod +x "$work/bin/curl"
}

until_true xwininfo -root

dark='-bg #1b1f27 -fg #d5d9e2'
dark_palette='
*color0: #1b1f27
*color1: #f07178
*color2: #9ccc65
*color3: #e6c15a
*color4: #6fa8ff
*color5: #c792ea
*color6: #5ccfe6
*color7: #d5d9e2'
light='-bg #ffffff -fg #1f2328'
light_palette='
*color0: #1f2328
*color1: #b3261e
*color2: #1a7f37
*color3: #8a5a00
*color4: #0550ae
*color5: #8250df
*color6: #0b6e75
*color7: #57606a'

# The colours of a picture: each foreground's way to the background. Counting pixels instead would
# leave out the rare ones: a star, a line between panes.
blend()
{
    out=$1 background=$2 parts=
    shift 2
    for color in "$@"; do
        part=$work/part-${color#?}.png
        convert -size 1x16 "gradient:$color-$background" "$part"
        parts="$parts $part"
    done
    # shellcheck disable=SC2086
    convert $parts +append "$out"
}
# Text, the accents and greys of the theme, then the terminal's own colours.
blend "$work/dark.png" '#1b1f27' '#d5d9e2' '#87afff' '#87d787' '#5fd7d7' '#ffd75f' '#ff8787' \
    '#9e9e9e' '#585858' '#f07178' '#9ccc65' '#e6c15a' '#6fa8ff' '#5ccfe6'
blend "$work/light.png" '#ffffff' '#1f2328' '#005faf' '#005f00' '#005f5f' '#875f00' '#af0000' \
    '#008700' '#008787' '#af8700' '#585858' '#a8a8a8'

# start COLSxROWS dark|light FONTSIZE [ARGUMENTS]: the program in a terminal of that size.
start()
{
    start_command "$1" "$2" "$3" "$program --builtin --no-state $(shift 3 && echo "$*"); sleep 60"
}

# start_shell COLSxROWS dark|light FONTSIZE: a shell in it, which knows the program.
start_shell()
{
    start_command "$1" "$2" "$3" "PS1='\$ ' bash --norc --noprofile"
}

# start_command COLSxROWS dark|light FONTSIZE COMMAND
start_command()
{
    size=$1 mode=$2 font=$3 command=$4
    set_home
    write_log
    write_response
    cols=${size%x*} rows=${size#*x}
    # A server of its own each time: the last one may not be gone yet.
    session=$((session + 1))
    mux="tmux -2 -L statusbrowse-shoot-$$-$session -f /dev/null"
    # The theme is the usual one, auto: it looks at the background.
    if [ "$mode" = dark ]; then
        look=$dark palette=$dark_palette background='15;0'
    else
        look=$light palette=$light_palette background='0;15'
    fi
    echo "$palette" >"$work/palette"
    env -u NO_COLOR HOME="$work/home" LC_ALL=C.UTF-8 COLORFGBG="$background" \
        PATH="$work/bin:$folder:$PATH" \
        XDG_DATA_HOME="$work/home/.local/share" XDG_STATE_HOME="$work/home/.local/state" \
        XDG_CONFIG_HOME="$work/home/.config" \
        $mux new-session -d -x "$cols" -y "$rows" -c "$work/home" "$command"
    $mux set -g status off
    $mux set -g default-terminal tmux-256color
    xrdb_file="$work/palette"
    XENVIRONMENT=$xrdb_file xterm $look -fa 'JetBrains Mono' -fs "$font" -geometry "${cols}x${rows}+0+0" \
        -b 14 +sb -u8 -uc -xrm 'XTerm*boldColors: false' -xrm 'XTerm*cursorBlink: false' \
        -e $mux attach &
    terminal=$!
    until_true on_screen .
    until_true window
}

window()
{
    id=$(xwininfo -root -tree | sed -n 's/^ *\(0x[0-9a-f]*\) .*("xterm" "XTerm").*/\1/p' | head -n 1)
    [ -n "$id" ]
}

on_screen()
{
    $mux capture-pane -p | grep -q -- "$1"
}

keys()
{
    $mux send-keys "$@"
}

# The window shows what tmux has when two pictures of it are the same.
settled()
{
    import -window "$id" "$work/a.png" && sleep 0.15 && import -window "$id" "$work/b.png" &&
        cmp -s "$work/a.png" "$work/b.png"
}

shoot()
{
    sleep 0.2
    until_true settled
    convert "$work/b.png" +dither -remap "$work/$mode.png" -strip "PNG8:$1"
}

picture()
{
    shoot "$here/$1.png"
    stop
    echo "$1.png"
}

still_pictures()
{
    start 120x34 dark 20 429
    keys b
    until_true on_screen 'bookmarked'
    keys Escape
    picture browse-dark
    start 120x34 light 20 301
    picture browse-light
    start 120x34 dark 20 --theme=default 429
    keys l
    picture browse-default
    start 120x34 dark 20 access.log
    until_true on_screen 'worst first'
    picture seen
    start 120x34 dark 20 response.txt
    until_true on_screen 'BROKEN RULES'
    picture answer
    start 120x34 light 20 grpc:14
    picture registries
    start 120x34 dark 20
    keys h j j j j j j j l
    until_true on_screen 'lesson 2'
    picture bookmarks
    start 100x26 dark 20 --present 412
    keys Space Space Space Space Space Space Space Space
    until_true on_screen 'would lose'
    picture stage-exchange
    start 100x26 light 20 --quiz --seed 7 5xx
    keys a
    until_true on_screen 'is right'
    picture stage-quiz
}

# frame HUNDREDTHS: one frame of the demo, shown that long.
frame()
{
    count=$((count + 1))
    name=$(printf '%s/demo%03d.png' "$work" "$count")
    shoot "$name"
    frames="$frames -delay $1 $name"
}

type_slowly()
{
    for key in "$@"; do
        keys "$key"
        frame 16
    done
}

# command_line TEXT PATTERN: types it at the shell, and waits for what it shows.
command_line()
{
    rest=$1
    while [ -n "$rest" ]; do
        part=$(printf '%.5s' "$rest")
        keys -l -- "$part"
        rest=${rest#"$part"}
        frame 14
    done
    frame 60
    keys Enter
    until_true on_screen "$2"
}

# A log, an answer, a phrase.
demo()
{
    count=0 frames=
    start_shell 104x30 dark 14
    frame 60
    command_line 'statusbrowse access.log' 'worst first'
    frame 350
    keys j
    frame 250
    keys q
    until_true on_screen '^\$ *$'
    command_line 'curl -sv https://shop.example/api/orders 2>&1 | statusbrowse' 'BROKEN RULES'
    frame 500
    keys /
    frame 60
    type_slowly r a t e Space l i m t i
    frame 250
    keys Enter
    frame 350
    stop
    # shellcheck disable=SC2086
    convert -loop 0 $frames -layers OptimizePlus -layers OptimizeTransparency "$here/demo.gif"
    echo demo.gif
}

# What a class sees: a card step by step, a question from the room, a test.
lesson()
{
    count=0 frames=
    start 90x24 dark 14 --seed 7 --present 502 503 504
    frame 250
    keys Space
    frame 260
    keys Space
    frame 260
    keys Space Space Space Space
    frame 260
    type_slowly 4 9 9
    frame 150
    keys Space
    frame 200
    keys Escape
    frame 120
    keys t
    frame 300
    keys a
    frame 350
    stop
    # shellcheck disable=SC2086
    convert -loop 0 $frames -layers OptimizePlus -layers OptimizeTransparency "$here/lesson.gif"
    echo lesson.gif
}

still_pictures
demo
lesson
