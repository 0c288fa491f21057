/* Which lines of a family a number has, and what a text names. */
#include "config.h"
#include "registry/family.h"

#include <string.h>

#include "support/check.h"

static const struct family_number numbers[] = {
    {.code = "404.5"},  {.code = "404.6"},  {.code = "404.10"},
    {.code = "404.15"}, {.code = "404.20"},
};
static const char *const causes[] = {"For .5 wait.", "Look at the log.", "From .6 to .15: less."};
static struct entry_details *family_details = &(struct entry_details){
    .numbers = numbers,
    .number_count = sizeof numbers / sizeof numbers[0],
    .causes = {causes, sizeof causes / sizeof causes[0]},
};
static const struct entry family = {.code = "404.x", .details = &family_details};
static const struct family_number hundreds[] = {{.code = "514"}, {.code = "531"}, {.code = "567"}};
static struct entry_details *tencent_details =
    &(struct entry_details){.numbers = hundreds, .number_count = 3};
static const struct entry tencent = {.code = "514", .details = &tencent_details};

static void reads_the_codes_that_a_text_names(void)
{
    static const struct {
        const char *text, *code; /* "" when it names none at its start */
    } cases[] = {
        {"403.6 is one", "403.6"},
        {"567: one", "567"},
        {".6 and more", "404.6"},
        {".6.", "404.6"},
        {"567.", "567"},
        {"10.0.0.1", ""},
        {"12 s", "12"},
        {"5xx", ""},
        {"443/tcp", ""},
        {"80%", ""},
        {"a 403", ""},
        {".", ""},
        {"port:8080", ""},
        {"99999999999999", "99999999999999"},
        {"123456789012345678", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char code[FAMILY_CODE_BYTES] = "";
        size_t len = family_read_code(&family, cases[i].text, 0, code);
        CHECK_MSG(strcmp(len > 0 ? code : "", cases[i].code) == 0, "\"%s\" gives \"%s\"",
                  cases[i].text, code);
    }
    char code[FAMILY_CODE_BYTES];
    CHECK_INT(family_read_code(&family, "x.6", 1, code), 0);
    CHECK_INT(family_read_code(&family, "(.6)", 1, code), 2);
}

static void a_text_concerns_the_numbers_that_it_names_or_all(void)
{
    static const struct {
        const struct entry *family;
        const char *text, *yes, *no;
    } cases[] = {
        {&family, "Only .5 here.", "404.5", "404.6"},
        {&family, ".5 and .20 are.", "404.20", "404.10"},
        {&family, ".5 to .15 are.", "404.10", "404.20"},
        {&family, "404.6: one.", "404.6", "404.5"},
        {&tencent, "53x: the origin.", "531", "514"},
        {&tencent, "From 514 to 540.", "531", "567"},
        {&tencent, "514 to be sure.", "514", "531"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CHECK_MSG(family_concerns(cases[i].family, cases[i].yes, cases[i].text), "%s: %s",
                  cases[i].text, cases[i].yes);
        CHECK_MSG(!family_concerns(cases[i].family, cases[i].no, cases[i].text), "%s: %s",
                  cases[i].text, cases[i].no);
    }
    CHECK(family_concerns(&family, "404.5", "Wait 30 s, not 404.99 times or 502."));
    CHECK(family_concerns(&tencent, "567", "Port 443, 10.5.1.4 and 5xx."));
}

static void a_number_has_the_lines_that_concern_it(void)
{
    const size_t list = offsetof(struct entry_details, causes);
    static const char *const own[] = {"Its own."};
    struct entry_details *none = &(struct entry_details){.number_count = 0};
    struct entry_details *one = &(struct entry_details){.causes = {own, 1}};
    const struct entry member = {.code = "404.10", .family = "404.x", .details = &none};
    const struct entry talker = {.code = "404.10", .family = "404.x", .details = &one};
    CHECK_INT(family_line_count(&family, &family, list), 3);
    CHECK_INT(family_line_count(&member, &family, list), 2);
    CHECK_STR(family_line(&member, &family, list, 0), "Look at the log.");
    CHECK_STR(family_line(&member, &family, list, 1), "From .6 to .15: less.");
    CHECK(family_line(&member, &family, list, 2) == NULL);
    CHECK_INT(family_line_count(&talker, &family, list), 1);
    CHECK_STR(family_line(&talker, &family, list, 0), "Its own.");
    CHECK(family_line(&talker, &family, list, 1) == NULL);
}

int main(void)
{
    RUN(reads_the_codes_that_a_text_names);
    RUN(a_text_concerns_the_numbers_that_it_names_or_all);
    RUN(a_number_has_the_lines_that_concern_it);
    return check_done();
}
