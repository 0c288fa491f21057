/*
 * What the fuzz targets share. Each is a file with LLVMFuzzerTestOneInput(), which libFuzzer
 * (run.sh) or replay.c calls, and which ends the process when something does not hold.
 */
#ifndef SB_FUZZ_H
#define SB_FUZZ_H

#include <locale.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(cond)                                                                              \
    do {                                                                                           \
        if (!(cond)) {                                                                             \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #cond);              \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* Widths are those of a UTF-8 locale. */
static inline void fuzz_start(void)
{
    static bool started;
    if (!started)
        setlocale(LC_CTYPE, "C.UTF-8");
    started = true;
}

/* The next byte of the input, 0 when it is used up. */
struct fuzz_input {
    const uint8_t *at, *end;
};

static inline unsigned fuzz_byte(struct fuzz_input *input)
{
    return input->at < input->end ? *input->at++ : 0;
}

static inline bool fuzz_is_utf8(const char *text, size_t len)
{
    uint32_t cp = 0;
    for (size_t i = 0; i < len && cp != UTF8_INVALID;)
        i += utf8_decode(text + i, len - i, &cp);
    return cp != UTF8_INVALID;
}

/* Is the text fit for a terminal? A joiner is, directly after a letter of the scripts that are
 * spelt with it. newlines: also with line ends. */
static inline bool fuzz_is_printable(const char *text, size_t len, bool newlines)
{
    uint32_t cp, before = 0;
    for (size_t i = 0; i < len; before = cp) {
        i += utf8_decode(text + i, len - i, &cp);
        if ((newlines && cp == '\n') || (utf8_is_joiner(cp) && before >= 0x600 && before < 0x2000))
            continue;
        if (cp == UTF8_INVALID || utf8_is_hidden(cp) || utf8_is_control(cp))
            return false;
    }
    return true;
}

/* A failure has a message that can be shown; a success has none. */
static inline void fuzz_check_error(const struct sb_error *err, bool failed)
{
    REQUIRE((err->message != NULL) == failed && (err->kind != SB_ERR_NONE) == failed);
    if (failed)
        REQUIRE(err->message[0] != '\0' &&
                fuzz_is_printable(err->message, strlen(err->message), true));
}

/* A small registry with something of everything, for the targets that need one to work on. */
static const char fuzz_registry[] =
    "{\"format\":1,\"id\":\"http\",\"title\":\"Fuzzed\",\"unregistered\":{\"in_class\":\"first\","
    "\"outside\":\"5xx\",\"reference\":{\"doc\":\"RFC 9110\",\"section\":\"15\"}},\"classes\":["
    "{\"id\":\"4xx\",\"title\":\"Client Error\",\"first\":400,\"last\":499},"
    "{\"id\":\"5xx\",\"title\":\"Server Error\",\"first\":500,\"last\":599}],\"documents\":["
    "{\"id\":\"RFC 9110\",\"title\":\"HTTP Semantics\",\"url\":\"https://example.org/9110\","
    "\"section_url\":\"https://example.org/9110#{section}\",\"obsoletes\":[\"RFC 7231\"]}],"
    "\"codes\":[{\"code\":\"404\",\"phrase\":\"Not Found\",\"owner\":\"IANA\",\"registration\":"
    "\"standard\",\"summary\":\"Nothing is here.\",\"meaning\":[\"See 410 and 429.\"],\"causes\":["
    "\"A mistyped address.\"],\"client_action\":[\"Check it.\"],\"tags\":[\"missing page\"],"
    "\"facts\":{\"heuristically_cacheable\":true,\"content\":\"allowed\",\"retry\":\"no\"},"
    "\"references\":[{\"doc\":\"RFC 9110\",\"section\":\"15.5.5\"}]},{\"code\":\"410\",\"phrase\":"
    "\"Gone\",\"owner\":\"IANA\",\"registration\":\"standard\",\"aliases\":[\"deleted\"],"
    "\"confusable_with\":[{\"code\":\"404\",\"difference\":\"Gone for good.\"}]},{\"code\":\"429\","
    "\"phrase\":\"Too Many Requests\",\"owner\":\"IANA\",\"registration\":\"standard\",\"headers\":"
    "[{\"name\":\"Retry-After\",\"in\":\"response\",\"strength\":\"MAY\",\"note\":\"seconds\"}],"
    "\"tags\":[\"rate limit\"],\"former_names\":[{\"phrase\":\"Enhance Your Calm\"}],\"example\":{"
    "\"request\":[\"GET / HTTP/1.1\"],\"response\":[\"HTTP/1.1 429 Too Many Requests\"]}},"
    "{\"code\":\"499\",\"phrase\":\"Client Closed Request\",\"owner\":\"nginx\",\"registration\":"
    "\"unofficial\",\"seen_in\":[\"log\"]},{\"code\":\"503\",\"phrase\":\"Service Unavailable\","
    "\"owner\":\"IANA\",\"registration\":\"standard\",\"myths\":[{\"text\":\"It is no crash.\"}],"
    "\"summary\":\"Caf\\u00e9 closed \\u2013 \\u65e5\\u672c.\"}]}";

#endif
