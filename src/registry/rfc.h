/*
 * Sections of RFCs, from copies that this machine has. Nothing is downloaded.
 */
#ifndef SB_REGISTRY_RFC_H
#define SB_REGISTRY_RFC_H

#include <stdbool.h>

#include "base/error.h"
#include "base/strbuf.h"

/* More than the longest RFC. */
#define RFC_MAX_BYTES (4 * 1024 * 1024)

/* Of a section: "15.5.5", "B.3"; longer ones do not exist. */
#define RFC_SECTION_BYTES 32

/* A place in an RFC. */
struct rfc_place {
    unsigned number;
    char section[RFC_SECTION_BYTES]; /* "": the RFC as a whole */
};

/* Reads a URL such as https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5. Returns false
 * when it does not lead to an RFC. */
bool rfc_place_of_url(const char *url, struct rfc_place *place);

/* Appends the section of the text of an RFC, from its heading to the next, without headers and
 * footers of pages; all of the text when section is "". Returns false when there is none. */
bool rfc_cut(const char *text, const char *section, struct strbuf *out);

/*
 * Appends the section from the first copy of the RFC that is found: in the folder
 * $STATUSBROWSE_RFC, in /usr/share/doc/RFC, in RFCs in the user's cache. A copy is rfc9110.txt, as
 * the RFC Editor names it, or packed by gzip, rfc9110.txt.gz, also in the folder links, where
 * Debian has them.
 *
 * Puts the path of the copy into *path (owned by the caller). Returns false with *err when there is
 * no copy, when it cannot be read, or when it has no such section.
 */
bool rfc_read(const struct rfc_place *place, struct strbuf *out, char **path, struct sb_error *err);

/* Copies that were read, so that many questions read each only once. All zero is empty. */
struct rfc_copies {
    struct rfc_copy *items;
    size_t count, cap;
};

/* Is there a copy of the RFC, and it has no such section? Without a copy nobody can say. */
bool rfc_copies_lack(struct rfc_copies *copies, const struct rfc_place *place);

void rfc_copies_clear(struct rfc_copies *copies);

#endif
