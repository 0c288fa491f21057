#include "config.h"
#include "os/clipboard.h"

#include <stddef.h>

#include "base/environment.h"
#include "os/program.h"

/* A display at the other end of a slow line takes its time; a program that hangs must not hang us
 * for long. */
#define LIMIT_MS 2000

#define MAX_WORDS 5

/* In the order of what reaches the user: a tmux may be looked at from another machine than the one
 * whose display was there when it was started. */
static const struct keeper {
    const char *variable; /* that is set where the program works; NULL: none */
    const char *unless;   /* and one that is not set there; NULL: none */
    const char *where;    /* the text is then */
    const char *argv[MAX_WORDS + 1];
} keepers[] = {
    /* -w gives it to the terminal's clipboard too, whatever tmux lets other programs do. */
    {"TMUX", NULL, "tmux and your terminal's clipboard", {"tmux", "load-buffer", "-w", "-"}},
    {"TMUX",
     NULL,
     "tmux, not to the clipboard (it is older than 3.2)",
     {"tmux", "load-buffer", "-"}},
    {"WAYLAND_DISPLAY", NULL, "the clipboard (wl-copy)", {"wl-copy"}},
    {"DISPLAY", NULL, "the clipboard (xclip)", {"xclip", "-selection", "clipboard"}},
    {"DISPLAY", NULL, "the clipboard (xsel)", {"xsel", "--clipboard", "--input"}},
#ifdef __APPLE__
    {NULL, "SSH_CONNECTION", "the clipboard (pbcopy)", {"pbcopy"}},
#endif
};

const char *clipboard_give(const char *text, size_t len)
{
    for (size_t i = 0; i < sizeof keepers / sizeof keepers[0]; i++) {
        const struct keeper *keeper = &keepers[i];
        char *argv[MAX_WORDS + 1];
        if ((keeper->variable != NULL && !environment_has(keeper->variable)) ||
            (keeper->unless != NULL && environment_has(keeper->unless)))
            continue;
        for (int word = 0; word <= MAX_WORDS; word++)
            argv[word] = (char *)keeper->argv[word]; /* exec changes nothing */
        if (program_feed(argv, text, len, LIMIT_MS))
            return keeper->where;
    }
    return NULL;
}
