#include "config.h"
#include "json/write.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

enum level_kind { LEVEL_OBJECT, LEVEL_ARRAY };

/* An open object or array. Its members stand in the text one after the other, without brackets
 * and separators: how they are laid out is known only when the last one is there. */
struct json_level {
    size_t start; /* offset of the first member in the text */
    enum level_kind kind;
    bool nested;  /* a member is an object or array */
    bool broken;  /* a member has several lines */
    size_t *ends; /* offset after each member */
    size_t count, cap;
};

/* Bytes at s that stand in a string as they are. Most of a text is such, and quick at once. */
static size_t plain_run(const char *s)
{
    size_t n = 0;
    while (s[n] >= ' ' && s[n] < 0x7F && s[n] != '"' && s[n] != '\\')
        n++;
    return n;
}

static void add_quoted(struct strbuf *text, const char *s)
{
    static const char shorts[] = "\bb\ff\nn\rr\tt\"\"\\\\";
    size_t len = strlen(s), n;
    uint32_t cp;
    strbuf_putc(text, '"');
    for (size_t i = 0; i < len; i += n) {
        n = plain_run(s + i);
        if (n > 0) {
            strbuf_add(text, s + i, n);
            continue;
        }
        n = utf8_decode(s + i, len - i, &cp);
        const char *escape = NULL;
        for (size_t k = 0; cp < 0x80 && shorts[k] != '\0' && escape == NULL; k += 2)
            if ((uint32_t)shorts[k] == cp)
                escape = &shorts[k + 1];
        if (escape != NULL)
            strbuf_printf(text, "\\%c", *escape);
        else if (cp == UTF8_INVALID)
            utf8_append(text, 0xFFFD);
        else if (utf8_is_control(cp))
            strbuf_printf(text, "\\u%04x", (unsigned)cp);
        else
            strbuf_add(text, s + i, n);
    }
    strbuf_putc(text, '"');
}

static size_t indent_cols(const struct json_writer *json, size_t depth)
{
    return depth * (json->indent_cols > 0 ? json->indent_cols : 1);
}

static struct json_level *innermost(struct json_writer *json)
{
    return json->level_count == 0 ? NULL : &json->levels[json->level_count - 1];
}

static void begin_member(struct json_writer *json, const char *key)
{
    assert(innermost(json) == NULL ? json->text.len == 0 && key == NULL
                                   : (innermost(json)->kind == LEVEL_OBJECT) == (key != NULL));
    if (key != NULL) {
        add_quoted(&json->text, key);
        strbuf_puts(&json->text, ": ");
    }
}

static void end_member(struct json_writer *json, bool broken)
{
    struct json_level *level = innermost(json);
    if (level == NULL)
        return;
    MEM_GROW(level->ends, level->cap, level->count + 1);
    level->ends[level->count++] = json->text.len;
    level->broken = level->broken || broken;
}

static void begin_level(struct json_writer *json, const char *key, enum level_kind kind)
{
    begin_member(json, key);
    if (innermost(json) != NULL)
        innermost(json)->nested = true;
    MEM_GROW(json->levels, json->level_cap, json->level_count + 1);
    json->levels[json->level_count++] = (struct json_level){.start = json->text.len, .kind = kind};
}

void json_begin_object(struct json_writer *json, const char *key)
{
    begin_level(json, key, LEVEL_OBJECT);
}

void json_begin_array(struct json_writer *json, const char *key)
{
    begin_level(json, key, LEVEL_ARRAY);
}

/* Would the level, closed on one line, stay within the width? depth: levels around it. Counts
 * characters, not columns: a column's width depends on the locale, and the layout must not. */
