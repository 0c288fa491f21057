#include "config.h"
#include "support/builtin.h"

#include "registry/registry.h"

struct registry *support_open(size_t i)
{
    struct registry *registry = registry_borrow(&builtins[i]);
    registry_open(registry);
    return registry;
}

const struct registry *support_http(void)
{
    static struct registry *http;
    if (http == NULL)
        http = support_open(0);
    return http;
}
