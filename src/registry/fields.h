/*
 * The registry format as tables: which fields each kind of object has, and what each holds.
 *
 * One table for each kind of object drives reading (decode.c), writing as JSON (dump.c) and as C
 * (gen/builtin.c), and the merging of overlays. Its order is the order of the file. What
 * model_entry.h has is in fields_entry.c, and so on; fields.c has the registry as a whole.
 * data/registry.schema.json describes the format for people; a test compares the two.
 */
#ifndef SB_REGISTRY_FIELDS_H
#define SB_REGISTRY_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "json/faults.h"
#include "registry/model.h"

#define REGISTRY_FORMAT_VERSION 1
/* The greatest number a file may give: ten digits hold a 32-bit status such as 0x80004005. */
#define REGISTRY_NUMBER_MAX INT64_C(9999999999)

/* What a field holds, and the member of a struct that it is read into. */
enum field_kind {
    KIND_FORMAT,    /* nothing: the number REGISTRY_FORMAT_VERSION */
    KIND_TEXT,      /* const char *: any string */
    KIND_NAME,      /* const char *: not blank */
    KIND_CODE,      /* const char *: short, without spaces */
    KIND_OWNER,     /* const char *: short, not blank */
    KIND_SHORT,     /* const char *: at most 12 characters, not blank */
    KIND_URL,       /* const char *: a web address */
    KIND_NUMBER,    /* int64_t */
    KIND_TRUTH,     /* enum tristate: true or false */
    KIND_WORD,      /* an enum: one of words */
    KIND_WORD_NULL, /* the same; its value 0 is null */
    KIND_FLAG,      /* bool: true is written as the one word, false is absent */
    KIND_WORDS,     /* unsigned, bits: an array of words */
    KIND_NAMES,     /* struct string_list: texts that are not blank */
    KIND_LINES,     /* struct string_list: any texts */
    KIND_LISTS,     /* pointer to an array of struct string_list, its size_t count at count_offset:
                       arrays of texts that are not blank */
    KIND_OBJECT,    /* shape, at the offset */
    KIND_OBJECTS,   /* pointer to an array of shape, its size_t count at count_offset */
    KIND_COUNT
};

enum field_need {
    NEED_OPTIONAL,
    NEED_REQUIRED,
    NEED_COMPLETE /* required where a file must be complete: not in overlays */
};

/* The struct that has the member. */
enum field_part {
    PART_OWN,     /* the one that the shape is of */
    PART_DETAILS, /* entry_details() of the struct entry */
    PART_EXTRAS   /* registry_extras() of the struct registry */
};

struct field {
    const char *key;
    enum field_kind kind;
    enum field_need need;
    size_t offset;       /* bytes into the struct */
    size_t count_offset; /* the same */
    enum field_part part;
    uint64_t given; /* FIELD_BIT() of entry.given: only in tables whose struct is struct entry */
    const char *const *words; /* [value]; NULL for a value that is not written */
    size_t word_count;
    const struct shape *shape;
};

#define SHAPE_MAX_FIELDS 64 /* a bit for each, in entry.given and where objects are read */

struct shape {
    const struct field *fields;
    size_t count; /* at most SHAPE_MAX_FIELDS */
    size_t size;  /* bytes of the struct; 0: its fields are members of the enclosing struct */
    size_t limit; /* elements that an array of it may have; 0: any number */
    /* Is it made of others, so that a file does not have it? NULL: never. */
    bool (*is_made)(const void *base);
    /* Checks what concerns several fields, each of which has no error. NULL: nothing to check. */
    void (*check)(const void *base, const struct fault_place *place, struct faults *faults);
};

extern const struct shape registry_shape; /* of struct registry */
extern const struct shape entry_shape;    /* of struct entry */
extern const struct shape reference_shape;
extern const struct shape confusable_shape;
extern const struct shape logs_shape;    /* of struct log_knowledge */
extern const struct shape answers_shape; /* of struct registry: what responses say */
extern const struct shape related_shape;
extern const struct shape grid_shape;
extern const struct shape choice_shape;
extern const struct shape quiz_shape; /* of struct quiz_item */
extern const struct shape guide_answer_shape;

/* What the fields of each kind have in common, [kind]. */
struct kind_rule {
    const char *expected;              /* for messages; NULL: the words of the field */
    bool (*accepts)(const char *text); /* checks a string; NULL: the kind holds no string */
};
extern const struct kind_rule kind_rules[KIND_COUNT];

/* Returns the index of the field with this key, or count when there is none. Looks first at guess
 * and the fields after it. */
size_t fields_find(const struct shape *shape, const char *key, size_t guess);

/* Gives an entry details of its own, which are empty. */
void fields_give_details(struct entry *entry, struct arena *arena);

/* Returns the member of the struct at base that the field is read into. */
const void *field_member(const struct field *field, const void *base);

/* Returns where the size_t at its count_offset is. */
const void *field_count(const struct field *field, const void *base);

/* Returns its value: a word, a truth or the bits of words. */
unsigned field_bits(const struct field *field, const void *base);

/* Returns the first of the *count structs, or lists, that it points to. */
const char *field_objects(const struct field *field, const void *base, size_t *count);

/* Replaces the fields that the change gives; its strings and lists are shared. The details of the
 * entry must be its own. */
void fields_replace(struct entry *entry, const struct entry *change);

#endif
