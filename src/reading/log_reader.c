#include "config.h"
#include "reading/log_reader.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "json/scan.h"
#include "reading/exchange.h"
#include "reading/fast.h"
#include "reading/request.h"

enum mode {
    MODE_START,    /* nothing was understood yet */
    MODE_LINES,    /* the lines of a log */
    MODE_EXCHANGE, /* messages */
};

struct log_reader {
    const struct terms *terms;
    struct seen *seen;
    struct line_reader *lines;
    struct exchange exchange;
    struct fast fast;
    int year;
    enum mode mode;
    bool chosen;    /* the user said which word is the status: it is a log */
    bool only_json; /* so far, so that a line may begin JSON of several lines */
    bool began;     /* a line was read */
    bool in_json;   /* JSON goes on */
    uint64_t lines_before, unknown_before; /* counts when this input began */
    uint64_t further;                      /* lines of it with codes of further registries only */
    size_t examples_before;
    bool skip_line; /* the rest of this line is of no use */
    bool open_line; /* the line in hand has no end */
    uint64_t line;  /* number of the line that is read; not counted once they are of a log */
    char *pending;  /* LINE_BYTES: the beginning of a line */
    size_t pending_len;
    uint64_t pending_total; /* bytes of it, also those that were passed over */
    char *kept;             /* LINE_BYTES: the JSON that goes on, while nothing was found in it */
    size_t kept_len;
    bool kept_all;
};

/* The next bytes are those of another input. */
static void begin_input(struct log_reader *reader)
{
    reader->mode = MODE_START;
    reader->only_json = !reader->chosen;
    reader->lines_before = reader->seen->lines;
    reader->unknown_before = reader->seen->not_understood;
    reader->examples_before = reader->seen->unknown_count;
    reader->further = 0;
}

struct log_reader *log_reader_new(const struct terms *terms, struct seen *seen,
                                  const struct reading_setup *setup)
{
    struct log_reader *reader = xcalloc(1, sizeof *reader);
    reader->terms = terms;
    reader->seen = seen;
    reader->year = setup->year;
    reader->exchange.answers = setup->answers;
    reader->lines = line_reader_new(terms, seen, setup);
    reader->chosen = setup->field > 0;
    begin_input(reader);
    reader->pending = xmalloc(LINE_BYTES + 1); /* and a newline */
    reader->kept = xmalloc(LINE_BYTES);
    return reader;
}

void log_reader_free(struct log_reader *reader)
{
    if (reader == NULL)
        return;
    line_reader_free(reader->lines);
    free(reader->pending);
    free(reader->kept);
    free(reader);
}

/* What a client says before its messages is no line of a log. */
static void begin_exchange(struct log_reader *reader)
{
    struct seen *seen = reader->seen;
    reader->mode = MODE_EXCHANGE;
    seen->understood -= reader->further;
    reader->further = 0;
    seen->exchange = seen->exchange || seen->understood == 0;
    seen->lines = reader->lines_before;
    seen->not_understood = reader->unknown_before;
    while (seen->unknown_count > reader->examples_before) {
        free(seen->unknown[--seen->unknown_count].text);
        seen->unknown[seen->unknown_count].text = NULL;
    }
}

/* Lines of a log were understood: with them, messages are counted as a log is. */
static void begin_lines(struct log_reader *reader)
{
    reader->mode = MODE_LINES;
    reader->seen->exchange = false;
}

/* Counts a value of JSON that was read as a whole; line: its beginning. */
static void count_json(struct log_reader *reader, const char *line, size_t len)
{
    size_t count = line_json_count(reader->lines);
    reader->seen->lines += count > 0 ? count : 1;
    reader->seen->understood += count;
    if (count == 0)
        seen_add_unknown(reader->seen, line, len);
    else
        begin_lines(reader);
}

static void keep(struct log_reader *reader, const char *bytes, size_t len)
{
    size_t room = LINE_BYTES - reader->kept_len;
    reader->kept_all = reader->kept_all && len <= room;
    len = len < room ? len : room;
    memcpy(reader->kept + reader->kept_len, bytes, len);
    reader->kept_len += len;
}

/* Begins JSON that goes on after these bytes. */
static void begin_json(struct log_reader *reader, const char *bytes, size_t len)
{
    reader->in_json = reader->kept_all = true;
    reader->kept_len = 0;
    keep(reader, bytes, len);
}

static bool begins_json(const char *line, size_t len)
{
    size_t at = 0;
    while (at < len && ascii_is_blank(line[at]))
        at++;
    return at < len && (line[at] == '{' || line[at] == '[');
}

