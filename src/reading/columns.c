#include "config.h"
#include "reading/columns.h"

#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "base/text.h"

#define NAME_MAX_BYTES 64 /* of the name of a column; what is longer is a value */

/* The fields of a line, one after another. */
struct fields {
    const char *at, *end;
    char separator;
    bool quoted;
    bool over;
};

static bool is_separator(const struct fields *fields, char c)
{
    return fields->separator == ' ' ? ascii_is_blank(c) : c == fields->separator;
}

/* Sets *field to the next field, without its quotation marks. */
static bool next_field(struct fields *fields, struct seen_text *field)
{
    if (fields->separator == ' ')
        while (fields->at < fields->end && is_separator(fields, *fields->at))
            fields->at++;
    if (fields->over || (fields->separator == ' ' && fields->at == fields->end))
        return false;
    const char *start = fields->at;
    if (fields->quoted && start < fields->end && *start == '"') {
        const char *close = memchr(start + 1, '"', (size_t)(fields->end - start - 1));
        while (close != NULL && close + 1 < fields->end && close[1] == '"')
            close = close + 2 < fields->end
                        ? memchr(close + 2, '"', (size_t)(fields->end - close - 2))
                        : NULL;
        /* Between blanks a mark may be part of a word. */
        if (close != NULL && close + 1 < fields->end && fields->separator == ' ' &&
            !is_separator(fields, close[1]))
            close = NULL;
        if (close != NULL)
            fields->at = close;
        *field = (struct seen_text){start + 1, (size_t)(fields->at - start - (close != NULL))};
    }
    bool was_quoted = fields->at != start;
    while (fields->at < fields->end && !is_separator(fields, *fields->at))
        fields->at++;
    if (!was_quoted)
        *field = (struct seen_text){start, (size_t)(fields->at - start)};
    if (fields->at < fields->end)
        fields->at++;
    else
        fields->over = true;
    return true;
}

static bool is_name(const struct seen_text *field)
{
    if (field->len == 0 || field->len > NAME_MAX_BYTES || !ascii_is_letter(field->bytes[0]))
        return false;
    for (size_t i = 0; i < field->len; i++) {
        char c = field->bytes[i];
        if (!ascii_is_alnum(c) && (c == '\0' || strchr("-_./() ", c) == NULL))
            return false;
    }
    return true;
}

static void set_column(size_t *column, size_t at)
{
    if (*column == COLUMNS_MOST)
        *column = at;
}

static bool is_status_name(unsigned roles, const struct seen_text *name)
{
    return !(roles & NAME_NOT_STATUS) &&
           ((roles & NAME_STATUS) != 0 || text_is_like(name->bytes, name->len, "status"));
}

/* The first is the status, but that "status" alone may be of something else. */
static void set_status(struct columns *columns, size_t at, bool sure)
{
    if (sure && !columns->sure)
        columns->status = COLUMNS_MOST;
    set_column(&columns->status, at);
    columns->sure = columns->sure || sure;
}

/* Finds out what the column with this name is. */
static void name_column(struct columns *columns, const struct terms *terms, size_t at,
                        const struct seen_text *name)
{
    unsigned roles = terms_name_roles(terms, name->bytes, name->len);
    if (roles & NAME_PART)
        set_column(&columns->part, at);
    else if (roles & NAME_UPSTREAM)
        set_column(&columns->upstream, at);
    else if (is_status_name(roles, name))
        set_status(columns, at, (roles & NAME_STATUS) != 0);
    else if (text_is_like(name->bytes, name->len, "date"))
        set_column(&columns->date, at);
    else if ((roles & NAME_TIME) != 0)
        set_column(&columns->time, at);
    else if ((roles & NAME_TARGET) != 0)
        set_column(&columns->target, at);
    else if (text_is_like(name->bytes, name->len, "method") ||
             text_is_like(name->bytes, name->len, "cs-method"))
        set_column(&columns->method, at);
    const char *owner = terms_name_owner(terms, name->bytes, name->len);
    if (owner != NULL)
        columns->owner = owner;
}

