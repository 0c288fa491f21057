#include "config.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "cli/settings.h"
#include "support/check.h"
#include "support/folder.h"

#define CONFIG ".config/statusbrowse/config.json"

static void check_settings(const struct settings *settings, const char *theme, bool mouse,
                           bool unofficial, bool ascii)
{
    CHECK_STR(settings->theme, theme);
    CHECK_INT(settings->mouse, mouse);
    CHECK_INT(settings->unofficial, unofficial);
    CHECK_INT(settings->ascii, ascii);
}

static bool parse(struct settings *settings, const char *text, struct sb_error *err)
{
    *settings = settings_default();
    return settings_parse(settings, text, strlen(text), "config.json", err);
}

static void usual_values_need_no_file(void)
{
    folder_make_home();
    struct settings settings = settings_default();
    struct sb_error err = SB_ERROR_INIT;
    check_settings(&settings, "auto", true, true, false);
    CHECK(settings_load(&settings, &err));
    CHECK_STR(err.message, NULL);
    check_settings(&settings, "auto", true, true, false);
    unsetenv("HOME");
    CHECK(settings_load(&settings, &err));
    check_settings(&settings, "auto", true, true, false);
    folder_remove();
}

static void each_setting_is_read(void)
{
    static const struct {
        const char *text, *theme;
        bool mouse, unofficial, ascii;
    } cases[] = {
        {"{}", "auto", true, true, false},
        {"{\"theme\": \"high-contrast\"}", "high-contrast", true, true, false},
        {"{\"mouse\": false}", "auto", false, true, false},
        {"{\"unofficial\": false}", "auto", true, false, false},
        {"{\"ascii\": true}", "auto", true, true, true},
        {"\xEF\xBB\xBF{\"ascii\": true, \"mouse\": false, \"theme\": \"mono\"}\n", "mono", false,
         true, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct settings settings;
        struct sb_error err = SB_ERROR_INIT;
        CHECK_MSG(parse(&settings, cases[i].text, &err), "%s: %s", cases[i].text, err.message);
        check_settings(&settings, cases[i].theme, cases[i].mouse, cases[i].unofficial,
                       cases[i].ascii);
        sb_error_clear(&err);
    }
}

static void a_fault_is_told_with_what_was_expected(void)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", "config.json:1:1: "},
        {"{\"mouse\": false", "config.json:1:16: "},
        {"[]", "config.json: is an array, expected an object"},
        {"5", "config.json: is 5 (a number), expected an object"},
        {"{\"mouse\": 1}", "config.json: mouse: is 1 (a number), expected true or false"},
        {"{\"theme\": 1}", "config.json: theme: is 1 (a number), expected auto, dark, light, "
                           "high-contrast, mono or default"},
        {"{\"theme\": \"pink\"}", "config.json: theme: is \"pink\", expected auto, "},
        {"{\"colour\": true}", "config.json: colour: no such setting, expected theme, mouse, "
                               "unofficial, ascii or cursor"},
        {"{\"mouse\": true, \"mouse\": false}", "given twice"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct settings settings;
        struct sb_error err = SB_ERROR_INIT;
        CHECK_MSG(!parse(&settings, cases[i].text, &err), "%s", cases[i].text);
        CHECK_HAS(err.message, cases[i].message);
        sb_error_clear(&err);
    }
}

static void the_cursor_is_shown_on_request(void)
{
    struct settings settings;
    struct sb_error err = SB_ERROR_INIT;
    CHECK(!settings_default().cursor);
    CHECK(parse(&settings, "{\"cursor\": true}", &err));
    CHECK(settings.cursor);
}

static void what_is_right_beside_a_fault_counts(void)
{
    struct settings settings;
    struct sb_error err = SB_ERROR_INIT;
    CHECK(!parse(&settings, "{\"theme\": 1, \"ascii\": true, \"mouse\": null}", &err));
    check_settings(&settings, "auto", true, true, true);
    CHECK_HAS(err.message, "theme");
    CHECK_HAS(err.message, "\nconfig.json: mouse");
    sb_error_clear(&err);
}

static void the_file_of_the_user_is_read(void)
{
    folder_make_home();
    folder_put(CONFIG, "{\"mouse\": false}");
    struct settings settings = settings_default();
    struct sb_error err = SB_ERROR_INIT;
    CHECK(settings_load(&settings, &err));
    check_settings(&settings, "auto", false, true, false);
    setenv("XDG_CONFIG_HOME", folder_path_of("xdg"), 1);
    folder_put("xdg/statusbrowse/config.json", "{\"ascii\": true}");
    settings = settings_default();
    CHECK(settings_load(&settings, &err));
    check_settings(&settings, "auto", true, true, true);
    folder_remove();
}

static void a_file_that_cannot_be_read_is_told(void)
{
    folder_make_home();
    folder_make_directory(CONFIG);
    struct settings settings = settings_default();
    struct sb_error err = SB_ERROR_INIT;
    CHECK(!settings_load(&settings, &err));
    CHECK_HAS(err.message, CONFIG);
    CHECK_HAS(err.message, "is not a regular file but a directory");
    check_settings(&settings, "auto", true, true, false);
    sb_error_clear(&err);
    folder_remove();

    folder_make_home();
    char *large = malloc(SETTINGS_MAX_BYTES + 1);
    CHECK(large != NULL);
    if (large != NULL) {
        memset(large, ' ', SETTINGS_MAX_BYTES + 1);
        folder_put_bytes(CONFIG, large, SETTINGS_MAX_BYTES + 1);
        CHECK(!settings_load(&settings, &err));
        CHECK_HAS(err.message, "expected at most 65536");
        sb_error_clear(&err);
        free(large);
    }
    folder_remove();
}

static void options_override_the_file(void)
{
    static const struct {
        enum option option;
        bool mouse, ascii, clipboard, remember;
    } cases[] = {
        {OPTION_LIST, true, false, true, true},
        {OPTION_NO_MOUSE, false, false, true, true},
        {OPTION_ASCII, true, true, true, true},
        {OPTION_NO_CLIPBOARD, true, false, false, true},
        {OPTION_NO_STATE, true, false, true, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct settings settings = settings_default();
        struct options options = {.values[OPTION_THEME] = "mono"};
        options.given[cases[i].option] = true;
        settings_override(&settings, &options);
        check_settings(&settings, "mono", cases[i].mouse, true, cases[i].ascii);
        CHECK_INT(settings.clipboard, cases[i].clipboard);
        CHECK_INT(settings.remember, cases[i].remember);
    }
    struct settings settings;
    struct options none = {.limit = 0};
    CHECK(parse(&settings, "{\"theme\": \"dark\", \"mouse\": false, \"ascii\": true}", NULL));
    settings_override(&settings, &none);
    check_settings(&settings, "dark", false, true, true);
}

int main(void)
{
    RUN(usual_values_need_no_file);
    RUN(each_setting_is_read);
    RUN(a_fault_is_told_with_what_was_expected);
    RUN(the_cursor_is_shown_on_request);
    RUN(what_is_right_beside_a_fault_counts);
    RUN(the_file_of_the_user_is_read);
    RUN(a_file_that_cannot_be_read_is_told);
    RUN(options_override_the_file);
    return check_done();
}