/* Reads a line that may be JSON or begin it. Returns false when it is none. */
static bool read_json_line(struct log_reader *reader, const char *line, size_t len)
{
    enum records_state state = line_json(reader->lines, line, len);
    size_t used;
    if (state == RECORDS_MORE) /* the newline, which a string cannot have */
        state = line_json_more(reader->lines, "\n", 1, &used);
    if (state == RECORDS_MORE) {
        begin_json(reader, line, len);
        keep(reader, "\n", 1);
    } else if (state == RECORDS_WHOLE || line_json_count(reader->lines) > 0) {
        count_json(reader, line, len);
    } else {
        return false;
    }
    return true;
}

static void read_log_line(struct log_reader *reader, const char *line, size_t len)
{
    enum line_result result = line_read(reader->lines, line, len);
    reader->seen->lines++;
    if (result == LINE_FOUND) {
        reader->seen->understood++;
        begin_lines(reader);
    } else if (result == LINE_FURTHER) {
        reader->seen->understood++;
        reader->further++;
    } else if (result == LINE_UNKNOWN) {
        seen_add_unknown(reader->seen, line, len);
    }
    if (result != LINE_NOTHING)
        reader->only_json = false;
}

/* Reads a line of a message; raw_len counts it with its end. Before a CR of its own stands what a
 * client has overwritten on the screen, but for messages that are as they were sent. */
static void read_message_line(struct log_reader *reader, const char *line, size_t len,
                              uint64_t raw_len)
{
    const char *shown = line;
    if (exchange_is_raw(&reader->exchange))
        len -= len > 0 && line[len - 1] == '\r';
    else
        len = line_shown(&shown, len);
    raw_len -= (uint64_t)(shown - line);
    line = shown;
    if (reader->exchange.coloured) {
        size_t plain = line_without_colours(reader->lines, &line, len);
        raw_len -= len - plain;
        len = plain;
    }
    reader->exchange.line = reader->line;
    reader->exchange.line_end = raw_len - len;
    exchange_line(&reader->exchange, reader->terms, reader->seen, line, len, raw_len);
    if (reader->exchange.part != EXCHANGE_CONTENT)
        line_read_further(reader->lines, line, len);
}

/* Reports whether the line begins a message, in colours or not. */
static bool message_begins(struct log_reader *reader, const char *line, size_t len)
{
    const char *plain = line;
    size_t plain_len = line_without_colours(reader->lines, &plain, len);
    reader->exchange.coloured = plain_len < len;
    return exchange_begins(reader->terms, plain, plain_len);
}

/* Some programs log their requests as messages and their responses as a line each. Reports whether
 * this is one of those: then it was read, as a line of a log. */
static bool read_response_line(struct log_reader *reader, const char *line, size_t len)
{
    if (reader->mode != MODE_EXCHANGE || exchange_has_response(&reader->exchange) ||
        begins_json(line, len))
        return false;
    struct number_scan scan = {.terms = reader->terms, .text = line, .len = len};
    request_find(&scan);
    if (scan.request_count == 0 || line_read(reader->lines, line, len) != LINE_FOUND)
        return false;
    reader->seen->lines++;
    reader->seen->understood++;
    begin_lines(reader);
    return true;
}

/* Returns how many bytes of the line are the mark of UTF-8 that an input may begin with. */
static size_t mark_len(const struct log_reader *reader, const char *line, size_t len)
{
    return !reader->began ? (size_t)(json_scan_text(line, len) - line) : 0;
}

/* Reads a line without its newline. total: its bytes, also those after LINE_BYTES. */
static void read_line(struct log_reader *reader, const char *line, size_t len, uint64_t total)
{
    size_t mark = mark_len(reader, line, len);
    line += mark;
    len -= mark;
    reader->began = true;
    reader->line++;
    const char *whole = line;
    size_t whole_len = len;
    len = line_shown(&line, len);
    if (reader->mode == MODE_START && !reader->chosen && message_begins(reader, line, len))
        begin_exchange(reader);
    if (read_response_line(reader, line, len))
        return;
    if (reader->mode == MODE_EXCHANGE)
        read_message_line(reader, whole, whole_len, total + !reader->open_line);
    else if (!reader->only_json || !begins_json(line, len) || !read_json_line(reader, line, len))
        read_log_line(reader, line, len);
}

/* Reads the lines at the beginning of the bytes that need no general work. */
static size_t read_fast(struct log_reader *reader, const char *bytes, size_t len)
{
    if (reader->mode != MODE_LINES || reader->skip_line || !line_was_plain(reader->lines))
        return 0;
    return fast_read(&reader->fast, reader->seen, reader->year, bytes, len);
}

