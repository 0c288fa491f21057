#include "config.h"
#include "os/pager.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "os/program.h"

/* -F ends at once when one screen is enough, -R shows colours, -X leaves the text on the screen. */
#define USUAL_PAGER "less -FRX"
#define USUAL_LESS "FRX"

/* Of a command: more than any pager is given. */
#define MAX_WORDS 32

/* What a shell would not take as it is. */
#define SHELL_CHARACTERS "|&;<>()$`\\\"'*?[]#~=%!{}\t\n"

bool pager_is_wanted(void)
{
    const char *chosen = getenv("PAGER");
    return chosen == NULL || (chosen[strspn(chosen, " ")] != '\0' && strcmp(chosen, "cat") != 0);
}

/* Splits a command at spaces, in place. Returns false when it has too many words. */
static bool split(char *command, char *argv[MAX_WORDS + 1])
{
    char *rest = NULL;
    size_t count = 0;
    for (char *word = strtok_r(command, " ", &rest); word != NULL;
         word = strtok_r(NULL, " ", &rest)) {
        if (count == MAX_WORDS)
            return false;
        argv[count++] = word;
    }
    argv[count] = NULL;
    return count > 0;
}

bool pager_show(const char *text, size_t len, struct sb_error *err)
{
    const char *chosen = getenv("PAGER");
    char *command = xstrdup(chosen != NULL ? chosen : USUAL_PAGER);
    char *argv[MAX_WORDS + 1];
    bool plain = strpbrk(command, SHELL_CHARACTERS) == NULL && split(command, argv);
    setenv("LESS", USUAL_LESS, false);
    int reason = plain ? program_show(argv, text, len) : 0;
    free(command);
    if (!plain)
        return sb_error_set(err, SB_ERR_USAGE,
                            "PAGER is '%s', expected a program and its arguments without what a "
                            "shell would obey; shown without it",
                            chosen);
    if (reason == 0)
        return true;
    if (chosen != NULL)
        sb_error_set(err, SB_ERR_IO, "shown without the pager '%s': %s", chosen, strerror(reason));
    return false;
}
