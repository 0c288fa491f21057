#include "config.h"
#include "cli/check_file.h"

#include <stdlib.h>

#include "os/read_file.h"
#include "registry/limits.h"
#include "registry/load.h"
#include "registry/parse.h"

bool check_file(const struct options *options, const char *path, struct library *library,
                struct sb_error *err)
{
    struct registry_request request = {.file = options->values[OPTION_REGISTRY],
                                       .builtin = options->given[OPTION_BUILTIN],
                                       .bare = true};
    char *bytes;
    size_t len;
    bool good = read_file(path, REGISTRY_MAX_BYTES, &bytes, &len, NULL, err);
    if (good && library->count == 0 && registry_is_overlay(bytes, len))
        good = registry_load(library, &request, err);
    struct registry_checks checks = {library->count > 0 ? library : NULL,
                                     options->given[OPTION_STRICT]};
    good = good && registry_check(bytes, len, path, &checks, err);
    free(bytes);
    return good;
}
