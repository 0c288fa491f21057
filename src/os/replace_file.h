/*
 * Replaces a file as a whole, or not at all. Nothing else in this program writes files.
 *
 * An update reads the file, lets the caller make its new content, and puts that in place, all
 * under a lock that every instance of the program takes. At any moment, also after a crash or a
 * power cut, the file is the whole old one or the whole new one:
 *
 *   - PATH is followed through symbolic links to the real file; links stay, and the target of a
 *     dangling one is created. Missing directories are made, mode 0700.
 *   - The lock is a file NAME.lock next to the real file, mode 0600; it stays afterwards.
 *     Only the update takes it, reading does not. Where the file system knows no locks, the update
 *     goes on without.
 *   - The new content is written to .NAME.tmp-<16 random hexadecimal digits> in the same directory,
 *     mode 0600 whatever the umask, synced, renamed over the real file, and the directory is
 *     synced. Such files that a killed writer left are removed by the next update.
 *
 * Nothing is written, and a message says why, when the file, its lock or a link or directory on
 * the way belongs to somebody else who could have planted it; and when something that is not a
 * regular file is in the way. The program must ignore SIGXFSZ, which otherwise ends it where ulimit
 * -f limits the size of files.
 *
 * Knows nothing of what is in the files.
 */
#ifndef SB_OS_REPLACE_FILE_H
#define SB_OS_REPLACE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "os/read_file.h"

#define REPLACE_WAIT_MS 1000 /* for the lock: a little less than what feels like a hang */

enum replace_verdict {
    REPLACE_REFUSE,    /* leave the file; the update fails with the error that was set */
    REPLACE_LEAVE,     /* leave the file; all is well */
    REPLACE_REPLACE,   /* put the new content in its place */
    REPLACE_SET_ASIDE, /* the same, but keep the old file as NAME.bad-1, or the next free number */
};

/*
 * Makes the new content from the old one. Called with the lock held, and again when somebody who
 * does not know the lock has changed the file meanwhile: it must be repeatable. `fresh` is empty.
 */
typedef enum replace_verdict replace_transform(void *context, const struct file_content *old,
                                               struct strbuf *fresh, struct sb_error *err);

struct replace_job {
    size_t max_bytes; /* of the old content that are read */
    long wait_ms;     /* for the lock, at most */
    replace_transform *transform;
    void *context;
};

/* How an update went, also when it failed; zeroed before use, then replace_report_clear(). */
struct replace_report {
    bool lock_held;  /* it failed because another process held the lock all the time */
    char *set_aside; /* owned: printable path of the file that was set aside, or NULL */
};

/*
 * Updates the file at path. report may be NULL. Returns false with *err saying what and where; the
 * file is then byte for byte as it was, with one exception that the message names: the new file is
 * in place, but the system could not promise that it survives a power cut.
 */
bool replace_file(const char *path, const struct replace_job *job, struct replace_report *report,
                  struct sb_error *err);

void replace_report_clear(struct replace_report *report);

/*
 * Reads a regular file, or one that a link leads to, without blocking and without lock. Returns
 * false with *err when it cannot be read. A file that does not exist is no error: bytes is NULL.
 */
bool replace_read(const char *path, size_t max_bytes, struct file_content *content,
                  struct sb_error *err);

#endif
