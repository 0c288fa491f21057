/* Inputs in a terminal: read while keys are pressed, from files and from pipes of every kind. */
#include "config.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vt.h"

#define LINE_200 "192.0.2.7 - - [27/Nov/2026:01:54:13 +0000] \"GET / HTTP/1.1\" 200 12 \"-\" \"x\""
#define LINE_404                                                                                   \
    "192.0.2.7 - - [27/Nov/2026:01:54:14 +0000] \"GET /a?token=SECRET HTTP/1.1\" 404 12 \"-\" "    \
    "\"x\""
#define LINE_503 "192.0.2.7 - - [27/Nov/2026:01:54:15 +0000] \"GET /b HTTP/1.1\" 503 12 \"-\" \"x\""

/* A shell that runs the command. */
static struct vt *start_shell(const char *command)
{
    return vt_start(
        &(struct vt_setup){.argv = LIST("/bin/sh", "-c", command), .cols = 120, .rows = 30});
}

/* A pipe by its name, opened for writing so that both ends can be opened in any order. */
struct pipe {
    char path[1200];
    int fd;
};

static struct pipe make_pipe(void)
{
    struct pipe made;
    vt_remove_file("pipe");
    snprintf(made.path, sizeof made.path, "%s", vt_path("pipe"));
    CHECK_INT(mkfifo(made.path, 0600), 0);
    made.fd = open(made.path, O_RDWR | O_CLOEXEC);
    CHECK(made.fd >= 0);
    return made;
}

static void write_line(const struct pipe *to, const char *line)
{
    CHECK_INT(write(to->fd, line, strlen(line)), (long)strlen(line));
    CHECK_INT(write(to->fd, "\n", 1), 1);
}

static void shows_a_file_that_is_named(void)
{
    const char *path = vt_put_file("access.log", LINE_200 "\n" LINE_404 "\n" LINE_404 "\nodd\n");
    struct vt *vt = vt_browse(120, 30, LIST("--builtin", path));
    VT_HAS(vt, "access.log · 4 lines");
    VT_REVERSED(vt, "404 Not Found");
    VT_HAS(vt, "2 times, 50 % of 4");
    VT_LACKS(vt, "SECRET");
    VT_HAS(vt, "1 line not understood w");
    vt_keys(vt, "x");
    VT_HAS(vt, "FIRST LINE");
    VT_LACKS(vt, "SECRET");
    vt_keys(vt, "x w");
    VT_HAS(vt, "NOT UNDERSTOOD");
    vt_keys(vt, "w");
    VT_QUIT(vt);
}

static void shows_what_is_on_standard_input(void)
{
    const char *path = vt_put_file("access.log", LINE_200 "\n" LINE_503 "\n");
    struct vt *vt = vt_start(&(struct vt_setup){
        .argv = LIST("./statusbrowse", "--builtin"), .cols = 120, .rows = 30, .input = path});
    VT_HAS(vt, "standard input · 2 lines");
    VT_REVERSED(vt, "503 Service Unavailable");
    vt_keys(vt, "j");
    VT_REVERSED(vt, "200 OK");
    VT_QUIT(vt);
}

static void explains_a_response(void)
{
    const char *path = vt_put_file("response.txt", "> GET /orders/7?token=SECRET HTTP/1.1\r\n"
                                                   "> Authorization: Bearer SECRET\r\n"
                                                   ">\r\n"
                                                   "< HTTP/1.1 401 Unauthorized\r\n"
                                                   "< Set-Cookie: sid=SECRET; Path=/\r\n"
                                                   "< X-Odd: 7\r\n"
                                                   "<\r\n");
    struct vt *vt = vt_start(&(struct vt_setup){
        .argv = LIST("./statusbrowse", "--builtin"), .cols = 120, .rows = 50, .input = path});
    VT_HAS(vt, "1 response to GET /orders/7?token=");
    VT_REVERSED(vt, "401 Unauthorized");
    VT_HAS(vt, "THIS ANSWER");
    VT_LACKS(vt, "SECRET");
    vt_keys(vt, "x");
    VT_HAS(vt, "REQUEST");
    VT_HAS(vt, "RESPONSE");
    VT_HAS(vt, "X-Odd: 7");
    VT_LACKS(vt, "SECRET");
    vt_keys(vt, "x");
    VT_HAS(vt, "BROKEN RULES");
    VT_QUIT(vt);
}

