#include "config.h"
#include "catalog_json.h"

#include <cJSON.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "json.h"
#include "utf8.h"

#define FORMAT_VERSION 1
/* Bounds of single fields; kind_rules tells them in words. */
#define CODE_MAX_CHARS 32  /* "DEADLINE_EXCEEDED" has 17 */
#define OWNER_MAX_BYTES 64 /* shown as a badge beside the phrase */
#define URL_MAX_BYTES 2048 /* what browsers and servers are known to take */
#define QUOTE_MAX_BYTES 60 /* of a file's text in a message */
/* Ten digits hold a 32-bit status such as 0x80004005. */
#define NUMBER_MAX (LONG_MAX > 9999999999 ? (long)9999999999 : LONG_MAX)

/* --- Faults ---------------------------------------------------------------------------------- */

/* One run over one file. */
struct reader {
    char *origin;           /* printable */
    bool overlay;           /* entries may be incomplete */
    struct sb_error faults; /* the first REGISTRY_MAX_FAULTS */
    size_t fault_count;     /* all */
    struct arena *arena;    /* of the catalog: what stays */
    struct arena scratch;   /* what is copied into the catalog's arrays */
};

/* Where a value stands in the tree: a chain of keys and indexes up to the document, which is NULL.
 * Costs nothing until a fault has to be told. */
struct place {
    const struct place *up;
    const char *key; /* NULL: an element of an array */
    size_t index;
    const cJSON *node;
};

static void reader_init(struct reader *reader, const char *origin, bool overlay,
                        struct arena *arena)
{
    struct strbuf shown = STRBUF_INIT;
    utf8_display(&shown, origin, strlen(origin), false);
    *reader = (struct reader){.origin = strbuf_take(&shown), .overlay = overlay, .arena = arena};
}

/* Hands the faults over to *err and frees the reader. True when there was none. */
static bool reader_done(struct reader *reader, struct sb_error *err)
{
    if (reader->fault_count > REGISTRY_MAX_FAULTS)
        sb_error_add(&reader->faults, SB_ERR_DATA, "%s: ... and %zu more", reader->origin,
                     reader->fault_count - REGISTRY_MAX_FAULTS);
    free(reader->origin);
    arena_clear(&reader->scratch);
    if (reader->fault_count > 0 && err != NULL) {
        sb_error_clear(err);
        *err = reader->faults;
    } else {
        sb_error_clear(&reader->faults);
    }
    return reader->fault_count == 0;
}

/* Counts a fault. False when so many were told that the text of this one is not wanted. */
static bool count_fault(struct reader *reader)
{
    return reader->fault_count++ < REGISTRY_MAX_FAULTS;
}

/* Appends a text of the file in a printable form, cut between characters. */
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

static void put_quoted(struct strbuf *out, const char *s, size_t len)
{
    strbuf_putc(out, '"');
    put_cut(out, s, len);
    strbuf_putc(out, '"');
}

/* --- Scanning the text ------------------------------------------------------------------------
 *
 * cJSON takes much that is not JSON, keeps no positions, and passes on bytes that must not reach
 * a terminal. So the text is judged here, and cJSON gets only what is right.
 */

struct scanner {
    struct reader *reader;
    const char *start, *at, *end; /* start: of the file, for offsets */
    const char *counted;          /* lines are counted up to here */
    const char *line_start;
    size_t line; /* from 1 */
    size_t values;
};

/* Tells a fault at a place that is not before the one of the last fault. Always returns false. */
static bool SB_PRINTF(3, 4) scan_fault(struct scanner *scan, const char *at, const char *fmt, ...)
{
    if (!count_fault(scan->reader))
        return false;
    const char *newline;
    while ((newline = memchr(scan->counted, '\n', (size_t)(at - scan->counted))) != NULL) {
        scan->counted = scan->line_start = newline + 1;
        scan->line++;
    }
    scan->counted = at;
    size_t column = 1; /* in characters, as editors count */
    for (const char *p = scan->line_start; p < at; p++)
        column += ((unsigned char)*p & 0xC0) != 0x80;
    struct strbuf text = STRBUF_INIT;
    va_list args;
    va_start(args, fmt);
    strbuf_vprintf(&text, fmt, args);
    va_end(args);
    sb_error_add(&scan->reader->faults, SB_ERR_DATA, "%s:%zu:%zu: %s", scan->reader->origin,
                 scan->line, column, text.data);
    strbuf_clear(&text);
    return false;
}

static bool is_word_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
           c == '-' || c == '.' || c == '_';
}

/* Length of the run of letters, digits and signs here. */
static size_t word_length(const struct scanner *scan)
{
    size_t len = 0;
    while (scan->at + len < scan->end && is_word_byte(scan->at[len]))
        len++;
    return len;
}

/* What stands here is not what the grammar wants. Returns false: the scan cannot go on. */
static bool unexpected(struct scanner *scan, const char *expected)
{
    struct strbuf found = STRBUF_INIT;
    uint32_t cp;
    size_t word = word_length(scan);
    if (scan->at == scan->end) {
        strbuf_puts(&found, "the end of the file");
    } else if (*scan->at == '\n') {
        strbuf_puts(&found, "the end of the line");
    } else if (word > 0) {
        put_quoted(&found, scan->at, word);
    } else {
        size_t n = utf8_decode(scan->at, (size_t)(scan->end - scan->at), &cp);
        if (cp == UTF8_INVALID)
            strbuf_printf(&found, "byte 0x%02X", (unsigned)(unsigned char)*scan->at);
        else if (utf8_is_control(cp))
            strbuf_printf(&found, "control character U+%04X", (unsigned)cp);
        else if (cp == '"')
            strbuf_puts(&found, "a string");
        else
            put_quoted(&found, scan->at, n);
    }
    scan_fault(scan, scan->at, "found %s, expected %s", found.data, expected);
    strbuf_clear(&found);
    return false;
}

