#include "config.h"
#include "os/opener.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/environment.h"
#include "base/memory.h"
#include "os/program.h"

#define MAX_ARGUMENTS 16

bool opener_takes(char c)
{
    return ascii_is_alnum(c) || (c > ' ' && c < 0x7F && strchr("\"'`\\<>$(){}|;", c) == NULL);
}

bool opener_is_safe(const char *url)
{
    if (strncmp(url, "https://", 8) != 0 && strncmp(url, "http://", 7) != 0)
        return false;
    size_t len = 0;
    while (opener_takes(url[len]))
        len++;
    return len <= OPENER_MAX_URL_BYTES && url[len] == '\0';
}

/* What the system opens URLs with, NULL where nothing could be seen of it. Without a display
 * xdg-open starts a browser that has no terminal, and reports nothing. On systems other than macOS
 * `open` is a program for virtual consoles, or Perl's. */
static const char *system_openers(void)
{
#ifdef __APPLE__
    if (!environment_has("SSH_CONNECTION"))
        return "open";
#endif
    return environment_has("DISPLAY") || environment_has("WAYLAND_DISPLAY") ? "xdg-open" : NULL;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* Does the program show pages in the terminal? */
static bool is_for_terminal(const char *name)
{
    static const char *const names[] = {"w3m",         "lynx",   "links",    "links2", "elinks",
                                        "www-browser", "browsh", "carbonyl", "cha",    "edbrowse"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static enum opener_result run(char *const *argv, const struct opener_terminal *terminal)
{
    if (!is_for_terminal(base_name(argv[0])))
        return program_start(argv) ? OPENER_STARTED : OPENER_FAILED;
    terminal->lend();
    int status = program_run(argv);
    terminal->take_back();
    return status != PROGRAM_NOT_STARTED ? OPENER_ENDED : OPENER_FAILED;
}

/* Splits a command at spaces and puts the URL in place of %s, or at the end. */
static enum opener_result run_command(const char *command, const char *url,
                                      const struct opener_terminal *terminal, char **name)
{
    char *copy = xstrdup(command), *argument = xstrdup(url), *rest = NULL;
    char *argv[MAX_ARGUMENTS + 2];
    size_t count = 0;
    bool placed = false;
    for (char *word = strtok_r(copy, " ", &rest); word != NULL && count < MAX_ARGUMENTS;
         word = strtok_r(NULL, " ", &rest)) {
        bool mark = count > 0 && strcmp(word, "%s") == 0;
        argv[count++] = mark ? argument : word;
        placed = placed || mark;
    }
    if (!placed)
        argv[count++] = argument;
    argv[count] = NULL;
    enum opener_result result = count > 1 ? run(argv, terminal) : OPENER_FAILED;
    if (result != OPENER_FAILED)
        *name = xstrdup(base_name(argv[0]));
    free(copy);
    free(argument);
    return result;
}

enum opener_result opener_open(const char *url, const struct opener_terminal *terminal, char **name,
                               struct sb_error *err)
{
    *name = NULL;
    if (!opener_is_safe(url)) {
        sb_error_set(err, SB_ERR_DATA, "not a web address, not opened: %s", url);
        return OPENER_FAILED;
    }
    /* Try nothing else than what the user chose: another browser would be a surprise. */
    const char *chosen = environment_value("BROWSER");
    const char *list = chosen != NULL ? chosen : system_openers();
    char *commands = xstrdup(list != NULL ? list : ""), *rest = NULL;
    enum opener_result result = OPENER_FAILED;
    for (char *command = strtok_r(commands, ":", &rest); command != NULL && result == OPENER_FAILED;
         command = strtok_r(NULL, ":", &rest))
        result = run_command(command, url, terminal, name);
    free(commands);
    if (result == OPENER_FAILED && chosen == NULL)
        return OPENER_UNREACHABLE;
    if (result == OPENER_FAILED)
        sb_error_set(err, SB_ERR_IO, "no program of $BROWSER could be started");
    return result;
}
