#include "config.h"
#include "screen/key.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

size_t key_room(const struct key_decoder *decoder)
{
    return sizeof decoder->bytes - decoder->len;
}

static bool is_burst(const char *bytes, size_t len)
{
    bool breaks = false, differs = false, is_number = true;
    uint32_t first = 0, cp;
    for (size_t i = 0; i < len;) {
        i += utf8_decode(bytes + i, len - i, &cp);
        bool line_break = cp == '\r' || cp == '\n';
        if (cp == UTF8_INVALID || (utf8_is_control(cp) && !line_break && cp != '\t'))
            return false;
        breaks = breaks || line_break;
        if (line_break)
            continue;
        first = first == 0 ? cp : first;
        differs = differs || cp != first;
        is_number = is_number && ((cp >= '0' && cp <= '9') || cp == '.');
    }
    return breaks && differs && !is_number;
}

void key_feed(struct key_decoder *decoder, const char *bytes, size_t len)
{
    if (!decoder->pasting && !key_is_pending(decoder) && is_burst(bytes, len))
        decoder->burst = len;
    memcpy(decoder->bytes + decoder->len, bytes, len);
    decoder->len += len;
    decoder->timed_out = false;
}

static void drop(struct key_decoder *decoder, size_t count)
{
    decoder->len -= count;
    memmove(decoder->bytes, decoder->bytes + count, decoder->len);
}

/* CSI letter and SS3 letter. */
static int letter_key(unsigned char letter)
{
    static const struct {
        unsigned char letter;
        int key;
    } table[] = {
        {'A', KEY_UP},  {'B', KEY_DOWN},     {'C', KEY_RIGHT}, {'D', KEY_LEFT}, {'H', KEY_HOME},
        {'F', KEY_END}, {'Z', KEY_BACK_TAB}, {'P', KEY_F1},    {'w', KEY_END}, /* PuTTY, where it is
                                                                                  set to rxvt's Home
                                                                                  and End */
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].letter == letter)
            return table[i].key;
    return KEY_NONE;
}

/* CSI number ~ */
static int number_key(int number)
{
    static const struct {
        int number;
        int key;
    } table[] = {
        {1, KEY_HOME},      {2, KEY_INSERT}, {3, KEY_DELETE}, {4, KEY_END}, {5, KEY_PAGE_UP},
        {6, KEY_PAGE_DOWN}, {7, KEY_HOME},   {8, KEY_END},    {11, KEY_F1},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].number == number)
            return table[i].key;
    return KEY_NONE;
}

/* Some arrows with Shift (a parameter of 2), Alt (3) or Ctrl (5) are keys of their own. */
static int with_modifier(int key, int modifier)
{
    static const struct {
        int key, modifier, result;
    } table[] = {
        {KEY_UP, 2, KEY_SHIFT_UP},    {KEY_DOWN, 2, KEY_SHIFT_DOWN},
        {KEY_LEFT, 3, KEY_ALT_LEFT},  {KEY_RIGHT, 3, KEY_ALT_RIGHT},
        {KEY_LEFT, 5, KEY_CTRL_LEFT}, {KEY_RIGHT, 5, KEY_CTRL_RIGHT},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].key == key && table[i].modifier == modifier)
            return table[i].result;
    return key;
}

/* The modifier parameter of terminals is 1 and a bit for each key held: 1 Shift, 2 Alt, 4 Ctrl, 8
 * Meta (iTerm2's Option). Returns that of one key alone, as with_modifier() knows them. */
static int one_modifier(int modifier)
{
    int held = modifier - 1;
    if (modifier < 1)
        return 1;
    return held & (2 | 8) ? 3 : held & 4 ? 5 : held & 1 ? 2 : 1;
}

/* rxvt's arrows with Shift (ESC [ a) and Ctrl (ESC O a) are small letters. */
static int small_arrow(unsigned char letter, int modifier)
{
    if (letter < 'a' || letter > 'd')
        return KEY_NONE;
    return with_modifier(letter_key((unsigned char)(letter - 'a' + 'A')), modifier);
}

