/*
 * Keys: our own codes and names, and the decoder from a terminal's bytes to them.
 *
 * A key is a Unicode character (controls included: Enter is 13, Tab 9, Escape 27) or one of the
 * codes below. The decoder takes the forms of all common terminals (CSI and SS3, with modifiers),
 * SGR mouse reports and bracketed paste, also with 8-bit controls; it does no input itself. What
 * terminals report without a key being pressed (colors, names, sizes) gives no key.
 */
#ifndef SB_SCREEN_KEY_H
#define SB_SCREEN_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "doc/background.h"

enum key {
    KEY_NONE = 0,
    KEY_CTRL_A = 1, /* Ctrl-A to Ctrl-Z are 1 to 26 */
    KEY_TAB = '\t',
    KEY_ENTER = '\r',
    KEY_ESC = 27,
    KEY_DEL_CHAR = 127,     /* what the Backspace key sends */
    KEY_SPECIAL = 0x110000, /* beyond Unicode */
    KEY_UP,
    KEY_DOWN,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_HOME,
    KEY_END,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_INSERT,
    KEY_DELETE,
    KEY_BACK_TAB,
    KEY_F1,
    KEY_ALT_LEFT,
    KEY_ALT_RIGHT,
    KEY_CTRL_LEFT,
    KEY_CTRL_RIGHT,
    KEY_SHIFT_UP,
    KEY_SHIFT_DOWN,
    KEY_PASTED,    /* a pasted character, in event.pasted */
    KEY_PASTE_END, /* after the last of them, and after the last key of a burst */
    KEY_CLICK,     /* left button pressed, at event.row, event.col */
    KEY_RIGHT_CLICK,
    KEY_DRAG, /* the mouse moved there with the left button held down */
    KEY_WHEEL_UP,
    KEY_WHEEL_DOWN,
    KEY_ALT_BASE, /* with Alt: KEY_ALT('b') */
    KEY_LAST = KEY_ALT_BASE + 0x80
};

#define KEY_CTRL(letter) ((letter)&0x1F)

/* Enter or an ASCII character that comes together with the Escape before it. */
#define KEY_ALT(character) (KEY_ALT_BASE + (character))

struct key_event {
    int key;      /* a character or an enum key */
    int pasted;   /* KEY_PASTED: the character */
    int row, col; /* mouse: screen position from 0 */
    bool burst;   /* a key of a burst: a text, it seems, that was pasted */
};

/* Is it something that the mouse did? */
static inline bool key_is_mouse(int key)
{
    return key >= KEY_CLICK && key <= KEY_WHEEL_DOWN;
}

/* Bytes that wait for the rest of a sequence. A longer sequence than fits is no key of ours. */
#define KEY_PENDING_MAX 64

/* The start of a control string that is kept to be read: more than any colour needs. */
#define KEY_REPLY_MAX 48

/* What the terminal has answered since the start or the last key_forget_replies(). */
struct key_replies {
    enum background background; /* the colour of its background (OSC 11) */
    bool attributes;            /* what kind of terminal it is (DA1), which all of them answer */
};

/* Where in a control string the input is. */
enum key_string {
    KEY_STRING_NONE,
    KEY_STRING_BEGUN, /* only the start has come, which may be Alt-] */
    KEY_STRING_GOES_ON
};

struct key_decoder {
    unsigned char bytes[4096]; /* input not yet taken */
    size_t len;
    bool pasting;
    size_t burst;     /* bytes that are left of one */
    bool paste_ended; /* KEY_PASTE_END is next */
    bool timed_out;   /* no more has come in time */
    enum key_string string;
    char reply[KEY_REPLY_MAX]; /* of an OSC, what came of it so far */
    size_t reply_len;          /* KEY_REPLY_MAX: too long, or no OSC */
    struct key_replies replies;
};

/* Bytes the decoder still has room for. */
size_t key_room(const struct key_decoder *decoder);

/* Adds input of one read, at most key_room() bytes.
 *
 * Terminals without bracketed paste send a pasted text as if it was typed, but in one piece. What
 * comes so is a burst: nothing but text, with a line break and at least two characters that are not
 * one key held down, nor all of a number. */
void key_feed(struct key_decoder *decoder, const char *bytes, size_t len);

/* Expects no more, until more is added: the start of a sequence is taken as it is (a lone Escape is
 * the Escape key). */
void key_time_out(struct key_decoder *decoder);

/*
 * Takes the next key. False when there is none: the input is used up, or it is the start of a
 * sequence.
 *
 * Terminals send Alt as Escape: one that a character follows at once is a key of its own, so that
 * Alt-B in a line of text does not leave it and then do what B does.
 *
 * A control string (OSC, DCS, APC, PM, SOS) is dropped as it comes, however long, up to ST, BEL,
 * CAN or SUB, or until the time is over. So Alt with ] P _ ^ or X is no key.
 */
bool key_take(struct key_decoder *decoder, struct key_event *event);

/* True while a started sequence or control string waits for its rest. */
bool key_is_pending(const struct key_decoder *decoder);

/* Replies give no key; this is where they are found. */
const struct key_replies *key_replies(const struct key_decoder *decoder);
void key_forget_replies(struct key_decoder *decoder);

/* Returns where in a control string the input is. */
enum key_string key_string(const struct key_decoder *decoder);

/* True between the marks of a bracketed paste. A paste may pause for as long as it likes: what
 * comes next is never a key. */
bool key_is_pasting(const struct key_decoder *decoder);

/* True when the last that came within a paste is an Escape or Ctrl-C. Alone, it is the user's, who
 * waits for an end that is lost: when the time is over it is dropped, and ends the paste. */
bool key_may_end_paste(const struct key_decoder *decoder);

/* The name of a key as the help shows it ("Ctrl-D", "PgUp", "j"), in a buffer of the caller's.
 * Returns buffer. */
#define KEY_LABEL_MAX 16
const char *key_label(int key, char buffer[KEY_LABEL_MAX]);

#endif
