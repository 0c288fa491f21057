/*
 * Shared by the replace_ files alone.
 */
#ifndef SB_OS_REPLACE_FILE_PRIVATE_H
#define SB_OS_REPLACE_FILE_PRIVATE_H

#include <limits.h>
#include <sys/stat.h>

#include "base/strbuf.h"
#include "os/replace_file.h"

/* O_NONBLOCK: a pipe that nobody writes to must not make us wait. */
#define REPLACE_OPEN (O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
#define REPLACE_MODE 0600 /* of every file that is made */

/* The real file of an update, and how far the update has come. */
struct replace_target {
    char *shown;        /* the path as it was given, printable */
    struct strbuf real; /* path of the directory, without links */
    int dir;            /* that directory, -1 before it is found */
    char *name;         /* of the file in there */
    int lock;           /* -1 when not held */
    bool lockless;      /* its file system knows no locks */
    struct stat old;    /* of the old file, when `exists` */
    bool exists;
    char temp[NAME_MAX + 1]; /* of the temporary file; "" when there is none */
    struct stat fresh;       /* of the temporary file */
    bool made_bad;           /* this update gave the old file its name in `bad` */
    char bad[NAME_MAX + 1];
};

/* replace_calls.c: messages, and system calls that retry. */

/* Sets "no space left on device: PATH (TEXT)" from an error of the system, where the text says what
 * it prevented, or "TEXT: PATH" when error is 0. Always returns false. */
bool replace_refuse(const struct replace_target *target, struct sb_error *err, int error,
                    const char *fmt, ...) SB_PRINTF(4, 5);

/* Each returns -1, or false, with errno on failure. close() is not retried: the descriptor is
 * gone. */
int replace_open(int dir, const char *name, int flags);
int replace_sync(int fd); /* to the disk itself where the system makes a difference */
int replace_close(int fd);
bool replace_write(int fd, const char *bytes, size_t len);

/* replace_path.c: the way to the file. */

/* Follows the path to the directory of the real file; makes missing directories. */
bool replace_path_follow(struct replace_target *target, const char *path, struct sb_error *err);

/* Appends the path of a name in that directory. */
void replace_path_put(const struct replace_target *target, const char *name, struct strbuf *out);

/* Syncs that directory. Returns false with errno on failure. */
bool replace_path_sync(const struct replace_target *target);

/* replace_lock.c */

/* Takes the lock next to the file; waits for it up to wait_ms. */
bool replace_lock(struct replace_target *target, long wait_ms, struct replace_report *report,
                  struct sb_error *err);

#endif
