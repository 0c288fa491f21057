/*
 * Limits of a registry file: each far above any registry that people would read, and low enough
 * that a hostile file costs little.
 */
#ifndef SB_REGISTRY_LIMITS_H
#define SB_REGISTRY_LIMITS_H

#include <stddef.h>

#define REGISTRY_MAX_ENTRIES 100000 /* codes; SNMP-sized registries fit */

/* So many entries can be loaded. One with an owner, a status, a summary and a reference has 12
 * values and takes 300 bytes as --dump lays it out. cJSON takes 80 bytes of memory for each value.
 */
#define REGISTRY_MAX_BYTES ((size_t)REGISTRY_MAX_ENTRIES * 512)
#define REGISTRY_MAX_VALUES (REGISTRY_MAX_ENTRIES * 20)

#define REGISTRY_MAX_DEPTH 16       /* the format needs 6; bounds the recursion */
#define REGISTRY_MAX_FILES 512      /* of a folder; each is merged with all before */
#define REGISTRY_MAX_CLASSES 256    /* every entry is compared with each */
#define REGISTRY_MAX_DOCUMENTS 4096 /* looked up one by one */
#define REGISTRY_MAX_QUIZ 4096      /* questions; an overlay's are looked up one by one */
#define REGISTRY_MAX_STRING ((size_t)64 * 1024) /* bytes; a paragraph is under 1 KiB */
#define REGISTRY_MAX_NUMBER 32  /* characters of a number; the format needs 10 digits */
#define REGISTRY_MAX_FAULTS 100 /* reported of one file; then "and N more" */

#endif
