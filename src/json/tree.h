/*
 * JSON text -> cJSON tree, for every JSON file that is read as a whole.
 *
 * Stricter than cJSON, which accepts much that is not JSON, keeps no positions, and passes on bytes
 * that must not reach a terminal. Here the text follows RFC 8259's grammar in UTF-8, after a byte
 * order mark or not; no string holds a control character, escaped or not, or half a surrogate pair;
 * nothing follows the document; and json_tree_check_keys() reports keys given twice. Knows no
 * format. Adds errors to the list that the caller's own checks add to.
 *
 *     faults_init(&faults, path, limits.faults);
 *     cJSON *root = json_tree_read(bytes, len, &limits, &faults);
 *     if (root != NULL)
 *         json_tree_check_keys(root, NULL, &faults);
 *     ...
 *     cJSON_Delete(root);
 *     return faults_done(&faults, err);
 */
#ifndef SB_JSON_TREE_H
#define SB_JSON_TREE_H

#include <stddef.h>

#include "json/faults.h"

struct cJSON;

#define JSON_TREE_DEPTH_BOUND 1000 /* of cJSON; each level takes stack */
#define JSON_TREE_NUMBER_BOUND 63  /* cJSON reads no more of a number */

/* What a file may hold at most; more is an error. */
struct json_tree_limits {
    size_t bytes;        /* of the whole text */
    size_t depth;        /* objects and arrays in each other, below JSON_TREE_DEPTH_BOUND */
    size_t string_bytes; /* of what a string or key stands for, in UTF-8 */
    size_t number_chars; /* at most JSON_TREE_NUMBER_BOUND */
    size_t values;       /* cJSON takes 64 bytes and more of memory for each */
    size_t faults;       /* lines of a message, at least 1; then "and N more" */
};

/*
 * Returns the tree of len bytes (not necessarily NUL-terminated), which the caller frees with
 * cJSON_Delete(); NULL with at least one error added to the faults. Does not look for keys given
 * twice.
 */
struct cJSON *json_tree_read(const char *bytes, size_t len, const struct json_tree_limits *limits,
                             struct faults *faults);

/* Reports each key that an object in the tree below a node holds twice. place: of the node. */
void json_tree_check_keys(const struct cJSON *node, const struct fault_place *place,
                          struct faults *faults);

/* The same for the object alone, not for the objects in it. */
void json_tree_check_own_keys(const struct cJSON *object, const struct fault_place *place,
                              struct faults *faults);

#endif
