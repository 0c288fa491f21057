#include "config.h"
#include "views/browser/searches.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/strbuf.h"
#include "support/check.h"
#include "support/folder.h"

static const char *file(void)
{
    return folder_get("statusbrowse/searches.txt");
}

static void make_folder(void)
{
    folder_make_home();
    setenv("XDG_STATE_HOME", folder_path(), 1);
    mkdir(folder_path_of("statusbrowse"), 0700);
}

/* As a run that loads, searches for the texts and ends. */
static void run(const char *const *texts)
{
    struct searches searches = {0};
    searches_load(&searches);
    for (size_t i = 0; texts[i] != NULL; i++)
        searches_add(&searches, texts[i]);
    CHECK(searches_save(&searches));
    searches_clear(&searches);
}

static void searches_are_kept_in_order_each_once(void)
{
    struct stat info;
    make_folder();
    run((const char *const[]){"too big", "too big", "502", NULL});
    CHECK_STR(file(), "too big\n502\n");
    run((const char *const[]){"captive portal", "too big", NULL});
    CHECK_STR(file(), "502\ncaptive portal\ntoo big\n");
    run((const char *const[]){NULL});
    CHECK_STR(file(), "502\ncaptive portal\ntoo big\n");
    CHECK(stat(folder_path_of("statusbrowse/searches.txt"), &info) == 0 &&
          (info.st_mode & 0777) == 0600);
    unsetenv("HOME");
    unsetenv("XDG_STATE_HOME");
    struct searches searches = {0};
    searches_load(&searches);
    searches_add(&searches, "x");
    CHECK_INT(searches.count, 1);
    CHECK(!searches_save(&searches));
    searches_clear(&searches);
    folder_remove();
}

static void two_windows_keep_the_searches_of_both(void)
{
    make_folder();
    struct searches one = {0}, two = {0};
    searches_load(&one);
    searches_load(&two);
    searches_add(&one, "one");
    searches_add(&two, "two");
    CHECK(searches_save(&one));
    CHECK(searches_save(&two));
    CHECK_STR(file(), "one\ntwo\n");
    searches_clear(&one);
    searches_clear(&two);
    folder_remove();
}

static void the_oldest_and_the_longest_are_not_kept(void)
{
    struct strbuf text = STRBUF_INIT;
    make_folder();
    for (int i = 0; i < SEARCHES_MAX + 10; i++) {
        strbuf_reset(&text);
        strbuf_printf(&text, "n%d", i);
        run((const char *const[]){strbuf_str(&text), NULL});
    }
    struct searches searches = {0};
    searches_load(&searches);
    CHECK_INT(searches.count, SEARCHES_MAX);
    CHECK_STR(searches.texts[0], "n10");
    strbuf_pad(&text, 'x', SEARCHES_TEXT_MAX_BYTES);
    searches_add(&searches, strbuf_str(&text));
    CHECK(searches_save(&searches));
    searches_clear(&searches);
    searches_load(&searches);
    CHECK_STR(searches.texts[searches.count - 1], "n59");
    searches_clear(&searches);
    strbuf_clear(&text);
    folder_remove();
}

static void lines_of_a_broken_file_are_left_out(void)
{
    make_folder();
    folder_put("statusbrowse/searches.txt", "good\n\n\033]0;x\007\n\xFF\nno end");
    struct searches searches = {0};
    searches_load(&searches);
    CHECK_INT(searches.count, 2);
    CHECK_STR(searches.texts[0], "good");
    CHECK_STR(searches.texts[1], "no end");
    searches_clear(&searches);
    folder_remove();
}

int main(void)
{
    RUN(searches_are_kept_in_order_each_once);
    RUN(two_windows_keep_the_searches_of_both);
    RUN(the_oldest_and_the_longest_are_not_kept);
    RUN(lines_of_a_broken_file_are_left_out);
    return check_done();
}
