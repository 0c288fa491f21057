#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "check.h"
#include "driver.h"
#include "support.h"
#include "views/browser/state.h"

static struct registry *registry;
static struct state state; /* fresh for every test and every row of a table */

static const char *const warnings[] = {"broken.json:1:2: not valid JSON here\nbroken.json: more",
                                       "other.json: codes[0]: is missing"};

static void start_with(const struct registry *with, size_t warning_count, int cols, int rows)
{
    state_clear(&state);
    struct state_setup setup = {.registry = with,
                                .origin = "/tmp/small.json",
                                .warnings = warnings,
                                .warning_count = warning_count,
                                .mouse = true,
                                .show_unofficial = true};
    state_init(&state, &setup);
    state_resize(&state, cols, rows);
}

static void start(void)
{
    start_with(registry, 0, 120, 34);
}

/* The document of the details. */
static const struct doc *shown(void)
{
    state_settle(&state);
    return state.details.doc;
}

/* --- Where the user is ------------------------------------------------------------------------ */

static void tell_status(struct strbuf *out, const struct entry *entry)
{
    strbuf_printf(out, "%s%s", entry->code, entry_is_unofficial(entry) ? "u" : "");
}

static void tell_subject(struct strbuf *out)
{
    const struct subject *subject = &state.subject;
    if (subject_entry(subject) != NULL)
        tell_status(out, subject_entry(subject));
    else if (subject->page == &page_class)
        strbuf_puts(out, ((const struct code_class *)subject->thing)->id);
    else if (subject->page == &page_unknown)
        strbuf_printf(out, "not %s", subject->code);
    else
        strbuf_puts(out, subject->page == &page_about ? "registry" : "nothing");
}

/*
 * "codes 4xx 404 =404": the focus, the class or "hits 1/3", the selected code (u for unofficial),
 * what the details describe; then a link, a prompt, or what is over the screen.
 */
static const char *where(void)
{
    state_settle(&state);
    static struct strbuf out;
    static const char *const panes[] = {"classes", "codes", "details"};
    const struct class_row *row = &state.class_rows[state.classes.selected];
    strbuf_reset(&out);
    strbuf_printf(&out, "%s ", panes[state.focus]);
    if (state.shows_hits)
        strbuf_printf(&out, "hits %zu/%zu", state.codes.count > 0 ? state.codes.selected + 1 : 0,
                      state.codes.count);
    else
        strbuf_puts(&out, row->kind == CLASS_ROW_ALL     ? "all"
                          : row->kind == CLASS_ROW_CLASS ? registry->classes[row->class_index].id
                                                         : "other");
    strbuf_putc(&out, ' ');
    if (state_entry(&state) != NULL)
        tell_status(&out, state_entry(&state));
    else
        strbuf_puts(&out, "none");
    strbuf_puts(&out, " =");
    tell_subject(&out);
    if (state.details.link != DOC_NO_LINK)
        strbuf_printf(&out, " link %zu", state.details.link);
    if (state.mode == MODE_SEARCH || state.mode == MODE_GOTO)
        strbuf_printf(&out, " %c%s", state.mode == MODE_SEARCH ? '/' : '#',
                      lineedit_text(&state.prompt));
    else if (state.mode == MODE_READER)
        strbuf_puts(&out, state.overlay_kind == READER_HELP ? " help" : " warnings");
    else if (state.mode != MODE_BROWSE)
        strbuf_printf(&out, " mode %d", state.mode);
    return strbuf_str(&out);
}

struct walk {
    const char *keys, *where;
    const char *message; /* NULL: none */
};

static void check_walk(const struct walk *walk)
{
    driver_press(&state, walk->keys);
    const char *message = state.message_kind != MESSAGE_NONE ? strbuf_str(&state.message) : "";
    CHECK_MSG(strcmp(where(), walk->where) == 0, "\"%s\" leads to \"%s\", not \"%s\"", walk->keys,
              where(), walk->where);
    CHECK_MSG(strcmp(message, walk->message != NULL ? walk->message : "") == 0,
              "\"%s\" says \"%s\"", walk->keys, message);
}

/* Each row from a fresh start. */
#define CHECK_WALKS(walks)                                                                         \
    do {                                                                                           \
        for (size_t i_ = 0; i_ < sizeof(walks) / sizeof((walks)[0]); i_++) {                       \
            start();                                                                               \
            check_walk(&(walks)[i_]);                                                              \
        }                                                                                          \
    } while (0)

/* Each row from where the row before led. */
#define CHECK_JOURNEY(walks)                                                                       \
    do {                                                                                           \
        for (size_t i_ = 0; i_ < sizeof(walks) / sizeof((walks)[0]); i_++)                         \
            check_walk(&(walks)[i_]);                                                              \
    } while (0)

/* --- Moving ----------------------------------------------------------------------------------- */

static void the_browser_starts_among_all_codes(void)
{
    static const struct walk walks[] = {{"", "codes all 200 =200", NULL}};
    CHECK_WALKS(walks);
}

static void moving_stops_at_the_ends(void)
{
    static const struct walk walks[] = {
        {"k", "codes all 200 =200", NULL},
        {"j", "codes all 302 =302", NULL},
        {"j k k k", "codes all 200 =200", NULL},
        {"G", "codes all 999u =999u", NULL},
        {"G j", "codes all 999u =999u", NULL},
        {"G g", "codes all 200 =200", NULL},
        {"End Home Down Up Down", "codes all 302 =302", NULL},
        {"PgDn PgDn", "codes all 999u =999u", NULL},
        {"G PgUp Ctrl-B", "codes all 200 =200", NULL},
        {"Ctrl-D Ctrl-D Ctrl-U Ctrl-U", "codes all 200 =200", NULL},
        {"h j", "classes 2xx 200 =2xx", NULL},
        {"h j j", "classes 3xx 302 =3xx", NULL},
        {"h G", "classes other 999u =999u", NULL},
        {"h G j", "classes other 999u =999u", NULL},
        {"h k", "classes all 200 =registry", NULL},
    };
    CHECK_WALKS(walks);
}

