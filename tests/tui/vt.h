/*
 * A program in a terminal: a pty for the program, libvterm for what a person would see.
 *
 * The environment is a clean one (TERM=xterm-256color, LC_ALL=C.UTF-8, TZ=UTC, ESCDELAY=1, no
 * pager, HOME and XDG_* in a fresh folder, XDG_STATE_HOME in another one for each start, with a
 * position of no registry: it is not the first start). Nothing is answered to queries. Nothing
 * sleeps: the waits poll until the screen shows what is expected or the time is over, and then
 * print both. The tests use the VT_ macros, which are checks of check.h.
 */
#ifndef SB_TESTS_VT_H
#define SB_TESTS_VT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <vterm.h>

#include "support/check.h"

/* Time for anything to happen; far less once something did not, so that a broken program does not
 * take hours to test. */
#define VT_LIMIT_MS 15000
#define VT_LIMIT_AFTER_FAULT_MS 1000

/* A list of strings that ends with NULL, for argv and env. */
#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

struct vt;

struct vt_setup {
    const char *const *argv; /* NULL: the program without arguments */
    int cols, rows;          /* 0: 80 and 24 */
    const char *const *env;  /* "NAME=value" sets, "NAME" unsets; may be NULL */
    const char *input;       /* file to be standard input instead of the terminal */
    unsigned closed;         /* bit n: descriptor n is closed at the start */
    int inherited;           /* how many more descriptors it inherits than it needs */
    bool ignores_hup;        /* started with SIGHUP ignored */
    bool mute;               /* the terminal answers no query */
    bool no_tty;             /* without a controlling terminal: /dev/tty does not open */
};

struct vt *vt_start(const struct vt_setup *setup);

/* ./statusbrowse with up to eight arguments at the given size. */
struct vt *vt_browse(int cols, int rows, const char *const *args);
struct vt *vt_browse_env(int cols, int rows, const char *const *env, const char *const *args);

/* Kills what is still running and frees. */
void vt_stop(struct vt *vt);

/* Path of a file of tests/tui/data; valid until the fourth call from now. */
const char *vt_data(const char *name);

/*
 * The same for a file with characters of many widths, but without those that the C library, whose
 * widths the program goes by, and libvterm do not agree on: each knows a version of Unicode of its
 * own, and a row with such a character is shifted in the terminal. '?' takes their place.
 */
const char *vt_data_agreed(const char *name);

/* Writes a file below the fresh folder ("data/statusbrowse/http.json": its folders are home, data
 * and config, for HOME, XDG_DATA_HOME and XDG_CONFIG_HOME); returns its path. */
const char *vt_put_file(const char *name, const char *text);
void vt_remove_file(const char *name);

/* Path below the fresh folder; valid until the fourth call from now. */
const char *vt_path(const char *name);

/*
 * Sends keys separated by spaces, one write each, and settles after each. A name (Up Down Left
 * Right Home End PgUp PgDn Enter Esc Tab BackTab Space BS Del F1, C-x for Ctrl, the arrows, Home
 * and End also as SS3-Up ...) or the characters themselves.
 */
void vt_keys(struct vt *vt, const char *keys);

/* Sends bytes in one write, then settles. */
void vt_send(struct vt *vt, const char *bytes);

/* One write and no waiting; false when the terminal takes no more at the moment. */
bool vt_write(struct vt *vt, const char *bytes, size_t len);

/* Has the screen drawn again and again, and takes no output, until the program is stuck in writing
 * it. False when the time is over. */
bool vt_block_output(struct vt *vt);

/* SGR mouse reports, zero-based: a click (press and release), the wheel. */
void vt_click(struct vt *vt, int row, int col);
void vt_wheel(struct vt *vt, int row, int col, bool down);

/* The mouse moves there with its button held down. */
void vt_drag(struct vt *vt, int row, int col);

/* Writes to the screen behind the program's back, as a message to all terminals does. */
void vt_scribble(struct vt *vt, const char *bytes);

void vt_resize(struct vt *vt, int cols, int rows);

/* Tells the program a size that the screen does not get; 0 is "unknown". */
void vt_claim_size(struct vt *vt, int cols, int rows);

/* To the program itself; vt_settle() then waits until it has been seen to. */
void vt_signal(struct vt *vt, int number);

/* Closes the terminal, as when its window is closed. */
void vt_hangup(struct vt *vt);

/*
 * Waits until the program has taken all input and sleeps, and all that it wrote has arrived. For
 * checks that something did NOT happen; a shell with jobs is not seen through.
 */
bool vt_settle(struct vt *vt);

/* The screen, rows ended with newlines, trailing spaces cut. Valid until the next call. */
const char *vt_screen(struct vt *vt);
const char *vt_row(struct vt *vt, int row);

/* The screen with attributes, colours and the cursor. The caller frees. */
char *vt_snapshot(struct vt *vt);

