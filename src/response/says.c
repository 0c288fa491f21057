#include "config.h"
#include "response/says.h"

#include <string.h>

#include "reading/mask.h"
#include "reading/moment.h"
#include "registry/registry.h"
#include "response/field_values.h"
#include "response/target.h"

#define EPOCH_LEAST 1000000000 /* smaller numbers are seconds to wait, not points in time */

/* What a sentence is about. */
struct said_value {
    struct seen_text text;
    enum field_syntax kind;
    bool secret; /* the text is not to be shown */
};

/* What a value is as a span and as a point in time. */
struct quantity {
    bool has_seconds, has_time;
    int64_t seconds;
    struct moment time;
};

const struct known_field *says_known(const struct says *says, const struct answer_field *field)
{
    return known_field_find(says->registry, answer_text(says->answer, field->name));
}

/* When the response was made: by its Date, else now. */
static bool base_time(const struct says *says, int64_t *seconds)
{
    struct seen_text value;
    struct moment date;
    bool obsolete;
    if (values_first(says->answer, &says->answer->response, "Date", &value) &&
        moment_read_http(value.bytes, value.len, &date, &obsolete)) {
        *seconds = date.seconds;
        return true;
    }
    *seconds = says->now;
    return says->now > 0;
}

static struct quantity quantity_of(const struct says *says, enum field_syntax kind,
                                   struct seen_text value)
{
    struct quantity quantity = {.has_seconds = false};
    int64_t base, number;
    bool obsolete, based = base_time(says, &base);
    if (value_number(value_unquote(value), &number)) {
        bool epoch = kind == SYNTAX_EPOCH_OR_SECONDS && number >= EPOCH_LEAST;
        /* No one waits for more than some thousand years. */
        if (number > INT64_C(100000000000))
            return quantity;
        quantity.has_seconds = !epoch;
        quantity.seconds = number;
        quantity.has_time = epoch || based;
        quantity.time = (struct moment){.seconds = epoch ? number : base + number, .known = true};
    } else if (moment_read_http(value.bytes, value.len, &quantity.time, &obsolete)) {
        quantity.has_time = true;
        quantity.has_seconds = based && quantity.time.seconds >= base;
        quantity.seconds = quantity.time.seconds - base;
    }
    return quantity;
}

/* Appends "2 minutes", "1 hour 30 minutes": the two greatest units. */
static void put_duration(int64_t seconds, struct strbuf *out)
{
    static const struct {
        int64_t seconds;
        const char *name;
    } units[] = {
        {86400 * 365, "year"}, {86400, "day"}, {3600, "hour"}, {60, "minute"}, {1, "second"}};
    size_t i = 0, count = sizeof units / sizeof units[0];
    while (i + 1 < count && seconds < units[i].seconds)
        i++;
    for (size_t shown = 0; shown < 2 && i < count; shown++, i++) {
        int64_t number = seconds / units[i].seconds;
        if (shown > 0 && number == 0)
            break;
        strbuf_printf(out, "%s%lld %s%s", shown > 0 ? " " : "", (long long)number, units[i].name,
                      number == 1 ? "" : "s");
        seconds %= units[i].seconds;
    }
}

static void put_time(const struct moment *time, struct strbuf *out)
{
    moment_put_short(time, out);
    strbuf_puts(out, " UTC");
}

/* Appends the text of a value: an address as what it leads to. Returns false when there is nothing
 * to show. */
static bool put_text(const struct says *says, const struct said_value *value, struct strbuf *out)
{
    struct seen_text text = value_unquote(value->text);
    struct strbuf whole = STRBUF_INIT;
    if (text.len == 0 || (value->secret && says->terms != NULL))
        return false;
    if (value->kind == SYNTAX_URI)
        target_resolve(says->answer, text, &whole);
    else
        strbuf_add(&whole, text.bytes, text.len);
    mask_text(says->terms, strbuf_str(&whole), whole.len, out);
    strbuf_clear(&whole);
    return true;
}

