/* Several registries at once: which are loaded, and which one is meant. */
#include "config.h"
#include "registry/library.h"

#include <stdlib.h>
#include <string.h>

#include "registry/load.h"
#include "registry/registry.h"
#include "support/check.h"
#include "support/folder.h"
#include "support/registries.h"

#define REGISTRY(id, title, more)                                                                  \
    "{\"format\": 1, \"id\": \"" id "\", \"title\": \"" title "\", " more                          \
    "\"classes\": [], \"codes\": [{\"code\": \"7\", \"phrase\": \"Seven of " id                    \
    "\", \"owner\": \"Us\"}]}"
#define OWN ".local/share/statusbrowse/registries.d/"
#define OVERLAYS ".config/statusbrowse/registry.d/"

static struct library library;
static struct sb_error err;

static void start(void)
{
    folder_make_home();
    unsetenv("STATUSBROWSE_REGISTRY");
    library = (struct library){0};
    err = (struct sb_error)SB_ERROR_INIT;
}

static void load(struct registry_request request)
{
    CHECK(registry_load(&library, &request, &err));
    CHECK_STR(err.message, NULL);
}

static void end(void)
{
    library_clear(&library);
    sb_error_clear(&err);
    folder_remove();
}

static const struct entry *seven_of(const char *id)
{
    const struct library_item *item = library_find(&library, id);
    return item != NULL ? registry_find(library_open(item), "7", "Us") : NULL;
}

static void a_name_is_an_id_a_short_name_or_a_first_word(void)
{
    static const struct {
        const char *name, *id; /* NULL: nobody's */
    } cases[] = {
        {"one", "one"},   {"ONE", "one"}, {"1st", "one"},  {"Alpha", "one"},
        {"alpha", "one"}, {"two", "two"}, {"Beta", "two"}, {"codes", NULL},
        {"on", NULL},     {"ones", NULL}, {"", NULL},      {"1ST", "one"},
    };
    start();
    library_add(&library,
                support_parse(REGISTRY("one", "Alpha codes", "\"short\": \"1st\", "), "one"),
                "one");
    library_add(&library, support_parse(REGISTRY("two", "Beta", ""), "two"), "two");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct registry *found =
            library_named(&library, cases[i].name, strlen(cases[i].name));
        CHECK_STR(found != NULL ? found->id : NULL, cases[i].id);
    }
    CHECK_STR(library_named(&library, "two:7", 3)->id, "two");
    end();
}

static void an_entry_knows_its_registry(void)
{
    start();
    library_add(&library, support_parse(REGISTRY("one", "A", ""), "one"), "one");
    library_add(&library, support_parse(REGISTRY("two", "B", ""), "two"), "two");
    CHECK_STR(library_main(&library)->id, "one");
    CHECK_STR(library_of_entry(&library, seven_of("one"))->id, "one");
    CHECK_STR(library_of_entry(&library, seven_of("two"))->id, "two");
    CHECK(library_find(&library, "three") == NULL);
    end();
}

static void every_file_of_the_folder_is_one_more_registry(void)
{
    start();
    folder_put(OWN "b.json", REGISTRY("beta", "B", ""));
    folder_put(OWN "a.json", REGISTRY("alpha", "A", ""));
    folder_put(OWN ".hidden.json", REGISTRY("hidden", "H", ""));
    folder_put(OWN "notes.txt", "no registry");
    load((struct registry_request){0});
    CHECK_INT(library.warning_count, 0);
    CHECK(seven_of("alpha") != NULL && seven_of("beta") != NULL && seven_of("hidden") == NULL);
    CHECK(library_find(&library, "alpha") < library_find(&library, "beta"));
    CHECK_HAS(library_find(&library, "alpha")->origin, "registries.d/a.json");
    CHECK_STR(library_main(&library)->id, "http");
    end();
}

