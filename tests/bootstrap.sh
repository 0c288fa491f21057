#!/bin/sh
# The script that builds: what it says and does around a build. Building itself is left to stubs of
# configure and make.
# shellcheck source=tests/support/support.sh
. "${srcdir:-.}/tests/support/support.sh"

source=$scratch/source
unset CC CFLAGS CPPFLAGS LDFLAGS MAKEFLAGS MFLAGS MAKELEVEL

# A source folder that is configured afresh, in which nothing is stale.
make_source()
{
    rm -rf "$source" "$HOME/.local" && mkdir -p "$source/build-aux" "$scratch/tools" || return
    cp "$srcdir/bootstrap" "$source/bootstrap" || return
    for made in configure.ac Makefile.am build-aux/install-sh aclocal.m4 configure config.h.in \
        Makefile.in; do
        echo >"$source/$made"
        touch -t 202601010000 "$source/$made"
    done
    cat >"$source/configure" <<'EOF'
#!/bin/sh
echo "prefix = ${1#--prefix=}" >Makefile
touch config.status
EOF
    cat >"$scratch/tools/make" <<'EOF'
#!/bin/sh
echo "make $*" >>"$MADE"
while [ $# -gt 0 ]; do
    [ "$1" != -C ] || folder=$2
    shift
done
printf '#!/bin/sh\necho "program $*"\nexit 3\n' >"$folder/statusbrowse"
chmod +x "$folder/statusbrowse"
EOF
    for tool in autoreconf automake; do
        printf '#!/bin/sh\necho %s >>"$MADE"\n' "$tool" >"$scratch/tools/$tool"
    done
    chmod +x "$source/configure" "$source/bootstrap" "$scratch/tools"/*
    touch -t 202601010000 "$source/configure"
    : >"$scratch/made"
}

# bootstrap ARGUMENT...: its words in the file said, its exit status in $status.
bootstrap()
{
    (unset builddir && PATH=$scratch/tools:${NEW_PATH-/usr/bin:/bin} MADE=$scratch/made &&
        export PATH MADE && cd "$source" && ./bootstrap "$@") >out 2>said </dev/null
    status=$?
}

# says TEXT, lacks TEXT: complaints about the words.
says()
{
    grep -F -e "$1" said >/dev/null || { echo "not said: $1" && cat said; }
}

lacks()
{
    ! grep -F -e "$1" said >/dev/null || { echo "said: $1" && cat said; }
}

# --- Tests ------------------------------------------------------------------------------------

run_says_where_the_program_is()
{
    make_source && bootstrap run -p 'a b'
    [ "$status" = 3 ] || echo "exit status $status, not that of the program"
    [ "$(cat out)" = 'program -p a b' ] || cat out
    says 'that was build/statusbrowse; ./bootstrap install puts it on your PATH'
    printf '#!/bin/sh\n' >"$scratch/tools/statusbrowse"
    chmod +x "$scratch/tools/statusbrowse"
    bootstrap run
    rm "$scratch/tools/statusbrowse"
    lacks 'puts it on your PATH'
}

install_goes_to_the_home_and_says_what_path_lacks()
{
    make_source && bootstrap install
    [ "$status" = 0 ] || echo "exit status $status"
    says "installed $HOME/.local/bin/statusbrowse"
    says "PATH=\"\$PATH:$HOME/.local/bin\""
    grep -x "prefix = $HOME/.local" "$source/build/install/Makefile" >/dev/null || echo 'another prefix'
    # The user's own registry would be overwritten.
    grep "make .* pkgdatadir=$HOME/.local/lib/statusbrowse install\$" "$scratch/made" >/dev/null ||
        cat "$scratch/made"
    NEW_PATH=/usr/bin:/bin:$HOME/.local/bin bootstrap install
    lacks 'not on your PATH'
}

install_takes_a_prefix_and_uninstall_remembers_it()
{
    make_source && bootstrap install "$scratch/a prefix"
    says "installed $scratch/a prefix/bin/statusbrowse"
    ! grep pkgdatadir "$scratch/made"
    : >"$scratch/made"
    bootstrap uninstall
    [ "$status" = 0 ] || echo "exit status $status"
    says "removed $scratch/a prefix/bin/statusbrowse"
    grep 'make .* uninstall$' "$scratch/made" >/dev/null || cat "$scratch/made"
    bootstrap install ../relative
    says "installed $source/../relative/bin/statusbrowse"
}

uninstall_without_install_says_so()
{
    make_source && bootstrap uninstall
    [ "$status" = 1 ] || echo "exit status $status"
    says 'nothing was installed from here'
}

stale_files_are_made_again()
{
    for file in configure.ac Makefile.am aclocal.m4; do
        make_source && touch -t 202601020000 "$source/$file" && bootstrap install "$scratch/p"
        says 'making configure'
        [ "$(head -n 1 "$scratch/made")" = autoreconf ] || echo "$file: $(cat "$scratch/made")"
    done
    for file in configure Makefile.in config.h.in aclocal.m4; do
        make_source && touch -t 202501010000 "$source/$file" && bootstrap install "$scratch/p"
        says 'making configure'
    done
    make_source && bootstrap install "$scratch/p"
    lacks 'making configure'
}

a_folder_that_cannot_be_written_is_explained()
{
    [ "$(id -u)" != 0 ] || return $skip
    make_source && chmod a-w "$source" && bootstrap run
    chmod u+w "$source"
    [ "$status" = 1 ] || echo "exit status $status"
    says "cannot write to $source/build"
    says "cp -R '$source' FOLDER, then FOLDER/bootstrap"
    says "mkdir FOLDER && cd FOLDER && '$source/configure' && make"
}

a_prefix_that_cannot_be_written_is_explained()
{
    make_source && touch "$scratch/file" && NEW_PATH=/usr/bin:/bin bootstrap install "$scratch/file/p"
    [ "$status" = 1 ] || echo "exit status $status"
    says "cannot write to $scratch/file/p"
}

try run_says_where_the_program_is
try install_goes_to_the_home_and_says_what_path_lacks
try install_takes_a_prefix_and_uninstall_remembers_it
try uninstall_without_install_says_so
try stale_files_are_made_again
try a_folder_that_cannot_be_written_is_explained
try a_prefix_that_cannot_be_written_is_explained

finish
