/*
 * statusbrowse: reads the command line, chooses the registry, then browses or prints. The only
 * caller of exit() and the only one that prints errors.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "bookmarks/store.h"
#include "cli/check_file.h"
#include "cli/explain.h"
#include "cli/inputs.h"
#include "cli/lint.h"
#include "cli/options.h"
#include "cli/print.h"
#include "cli/print_json.h"
#include "cli/print_quiz.h"
#include "cli/print_registry.h"
#include "cli/print_seen.h"
#include "cli/raw.h"
#include "cli/settings.h"
#include "os/pager.h"
#include "os/paths.h"
#include "page/compare.h"
#include "page/page.h"
#include "registry/load.h"
#include "registry/registry.h"
#include "run/first_view.h"
#include "run/loop.h"
#include "run/stdout.h"

enum exit_status { EXIT_FOUND = 0, EXIT_NOTHING = 1, EXIT_TROUBLE = MEM_EXIT_STATUS };

/* Messages quote what was typed and what is in files, so every line is made displayable. */
static void print_error_lines(const char *message, const char *prefix)
{
    struct strbuf shown = STRBUF_INIT;
    for (const char *line = message; line != NULL;) {
        size_t len = strcspn(line, "\n");
        strbuf_puts(&shown, prefix);
        utf8_display(&shown, line, len, !stdout_is_utf8());
        strbuf_putc(&shown, '\n');
        line = line[len] != '\0' ? line + len + 1 : NULL;
    }
    fputs(strbuf_str(&shown), stderr);
    strbuf_clear(&shown);
}

/* Every line names the program. */
static void print_message(const char *message)
{
    print_error_lines(message, "statusbrowse: ");
}

/* Prints an error and clears it. Returns the exit status. */
static int report_error(struct sb_error *err)
{
    /* A usage error is one line and quotes what was typed. */
    for (char *c = err->message; err->kind == SB_ERR_USAGE && *c != '\0'; c++)
        *c = *c == '\n' ? ' ' : *c;
    print_message(err->message);
    if (err->kind == SB_ERR_USAGE)
        fputs("Try 'statusbrowse --help'.\n", stderr);
    sb_error_clear(err);
    return EXIT_TROUBLE;
}

/* Writes a text to standard output and clears it. Returns `status`, or that of an error such as a
 * full disk. */
static int write_output(struct strbuf *text, int status)
{
    struct sb_error err = SB_ERROR_INIT;
    errno = 0;
    if (fwrite(strbuf_str(text), 1, text->len, stdout) != text->len || fflush(stdout) != 0)
        sb_error_set(&err, SB_ERR_IO, "cannot write: %s", strerror(errno));
    strbuf_clear(text);
    return err.kind == SB_ERR_NONE ? status : report_error(&err);
}

/* Opens standard descriptors that are closed: the next file opened would get them. */
static bool claim_descriptors(void)
{
    bool output = true;
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) != -1 || errno != EBADF)
            continue;
        if (fd == STDOUT_FILENO)
            output = false;
        if (open("/dev/null", fd == STDIN_FILENO ? O_RDONLY : O_WRONLY) != fd)
            return false;
    }
    if (!output)
        print_message("standard output is closed");
    return output;
}

static int run_check(const struct options *options)
{
    int status = EXIT_FOUND;
    struct library library = {0};
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < options->operand_count; i++) {
        const char *path = options->operands[i];
        struct sb_error err = SB_ERROR_INIT;
        if (check_file(options, path, &library, &err)) {
            utf8_display(&text, path, strlen(path), !stdout_is_utf8());
            strbuf_puts(&text, ": valid\n");
        } else {
            print_error_lines(err.message, "");
            status = EXIT_TROUBLE;
        }
        sb_error_clear(&err);
    }
    library_clear(&library);
    return write_output(&text, status);
}

static int run_version(const struct library *library)
{
    struct strbuf text = STRBUF_INIT;
    print_version(library, !stdout_is_utf8(), &text);
    return write_output(&text, EXIT_FOUND);
}

static int run_dump(const struct library *library, const char *id)
{
    struct strbuf text = STRBUF_INIT;
    struct sb_error err = SB_ERROR_INIT;
    if (!print_dump(library, id, &text, &err))
        return report_error(&err);
    return write_output(&text, EXIT_FOUND);
}

