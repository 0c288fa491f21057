/* The further registries that are compiled in: the rules of their texts, the facts of their
 * sources, and where their entries lead. A table of facts, tests/data/ID.tsv, has a code, its name
 * and the section that defines it in each row. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "registry/builtin.h"
#include "registry/library.h"
#include "registry/parse.h"
#include "registry/registry.h"
#include "support/builtin.h"
#include "support/check.h"
#include "support/files.h"

static struct library library;

static const struct registry *further(size_t i)
{
    return library_open(&library.items[i]);
}

static void each_file_keeps_the_rules_of_texts(void)
{
    for (size_t i = 1; i < builtin_count; i++) {
        struct sb_error err = SB_ERROR_INIT;
        struct registry_checks strict = {NULL, true};
        struct strbuf path = STRBUF_INIT;
        size_t len;
        strbuf_printf(&path, "../data/%s.json", further(i)->id);
        char *bytes = support_read(path.data, &len);
        CHECK_MSG(bytes != NULL, "%s is missing", path.data);
        CHECK_MSG(bytes == NULL || registry_check(bytes, len, path.data, &strict, &err), "%s",
                  err.message);
        free(bytes);
        strbuf_clear(&path);
        sb_error_clear(&err);
    }
}

static void each_has_a_short_name_of_its_own(void)
{
    for (size_t i = 0; i < builtin_count; i++) {
        CHECK_MSG(i == 0 || further(i)->short_name != NULL, "%s", further(i)->id);
        const char *name = i == 0 ? further(i)->id : further(i)->short_name;
        CHECK_MSG(library_named(&library, name, strlen(name)) == library.items[i].handle,
                  "%s means another registry", name);
    }
}

static bool has_name(const struct entry *entry, const char *name)
{
    bool has = strcasecmp(entry->phrase, name) == 0;
    for (size_t i = 0; i < entry_details(entry)->aliases.count; i++)
        has = has || strcasecmp(entry_details(entry)->aliases.items[i], name) == 0;
    return has;
}

static bool is_defined_in(const struct entry *entry, const char *section)
{
    bool is = section[0] == '\0';
    for (size_t i = 0; i < entry_details(entry)->references.count; i++) {
        const char *given = entry_details(entry)->references.items[i].section;
        is = is || (given != NULL && strcmp(given, section) == 0);
    }
    return is;
}

/* Compares a row, "CODE<tab>NAME<tab>SECTION", with the registry. A code may have several owners.
 */
static void check_fact(const struct registry *registry, char *row)
{
    char *name = strchr(row, '\t'), *section = name != NULL ? strchr(name + 1, '\t') : NULL;
    CHECK_MSG(section != NULL, "%s: no row: %s", registry->id, row);
    if (section == NULL)
        return;
    *name++ = *section++ = '\0';
    bool found = false;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        found = found || (strcmp(entry->code, row) == 0 && has_name(entry, name) &&
                          is_defined_in(entry, section));
    }
    CHECK_MSG(found, "%s: no %s %s of section %s", registry->id, row, name, section);
}

static void each_agrees_with_its_source(void)
{
    for (size_t i = 1; i < builtin_count; i++) {
        const struct registry *registry = further(i);
        struct strbuf path = STRBUF_INIT;
        size_t count = 0;
        strbuf_printf(&path, "data/%s.tsv", registry->id);
        char *table = support_read(path.data, NULL);
        CHECK_MSG(table != NULL, "tests/%s is missing", path.data);
        for (char *row = table != NULL ? strtok(table, "\n") : NULL; row != NULL;
             row = strtok(NULL, "\n")) {
            if (row[0] == '#')
                continue;
            check_fact(registry, row);
            count++;
        }
        CHECK_MSG(count == registry->entry_count, "%s: %zu facts of %zu entries", registry->id,
                  count, registry->entry_count);
        free(table);
        strbuf_clear(&path);
    }
}

static void each_entry_leads_to_what_is_there(void)
{
    for (size_t i = 0; i < builtin_count; i++)
        for (size_t k = 0; k < further(i)->entry_count; k++) {
            const struct entry *entry = &further(i)->entries[k];
            for (size_t r = 0; r < entry_details(entry)->related_count; r++) {
                const struct related *related = &entry_details(entry)->related[r];
                const struct library_item *item = library_find(&library, related->registry);
                CHECK_MSG(item != NULL && registry_find(library_open(item), related->code,
                                                        related->owner) != NULL,
                          "%s %s: related to %s:%s", further(i)->id, entry->code, related->registry,
                          related->code);
            }
        }
}

/* Does an error of Proxy-Status lead to a code, or say that it goes with all of its class? */
static bool leads_to(const struct entry *error, const char *code)
{
    const char class[] = {code[0], 'x', 'x', '\0'};
    const struct entry_details *details = entry_details(error);
    bool leads = details->meaning.count > 0 && strstr(details->meaning.items[0], class) != NULL;
    for (size_t i = 0; i < details->related_count; i++)
        leads = leads || (strcmp(details->related[i].registry, "http") == 0 &&
                          strcmp(details->related[i].code, code) == 0);
    return leads;
}

/* The rows of proxy_errors.tsv: CODE<tab>NAME<tab>DOCUMENT<tab>SECTION. */
static void errors_of_proxies_lead_to_the_codes_of_the_rfc(void)
{
    const struct registry *errors = library_open(library_find(&library, "proxy-status"));
    char *table = support_read("data/proxy_errors.tsv", NULL);
    size_t count = 0;
    for (char *row = table != NULL ? strtok(table, "\n") : NULL; row != NULL;
         row = strtok(NULL, "\n")) {
        char *name = strchr(row, '\t'), *end = name != NULL ? strchr(name + 1, '\t') : NULL;
        if (row[0] == '#' || end == NULL)
            continue;
        *name++ = *end = '\0';
        const struct entry *error = registry_find(errors, name, NULL);
        CHECK_MSG(error != NULL && leads_to(error, row), "%s: not to %s", name, row);
        count++;
    }
    CHECK_INT(count, 42);
    free(table);
}

int main(void)
{
    for (size_t i = 0; i < builtin_count; i++)
        library_add(&library, registry_borrow(&builtins[i]), REGISTRY_BUILTIN);
    RUN(each_file_keeps_the_rules_of_texts);
    RUN(each_has_a_short_name_of_its_own);
    RUN(each_agrees_with_its_source);
    RUN(each_entry_leads_to_what_is_there);
    RUN(errors_of_proxies_lead_to_the_codes_of_the_rfc);
    library_clear(&library);
    return check_done();
}