static void a_broken_file_of_the_folder_stops_nobody(void)
{
    start();
    folder_put(OWN "a.json", "{\"format\": 1,\n oops}");
    folder_put(OWN "b.json", REGISTRY("beta", "B", ""));
    load((struct registry_request){0});
    CHECK_INT(library.warning_count, 1);
    CHECK_HAS(library.warnings[0], "a.json:2:2: ");
    CHECK(seven_of("beta") != NULL);
    end();
}

static void an_id_that_is_in_use_stays_what_it_was(void)
{
    start();
    folder_put(OWN "a.json", REGISTRY("beta", "A", ""));
    folder_put(OWN "b.json", REGISTRY("beta", "B", ""));
    folder_put(OWN "c.json", REGISTRY("http", "C", ""));
    load((struct registry_request){0});
    CHECK_INT(library.warning_count, 2);
    CHECK_HAS(library.warnings[0], "b.json: not used: its id \"beta\" is that of ");
    CHECK_HAS(library.warnings[0], "a.json");
    CHECK_HAS(library.warnings[1], "c.json: not used: its id \"http\" is that of ");
    CHECK_STR(library_find(&library, "beta")->handle->title, "A");
    end();
}

static void built_in_means_no_file_of_the_folder(void)
{
    start();
    folder_put(OWN "a.json", REGISTRY("alpha", "A", ""));
    load((struct registry_request){.builtin = true});
    CHECK(seven_of("alpha") == NULL);
    CHECK_INT(library.warning_count, 0);
    end();
}

static void an_overlay_changes_the_registry_that_it_names(void)
{
    start();
    folder_put(OWN "a.json", REGISTRY("alpha", "A", ""));
    folder_put(OVERLAYS "a.json",
               "{\"format\": 1, \"id\": \"alpha\", \"codes\": [{\"code\": \"7\", "
               "\"owner\": \"us\", \"summary\": \"Changed.\"}]}");
    folder_put(OVERLAYS "b.json", "{\"format\": 1, \"codes\": [{\"code\": \"404\", \"owner\": "
                                  "\"IANA\", \"summary\": \"Main.\"}]}");
    folder_put(OVERLAYS "c.json", "{\"format\": 1, \"id\": \"nobody\", \"codes\": []}");
    load((struct registry_request){0});
    CHECK_STR(seven_of("alpha")->summary, "Changed.");
    CHECK_STR(registry_find(library_main(&library), "404", "IANA")->summary, "Main.");
    CHECK_INT(library.warning_count, 1);
    CHECK_HAS(library.warnings[0], "c.json: id: is \"nobody\"");
    end();
}

static void a_registry_of_another_kind_that_is_named_stands_alone(void)
{
    start();
    folder_put(OWN "a.json", REGISTRY("alpha", "A", ""));
    folder_put("own.json", REGISTRY("own", "Own", ""));
    load((struct registry_request){.file = folder_path_of("own.json")});
    CHECK_STR(library_main(&library)->id, "own");
    CHECK_INT(library.count, 1);
    end();
    start();
    folder_put(OWN "a.json", REGISTRY("alpha", "A", ""));
    folder_put("own.json", REGISTRY("http", "Own", ""));
    load((struct registry_request){.file = folder_path_of("own.json")});
    CHECK_STR(library_main(&library)->title, "Own");
    CHECK(seven_of("alpha") != NULL && library_find(&library, "grpc") != NULL);
    end();
}

int main(void)
{
    RUN(a_name_is_an_id_a_short_name_or_a_first_word);
    RUN(an_entry_knows_its_registry);
    RUN(every_file_of_the_folder_is_one_more_registry);
    RUN(a_broken_file_of_the_folder_stops_nobody);
    RUN(an_id_that_is_in_use_stays_what_it_was);
    RUN(built_in_means_no_file_of_the_folder);
    RUN(an_overlay_changes_the_registry_that_it_names);
    RUN(a_registry_of_another_kind_that_is_named_stands_alone);
    return check_done();
}
