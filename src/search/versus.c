#include "config.h"
#include "search/versus.h"

#include <stdlib.h>

#include "base/memory.h"
#include "registry/operand.h"
#include "search/query.h"

static void add_part(struct versus *versus, const char *text, const struct query_word *first,
                     const struct query_word *last)
{
    struct strbuf part = STRBUF_INIT;
    strbuf_add(&part, text + first->start, last->end - first->start);
    versus->parts[versus->count++] = strbuf_take(&part);
}

void versus_split(struct versus *versus, const char *text)
{
    struct query query = {.words = NULL};
    *versus = (struct versus){.count = 0};
    query_parse(&query, text);
    size_t first = 0;
    for (size_t i = 1; i < query.word_count && versus->count + 1 < VERSUS_MAX; i++)
        if (query.words[i].before == BREAK_VERSUS) {
            add_part(versus, text, &query.words[first], &query.words[i - 1]);
            first = i;
        }
    if (first > 0)
        add_part(versus, text, &query.words[first], &query.words[query.word_count - 1]);
    query_clear(&query);
}

void versus_clear(struct versus *versus)
{
    for (size_t i = 0; i < versus->count; i++)
        free(versus->parts[i]);
    *versus = (struct versus){.count = 0};
}

const struct entry *versus_entry(const struct library *library, struct library_search *search,
                                 const char *part)
{
    struct operand operand = operand_find(library, part);
    struct hits hits = {.items = NULL};
    if (operand.kind == OPERAND_CODE)
        return operand.entry;
    library_search_run(search, part, &hits);
    const struct entry *entry = hits.count > 0 ? hits.items[0].entry : NULL;
    hits_clear(&hits);
    return entry;
}