static int run_raw(const struct library *library, const char *code)
{
    struct strbuf text = STRBUF_INIT;
    struct sb_error err = SB_ERROR_INIT;
    if (!raw_response(library_main(library), code, time(NULL), &text, &err))
        return report_error(&err);
    return write_output(&text, EXIT_FOUND);
}

/* What one run works with. */
struct session {
    const struct options *options;
    struct settings settings; /* of the user's file and the options */
    struct library library;
    struct bookmark_store *store; /* NULL: not needed */
    char **warnings;              /* owned: what is wrong with files that were found */
    size_t warning_count, warning_cap;
};

static void add_warning(struct session *session, const char *text)
{
    MEM_GROW(session->warnings, session->warning_cap, session->warning_count + 1);
    session->warnings[session->warning_count++] = xstrdup(text);
}

static void load_settings(struct session *session)
{
    struct sb_error err = SB_ERROR_INIT;
    session->settings = settings_default();
    if (!settings_load(&session->settings, &err))
        add_warning(session, err.message);
    sb_error_clear(&err);
    settings_override(&session->settings, session->options);
}

/* The owner of the first meaning of a code, for bookmarks that were written by hand. */
static const char *find_owner(const void *library, const char *registry, const char *code)
{
    const struct library_item *item = library_find(library, registry);
    const struct entry *entry = item != NULL ? registry_find(library_open(item), code, NULL) : NULL;
    return entry != NULL ? entry->owner : NULL;
}

enum bookmark_use { BOOKMARKS_TO_READ, BOOKMARKS_TO_CHANGE };

/* Only the browser changes them. */
static void open_bookmarks(struct session *session, enum bookmark_use use)
{
    struct sb_error notice = SB_ERROR_INIT;
    struct bookmark_store_setup setup = {
        .path = session->options->values[OPTION_BOOKMARKS],
        .read_only = use == BOOKMARKS_TO_READ || session->options->given[OPTION_READ_ONLY],
        .owners = {find_owner, &session->library},
    };
    session->store = bookmark_store_open(&setup, &notice);
    if (notice.kind != SB_ERR_NONE)
        add_warning(session, notice.message);
    sb_error_clear(&notice);
}

/* Explains on standard error why less was found than asked for. */
static void print_explanation(const struct selection *selection)
{
    struct strbuf text = STRBUF_INIT;
    explain_selection(selection, !stdout_is_utf8(), &text);
    if (text.len > 0)
        print_message(strbuf_str(&text));
    strbuf_clear(&text);
}

static struct print_style output_style(const struct session *session)
{
    return (struct print_style){
        .theme =
            theme_find(session->settings.theme, background_from_colorfgbg(getenv("COLORFGBG"))),
        .colors = stdout_colors(session->options),
        .hyperlinks = stdout_has_hyperlinks(session->options),
        .ascii = session->settings.ascii || !stdout_is_utf8(),
        .width_cols = stdout_cols(session->options),
    };
}

static bool wants_entries(const struct options *options)
{
    return options->given[OPTION_PRINT] || options->given[OPTION_BRIEF] ||
           (options->given[OPTION_ALL] && !options->given[OPTION_LIST]);
}

/* Are whole entries or cards printed, not a list? */
static bool prints_entries(const struct options *options)
{
    return wants_entries(options) || (!options->given[OPTION_LIST] && options->operand_count > 0);
}

/* Selects what the operands ask for; of the hits to print only the best, without --limit. */
static void choose_items(const struct session *session, struct selection *selection)
{
    const struct options *options = session->options;
    bool print = prints_entries(options);
    const struct bookmarks *bookmarks =
        session->store != NULL ? bookmark_store_list(session->store) : NULL;
    selection_make(selection, &session->library, options->operands, options->operand_count,
                   print ? SELECTION_PAGES : SELECTION_LIST, bookmarks);
    if (options->operand_count == 0 && options->given[OPTION_ALL])
        selection_add_further(selection);
    bool best_only = print && selection->words != NULL && selection->sides == 0 &&
                     !selection->facets_only && options->limit == 0;
    selection_limit(selection, best_only ? 1 : options->limit);
    if (!options->given[OPTION_ALL])
        selection_mark_further(selection);
}

/* Appends an answer in this style. */
typedef void make_function(const struct session *session, const void *answer,
                           const struct print_style *style, struct strbuf *out);

