/*
 * What the checks of the editorial rules share. For style*.c only.
 */
#ifndef SB_REGISTRY_STYLE_PRIVATE_H
#define SB_REGISTRY_STYLE_PRIVATE_H

#include "json/faults.h"
#include "registry/model.h"

struct cJSON;

#define STYLE_SENTENCE_CHARS 150 /* of what to do, mistakes, differences and notes */

/* An entry that is checked, and where it stands. */
struct style_check {
    struct faults *faults;
    const struct entry *entry;
    const struct fault_place *place;
    bool overlay; /* nothing is missing: the entry of the base may have it */
};

/* Reports a text of more characters than `most`. */
void style_check_length(struct style_check *check, const struct fault_place *place,
                        const char *text, size_t most);

/* Reports what is wrong with one or more sentences: too long, without an end, with words that have
 * a plainer one, or with marks that would be shown as they are. */
void style_check_sentence(struct style_check *check, const struct fault_place *place,
                          const char *text, size_t most);

/* Reports a mistake that does not begin with what people believe, in quotes and as something
 * doubtful: a reader has to turn a negation round before it helps. */
void style_check_mistake(struct style_check *check, const struct fault_place *place,
                         const char *text);

/* Are they the same words, whatever their letter case and punctuation? */
bool style_same_words(const char *a, const char *b);

/* Checks the response of the example: the length that it gives, and that it is dated. */
void style_check_example(struct style_check *check);

/* Checks the numbers of a family: each is once in the file, and what its texts name is answered. */
void style_check_numbers(struct style_check *check, const struct registry *registry);

/* Reports sections that no RFC can have, and those that the copy of an RFC on this machine
 * lacks. */
void style_check_sections(const struct cJSON *root, struct faults *faults);

#endif