/* SGR mouse report: CSI < button ; column ; row, M pressed or m released. */
static void mouse_event(const int *params, unsigned char final, struct key_event *event)
{
    int button = params[0] & ~0x1C; /* without Shift, Alt, Ctrl */
    event->col = params[1] - 1;
    event->row = params[2] - 1;
    if (final != 'M' || event->col < 0 || event->row < 0)
        return;
    event->key = button == 0    ? KEY_CLICK
                 : button == 2  ? KEY_RIGHT_CLICK
                 : button == 32 ? KEY_DRAG
                 : button == 64 ? KEY_WHEEL_UP
                 : button == 65 ? KEY_WHEEL_DOWN
                                : KEY_NONE;
}

/* A key by its character and modifier, as iTerm2, kitty and xterm report it where a
 * program has asked them to, perhaps one that has crashed. */
static int coded_key(int code, int modifier)
{
    int held = modifier > 0 ? modifier - 1 : 0;
    bool shift = held & 1, alt = held & (2 | 8), ctrl = held & 4;
    bool letter = (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    bool named = code == KEY_ENTER || code == KEY_ESC || code == KEY_DEL_CHAR;
    if (code == KEY_TAB && !ctrl)
        return shift ? KEY_BACK_TAB : KEY_TAB;
    if (ctrl)
        return letter ? KEY_CTRL(code) : named ? code : KEY_NONE;
    if (code >= 'a' && code <= 'z' && shift)
        code += 'A' - 'a';
    if (alt)
        return code == KEY_ENTER || (code >= ' ' && code < 0x80) ? KEY_ALT(code) : KEY_NONE;
    /* From 0xE000 on are keys of kitty's that have no character. */
    bool character = (code >= ' ' && code < 0x7F) || (code >= 0xA0 && code < 0xD800);
    return named || character ? code : KEY_NONE;
}

#define CSI_PARAMS 4

/* Reads the parameters of a sequence. Returns how many semicolons there are. What follows a colon
 * only says more about a parameter; *released is set when it says that a key was released. */
static int csi_params(const unsigned char *text, size_t len, int params[CSI_PARAMS], bool *released)
{
    int count = 0, colons = 0;
    *released = false;
    for (size_t i = 0; i < len && count < CSI_PARAMS; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (text[i] == ';') {
            count++;
            colons = 0;
        } else if (text[i] == ':') {
            colons++;
        } else if (digit && colons == 0 && params[count] < 100000) {
            params[count] = params[count] * 10 + (text[i] - '0');
        } else if (digit && colons == 1 && count == 1) {
            *released = text[i] == '3';
        }
    }
    return count;
}

static void csi_event(struct key_decoder *decoder, const unsigned char *text, size_t len,
                      struct key_event *event)
{
    int params[CSI_PARAMS] = {0};
    bool marked = text[0] >= '<' && text[0] <= '?', released;
    int count = csi_params(text + marked, len - 1 - marked, params, &released);
    unsigned char final = text[len - 1];
    bool tilde = final == '~' || final == '$' || final == '^' || final == '@';
    if (text[0] == '<' && (final == 'M' || final == 'm'))
        mouse_event(params, final, event);
    else if (text[0] == '?' && final == 'c')
        decoder->replies.attributes = true;
    else if (marked || (len > 1 && text[len - 2] < '0')) /* a report: ESC [ ? 1 ; 2 c */
        event->key = KEY_NONE;
    else if (released)
        event->key = KEY_NONE;
    else if (final == '~' && params[0] == 200)
        decoder->pasting = true;
    else if (final == 'u') /* ESC [ 99 ; 5 u */
        event->key = coded_key(params[0], params[1]);
    else if (final == '~' && params[0] == 27) /* ESC [ 27 ; 5 ; 99 ~ */
        event->key = coded_key(params[2], params[1]);
    else if (tilde) /* rxvt marks Shift and Ctrl by $ ^ @ instead */
        event->key = with_modifier(number_key(params[0]), one_modifier(params[1]));
    else if (len == 1 && final >= 'a')
        event->key = small_arrow(final, 2);
    else /* some older terminals have the modifier alone: ESC [ 5 D */
        event->key = with_modifier(letter_key(final), one_modifier(params[count > 0 ? 1 : 0]));
}

static bool is_final(unsigned char c)
{
    return c >= 0x40 && c <= 0x7E;
}

/* Length of the sequence at bytes (after ESC [), 0 when it is not complete yet. */
static size_t csi_length(const unsigned char *bytes, size_t len)
{
    if (len > 0 && bytes[0] == '[') /* the Linux console's function keys: ESC [ [ A */
        return len > 1 ? 2 : 0;
    if (len > 0 && bytes[0] == 'M') /* the old mouse report: button, column, row as bytes */
        return len > 3 ? 4 : 0;
    size_t i = 0;
    while (i < len && bytes[i] >= '0' && bytes[i] <= '9')
        i++;
    if (i > 0 && i < len && bytes[i] == '$') /* rxvt's Shift; reports have more before a $ */
        return i + 1;
    while (i < len && !is_final(bytes[i]))
        i++;
    return i < len ? i + 1 : 0;
}

/* How many of the bytes can belong to one sequence: a control or a character beyond ASCII breaks
 * it off. */
static size_t unbroken(const unsigned char *bytes, size_t len)
{
    size_t i = 0;
    while (i < len && bytes[i] >= 0x20 && bytes[i] < 0x7F)
        i++;
    return i;
}

/* After ESC [. Returns the bytes taken, 0 for an incomplete sequence. */
static size_t decode_csi(struct key_decoder *decoder, const unsigned char *bytes, size_t len,
                         struct key_event *event)
{
    size_t length = csi_length(bytes, len);
    if (length == 0)
        return 0;
    if (bytes[0] == '[') {
        event->key = bytes[1] == 'A' ? KEY_F1 : KEY_NONE;
    } else if (bytes[0] == 'M') {
        const int params[] = {bytes[1] - ' ', bytes[2] - ' ', bytes[3] - ' '};
        mouse_event(params, 'M', event);
    } else {
        csi_event(decoder, bytes, length, event);
    }
    return length;
}

/* After ESC O: perhaps a modifier, then a letter. */
static size_t decode_ss3(const unsigned char *bytes, size_t len, struct key_event *event)
{
    size_t i = 0;
    int modifier = 1; /* the last digit: ESC O 5 D, ESC O 1 ; 5 D */
    for (; i < len && ((bytes[i] >= '0' && bytes[i] <= '9') || bytes[i] == ';'); i++)
        modifier = bytes[i] - '0';
    if (i == len)
        return 0;
    if (bytes[i] >= 'a' && bytes[i] <= 'd')
        event->key = small_arrow(bytes[i], 5);
    else if (bytes[i] == 'M') /* of the keypad */
        event->key = KEY_ENTER;
    else
        event->key = with_modifier(letter_key(bytes[i]), one_modifier(modifier));
    return i + 1;
}

/* Length of the C1 control at the start, a byte or a UTF-8 character; 0 when there is none. */
static size_t c1_length(const struct key_decoder *decoder)
{
    size_t len = decoder->bytes[0] == 0xC2 ? 2 : 1;
    if (decoder->len < len)
        return 0;
    unsigned char last = decoder->bytes[len - 1];
    return last >= 0x80 && last < 0xA0 ? len : 0;
}

/* Takes the sequence whose first `start` bytes stand for ESC [ or ESC O. */
static size_t decode_csi_or_ss3(struct key_decoder *decoder, size_t start, bool csi,
                                struct key_event *event)
{
    const unsigned char *bytes = decoder->bytes + start;
    size_t rest = decoder->len - start;
    /* The bytes of an old mouse report may be anything. */
    bool old_mouse = csi && rest > 0 && bytes[0] == 'M';
    size_t len = old_mouse ? rest : unbroken(bytes, rest);
    size_t taken = csi ? decode_csi(decoder, bytes, len, event) : decode_ss3(bytes, len, event);
    if (taken > 0)
        return start + taken;
    return len < rest ? start + len : 0; /* broken off: no key */
}

/* After ESC ESC: rxvt and PuTTY put an Escape before the sequence of a key that is pressed with
 * Alt. Before anything else it is the Escape key. */
static size_t decode_alt_sequence(struct key_decoder *decoder, struct key_event *event)
{
    enum { START = 3 };
    if (decoder->len < START)
        return 0;
    unsigned char letter = decoder->bytes[START - 1];
    if (letter == '[' || letter == 'O') {
        size_t taken = decode_csi_or_ss3(decoder, START, letter == '[', event);
        if (taken == 0)
            return 0;
        if (event->key > KEY_SPECIAL && event->key <= KEY_CTRL_RIGHT) {
            event->key = with_modifier(event->key, 3);
            return taken;
        }
    }
    decoder->pasting = false; /* to be taken again, without the Escape */
    *event = (struct key_event){.key = KEY_ESC};
    return 1;
}

/* At an ESC or a C1 control. Returns the bytes taken, 0 for an incomplete sequence. */
static size_t decode_sequence(struct key_decoder *decoder, struct key_event *event)
{
    const unsigned char *bytes = decoder->bytes;
    size_t c1 = c1_length(decoder);
    size_t start = c1 > 0 ? c1 : 2;
    if (decoder->len < start)
        return 0;
    unsigned char letter = c1 > 0 ? (unsigned char)(bytes[c1 - 1] - 0x40) : bytes[1];
    switch (letter) {
    case '[':
    case 'O':
        return decode_csi_or_ss3(decoder, start, letter == '[', event);
    case ']': /* OSC, DCS, APC, PM, SOS */
    case 'P':
    case '_':
    case '^':
    case 'X':
        decoder->string = KEY_STRING_BEGUN;
        decoder->reply_len = letter == ']' ? 0 : KEY_REPLY_MAX;
        return start;
    case '\\': /* the end of a string that was given up */
        return start;
    default:
        if (c1 > 0)
            return start;
    }
    if (letter == KEY_ESC)
        return decode_alt_sequence(decoder, event);
    if (letter == KEY_TAB) { /* Shift-Tab on the Linux console */
        event->key = KEY_BACK_TAB;
        return start;
    }
    bool alt = letter == KEY_ENTER || (letter >= ' ' && letter < 0x80);
    event->key = alt ? KEY_ALT(letter) : KEY_ESC; /* and then something else */
    return alt ? 2 : 1;
}

/* As decode_sequence(); when time is over, an Escape is the key, and no one types a C1 control. */
static size_t decode_timed_sequence(struct key_decoder *decoder, struct key_event *event)
{
    size_t taken = decode_sequence(decoder, event);
    if (taken > 0)
        return taken;
    bool escape = decoder->bytes[0] == KEY_ESC;
    if (decoder->len > KEY_PENDING_MAX || (decoder->timed_out && !escape))
        return decoder->len;
    if (!decoder->timed_out)
        return 0;
    event->key = KEY_ESC;
    return 1;
}

static size_t character_length(unsigned char first)
{
    return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* How many bytes of the character at the start there are. The rest of a broken one belongs to it:
 * alone, its bytes would be C1 controls. */
static size_t character_bytes(const unsigned char *bytes, size_t len)
{
    size_t need = character_length(bytes[0]);
    size_t count = 1;
    while (count < need && count < len && (bytes[count] & 0xC0) == 0x80)
        count++;
    return count;
}

/* Takes a character as far as it has come. Returns its bytes. */
static size_t take_character(const struct key_decoder *decoder, int *key)
{
    uint32_t cp;
    size_t taken = utf8_decode((const char *)decoder->bytes, decoder->len, &cp);
    if (cp == UTF8_INVALID)
        taken = character_bytes(decoder->bytes, decoder->len);
    *key = cp == UTF8_INVALID ? KEY_NONE : (int)cp;
    if (*key == '\n')
        *key = KEY_ENTER;
    if (*key == '\b')
        *key = KEY_DEL_CHAR;
    return taken;
}

/* Returns the bytes taken, 0 for an incomplete character. */
static size_t decode_character(const struct key_decoder *decoder, int *key)
{
    bool complete = decoder->len >= character_length(decoder->bytes[0]);
    return complete || decoder->timed_out ? take_character(decoder, key) : 0;
}

bool key_may_end_paste(const struct key_decoder *decoder)
{
    return decoder->pasting && decoder->len == 1 &&
           (decoder->bytes[0] == KEY_ESC || decoder->bytes[0] == KEY_CTRL('c'));
}

/* Inside a bracketed paste everything is text until CSI 2 0 1 ~. */
static size_t decode_pasted(struct key_decoder *decoder, struct key_event *event)
{
    static const char *const ends[] = {"\033[201~", "\233201~", "\302\233201~"};
    if (key_may_end_paste(decoder)) {
        decoder->pasting = !decoder->timed_out;
        decoder->paste_ended = decoder->timed_out;
        return decoder->timed_out ? 1 : 0;
    }
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t len = strlen(ends[i]);
        size_t compare = decoder->len < len ? decoder->len : len;
        if (memcmp(decoder->bytes, ends[i], compare) != 0)
            continue;
        if (compare == len) {
            decoder->pasting = false;
            decoder->paste_ended = true;
        } else if (!decoder->timed_out)
            return 0;
        return compare;
    }
    size_t taken = decode_character(decoder, &event->pasted);
    if (taken > 0 && event->pasted != KEY_NONE)
        event->key = KEY_PASTED;
    return taken;
}

/* A burst is whole characters. */
static size_t decode_burst(struct key_decoder *decoder, struct key_event *event)
{
    size_t taken = take_character(decoder, &event->key);
    event->burst = true;
    decoder->burst -= taken;
    decoder->paste_ended = decoder->burst == 0;
    return taken;
}

static void keep_reply(struct key_decoder *decoder, const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i < len && decoder->reply_len < KEY_REPLY_MAX; i++)
        decoder->reply[decoder->reply_len++] = (char)bytes[i];
}

