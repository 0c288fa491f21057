#include "config.h"
#include "userdir.h"

#include <stdlib.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/auxv.h>
#endif

#include "mem.h"

bool userdir_privileged(void)
{
#ifdef __linux__
    if (getauxval(AT_SECURE) != 0)
        return true;
#endif
    return geteuid() != getuid() || getegid() != getgid();
}

/* Value of a variable when it is an absolute path, else NULL. */
static const char *absolute(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] == '/' ? value : NULL;
}

char *userdir_path(const char *variable, const char *below_home, const char *name)
{
    if (userdir_privileged())
        return NULL;
    struct strbuf path = STRBUF_INIT;
    const char *base = absolute(variable), *home = absolute("HOME");
    if (base != NULL)
        strbuf_printf(&path, "%s/%s", base, name);
    else if (home != NULL)
        strbuf_printf(&path, "%s/%s/%s", home, below_home, name);
    else
        return NULL;
    return strbuf_take(&path);
}
