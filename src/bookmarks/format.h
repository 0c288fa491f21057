/*
 * The file format of bookmarks. Reads what is left of a damaged file, too.
 *
 *     {"format": 1, "title": "Lesson 3", "bookmarks": [
 *       {"registry": "http", "code": "409", "owner": "IANA", "note": "...",
 *        "added": "2026-11-21T10:00:00Z"}]}
 *
 * The order of "bookmarks" is the user's. "title", "note" and "added" may be absent, and "owner"
 * where it is known who has the first meaning of the code. Unknown members, of the file and of each
 * bookmark, are kept as they are. A note is any Unicode text without control characters. Spaces
 * around registry, code and owner do not count. A file with nothing but spaces is an empty list.
 */
#ifndef SB_BOOKMARKS_FORMAT_H
#define SB_BOOKMARKS_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "bookmarks/bookmarks.h"

#define BOOKMARKS_FORMAT 1
#define BOOKMARKS_MAX_BYTES ((size_t)1024 * 1024) /* of a file; 10 000 short bookmarks fit */
#define BOOKMARKS_MAX_FAULTS 5                    /* lines about a file; then "and N more" */

enum bookmarks_health {
    BOOKMARKS_GOOD,
    BOOKMARKS_DAMAGED, /* something is wrong or lost: the file must be kept when it is replaced */
    BOOKMARKS_FOREIGN, /* the same, and nothing in it looks like bookmarks */
    BOOKMARKS_NEWER,   /* of a later format: must not be written */
};

/* Who owns the first meaning of a code. */
struct bookmark_owners {
    /* Returns the owner, valid as long as the context, or NULL for an unknown code. */
    const char *(*find)(const void *context, const char *registry, const char *code);
    const void *context;
};

/* The bytes of a file. */
struct bookmark_text {
    const char *bytes;
    size_t len;
    const char *origin; /* the file, as messages name it */
    bool cut;           /* the bytes are only the beginning of a longer file */
};

/* Is there nothing in the text but spaces? */
bool bookmarks_is_blank(const char *bytes, size_t len);

/*
 * Reads the text. Always returns a list, which the caller frees, with everything that could be
 * read. Sets *err (may be NULL) to a line "ORIGIN:LINE:COL: ..." for each error, and leaves it
 * alone when the health is BOOKMARKS_GOOD. owners: of bookmarks that name none; NULL: each must.
 */
struct bookmarks *bookmarks_parse(const struct bookmark_text *text,
                                  const struct bookmark_owners *owners,
                                  enum bookmarks_health *health, struct sb_error *err);

/* Appends the file. Parsing that gives an equal list. */
void bookmarks_write(const struct bookmarks *list, struct strbuf *out);

#endif
