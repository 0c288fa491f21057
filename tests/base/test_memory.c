#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "support/check.h"

static void an_array_grows_by_doubling_and_keeps_its_content(void)
{
    static const struct {
        size_t need, cap;
    } cases[] = {{1, 8}, {8, 8}, {9, 16}, {17, 32}, {1000, 1024}, {3, 1024}};
    size_t cap = 0;
    int *numbers = NULL;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t old = cap;
        numbers = mem_grow(numbers, &cap, cases[i].need, sizeof *numbers);
        CHECK_INT(cap, cases[i].cap);
        for (size_t n = old; n < cap; n++)
            numbers[n] = (int)n;
    }
    for (size_t n = 0; n < cap; n++)
        CHECK_INT(numbers[n], n);
    free(numbers);
}

static void an_array_with_room_is_not_moved(void)
{
    size_t cap = 0;
    char *p = mem_grow(NULL, &cap, 5, 1);
    CHECK(mem_grow(p, &cap, cap, 1) == p);
    CHECK(mem_grow(p, &cap, 0, 1) == p);
    free(p);
}

static void a_size_of_zero_gives_a_pointer(void)
{
    void *pointers[] = {xmalloc(0), xcalloc(0, 8), xcalloc(8, 0), xreallocarray(NULL, 0, 8)};
    for (size_t i = 0; i < sizeof pointers / sizeof pointers[0]; i++) {
        CHECK(pointers[i] != NULL);
        free(pointers[i]);
    }
}

static void copies_end_with_nul(void)
{
    char *whole = xstrdup("status"), *part = xstrndup("status", 4), *none = xstrndup("x", 0);
    CHECK_STR(whole, "status");
    CHECK_STR(part, "stat");
    CHECK_STR(none, "");
    free(whole);
    free(part);
    free(none);
}

static int hook_pipe = -1;

/* Of gcc --coverage, else NULL: writes the counts, which _Exit() would lose. */
extern void __gcov_dump(void) __attribute__((weak));

static void say_that_it_was_called(void)
{
    if (__gcov_dump != NULL)
        __gcov_dump();
    if (write(hook_pipe, "hook ", 5) != 5)
        _exit(3);
}

static void overflow_calloc(void)
{
    xcalloc(SIZE_MAX, 2);
}

static void overflow_realloc(void)
{
    xreallocarray(NULL, SIZE_MAX / 2, 3);
}

static void overflow_growth(void)
{
    size_t cap = 8;
    mem_grow(NULL, &cap, SIZE_MAX, 1);
}

static void overflow_growth_in_bytes(void)
{
    size_t cap = 8;
    mem_grow(NULL, &cap, SIZE_MAX / 4, 16);
}

static void overflow_string(void)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_pad(&sb, 'x', 1);
    strbuf_pad(&sb, 'x', SIZE_MAX - 1);
}

static void overflow_reserve(void)
{
    struct arena arena = {NULL, 0};
    arena_reserve(&arena, SIZE_MAX);
}

static void overflow_arena(void)
{
    struct arena arena = {NULL, 0};
    arena_alloc(&arena, SIZE_MAX);
}

/* Runs a request that cannot be met in a child; what the child wrote is in text. */
static int run_in_child(void (*request)(void), char *text, size_t room)
{
    int ends[2], status = 0;
    size_t len = 0;
    ssize_t got;
    if (pipe(ends) != 0)
        return -1;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        hook_pipe = ends[1];
        mem_set_oom_hook(say_that_it_was_called);
        request();
        _exit(0);
    }
    close(ends[1]);
    while (len + 1 < room && (got = read(ends[0], text + len, room - 1 - len)) > 0)
        len += (size_t)got;
    text[len] = '\0';
    close(ends[0]);
    waitpid(child, &status, 0);
    return status;
}

static void a_size_that_overflows_calls_the_hook_and_ends_the_program(void)
{
    static const struct {
        const char *name;
        void (*request)(void);
    } cases[] = {
        {"calloc", overflow_calloc},   {"realloc", overflow_realloc},
        {"growth", overflow_growth},   {"growth in bytes", overflow_growth_in_bytes},
        {"string", overflow_string},   {"arena", overflow_arena},
        {"reserve", overflow_reserve},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[200];
        int status = run_in_child(cases[i].request, text, sizeof text);
        CHECK_MSG(WIFEXITED(status) && WEXITSTATUS(status) == MEM_EXIT_STATUS, "%s: status %d",
                  cases[i].name, status);
        CHECK_MSG(strcmp(text, "hook statusbrowse: out of memory\n") == 0, "%s: wrote \"%s\"",
                  cases[i].name, text);
    }
}

static void a_string_grows_piece_by_piece(void)
{
    struct strbuf sb = STRBUF_INIT;
    CHECK_STR(strbuf_str(&sb), "");
    strbuf_puts(&sb, "4");
    strbuf_putc(&sb, '0');
    strbuf_add(&sb, "4xx", 1);
    strbuf_pad(&sb, '.', 3);
    strbuf_printf(&sb, "%s=%d", "n", 7);
    CHECK_STR(strbuf_str(&sb), "404...n=7");
    CHECK_INT(sb.len, 9);
    strbuf_add(&sb, NULL, 0);
    CHECK_INT(sb.len, 9);
    strbuf_clear(&sb);
    CHECK(sb.data == NULL && sb.len == 0 && sb.cap == 0);
}

static void every_length_ends_with_nul(void)
{
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < 3000; i++) {
        strbuf_putc(&sb, 'a');
        CHECK_INT(strlen(strbuf_str(&sb)), i + 1);
    }
    strbuf_reset(&sb);
    CHECK_STR(strbuf_str(&sb), "");
    CHECK(sb.cap >= 3000);
    strbuf_clear(&sb);
}

