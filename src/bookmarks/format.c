#include "config.h"
#include "bookmarks/format.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "json/faults.h"
#include "json/pull.h"
#include "json/scan.h"
#include "json/write.h"

/* A damaged text is searched for bookmarks from every "{". The text looked at in vain is at most
 * this many times its length. */
#define SEARCH_TIMES 4
#define CUT_TAIL_BYTES 65536 /* an error so close to the end of a cut file comes from the cut */

struct parse {
    struct json_pull pull;
    struct bookmarks *list;
    const struct bookmark_owners *owners; /* or NULL */
    struct faults faults;
    size_t found; /* bookmarks that were read */
    long format;  /* -1: not given */
    bool cut;     /* the end of the file is missing */
    bool has_list;
    bool searching; /* after an error in the grammar, which is the cause of all further ones */
};

/* Reports an error at a place. */
static void SB_PRINTF(3, 4) report(struct parse *parse, const char *at, const char *fmt, ...)
{
    if (parse->searching)
        return;
    if (!faults_wanted(&parse->faults)) {
        faults_count(&parse->faults);
        return;
    }
    size_t line, column;
    struct strbuf text = STRBUF_INIT;
    va_list args;
    va_start(args, fmt);
    strbuf_vprintf(&text, fmt, args);
    va_end(args);
    json_scan_where(parse->pull.start, at, &line, &column);
    faults_add_at(&parse->faults, line, column, "%s", text.data);
    strbuf_clear(&text);
}

/* Returns a copy without invalid bytes and controls, cut to max_bytes between characters. */
static char *clean_copy(const char *text, size_t max_bytes)
{
    struct strbuf out = STRBUF_INIT;
    size_t len = strlen(text), n;
    uint32_t cp;
    for (size_t i = 0; i < len; i += n) {
        n = utf8_decode(text + i, len - i, &cp);
        bool bad = cp == UTF8_INVALID || utf8_is_control(cp);
        if (out.len + (bad ? 3 : n) > max_bytes)
            break;
        if (cp == UTF8_INVALID)
            utf8_append(&out, 0xFFFD);
        else if (bad)
            strbuf_putc(&out, ' ');
        else
            strbuf_add(&out, text + i, n);
    }
    return strbuf_take(&out);
}

/* Reads a member that is a text into *text, which is replaced. */
static void read_text(struct parse *parse, const char *key, size_t max_bytes, char **text)
{
    struct json_value value;
    if (json_pull_value(&parse->pull, &value)) {
        if (value.text != NULL) {
            free(*text);
            *text = clean_copy(value.text, max_bytes);
            if (!value.clean || strcmp(*text, value.text) != 0)
                report(
                    parse, value.raw,
                    "\"%s\" is longer than %zu bytes or holds control characters or invalid UTF-8",
                    key, max_bytes);
        } else if (value.whole && strcmp(key, "code") == 0) {
            struct strbuf digits = STRBUF_INIT;
            strbuf_printf(&digits, "%ld", value.number);
            free(*text);
            *text = strbuf_take(&digits);
            report(parse, value.raw, "\"code\" is a number, expected a string");
        } else {
            report(parse, value.raw, "\"%s\" is not a string", key);
        }
    }
    json_value_clear(&value);
}

static void read_extra(struct parse *parse, const char *key, struct bookmark_extras *extras)
{
    struct json_value value;
    if (json_pull_value(&parse->pull, &value)) {
        if (extras->count >= BOOKMARK_EXTRAS_MAX) {
            report(parse, value.raw, "more than %d unknown members", BOOKMARK_EXTRAS_MAX);
        } else if (value.clean) {
            char *json = xstrndup(value.raw, value.raw_len);
            bookmark_extras_set(extras, key, json);
            free(json);
        } else {
            report(parse, value.raw, "a member holds control characters or invalid UTF-8");
        }
    }
    json_value_clear(&value);
}

enum field { FIELD_REGISTRY, FIELD_CODE, FIELD_OWNER, FIELD_NOTE, FIELD_ADDED, FIELD_COUNT };

static const struct {
    const char *key;
    size_t max_bytes;
} fields[FIELD_COUNT] = {
    {"registry", BOOKMARK_ID_MAX}, {"code", BOOKMARK_ID_MAX},  {"owner", BOOKMARK_ID_MAX},
    {"note", BOOKMARK_NOTE_MAX},   {"added", BOOKMARK_ID_MAX},
};

static void read_field(struct parse *parse, const char *key, const char *at, char **texts,
                       struct bookmark_extras *extras)
{
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (strcmp(key, fields[i].key) != 0)
            continue;
        if (texts[i] != NULL)
            report(parse, at, "\"%s\" is given twice", key);
        read_text(parse, key, fields[i].max_bytes, &texts[i]);
        return;
    }
    if (bookmark_extras_get(extras, key) != NULL)
        report(parse, at, "a member is given twice");
    read_extra(parse, key, extras);
}