/* Reads the reply that is complete: 11 is the background. */
static void read_reply(struct key_decoder *decoder)
{
    static const char background[] = "11;";
    const size_t len = sizeof background - 1;
    if (decoder->reply_len <= len || decoder->reply_len == KEY_REPLY_MAX ||
        memcmp(decoder->reply, background, len) != 0)
        return;
    decoder->reply[decoder->reply_len] = '\0';
    decoder->replies.background = background_from_color(decoder->reply + len);
}

/* Length of the next part of a control string: a character, or the end of the string; 0 for an
 * incomplete one. In UTF-8 the byte 0x9C ends it only where no character goes on. */
static size_t string_part(const unsigned char *bytes, size_t len, bool *ends)
{
    enum { BEL = 0x07, CAN = 0x18, SUB = 0x1A, ST = 0x9C };
    size_t need = bytes[0] == KEY_ESC ? 2 : character_length(bytes[0]);
    size_t count = character_bytes(bytes, len);
    if (count == len && count < need)
        return 0;
    *ends = bytes[0] == BEL || bytes[0] == CAN || bytes[0] == SUB || bytes[0] == ST;
    if ((bytes[0] == KEY_ESC && bytes[1] == '\\') || (bytes[0] == 0xC2 && bytes[1] == ST)) {
        *ends = true;
        return 2;
    }
    return count;
}

