#!/bin/sh
# Makes one file that runs on any Linux of this processor: statusbrowse with musl, ncurses and cJSON
# inside.
#
#     packaging/static.sh FOLDER [NCURSES.tar.gz CJSON.tar.gz]
#
# FOLDER gets the program and all that is built for it. Without the two archives, "apt-get source"
# brings them, from where this system gets its packages. Needs musl-gcc (Debian's musl-tools), tic and
# infocmp.
#
# The descriptions of the usual terminals are compiled in, for systems without a terminfo database;
# where there is one it is looked at first, in every place that distributions have it.
set -eu

source=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
terminals=alacritty,ansi,cygwin,dumb,foot,gnome-256color,kitty,konsole-256color,linux,putty
terminals=$terminals,putty-256color,rxvt-unicode-256color,screen,screen-256color,st-256color
terminals=$terminals,tmux,tmux-256color,vt100,vt220,vte-256color,xterm,xterm-256color,xterm-color
places=/etc/terminfo:/lib/terminfo:/usr/share/terminfo:/usr/lib/terminfo:/usr/share/misc/terminfo
cores=$(nproc 2>/dev/null || echo 1)

absolute()
{
    echo "$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"
}

# logged STEP COMMAND...: shows only the end of what failed.
logged()
{
    step=$1
    shift
    echo "static: $step" >&2
    if ! "$@" >"$folder/$step.log" 2>&1 </dev/null; then
        tail -n 30 "$folder/$step.log" >&2
        echo "static: $step failed; the end of $folder/$step.log is above" >&2
        exit 1
    fi
}

# The system's own lists of packages stay as they are: they seldom name sources.
fetch()
{
    mkdir -p "$folder/apt/parts" "$folder/apt/lists/partial" && cd "$folder" || return
    cat /etc/apt/sources.list.d/*.sources 2>/dev/null |
        sed 's/^Types: .*/Types: deb-src/' >apt/parts/of.sources
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
        sed -n 's/^deb /deb-src /p' >apt/parts/of.list
    set -- -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$folder/apt/parts" \
        -o Dir::State::lists="$folder/apt/lists" -o Dir::Cache="$folder/apt" -o APT::Sandbox::User=
    apt-get "$@" update && apt-get "$@" source --download-only ncurses cjson
}

# unpack ARCHIVE NAME
unpack()
{
    rm -rf "${folder:?}/$2" && mkdir "$folder/$2" &&
        tar -xzf "$1" -C "$folder/$2" --strip-components 1
}

build_ncurses()
{
    unpack "$ncurses" ncurses && cd "$folder/ncurses" &&
        ./configure CC=musl-gcc CFLAGS='-O2' --prefix="$folder/root" --enable-widec \
            --without-cxx --without-cxx-binding --without-ada --without-progs --without-tests \
            --without-manpages --without-debug --disable-db-install --disable-stripping \
            --with-tic-path="$(command -v tic)" --with-infocmp-path="$(command -v infocmp)" \
            --with-fallbacks="$terminals" --with-terminfo-dirs="$places" \
            --with-default-terminfo-dir=/usr/share/terminfo \
            --enable-pc-files --with-pkg-config-libdir="$folder/root/lib/pkgconfig" &&
        make -j "$cores" libs && make install.libs install.includes
}

build_cjson()
{
    unpack "$cjson" cjson && cd "$folder/cjson" || return
    version=$(sed -n 's/^#define CJSON_VERSION_[A-Z]* //p' cJSON.h | paste -sd .)
    mkdir -p "$folder/root/include" "$folder/root/lib/pkgconfig"
    musl-gcc -O2 -c cJSON.c && ar cr "$folder/root/lib/libcjson.a" cJSON.o &&
        cp cJSON.h "$folder/root/include/" &&
        cat >"$folder/root/lib/pkgconfig/libcjson.pc" <<EOF
Name: libcjson
Description: cJSON
Version: $version
Libs: -L$folder/root/lib -lcjson
Cflags: -I$folder/root/include
EOF
}

# musl-gcc makes no static PIE, so that what can be hardened is named here.
build_program()
{
    rm -rf "$folder/build" && mkdir "$folder/build" && cd "$folder/build" &&
        PKG_CONFIG_LIBDIR=$folder/root/lib/pkgconfig "$source/configure" -q CC=musl-gcc \
            --disable-hardening CFLAGS='-O2 -fno-pie -fstack-protector-strong' \
            LDFLAGS='-static -no-pie -Wl,-z,relro -Wl,-z,now' --prefix=/usr &&
        make -s -j "$cores" statusbrowse && strip -o "$folder/statusbrowse" statusbrowse
}

if [ $# = 3 ]; then
    ncurses=$(absolute "$2") cjson=$(absolute "$3")
else
    logged fetch fetch
    ncurses=$(echo "$folder"/ncurses_*.orig.tar.gz) cjson=$(echo "$folder"/cjson_*.orig.tar.gz)
fi
logged ncurses build_ncurses
logged cjson build_cjson
logged program build_program
echo "$folder/statusbrowse"