/* Cuts the spaces around a text off, in place. */
static void trim(char *text)
{
    size_t from = strspn(text, " "), len = strlen(text + from);
    while (len > 0 && text[from + len - 1] == ' ')
        len--;
    memmove(text, text + from, len);
    text[len] = '\0';
}

/* Puts the owner of the first meaning where none is named, as it is with references to a code. */
static void complete_id(const struct parse *parse, char **texts)
{
    for (int i = FIELD_REGISTRY; i <= FIELD_OWNER; i++)
        if (texts[i] != NULL)
            trim(texts[i]);
    if (parse->owners == NULL || texts[FIELD_REGISTRY] == NULL || texts[FIELD_CODE] == NULL ||
        texts[FIELD_OWNER] != NULL)
        return;
    const char *owner =
        parse->owners->find(parse->owners->context, texts[FIELD_REGISTRY], texts[FIELD_CODE]);
    texts[FIELD_OWNER] = owner != NULL ? xstrdup(owner) : NULL;
}

/* Adds a bookmark from what was read of it. */
static void add_bookmark(struct parse *parse, const char *at, char **texts,
                         struct bookmark_extras *extras)
{
    struct bookmark bookmark = {
        .id = {texts[FIELD_REGISTRY], texts[FIELD_CODE], texts[FIELD_OWNER]},
        .note = texts[FIELD_NOTE],
        .added = texts[FIELD_ADDED],
        .extras = *extras,
    };
    char none[] = "";
    if (bookmark.note == NULL)
        bookmark.note = none;
    if (!bookmark_id_valid(&bookmark.id))
        report(parse, at, "a bookmark without registry, code and owner");
    else if (bookmarks_append(parse->list, &bookmark))
        parse->found++;
    else if (bookmarks_find(parse->list, &bookmark.id) != NULL)
        report(parse, at, "%s %s is bookmarked twice", bookmark.id.code, bookmark.id.owner);
    else
        report(parse, at, "more than %d bookmarks", BOOKMARKS_MAX);
}

/* Reads one bookmark; of one that is cut off, what is there. */
static void read_bookmark(struct parse *parse)
{
    char *texts[FIELD_COUNT] = {NULL};
    struct bookmark_extras extras = {0};
    const char *at = parse->pull.at;
    char *key;
    json_pull_open(&parse->pull, '{');
    while (json_pull_member(&parse->pull, &key)) {
        read_field(parse, key, at, texts, &extras);
        free(key);
    }
    bool cut_off = parse->pull.error != NULL && texts[FIELD_OWNER] == NULL;
    complete_id(parse, texts);
    if (!cut_off)
        add_bookmark(parse, at, texts, &extras);
    bookmark_extras_clear(&extras);
    for (int i = 0; i < FIELD_COUNT; i++)
        free(texts[i]);
}

static void read_bookmarks(struct parse *parse)
{
    parse->has_list = true;
    if (json_pull_peek(&parse->pull) != '[') {
        struct json_value value;
        if (json_pull_value(&parse->pull, &value))
            report(parse, value.raw, "\"bookmarks\" is not an array");
        json_value_clear(&value);
        return;
    }
    json_pull_open(&parse->pull, '[');
    while (json_pull_element(&parse->pull)) {
        if (json_pull_peek(&parse->pull) == '{') {
            read_bookmark(parse);
        } else {
            struct json_value value;
            if (json_pull_value(&parse->pull, &value))
                report(parse, value.raw, "a bookmark that is not an object");
            json_value_clear(&value);
        }
    }
}

static void read_format(struct parse *parse)
{
    struct json_value value;
    if (json_pull_value(&parse->pull, &value)) {
        parse->format = value.whole && value.number >= BOOKMARKS_FORMAT ? value.number : 0;
        if (parse->format == 0)
            report(parse, value.raw, "\"format\" is not %d", BOOKMARKS_FORMAT);
    }
    json_value_clear(&value);
}

static void read_member(struct parse *parse, const char *key)
{
    if (strcmp(key, "format") == 0) {
        read_format(parse);
    } else if (strcmp(key, "bookmarks") == 0) {
        if (parse->has_list)
            report(parse, parse->pull.at, "\"bookmarks\" is given twice");
        read_bookmarks(parse);
    } else if (strcmp(key, "title") == 0) {
        char *title = NULL;
        read_text(parse, key, BOOKMARKS_TITLE_MAX, &title);
        if (title != NULL)
            bookmarks_set_title(parse->list, title);
        free(title);
    } else {
        struct bookmark_extras *extras = bookmarks_extras(parse->list);
        if (bookmark_extras_get(extras, key) != NULL)
            report(parse, parse->pull.at, "a member is given twice");
        read_extra(parse, key, extras);
    }
}