static void follows_a_pipe_line_by_line(void)
{
    struct pipe pipe = make_pipe();
    struct vt *vt = vt_browse(120, 30, LIST("--builtin", pipe.path));
    VT_HAS(vt, "nothing was read yet");
    write_line(&pipe, LINE_200);
    VT_REVERSED(vt, "200 OK");
    VT_HAS(vt, "following · 1 line,");
    write_line(&pipe, LINE_404);
    VT_REVERSED(vt, "404 Not Found");
    vt_keys(vt, "j");
    VT_REVERSED(vt, "200 OK");
    write_line(&pipe, LINE_503);
    VT_HAS(vt, "503 Service Unavailable");
    VT_REVERSED(vt, "200 OK");
    vt_keys(vt, "P");
    VT_HAS(vt, "paused, 0 lines since");
    write_line(&pipe, LINE_503);
    VT_HAS(vt, "paused, 1 line since");
    vt_keys(vt, "P");
    VT_HAS(vt, "following · 4 lines");
    close(pipe.fd);
    VT_HAS(vt, "ended · 4 lines");
    VT_QUIT(vt);
}

static void nothing_is_drawn_while_nothing_comes(void)
{
    struct pipe pipe = make_pipe();
    struct vt *vt = vt_browse(120, 30, LIST("--builtin", pipe.path));
    for (int i = 0; i < 50; i++)
        write_line(&pipe, LINE_200);
    VT_HAS(vt, "following · 50 lines");
    VT_HAS(vt, " a second");   /* measured over one, */
    VT_LACKS(vt, " a second"); /* and over the next; from then on it sleeps, without a timer */
    VT_SETTLES(vt);
    size_t before = vt_log_len(vt);
    VT_SETTLES(vt);
    CHECK_INT(vt_log_len(vt), before);
    close(pipe.fd);
    VT_QUIT(vt);
}

static void a_pipe_that_nobody_writes_keeps_no_key_back(void)
{
    char path[1200];
    vt_remove_file("pipe");
    snprintf(path, sizeof path, "%s", vt_path("pipe"));
    CHECK_INT(mkfifo(path, 0600), 0);
    struct vt *vt = vt_browse(120, 30, LIST("--builtin", path));
    VT_HAS(vt, "following");
    vt_keys(vt, "4 1 0 Enter");
    VT_HAS(vt, "▸410 Gone");
    vt_keys(vt, "Esc");
    VT_QUIT(vt);
}

/* An endless input, and what the shell says when its writer has come to its end, too. */
static struct vt *start_flood(void)
{
    struct vt *vt = start_shell("echo '" LINE_404 "' | awk '{ while (1) print }' |"
                                " ./statusbrowse --builtin; echo left $?");
    VT_HAS(vt, "404 Not Found");
    return vt;
}

static void keys_are_answered_while_an_input_floods(void)
{
    struct vt *vt = start_flood();
    vt_write(vt, "410\r", 4);
    VT_HAS(vt, "▸410 Gone");
    vt_write(vt, "\033", 1); /* Escape comes alone, although there is always more to read */
    vt_write(vt, "?", 1);
    VT_HAS(vt, "statusbrowse: keys");
    vt_write(vt, "q", 1);
    VT_HAS(vt, "410 Gone");
    vt_resize(vt, 80, 24);
    VT_HAS(vt, "following");
    vt_resize(vt, 40, 10);
    VT_HAS(vt, "410");
    vt_write(vt, "q", 1);
    VT_HAS(vt, "left 0"); /* so awk has got its SIGPIPE */
    VT_EXITS(vt, 0);
    VT_RESTORED(vt);
    vt_stop(vt);
}

static void ctrl_c_quits_while_an_input_floods(void)
{
    struct vt *vt = start_flood();
    vt_write(vt, "\003", 1);
    VT_HAS(vt, "left 130");
    VT_EXITS(vt, 0);
    VT_RESTORED(vt);
    vt_stop(vt);
}

static void a_line_without_an_end_is_no_burden(void)
{
    struct vt *vt = start_shell("tr '\\0' y </dev/zero | ./statusbrowse --builtin; echo left $?");
    VT_HAS(vt, "following");
    vt_write(vt, "410\r", 4);
    VT_HAS(vt, "▸410 Gone");
    vt_write(vt, "q", 1);
    VT_HAS(vt, "left 0");
    VT_EXITS(vt, 0);
    vt_stop(vt);
}

static void a_writer_that_dies_leaves_what_it_wrote(void)
{
    struct vt *vt = start_shell("{ sh -c 'echo \"$1\"; printf half; kill -9 $$' sh '" LINE_404
                                "'; } 2>/dev/null |"
                                " ./statusbrowse --builtin; echo left $?");
    VT_HAS(vt, "ended · 2 lines");
    VT_REVERSED(vt, "404 Not Found");
    vt_write(vt, "q", 1);
    VT_HAS(vt, "left 0");
    VT_EXITS(vt, 0);
    vt_stop(vt);
}