static void moving_against_the_first_class_changes_nothing(void)
{
    static const struct walk walks[] = {
        {"j j j h", "classes all 307 =registry", NULL},
        {"k", "classes all 307 =registry", NULL}, /* nothing moved */
        {"g", "classes all 307 =registry", NULL},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void focus_moves_to_the_panes_beside(void)
{
    static const struct walk walks[] = {
        {"l", "details all 200 =200", NULL},
        {"l l l", "details all 200 =200", NULL},
        {"h", "classes all 200 =registry", NULL},
        {"h h h", "classes all 200 =registry", NULL},
        {"Tab", "details all 200 =200", NULL},
        {"Tab Tab", "classes all 200 =registry", NULL},
        {"Tab Tab Tab", "codes all 200 =200", NULL},
        {"Shift-Tab", "classes all 200 =registry", NULL},
        {"Shift-Tab Shift-Tab", "details all 200 =registry", NULL}, /* shows what it showed */
        {"Right Left Left", "classes all 200 =registry", NULL},
        {"h j Enter", "codes 2xx 200 =200", NULL},
        {"Enter", "details all 200 =200", NULL},
    };
    CHECK_WALKS(walks);
}

static void the_details_are_made_when_they_are_looked_into(void)
{
    start();
    CHECK(state.details.doc == NULL);
    driver_press(&state, "j j 4 2 9");
    CHECK_MSG(state.details.doc == NULL, "a document for each of the keys that waited");
    CHECK_HAS(shown()->lines[0].text, "IANA");
    driver_press(&state, "Esc");
    CHECK_MSG(state.details.doc != NULL, "nothing else is described");
    driver_press(&state, "j");
    CHECK(state.details.doc == NULL);
    driver_press(&state, "4 2 9 ]");
    CHECK_MSG(state.details.doc != NULL && state.details.link == 0, "a link is selected in it");
}

static void of_letters_that_wait_only_the_last_is_searched_for(void)
{
    start();
    driver_press(&state, "/ f o u n d");
    CHECK_MSG(!state.shows_hits, "nothing was drawn, nothing is searched");
    state_settle(&state);
    CHECK_STR(state.hits_text, "found");
    driver_press(&state, "x");
    CHECK_STR(state.hits_text, "found");
    driver_press(&state, "Backspace Down");
    CHECK_MSG(state.codes.selected == 1, "Down moves among the hits of what is typed");
    driver_press(&state, "x y z z y Esc");
    CHECK_STR(where(), "codes all 200 =200");
}

static void the_details_are_scrolled_within_their_text(void)
{
    start_with(registry, 0, 80, 12);
    driver_press(&state, "4 2 9 l");
    size_t last = shown()->line_count - (size_t)state.details.rows;
    driver_press(&state, "k");
    CHECK_INT(state.details.top, 0);
    driver_press(&state, "j j");
    CHECK_INT(state.details.top, 2);
    driver_press(&state, "G");
    CHECK_INT(state.details.top, last);
    driver_press(&state, "j PgDn Space");
    CHECK_INT(state.details.top, last);
    driver_press(&state, "PgUp");
    CHECK_INT(state.details.top, last - (size_t)state.details.rows + 1);
    driver_press(&state, "g");
    CHECK_INT(state.details.top, 0);
    driver_press(&state, "h j"); /* another entry is read from its start */
    CHECK_INT(state.details.top, 0);
}

/* --- Going to a code -------------------------------------------------------------------------- */

static void typed_digits_go_to_a_code(void)
{
    static const struct walk walks[] = {
        {"4", "codes all 400 =400 #4", NULL},
        {"4 2", "codes all 429 =429 #42", NULL},
        {"4 2 9", "codes all 429 =429", NULL},
        {"5 0 3", "codes all 503 =503", NULL},
        {"4 9 9", "codes all 499u =499u", NULL},
        {"h j j 4 0 4", "codes 4xx 404 =404", NULL}, /* leaves the class it is not in */
        {"l 4 0 4", "details all 404 =404", NULL},
        {"4 2 Esc", "codes all 200 =200", NULL},
        {"j 4 2 Ctrl-C", "codes all 302 =302", NULL},
        {"4 2 Enter", "codes all 429 =429", NULL},
        {"4 2 Backspace", "codes all 400 =400 #4", NULL},
        {"j 4 Backspace", "codes all 302 =302", NULL},
        {"j 4 2 Ctrl-U", "codes all 302 =302", NULL},
        {"4 2 j", "codes all 451 =451", NULL}, /* any other key ends it and means itself */
        {"4 2 /", "codes all 429 =429 /", NULL},
        {"h j 5 Esc", "classes 2xx 200 =2xx", NULL},
    };
    CHECK_WALKS(walks);
}

static void a_code_that_is_not_registered_is_answered(void)
{
    static const struct walk walks[] = {
        {"4 7 1", "codes all 451 =not 471 #471",
         "471 is not registered: treat it as 400 Bad Request (RFC 9110 \u00a715)."},
        {"7 4 2", "codes all 503 =not 742 #742",
         "742 is outside 200-599, invalid: treat it as a 5xx (RFC 9110 \u00a715)."},
        {"4 7 1 Esc", "codes all 200 =200", NULL},
        {"4 7 1 Enter", "codes all 451 =not 471", NULL},
        {"4 7 1 Enter j", "codes all 499u =499u", NULL},
        {"4 7 1 Enter ]", "details all 451 =not 471 link 0", NULL},
        {"4 7 1 Enter ] Enter", "details all 400 =400", NULL},
        {"4 7 1 Enter ] Enter Backspace", "details all 451 =not 471 link 0", NULL},
    };
    CHECK_WALKS(walks);
}

static void codes_that_begin_another_wait_for_more_digits(void)
{
    static const char json[] =
        "{\"format\": 1, \"id\": \"t\", \"title\": \"T\", \"classes\": [], \"codes\": ["
        "{\"code\": \"1\", \"registration\": \"standard\", \"phrase\": \"A\", \"owner\": \"O\"},"
        "{\"code\": \"10\", \"registration\": \"standard\", \"phrase\": \"B\", \"owner\": \"O\"},"
        "{\"code\": \"1000\", \"registration\": \"standard\", \"phrase\": \"C\", \"owner\": \"O\"},"
        "{\"code\": \"5.1.1\", \"registration\": \"standard\", \"phrase\": \"D\", "
        "\"owner\": \"O\"}]}";
    static const struct {
        const char *keys, *code;
        enum mode mode;
    } cases[] = {
        {"1", "1", MODE_GOTO},
        {"1 0", "10", MODE_GOTO},
        {"1 0 0", "1000", MODE_GOTO},
        {"1 0 0 0", "1000", MODE_BROWSE},
        {"1 Enter", "1", MODE_BROWSE},
        {"5", "5.1.1", MODE_GOTO},
        {"5 . 1 . 1", "5.1.1", MODE_BROWSE},
    };
    struct registry *other = support_parse(json, "other.json");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        start_with(other, 0, 80, 24);
        driver_press(&state, cases[i].keys);
        CHECK_MSG(strcmp(state_entry(&state)->code, cases[i].code) == 0, "%s leads to %s",
                  cases[i].keys, state_entry(&state)->code);
        CHECK_MSG(state.mode == cases[i].mode, "%s: mode %d", cases[i].keys, state.mode);
    }
    state_clear(&state);
    registry_free(other);
}

/* --- Links ------------------------------------------------------------------------------------ */

static void links_lead_there_and_back_and_forward(void)
{
    static const struct walk walks[] = {
        {"4 2 9", "codes all 429 =429", NULL},
        {"]", "details all 429 =429 link 0", NULL},
        {"] ]", "details all 429 =429 link 2", NULL},
        {"[ [", "details all 429 =429 link 0", NULL},
        {"[", "details all 429 =429 link 0", "no more links"},
        {"Enter", "details all 503 =503", NULL},
        {"Backspace", "details all 429 =429 link 0", NULL},
        {"f", "details all 503 =503", NULL},
        {"f", "details all 503 =503", "nothing to go forward to"},
        {"Alt-Left", "details all 429 =429 link 0", NULL},
        {"] Enter", "details all 400 =400", NULL},
        {"f", "details all 400 =400", "nothing to go forward to"}, /* the old way forward is gone */
        {"Backspace Backspace", "details all 429 =429 link 1", "this is where you started"},
        {"Esc", "details all 429 =429", NULL},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void a_link_out_of_the_class_leaves_the_class(void)
{
    static const struct walk walks[] = {
        {"h j j j Enter 4 2 9", "codes 4xx 429 =429", NULL},
        {"] Enter", "details 5xx 503 =503", NULL},
        {"Backspace", "details 4xx 429 =429 link 0", NULL},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void an_entry_without_links_says_so(void)
{
    static const struct walk walks[] = {
        {"]", "codes all 200 =200", "no other code is named here"},
        {"l Enter", "details all 200 =200", "] selects a code named here, Enter follows it"},
        {"Backspace", "codes all 200 =200", "this is where you started"},
    };
    CHECK_WALKS(walks);
}

/* What a class names can be followed, too. */
static void the_links_of_a_class_can_be_followed(void)
{
    static const struct walk walks[] = {
        {"h j j j", "classes 4xx 400 =4xx", NULL},
        {"]", "details 4xx 400 =4xx link 0", NULL},
        {"] ] Enter", "details 4xx 404 =404", NULL},
        {"Backspace", "details 4xx 400 =4xx link 2", NULL},
    };
    start();
    CHECK_JOURNEY(walks);
}

/* A link is one of the document that it was selected in. */
static void coming_back_selects_no_link_that_is_not_there(void)
{
    static const char *const ways[] = {
        "l 9 9 Enter ] / Esc",       "l 9 9 Enter ] ] / x Esc",
        "l 9 9 Enter ] 4 Esc",       "l 9 9 Enter ] ] Enter Backspace",
        "l 7 4 2 Enter ] ] ] / Esc",
    };
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        start();
        driver_press(&state, ways[i]);
        CHECK_MSG(state.details.link == DOC_NO_LINK || state.details.link < shown()->link_count,
                  "\"%s\" leads to \"%s\" with %zu links", ways[i], where(), shown()->link_count);
    }
}

static void the_oldest_place_is_forgotten(void)
{
    start();
    driver_press(&state, "3 0 2 ]");
    for (int i = 0; i < 3 * STATE_HISTORY; i++) /* 302 and 307 name each other */
        driver_press(&state, "Enter ]");
    CHECK_INT(state.back_count, STATE_HISTORY);
    for (int i = 0; i < 3 * STATE_HISTORY; i++)
        driver_press(&state, "Backspace");
    CHECK_INT(state.back_count, 0);
    CHECK_INT(state.forward_count, STATE_HISTORY);
}

static void back_finds_an_entry_whose_list_is_gone(void)
{
    static const struct walk walks[] = {
        {"/ t o o Space m a n y Enter", "codes hits 1/1 429 =429", NULL},
        {"] Enter", "details 5xx 503 =503", NULL},
        {"/ n o t Space f o u n d Enter", "codes hits 1/1 404 =404", NULL},
        {"Backspace", "details 4xx 429 =429 link 0", NULL},
    };
    start();
    for (size_t i = 0; i < sizeof walks / sizeof walks[0]; i++) {
        driver_press(&state, walks[i].keys);
        if (i + 1 == sizeof walks / sizeof walks[0])
            CHECK_MSG(subject_entry(&state.subject) == registry_find(registry, "429", NULL),
                      "back leads to \"%s\"", where());
    }
}

/* --- Unofficial codes ------------------------------------------------------------------------- */

/* Screen position of the first letter of a link. */
static struct action_arg link_position(size_t link)
{
    struct rect text = layout_details_text(&state.layout);
    const struct scroll *details = &state.details;
    size_t index = details->doc->links[link].line;
    const struct doc_line *line = &details->doc->lines[index];
    struct action_arg at = {.row = text.row + (int)(index - details->top)};
    for (size_t i = 0; i < line->span_count; i++)
        if (line->spans[i].link == link)
            at.col = text.col + (int)line->spans[i].start;
    return at;
}

static void a_second_click_on_a_link_follows_it(void)
{
    start();
    driver_press(&state, "4 2 9");
    const struct entry *target = subject_entry(shown()->links[0].target);
    struct action_arg at = link_position(0);
    state_apply(&state, ACTION_CLICK, &at);
    CHECK_INT(state.details.link, 0);
    CHECK_STR(subject_entry(&state.subject)->code, "429");
    state_apply(&state, ACTION_CLICK, &at);
    CHECK(subject_entry(&state.subject) == target);
    driver_press(&state, "Backspace");
    CHECK_STR(subject_entry(&state.subject)->code, "429");
    at.col--; /* beside it */
    state_apply(&state, ACTION_CLICK, &at);
    CHECK_STR(subject_entry(&state.subject)->code, "429");
}

static void a_title_too_long_for_its_heading_begins_the_text(void)
{
    start_with(registry, 0, 60, 20);
    driver_press(&state, "4 5 1");
    CHECK_HAS(shown()->lines[0].text, "451 Unavailable");
    driver_press(&state, "4 0 4");
    CHECK(strstr(shown()->lines[0].text, "Not Found") == NULL);
}

static void unofficial_codes_are_hidden_and_shown(void)
{
    static const struct walk walks[] = {
        {"v", "codes all 200 =200", "unofficial codes are hidden"},
        {"G", "codes all 503 =503", NULL},
        {"v", "codes all 503 =503", "unofficial codes are shown"},
        {"G", "codes all 999u =999u", NULL},
        {"v", "codes all 200 =200", "unofficial codes are hidden"}, /* its row is gone */
        {"h G l", "codes other none =nothing", NULL},
        {"v", "codes other 999u =999u", "unofficial codes are shown"},
        {"v h g l 9", "codes all 999u =999u #9", "unofficial codes are shown"},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void counts_of_classes_follow_what_is_shown(void)
{
    static const size_t all[] = {14, 1, 3, 7, 2, 1}, official[] = {10, 1, 3, 5, 1, 0};
    start();
    CHECK_INT(state.classes.count, 6);
    for (size_t i = 0; i < state.classes.count; i++)
        CHECK_INT(state.class_rows[i].count, all[i]);
    driver_press(&state, "v");
    for (size_t i = 0; i < state.classes.count; i++)
        CHECK_INT(state.class_rows[i].count, official[i]);
}

/* --- Searching -------------------------------------------------------------------------------- */

static void hits_follow_what_is_typed(void)
{
    static const struct walk walks[] = {
        {"j /", "codes all 302 =302 /", NULL},
        {"f o u n d", "codes hits 1/2 302 =302 /found", NULL},
        {"Space n o t", "codes hits 1/2 404 =404 /found not", NULL},
        {"Backspace Backspace Backspace Backspace", "codes hits 1/2 302 =302 /found", NULL},
        {"Down", "codes hits 2/2 404 =404 /found", NULL},
        {"Down", "codes hits 2/2 404 =404 /found", NULL},
        {"Up Up", "codes hits 1/2 302 =302 /found", NULL},
        {"Ctrl-W", "codes all 302 =302 /", NULL},
        {"Backspace", "codes all 302 =302", NULL},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void enter_keeps_the_hits_and_escape_restores_everything(void)
{
    static const struct walk walks[] = {
        {"/ f o u n d Enter", "codes hits 1/2 302 =302", NULL},
        {"/ f o u n d Down Enter", "codes hits 2/2 404 =404", NULL},
        {"j j / f o u n d Esc", "codes all 305 =305", NULL},
        {"j j / f o u n d Ctrl-C", "codes all 305 =305", NULL},
        {"h j j / f o u n d Esc", "classes 3xx 302 =3xx", NULL},
        {"4 2 9 ] / f o u n d Esc", "details all 429 =429 link 0", NULL},
        {"/ Enter", "codes all 200 =200", NULL},
        {"/ Space Enter", "codes all 200 =200", NULL},
        {"/ f o u n d Enter Esc", "codes all 302 =302", NULL},
        {"h j / n o t Space f o u n d Enter Esc", "codes 4xx 404 =404", NULL},
        {"/ f o u n d Enter / b a d Esc", "codes hits 1/2 302 =302", NULL},
        {"4 7 1 Enter / b a d Esc", "codes all 451 =not 471", NULL},
    };
    CHECK_WALKS(walks);
}

static void what_is_not_found_leaves_the_place_unchanged(void)
{
    static const struct walk walks[] = {
        {"j / x y z z y", "codes hits 0/0 none =nothing /xyzzy", NULL},
        {"Enter", "codes all 302 =302", "no match: xyzzy"},
        {"n", "codes all 302 =302", "no hits: / starts a search"},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void n_and_N_step_through_the_hits_and_wrap(void)
{
    static const struct walk walks[] = {
        {"/ f o u n d Enter n", "codes hits 2/2 404 =404", "hit 2 of 2"},
        {"n", "codes hits 1/2 302 =302", "hit 1 of 2, search wrapped"},
        {"N", "codes hits 2/2 404 =404", "hit 2 of 2, search wrapped"},
        {"N", "codes hits 1/2 302 =302", "hit 1 of 2"},
        {"4 2 9 n", "codes hits 1/2 302 =302", NULL}, /* back to the hits */
        {"n", "codes hits 2/2 404 =404", "hit 2 of 2"},
        {"Esc n", "codes 4xx 404 =404", "no hits: / starts a search"},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void earlier_searches_come_back_in_an_empty_prompt(void)
{
    static const struct walk walks[] = {
        {"/ Up", "codes all 200 =200 /", NULL}, /* none yet, and no hit to move to */
        {"Esc / f o u n d Enter / b a d Enter / f r o z e n Enter Esc", "codes all 530u =530u",
         NULL},
        {"/ Up", "codes hits 1/1 530u =530u /frozen", NULL},
        {"Up", "codes hits 1/1 400 =400 /bad", NULL},
        {"Up Up Up", "codes hits 1/2 302 =302 /found", NULL}, /* the oldest */
        {"Down", "codes hits 1/1 400 =400 /bad", NULL},
        {"Down Down", "codes all 530u =530u /", NULL},
        {"Up Space", "codes hits 1/1 530u =530u /frozen ", NULL}, /* editing ends stepping */
        {"Up", "codes hits 1/1 530u =530u /frozen ", NULL},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void the_same_search_is_remembered_once(void)
{
    start();
    driver_press(&state, "/ b a d Enter / b a d Enter / b a d Enter");
    CHECK_INT(state.search_count, 1);
}

static void the_prompt_is_a_line_that_can_be_edited(void)
{
    static const struct walk walks[] = {
        {"/ f o n d Left Left u", "codes hits 1/2 302 =302 /found", NULL},
        {"Ctrl-A x Ctrl-D", "codes hits 0/0 none =nothing /xound", NULL},
        {"Home Del f", "codes hits 1/2 302 =302 /found", NULL},
        {"End Ctrl-U", "codes all 200 =200 /", NULL},
        {"q ?", "codes hits 0/0 none =nothing /q?", NULL}, /* keys are text here */
    };
    start();
    driver_press(&state, "/");
    for (size_t i = 0; i < sizeof walks / sizeof walks[0]; i++) {
        driver_press(&state, i == 0 ? walks[i].keys + 2 : walks[i].keys);
        const char *want = strrchr(walks[i].where, '/');
        CHECK_STR(lineedit_text(&state.prompt), want + 1);
    }
}

/* --- Help, warnings, requests ----------------------------------------------------------------- */

static void the_help_opens_and_closes_and_scrolls(void)
{
    static const char *const closing[] = {"q", "Esc", "?", "F1", "Ctrl-C"};
    for (size_t i = 0; i < sizeof closing / sizeof closing[0]; i++) {
        start_with(registry, 0, 80, 10);
        driver_press(&state, i % 2 == 0 ? "j ?" : "j F1");
        CHECK_STR(where(), "codes all 302 =302 help");
        driver_press(&state, "j j");
        CHECK_INT(state.overlay.top, 2);
        driver_press(&state, "G");
        CHECK_INT(state.overlay.top, state.overlay.doc->line_count - (size_t)state.overlay.rows);
        driver_press(&state, "g");
        CHECK_INT(state.overlay.top, 0);
        driver_press(&state, closing[i]);
        CHECK_STR(where(), "codes all 302 =302");
        CHECK_INT(state.request, REQUEST_NONE);
    }
}

static void a_key_that_means_nothing_leaves_the_help_open(void)
{
    start();
    driver_press(&state, "? x Z Left");
    CHECK_STR(where(), "codes all 200 =200 help");
}

static void warnings_are_shown_when_there_are_any(void)
{
    static const struct walk none[] = {
        {"w", "codes all 200 =200", "no file that was read has a fault"}};
    CHECK_WALKS(none);
    start_with(registry, 2, 80, 24);
    CHECK(state.layout.warning_row >= 0);
    driver_press(&state, "w");
    CHECK_STR(where(), "codes all 200 =200 warnings");
    struct strbuf text = STRBUF_INIT;
    doc_plain(state.overlay.doc, &text);
    CHECK_HAS(strbuf_str(&text), "broken.json:1:2: not valid JSON here\nbroken.json: more\n");
    CHECK_HAS(strbuf_str(&text), "other.json: codes[0]: is missing\n");
    strbuf_clear(&text);
    driver_press(&state, "q");
    CHECK_STR(where(), "codes all 200 =200");
}

static void a_warning_leaves_its_row_in_time(void)
{
    static const struct {
        const char *keys;
        bool shown;
    } cases[] = {
        {"", true},
        {"j j j", true},
        {"j j j j j j j j j j j j j j", true},
        {"j j j j j j j j j j j j j j j", false},
        {"Esc", false},
        {"w", false},
        {"/ f o u n d Enter", true},
        {"/ f o u n d Enter Esc", true},
        {"/ f o u n d Enter Esc Esc", false},
        {"4 0 4", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        start_with(registry, 2, 80, 24);
        int rows = state.codes.rows;
        driver_press(&state, cases[i].keys);
        CHECK_MSG((state.layout.warning_row >= 0) == cases[i].shown, "\"%s\"", cases[i].keys);
        CHECK_INT(state.codes.rows, cases[i].shown ? rows : rows + 1);
        driver_press(&state, state.mode == MODE_READER ? "" : "w");
        CHECK_INT(state.overlay_kind, READER_WARNINGS); /* it can be read again */
    }
}

/* --- Copying -----------------------------------------------------------------------------------
 */

static void what_is_shown_can_be_copied(void)
{
    static const struct {
        const char *keys, *copied;
    } cases[] = {
        {"4 0 4 y c", "404 Not Found"},
        {"4 0 4 y y", "404 Not Found"},
        {"4 2 9 y u", "https://example.org/rfc6585#section-4"},
        {"h j j j y c", "4xx Client Error"},
        {"h j j j y s", "4xx Client Error: "},
        {"h j j j y t", "4xx Client Error\n400-499"},
        {"h j j j y m", "# 4xx Client Error\n\n**"},
        {"h j j j y u", "https://example.org/rfc9110#section-15.5"},
        {"4 7 1 Enter y c", "471"},
        {"4 7 1 Enter y s", "471 is not registered"},
        {"4 7 1 Enter y t", "471 is not registered"},
        {"4 7 1 Enter y m", "471 is not registered"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        start();
        driver_press(&state, cases[i].keys);
        CHECK_INT(state.request, REQUEST_COPY);
        CHECK_INT(state.mode, MODE_BROWSE);
        const char *copied = strbuf_str(&state.request_text);
        CHECK_MSG(strncmp(copied, cases[i].copied, strlen(cases[i].copied)) == 0, "\"%s\": %s",
                  cases[i].keys, copied);
    }
}

static void markdown_escapes_markup_and_no_names(void)
{
    static const struct {
        const char *summary, *markdown;
    } cases[] = {
        {"proxy_read_timeout is 60 s", "**proxy_read_timeout is 60 s**"},
        {"_a_ b_ _c __d__", "**\\_a\\_ b\\_ \\_c \\_\\_d\\_\\_**"},
        {"a*b `c` <d> [e]", "**a\\*b \\`c\\` \\<d\\> \\[e\\]**"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf json = STRBUF_INIT;
        strbuf_printf(&json,
                      "{\"format\": 1, \"id\": \"e\", \"title\": \"One\", \"classes\": [], "
                      "\"codes\": [{\"code\": \"1\", \"phrase\": \"P\", \"owner\": \"IANA\", "
                      "\"registration\": \"standard\", \"summary\": \"%s\"}]}",
                      cases[i].summary);
        struct registry *one = support_parse(strbuf_str(&json), "one.json");
        start_with(one, 0, 80, 24);
        driver_press(&state, "y m");
        CHECK_HAS(strbuf_str(&state.request_text), cases[i].markdown);
        state_clear(&state);
        registry_free(one);
        strbuf_clear(&json);
    }
}

static void a_class_is_copied_with_all_its_codes(void)
{
    static const char *const keys[] = {"h j j j y t", "h j j j y m"};
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        start();
        driver_press(&state, keys[k]);
        for (size_t i = 0; i < registry->entry_count; i++) {
            const struct entry *entry = &registry->entries[i];
            char name[24]; /* its beginning: a long one is wrapped */
            snprintf(name, sizeof name, "%s %s", entry->code, entry->phrase);
            bool there = strstr(strbuf_str(&state.request_text), name) != NULL;
            CHECK_MSG(there == (entry->class_index == 2), "%s", name);
        }
    }
}

static void what_cannot_be_copied_says_what_can(void)
{
    static const struct walk walks[] = {
        {"h y", "classes all 200 =registry", "codes and classes can be copied: select one"},
        {"4 0 4 y Esc", "codes all 404 =404", ""},
        {"4 0 4 y q", "codes all 404 =404", ""},
    };
    CHECK_WALKS(walks);
}

static void what_happens_outside_is_left_as_a_request(void)
{
    static const struct {
        const char *keys;
        enum request request;
    } cases[] = {
        {"q", REQUEST_QUIT},           {"l q", REQUEST_QUIT},        {"Ctrl-C", REQUEST_INTERRUPT},
        {"Ctrl-Z", REQUEST_SUSPEND},   {"Ctrl-L", REQUEST_REDRAW},   {"Esc", REQUEST_NONE},
        {"/ q", REQUEST_NONE},         {"/ Ctrl-C", REQUEST_NONE},   {"? q", REQUEST_NONE},
        {"/ Ctrl-Z", REQUEST_SUSPEND}, {"? Ctrl-L", REQUEST_REDRAW}, {"4 q", REQUEST_QUIT},
        {"4 Esc", REQUEST_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        start();
        driver_press(&state, cases[i].keys);
        CHECK_MSG(state.request == cases[i].request, "%s: request %d", cases[i].keys,
                  state.request);
    }
}

static void the_mouse_can_be_given_back_to_the_terminal(void)
{
    start();
    driver_press(&state, "m");
    CHECK(!state.mouse);
    CHECK_STR(strbuf_str(&state.message), "mouse off");
    driver_press(&state, "m");
    CHECK(state.mouse);
    driver_press(&state, "j");
    CHECK_INT(state.message_kind, MESSAGE_NONE); /* a message stays until the next key */
}

/* --- Mouse ------------------------------------------------------------------------------------ */

static void click(enum pane pane, int row)
{
    const struct rect *rect = &state.layout.panes[pane];
    driver_press_key(&state, KEY_CLICK, rect->row + row, rect->col + 2);
}

static void a_click_selects_a_row_and_focuses_its_pane(void)
{
    start();
    click(PANE_CODES, 5);
    CHECK_STR(where(), "codes all 404 =404");
    click(PANE_CLASSES, 2);
    CHECK_STR(where(), "classes 3xx 302 =3xx");
    click(PANE_CODES, 1);
    CHECK_STR(where(), "codes 3xx 305 =305");
    click(PANE_DETAILS, 3);
    CHECK_STR(where(), "details 3xx 305 =305");
    click(PANE_CODES, 20); /* below the last row */
    CHECK_STR(where(), "codes 3xx 305 =305");
    driver_press_key(&state, KEY_CLICK, 0, 0);
    driver_press_key(&state, KEY_CLICK, state.layout.bottom_row, 5);
    driver_press_key(&state, KEY_CLICK, 5000, 5000);
    CHECK_STR(where(), "codes 3xx 305 =305");
}

static void the_wheel_scrolls_only_the_pane_under_it(void)
{
    start_with(registry, 0, 80, 10);
    driver_press(&state, "4 2 9");
    size_t top = state.codes.top;
    const struct rect *details = &state.layout.panes[PANE_DETAILS];
    driver_press_key(&state, KEY_WHEEL_DOWN, details->row, details->col);
    CHECK_INT(state.details.top, 3);
    CHECK_INT(state.codes.top, top);
    CHECK_INT(state.focus, PANE_CODES);
    driver_press_key(&state, KEY_WHEEL_UP, details->row, details->col);
    driver_press_key(&state, KEY_WHEEL_UP, details->row, details->col);
    CHECK_INT(state.details.top, 0);
    const struct rect *codes = &state.layout.panes[PANE_CODES];
    driver_press_key(&state, KEY_WHEEL_UP, codes->row, codes->col);
    CHECK_INT(state.codes.top, top > 3 ? top - 3 : 0);
    CHECK_INT(state.details.top, 0);
}

/* --- Sizes ------------------------------------------------------------------------------------ */

static void a_resize_keeps_the_selection(void)
{
    static const int sizes[][2] = {{80, 24}, {40, 10}, {1, 1},  {300, 100},
                                   {19, 5},  {60, 7},  {2, 60}, {120, 34}};
    static const char *const places[] = {
        "4 5 1",       "h j j", "4 2 9 ] ]", "/ f o u n d Down", "/ f o u n d Enter n",
        "4 7 1 Enter", "j j ?", "4 2"};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        start();
        driver_press(&state, places[i]);
        char *before = xstrdup(where());
        for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
            state_resize(&state, sizes[s][0], sizes[s][1]);
            CHECK_STR(where(), before);
        }
        free(before);
    }
}

static void a_narrow_screen_has_the_same_keys(void)
{
    static const struct walk walks[] = {
        {"h", "classes all 200 =registry", NULL}, {"j j Enter", "codes 3xx 302 =302", NULL},
        {"Enter", "details 3xx 302 =302", NULL},  {"h h", "classes 3xx 302 =3xx", NULL},
        {"4 0 4", "codes 4xx 404 =404", NULL},
    };
    start_with(registry, 0, 40, 10);
    CHECK_JOURNEY(walks);
}

/* --- Starting at a place ---------------------------------------------------------------------- */

static void a_start_at_a_place_shows_it(void)
{
    start();
    state_show_entry(&state, registry_find(registry, "503", NULL));
    CHECK_STR(where(), "codes 5xx 503 =503");
    start();
    state_show_class(&state, 1);
    CHECK_STR(where(), "codes 3xx 302 =302");
    start();
    CHECK(state_show_unregistered(&state, "471"));
    CHECK_STR(where(), "codes all 451 =not 471");
    CHECK(!state_show_unregistered(&state, "4 7 1"));
    start();
    state_search(&state, "found");
    CHECK_STR(where(), "codes hits 1/2 302 =302");
    start();
    state_search(&state, "xyzzy");
    CHECK_STR(where(), "codes all 200 =200");
    CHECK_STR(strbuf_str(&state.message), "no match: xyzzy");
}

static void a_registry_without_entries_can_be_browsed(void)
{
    struct registry *empty = support_parse(
        "{\"format\": 1, \"id\": \"e\", \"title\": \"Empty\", \"classes\": [], \"codes\": []}",
        "empty.json");
    start_with(empty, 0, 80, 24);
    driver_press(&state, "j k h l G g ] [ Enter Backspace f / x Enter n N 4 Esc 4 7 Enter v ? q w "
                         "h j l Esc Tab Tab Tab");
    CHECK(state_entry(&state) == NULL);
    state_clear(&state);
    registry_free(empty);
}

/* --- Random walks ----------------------------------------------------------------------------- */

static bool list_is_sound(const struct list *list, bool selected_in_window)
{
    size_t rows = list->rows > 0 ? (size_t)list->rows : 1;
    if (list->count == 0)
        return list->selected == 0 && list->top == 0;
    if (list->selected >= list->count || list->top > (list->count > rows ? list->count - rows : 0))
        return false;
    return !selected_in_window ||
           (list->top <= list->selected && list->selected < list->top + rows);
}

static bool reader_is_sound(const struct scroll *reader)
{
    size_t rows = reader->rows > 0 ? (size_t)reader->rows : 1;
    size_t lines = reader->doc->line_count;
    return reader->top <= (lines > rows ? lines - rows : 0) &&
           (reader->link == DOC_NO_LINK || reader->link < reader->doc->link_count);
}

/* The first rule that does not hold, or NULL. */
static const char *broken_rule(void)
{
    const struct subject *subject = &state.subject;
    if (!list_is_sound(&state.classes, false))
        return "the classes are a list";
    if (!list_is_sound(&state.codes, true))
        return "the codes are a list";
    for (size_t i = 0; i < state.codes.count; i++)
        if (state.code_rows[i].entry == NULL ||
            (!state.show_unofficial && entry_is_unofficial(state.code_rows[i].entry)) ||
            (state.shows_hits && state.code_rows[i].hit->entry != state.code_rows[i].entry))
            return "the rows are what may be seen";
    if (state.details.doc == NULL && (state.details.top != 0 || state.details.link != DOC_NO_LINK))
        return "details that are not made are at their start";
    if (state.details.doc != NULL && !reader_is_sound(&state.details))
        return "the details are inside of their text";
    if (state.mode == MODE_READER && !reader_is_sound(&state.overlay))
        return "the overlay is inside of its text";
    if (subject_entry(subject) != NULL && subject_entry(subject) != state_entry(&state))
        return "the details describe the selected entry";
    if ((state.message_kind != MESSAGE_NONE) != (state.message.len > 0))
        return "a message has a text";
    if (!utf8_valid(lineedit_text(&state.prompt), state.prompt.text.len, NULL) ||
        state.prompt.cursor > state.prompt.text.len)
        return "the prompt is a line";
    if (state.mode == MODE_GOTO && state.prompt.text.len == 0)
        return "going to a code needs one";
    if (state.back_count > STATE_HISTORY || state.forward_count > STATE_HISTORY)
        return "the history is bounded";
    if (state.details.doc != NULL &&
        state.details.doc->width_cols > (state.layout.cols > 8 ? state.layout.cols : 8))
        return "the details fit the screen";
    return NULL;
}

static int random_key(unsigned *seed)
{
    static const int characters[] = {'f', 'o',  'u',    'n', 'd', ' ', 'r', 'e', '-',
                                     ':', 0xE9, 0x7AD9, '4', '0', '2', '9', '"', 0x202E};
    const size_t count = sizeof characters / sizeof characters[0];
    if (support_random(seed, 3) == 0)
        return characters[support_random(seed, (unsigned)count)];
    return keymap[support_random(seed, (unsigned)keymap_count)].key;
}

static void random_keys_and_sizes_break_no_rule(void)
{
    unsigned seed = 31;
    int steps = support_is_exhaustive() ? 2000000 : 30000;
    start_with(registry, 1, 80, 24);
    for (int i = 0; i < steps; i++) {
        int key = random_key(&seed);
        int row = (int)support_random(&seed, 30), col = (int)support_random(&seed, 90);
        if (support_random(&seed, 40) == 0)
            state_resize(&state, 1 + (int)support_random(&seed, 160),
                         1 + (int)support_random(&seed, 50));
        driver_press_key(&state, key, row, col);
        state.request = REQUEST_NONE;
        if (support_random(&seed, 2) == 0)
            state_settle(&state);
        const char *rule = broken_rule();
        if (rule != NULL) {
            char label[KEY_LABEL_MAX];
            CHECK_MSG(false, "%s: step %d, key %s, at \"%s\" on %dx%d", rule, i,
                      key_label(key, label), where(), state.layout.cols, state.layout.rows);
            return;
        }
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    registry = support_small();
    RUN(the_browser_starts_among_all_codes);
    RUN(moving_stops_at_the_ends);
    RUN(moving_against_the_first_class_changes_nothing);
    RUN(focus_moves_to_the_panes_beside);
    RUN(the_details_are_made_when_they_are_looked_into);
    RUN(of_letters_that_wait_only_the_last_is_searched_for);
    RUN(the_details_are_scrolled_within_their_text);
    RUN(typed_digits_go_to_a_code);
    RUN(a_code_that_is_not_registered_is_answered);
    RUN(codes_that_begin_another_wait_for_more_digits);
    RUN(links_lead_there_and_back_and_forward);
    RUN(a_link_out_of_the_class_leaves_the_class);
    RUN(an_entry_without_links_says_so);
    RUN(the_links_of_a_class_can_be_followed);
    RUN(coming_back_selects_no_link_that_is_not_there);
    RUN(the_oldest_place_is_forgotten);
    RUN(back_finds_an_entry_whose_list_is_gone);
    RUN(a_second_click_on_a_link_follows_it);
    RUN(a_title_too_long_for_its_heading_begins_the_text);
    RUN(unofficial_codes_are_hidden_and_shown);
    RUN(counts_of_classes_follow_what_is_shown);
    RUN(hits_follow_what_is_typed);
    RUN(enter_keeps_the_hits_and_escape_restores_everything);
    RUN(what_is_not_found_leaves_the_place_unchanged);
    RUN(n_and_N_step_through_the_hits_and_wrap);
    RUN(earlier_searches_come_back_in_an_empty_prompt);
    RUN(the_same_search_is_remembered_once);
    RUN(the_prompt_is_a_line_that_can_be_edited);
    RUN(the_help_opens_and_closes_and_scrolls);
    RUN(a_key_that_means_nothing_leaves_the_help_open);
    RUN(warnings_are_shown_when_there_are_any);
    RUN(a_warning_leaves_its_row_in_time);
    RUN(what_is_shown_can_be_copied);
    RUN(markdown_escapes_markup_and_no_names);
    RUN(a_class_is_copied_with_all_its_codes);
    RUN(what_cannot_be_copied_says_what_can);
    RUN(what_happens_outside_is_left_as_a_request);
    RUN(the_mouse_can_be_given_back_to_the_terminal);
    RUN(a_click_selects_a_row_and_focuses_its_pane);
    RUN(the_wheel_scrolls_only_the_pane_under_it);
    RUN(a_resize_keeps_the_selection);
    RUN(a_narrow_screen_has_the_same_keys);
    RUN(a_start_at_a_place_shows_it);
    RUN(a_registry_without_entries_can_be_browsed);
    RUN(random_keys_and_sizes_break_no_rule);
    state_clear(&state);
    registry_free(registry);
    return check_done();
}
