/*
 * Where the user's own files are: in the base directories of the XDG specification.
 */
#ifndef SB_OS_PATHS_H
#define SB_OS_PATHS_H

#include <stdbool.h>

/* Returns true when the process has more rights than its caller (set-user-ID, set-group-ID, file
 * capabilities). The program then refuses to run, because its caller chooses the files that it
 * reads and writes, and the browser that it starts. */
bool process_is_privileged(void);

/*
 * Returns the path of `name` below $variable or, where that is unset, empty or relative (which the
 * specification says to ignore), below $HOME/below_home. The caller owns it. Returns NULL when HOME
 * is needed and unset or relative.
 */
char *paths_user_file(const char *variable, const char *below_home, const char *name);

/* Returns the text as it may be shown in a message (utf8_display), with "~" for $HOME at the
 * beginning of each path in it. The caller owns it. */
char *paths_printable(const char *text);

#endif
