/* The section of the reference, read in the browser. */
#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "registry/registry.h"
#include "support/check.h"
#include "support/driver.h"
#include "support/folder.h"
#include "support/registries.h"
#include "support/screen.h"
#include "views/browser/browser.h"

static struct app app;
static struct browser browser;

static const char json[] =
    "{\"format\": 1, \"id\": \"http\", \"title\": \"T\", \"classes\": [{\"id\": \"4xx\", "
    "\"first\": 400, "
    "\"last\": 499, \"title\": \"C\", \"summary\": \"S.\"}],"
    "\"documents\": [{\"id\": \"RFC 99998\", \"title\": \"D\", \"section_url\": "
    "\"https://www.rfc-editor.org/rfc/rfc99998.html#section-{section}\"},"
    "{\"id\": \"Manual\", \"title\": \"M\", \"url\": \"https://example.com/manual\"}],"
    "\"codes\": [{\"code\": \"404\", \"owner\": \"A\", \"phrase\": \"P\", \"summary\": \"S.\","
    "\"references\": [{\"doc\": \"RFC 99998\", \"section\": \"15.5.5\"},"
    "{\"doc\": \"RFC 99998\", \"section\": \"2\"}]},"
    "{\"code\": \"405\", \"owner\": \"A\", \"phrase\": \"P\", \"summary\": \"S.\","
    "\"references\": [{\"doc\": \"Manual\"}]},"
    "{\"code\": \"406\", \"owner\": \"A\", \"phrase\": \"P\", \"summary\": \"S.\"}]}";

/* The screen after these keys; valid until the next call. */
static const char *screen_after(int cols, const char *keys)
{
    static struct strbuf text;
    struct registry *registry = support_parse(json, "test.json");
    struct browser_setup setup = {.library = support_library(registry, "test.json"),
                                  .show_unofficial = true};
    struct frame frame = {0};
    app_init(&app, false, true);
    browser_init(&browser, &app, &setup);
    app_resize(&app, cols, 20);
    driver_press(&app, keys);
    app_settle(&app);
    app_draw(&app, &frame);
    CHECK(support_frame_is_sound(&frame));
    strbuf_reset(&text);
    support_put_screen(&frame, &text);
    frame_free(&frame);
    browser_clear(&browser);
    app_clear(&app);
    registry_free(registry);
    return strbuf_str(&text);
}

static void put_copy(const char *bytes)
{
    folder_make_home();
    setenv("STATUSBROWSE_RFC", folder_path(), 1);
    folder_put("rfc99998.txt", bytes);
}

static void shows_the_section_of_the_reference(void)
{
    put_copy(
        "2.  Two\n\n   Second.\n\n15.5.5.  404 Not Found\n\n   Nothing was found.\n\n16.  End\n");
    const char *screen = screen_after(80, "4 0 4 Enter O");
    CHECK_HAS(screen, "RFC 99998, section 15.5.5");
    CHECK_HAS(screen, "15.5.5.  404 Not Found");
    CHECK_HAS(screen, "   Nothing was found.");
    CHECK_HAS(screen, "From ~/rfc99998.txt");
    CHECK(strstr(screen, "16.  End") == NULL);
    CHECK(strstr(screen_after(80, "4 0 4 Enter O O"), "section 15.5.5") == NULL);
    folder_remove();
}

static void shows_the_section_of_a_selected_link(void)
{
    put_copy("2.  Two\n\n   Second.\n\n15.5.5.  404 Not Found\n\n   Nothing was found.\n");
    CHECK_HAS(screen_after(80, "4 0 4 Enter ] ] O"), "RFC 99998, section 2");
    folder_remove();
}

static void says_where_a_copy_could_be(void)
{
    folder_make_home();
    unsetenv("STATUSBROWSE_RFC");
    CHECK_HAS(screen_after(100, "4 0 4 Enter O"),
              "no copy of RFC 99998 is here: rfc99998.txt may be put into ~/.cache/RFCs");
    CHECK_HAS(screen_after(100, "4 0 5 Enter O"), "the reference is no section of an RFC");
    CHECK_HAS(screen_after(100, "4 0 6 Enter O"), "the reference is no section of an RFC");
    folder_remove();
}

static void nothing_of_a_copy_reaches_the_terminal_as_it_is(void)
{
    put_copy("15.5.5.  404\x1b[2J\n\n   a\x08\x07 \xff \xc2\x9b\n");
    for (int cols = 1; cols < 100; cols += 7) {
        const char *screen = screen_after(cols, "4 0 4 Enter O");
        for (const char *c = screen; *c != '\0'; c++)
            CHECK(*c == '\n' || (unsigned char)*c >= ' ');
        CHECK(strstr(screen, "\xff") == NULL && strstr(screen, "\xc2\x9b") == NULL);
    }
    folder_remove();
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    RUN(shows_the_section_of_the_reference);
    RUN(shows_the_section_of_a_selected_link);
    RUN(says_where_a_copy_could_be);
    RUN(nothing_of_a_copy_reaches_the_terminal_as_it_is);
    return check_done();
}
