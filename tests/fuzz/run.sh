#!/bin/sh
# Fuzzes one target with libFuzzer, AddressSanitizer and UndefinedBehaviorSanitizer. Needs clang.
# To be started in a build folder (it takes config.h and builtin_data.c from there); everything
# goes to its folder fuzz/. "make fuzz" calls it for every target.
#
#     run.sh TARGET SECONDS [LIBFUZZER-OPTIONS]    registry overlay bookmarks search text key log lint
#     run.sh TARGET merge                          minimises tests/fuzz/corpus/TARGET
#
# An input that breaks something is left in fuzz/. Fix the fault, and put the input into tests/fuzz/corpus/.
set -u

target=${1:?usage: run.sh TARGET SECONDS [LIBFUZZER-OPTIONS]}
seconds=${2:?usage: run.sh TARGET SECONDS [LIBFUZZER-OPTIONS]}
shift 2
fuzz=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
top=$fuzz/../..
clang=${CLANG:-clang}
work=fuzz
flags="-std=c11 -g -O1 -fno-omit-frame-pointer -DHAVE_CONFIG_H -D_GNU_SOURCE -I. -I$top/src
    -include $work/paths.h -fsanitize=address,undefined -fno-sanitize-recover=all"

if ! command -v "$clang" >/dev/null; then
    echo "no clang: nothing is fuzzed"
    exit 77
fi
if [ ! -f "$fuzz/fuzz_$target.c" ] || [ ! -f config.h ] || [ ! -f builtin_data.c ]; then
    echo "run.sh: no target '$target', or not in a build folder" >&2
    exit 2
fi
mkdir -p "$work/core" "$work/corpus-$target" || exit 1
[ -f "$work/paths.h" ] || echo '#define PKGDATADIR "/nowhere"' >"$work/paths.h"

# The core is compiled again when any source is newer than its archive.
cjson=$(${PKG_CONFIG:-pkg-config} --cflags libcjson)
if [ -z "$(find "$work/core.a" 2>/dev/null)" ] ||
    [ -n "$(find "$top/src" config.h -newer "$work/core.a" | head -n 1)" ]; then
    # Every file but those that use the terminal.
    find "$top"/src/*/ builtin_data.c -name '*.c' ! -path '*/src/term/*' ! -path '*/src/gen/*' \
        >"$work/sources"
    rm -f "$work"/core/*.o "$work/core.a"
    # shellcheck disable=SC2016,SC2086 # the inner shell expands; lists of words
    xargs -P "$(getconf _NPROCESSORS_ONLN)" -I '{}' sh -c \
        '"$@" -c "$0" -o "'"$work"'/core/$(basename "$0" .c).o"' '{}' \
        "$clang" $flags -fsanitize=fuzzer-no-link $cjson <"$work/sources" || exit 1
    ar cr "$work/core.a" "$work"/core/*.o || exit 1
fi
# shellcheck disable=SC2046,SC2086
"$clang" $flags -fsanitize=fuzzer $cjson "$fuzz/fuzz_$target.c" "$work/core.a" \
    $(${PKG_CONFIG:-pkg-config} --libs libcjson) -o "$work/fuzz_$target" || exit 1

corpus=$fuzz/corpus/$target
if [ "$seconds" = merge ]; then
    rm -rf "$work/merged" && mkdir "$work/merged" || exit 1
    "./$work/fuzz_$target" -set_cover_merge=1 -use_counters=0 -max_len=4096 "$work/merged" "$corpus" "$work/corpus-$target" || exit 1
    rm -rf "$corpus" && mkdir -p "$corpus" && cp "$work/merged"/* "$corpus"
    exit
fi
dictionary=
[ ! -f "$fuzz/$target.dict" ] || dictionary=-dict=$fuzz/$target.dict
# shellcheck disable=SC2086
"./$work/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
    -print_final_stats=1 -artifact_prefix="$work/$target-" $dictionary "$@" \
    "$work/corpus-$target" "$corpus"
