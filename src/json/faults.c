#include "config.h"
#include "json/faults.h"

#include <cJSON.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define QUOTE_MAX_BYTES 60 /* of a file's text in a message */

void faults_init(struct faults *faults, const char *origin, size_t limit)
{
    *faults = (struct faults){.origin = utf8_printable(origin), .limit = limit};
}

bool faults_done(struct faults *faults, struct sb_error *err)
{
    bool none = faults->count == 0;
    if (faults->count > faults->limit)
        sb_error_add(&faults->lines, SB_ERR_DATA, "%s: ... and %zu more", faults->origin,
                     faults->count - faults->limit);
    if (!none && err != NULL) {
        sb_error_clear(err);
        *err = faults->lines;
    } else {
        sb_error_clear(&faults->lines);
    }
    free(faults->origin);
    *faults = (struct faults){0};
    return none;
}

bool faults_wanted(const struct faults *faults)
{
    return faults->count < faults->limit;
}

bool faults_count(struct faults *faults)
{
    faults->count++;
    return false;
}

/* Appends a text of the file, printable and cut between characters. */
static void put_cut(struct strbuf *out, const char *s, size_t len)
{
    size_t cut = 0, n;
    uint32_t cp;
    while (cut < len && cut + (n = utf8_decode(s + cut, len - cut, &cp)) <= QUOTE_MAX_BYTES)
        cut += n;
    utf8_display(out, s, cut, false);
    if (cut < len)
        strbuf_puts(out, "...");
}

void faults_quote(struct strbuf *out, const char *s, size_t len_bytes)
{
    strbuf_putc(out, '"');
    put_cut(out, s, len_bytes);
    strbuf_putc(out, '"');
}

/* Appends what a value is; node NULL: there is none. */
static void put_found(struct strbuf *out, const cJSON *node)
{
    if (node == NULL)
        strbuf_puts(out, "missing");
    else if (cJSON_IsString(node))
        faults_quote(out, node->valuestring, strlen(node->valuestring));
    else if (cJSON_IsNumber(node) && isfinite(node->valuedouble))
        strbuf_printf(out, "%.15g (a number)", node->valuedouble);
    else
        strbuf_puts(out, cJSON_IsArray(node)    ? "an array"
                         : cJSON_IsObject(node) ? "an object"
                         : cJSON_IsNumber(node) ? "a number too large to hold"
                         : cJSON_IsTrue(node)   ? "true"
                         : cJSON_IsFalse(node)  ? "false"
                                                : "null");
}

/* Appends " (429 IANA)", or the id of what is no entry. */
static void put_label(struct strbuf *out, const cJSON *node)
{
    const cJSON *name = cJSON_GetObjectItemCaseSensitive(node, "code");
    const cJSON *owner = cJSON_GetObjectItemCaseSensitive(node, "owner");
    if (!cJSON_IsString(name)) {
        name = cJSON_GetObjectItemCaseSensitive(node, "id");
        owner = NULL;
    }
    if (!cJSON_IsString(name) || name->valuestring[0] == '\0')
        return;
    strbuf_puts(out, " (");
    put_cut(out, name->valuestring, strlen(name->valuestring));
    if (cJSON_IsString(owner) && owner->valuestring[0] != '\0') {
        strbuf_putc(out, ' ');
        put_cut(out, owner->valuestring, strlen(owner->valuestring));
    }
    strbuf_putc(out, ')');
}

/* Is it an element of a list at the top, such as a class, a document or an entry? */
static bool is_labelled(const struct fault_place *place)
{
    return place->key == NULL && place->up != NULL && place->up->up == NULL;
}

/* Appends "codes[17] (429 IANA): headers[0].strength". */
static void put_path(struct strbuf *out, const struct fault_place *place)
{
    if (place == NULL)
        return;
    put_path(out, place->up);
    if (place->key != NULL) {
        if (place->up != NULL)
            strbuf_puts(out, is_labelled(place->up) ? ": " : ".");
        put_cut(out, place->key, strlen(place->key));
    } else {
        strbuf_printf(out, "[%zu]", place->index);
        if (is_labelled(place))
            put_label(out, place->node);
    }
}

/* Adds a line. `where` is the text between the origin and the message; it is cleared. */
static void SB_PRINTF(3, 0)
    add_line(struct faults *faults, struct strbuf *where, const char *fmt, va_list args)
{
    strbuf_vprintf(where, fmt, args);
    sb_error_add(&faults->lines, SB_ERR_DATA, "%s%s", faults->origin, where->data);
    strbuf_clear(where);
}

bool faults_add_at(struct faults *faults, size_t line, size_t column, const char *fmt, ...)
{
    struct strbuf where = STRBUF_INIT;
    if (faults->count++ >= faults->limit)
        return false;
    strbuf_printf(&where, ":%zu:%zu: ", line, column);
    va_list args;
    va_start(args, fmt);
    add_line(faults, &where, fmt, args);
    va_end(args);
    return false;
}

bool faults_add_in(struct faults *faults, const struct fault_place *place, const char *fmt, ...)
{
    struct strbuf where = STRBUF_INIT;
    if (faults->count++ >= faults->limit)
        return false;
    strbuf_puts(&where, ": ");
    put_path(&where, place);
    if (place != NULL)
        strbuf_puts(&where, ": ");
    va_list args;
    va_start(args, fmt);
    add_line(faults, &where, fmt, args);
    va_end(args);
    return false;
}

bool faults_add_value(struct faults *faults, const struct fault_place *place, const cJSON *node,
                      const char *expected)
{
    struct strbuf found = STRBUF_INIT;
    if (faults_wanted(faults))
        put_found(&found, node);
    faults_add_in(faults, place, "is %s, expected %s", strbuf_str(&found), expected);
    strbuf_clear(&found);
    return false;
}
