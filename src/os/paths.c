#include "config.h"
#include "os/paths.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/auxv.h>
#endif

#include "base/strbuf.h"
#include "base/utf8.h"

bool process_is_privileged(void)
{
#ifdef __linux__
    if (getauxval(AT_SECURE) != 0)
        return true;
#endif
    return geteuid() != getuid() || getegid() != getgid();
}

/* Returns the value of a variable when it is an absolute path, else NULL. */
static const char *absolute_path(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] == '/' ? value : NULL;
}

char *paths_user_file(const char *variable, const char *below_home, const char *name)
{
    struct strbuf path = STRBUF_INIT;
    const char *base = absolute_path(variable), *home = absolute_path("HOME");
    if (base != NULL)
        strbuf_printf(&path, "%s/%s", base, name);
    else if (home != NULL)
        strbuf_printf(&path, "%s/%s/%s", home, below_home, name);
    else
        return NULL;
    return strbuf_take(&path);
}

static char *shorten_home(const char *text)
{
    struct strbuf out = STRBUF_INIT;
    const char *home = absolute_path("HOME");
    size_t len = home != NULL ? strlen(home) : 0;
    while (len > 0 && home[len - 1] == '/')
        len--;
    for (const char *p = text; *p != '\0';) {
        bool starts = p == text || p[-1] == ' ';
        if (starts && len > 0 && strncmp(p, home, len) == 0 && (p[len] == '/' || p[len] == '\0')) {
            strbuf_putc(&out, '~');
            p += len;
        } else {
            strbuf_putc(&out, *p++);
        }
    }
    return strbuf_take(&out);
}

char *paths_printable(const char *text)
{
    char *shorter = shorten_home(text);
    char *shown = utf8_printable(shorter);
    free(shorter);
    return shown;
}