static void skip_space(struct scanner *scan)
{
    while (scan->at < scan->end &&
           (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\r' || *scan->at == '\t'))
        scan->at++;
}

/* The byte here, -1 at the end. */
static int peek(const struct scanner *scan)
{
    return scan->at < scan->end ? (unsigned char)*scan->at : -1;
}

/* Value of the four hexadecimal digits at p, -1 when there are not so many. */
static long hex4(const struct scanner *scan, const char *p)
{
    long value = 0;
    if (scan->end - p < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        const char *digits = "0123456789abcdef0123456789ABCDEF";
        const char *digit = memchr(digits, p[i], 32);
        if (digit == NULL)
            return -1;
        value = value * 16 + (digit - digits) % 16;
    }
    return value;
}

static bool is_surrogate(long unit, long first)
{
    return unit >= first && unit < first + 0x400;
}

/* Passes \uXXXX, a pair of them for what lies beyond U+FFFF. Returns its length as UTF-8. */
static size_t scan_unicode_escape(struct scanner *scan)
{
    long unit = hex4(scan, scan->at + 2);
    if (unit < 0) {
        scan_fault(scan, scan->at, "\\u without its digits, expected four hexadecimal ones");
        scan->at += 2;
        return 0;
    }
    if (is_surrogate(unit, 0xD800) && scan->end - scan->at >= 12 && scan->at[6] == '\\' &&
        scan->at[7] == 'u' && is_surrogate(hex4(scan, scan->at + 8), 0xDC00)) {
        scan->at += 12;
        return 4;
    }
    if (is_surrogate(unit, 0xD800) || is_surrogate(unit, 0xDC00))
        scan_fault(scan, scan->at, "lone surrogate %.6s in a string, expected a pair", scan->at);
    else if (utf8_is_control((uint32_t)unit))
        scan_fault(scan, scan->at,
                   "escaped control character U+%04lX in a string, expected printable text", unit);
    scan->at += 6;
    return unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
}

/* Passes the escape here. Returns its length as UTF-8. */
static size_t scan_escape(struct scanner *scan)
{
    int c = scan->end - scan->at > 1 ? (unsigned char)scan->at[1] : -1;
    if (c == 'u')
        return scan_unicode_escape(scan);
    if (c == '"' || c == '\\' || c == '/') {
        scan->at += 2;
        return 1;
    }
    if (c > 0 && strchr("bfnrt", c) != NULL) {
        scan_fault(scan, scan->at,
                   "escaped control character \\%c in a string, expected printable text", c);
        scan->at += 2;
        return 1;
    }
    scan_fault(scan, scan->at, "unknown escape in a string, expected \\\", \\\\, \\/ or \\uXXXX");
    scan->at++;
    return 0;
}

/* Passes one character that is not plain ASCII. Returns its length. */
static size_t scan_character(struct scanner *scan)
{
    uint32_t cp;
    const char *at = scan->at;
    scan->at += utf8_decode(at, (size_t)(scan->end - at), &cp);
    if (cp == UTF8_INVALID) {
        scan_fault(scan, at,
                   "byte 0x%02X at offset %zu in a string is not UTF-8, expected UTF-8 text",
                   (unsigned)(unsigned char)*at, (size_t)(at - scan->start));
        /* What follows of a broken character is the same fault. */
        while (scan->at < scan->end && ((unsigned char)*scan->at & 0xC0) == 0x80)
            scan->at++;
    } else if (utf8_is_control(cp)) {
        scan_fault(scan, at, "control character U+%04X in a string, expected printable text",
                   (unsigned)cp);
    }
    return (size_t)(scan->at - at);
}

/* A string, from its opening quote. Faults inside are told and passed over. */
static bool scan_string(struct scanner *scan)
{
    const char *open = scan->at;
    size_t faults_before = scan->reader->fault_count;
    size_t len = 0; /* of the text it stands for */
    scan->at++;
    for (;;) {
        const char *from = scan->at;
        while (scan->at < scan->end && *scan->at >= ' ' && *scan->at < 0x7F && *scan->at != '"' &&
               *scan->at != '\\')
            scan->at++;
        len += (size_t)(scan->at - from);
        int c = peek(scan);
        if (c == '"')
            break;
        if (c < 0 || c == '\n')
            return unexpected(scan, "a \" that closes the string");
        len += c == '\\' ? scan_escape(scan) : scan_character(scan);
    }
    scan->at++;
    if (len > REGISTRY_MAX_STRING && scan->reader->fault_count == faults_before)
        scan_fault(scan, open, "string of %zu bytes, expected at most %zu", len,
                   REGISTRY_MAX_STRING);
    return true;
}

static size_t count_digits(const char *p, const char *end)
{
    size_t count = 0;
    while (p + count < end && p[count] >= '0' && p[count] <= '9')
        count++;
    return count;
}

/* Is the word a number of JSON's grammar? */
static bool is_json_number(const char *p, const char *end)
{
    if (p < end && *p == '-')
        p++;
    size_t digits = count_digits(p, end);
    if (digits == 0 || (digits > 1 && *p == '0'))
        return false;
    p += digits;
    if (p < end && *p == '.') {
        digits = count_digits(++p, end);
        if (digits == 0)
            return false;
        p += digits;
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        if (p < end && (*p == '+' || *p == '-'))
            p++;
        digits = count_digits(p, end);
        if (digits == 0)
            return false;
        p += digits;
    }
    return p == end;
}

static bool scan_number(struct scanner *scan)
{
    size_t len = word_length(scan);
    if (!is_json_number(scan->at, scan->at + len))
        return unexpected(scan, "a number as JSON writes it, such as 429");
    if (len > REGISTRY_MAX_NUMBER)
        scan_fault(scan, scan->at, "number of %zu characters, expected at most %d", len,
                   REGISTRY_MAX_NUMBER);
    scan->at += len;
    return true;
}

static bool scan_literal(struct scanner *scan)
{
    static const char *const literals[] = {"true", "false", "null"};
    size_t len = word_length(scan);
    for (size_t i = 0; i < sizeof literals / sizeof literals[0]; i++) {
        if (len == strlen(literals[i]) && memcmp(scan->at, literals[i], len) == 0) {
            scan->at += len;
            return true;
        }
    }
    return unexpected(scan, "a value");
}

static bool scan_container(struct scanner *scan, int depth);

/* A value inside of depth objects and arrays. */
static bool scan_value(struct scanner *scan, int depth)
{
    skip_space(scan);
    if (++scan->values > REGISTRY_MAX_VALUES)
        return scan_fault(scan, scan->at, "more values than expected, which is at most %d",
                          REGISTRY_MAX_VALUES);
    int c = peek(scan);
    if (c == '{' || c == '[')
        return scan_container(scan, depth);
    if (c == '"')
        return scan_string(scan);
    if (c == '-' || (c >= '0' && c <= '9'))
        return scan_number(scan);
    return scan_literal(scan);
}

static bool scan_key(struct scanner *scan)
{
    skip_space(scan);
    if (peek(scan) != '"')
        return unexpected(scan, "a key in quotes");
    if (!scan_string(scan))
        return false;
    skip_space(scan);
    if (peek(scan) != ':')
        return unexpected(scan, "\":\"");
    scan->at++;
    return true;
}

static bool scan_container(struct scanner *scan, int depth)
{
    if (depth == REGISTRY_MAX_DEPTH)
        return scan_fault(scan, scan->at, "nesting deeper than expected, which is at most %d",
                          REGISTRY_MAX_DEPTH);
    bool object = *scan->at == '{';
    int close = object ? '}' : ']';
    scan->at++;
    skip_space(scan);
    if (peek(scan) == close) {
        scan->at++;
        return true;
    }
    for (;;) {
        if ((object && !scan_key(scan)) || !scan_value(scan, depth + 1))
            return false;
        skip_space(scan);
        int c = peek(scan);
        if (c != ',' && c != close)
            return unexpected(scan, object ? "\",\" or \"}\"" : "\",\" or \"]\"");
        scan->at++;
        if (c == close)
            return true;
    }
}

static void scan_document(struct reader *reader, const char *bytes, size_t len, size_t skip)
{
    const char *text = bytes + skip;
    struct scanner scan = {.reader = reader, .start = bytes, .at = text, .end = bytes + len};
    scan.counted = scan.line_start = text;
    scan.line = 1;
    if (!scan_value(&scan, 0))
        return;
    skip_space(&scan);
    if (scan.at != scan.end)
        unexpected(&scan, "nothing more behind the document");
}

/* The tree of a text without faults, to be freed with cJSON_Delete(); NULL with faults. */
static cJSON *parse_text(struct reader *reader, const char *bytes, size_t len)
{
    static const char mark[] = "\xEF\xBB\xBF";
    if (len > REGISTRY_MAX_BYTES) {
        count_fault(reader);
        sb_error_add(&reader->faults, SB_ERR_DATA, "%s: is %zu bytes long, expected at most %zu",
                     reader->origin, len, REGISTRY_MAX_BYTES);
        return NULL;
    }
    size_t skip = len >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
    scan_document(reader, bytes, len, skip);
    if (reader->fault_count > 0)
        return NULL;
    cJSON *root = cJSON_ParseWithLengthOpts(bytes + skip, len - skip, NULL, false);
    if (root == NULL) {
        count_fault(reader);
        sb_error_add(&reader->faults, SB_ERR_DATA, "%s: there is no memory for its tree",
                     reader->origin);
    }
    return root;
}

/* --- Faults in the tree ---------------------------------------------------------------------- */

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

/* Is it a class, a document or an entry? */
static bool is_labelled(const struct place *place)
{
    return place->key == NULL && place->up != NULL && place->up->up == NULL;
}

/* Appends "codes[17] (429 IANA): headers[0].strength". */
static void put_path(struct strbuf *out, const struct place *place)
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

static void SB_PRINTF(3, 4)
    place_fault(struct reader *reader, const struct place *place, const char *fmt, ...)
{
    if (!count_fault(reader))
        return;
    struct strbuf text = STRBUF_INIT;
    put_path(&text, place);
    if (place != NULL)
        strbuf_puts(&text, ": ");
    va_list args;
    va_start(args, fmt);
    strbuf_vprintf(&text, fmt, args);
    va_end(args);
    sb_error_add(&reader->faults, SB_ERR_DATA, "%s: %s", reader->origin, text.data);
    strbuf_clear(&text);
}

/* --- The same name twice --------------------------------------------------------------------- */

/* What makes a thing the same as another: both texts, letter case of the second not minded. */
struct identity {
    const char *exact, *folded;
    size_t index;
};

static int compare_identities(const void *left, const void *right)
{
    const struct identity *a = left, *b = right;
    int order = strcmp(a->exact, b->exact);
    if (order == 0)
        order = strcasecmp(a->folded, b->folded);
    if (order == 0)
        order = a->index < b->index ? -1 : 1;
    return order;
}

static bool same_identity(const struct identity *a, const struct identity *b)
{
    return strcmp(a->exact, b->exact) == 0 && strcasecmp(a->folded, b->folded) == 0;
}

static void check_key_once(struct reader *reader, const cJSON *object, const struct place *place)
{
    size_t count = 0;
    for (const cJSON *child = object->child; child != NULL; child = child->next)
        count++;
    struct identity *keys = xreallocarray(NULL, count, sizeof *keys);
    count = 0;
    for (const cJSON *child = object->child; child != NULL; child = child->next, count++)
        keys[count] = (struct identity){child->string, "", count};
    qsort(keys, count, sizeof *keys, compare_identities);
    for (size_t i = 1; i < count; i++)
        if (same_identity(&keys[i - 1], &keys[i])) {
            struct place key = {.up = place, .key = keys[i].exact};
            place_fault(reader, &key, "is given twice, expected each key once");
        }
    free(keys);
}

/* Sorting the keys of every small object would take longer than reading the file. */
static bool has_few_keys_once(const cJSON *object)
{
    const char *keys[32];
    size_t count = 0;
    for (const cJSON *child = object->child; child != NULL; child = child->next) {
        if (count == sizeof keys / sizeof keys[0])
            return false;
        for (size_t i = 0; i < count; i++)
            if (keys[i][0] == child->string[0] && strcmp(keys[i], child->string) == 0)
                return false;
        keys[count++] = child->string;
    }
    return true;
}

/* Every object of the tree, also those that the format does not know. */
static void check_keys_once(struct reader *reader, const cJSON *node, const struct place *place)
{
    if (cJSON_IsObject(node) && !has_few_keys_once(node))
        check_key_once(reader, node, place);
    size_t index = 0;
    for (const cJSON *child = node->child; child != NULL; child = child->next, index++) {
        struct place here = {place, child->string, index, child};
        if (child->child != NULL)
            check_keys_once(reader, child, &here);
    }
}

/* --- The format -------------------------------------------------------------------------------
 *
 * One table for each kind of object: it drives reading and writing, and its order is the order of
 * the file. Every member of a struct that a table names is what its kind says.
 */

enum kind {
    KIND_FORMAT,    /* nothing: the number FORMAT_VERSION */
    KIND_TEXT,      /* const char *: any string */
    KIND_NAME,      /* const char *: not blank */
    KIND_CODE,      /* const char * */
    KIND_OWNER,     /* const char * */
    KIND_URL,       /* const char * */
    KIND_NUMBER,    /* long */
    KIND_TRUTH,     /* enum tristate: true or false */
    KIND_WORD,      /* an enum: one of words */
    KIND_WORD_NULL, /* the same; its value 0 is null */
    KIND_FLAG,      /* bool: true stands as the one word, false is absent */
    KIND_WORDS,     /* unsigned, bits: an array of words */
    KIND_NAMES,     /* struct string_list: texts that are not blank */
    KIND_LINES,     /* struct string_list: any texts */
    KIND_OBJECT,    /* shape, at the offset */
    KIND_OBJECTS,   /* pointer to an array of shape, its size_t count at count_offset */
    KIND_COUNT
};

enum need {
    OPTIONAL,
    REQUIRED,
    COMPLETE /* required where the file has to stand alone: not in overlays */
};

struct field {
    const char *key;
    enum kind kind;
    enum need need;
    size_t offset;       /* bytes into the struct */
    size_t count_offset; /* the same */
    unsigned given;      /* bit of status.given: only in tables whose struct is struct status */
    const char *const *words; /* [value]; NULL for a value that is not written */
    size_t word_count;
    const struct shape *shape;
};

struct shape {
    const struct field *fields;
    size_t count;
    size_t size;  /* bytes of the struct; 0: its members are those of the one around it */
    size_t limit; /* elements of an array of it; 0: as many as the file holds */
    /* What concerns several fields; called with a struct whose fields are right. */
    void (*check)(struct reader *reader, const void *base, const struct place *place);
};

/* What a file holds; for writing, a view of a catalog. */
struct registry {
    const char *id, *title, *updated, *source;
    struct unregistered_rule unregistered;
    struct status_class *classes;
    size_t class_count;
    struct document *documents;
    size_t document_count;
    struct status *statuses;
    size_t status_count;
};

_Static_assert(sizeof(enum strength) == sizeof(unsigned) &&
                   sizeof(enum tristate) == sizeof(unsigned),
               "enums are stored as unsigned");

#define MEMBER(type, member) .offset = offsetof(struct type, member)
#define ARRAY(type, member, count_member, of)                                                      \
    .offset = offsetof(struct type, member), .count_offset = offsetof(struct type, count_member),  \
    .shape = &(of)
#define GIVEN(field) .given = 1u << (field)
#define WORDS(names) .words = (names), .word_count = sizeof(names) / sizeof(names)[0]
#define FIELDS(table) .fields = (table), .count = sizeof(table) / sizeof(table)[0]

static const struct field reference_fields[] = {
    {"doc", KIND_NAME, REQUIRED, MEMBER(reference, doc)},
    {"section", KIND_NAME, OPTIONAL, MEMBER(reference, section)},
};
static const struct shape reference_shape = {FIELDS(reference_fields), sizeof(struct reference)};

static const struct field myth_fields[] = {
    {"text", KIND_NAME, REQUIRED, MEMBER(myth, text)},
    {"reference", KIND_OBJECT, OPTIONAL, MEMBER(myth, reference), .shape = &reference_shape},
};
static const struct shape myth_shape = {FIELDS(myth_fields), sizeof(struct myth)};

static const struct field header_fields[] = {
    {"name", KIND_NAME, REQUIRED, MEMBER(header_field, name)},
    {"in", KIND_WORD, REQUIRED, MEMBER(header_field, in), WORDS(direction_names)},
    {"strength", KIND_WORD, REQUIRED, MEMBER(header_field, strength), WORDS(strength_names)},
    {"note", KIND_TEXT, OPTIONAL, MEMBER(header_field, note)},
    {"reference", KIND_OBJECT, OPTIONAL, MEMBER(header_field, reference),
     .shape = &reference_shape},
};
static const struct shape header_shape = {FIELDS(header_fields), sizeof(struct header_field)};

static const struct field confusable_fields[] = {
    {"code", KIND_CODE, REQUIRED, MEMBER(confusable, code)},
    {"owner", KIND_OWNER, OPTIONAL, MEMBER(confusable, owner)},
    {"difference", KIND_NAME, REQUIRED, MEMBER(confusable, difference)},
};
static const struct shape confusable_shape = {FIELDS(confusable_fields), sizeof(struct confusable)};

static const struct field former_name_fields[] = {
    {"phrase", KIND_NAME, REQUIRED, MEMBER(former_name, phrase)},
    {"reference", KIND_OBJECT, OPTIONAL, MEMBER(former_name, reference), .shape = &reference_shape},
};
static const struct shape former_name_shape = {FIELDS(former_name_fields),
                                               sizeof(struct former_name)};

static const struct field facts_fields[] = {
    {"heuristically_cacheable", KIND_TRUTH, OPTIONAL, MEMBER(status, facts.heuristically_cacheable),
     GIVEN(FIELD_CACHEABLE)},
    {"content", KIND_WORD, OPTIONAL, MEMBER(status, facts.content), GIVEN(FIELD_CONTENT),
     WORDS(content_names)},
    {"retry", KIND_WORD, OPTIONAL, MEMBER(status, facts.retry), GIVEN(FIELD_RETRY),
     WORDS(retry_names)},
    {"redirect_method", KIND_WORD_NULL, OPTIONAL, MEMBER(status, facts.redirect_method),
     GIVEN(FIELD_REDIRECT_METHOD), WORDS(redirect_names)},
    {"sent_by", KIND_NAMES, OPTIONAL, MEMBER(status, facts.sent_by), GIVEN(FIELD_SENT_BY)},
};
static const struct shape facts_shape = {FIELDS(facts_fields)};

static const struct field example_fields[] = {
    {"request", KIND_LINES, OPTIONAL, MEMBER(status, example_request)},
    {"response", KIND_LINES, OPTIONAL, MEMBER(status, example_response)},
};
static const struct shape example_shape = {FIELDS(example_fields)};

static const struct field status_fields[] = {
    {"code", KIND_CODE, REQUIRED, MEMBER(status, code)},
    {"phrase", KIND_NAME, COMPLETE, MEMBER(status, phrase), GIVEN(FIELD_PHRASE)},
    {"owner", KIND_OWNER, REQUIRED, MEMBER(status, owner)},
    {"registration", KIND_WORD, OPTIONAL, MEMBER(status, registration), GIVEN(FIELD_REGISTRATION),
     WORDS(registration_names)},
    {"seen_in", KIND_WORDS, OPTIONAL, MEMBER(status, seen_in), GIVEN(FIELD_SEEN_IN),
     WORDS(seen_in_names)},
    {"summary", KIND_TEXT, OPTIONAL, MEMBER(status, summary), GIVEN(FIELD_SUMMARY)},
    {"meaning", KIND_NAMES, OPTIONAL, MEMBER(status, meaning), GIVEN(FIELD_MEANING)},
    {"causes", KIND_NAMES, OPTIONAL, MEMBER(status, causes), GIVEN(FIELD_CAUSES)},
    {"client_action", KIND_NAMES, OPTIONAL, MEMBER(status, client_action),
     GIVEN(FIELD_CLIENT_ACTION)},
    {"server_action", KIND_NAMES, OPTIONAL, MEMBER(status, server_action),
     GIVEN(FIELD_SERVER_ACTION)},
    {"myths", KIND_OBJECTS, OPTIONAL, ARRAY(status, myths, myth_count, myth_shape),
     GIVEN(FIELD_MYTHS)},
    {"facts", KIND_OBJECT, OPTIONAL, .shape = &facts_shape},
    {"headers", KIND_OBJECTS, OPTIONAL, ARRAY(status, headers, header_count, header_shape),
     GIVEN(FIELD_HEADERS)},
    {"confusable_with", KIND_OBJECTS, OPTIONAL,
     ARRAY(status, confusable, confusable_count, confusable_shape), GIVEN(FIELD_CONFUSABLE)},
    {"former_names", KIND_OBJECTS, OPTIONAL,
     ARRAY(status, former_names, former_name_count, former_name_shape), GIVEN(FIELD_FORMER_NAMES)},
    {"aliases", KIND_NAMES, OPTIONAL, MEMBER(status, aliases), GIVEN(FIELD_ALIASES)},
    {"tags", KIND_NAMES, OPTIONAL, MEMBER(status, tags), GIVEN(FIELD_TAGS)},
    {"example", KIND_OBJECT, OPTIONAL, .shape = &example_shape, GIVEN(FIELD_EXAMPLE)},
    {"references", KIND_OBJECTS, OPTIONAL,
     ARRAY(status, references.items, references.count, reference_shape), GIVEN(FIELD_REFERENCES)},
    {"history", KIND_OBJECTS, OPTIONAL,
     ARRAY(status, history.items, history.count, reference_shape), GIVEN(FIELD_HISTORY)},
};
static const struct shape status_shape = {FIELDS(status_fields), sizeof(struct status),
                                          REGISTRY_MAX_ENTRIES};

static const struct field class_fields[] = {
    {"id", KIND_NAME, REQUIRED, MEMBER(status_class, id)},
    {"title", KIND_NAME, REQUIRED, MEMBER(status_class, title)},
    {"first", KIND_NUMBER, REQUIRED, MEMBER(status_class, first)},
    {"last", KIND_NUMBER, REQUIRED, MEMBER(status_class, last)},
    {"summary", KIND_TEXT, OPTIONAL, MEMBER(status_class, summary)},
    {"reference", KIND_OBJECT, OPTIONAL, MEMBER(status_class, reference),
     .shape = &reference_shape},
};

static void check_class(struct reader *reader, const void *base, const struct place *place)
{
    const struct status_class *class = base;
    struct place last = {.up = place, .key = "last"};
    if (class->last < class->first)
        place_fault(reader, &last, "is %ld, expected at least first, which is %ld", class->last,
                    class->first);
}

static const struct shape class_shape = {FIELDS(class_fields), sizeof(struct status_class),
                                         REGISTRY_MAX_CLASSES, check_class};

static const struct field document_fields[] = {
    {"id", KIND_NAME, REQUIRED, MEMBER(document, id)},
    {"title", KIND_NAME, REQUIRED, MEMBER(document, title)},
    {"date", KIND_TEXT, OPTIONAL, MEMBER(document, date)},
    {"status", KIND_TEXT, OPTIONAL, MEMBER(document, status)},
    {"url", KIND_URL, OPTIONAL, MEMBER(document, url)},
    {"section_url", KIND_URL, OPTIONAL, MEMBER(document, section_url)},
    {"obsoletes", KIND_NAMES, OPTIONAL, MEMBER(document, obsoletes)},
};
static const struct shape document_shape = {FIELDS(document_fields), sizeof(struct document),
                                            REGISTRY_MAX_DOCUMENTS};

static const char *const in_class_names[] = {"first"};
static const struct field unregistered_fields[] = {
    {"in_class", KIND_FLAG, OPTIONAL, MEMBER(unregistered_rule, in_class_first),
     WORDS(in_class_names)},
    {"outside", KIND_NAME, OPTIONAL, MEMBER(unregistered_rule, outside)},
    {"reference", KIND_OBJECT, OPTIONAL, MEMBER(unregistered_rule, reference),
     .shape = &reference_shape},
};
static const struct shape unregistered_shape = {FIELDS(unregistered_fields),
                                                sizeof(struct unregistered_rule)};

static const struct field registry_fields[] = {
    {"format", KIND_FORMAT, REQUIRED, .offset = 0},
    {"id", KIND_NAME, COMPLETE, MEMBER(registry, id)},
    {"title", KIND_NAME, COMPLETE, MEMBER(registry, title)},
    {"updated", KIND_TEXT, OPTIONAL, MEMBER(registry, updated)},
    {"source", KIND_TEXT, OPTIONAL, MEMBER(registry, source)},
    {"unregistered", KIND_OBJECT, OPTIONAL, MEMBER(registry, unregistered),
     .shape = &unregistered_shape},
    {"classes", KIND_OBJECTS, COMPLETE, ARRAY(registry, classes, class_count, class_shape)},
    {"documents", KIND_OBJECTS, OPTIONAL,
     ARRAY(registry, documents, document_count, document_shape)},
    {"codes", KIND_OBJECTS, COMPLETE, ARRAY(registry, statuses, status_count, status_shape)},
};
static const struct shape registry_shape = {FIELDS(registry_fields), sizeof(struct registry)};

/* --- Reading --------------------------------------------------------------------------------- */

/* --- Reading --------------------------------------------------------------------------------- */

static bool is_any_text(const char *text)
{
    (void)text;
    return true;
}

static bool is_name(const char *text)
{
    return text[strspn(text, " ")] != '\0';
}

static bool is_owner(const char *text)
{
    return is_name(text) && strlen(text) <= OWNER_MAX_BYTES;
}

static bool is_space(uint32_t cp)
{
    return cp == ' ' || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) ||
           cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

static bool is_code(const char *text)
{
    size_t len = strlen(text), chars = 0;
    uint32_t cp;
    for (size_t i = 0; i < len; chars++) {
        i += utf8_decode(text + i, len - i, &cp);
        if (is_space(cp) || utf8_is_hidden(cp) || utf8_is_control(cp))
            return false;
    }
    return chars >= 1 && chars <= CODE_MAX_CHARS;
}

static bool is_url(const char *text)
{
    static const char *const schemes[] = {"https://", "http://"};
    const char *rest = NULL;
    for (size_t i = 0; i < 2 && rest == NULL; i++)
        if (strncmp(text, schemes[i], strlen(schemes[i])) == 0)
            rest = text + strlen(schemes[i]);
    if (rest == NULL || *rest == '\0' || strlen(text) > URL_MAX_BYTES)
        return false;
    for (; *rest != '\0'; rest++)
        if (*rest <= ' ' || *rest >= 0x7F || strchr("\"'`<>\\", *rest) != NULL)
            return false;
    return true;
}

static const struct {
    const char *expected;              /* NULL: the words of the field */
    bool (*accepts)(const char *text); /* for what is a string */
} kind_rules[KIND_COUNT] = {
    [KIND_FORMAT] = {"1, the only format known here", NULL},
    [KIND_TEXT] = {"a string", is_any_text},
    [KIND_NAME] = {"a string that is not blank", is_name},
    [KIND_CODE] = {"a string of 1 to 32 printable characters without spaces", is_code},
    [KIND_OWNER] = {"a string of 1 to 64 bytes that is not blank", is_owner},
    [KIND_URL] = {"an https:// or http:// address of at most 2048 bytes without spaces and quotes",
                  is_url},
    [KIND_NUMBER] = {"a whole number from 0 to 9999999999", NULL},
    [KIND_TRUTH] = {"true or false", NULL},
    [KIND_WORDS] = {"an array of strings", NULL},
    [KIND_NAMES] = {"an array of strings", NULL},
    [KIND_LINES] = {"an array of strings", NULL},
    [KIND_OBJECT] = {"an object", NULL},
    [KIND_OBJECTS] = {"an array of objects", NULL},
};

/* Appends "a, b or c". */
static void put_words(struct strbuf *out, const struct field *field)
{
    bool null = field->kind == KIND_WORD_NULL;
    size_t left = null;
    for (size_t i = 0; i < field->word_count; i++)
        left += field->words[i] != NULL;
    for (size_t i = 0; i < field->word_count; i++)
        if (field->words[i] != NULL) {
            left--;
            strbuf_printf(out, "%s%s", field->words[i], left == 0 ? "" : left == 1 ? " or " : ", ");
        }
    if (null)
        strbuf_puts(out, "null");
}

/* Appends what a value is; node NULL: there is none. */
static void put_found(struct strbuf *out, const cJSON *node)
{
    if (node == NULL)
        strbuf_puts(out, "missing");
    else if (cJSON_IsString(node))
        put_quoted(out, node->valuestring, strlen(node->valuestring));
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

/* The value of a field is not what its kind wants. */
static void wrong_value(struct reader *reader, const struct field *field, const cJSON *node,
                        const struct place *place)
{
    if (reader->fault_count >= REGISTRY_MAX_FAULTS) {
        count_fault(reader);
        return;
    }
    struct strbuf text = STRBUF_INIT;
    put_found(&text, node);
    strbuf_puts(&text, ", expected ");
    if (kind_rules[field->kind].expected != NULL)
        strbuf_puts(&text, kind_rules[field->kind].expected);
    else
        put_words(&text, field);
    place_fault(reader, place, "is %s", text.data);
    strbuf_clear(&text);
}

/* Each reads a node into the member of the struct at base that the field names. */
typedef void read_function(struct reader *reader, const struct field *field, const cJSON *node,
                           void *base, const struct place *place);

static void read_fields(struct reader *reader, const struct shape *shape, const cJSON *node,
                        void *base, const struct place *place);

static void *member_of(void *base, size_t offset)
{
    return (char *)base + offset;
}

static void read_format(struct reader *reader, const struct field *field, const cJSON *node,
                        void *base, const struct place *place)
{
    (void)base;
    if (!cJSON_IsNumber(node) || node->valueint != FORMAT_VERSION ||
        node->valuedouble != FORMAT_VERSION)
        wrong_value(reader, field, node, place);
}

static void read_string(struct reader *reader, const struct field *field, const cJSON *node,
                        void *base, const struct place *place)
{
    const char **text = member_of(base, field->offset);
    if (cJSON_IsString(node) && kind_rules[field->kind].accepts(node->valuestring))
        *text = arena_strndup(reader->arena, node->valuestring, strlen(node->valuestring));
    else
        wrong_value(reader, field, node, place);
}

static void read_number(struct reader *reader, const struct field *field, const cJSON *node,
                        void *base, const struct place *place)
{
    long *number = member_of(base, field->offset);
    double value = cJSON_IsNumber(node) ? node->valuedouble : -1;
    if (value >= 0 && value <= (double)NUMBER_MAX && value == (double)(long)value)
        *number = (long)value;
    else
        wrong_value(reader, field, node, place);
}

static void store_enum(void *base, const struct field *field, size_t value)
{
    unsigned number = (unsigned)value;
    memcpy(member_of(base, field->offset), &number, sizeof number);
}

static void read_truth(struct reader *reader, const struct field *field, const cJSON *node,
                       void *base, const struct place *place)
{
    if (cJSON_IsBool(node))
        store_enum(base, field, cJSON_IsTrue(node) ? TRI_YES : TRI_NO);
    else
        wrong_value(reader, field, node, place);
}

/* Index of the word that the node is, word_count when it is none. */
static size_t find_word(const struct field *field, const cJSON *node)
{
    size_t i = 0;
    while (i < field->word_count && !(cJSON_IsString(node) && field->words[i] != NULL &&
                                      strcmp(field->words[i], node->valuestring) == 0))
        i++;
    return i;
}

static void read_word(struct reader *reader, const struct field *field, const cJSON *node,
                      void *base, const struct place *place)
{
    size_t word = find_word(field, node);
    if (word < field->word_count)
        store_enum(base, field, word);
    else if (field->kind == KIND_WORD_NULL && cJSON_IsNull(node))
        store_enum(base, field, 0);
    else
        wrong_value(reader, field, node, place);
}

static void read_flag(struct reader *reader, const struct field *field, const cJSON *node,
                      void *base, const struct place *place)
{
    bool *flag = member_of(base, field->offset);
    *flag = find_word(field, node) < field->word_count;
    if (!*flag)
        wrong_value(reader, field, node, place);
}

static void read_words(struct reader *reader, const struct field *field, const cJSON *node,
                       void *base, const struct place *place)
{
    if (!cJSON_IsArray(node)) {
        wrong_value(reader, field, node, place);
        return;
    }
    const struct field item = {
        .kind = KIND_WORD, .words = field->words, .word_count = field->word_count};
    unsigned *bits = member_of(base, field->offset);
    *bits = 0;
    struct place here = {.up = place};
    for (const cJSON *child = node->child; child != NULL; child = child->next, here.index++) {
        unsigned value = 0;
        read_word(reader, &item, child, &value, &here);
        *bits |= 1u << value;
    }
}

static void read_strings(struct reader *reader, const struct field *field, const cJSON *node,
                         void *base, const struct place *place)
{
    if (!cJSON_IsArray(node)) {
        wrong_value(reader, field, node, place);
        return;
    }
    const struct field item = {.kind = field->kind == KIND_NAMES ? KIND_NAME : KIND_TEXT};
    struct string_list *list = member_of(base, field->offset);
    list->count = (size_t)cJSON_GetArraySize(node);
    list->items = arena_alloc(reader->arena, list->count * sizeof *list->items);
    struct place here = {.up = place};
    for (const cJSON *child = node->child; child != NULL; child = child->next, here.index++)
        read_string(reader, &item, child, &list->items[here.index], &here);
}

static void read_object(struct reader *reader, const struct field *field, const cJSON *node,
                        void *base, const struct place *place)
{
    if (cJSON_IsObject(node))
        read_fields(reader, field->shape, node, member_of(base, field->offset), place);
    else
        wrong_value(reader, field, node, place);
}

static void read_objects(struct reader *reader, const struct field *field, const cJSON *node,
                         void *base, const struct place *place)
{
    static const struct field item = {.kind = KIND_OBJECT};
    const struct shape *shape = field->shape;
    if (!cJSON_IsArray(node)) {
        wrong_value(reader, field, node, place);
        return;
    }
    size_t count = (size_t)cJSON_GetArraySize(node);
    if (shape->limit != 0 && count > shape->limit) {
        place_fault(reader, place, "has %zu elements, expected at most %zu", count, shape->limit);
        return;
    }
    /* The lists with a limit are those that a catalog keeps in arrays of its own. */
    struct arena *arena = shape->limit != 0 ? &reader->scratch : reader->arena;
    char *items = arena_alloc(arena, count * shape->size);
    struct place here = {.up = place};
    for (const cJSON *child = node->child; child != NULL; child = child->next, here.index++) {
        here.node = child;
        if (cJSON_IsObject(child))
            read_fields(reader, shape, child, items + here.index * shape->size, &here);
        else
            wrong_value(reader, &item, child, &here);
    }
    memcpy(member_of(base, field->offset), &items, sizeof items);
    memcpy(member_of(base, field->count_offset), &count, sizeof count);
}

static read_function *const readers[KIND_COUNT] = {
    [KIND_FORMAT] = read_format,   [KIND_TEXT] = read_string,   [KIND_NAME] = read_string,
    [KIND_CODE] = read_string,     [KIND_OWNER] = read_string,  [KIND_URL] = read_string,
    [KIND_NUMBER] = read_number,   [KIND_TRUTH] = read_truth,   [KIND_WORD] = read_word,
    [KIND_WORD_NULL] = read_word,  [KIND_FLAG] = read_flag,     [KIND_WORDS] = read_words,
    [KIND_NAMES] = read_strings,   [KIND_LINES] = read_strings, [KIND_OBJECT] = read_object,
    [KIND_OBJECTS] = read_objects,
};

/* Index of the field with this key, looked for from a guess on; count when there is none. */
static size_t find_field(const struct shape *shape, const char *key, size_t guess)
{
    for (size_t i = 0; i < shape->count; i++) {
        size_t at = guess + i < shape->count ? guess + i : guess + i - shape->count;
        if (strcmp(shape->fields[at].key, key) == 0)
            return at;
    }
    return shape->count;
}

/* Keys that the shape does not know are passed over: a later version's. */
static void read_fields(struct reader *reader, const struct shape *shape, const cJSON *node,
                        void *base, const struct place *place)
{
    size_t faults_before = reader->fault_count;
    unsigned long seen = 0;
    size_t next = 0; /* files mostly keep the order of the table */
    for (const cJSON *child = node->child; child != NULL; child = child->next) {
        size_t i = find_field(shape, child->string, next);
        if (i == shape->count)
            continue;
        const struct field *field = &shape->fields[i];
        struct place here = {.up = place, .key = field->key};
        readers[field->kind](reader, field, child, base, &here);
        if (field->given != 0)
            ((struct status *)base)->given |= field->given;
        seen |= 1ul << i;
        next = i + 1 < shape->count ? i + 1 : 0;
    }
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        struct place here = {.up = place, .key = field->key};
        if (!(seen & 1ul << i) &&
            (field->need == REQUIRED || (field->need == COMPLETE && !reader->overlay)))
            wrong_value(reader, field, NULL, &here);
    }
    if (shape->check != NULL && reader->fault_count == faults_before)
        shape->check(reader, base, place);
}

/* --- Checks of a whole file ------------------------------------------------------------------ */

/* Tells a fault of an element of one of the document's lists. */
static void SB_PRINTF(5, 6) element_fault(struct reader *reader, const cJSON *root,
                                          const char *list, size_t index, const char *fmt, ...)
{
    if (reader->fault_count >= REGISTRY_MAX_FAULTS) {
        count_fault(reader);
        return;
    }
    const cJSON *array = cJSON_GetObjectItemCaseSensitive(root, list);
    struct place up = {.key = list, .node = array};
    struct place here = {.up = &up, .index = index, .node = cJSON_GetArrayItem(array, (int)index)};
    struct strbuf text = STRBUF_INIT;
    va_list args;
    va_start(args, fmt);
    strbuf_vprintf(&text, fmt, args);
    va_end(args);
    place_fault(reader, &here, "%s", text.data);
    strbuf_clear(&text);
}

/* Tells each element whose identity an earlier one has. Sorts the identities. */
static void check_once(struct reader *reader, const cJSON *root, const char *list,
                       struct identity *names, size_t count, const char *what)
{
    size_t first = 0;
    if (count > 1)
        qsort(names, count, sizeof *names, compare_identities);
    for (size_t i = 1; i < count; i++) {
        if (!same_identity(&names[first], &names[i]))
            first = i;
        else
            element_fault(reader, root, list, names[i].index,
                          "has the %s of %s[%zu], expected each only once", what, list,
                          names[first].index);
    }
}

static void add_identity(struct identity *names, size_t *count, const char *exact,
                         const char *folded, size_t index)
{
    /* A name that is missing or wrong is told already. */
    if (exact != NULL && folded != NULL)
        names[(*count)++] = (struct identity){exact, folded, index};
}

static void check_all_once(struct reader *reader, const cJSON *root,
                           const struct registry *registry)
{
    size_t most = registry->status_count;
    if (most < registry->class_count)
        most = registry->class_count;
    if (most < registry->document_count)
        most = registry->document_count;
    struct identity *names = xreallocarray(NULL, most, sizeof *names);

    size_t count = 0;
    for (size_t i = 0; i < registry->class_count; i++)
        add_identity(names, &count, "", registry->classes[i].id, i);
    check_once(reader, root, "classes", names, count, "id");
    count = 0;
    for (size_t i = 0; i < registry->document_count; i++)
        add_identity(names, &count, registry->documents[i].id, "", i);
    check_once(reader, root, "documents", names, count, "id");
    count = 0;
    for (size_t i = 0; i < registry->status_count; i++)
        add_identity(names, &count, registry->statuses[i].code, registry->statuses[i].owner, i);
    check_once(reader, root, "codes", names, count, "code and owner");
    free(names);
}

/* base: what an overlay is merged into, or NULL. */
static void check_outside(struct reader *reader, const struct registry *registry,
                          const struct catalog *base)
{
    const char *outside = registry->unregistered.outside;
    if (outside == NULL || (base != NULL && catalog_class(base, outside) != NULL))
        return;
    for (size_t i = 0; i < registry->class_count; i++) {
        const char *id = registry->classes[i].id;
        if (id == NULL || strcasecmp(id, outside) == 0)
            return;
    }
    struct place up = {.key = "unregistered"};
    struct place here = {.up = &up, .key = "outside"};
    struct strbuf shown = STRBUF_INIT;
    put_quoted(&shown, outside, strlen(outside));
    place_fault(reader, &here, "is %s, expected the id of a class", shown.data);
    strbuf_clear(&shown);
}

/* Reads the tree of a file and checks all that can be checked without another file. */
static void read_registry(struct reader *reader, const cJSON *root, struct registry *registry)
{
    static const struct field document = {.kind = KIND_OBJECT};
    if (!cJSON_IsObject(root)) {
        wrong_value(reader, &document, root, NULL);
        return;
    }
    const cJSON *format = cJSON_GetObjectItemCaseSensitive(root, "format");
    if (cJSON_IsNumber(format) && format->valuedouble != FORMAT_VERSION) {
        /* Whatever else the file holds means something unknown. */
        struct place here = {.key = "format"};
        wrong_value(reader, &registry_fields[0], format, &here);
        return;
    }
    check_keys_once(reader, root, NULL);
    read_fields(reader, &registry_shape, root, registry, NULL);
    check_all_once(reader, root, registry);
    if (!reader->overlay)
        check_outside(reader, registry, NULL);
}

static void check_sum(struct reader *reader, const char *list, size_t old, size_t added,
                      size_t limit)
{
    struct place here = {.key = list};
    if (old + added > limit)
        place_fault(reader, &here, "would make %zu elements, expected at most %zu", old + added,
                    limit);
}

/* Checks an overlay against what it is merged into. */
static void check_overlay(struct reader *reader, const cJSON *root, const struct registry *overlay,
                          const struct catalog *base)
{
    size_t classes = 0, documents = 0, statuses = 0;
    for (size_t i = 0; i < overlay->class_count; i++)
        classes += catalog_class(base, overlay->classes[i].id) == NULL;
    for (size_t i = 0; i < overlay->document_count; i++)
        documents += catalog_document(base, overlay->documents[i].id) == NULL;
    for (size_t i = 0; i < overlay->status_count; i++) {
        const struct status *status = &overlay->statuses[i];
        if (catalog_find(base, status->code, status->owner) != NULL)
            continue;
        statuses++;
        if (status->phrase == NULL)
            element_fault(reader, root, "codes", i,
                          "phrase: is missing, expected a string, because the entry is new");
    }
    check_sum(reader, "classes", base->class_count, classes, REGISTRY_MAX_CLASSES);
    check_sum(reader, "documents", base->document_count, documents, REGISTRY_MAX_DOCUMENTS);
    check_sum(reader, "codes", base->status_count, statuses, REGISTRY_MAX_ENTRIES);
    check_outside(reader, overlay, base);
}

/* --- Whole files ----------------------------------------------------------------------------- */

static void put_lists(struct catalog *catalog, const struct registry *registry)
{
    catalog->statuses =
        mem_grow(catalog->statuses, &catalog->status_cap,
                 catalog->status_count + registry->status_count, sizeof *catalog->statuses);
    /* Entries first: they are looked up in an order that depends on the classes. */
    for (size_t i = 0; i < registry->status_count; i++) {
        struct status status = registry->statuses[i];
        if (!(status.given & 1u << FIELD_REGISTRATION))
            status.registration = REGISTRATION_UNOFFICIAL;
        catalog_put_status(catalog, &status);
    }
    for (size_t i = 0; i < registry->class_count; i++)
        catalog_put_class(catalog, &registry->classes[i]);
    for (size_t i = 0; i < registry->document_count; i++)
        catalog_put_document(catalog, &registry->documents[i]);
    catalog_finish(catalog);
}

struct catalog *catalog_json_parse(const char *bytes, size_t len, const char *origin,
                                   struct sb_error *err)
{
    struct catalog *catalog = catalog_new();
    struct registry registry = {0};
    struct reader reader;
    reader_init(&reader, origin, false, &catalog->arena);
    cJSON *root = parse_text(&reader, bytes, len);
    if (root != NULL)
        read_registry(&reader, root, &registry);
    if (reader.fault_count == 0) {
        catalog->id = registry.id;
        catalog->title = registry.title;
        catalog->updated = registry.updated;
        catalog->source = registry.source;
        catalog->unregistered = registry.unregistered;
        put_lists(catalog, &registry);
    }
    cJSON_Delete(root);
    if (reader_done(&reader, err))
        return catalog;
    catalog_free(catalog);
    return NULL;
}

static bool has_unregistered(const struct registry *registry)
{
    const struct unregistered_rule *rule = &registry->unregistered;
    return rule->in_class_first || rule->outside != NULL || rule->reference.doc != NULL;
}

bool catalog_json_merge(struct catalog *catalog, const char *bytes, size_t len, const char *origin,
                        struct sb_error *err)
{
    struct registry overlay = {0};
    struct reader reader;
    reader_init(&reader, origin, true, &catalog->arena);
    cJSON *root = parse_text(&reader, bytes, len);
    if (root != NULL)
        read_registry(&reader, root, &overlay);
    bool meant = overlay.id == NULL || strcmp(overlay.id, catalog->id) == 0;
    if (meant && reader.fault_count == 0)
        check_overlay(&reader, root, &overlay, catalog);
    if (meant && reader.fault_count == 0) {
        if (has_unregistered(&overlay))
            catalog->unregistered = overlay.unregistered;
        put_lists(catalog, &overlay);
    }
    cJSON_Delete(root);
    return reader_done(&reader, err);
}

bool catalog_json_check(const char *bytes, size_t len, const char *origin, struct sb_error *err)
{
    struct arena arena = {NULL, 0};
    struct registry registry = {0};
    struct reader reader;
    reader_init(&reader, origin, false, &arena);
    cJSON *root = parse_text(&reader, bytes, len);
    if (root != NULL) {
        reader.overlay = cJSON_IsObject(root) &&
                         cJSON_GetObjectItemCaseSensitive(root, "classes") == NULL &&
                         cJSON_GetObjectItemCaseSensitive(root, "title") == NULL;
        read_registry(&reader, root, &registry);
    }
    cJSON_Delete(root);
    arena_clear(&arena);
    return reader_done(&reader, err);
}

/* --- Writing --------------------------------------------------------------------------------- */

typedef void write_function(struct json_writer *json, const struct field *field, const void *base);

static void write_fields(struct json_writer *json, const struct shape *shape, const void *base);

static const void *constant_member(const void *base, size_t offset)
{
    return (const char *)base + offset;
}

static unsigned load_enum(const void *base, const struct field *field)
{
    unsigned value;
    memcpy(&value, constant_member(base, field->offset), sizeof value);
    return value;
}

static size_t load_count(const void *base, const struct field *field)
{
    size_t count;
    memcpy(&count, constant_member(base, field->count_offset), sizeof count);
    return count;
}

static void write_format(struct json_writer *json, const struct field *field, const void *base)
{
    (void)base;
    json_integer(json, field->key, FORMAT_VERSION);
}

static void write_string(struct json_writer *json, const struct field *field, const void *base)
{
    const char *const *text = constant_member(base, field->offset);
    json_string(json, field->key, *text);
}

static void write_number(struct json_writer *json, const struct field *field, const void *base)
{
    const long *number = constant_member(base, field->offset);
    json_integer(json, field->key, *number);
}

static void write_truth(struct json_writer *json, const struct field *field, const void *base)
{
    json_bool(json, field->key, load_enum(base, field) == TRI_YES);
}

static void write_word(struct json_writer *json, const struct field *field, const void *base)
{
    json_string(json, field->key, field->words[load_enum(base, field)]);
}

static void write_flag(struct json_writer *json, const struct field *field, const void *base)
{
    (void)base;
    json_string(json, field->key, field->words[0]);
}

static void write_words(struct json_writer *json, const struct field *field, const void *base)
{
    const unsigned *bits = constant_member(base, field->offset);
    json_begin_array(json, field->key);
    for (size_t i = 0; i < field->word_count; i++)
        if (*bits & 1u << i)
            json_string(json, NULL, field->words[i]);
    json_end(json);
}

static void write_strings(struct json_writer *json, const struct field *field, const void *base)
{
    const struct string_list *list = constant_member(base, field->offset);
    json_begin_array(json, field->key);
    for (size_t i = 0; i < list->count; i++)
        json_string(json, NULL, list->items[i]);
    json_end(json);
}

static void write_object(struct json_writer *json, const struct field *field, const void *base)
{
    json_begin_object(json, field->key);
    write_fields(json, field->shape, constant_member(base, field->offset));
    json_end(json);
}

static void write_objects(struct json_writer *json, const struct field *field, const void *base)
{
    const char *items;
    memcpy(&items, constant_member(base, field->offset), sizeof items);
    size_t count = load_count(base, field);
    json_begin_array(json, field->key);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json, NULL);
        write_fields(json, field->shape, items + i * field->shape->size);
        json_end(json);
    }
    json_end(json);
}