static void make_selection(const struct session *session, const void *answer,
                           const struct print_style *style, struct strbuf *out)
{
    const struct options *options = session->options;
    const struct selection *selection = answer;
    if (options->given[OPTION_JSON])
        print_json(selection, prints_entries(options), out);
    else if (options->given[OPTION_BRIEF])
        print_cards(selection, style, out);
    else if (selection->compares)
        print_comparison(selection, style, out);
    else if (prints_entries(options))
        print_entries(selection, style, out);
    else
        print_list(selection, style, out);
}

static void make_seen(const struct session *session, const void *answer,
                      const struct print_style *style, struct strbuf *out)
{
    const struct options *options = session->options;
    if (options->given[OPTION_JSON])
        print_seen_json(answer, out);
    else if (options->given[OPTION_LIST])
        print_seen_list(answer, style, out);
    else
        print_seen(answer, style, out);
}

/* Writes an answer, through the pager when it is longer than the screen. */
static int show_output(const struct session *session, make_function *make, const void *answer,
                       int status)
{
    const struct options *options = session->options;
    struct print_style style = output_style(session);
    struct strbuf text = STRBUF_INIT;
    struct sb_error err = SB_ERROR_INIT;
    make(session, answer, &style, &text);
    bool paged = stdout_wants_pager(options, &text);
    /* Not every pager lets links pass: only those that were asked for. */
    if (paged && style.hyperlinks && options->hyperlink == WHEN_AUTO) {
        style.hyperlinks = false;
        strbuf_reset(&text);
        make(session, answer, &style, &text);
    }
    if (paged && pager_show(strbuf_str(&text), text.len, &err))
        strbuf_clear(&text);
    else
        status = write_output(&text, status);
    if (err.kind != SB_ERR_NONE)
        print_message(err.message);
    sb_error_clear(&err);
    return status;
}

static int run_output(const struct session *session)
{
    struct selection selection;
    struct sb_error err = SB_ERROR_INIT;
    choose_items(session, &selection);
    if (selection.sides > COMPARE_MOST) {
        sb_error_set(&err, SB_ERR_USAGE, "\"vs\" is between %zu codes, expected %d to %d",
                     selection.sides, COMPARE_LEAST, COMPARE_MOST);
        selection_clear(&selection);
        return report_error(&err);
    }
    bool all = !selection_lacks(&selection) && selection.found_count == selection.count;
    int status = show_output(session, make_selection, &selection, all ? EXIT_FOUND : EXIT_NOTHING);
    print_explanation(&selection);
    selection_clear(&selection);
    return status;
}

static void make_quiz(const struct session *session, const void *answer,
                      const struct print_style *style, struct strbuf *out)
{
    (void)session;
    quiz_print(answer, style, out);
}

static int run_quiz(const struct session *session)
{
    struct quiz_print print;
    struct sb_error err = SB_ERROR_INIT;
    bool good = quiz_print_make(&print, session->options, &session->library, session->store, &err);
    int status = good ? show_output(session, make_quiz, &print, EXIT_FOUND) : EXIT_NOTHING;
    if (!good)
        print_message(err.message);
    quiz_print_clear(&print);
    sb_error_clear(&err);
    return status;
}

/* Answers a question that was read instead of a log, as if it were an operand. */
static int run_question(struct session *session, const char *question)
{
    const struct options *options = session->options;
    char *operand = xstrdup(question);
    struct options asked = *options;
    asked.operands = &operand;
    asked.operand_count = 1;
    session->options = &asked;
    open_bookmarks(session, BOOKMARKS_TO_READ);
    int status = run_output(session);
    session->options = options;
    free(operand);
    return status;
}

/* The file that is read; NULL: standard input, or several. */
static const char *input_path(const struct options *options)
{
    bool file = options->operand_count == 1 && strcmp(options->operands[0], INPUT_STANDARD) != 0;
    return file ? options->operands[0] : NULL;
}

/* Checks the responses of the inputs. */
static int run_lint(const struct session *session)
{
    const struct options *options = session->options;
    struct lint lint = {.library = &session->library,
                        .level = options->lint,
                        .ascii = session->settings.ascii || !stdout_is_utf8()};
    struct sb_error err = SB_ERROR_INIT;
    lint_read(&lint, options->operands, options->operand_count, &err);
    int status = write_output(&lint.out, lint.errors > 0 ? EXIT_NOTHING : EXIT_FOUND);
    lint_clear(&lint);
    return err.kind == SB_ERR_NONE ? status : report_error(&err);
}

