/* SEE ALSO: what an entry names in other registries, and what names it. */
#include "config.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "page/page.h"
#include "registry/registry.h"
#include "support/check.h"
#include "support/registries.h"

#define TOOL                                                                                       \
    "{\"format\": 1, \"id\": \"tool\", \"title\": \"Tool exit codes\", \"short\": \"TL\", "        \
    "\"classes\": "                                                                                \
    "[], \"codes\": [{\"code\": \"7\", \"owner\": \"T\", \"phrase\": \"No Connection\", "          \
    "\"related\": ["                                                                               \
    "{\"registry\": \"small\", \"code\": \"503\", \"note\": \"a note\"}, "                         \
    "{\"registry\": \"gone\", \"code\": \"9\"}]}, "                                                \
    "{\"code\": \"8\", \"owner\": \"T\", \"phrase\": \"Alone\"}]}"

static struct library library;

static void start(void)
{
    library_add(&library, support_small(), "small");
    library_add(&library, support_parse(TOOL, "tool"), "tool");
}

static struct doc *page_of(const char *id, const char *code)
{
    const struct registry *registry = library_open(library_find(&library, id));
    struct subject subject = subject_of_entry(registry, registry_find(registry, code, NULL));
    return subject_doc(&subject, &(struct page_setup){.cols = 80, .library = &library});
}

static char *text_of(const char *id, const char *code)
{
    struct doc *doc = page_of(id, code);
    struct strbuf text = STRBUF_INIT;
    doc_plain(doc, &text);
    doc_free(doc);
    return strbuf_take(&text);
}

static void an_entry_names_those_of_other_registries(void)
{
    char *text = text_of("tool", "7");
    CHECK_HAS(text, "Tool exit codes \u00b7 T, unofficial");
    CHECK_HAS(text, "SEE ALSO\n  \u2022 small 503 Service Unavailable  a note\n  \u2022 gone 9\n");
    free(text);
}

static void it_is_named_where_they_are(void)
{
    char *text = text_of("small", "503");
    CHECK_HAS(text, "SEE ALSO\n  \u2022 TL 7 No Connection\n");
    free(text);
    text = text_of("tool", "8");
    CHECK(strstr(text, "SEE ALSO") == NULL);
    free(text);
}

static void what_is_named_is_a_link(void)
{
    struct doc *doc = page_of("small", "503");
    const struct entry *found = NULL;
    for (size_t i = 0; i < doc->link_count; i++) {
        const struct subject *target = doc->links[i].target;
        if (target != NULL && strcmp(target->registry->id, "tool") == 0)
            found = subject_entry(target);
    }
    CHECK(found != NULL && strcmp(found->code, "7") == 0);
    doc_free(doc);
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    start();
    RUN(an_entry_names_those_of_other_registries);
    RUN(it_is_named_where_they_are);
    RUN(what_is_named_is_a_link);
    library_clear(&library);
    return check_done();
}