static write_function *const writers[KIND_COUNT] = {
    [KIND_FORMAT] = write_format,   [KIND_TEXT] = write_string,   [KIND_NAME] = write_string,
    [KIND_CODE] = write_string,     [KIND_OWNER] = write_string,  [KIND_URL] = write_string,
    [KIND_NUMBER] = write_number,   [KIND_TRUTH] = write_truth,   [KIND_WORD] = write_word,
    [KIND_WORD_NULL] = write_word,  [KIND_FLAG] = write_flag,     [KIND_WORDS] = write_words,
    [KIND_NAMES] = write_strings,   [KIND_LINES] = write_strings, [KIND_OBJECT] = write_object,
    [KIND_OBJECTS] = write_objects,
};

/* Is there a value to be written? */
static bool has_value(const struct field *field, const void *base)
{
    const void *member = constant_member(base, field->offset);
    if (field->given != 0)
        return ((const struct status *)base)->given & field->given;
    switch (field->kind) {
    case KIND_FLAG:
        return *(const bool *)member;
    case KIND_NAMES:
    case KIND_LINES:
        return ((const struct string_list *)member)->count > 0;
    case KIND_OBJECTS:
        return load_count(base, field) > 0;
    case KIND_OBJECT:
        for (size_t i = 0; i < field->shape->count; i++)
            if (has_value(&field->shape->fields[i], member))
                return true;
        return false;
    default:
        return kind_rules[field->kind].accepts == NULL || *(const char *const *)member != NULL;
    }
}

static void write_fields(struct json_writer *json, const struct shape *shape, const void *base)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        if (field->need != OPTIONAL || has_value(field, base))
            writers[field->kind](json, field, base);
    }
}

void catalog_json_write(const struct catalog *catalog, struct strbuf *out)
{
    const struct registry view = {
        .id = catalog->id,
        .title = catalog->title,
        .updated = catalog->updated,
        .source = catalog->source,
        .unregistered = catalog->unregistered,
        .classes = catalog->classes,
        .class_count = catalog->class_count,
        .documents = catalog->documents,
        .document_count = catalog->document_count,
        .statuses = catalog->statuses,
        .status_count = catalog->status_count,
    };
    struct json_writer json = {0};
    json_begin_object(&json, NULL);
    write_fields(&json, &registry_shape, &view);
    json_end(&json);
    json_finish(&json, out);
}

void catalog_json_write_status(const struct status *status, struct json_writer *json)
{
    json_begin_object(json, NULL);
    write_fields(json, &status_shape, status);
    json_end(json);
}
