#include "config.h"
#include "reading/answers.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "base/text.h"

struct answers *answers_new(void)
{
    struct answers *answers = xcalloc(1, sizeof *answers);
    answers->draft.text = xmalloc(ANSWER_TEXT_BYTES);
    answers->draft.fields = xreallocarray(NULL, ANSWER_FIELDS, sizeof *answers->draft.fields);
    return answers;
}

static void free_answer(struct answer *answer)
{
    if (answer == NULL)
        return;
    free(answer->text);
    free(answer->fields);
    free(answer);
}

void answers_free(struct answers *answers)
{
    if (answers == NULL)
        return;
    for (size_t i = 0; i < 2 * ANSWERS_ENDS; i++)
        free_answer(answers->kept[i]);
    free(answers->draft.text);
    free(answers->draft.fields);
    free(answers);
}

/* Returns the place of the response with this number. */
static size_t place_of(uint64_t number)
{
    return number < ANSWERS_ENDS ? (size_t)number : ANSWERS_ENDS + (size_t)(number % ANSWERS_ENDS);
}

static const struct head no_request = {.code = SEEN_NO_CODE};

/* Begins a draft, which has what is left of the previous one. */
static void clear_draft(struct answers *answers, const struct head *request)
{
    struct answer *draft = &answers->draft;
    char *text = draft->text;
    struct answer_field *fields = draft->fields;
    if (!request->known)
        answers->request_text = answers->request_fields = 0;
    *draft = (struct answer){.request = *request,
                             .text = text,
                             .text_len = answers->request_text,
                             .fields = fields,
                             .field_count = answers->request_fields};
    answers->head_read = answers->content_known = false;
}

/* Keeps the response of the draft, and begins another draft. */
static void keep_draft(struct answers *answers)
{
    struct answer *draft = &answers->draft;
    if (!draft->response.known)
        return;
    draft->number = answers->count++;
    draft->content_known = answers->content_known;
    if (answers->found != NULL)
        answers->found(answers->context, draft);
    struct answer **place = &answers->kept[place_of(draft->number)];
    struct answer *copy = xmalloc(sizeof *copy);
    *copy = *draft;
    copy->text = xmalloc(draft->text_len + 1);
    memcpy(copy->text, draft->text, draft->text_len);
    copy->fields = xreallocarray(NULL, draft->field_count + 1, sizeof *copy->fields);
    memcpy(copy->fields, draft->fields, draft->field_count * sizeof *copy->fields);
    free_answer(*place);
    *place = copy;
    const struct head request = draft->request;
    clear_draft(answers, seen_is_final(draft->response.code) ? &no_request : &request);
}

size_t answers_count(const struct answers *answers)
{
    return answers->count < 2 * (size_t)ANSWERS_ENDS ? (size_t)answers->count
                                                     : 2 * (size_t)ANSWERS_ENDS;
}

const struct answer *answers_at(const struct answers *answers, size_t place)
{
    if (place < ANSWERS_ENDS)
        return answers->kept[place];
    uint64_t first = answers->count - (answers_count(answers) - ANSWERS_ENDS);
    return answers->kept[place_of(first + place - ANSWERS_ENDS)];
}

const struct answer *answers_find(const struct answers *answers, uint64_t number)
{
    const struct answer *answer = answers->kept[place_of(number)];
    if (number == answers->count && answers->head_read)
        return &answers->draft;
    return answer != NULL && answer->number == number ? answer : NULL;
}

struct seen_text answer_text(const struct answer *answer, struct answer_span span)
{
    return (struct seen_text){answer->text + span.start, span.len};
}

/* Adds a text to the draft, as much as fits. */
static struct answer_span add_text(struct answer *draft, const char *bytes, size_t len)
{
    size_t room = ANSWER_TEXT_BYTES - draft->text_len;
    struct answer_span span = {(uint32_t)draft->text_len, (uint32_t)(len < room ? len : room)};
    if (span.len > 0)
        memcpy(draft->text + span.start, bytes, span.len);
    draft->text_len += span.len;
    return span;
}

