/*
 * A fresh folder for each test that works with files. What goes wrong with it ends the program:
 * nothing could be tested then.
 */
#ifndef SB_FOLDER_H
#define SB_FOLDER_H

#include <stddef.h>

/* Makes the folder below the parent (NULL: /tmp). */
void folder_make(const char *parent);

/* Makes the folder and makes it the user's home; no XDG variable leads elsewhere. */
void folder_make_home(void);

/* Removes it with everything in it. */
void folder_remove(void);

/* Its path. */
const char *folder_path(void);

/* Path of a name below it; valid until the next call but three. */
const char *folder_path_of(const char *name);

/* Makes a directory and those on the way; they may be there. */
void folder_make_directory(const char *name);

/* Writes a file; directories on the way are made. */
void folder_put(const char *name, const char *text);
void folder_put_bytes(const char *name, const char *bytes, size_t len);

/* Content of a file; valid until the next call. "(none)" when it cannot be read. */
const char *folder_get(const char *name);

/* Entries of a directory whose name contains the part; 0 when there is no such directory. */
int folder_count(const char *directory, const char *part);

#endif