/* Inside a control string, what a terminal answers when it is asked: no byte is a key. Returns the
 * bytes taken, 0 when they may be the start of its end. */
static size_t skip_string(struct key_decoder *decoder)
{
    size_t taken = 0;
    bool ends = false;
    while (taken < decoder->len && !ends) {
        size_t part = string_part(decoder->bytes + taken, decoder->len - taken, &ends);
        if (part == 0 && !decoder->timed_out)
            break;
        if (ends)
            read_reply(decoder);
        else
            keep_reply(decoder, decoder->bytes + taken, part);
        taken += part > 0 ? part : decoder->len - taken;
    }
    if (taken > 0)
        decoder->string = ends ? KEY_STRING_NONE : KEY_STRING_GOES_ON;
    return taken;
}

/* Takes what is at the start. Returns the bytes taken, 0 when it is not complete. */
static size_t decode(struct key_decoder *decoder, struct key_event *event)
{
    if (decoder->burst > 0)
        return decode_burst(decoder, event);
    if (decoder->pasting)
        return decode_pasted(decoder, event);
    if (decoder->string != KEY_STRING_NONE)
        return skip_string(decoder);
    if (decoder->bytes[0] == KEY_ESC || c1_length(decoder) > 0)
        return decode_timed_sequence(decoder, event);
    return decode_character(decoder, &event->key);
}

