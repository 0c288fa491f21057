#include "config.h"
#include "base/environment.h"

#include <stdlib.h>

const char *environment_value(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

bool environment_has(const char *name)
{
    return environment_value(name) != NULL;
}