static void a_string_may_contain_nul(void)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_add(&sb, "a\0b", 3);
    CHECK_INT(sb.len, 3);
    CHECK(memcmp(sb.data, "a\0b", 4) == 0);
    strbuf_clear(&sb);
}

static void a_taken_string_is_the_callers(void)
{
    struct strbuf sb = STRBUF_INIT;
    char *empty = strbuf_take(&sb);
    strbuf_puts(&sb, "text");
    char *text = strbuf_take(&sb);
    CHECK_STR(empty, "");
    CHECK_STR(text, "text");
    CHECK(sb.data == NULL && sb.len == 0);
    free(empty);
    free(text);
}

static void formatting_longer_than_any_buffer_is_not_cut(void)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_printf(&sb, "%05000d|%s", 7, "end");
    CHECK_INT(sb.len, 5004);
    CHECK_STR(sb.data + 4999, "7|end");
    strbuf_clear(&sb);
}

static void arena_memory_is_zeroed_aligned_and_apart(void)
{
    static const size_t sizes[] = {1, 3, 16, 17, 100, 4096, 65536, 65537, 1000000, 1, 2};
    struct arena arena = {NULL, 0};
    unsigned char *blocks[64];
    size_t lengths[64], count = 0;
    for (size_t round = 0; round < 5; round++)
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++, count++) {
            lengths[count] = sizes[i];
            blocks[count] = arena_alloc(&arena, sizes[i]);
            CHECK_INT((uintptr_t)blocks[count] % _Alignof(max_align_t), 0);
            size_t zeros = 0;
            while (zeros < sizes[i] && blocks[count][zeros] == 0)
                zeros++;
            CHECK_INT(zeros, sizes[i]);
            memset(blocks[count], (int)count + 1, sizes[i]);
        }
    for (size_t i = 0; i < count; i++) {
        CHECK_INT(blocks[i][0], i + 1);
        CHECK_INT(blocks[i][lengths[i] - 1], i + 1);
    }
    arena_clear(&arena);
    CHECK(arena.blocks == NULL);
    arena_clear(&arena);
}

static void what_is_reserved_lies_in_one_piece(void)
{
    struct arena arena = {NULL, 0};
    const size_t size = 300000;
    char text[99] = "x";
    arena_strndup(&arena, "before", 6);
    arena_reserve(&arena, size);
    char *first = arena_alloc(&arena, 8);
    for (size_t taken = 8; taken + 100 <= size; taken += 100) {
        char *next = arena_strndup(&arena, text, 99);
        CHECK_INT(next - first, taken);
    }
    struct arena_block *block = arena.blocks;
    arena_reserve(&arena, 10);
    CHECK(arena.blocks == block);
    arena_clear(&arena);
}

static void arena_strings_end_with_nul(void)
{
    struct arena arena = {NULL, 0};
    for (int i = 0; i < 10000; i++)
        CHECK_STR(arena_strndup(&arena, "Not Found", 3), "Not");
    CHECK_STR(arena_strndup(&arena, "", 0), "");
    arena_clear(&arena);
}

static void a_hash_of_pieces_is_the_hash_of_the_whole(void)
{
    static const char text[] =
        "{\n  \"format\": 1, \"id\": \"http\", \"title\": \"HTTP status codes\", "
        "\"codes\": [{}]}\n\377";
    for (size_t len = 0; len < sizeof text; len++) {
        struct hash whole = hash_of(text, len), pieces = HASH_EMPTY;
        for (size_t i = 0; i < len; i += HASH_BLOCK_BYTES)
            hash_add_piece(&pieces, text + i,
                           len - i < HASH_BLOCK_BYTES ? len - i : HASH_BLOCK_BYTES);
        CHECK(hash_equal(&whole, &pieces));
    }
}

static void each_byte_of_a_file_counts_in_its_hash(void)
{
    char text[3 * HASH_BLOCK_BYTES - 1];
    memset(text, 'x', sizeof text);
    struct hash all = hash_of(text, sizeof text);
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] = 'y';
        struct hash hash = hash_of(text, sizeof text);
        CHECK_MSG(!hash_equal(&hash, &all), "byte %zu", i);
        text[i] = 'x';
    }
}

/* FNV-1a over words, first byte lowest, on every processor. */
static void a_hash_is_the_same_on_every_processor(void)
{
    struct hash hash = hash_of("12345678ab", 10);
    CHECK(hash.lanes[0] == hash_add(HASH_START, UINT64_C(0x3837363534333231)));
    CHECK(hash.lanes[1] == hash_add(HASH_START, UINT64_C(0x6261)));
    CHECK(hash.lanes[2] == hash_add(HASH_START, 0));
}

int main(void)
{
    RUN(an_array_grows_by_doubling_and_keeps_its_content);
    RUN(an_array_with_room_is_not_moved);
    RUN(a_size_of_zero_gives_a_pointer);
    RUN(copies_end_with_nul);
    RUN(a_size_that_overflows_calls_the_hook_and_ends_the_program);
    RUN(a_string_grows_piece_by_piece);
    RUN(every_length_ends_with_nul);
    RUN(a_string_may_contain_nul);
    RUN(a_taken_string_is_the_callers);
    RUN(formatting_longer_than_any_buffer_is_not_cut);
    RUN(arena_memory_is_zeroed_aligned_and_apart);
    RUN(what_is_reserved_lies_in_one_piece);
    RUN(arena_strings_end_with_nul);
    RUN(a_hash_of_pieces_is_the_hash_of_the_whole);
    RUN(each_byte_of_a_file_counts_in_its_hash);
    RUN(a_hash_is_the_same_on_every_processor);
    return check_done();
}