static void inputs_that_cannot_be_read_are_refused_without_a_screen(void)
{
    static const struct {
        const char *command, *says;
    } cases[] = {
        {"./statusbrowse ./", "./: is a directory, expected a file"},
        {"./statusbrowse ./no.log", "./no.log: cannot be opened: "},
        {"printf '\\037\\213\\010\\000' >x.gz; ./statusbrowse x.gz", "zcat x.gz | statusbrowse -"},
        {"printf '\\037\\213\\010\\000' | ./statusbrowse", "... | zcat | statusbrowse -"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char command[200];
        snprintf(command, sizeof command, "%s; echo left $?; rm -f x.gz", cases[i].command);
        struct vt *vt = start_shell(command);
        VT_HAS(vt, "left 2");
        VT_HAS(vt, cases[i].says);
        VT_EXITS(vt, 0);
        VT_RESTORED(vt);
        vt_stop(vt);
    }
}

static void reads_on_after_an_input_that_cannot_be_read(void)
{
    const char *path = vt_put_file("access.log", LINE_404 "\n");
    char command[1400];
    snprintf(command, sizeof command, "./statusbrowse --builtin ./no.log '%s'; echo left $?", path);
    struct vt *vt = start_shell(command);
    VT_HAS(vt, "no.log and 1 more · 1 line");
    vt_write(vt, "q", 1);
    VT_HAS(vt, "left 2");
    VT_HAS(vt, "./no.log: cannot be opened");
    VT_EXITS(vt, 0);
    vt_stop(vt);
}

static void shows_binary_files_without_harm(void)
{
    struct vt *vt = vt_browse(120, 30, LIST("--builtin", "./statusbrowse"));
    VT_HAS(vt, "statusbrowse · ");
    vt_keys(vt, "w w h x j");
    VT_QUIT(vt);
}

static void keeps_no_position_of_an_input(void)
{
    char state[1200];
    const char *path = vt_put_file("access.log", LINE_503 "\n");
    snprintf(state, sizeof state, "XDG_STATE_HOME=%s", vt_path("kept"));
    struct vt *vt = vt_browse_env(100, 20, LIST(state), LIST("--builtin", "410"));
    VT_REVERSED(vt, "410 Gone");
    VT_QUIT(vt);
    vt = vt_browse_env(100, 20, LIST(state), LIST("--builtin", path));
    VT_REVERSED(vt, "503 Service Unavailable");
    VT_QUIT(vt);
    vt = vt_browse_env(100, 20, LIST(state), LIST("--builtin"));
    VT_REVERSED(vt, "410 Gone");
    VT_QUIT(vt);
}

static void loops_keep_what_they_read(void)
{
    struct vt *vt = start_shell("printf '404\\n410\\n' | while read -r c; do"
                                " ./statusbrowse --builtin -l \"$c\"; done; echo left");
    VT_HAS(vt, "left");
    VT_HAS(vt, "404  ");
    VT_HAS(vt, "410  ");
    VT_EXITS(vt, 0);
    vt_stop(vt);
}

static void stops_and_goes_on_while_an_input_waits(void)
{
    struct pipe pipe = make_pipe();
    char command[1400];
    snprintf(command, sizeof command, "set -m; ./statusbrowse --builtin '%s'; echo stopped; fg",
             pipe.path);
    struct vt *vt = start_shell(command);
    write_line(&pipe, LINE_200);
    VT_REVERSED(vt, "200 OK");
    vt_write(vt, "\032", 1);
    write_line(&pipe, LINE_404);
    VT_REVERSED(vt, "404 Not Found");
    vt_write(vt, "q", 1);
    VT_EXITS(vt, 0);
    close(pipe.fd);
    vt_stop(vt);
}

int main(void)
{
    RUN(shows_a_file_that_is_named);
    RUN(shows_what_is_on_standard_input);
    RUN(explains_a_response);
    RUN(follows_a_pipe_line_by_line);
    RUN(nothing_is_drawn_while_nothing_comes);
    RUN(a_pipe_that_nobody_writes_keeps_no_key_back);
    RUN(keys_are_answered_while_an_input_floods);
    RUN(ctrl_c_quits_while_an_input_floods);
    RUN(a_line_without_an_end_is_no_burden);
    RUN(a_writer_that_dies_leaves_what_it_wrote);
    RUN(inputs_that_cannot_be_read_are_refused_without_a_screen);
    RUN(reads_on_after_an_input_that_cannot_be_read);
    RUN(shows_binary_files_without_harm);
    RUN(keeps_no_position_of_an_input);
    RUN(loops_keep_what_they_read);
    RUN(stops_and_goes_on_while_an_input_waits);
    return check_done();
}