void key_time_out(struct key_decoder *decoder)
{
    decoder->timed_out = true;
}

bool key_take(struct key_decoder *decoder, struct key_event *event)
{
    while (decoder->len > 0 || decoder->paste_ended) {
        *event = (struct key_event){.key = decoder->paste_ended ? KEY_PASTE_END : KEY_NONE};
        decoder->paste_ended = false;
        if (event->key != KEY_NONE)
            return true;
        size_t taken = decode(decoder, event);
        if (taken == 0)
            return false;
        drop(decoder, taken);
        if (event->key != KEY_NONE)
            return true;
    }
    if (decoder->timed_out)
        decoder->string = KEY_STRING_NONE;
    return false;
}

bool key_is_pending(const struct key_decoder *decoder)
{
    return decoder->len > 0 || decoder->string != KEY_STRING_NONE;
}

const struct key_replies *key_replies(const struct key_decoder *decoder)
{
    return &decoder->replies;
}

void key_forget_replies(struct key_decoder *decoder)
{
    decoder->replies = (struct key_replies){0};
}

enum key_string key_string(const struct key_decoder *decoder)
{
    return decoder->string;
}

bool key_is_pasting(const struct key_decoder *decoder)
{
    return decoder->pasting;
}

const char *key_label(int key, char buffer[KEY_LABEL_MAX])
{
    static const struct {
        int key;
        const char *name;
    } table[] = {
        {KEY_TAB, "Tab"},
        {KEY_ENTER, "Enter"},
        {KEY_ESC, "Esc"},
        {KEY_DEL_CHAR, "Backspace"},
        {KEY_UP, "Up"},
        {KEY_DOWN, "Down"},
        {KEY_LEFT, "Left"},
        {KEY_RIGHT, "Right"},
        {KEY_HOME, "Home"},
        {KEY_END, "End"},
        {KEY_PAGE_UP, "PgUp"},
        {KEY_PAGE_DOWN, "PgDn"},
        {KEY_INSERT, "Ins"},
        {KEY_DELETE, "Del"},
        {KEY_BACK_TAB, "Shift-Tab"},
        {KEY_F1, "F1"},
        {KEY_ALT_LEFT, "Alt-Left"},
        {KEY_ALT_RIGHT, "Alt-Right"},
        {KEY_CTRL_LEFT, "Ctrl-Left"},
        {KEY_CTRL_RIGHT, "Ctrl-Right"},
        {KEY_SHIFT_UP, "Shift-Up"},
        {KEY_SHIFT_DOWN, "Shift-Down"},
        {' ', "Space"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].key == key)
            return table[i].name;
    if (key > KEY_ALT_BASE && key < KEY_ALT(0x80)) {
        int plain = key - KEY_ALT_BASE;
        char name[KEY_LABEL_MAX];
        bool shift = plain >= 'A' && plain <= 'Z';
        if (plain >= 'a' && plain <= 'z')
            plain += 'A' - 'a';
        snprintf(buffer, KEY_LABEL_MAX, shift ? "Alt-Shift-%.5s" : "Alt-%.11s",
                 key_label(plain, name));
    } else if (key > 0 && key < 27)
        snprintf(buffer, KEY_LABEL_MAX, "Ctrl-%c", 'A' + key - 1);
    else if (key == KEY_CTRL('\\'))
        snprintf(buffer, KEY_LABEL_MAX, "Ctrl-\\");
    else
        snprintf(buffer, KEY_LABEL_MAX, "%c", key > 0 && key < 0x7F ? key : '?');
    return buffer;
}