/* Appends what a place of a sentence stands for. Returns false when that is not known. */
static bool put_place(const struct says *says, const struct said_value *value, const char *place,
                      struct strbuf *out)
{
    struct quantity quantity = quantity_of(says, value->kind, value->text);
    if (strcmp(place, "{value}") == 0)
        return put_text(says, value, out);
    if (strcmp(place, "{duration}") == 0 && quantity.has_seconds) {
        put_duration(quantity.seconds, out);
        return true;
    }
    if (strcmp(place, "{time}") == 0 && quantity.has_time) {
        put_time(&quantity.time, out);
        return true;
    }
    if (strcmp(place, "{age}") != 0 || !quantity.has_time || quantity.time.seconds > says->now)
        return false;
    if (quantity.time.seconds == says->now)
        strbuf_puts(out, "less than a second");
    else
        put_duration(says->now - quantity.time.seconds, out);
    return true;
}

/* Appends a sentence with its places filled. Returns false, with nothing appended, when one cannot
 * be. */
static bool put_sentence(const struct says *says, const char *sentence,
                         const struct said_value *value, struct strbuf *out)
{
    static const char *const places[] = {"{value}", "{duration}", "{time}", "{age}"};
    size_t before = out->len, count = sizeof places / sizeof places[0];
    while (*sentence != '\0') {
        size_t i = 0;
        while (i < count && strncmp(sentence, places[i], strlen(places[i])) != 0)
            i++;
        if (i == count) {
            strbuf_putc(out, *sentence++);
            continue;
        }
        if (!put_place(says, value, places[i], out)) {
            out->len = before;
            if (out->data != NULL)
                out->data[before] = '\0';
            return false;
        }
        sentence += strlen(places[i]);
    }
    return true;
}

/* Finds the known value that the text is. */
static const struct known_value *find_value(const struct known_value *values, size_t count,
                                            struct seen_text text)
{
    for (size_t i = 0; i < count; i++)
        if (value_equals(text, values[i].value))
            return &values[i];
    return NULL;
}

/* Finds the longest known value that the text begins with. */
static const struct known_value *find_beginning(const struct known_value *values, size_t count,
                                                struct seen_text text)
{
    const struct known_value *best = NULL;
    for (size_t i = 0; i < count; i++)
        if (value_begins(text, values[i].value) &&
            (best == NULL || strlen(values[i].value) > strlen(best->value)))
            best = &values[i];
    return best;
}

/* Appends a part of what a value means. */
static void put_part(const char *text, size_t start, struct strbuf *out)
{
    if (out->len > start)
        strbuf_puts(out, "; ");
    strbuf_puts(out, text);
}

static void put_param(const struct says *says, const struct known_field *known,
                      const struct value_param *found, size_t start, struct strbuf *out)
{
    for (size_t i = 0; i < known->param_count; i++) {
        const struct known_param *param = &known->params[i];
        if (!value_equals(found->name, param->name))
            continue;
        struct said_value value = {found->value, SYNTAX_SECONDS, known->secret == TRI_YES};
        const struct known_value *meaning =
            find_value(param->values, param->value_count, value_unquote(found->value));
        struct strbuf text = STRBUF_INIT;
        if (meaning != NULL && meaning->text != NULL)
            put_part(meaning->text, start, out);
        else if (param->text != NULL && put_sentence(says, param->text, &value, &text))
            put_part(strbuf_str(&text), start, out);
        strbuf_clear(&text);
        return;
    }
}

/* Appends what a member of a list means, and its parameters; a directive is both. */
static void put_member(const struct says *says, const struct known_field *known,
                       struct seen_text member, size_t start, struct strbuf *out)
{
    struct seen_text word = value_word(member);
    const struct known_value *value = find_value(known->values, known->value_count, word);
    struct value_param param;
    if (value != NULL && value->text != NULL)
        put_part(value->text, start, out);
    if (word.len == member.len || member.bytes[word.len] != '=') {
        param = (struct value_param){.name = word, .value = {"", 0}};
        put_param(says, known, &param, start, out);
    }
    for (size_t at = 0; value_param_next(member, &at, &param);)
        put_param(says, known, &param, start, out);
    /* Parameters without a value: "; hit" */
    struct value_parts parts = {.rest = member, .separator = ';'};
    struct seen_text part;
    for (size_t i = 0; value_next(&parts, &part); i++)
        if (i > 0 && memchr(part.bytes, '=', part.len) == NULL) {
            param = (struct value_param){.name = part, .value = {"", 0}};
            put_param(says, known, &param, start, out);
        }
}

