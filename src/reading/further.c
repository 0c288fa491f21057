#include "config.h"
#include "reading/further.h"

#include <string.h>

#include "reading/said.h"

#define VALUE_BYTES 64 /* of a value that is a code or a name: longer ones are texts */

void further_clear(struct further *further)
{
    further->found.count = 0;
}

void further_read(struct further *further, const char *text, size_t len)
{
    if (further->announcer != NULL)
        announcer_read_log(further->announcer, text, len, &further->found);
}

/* What is noted of a name. */
enum name_note {
    NAME_NEW,
    NAME_QUIET, /* nothing that it announces begins in it */
    NAME_ANNOUNCES,
};

/* Writes the last name of the path as it stands in front of its value. Returns its length, 0 when
 * it is too long. */
static size_t write_name(const struct records_value *value, char name[VALUE_BYTES + 2])
{
    size_t at = value->path_len;
    while (at > 0 && value->path[at - 1] != '.')
        at--;
    size_t len = value->path_len - at;
    if (len > VALUE_BYTES)
        return 0;
    memcpy(name, value->path + at, len);
    name[len] = ':';
    name[len + 1] = ' ';
    return len + 2;
}

void further_read_value(struct further *further, const struct records_value *value)
{
    char pair[2 * VALUE_BYTES + 2];
    if (further->announcer == NULL)
        return;
    size_t name = 0;
    if (*value->note != NAME_QUIET && value->len <= VALUE_BYTES)
        name = write_name(value, pair);
    if (name > 0 && *value->note == NAME_NEW)
        *value->note =
            announcer_begins(further->announcer, pair, name) ? NAME_ANNOUNCES : NAME_QUIET;
    if (name == 0 || *value->note == NAME_QUIET) {
        further_read(further, value->text, value->len);
        return;
    }
    memcpy(pair + name, value->text, value->len);
    further_read(further, pair, name + value->len);
}

/* Reports whether a word stands for nothing, as a dash does in logs: the end was normal. */
static bool says_nothing(const char *word)
{
    return word[strspn(word, "-")] == '\0';
}

void further_read_reason(struct further *further, const struct seen_text *reason,
                         const char *product)
{
    const char *at = reason->bytes, *end = at + reason->len;
    while (further->announcer != NULL && product != NULL && at < end) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        size_t len = (size_t)((comma != NULL ? comma : end) - at);
        const struct log_reason *said = said_reason(further->terms, at, len);
        if (said != NULL && !says_nothing(said->word))
            announced_add(&further->found, announcer_find(further->announcer, said->word, product));
        at += len + 1;
    }
}

/* Returns the status of the main registry that the entry says it goes with, or SEEN_NO_CODE. */
static int like(const struct library *library, const struct entry *entry)
{
    const char *main = library_main(library)->id;
    const struct entry_details *details = entry_details(entry);
    for (size_t i = 0; i < details->related_count; i++)
        if (strcmp(details->related[i].registry, main) == 0)
            return seen_code_of(details->related[i].code, strlen(details->related[i].code));
    return SEEN_NO_CODE;
}

int further_code(struct seen *seen, const struct library *library, const struct entry *entry)
{
    const struct registry *registry = library_of_entry(library, entry);
    struct seen_further further = {
        .entry = entry, .registry = registry, .like = like(library, entry)};
    while (library->items[further.place].handle != registry)
        further.place++;
    return seen_further_code(seen, &further);
}

static void count_entry(struct further *further, const struct entry *entry,
                        const struct moment *when, const char *line, size_t len)
{
    struct found_status found = {.times = 1, .when = *when, .upstream = SEEN_NO_CODE};
    found.code = further_code(further->seen, announcer_library(further->announcer), entry);
    if (found.code != SEEN_NO_CODE)
        seen_add(further->seen, &found, line, len);
}

void further_end(struct further *further)
{
    const struct moment never = {.known = false};
    struct further_message *message = &further->message;
    if (message->entry != NULL)
        count_entry(further, message->entry, &never, message->line, message->len);
    message->entry = NULL;
}

enum further_talk further_read_message(struct further *further, const char *line, size_t len)
{
    struct further_message *message = &further->message;
    const struct entry *entry = NULL;
    bool speaks =
        further->announcer != NULL && announcer_speaks(further->announcer, line, len, &entry);
    if (entry != NULL && !message->latest)
        further_end(further);
    message->latest = entry != NULL;
    if (entry == NULL)
        return speaks ? FURTHER_TALK : FURTHER_NO_TALK;
    message->entry = entry;
    message->len = len < sizeof message->line ? len : sizeof message->line;
    memcpy(message->line, line, message->len);
    return FURTHER_MESSAGE;
}

/* Forgets the message that waits when an exit code of its registry was found. */
static void drop_message(struct further *further, const struct entry *found)
{
    struct further_message *message = &further->message;
    const struct library *library = announcer_library(further->announcer);
    if (message->entry != NULL &&
        library_of_entry(library, found) == library_of_entry(library, message->entry))
        message->entry = NULL;
}

bool further_count(struct further *further, const struct moment *when, const char *line, size_t len)
{
    size_t count = further->found.count;
    further_clear(further);
    for (size_t i = 0; i < count; i++) {
        drop_message(further, further->found.entries[i]);
        count_entry(further, further->found.entries[i], when, line, len);
    }
    return count > 0;
}
