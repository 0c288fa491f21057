#include "config.h"
#include "support/registries.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "registry/parse.h"
#include "support/files.h"

struct registry *support_parse(const char *json, const char *origin)
{
    struct sb_error err = SB_ERROR_INIT;
    struct registry *registry = registry_parse(json, strlen(json), origin, &err);
    if (registry == NULL) {
        printf("cannot load the test registry:\n%s\n", err.message);
        exit(99); /* a hard error for automake: no test can run */
    }
    return registry;
}

bool support_merge(struct registry *registry, const char *bytes, size_t len, const char *origin,
                   struct sb_error *err)
{
    struct library_item item = {.handle = registry};
    struct library library = {.items = &item, .count = 1};
    return registry_merge(&library, bytes, len, origin, err);
}

const struct library *support_library(const struct registry *registry, const char *origin)
{
    static struct library_item item;
    static struct library library = {.items = &item, .count = 1};
    item = (struct library_item){(struct registry *)registry, (char *)origin};
    return &library;
}

struct registry *support_small(void)
{
    char *json = support_read("data/small.json", NULL);
    if (json == NULL) {
        printf("cannot read tests/data/small.json; is $srcdir set?\n");
        exit(99);
    }
    struct registry *registry = support_parse(json, "small.json");
    free(json);
    return registry;
}
