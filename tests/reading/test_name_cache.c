/* What is known of the names of an input. */
#include "config.h"
#include "reading/name_cache.h"

#include <stdio.h>
#include <string.h>

#include "support/check.h"
#include "support/files.h"

static struct known_name *find(struct name_cache *cache, const char *name, bool *is_new)
{
    return name_cache_find(cache, name, strlen(name), is_new);
}

static void few_names_stay_known(void)
{
    static const char *const names[] = {"time",   "level", "msg",    "remote_addr", "method", "uri",
                                        "status", "bytes", "status", "user_agent",  "a",      "b",
                                        "ab",     "ba",    "a.b",    "request.uri"};
    const size_t count = sizeof names / sizeof names[0];
    struct name_cache cache = {0};
    bool is_new;
    for (size_t i = 0; i < count; i++)
        find(&cache, names[i], &is_new)->roles = (unsigned)strlen(names[i]);
    for (size_t i = 0; i < count; i++) {
        const struct known_name *known = find(&cache, names[i], &is_new);
        CHECK_MSG(!is_new && known->roles == strlen(names[i]), "%s: new %d, %u", names[i], is_new,
                  known->roles);
    }
}

/* A name is known as what was said of it, or not at all. */
static void many_names_are_never_taken_for_others(void)
{
    struct name_cache cache = {0};
    unsigned seed = 7;
    for (int i = 0; i < 20000; i++) {
        char name[16];
        bool is_new;
        unsigned number = support_random(&seed, 1000);
        snprintf(name, sizeof name, "%x_name_%x", number % 5, number);
        struct known_name *known = find(&cache, name, &is_new);
        CHECK_MSG(is_new ? known->note == 0 : known->note == number + 1, "%s: new %d, note %u",
                  name, is_new, known->note);
        known->note = number + 1;
    }
}

int main(void)
{
    RUN(few_names_stay_known);
    RUN(many_names_are_never_taken_for_others);
    return check_done();
}