/* Appends what the challenges ask for: "Bearer (a token) or Basic (user name and password)". */
static void put_challenges(const struct says *says, const struct known_field *known,
                           struct seen_text value, struct strbuf *out)
{
    size_t before = out->len;
    struct seen_text challenge;
    while (value_challenge_next(&value, &challenge)) {
        struct seen_text text = value_trim(challenge), scheme = value_word(text);
        struct strbuf parts = STRBUF_INIT;
        if (text.len == 0)
            continue;
        put_member(says, known, text, 0, &parts);
        strbuf_puts(out, out->len > before ? " or " : "");
        strbuf_add(out, scheme.bytes, scheme.len);
        if (parts.len > 0)
            strbuf_printf(out, " (%s)", strbuf_str(&parts));
        strbuf_clear(&parts);
    }
}

static void put_parts(const struct says *says, const struct known_field *known,
                      struct seen_text value, struct strbuf *out)
{
    size_t start = out->len;
    struct value_parts parts = {.rest = value, .separator = ','};
    struct seen_text member;
    if (known->kind == SYNTAX_TEXT || known->kind == SYNTAX_PRODUCTS) {
        const struct known_value *found = find_beginning(known->values, known->value_count, value);
        if (found != NULL && found->text != NULL)
            put_part(found->text, start, out);
        return;
    }
    while (value_next(&parts, &member))
        put_member(says, known, member, start, out);
}

/* Has the time come that the field asks to wait for? */
static bool is_over(const struct says *says, const struct known_field *known,
                    struct seen_text value)
{
    struct quantity quantity = quantity_of(says, known->kind, value);
    return known->use == USE_DO && known->says != NULL && strstr(known->says, "{time}") != NULL &&
           quantity.has_time && says->now > 0 && quantity.time.seconds <= says->now;
}

bool says_meaning(const struct says *says, const struct answer_field *field, struct strbuf *out)
{
    const struct known_field *known = says_known(says, field);
    struct seen_text value = answer_text(says->answer, field->value);
    struct strbuf parts = STRBUF_INIT;
    size_t before = out->len;
    if (known == NULL)
        return false;
    if (known->kind == SYNTAX_CHALLENGES)
        put_challenges(says, known, value, &parts);
    else
        put_parts(says, known, value, &parts);
    /* Of challenges the sentence is about all of them; else the parts explain the value better. */
    struct said_value all = {{strbuf_str(&parts), parts.len}, SYNTAX_TEXT, false};
    struct said_value whole = {value, known->kind, known->secret == TRI_YES};
    if (known->says != NULL && known->kind == SYNTAX_CHALLENGES && parts.len > 0)
        put_sentence(says, known->says, &all, out);
    else if (parts.len > 0)
        strbuf_add(out, strbuf_str(&parts), parts.len);
    else if (known->says != NULL && strcmp(known->says, "{value}") != 0)
        put_sentence(says, known->says, &whole, out);
    if (out->len > before && is_over(says, known, value))
        strbuf_puts(out, " That is over.");
    strbuf_clear(&parts);
    return out->len > before;
}

bool says_is_for(const struct says *says, const struct known_field *known, enum field_use use)
{
    char code[SEEN_CODE_BYTES];
    if (known == NULL || known->use != use)
        return false;
    seen_put_code(says->answer->response.code, code);
    for (size_t i = 0; i < known->with.count; i++)
        if (code_matches(code, known->with.items[i]))
            return true;
    return known->with.count == 0;
}

enum field_who says_who(const struct says *says, const struct answer_field *field,
                        const char **text)
{
    const struct known_field *known = says_known(says, field);
    *text = NULL;
    if (known == NULL)
        return WHO_UNKNOWN;
    const struct known_value *value =
        find_beginning(known->values, known->value_count, answer_text(says->answer, field->value));
    if (value != NULL)
        *text = value->text;
    if (value != NULL && value->who != WHO_UNKNOWN)
        return value->who;
    return known->who == WHO_VALUE ? WHO_UNKNOWN : known->who;
}
