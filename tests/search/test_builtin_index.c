/* The indexes made at build time are those that would be made at run time, to the byte. */
#include "config.h"
#include "search/builtin_index.h"

#include <string.h>

#include "base/error.h"
#include "registry/library.h"
#include "registry/parse.h"
#include "registry/registry.h"
#include "support/builtin.h"
#include "support/check.h"
#include "support/registries.h"

static bool equal_arrays(const void *a, const void *b, size_t count, size_t size)
{
    return count == 0 || memcmp(a, b, count * size) == 0;
}

static void check_terms(const char *id, const struct index *made, const struct index *built)
{
    CHECK_INT(made->term_count, built->term_count);
    CHECK_INT(made->words_len, built->words_len);
    CHECK_MSG(equal_arrays(made->words, built->words, built->words_len, 1), "%s: words", id);
    CHECK_MSG(equal_arrays(made->by_stem, built->by_stem, built->term_count, sizeof(uint32_t)),
              "%s: by_stem", id);
    for (size_t i = 0; i < built->term_count; i++) {
        const struct index_term *a = &made->terms[i], *b = &built->terms[i];
        CHECK_MSG(a->text == b->text && a->stem == b->stem && a->letters == b->letters &&
                      a->first == b->first && a->count == b->count && a->heads == b->heads &&
                      a->names == b->names && a->entries == b->entries && a->weight == b->weight &&
                      a->len == b->len && a->is_code == b->is_code,
                  "%s: term %s", id, index_word(built, b));
    }
}

static void check_texts(const char *id, const struct index *made, const struct index *built)
{
    CHECK_INT(made->text_count, built->text_count);
    CHECK_INT(made->posting_count, built->posting_count);
    for (size_t i = 0; i < built->text_count; i++) {
        const struct index_text *a = &made->texts[i], *b = &built->texts[i];
        CHECK_MSG(a->entry == b->entry && a->weight == b->weight && a->kind == b->kind &&
                      a->length == b->length &&
                      strcmp(index_string(made, a), index_string(built, b)) == 0,
                  "%s: text %s", id, index_string(built, b));
    }
    for (size_t i = 0; i < built->posting_count; i++)
        CHECK_MSG(made->postings[i].text == built->postings[i].text &&
                      made->postings[i].at == built->postings[i].at,
                  "%s: posting %zu", id, i);
}

static void check_rest(const char *id, const struct index *made, const struct index *built)
{
    CHECK_INT(made->head_count, built->head_count);
    CHECK_MSG(equal_arrays(made->heads, built->heads, built->head_count, sizeof(uint32_t)),
              "%s: heads", id);
    CHECK_INT(made->synonym_count, built->synonym_count);
    CHECK_MSG(equal_arrays(made->synonyms, built->synonyms, built->synonym_count,
                           sizeof(struct index_synonym)),
              "%s: synonyms", id);
    CHECK_INT(made->entry_count, built->entry_count);
    CHECK_MSG(equal_arrays(made->standing, built->standing, built->entry_count, sizeof(int)),
              "%s: standing", id);
    CHECK_INT(made->rarest, built->rarest);
    CHECK_INT(made->is_full, built->is_full);
}

static void each_is_what_would_be_built(void)
{
    for (size_t i = 0; i < builtin_count; i++) {
        struct registry *registry = support_open(i);
        struct index *built = index_new(registry);
        const struct index *made = builtin_index_of(registry);
        CHECK_MSG(made != NULL, "%s has none", registry->id);
        if (made != NULL) {
            check_terms(registry->id, made, built);
            check_texts(registry->id, made, built);
            check_rest(registry->id, made, built);
        }
        index_free(built);
        registry_free(registry);
    }
}

static void a_registry_that_an_overlay_changed_has_none(void)
{
    static const char overlay[] = "{\"format\": 1, \"synonyms\": [\"sailor mariner\"]}";
    struct registry *registry = support_open(0), *read = support_small();
    struct sb_error err = SB_ERROR_INIT;
    CHECK(builtin_index_of(registry) == &builtin_indexes[0]);
    CHECK(support_merge(registry, overlay, strlen(overlay), "overlay.json", &err));
    CHECK(builtin_index_of(registry) == NULL);
    CHECK(builtin_index_of(read) == NULL);
    sb_error_clear(&err);
    registry_free(read);
    registry_free(registry);
}

int main(void)
{
    RUN(each_is_what_would_be_built);
    RUN(a_registry_that_an_overlay_changed_has_none);
    return check_done();
}