static bool fits_line(const struct json_writer *json, const struct json_level *level, size_t depth)
{
    const struct json_level *parent = depth == 0 ? NULL : level - 1;
    size_t line_start = parent == NULL       ? 0
                        : parent->count == 0 ? parent->start
                                             : parent->ends[parent->count - 1];
    size_t len = json->text.len - line_start;
    if (len > (size_t)JSON_LINE_COLS * 4)
        return false;
    size_t separators = level->count > 1 ? 2 * (level->count - 1) : 0;
    size_t brackets_and_comma = 3;
    return indent_cols(json, depth) + utf8_count(json->text.data + line_start, len) + separators +
               brackets_and_comma <=
           JSON_LINE_COLS;
}

/* Appends the members of a level that takes several lines, without the brackets. */
static void add_members(const struct json_writer *json, const struct json_level *level,
                        size_t depth, struct strbuf *out)
{
    bool fills = level->kind == LEVEL_ARRAY && !level->nested;
    size_t column = 0; /* characters of the line so far */
    for (size_t i = 0, from = level->start; i < level->count; from = level->ends[i++]) {
        size_t len = level->ends[i] - from;
        size_t chars = utf8_count(json->text.data + from, len);
        if (i > 0)
            strbuf_putc(out, ',');
        if (fills && i > 0 && column + chars + 2 < JSON_LINE_COLS) {
            strbuf_putc(out, ' ');
            column += chars + 2;
        } else {
            strbuf_putc(out, '\n');
            strbuf_pad(out, ' ', indent_cols(json, depth + 1));
            column = indent_cols(json, depth + 1) + chars;
        }
        strbuf_add(out, json->text.data + from, len);
    }
    strbuf_putc(out, '\n');
    strbuf_pad(out, ' ', indent_cols(json, depth));
}

static void add_one_line(const struct json_writer *json, const struct json_level *level,
                         struct strbuf *out)
{
    for (size_t i = 0, from = level->start; i < level->count; from = level->ends[i++]) {
        if (i > 0)
            strbuf_puts(out, ", ");
        strbuf_add(out, json->text.data + from, level->ends[i] - from);
    }
}

void json_break(struct json_writer *json)
{
    assert(json->level_count > 0);
    innermost(json)->broken = true;
}

void json_end(struct json_writer *json)
{
    assert(json->level_count > 0);
    struct json_level *level = innermost(json);
    size_t depth = json->level_count - 1;
    bool broken = level->count > 0 && (level->broken || !fits_line(json, level, depth));
    struct strbuf laid_out = STRBUF_INIT;

    strbuf_putc(&laid_out, level->kind == LEVEL_OBJECT ? '{' : '[');
    if (broken)
        add_members(json, level, depth, &laid_out);
    else
        add_one_line(json, level, &laid_out);
    strbuf_putc(&laid_out, level->kind == LEVEL_OBJECT ? '}' : ']');

    json->text.len = level->start;
    strbuf_add(&json->text, laid_out.data, laid_out.len);
    strbuf_clear(&laid_out);
    free(level->ends);
    json->level_count--;
    end_member(json, broken);
}

void json_string(struct json_writer *json, const char *key, const char *value)
{
    begin_member(json, key);
    if (value != NULL)
        add_quoted(&json->text, value);
    else
        strbuf_puts(&json->text, "null");
    end_member(json, false);
}

void json_integer(struct json_writer *json, const char *key, int64_t value)
{
    begin_member(json, key);
    strbuf_printf(&json->text, "%" PRId64, value);
    end_member(json, false);
}

void json_bool(struct json_writer *json, const char *key, bool value)
{
    json_raw(json, key, value ? "true" : "false");
}

void json_raw(struct json_writer *json, const char *key, const char *text)
{
    begin_member(json, key);
    strbuf_puts(&json->text, text);
    end_member(json, strchr(text, '\n') != NULL);
}

void json_finish(struct json_writer *json, struct strbuf *out)
{
    assert(json->level_count == 0);
    strbuf_add(out, strbuf_str(&json->text), json->text.len);
    strbuf_putc(out, '\n');
    strbuf_clear(&json->text);
    free(json->levels);
    *json = (struct json_writer){0};
}
