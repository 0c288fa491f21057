#include "config.h"
#include "reading/har.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"

#define HAR_TIME_DIGITS 12 /* of milliseconds: thirty years */

/* Copies a text, cut at the end of the room. Returns its length. */
static size_t copy_name(char *room, const char *text, size_t len)
{
    len = len < HAR_NAME_BYTES ? len : HAR_NAME_BYTES;
    memcpy(room, text, len);
    return len;
}

static void begin_request(struct har *har, struct answers *answers, const char *url, size_t len)
{
    answers_begin(answers, &(struct start_line){.code = SEEN_NO_CODE,
                                                .method = {har->method, har->method_len},
                                                .target = {url, len}});
    har->part = HAR_REQUEST;
    har->method_len = 0;
    har->begun = true;
}

/* A status of 0 stands for no response. */
static void begin_response(struct har *har, struct answers *answers, const char *text, size_t len)
{
    int code = seen_code_of(text, len);
    uint64_t time_ms = har->time_ms;
    har->part = HAR_NONE;
    har->time_ms = 0;
    if (code < 100 || code >= SEEN_ZEROS)
        return;
    answers_begin(answers, &(struct start_line){.code = code});
    answers_set_time(answers, time_ms);
    har->part = HAR_RESPONSE;
}

/* Reads how long an exchange took; parts of a millisecond are left out. Each program writes it at
 * the same place of all exchanges. */
static void read_time(struct har *har, struct answers *answers, const char *text, size_t len)
{
    uint64_t time_ms = 0;
    for (size_t i = 0; i < len && i < HAR_TIME_DIGITS && ascii_is_digit(text[i]); i++)
        time_ms = 10 * time_ms + (uint64_t)(text[i] - '0');
    har->times_first = har->times_first || !har->begun;
    if (har->times_first)
        har->time_ms = time_ms;
    else if (har->part == HAR_RESPONSE)
        answers_set_time(answers, time_ms);
}

/* Reads the value of a field, whose name came before. */
static void read_field_value(struct har *har, struct answers *answers, const char *text, size_t len)
{
    answers_add_field(answers, (struct seen_text){har->name, har->name_len},
                      (struct seen_text){text, len}, 0);
    har->name_len = 0;
}

void har_value(struct har *har, struct answers *answers, const char *path, size_t path_len,
               const char *text, size_t len)
{
    static const char prefix[] = ".log.entries.";
    if (!text_begins(path, path_len, prefix))
        return;
    path += strlen(prefix);
    path_len -= strlen(prefix);
    if (text_is(path, path_len, "time"))
        read_time(har, answers, text, len);
    else if (text_is(path, path_len, "request.method"))
        har->method_len = copy_name(har->method, text, len);
    else if (text_is(path, path_len, "request.url"))
        begin_request(har, answers, text, len);
    else if (text_is(path, path_len, "response.status"))
        begin_response(har, answers, text, len);
    else if (har->part == HAR_REQUEST && text_is(path, path_len, "request.headers.name"))
        har->name_len = copy_name(har->name, text, len);
    else if (har->part == HAR_REQUEST && text_is(path, path_len, "request.headers.value"))
        read_field_value(har, answers, text, len);
    else if (har->part == HAR_RESPONSE && text_is(path, path_len, "response.headers.name"))
        har->name_len = copy_name(har->name, text, len);
    else if (har->part == HAR_RESPONSE && text_is(path, path_len, "response.headers.value"))
        read_field_value(har, answers, text, len);
}
