/*
 * What a registry says, as plain data: classes, documents, and the meanings of codes.
 *
 * Knows no JSON, no file and no protocol: how many classes there are, how codes look and what an
 * unregistered code means all come from the registry.
 */
#ifndef SB_REGISTRY_MODEL_H
#define SB_REGISTRY_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "registry/model_answer.h"
#include "registry/model_entry.h"
#include "registry/model_lesson.h"
#include "registry/model_log.h"
#include "registry/model_value.h"

struct code_class {
    const char *id;             /* "4xx" */
    const char *title;          /* "Client Error" */
    int64_t first, last;        /* numbers of its codes, both inclusive; last is 0: it has only the
                                   entries that name it */
    const char *summary;        /* NULL when absent */
    struct reference reference; /* doc may be NULL */
    size_t entry_count;         /* entries without members of families, set by registry_finish() */
};

struct document {
    const char *id;
    const char *title;
    const char *date; /* "2022-06"; NULL when absent, like the rest */
    const char *status;
    const char *url;
    const char *section_url;      /* with {section} where the section goes */
    struct string_list obsoletes; /* ids of documents */
};

/* What the registry says about codes that it does not list. */
struct unregistered_rule {
    bool in_class_first; /* inside a class: treat it as the first code of the class */
    const char *outside; /* outside all classes: treat it as one of this class; NULL: no rule */
    struct reference reference; /* doc may be NULL */
};

/* The facts whose values are few, so that a table can have a row or a column for each. */
enum grid_fact {
    GRID_NOTHING,
    GRID_CACHEABLE,
    GRID_MUST_NOT_STORE,
    GRID_CONTENT,
    GRID_RETRY,
    GRID_REDIRECT_METHOD,
    GRID_LASTING,
    GRID_FAULT,
    GRID_COUNT
};

extern const char *const grid_fact_names[GRID_COUNT];

/* A table of the entries by one or two of their facts. */
struct grid {
    const char *title;
    enum grid_fact rows, columns; /* columns may be GRID_NOTHING: a row lists its entries */
    const char *in;               /* id of the class on whose page it stands; NULL: of all */
};

struct builtin;
struct packed_details;

/* What a registry says beyond what lists and pages of entries show: for responses and lessons. */
struct registry_extras {
    struct answer_knowledge answers;
    const struct quiz_item *quiz;
    size_t quiz_count;
    struct guide guide;
    const struct packed_details *packed; /* of the registry; NULL: they are unpacked */
    size_t packed_at;                    /* there */
};

/* All that one registry says. It owns its strings and lists, or borrows the strings of the registry
 * that is compiled in. */
struct registry {
    const struct builtin *packed; /* NULL: it is open. Else only the members up to the counts are
                                   * set; registry_open() sets the rest. */
    const char *id;
    const char *title;
    const char *short_name;        /* a badge next to the codes; NULL: the id */
    size_t listed_count;           /* entries without members of families */
    size_t official_count;         /* those of them that are in an official registry */
    const struct builtin *builtin; /* equal to it; NULL: it was read, or an overlay was merged */

    const char *updated;         /* NULL when absent */
    const char *source;          /* NULL when absent */
    struct string_list prefixes; /* what announces its codes in a text: "curl: (" */
    struct string_list hints; /* the same in a question; in a log, a number after it says nothing */
    /* What stands in front of a message of an entry, at the beginning of a line: "* " */
    struct string_list message_prefixes;
    struct unregistered_rule unregistered;
    struct string_list synonyms; /* groups of words for the same, with spaces between them */
    struct log_knowledge logs;
    const struct grid *grids;
    size_t grid_count;
    const struct station *path; /* from the client on */
    size_t path_count;
    struct registry_extras extras; /* use registry_extras() */
    /* An array whose capacity is 0 is borrowed, and copied before its first change. */
    const struct code_class *classes;
    size_t class_count, class_cap;
    const struct document *documents;
    size_t document_count, document_cap;
    const struct entry *entries; /* by class, number, code, standing, position */
    size_t entry_count, entry_cap;
    /* Indexes of the entries at the last registry_finish(), in the order of their identities. */
    const uint32_t *identities;
    size_t identity_count, identity_cap;
    struct arena arena; /* every string and list */
};

/* Returns the extras of a registry; they live as long as it does. Those of one that is compiled in
 * are unpacked at the first call (unpack.c). */
const struct registry_extras *registry_extras(const struct registry *registry);

/* Are its codes those of a range of numbers? */
static inline bool class_has_numbers(const struct code_class *code_class)
{
    return code_class->last > 0;
}

#endif
