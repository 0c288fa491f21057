/*
 * How the rows of the tables of fields are written, and the shapes that have a file of their own.
 */
#ifndef SB_REGISTRY_FIELDS_PRIVATE_H
#define SB_REGISTRY_FIELDS_PRIVATE_H

#include "registry/fields.h"

#define MEMBER(type, name) .offset = offsetof(struct type, name)
#define ARRAY(type, name, count_name, of)                                                          \
    MEMBER(type, name), .count_offset = offsetof(struct type, count_name), .shape = &(of)
#define LISTS(type, name, count_name)                                                              \
    MEMBER(type, name), .count_offset = offsetof(struct type, count_name)
#define GIVEN(field) .given = FIELD_BIT(field)
#define WORDS(names) .words = (names), .word_count = sizeof(names) / sizeof(names)[0]
#define FIELDS(table) .fields = (table), .count = sizeof(table) / sizeof(table)[0]
#define STRUCT(name) .size = sizeof(struct name)

extern const struct shape rule_shape;
extern const struct shape known_field_shape;
extern const struct shape station_shape;
extern const struct shape guide_shape;

#endif