/* Reads the names. Returns false when they are no header with a status. */
static bool read_names(struct columns *columns, const struct terms *terms, struct fields *fields)
{
    struct columns found = {.separator = fields->separator, .quoted = fields->quoted};
    struct seen_text name;
    found.status = found.part = found.method = found.target = COLUMNS_MOST;
    found.upstream = found.date = found.time = COLUMNS_MOST;
    while (found.count < COLUMNS_MOST && next_field(fields, &name)) {
        if (!is_name(&name))
            return false;
        name_column(&found, terms, found.count++, &name);
    }
    if (found.status == COLUMNS_MOST)
        return false;
    *columns = found;
    return true;
}

bool columns_header(struct columns *columns, const struct terms *terms, const char *line,
                    size_t len, bool first)
{
    static const char w3c[] = "#fields";
    const size_t w3c_len = sizeof w3c - 1;
    struct fields fields = {.at = line, .end = line + len};
    if (len > w3c_len + 1 && text_begins_like(line, len, w3c)) {
        fields.at += w3c_len + 1;
        fields.separator = line[w3c_len] == '\t' ? '\t' : ' ';
        fields.quoted = true;
        if (line[w3c_len] == ':' || line[w3c_len] == '\t')
            columns->count = 0;
        return read_names(columns, terms, &fields);
    }
    static const char separators[] = ",\t;";
    for (size_t i = 0; first && separators[i] != '\0'; i++) {
        if (memchr(line, separators[i], len) == NULL)
            continue;
        struct columns found;
        fields = (struct fields){line, line + len, separators[i], true, false};
        if (!read_names(&found, terms, &fields) || found.count < 3)
            continue;
        *columns = found;
        return true;
    }
    return false;
}

/* A date and a clock of two columns are one moment: they stand next to each other. */
static void read_time(const struct columns *columns, const struct seen_text *date,
                      const struct seen_text *time, int year, struct found_status *found)
{
    if (columns->date != COLUMNS_MOST && columns->time == columns->date + 1 &&
        date->bytes != NULL && time->bytes != NULL)
        moment_read(date->bytes, (size_t)(time->bytes + time->len - date->bytes), year,
                    &found->when);
    else if (time->bytes != NULL)
        moment_read(time->bytes, time->len, year, &found->when);
    else if (date->bytes != NULL)
        moment_read(date->bytes, date->len, year, &found->when);
    /* What such tables have is UTC. */
    if (found->when.known && found->when.zone == MOMENT_NO_ZONE)
        found->when.zone = 0;
}

bool columns_row(const struct columns *columns, const struct terms *terms, const char *line,
                 size_t len, int year, struct found_status *found)
{
    struct fields fields = {line, line + len, columns->separator, columns->quoted, false};
    struct seen_text field, status = {0}, part = {0}, method = {0}, date = {0}, time = {0};
    for (size_t at = 0; at < columns->count && next_field(&fields, &field); at++) {
        if (at == columns->status)
            status = field;
        else if (at == columns->part)
            part = field;
        else if (at == columns->method)
            method = field;
        else if (at == columns->target)
            found->target = field;
        else if (at == columns->date)
            date = field;
        else if (at == columns->time)
            time = field;
        else if (at == columns->upstream) {
            found->asked = true;
            found->upstream = seen_code_of(field.bytes, field.len);
        }
    }
    if (status.bytes == NULL)
        return false;
    if (columns->method != COLUMNS_MOST &&
        terms_method(terms, method.bytes, method.len) != method.len)
        return false;
    found->code = seen_code_of(status.bytes, status.len);
    if (found->code == SEEN_NO_CODE)
        return false;
    found->owner = columns->owner;
    if (part.len > 0 && part.len <= 3 && part.bytes[0] != '0' && part.bytes[0] != '-') {
        int used = snprintf(found->part, sizeof found->part, "%.*s.%.*s", (int)status.len,
                            status.bytes, (int)part.len, part.bytes);
        found->reason = (struct seen_text){found->part, (size_t)used};
    }
    read_time(columns, &date, &time, year, found);
    return true;
}