static void flush_pending(struct log_reader *reader)
{
    size_t len = reader->pending_len;
    reader->pending_len = 0;
    reader->pending[len] = '\n';
    if (!reader->skip_line && read_fast(reader, reader->pending, len + 1) == 0)
        read_line(reader, reader->pending, len, reader->pending_total);
    reader->skip_line = false;
    reader->pending_total = 0;
}

/* Adds bytes to the line in hand. A line that is too long is JSON that goes on, or cut. */
static void add_pending(struct log_reader *reader, const char *bytes, size_t len)
{
    size_t room = LINE_BYTES - reader->pending_len, part = len < room ? len : room;
    memcpy(reader->pending + reader->pending_len, bytes, part);
    reader->pending_len += part;
    reader->pending_total += len;
}

/* Reports whether the line in hand is full, and JSON so far: then it goes on as JSON. */
static bool pending_is_json(struct log_reader *reader)
{
    size_t mark = mark_len(reader, reader->pending, reader->pending_len);
    const char *json = reader->pending + mark;
    size_t len = reader->pending_len - mark;
    if (reader->pending_len < LINE_BYTES || reader->pending_total > LINE_BYTES ||
        reader->skip_line || !reader->only_json || reader->mode == MODE_EXCHANGE ||
        !begins_json(json, len))
        return false;
    if (line_json(reader->lines, json, len) != RECORDS_MORE)
        return false;
    begin_json(reader, json, len);
    reader->pending_len = 0;
    reader->pending_total = 0;
    reader->began = true;
    return true;
}

/* Reads bytes up to the end of a line. Returns how many. */
static size_t feed_line(struct log_reader *reader, const char *bytes, size_t len)
{
    const char *newline = memchr(bytes, '\n', len);
    size_t part = newline != NULL ? (size_t)(newline - bytes) : len;
    if (newline != NULL && reader->pending_total == 0 && part < LINE_BYTES && !reader->skip_line) {
        read_line(reader, bytes, part, part);
        return part + 1;
    }
    size_t room = LINE_BYTES - reader->pending_len;
    if (reader->pending_total < LINE_BYTES && part >= room) {
        add_pending(reader, bytes, room);
        if (pending_is_json(reader))
            return room;
        add_pending(reader, bytes + room, part - room);
    } else {
        add_pending(reader, bytes, part);
    }
    if (newline == NULL)
        return part;
    flush_pending(reader);
    return part + 1;
}

static size_t feed_lines(struct log_reader *reader, const char *bytes, size_t len)
{
    size_t at = 0;
    while (at < len && !reader->in_json) {
        if (reader->pending_total == 0)
            at += read_fast(reader, bytes + at, len - at);
        if (at < len)
            at += feed_line(reader, bytes + at, len - at);
    }
    return at;
}

/* The JSON is none after all. What was kept is read again, as lines; if it was too much, or
 * something was found in it, the rest of its line is passed over. */
static void break_json(struct log_reader *reader)
{
    reader->in_json = reader->only_json = false;
    if (line_json_count(reader->lines) == 0 && reader->kept_all) {
        size_t len = reader->kept_len;
        char *kept = xmalloc(len + 1);
        memcpy(kept, reader->kept, len);
        feed_lines(reader, kept, len);
        free(kept);
        return;
    }
    count_json(reader, reader->kept, reader->kept_len);
    reader->skip_line = true;
}

/* Goes on with JSON. Returns how many bytes were read. */
static size_t feed_json(struct log_reader *reader, const char *bytes, size_t len)
{
    size_t used;
    enum records_state state = line_json_more(reader->lines, bytes, len, &used);
    keep(reader, bytes, used);
    if (state == RECORDS_WHOLE) {
        reader->in_json = false;
        count_json(reader, reader->kept, reader->kept_len);
    } else if (state == RECORDS_BROKEN) {
        break_json(reader);
    }
    return used;
}

void log_reader_feed(struct log_reader *reader, const char *bytes, size_t len)
{
    for (size_t at = 0; at < len;) {
        if (reader->in_json)
            at += feed_json(reader, bytes + at, len - at);
        else
            at += feed_lines(reader, bytes + at, len - at);
    }
}

void log_reader_end(struct log_reader *reader)
{
    if (reader->in_json && line_json_end(reader->lines) == RECORDS_WHOLE) {
        reader->in_json = false;
        count_json(reader, reader->kept, reader->kept_len);
    } else if (reader->in_json) {
        break_json(reader);
    }
    reader->open_line = reader->pending_total > 0;
    if (reader->open_line)
        flush_pending(reader);
    line_reader_reset(reader->lines);
    exchange_end(&reader->exchange, !reader->open_line);
    reader->open_line = false;
    reader->line = 0;
    reader->began = reader->skip_line = reader->in_json = false;
    reader->pending_len = 0;
    begin_input(reader);
}
