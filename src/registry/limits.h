/*
 * Limits of a registry file: each far above any registry that people would read, and low enough
 * that a hostile file costs little.
 */
#ifndef SB_REGISTRY_LIMITS_H
#define SB_REGISTRY_LIMITS_H

#include <stddef.h>

#define REGISTRY_MAX_BYTES ((size_t)16 * 1024 * 1024) /* a hundred times the HTTP registry */
#define REGISTRY_MAX_DEPTH 16                         /* the format needs 6; bounds the recursion */
#define REGISTRY_MAX_FILES 512      /* of a folder; each is merged with all before */
#define REGISTRY_MAX_ENTRIES 100000 /* codes; SNMP-sized registries fit */
#define REGISTRY_MAX_CLASSES 256    /* every entry is compared with each */
#define REGISTRY_MAX_DOCUMENTS 4096 /* looked up one by one */
#define REGISTRY_MAX_QUIZ 4096      /* questions; an overlay's are looked up one by one */
#define REGISTRY_MAX_VALUES 2000000 /* cJSON takes 80 bytes of memory for each */
#define REGISTRY_MAX_STRING ((size_t)64 * 1024) /* bytes; a paragraph is under 1 KiB */
#define REGISTRY_MAX_NUMBER 32  /* characters of a number; the format needs 10 digits */
#define REGISTRY_MAX_FAULTS 100 /* reported of one file; then "and N more" */

#endif