/* Text of the cells in reverse video, trimmed, without the heading of the focused pane; rows are
 * separated by newlines. */
const char *vt_reversed(struct vt *vt);

VTermScreenCell vt_cell(struct vt *vt, int row, int col);

/* Where the text begins on the screen; false when it is not there. */
bool vt_find(struct vt *vt, const char *text, int *row, int *col);

/* Columns of the lines between the panes in a row; returns how many there are. */
int vt_borders(struct vt *vt, int row, int cols[], int max);

void vt_cursor(struct vt *vt, int *row, int *col);

/* Private mode ?N is on (1049 alternate screen, 1000 mouse, 2004 paste, 25 cursor ...). */
bool vt_mode(struct vt *vt, int mode);

unsigned vt_bells(const struct vt *vt);

/* Everything that the program wrote, NUL bytes as they are; *len may be NULL. */
const char *vt_log(struct vt *vt, size_t *len);
size_t vt_log_len(struct vt *vt);

/* The bytes occur in what was written from position `from` on. */
bool vt_wrote(struct vt *vt, size_t from, const char *bytes);

/* Waiting; false when the time is over, and then both are printed. */

bool vt_wait_has(struct vt *vt, const char *text);
bool vt_wait_lacks(struct vt *vt, const char *text);
bool vt_wait_screen(struct vt *vt, const char *screen);
bool vt_wait_snapshot(struct vt *vt, const char *snapshot);
bool vt_wait_reversed(struct vt *vt, const char *beginning);
bool vt_wait_wrote(struct vt *vt, size_t from, const char *bytes);
bool vt_wait_mode(struct vt *vt, int mode, bool on);
bool vt_wait_cursor_row(struct vt *vt, int row);

#define VT_RUNNING (-1000)

/* Waits for the end. The exit status, minus the signal that ended it, or VT_RUNNING. */
int vt_wait_exit(struct vt *vt, int within_ms);

/* The same without taking any output, as a terminal that hangs. */
int vt_wait_exit_unread(struct vt *vt, int within_ms);

/* The terminal is as it was: line settings, and every mode that was switched on is off. Prints
 * what is not. */
bool vt_restored(struct vt *vt);

/* Foreground process group of the terminal. */
pid_t vt_foreground(struct vt *vt);

/* Waits until a process is stopped (true) or is not (false). */
bool vt_wait_stopped(pid_t pid, bool stopped);

pid_t vt_pid(const struct vt *vt);
long vt_now_ms(void);

#define VT_CHECK_(call)                                                                            \
    do {                                                                                           \
        if (!(call)) {                                                                             \
            check_place(__FILE__, __LINE__);                                                       \
            printf("%s does not hold\n", #call);                                                   \
        }                                                                                          \
    } while (0)

#define VT_HAS(vt, text) VT_CHECK_(vt_wait_has((vt), (text)))
#define VT_LACKS(vt, text) VT_CHECK_(vt_wait_lacks((vt), (text)))
#define VT_SCREEN(vt, screen) VT_CHECK_(vt_wait_screen((vt), (screen)))
#define VT_SNAPSHOT(vt, snapshot) VT_CHECK_(vt_wait_snapshot((vt), (snapshot)))
#define VT_REVERSED(vt, beginning) VT_CHECK_(vt_wait_reversed((vt), (beginning)))
#define VT_WROTE(vt, from, bytes) VT_CHECK_(vt_wait_wrote((vt), (from), (bytes)))
#define VT_MODE(vt, mode, on) VT_CHECK_(vt_wait_mode((vt), (mode), (on)))
#define VT_CURSOR_ROW(vt, row) VT_CHECK_(vt_wait_cursor_row((vt), (row)))
#define VT_SETTLES(vt) VT_CHECK_(vt_settle(vt))
#define VT_RESTORED(vt) VT_CHECK_(vt_restored(vt))
#define VT_EXITS(vt, status) CHECK_INT(vt_wait_exit((vt), VT_LIMIT_MS), (status))

/* Leaves the program as a user does, and ends the session. */
#define VT_QUIT(vt)                                                                                \
    do {                                                                                           \
        vt_keys((vt), "q");                                                                        \
        VT_EXITS((vt), 0);                                                                         \
        VT_RESTORED(vt);                                                                           \
        vt_stop(vt);                                                                               \
    } while (0)

/* The same where bookmarks are lost by it: why, and what. */
#define VT_QUIT_LOSING(vt, why, lost)                                                              \
    do {                                                                                           \
        size_t from_ = vt_log_len(vt);                                                             \
        vt_keys((vt), "q");                                                                        \
        VT_EXITS((vt), 2);                                                                         \
        VT_RESTORED(vt);                                                                           \
        VT_WROTE((vt), from_, "statusbrowse: bookmarks not saved: " why);                          \
        VT_WROTE((vt), from_, "statusbrowse: lost: " lost);                                        \
        vt_stop(vt);                                                                               \
    } while (0)

#endif