static int run_inputs(struct session *session)
{
    const struct options *options = session->options;
    struct inputs inputs = {0};
    struct sb_error err = SB_ERROR_INIT;
    inputs_open(&inputs, &session->library, options->operands, options->operand_count,
                options->values[OPTION_FIELD]);
    input_queue_read(&inputs.queue, &err);
    const char *question = inputs_question(&inputs);
    int status;
    if (question != NULL) {
        status = run_question(session, question);
    } else {
        struct seen_print print = {.inputs = &inputs,
                                   .path = input_path(options),
                                   .limit = options->limit,
                                   .secrets = options->given[OPTION_SHOW_SECRETS],
                                   .brief = options->given[OPTION_BRIEF]};
        bool found = seen_print_count(&print) > 0;
        status = show_output(session, make_seen, &print, found ? EXIT_FOUND : EXIT_NOTHING);
        if (!found && inputs.queue.failed == 0)
            print_message(explain_inputs(&inputs));
    }
    inputs_clear(&inputs);
    return err.kind == SB_ERR_NONE ? status : report_error(&err);
}

/* Saves what could not be saved before, or reports what is lost. Returns the exit status. */
static int save_bookmarks(struct session *session, int status)
{
    struct sb_error err = SB_ERROR_INIT;
    if (bookmark_store_flush(session->store, &err)) {
        sb_error_clear(&err);
        return status;
    }
    struct strbuf text = STRBUF_INIT;
    strbuf_printf(&text, "bookmarks not saved: %s", err.message);
    bookmark_store_unsaved_changes(session->store, &text);
    sb_error_set(&err, SB_ERR_IO, "%s", strbuf_str(&text));
    strbuf_clear(&text);
    return report_error(&err);
}

/* Where no browser shows them. */
static void print_warnings(const struct session *session)
{
    for (size_t i = 0; i < session->warning_count; i++)
        print_message(session->warnings[i]);
}

/* inputs: to be read in the browser; NULL: none. */
static int run_browser(struct session *session, struct inputs *inputs)
{
    const struct options *options = session->options;
    const struct settings *settings = &session->settings;
    struct sb_error err = SB_ERROR_INIT;
    struct loop_setup setup = {
        .browser = {.library = &session->library,
                    .warnings = (const char *const *)session->warnings,
                    .warning_count = session->warning_count,
                    .show_unofficial = settings->unofficial,
                    .seed = options->seed,
                    .questions = options->given[OPTION_LIMIT] ? options->limit : QUIZ_USUAL_COUNT,
                    .store = session->store},
        .ascii = settings->ascii || !stdout_is_utf8(),
        .mouse = settings->mouse,
        .theme = settings->theme,
        .theme_by_option = options->given[OPTION_THEME],
        .cursor = settings->cursor,
        .color = stdout_has_color(options),
        .clipboard = settings->clipboard,
        .line_drawing = !settings->ascii && !stdout_is_utf8(),
        .remember = settings->remember,
        .inputs = inputs,
        .secrets = options->given[OPTION_SHOW_SECRETS],
    };
    bool found = first_view_choose(&setup.first, options, &setup.browser, &err);
    int status = found ? loop_run(&setup, &err) : EXIT_NOTHING;
    first_view_clear(&setup.first);
    if (!found) {
        print_warnings(session);
        print_message(err.message);
        sb_error_clear(&err);
        return status;
    }
    if (status >= 0)
        status = save_bookmarks(session, status);
    return err.kind == SB_ERR_NONE ? status : report_error(&err);
}

static int browse_inputs(struct session *session)
{
    const struct options *options = session->options;
    struct inputs inputs;
    inputs_open(&inputs, &session->library, options->operands, options->operand_count,
                options->values[OPTION_FIELD]);
    int status = run_browser(session, &inputs);
    inputs_clear(&inputs);
    return status;
}

/* Is no form of output asked for? */
static bool leaves_form_open(const struct options *options)
{
    return !wants_entries(options) && !options->given[OPTION_LIST] && !options->given[OPTION_JSON];
}

/* Is there somebody at the terminal to browse, and not to be printed for? */
static bool wants_browser(const struct options *options)
{
    return leaves_form_open(options) && isatty(STDOUT_FILENO);
}

