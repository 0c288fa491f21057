/*
 * Where the user's own files are: the base directories of the XDG specification.
 */
#ifndef SB_OS_PATHS_H
#define SB_OS_PATHS_H

#include <stdbool.h>

/* True when the process runs with more rights than its caller (set-user-ID, set-group-ID, file
 * capabilities). The program refuses to: its caller chooses the files it reads and writes, and the
 * browser it starts. */
bool process_is_privileged(void);

/*
 * The path of `name` below $variable or, where that is unset, empty or relative (which the
 * specification says to ignore), below $HOME/below_home. The caller owns it. NULL when there is
 * no such directory: HOME is unset or relative.
 */
char *paths_user_file(const char *variable, const char *below_home, const char *name);

/* The text as it may be shown in a message (utf8_display), with "~" for $HOME in front of the paths
 * in it. The caller owns it. */
char *paths_printable(const char *text);

#endif
