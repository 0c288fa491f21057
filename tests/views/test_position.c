#include "config.h"
#include "views/browser/position.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "support/check.h"
#include "support/folder.h"

static void remembers_a_position(void)
{
    folder_make_home();
    char registry[] = "http", class_id[] = "4xx", code[] = "409", pane[] = "codes",
         theme[] = "dark";
    struct position position = {registry, class_id, code, NULL, pane, theme}, read;
    struct stat info;
    CHECK(!position_load(&read));
    CHECK(position_save(&position));
    CHECK_STR(folder_get(".local/state/statusbrowse/position.json"),
              "{\"format\": 1, \"registry\": \"http\", \"class\": \"4xx\", \"code\": \"409\", "
              "\"pane\": \"codes\", \"theme\": \"dark\"}\n");
    CHECK(stat(folder_path_of(".local/state/statusbrowse/position.json"), &info) == 0 &&
          (info.st_mode & 0777) == 0600);
    CHECK(position_load(&read));
    CHECK_STR(read.class_id, "4xx");
    CHECK_STR(read.code, "409");
    CHECK_STR(read.owner, NULL);
    position_clear(&read);
    unsetenv("HOME");
    CHECK(!position_load(&read));
    CHECK(!position_save(&position));
    folder_remove();
}

static void takes_no_broken_position(void)
{
    static const char *const texts[] = {
        "",
        "{",
        "[]",
        "null",
        "{\"format\":2,\"code\":\"1\"}",
        "{\"code\":7}",
        "{\"code\":\"\\u0007\"}",
        "{\"code\":\"\x1b\"}",
        "{\"code\":\"1\"} x",
        "{\"code\":\"\"}",
        "{\"code\":\"\xFF\"}",
    };
    folder_make_home();
    setenv("XDG_STATE_HOME", folder_path(), 1);
    mkdir(folder_path_of("statusbrowse"), 0700);
    struct position position = {0};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        folder_put("statusbrowse/position.json", texts[i]);
        CHECK_MSG(!position_load(&position), "%s", texts[i]);
        CHECK_STR(position.code, NULL);
    }
    CHECK(position_save(&position));
    CHECK_STR(folder_get("statusbrowse/position.json"), "{\"format\": 1}\n");
    folder_remove();
}

int main(void)
{
    RUN(remembers_a_position);
    RUN(takes_no_broken_position);
    return check_done();
}