/* Are the keys one of the inputs? */
static bool reads_keys(const struct options *options)
{
    return inputs_have_standard(options->operands, options->operand_count) && isatty(STDIN_FILENO);
}

/* Is something asked for that is neither browsed nor a page or list of entries? */
static bool is_about(const struct options *options)
{
    return options->given[OPTION_VERSION] || options->given[OPTION_DUMP] ||
           options->given[OPTION_LINT] || options->values[OPTION_RAW] != NULL;
}

/* Does what the options ask for with the registry. */
static int run_operands(struct session *session)
{
    const struct options *options = session->options;
    bool about = is_about(options);
    bool inputs = false;
    struct sb_error err = SB_ERROR_INIT;
    if (!about && !inputs_find(library_main(&session->library), options->operands,
                               options->operand_count, &inputs, &err))
        return report_error(&err);
    bool browser = !about && wants_browser(options) && !(inputs && reads_keys(options));
    if (browser ||
        (!about && !inputs && (options->operand_count > 0 || options->given[OPTION_JSON])))
        open_bookmarks(session, browser ? BOOKMARKS_TO_CHANGE : BOOKMARKS_TO_READ);
    if (browser)
        return inputs ? browse_inputs(session) : run_browser(session, NULL);
    print_warnings(session);
    if (options->given[OPTION_VERSION])
        return run_version(&session->library);
    if (options->given[OPTION_LINT])
        return run_lint(session);
    if (inputs)
        return run_inputs(session);
    if (options->given[OPTION_QUIZ] || options->given[OPTION_GUIDE])
        return run_quiz(session);
    if (options->values[OPTION_RAW] != NULL)
        return run_raw(&session->library, options->values[OPTION_RAW]);
    return options->given[OPTION_DUMP] ? run_dump(&session->library, options->values[OPTION_DUMP])
                                       : run_output(session);
}

/* The same, with standard input as the operand where none is given and a person has connected
 * something to it. Scripts name it: else a loop would lose what it reads from there. Who may have
 * meant it gets a message. */
static int run_session(struct session *session)
{
    const struct options *options = session->options;
    static char standard[] = INPUT_STANDARD;
    static char *operands[] = {standard};
    struct options reading = *options;
    reading.operands = operands;
    reading.operand_count = 1;
    if (options->operand_count == 0 && !is_about(options) && leaves_form_open(options) &&
        inputs_are_connected()) {
        if (wants_browser(options))
            session->options = &reading;
        else
            print_message("standard input is not read; 'statusbrowse -l -' counts its codes");
    }
    int status = run_operands(session);
    session->options = options;
    return status;
}

static int run_with_source(const struct options *options)
{
    struct sb_error err = SB_ERROR_INIT;
    struct registry_request request = {.file = options->values[OPTION_REGISTRY],
                                       .builtin = options->given[OPTION_BUILTIN]};
    struct session session = {.options = options};
    if (!registry_load(&session.library, &request, &err))
        return report_error(&err);
    for (size_t i = 0; i < session.library.warning_count; i++)
        add_warning(&session, session.library.warnings[i]);
    load_settings(&session);
    int status = run_session(&session);
    bookmark_store_free(session.store);
    library_clear(&session.library);
    for (size_t i = 0; i < session.warning_count; i++)
        free(session.warnings[i]);
    free(session.warnings);
    return status;
}

static int run(const struct options *options)
{
    if (options->given[OPTION_HELP]) {
        struct strbuf text = STRBUF_INIT;
        options_help(&text);
        return write_output(&text, EXIT_FOUND);
    }
    if (options->given[OPTION_CHECK])
        return run_check(options);
    return run_with_source(options);
}

int main(int argc, char **argv)
{
    struct sb_error err = SB_ERROR_INIT;
    struct options options;
    if (!claim_descriptors())
        exit(EXIT_TROUBLE);
    if (process_is_privileged()) {
        print_message("does not run with another user's rights (set-user-ID, set-group-ID)");
        exit(EXIT_TROUBLE);
    }
    setlocale(LC_CTYPE, "");
    /* Let a write beyond the size limit of files fail instead of ending the program. */
    signal(SIGXFSZ, SIG_IGN);
    int status = options_parse(&options, argc, argv, &err) ? run(&options) : report_error(&err);
    options_clear(&options);
    exit(status);
}