/* The head that fields are added to. */
static struct head *current(struct answers *answers)
{
    struct answer *draft = &answers->draft;
    return draft->response.known ? &draft->response : &draft->request;
}

/* The draft up to here is its request. */
static void end_request(struct answers *answers)
{
    answers->request_text = answers->draft.text_len;
    answers->request_fields = answers->draft.field_count;
}

void answers_begin(struct answers *answers, const struct start_line *start)
{
    struct answer *draft = &answers->draft;
    keep_draft(answers);
    if (start->code == SEEN_NO_CODE)
        clear_draft(answers, &no_request);
    else
        end_request(answers);
    struct head *head = start->code == SEEN_NO_CODE ? &draft->request : &draft->response;
    *head = (struct head){.known = true,
                          .raw = start->raw,
                          .version = start->version,
                          .code = start->code,
                          .first = draft->field_count,
                          .facts = start->facts};
    head->method = add_text(draft, start->method.bytes, start->method.len);
    head->target = add_text(draft, start->target.bytes, start->target.len);
    head->phrase = add_text(draft, start->phrase.bytes, start->phrase.len);
    draft->line = start->line;
}

void answers_set_request(struct answers *answers, struct seen_text method, struct seen_text target)
{
    struct head *head = current(answers);
    if (method.bytes != NULL)
        head->method = add_text(&answers->draft, method.bytes, method.len);
    if (target.bytes != NULL)
        head->target = add_text(&answers->draft, target.bytes, target.len);
}

void answers_drop_request(struct answers *answers)
{
    if (!answers->draft.response.known)
        clear_draft(answers, &no_request);
}

static void trim(struct seen_text *text)
{
    while (text->len > 0 && ascii_is_space(text->bytes[0])) {
        text->bytes++;
        text->len--;
    }
    while (text->len > 0 && ascii_is_space(text->bytes[text->len - 1]))
        text->len--;
}

void answers_add_field(struct answers *answers, struct seen_text name, struct seen_text value,
                       unsigned facts)
{
    struct answer *draft = &answers->draft;
    struct head *head = current(answers);
    /* Stands in place of Host: RFC 9113 section 8.3.1. */
    if (text_is(name.bytes, name.len, ":authority"))
        name = (struct seen_text){"Host", strlen("Host")};
    if (name.len > 0 && name.bytes[0] == ':')
        return;
    trim(&value);
    size_t room = ANSWER_TEXT_BYTES - draft->text_len;
    if (draft->field_count == ANSWER_FIELDS || value.len > ANSWER_VALUE_BYTES ||
        name.len + value.len > room) {
        head->cut = true;
        return;
    }
    head->facts |= facts;
    struct answer_field *field = &draft->fields[draft->field_count++];
    field->facts = facts;
    field->name = add_text(draft, name.bytes, name.len);
    field->value = add_text(draft, value.bytes, value.len);
    head->count++;
}

static unsigned facts_of_name(struct seen_text name)
{
    unsigned facts = name.len == 0 ? LINE_BAD_NAME : 0;
    for (size_t i = 0; i < name.len; i++) {
        if (!ascii_is_token(name.bytes[i]))
            facts |= LINE_BAD_NAME;
        if (ascii_is_capital(name.bytes[i]))
            facts |= LINE_UPPER_CASE_NAME;
    }
    return facts;
}

static unsigned facts_of_value(struct seen_text value)
{
    unsigned facts = 0;
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.bytes[i];
        if (c == '\0')
            facts |= LINE_CONTROL;
        else if (c == '\r')
            facts |= LINE_BARE_CR;
        else if (c >= 0x80)
            facts |= LINE_NON_ASCII;
    }
    return facts;
}