/* Looks for bookmarks in what comes after an error in the grammar. */
static void search_rest(struct parse *parse)
{
    struct json_pull *pull = &parse->pull;
    size_t budget = (size_t)(pull->end - pull->start) * SEARCH_TIMES;
    const char *from = pull->at;
    parse->searching = true;
    while (from < pull->end && (from = memchr(from, '{', (size_t)(pull->end - from))) != NULL) {
        size_t found = parse->found;
        pull->at = from;
        pull->error = NULL;
        read_bookmark(parse);
        size_t used = (size_t)(pull->at - from) + 1;
        if (parse->found > found) {
            from = pull->at;
            continue;
        }
        if (used > budget)
            break;
        budget -= used;
        from++;
    }
    parse->searching = false;
}

static void read_all(struct parse *parse)
{
    struct json_pull *pull = &parse->pull;
    char *key;
    if (json_pull_open(pull, '{'))
        while (json_pull_member(pull, &key)) {
            read_member(parse, key);
            free(key);
        }
    if (json_pull_end(pull)) {
        if (parse->format < 0)
            report(parse, pull->start, "there is no \"format\": %d", BOOKMARKS_FORMAT);
        if (!parse->has_list)
            report(parse, pull->start, "there is no list of \"bookmarks\"");
    } else {
        if (!parse->cut || pull->end - pull->at > CUT_TAIL_BYTES)
            report(parse, pull->at, "%s", pull->error);
        if (parse->format <= BOOKMARKS_FORMAT)
            search_rest(parse);
    }
    if (parse->cut)
        report(parse, pull->end, "the file is longer than %zu bytes, the rest was not read",
               BOOKMARKS_MAX_BYTES);
}

static enum bookmarks_health health_of(const struct parse *parse)
{
    if (parse->format > BOOKMARKS_FORMAT)
        return BOOKMARKS_NEWER;
    if (parse->faults.count == 0)
        return BOOKMARKS_GOOD;
    return parse->found > 0 || parse->has_list ? BOOKMARKS_DAMAGED : BOOKMARKS_FOREIGN;
}

bool bookmarks_is_blank(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (strchr(" \t\r\n", bytes[i]) == NULL || bytes[i] == '\0')
            return false;
    return true;
}

struct bookmarks *bookmarks_parse(const struct bookmark_text *text,
                                  const struct bookmark_owners *owners,
                                  enum bookmarks_health *health, struct sb_error *err)
{
    struct parse parse = {
        .list = bookmarks_new(), .owners = owners, .cut = text->cut, .format = -1};
    if (!text->cut && bookmarks_is_blank(text->bytes, text->len)) {
        *health = BOOKMARKS_GOOD;
        return parse.list;
    }
    faults_init(&parse.faults, text->origin, BOOKMARKS_MAX_FAULTS);
    json_pull_init(&parse.pull, text->bytes, text->len);
    read_all(&parse);
    *health = health_of(&parse);
    if (*health == BOOKMARKS_NEWER)
        sb_error_set(err, SB_ERR_DATA, "%s: is of format %ld, this program knows %d",
                     parse.faults.origin, parse.format, BOOKMARKS_FORMAT);
    faults_done(&parse.faults, *health == BOOKMARKS_NEWER ? NULL : err);
    return parse.list;
}

static void write_extras(const struct bookmark_extras *extras, struct json_writer *json)
{
    for (size_t i = 0; i < extras->count; i++)
        json_raw(json, extras->items[i].key, extras->items[i].json);
}

static void write_bookmark(const struct bookmark *bookmark, struct json_writer *json)
{
    json_begin_object(json, NULL);
    json_string(json, "registry", bookmark->id.registry);
    json_string(json, "code", bookmark->id.code);
    json_string(json, "owner", bookmark->id.owner);
    if (bookmark->note[0] != '\0')
        json_string(json, "note", bookmark->note);
    if (bookmark->added != NULL)
        json_string(json, "added", bookmark->added);
    write_extras(&bookmark->extras, json);
    json_end(json);
}

void bookmarks_write(const struct bookmarks *list, struct strbuf *out)
{
    struct json_writer json = {.indent_cols = 2};
    json_begin_object(&json, NULL);
    json_break(&json);
    json_integer(&json, "format", BOOKMARKS_FORMAT);
    if (bookmarks_title(list)[0] != '\0')
        json_string(&json, "title", bookmarks_title(list));
    write_extras(bookmarks_extras_of(list), &json);
    json_begin_array(&json, "bookmarks");
    if (bookmarks_count(list) > 0)
        json_break(&json);
    for (size_t i = 0; i < bookmarks_count(list); i++)
        write_bookmark(bookmarks_at(list, i), &json);
    json_end(&json);
    json_end(&json);
    json_finish(&json, out);
}
