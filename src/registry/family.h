/*
 * Families: entries that explain several numbers of their owner together. A number has the texts of
 * its family, but for lines that speak of other numbers only.
 */
#ifndef SB_REGISTRY_FAMILY_H
#define SB_REGISTRY_FAMILY_H

#include <stdbool.h>
#include <stddef.h>

#include "registry/model.h"

/* More than a code of any registry has, 65535.65535. */
#define FAMILY_CODE_BYTES 16

/* Reads the code that a text of a family names at an index: 567, 403.6, or .6 for a part of the
 * family's own code. Returns its length in the text; 0 when none begins there, or when it is part
 * of a longer word, an address or a size. */
size_t family_read_code(const struct entry *family, const char *text, size_t at,
                        char code[FAMILY_CODE_BYTES]);

/* Does the text concern a number of the family? It does when it names the number, alone or in a
 * range (".5 to .15", "53x"), or no number of the family at all. */
bool family_concerns(const struct entry *family, const char *code, const char *text);

/* The n-th line of a list of texts, such as offsetof(struct entry_details, causes), that an entry
 * has: its own; of a number without such lines those of its family that concern it. family: the
 * entry with its texts, which may be the entry itself. Returns NULL after the last. */
const char *family_line(const struct entry *entry, const struct entry *family, size_t list,
                        size_t n);

/* How many such lines there are. */
size_t family_line_count(const struct entry *entry, const struct entry *family, size_t list);

#endif