/* Joins a line that goes on with the last field. */
static void add_folded(struct answers *answers, struct seen_text more)
{
    struct answer *draft = &answers->draft;
    struct head *head = current(answers);
    struct answer_field *field = &draft->fields[draft->field_count - 1];
    trim(&more);
    unsigned facts = LINE_FOLD | facts_of_value(more);
    field->facts |= facts;
    head->facts |= facts;
    if (field->value.len + more.len + 1 > ANSWER_VALUE_BYTES ||
        more.len + 1 > ANSWER_TEXT_BYTES - draft->text_len) {
        head->cut = true;
        return;
    }
    /* Its value is the last text of the draft. */
    field->value.len += add_text(draft, " ", 1).len;
    field->value.len += add_text(draft, more.bytes, more.len).len;
}

void answers_add_line(struct answers *answers, const char *line, size_t len, bool crlf)
{
    struct head *head = current(answers);
    bool blank = len > 0 && ascii_is_blank(line[0]);
    unsigned facts = 0;
    head->crlf = head->crlf || crlf;
    if (blank && head->count > 0 && !head->cut) {
        add_folded(answers, (struct seen_text){line, len});
        return;
    }
    if (blank)
        facts |= LINE_SPACE_BEFORE_FIELDS;
    while (len > 0 && ascii_is_blank(line[0])) {
        line++;
        len--;
    }
    /* A pseudo-field begins with a colon. */
    const char *colon = len > 1 ? memchr(line + 1, ':', len - 1) : NULL;
    struct seen_text name = {line, colon != NULL ? (size_t)(colon - line) : len};
    struct seen_text value = {line + name.len, len - name.len};
    if (colon != NULL) {
        value.bytes++;
        value.len--;
    } else {
        facts |= LINE_BAD_NAME;
    }
    while (colon != NULL && name.len > 0 && ascii_is_blank(name.bytes[name.len - 1])) {
        name.len--;
        facts |= LINE_SPACE_BEFORE_COLON;
    }
    facts |= facts_of_name(name) | facts_of_value(value);
    answers_add_field(answers, name, value, facts);
}

void answers_end_head(struct answers *answers)
{
    answers->head_read = answers->draft.response.known;
}

void answers_add_content(struct answers *answers, const char *bytes, size_t len, uint64_t raw_len,
                         bool known)
{
    struct answer *draft = &answers->draft;
    uint64_t end = raw_len - len;
    if (!draft->response.known)
        return;
    answers->content_known = known;
    draft->content_bytes += raw_len;
    draft->content_lines += end > 0;
    draft->content_tail = len > 0 ? end : draft->content_tail + end;
    for (size_t i = 0; i < len && !draft->content_seen; i++)
        draft->content_seen = bytes[i] != '\r' && bytes[i] != '\n';
    struct answer_span *content = &draft->content;
    if (content->len == 0)
        content->start = (uint32_t)draft->text_len;
    if (content->len + len >= ANSWER_CONTENT_BYTES)
        len = ANSWER_CONTENT_BYTES - content->len;
    content->len += add_text(draft, bytes, len).len;
    if (end > 0 && content->len < ANSWER_CONTENT_BYTES)
        content->len += add_text(draft, "\n", 1).len;
}

void answers_set_length(struct answers *answers, uint64_t bytes)
{
    answers->draft.has_length = answers->draft.response.known;
    answers->draft.length = bytes;
}

void answers_set_time(struct answers *answers, uint64_t took_ms)
{
    answers->draft.took_ms = took_ms;
}

void answers_cut(struct answers *answers)
{
    struct head *head = current(answers);
    struct answer_field *last = answers->draft.fields + head->first + head->count - 1;
    head->cut = true;
    if (head->count == 0 || !(last->facts & LINE_BAD_NAME))
        return;
    /* It is the beginning of a name. */
    head->count--;
    answers->draft.field_count--;
    head->facts &= LINE_NO_SPACE_AFTER_CODE;
    for (size_t i = head->first; i < head->first + head->count; i++)
        head->facts |= answers->draft.fields[i].facts;
}

void answers_end(struct answers *answers)
{
    keep_draft(answers);
    clear_draft(answers, &no_request);
}
