/* Inputs in steps: what comes slowly counts at once, and what cannot be read is refused. */
#include "config.h"
#include "reading/read_input.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "reading/totals.h"
#include "support/builtin.h"
#include "support/check.h"

static struct terms *terms;
static struct seen *seen;
static struct log_reader *reader;
static struct input *input;
static int writer; /* the other end of standard input */

/* Standard input becomes a pipe that does not block, which is opened as an input. */
static void begin(void)
{
    int ends[2];
    struct reading_setup setup = {.year = 2026};
    struct sb_error err = SB_ERROR_INIT;
    if (pipe(ends) != 0 || dup2(ends[0], STDIN_FILENO) < 0 || close(ends[0]) != 0 ||
        fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK) != 0)
        abort();
    writer = ends[1];
    seen = seen_new();
    reader = log_reader_new(terms, seen, &setup);
    struct input_target target = {reader, terms, seen, NULL};
    input = input_open(INPUT_STANDARD, &target, &err);
    CHECK(input != NULL && input_fd(input) == STDIN_FILENO);
    sb_error_clear(&err);
}

static void end(void)
{
    input_close(input);
    log_reader_free(reader);
    seen_free(seen);
    if (writer >= 0)
        close(writer);
}

/* Writes bytes and reads until there is nothing more now. Returns the last state. */
static enum input_state feed(const char *bytes, size_t len)
{
    struct sb_error err = SB_ERROR_INIT;
    enum input_state state = INPUT_MORE;
    CHECK(write(writer, bytes, len) == (ssize_t)len);
    while (state == INPUT_MORE)
        state = input_step(input, &err);
    CHECK((state == INPUT_FAILED) == (err.kind != SB_ERR_NONE));
    sb_error_clear(&err);
    return state;
}

static enum input_state feed_text(const char *text)
{
    return feed(text, strlen(text));
}

static enum input_state close_writer(void)
{
    struct sb_error err = SB_ERROR_INIT;
    enum input_state state = INPUT_MORE;
    close(writer);
    writer = -1;
    while (state == INPUT_MORE)
        state = input_step(input, &err);
    sb_error_clear(&err);
    return state;
}

static void a_line_counts_as_soon_as_it_is_there(void)
{
    begin();
    CHECK_INT(feed_text(""), INPUT_WAIT);
    CHECK_INT(feed_text("GET /x 404 1 ms\n"), INPUT_WAIT);
    CHECK_INT(seen->codes[404].count, 1);
    CHECK_INT(feed_text("GET /x 4"), INPUT_WAIT);
    CHECK_INT(seen->codes[404].count, 1);
    CHECK_INT(feed_text("04 1 ms\nGET /y 500"), INPUT_WAIT);
    CHECK_INT(seen->codes[404].count, 2);
    CHECK_INT(close_writer(), INPUT_ENDED);
    CHECK_INT(seen->codes[500].count, 1);
    end();
}

static void a_compressed_input_is_refused_in_any_pieces(void)
{
    begin();
    CHECK_INT(feed("\x1f", 1), INPUT_WAIT);
    CHECK_INT(feed("\x8b\x08", 2), INPUT_FAILED);
    end();
    begin();
    CHECK_INT(feed("\xfd", 1), INPUT_WAIT);
    CHECK_INT(feed("7zXZ\0", 5), INPUT_FAILED);
    end();
    begin(); /* what only begins so is none */
    CHECK_INT(feed_text("B"), INPUT_WAIT);
    CHECK_INT(feed_text("Z GET /x 404 1 ms\n"), INPUT_WAIT);
    CHECK_INT(seen->codes[404].count, 1);
    end();
}

/* The JSON of what a line gives. */
static char *make_totals(const char *line)
{
    struct seen *own = seen_new();
    struct reading_setup setup = {.year = 2026};
    struct log_reader *lines = log_reader_new(terms, own, &setup);
    struct json_writer json = {0};
    struct strbuf text = STRBUF_INIT;
    log_reader_feed(lines, line, strlen(line));
    log_reader_end(lines);
    totals_write(own, terms, 0, false, &json);
    json_finish(&json, &text);
    log_reader_free(lines);
    seen_free(own);
    return strbuf_take(&text);
}

static void totals_add_up_in_any_pieces(void)
{
    char *totals = make_totals("GET /x 404 1 ms\nodd\n");
    begin();
    for (int run = 0; run < 3; run++)
        for (size_t i = 0; totals[i] != '\0'; i++)
            CHECK_INT(feed(totals + i, 1), INPUT_WAIT);
    CHECK_INT(close_writer(), INPUT_ENDED);
    CHECK_INT(seen->codes[404].count, 3);
    CHECK_INT(seen->lines, 6);
    CHECK_INT(seen->not_understood, 3);
    end();
    /* A log may follow, and an array that only begins so is one of a log. */
    begin();
    feed_text(totals);
    feed_text("GET /x 404 1 ms\n");
    CHECK_INT(close_writer(), INPUT_ENDED);
    CHECK_INT(seen->codes[404].count, 2);
    end();
    begin();
    feed_text("[{\"code\": \"404\", \"count\": 5}, {\"status\":500,\"method\":\"GET\"}]\n");
    CHECK_INT(close_writer(), INPUT_ENDED);
    CHECK_INT(seen->codes[404].count, 0);
    CHECK_INT(seen->codes[500].count, 1);
    end();
    free(totals);
}

int main(void)
{
    terms = terms_new(support_http());
    RUN(a_line_counts_as_soon_as_it_is_there);
    RUN(a_compressed_input_is_refused_in_any_pieces);
    RUN(totals_add_up_in_any_pieces);
    terms_free(terms);
    return check_done();
}
