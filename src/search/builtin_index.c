#include "config.h"
#include "search/builtin_index.h"

#include "registry/builtin.h"

const struct index *builtin_index_of(const struct registry *registry)
{
    return registry->builtin != NULL ? &builtin_indexes[registry->builtin - builtins] : NULL;
}
