/*
 * What a registry has for teaching: sequences of messages, the quiz, the guide. Their rules.
 */
#ifndef SB_REGISTRY_LESSON_H
#define SB_REGISTRY_LESSON_H

#include "json/faults.h"
#include "registry/model.h"

/* What has room in a picture of 80 columns with two parties. */
#define SEQUENCE_LEAST_PARTIES 2
#define SEQUENCE_MAX_PARTIES 4
#define SEQUENCE_MAX_STEPS 16
#define SEQUENCE_MAX_LINES 4
#define SEQUENCE_LINE_CHARS 54
#define SEQUENCE_SAY_CHARS 60
#define SEQUENCE_PARTY_CHARS 16

/* Check what concerns several fields of one object (registry/fields.h). */
void check_step(const void *base, const struct fault_place *place, struct faults *faults);
void check_sequence(const void *base, const struct fault_place *place, struct faults *faults);
void check_choice(const void *base, const struct fault_place *place, struct faults *faults);
void check_quiz_item(const void *base, const struct fault_place *place, struct faults *faults);
void check_guide_answer(const void *base, const struct fault_place *place, struct faults *faults);
void check_guide_question(const void *base, const struct fault_place *place, struct faults *faults);
void check_guide(const void *base, const struct fault_place *place, struct faults *faults);

/* Checks the guide of a whole registry: that it has a start, that every answer leads on, that no
 * way leads in a circle, and that every question can be reached. */
void lesson_check_guide(const struct guide *guide, struct faults *faults);

/* Returns the question with this id, or NULL. */
const struct guide_question *guide_find(const struct guide *guide, const char *id);

#endif
