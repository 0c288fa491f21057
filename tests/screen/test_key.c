#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "screen/key.h"
#include "support/check.h"
#include "support/files.h"

static void feed(struct key_decoder *decoder, const char *bytes, size_t len)
{
    if (len > key_room(decoder))
        len = key_room(decoder);
    key_feed(decoder, bytes, len);
}

/* All keys that can be taken now, as text: names, pasted characters as 'x', mouse with place. */
static void take_all(struct key_decoder *decoder, bool timed_out, struct strbuf *out)
{
    struct key_event event;
    if (timed_out)
        key_time_out(decoder);
    for (int i = 0; i < 10000 && key_take(decoder, &event); i++) {
        char label[KEY_LABEL_MAX];
        if (out->len > 0)
            strbuf_putc(out, ' ');
        if (event.key == KEY_PASTE_END)
            strbuf_puts(out, "end");
        else if (event.burst)
            strbuf_printf(out, "burst-%s", key_label(event.key, label));
        else if (event.key == KEY_PASTED)
            strbuf_printf(out, event.pasted > ' ' && event.pasted < 0x7F ? "'%c'" : "'%d'",
                          event.pasted);
        else if (event.key == KEY_CLICK)
            strbuf_printf(out, "click %d,%d", event.row, event.col);
        else if (event.key == KEY_RIGHT_CLICK)
            strbuf_printf(out, "right-click %d,%d", event.row, event.col);
        else if (event.key == KEY_DRAG)
            strbuf_printf(out, "drag %d,%d", event.row, event.col);
        else if (event.key == KEY_WHEEL_UP || event.key == KEY_WHEEL_DOWN)
            strbuf_printf(out, "wheel-%s %d,%d", event.key == KEY_WHEEL_UP ? "up" : "down",
                          event.row, event.col);
        else if (event.key >= 0x7F && event.key < KEY_SPECIAL && event.key != KEY_DEL_CHAR)
            strbuf_printf(out, "U+%04X", (unsigned)event.key);
        else
            strbuf_puts(out, key_label(event.key, label));
    }
}

/* Feeds the bytes in two pieces and takes keys after each; at the end the time is up. */
static char *decode_split(const char *bytes, size_t len, size_t split)
{
    struct key_decoder decoder = {.len = 0};
    struct strbuf out = STRBUF_INIT;
    feed(&decoder, bytes, split);
    take_all(&decoder, false, &out);
    feed(&decoder, bytes + split, len - split);
    take_all(&decoder, false, &out);
    take_all(&decoder, true, &out);
    CHECK(!key_is_pending(&decoder));
    return strbuf_take(&out);
}

static void check_keys(const char *bytes, const char *want)
{
    size_t len = strlen(bytes);
    for (size_t split = 0; split <= len; split++) {
        char *got = decode_split(bytes, len, split);
        if (strcmp(got, want) != 0) {
            struct strbuf shown = STRBUF_INIT;
            for (size_t i = 0; i < len; i++)
                strbuf_printf(&shown, bytes[i] > ' ' && bytes[i] < 0x7F ? "%c" : "\\%03o",
                              (unsigned char)bytes[i]);
            CHECK_MSG(false, "%s split at %zu gives \"%s\", not \"%s\"", strbuf_str(&shown), split,
                      got, want);
            strbuf_clear(&shown);
        }
        free(got);
    }
}

struct key_case {
    const char *bytes, *keys;
};

static void check_table(const struct key_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_keys(cases[i].bytes, cases[i].keys);
}

#define CHECK_TABLE(cases) check_table((cases), sizeof(cases) / sizeof((cases)[0]))

static void characters_and_controls_are_themselves(void)
{
    static const struct key_case cases[] = {
        {"", ""},
        {"a", "a"},
        {"jk", "j k"},
        {"/404?", "/ 4 0 4 ?"},
        {" ", "Space"},
        {"\t", "Tab"},
        {"\r", "Enter"},
        {"\n", "Enter"},
        {"\177", "Backspace"},
        {"\b", "Backspace"},
        {"\004", "Ctrl-D"},
        {"\003q", "Ctrl-C q"},
        {"\034", "Ctrl-\\"},
        {"\033", "Esc"},
        {"\033\033", "Esc Esc"},
        {"\033x", "Alt-X"}, /* together, or it is two keys */
        {"\033b\033\177b", "Alt-B Alt-Backspace b"},
        {"\033\r", "Alt-Enter"},
        {"\033\033b", "Esc Alt-B"},
        {"\033\003", "Esc Ctrl-C"},
        {"\033\303\251", "Esc U+00E9"},
        {"\303\251", "U+00E9"},
        {"\346\274\242", "U+6F22"},
        {"\360\237\230\200q", "U+1F600 q"},
    };
    CHECK_TABLE(cases);
}

static void broken_characters_are_no_keys(void)
{
    static const struct key_case cases[] = {
        {"\377q", "q"}, {"\300\200q", "q"},   {"\355\240\200q", "q"}, {"\200q", "q"},
        {"\303q", "q"}, {"\346\274q", "q"},   {"\346q", "q"},         {"\364\220\200\200q", "q"},
        {"\303", ""},   {"\360\237\230", ""}, {"\303\033[A", "Up"},
    };
    CHECK_TABLE(cases);
}

static void keys_of_xterm(void)
{
    static const struct key_case cases[] = {
        {"\033[A", "Up"},
        {"\033[B", "Down"},
        {"\033[C", "Right"},
        {"\033[D", "Left"},
        {"\033OA", "Up"},
        {"\033OB", "Down"},
        {"\033OC", "Right"},
        {"\033OD", "Left"},
        {"\033[H", "Home"},
        {"\033[F", "End"},
        {"\033OH", "Home"},
        {"\033OF", "End"},
        {"\033[2~", "Ins"},
        {"\033[3~", "Del"},
        {"\033[5~", "PgUp"},
        {"\033[6~", "PgDn"},
        {"\033[Z", "Shift-Tab"},
        {"\033OP", "F1"},
        {"\033OM", "Enter"},
        {"\033[1;2A", "Shift-Up"},
        {"\033[1;2B", "Shift-Down"},
        {"\033[1;5C", "Ctrl-Right"},
        {"\033[1;3D", "Alt-Left"},
        {"\033[1;3C", "Alt-Right"},
        {"\033[1;3A", "Up"},
        {"\033[5;5~", "PgUp"},
        {"\033[3;2~", "Del"},
        {"\033[1;5H", "Home"},
        {"\033[1;2P", "F1"},
        {"\033O5A", "Up"},
        {"\033O1;2P", "F1"},
    };
    CHECK_TABLE(cases);
}

static void keys_of_rxvt_linux_and_screen(void)
{
    static const struct key_case cases[] = {
        {"\033[7~", "Home"},
        {"\033[8~", "End"},
        {"\033[11~", "F1"}, /* rxvt */
        {"\033[5$", "PgUp"},
        {"\033[6^", "PgDn"},
        {"\033[7@", "Home"},
        {"\033[a", "Shift-Up"},
        {"\033Oa", "Up"},
        {"\033[1~", "Home"},
        {"\033[4~", "End"},
        {"\033[[A", "F1"}, /* linux */
        {"\033[[B", ""},
        {"\033[[E", ""},
        {"\033[1~\033[4~", "Home End"}, /* screen, tmux */
    };
    CHECK_TABLE(cases);
}

/* Every form of the keys with Alt, Ctrl and Shift that the help names. */
static void keys_with_a_modifier_have_many_forms(void)
{
    static const struct key_case cases[] = {
        {"\033\033[D", "Alt-Left"}, /* rxvt, PuTTY */
        {"\033\033[C", "Alt-Right"}, {"\033\033OD", "Alt-Left"},
        {"\033\033OC", "Alt-Right"}, {"\033\033[1;3D", "Alt-Left"},
        {"\033\033[5~", "PgUp"},     {"\033[1;9D", "Alt-Left"}, /* iTerm2 */
        {"\033[1;9C", "Alt-Right"},  {"\033[1;4D", "Alt-Left"}, /* and Shift */
        {"\033[1;10C", "Alt-Right"}, {"\033b", "Alt-B"},        /* macOS */
        {"\033f", "Alt-F"},          {"\033[3D", "Alt-Left"},   /* the modifier alone */
        {"\033[5C", "Ctrl-Right"},   {"\033O3D", "Alt-Left"},
        {"\033O5C", "Ctrl-Right"},   {"\033O1;5D", "Ctrl-Left"},
        {"\033Od", "Ctrl-Left"}, /* rxvt */
        {"\033Oc", "Ctrl-Right"},    {"\033[d", "Left"},
        {"\033[c", "Right"},         {"\033[1;6D", "Ctrl-Left"},   /* and Shift */
        {"\033\t", "Shift-Tab"},                                   /* the Linux console */
        {"\033[1;2Z", "Shift-Tab"},  {"\033[H\033Ow", "Home End"}, /* PuTTY as rxvt */
    };
    CHECK_TABLE(cases);
}

static void keys_may_come_as_characters_with_a_modifier(void)
{
    static const struct key_case cases[] = {
        {"\033[27u", "Esc"},
        {"\033[13u", "Enter"},
        {"\033[9;2u", "Shift-Tab"},
        {"\033[127u", "Backspace"},
        {"\033[127;5u", "Backspace"},
        {"\033[99;5u", "Ctrl-C"},
        {"\033[67;6u", "Ctrl-C"},
        {"\033[98;3u", "Alt-B"},
        {"\033[102;9u", "Alt-F"},
        {"\033[110;2u", "N"},
        {"\033[78;2u", "N"},
        {"\033[110:78:110;2u", "N"},
        {"\033[106u", "j"},
        {"\033[233u", "U+00E9"},
        {"\033[99;5:1u\033[99;5:3u", "Ctrl-C"}, /* pressed and released */
        {"\033[1;1:1B\033[1;1:3B", "Down"},
        {"\033[6;1:2~\033[6;1:3~", "PgDn"},
        {"\033[27;5;99~", "Ctrl-C"}, /* xterm */
        {"\033[27;3;98~", "Alt-B"},
        {"\033[27;2;9~", "Shift-Tab"},
    };
    CHECK_TABLE(cases);
}

static void an_escape_before_what_is_no_key_is_the_escape_key(void)
{
    static const struct key_case cases[] = {
        {"\033\033", "Esc Esc"},
        {"\033\033\033[D", "Esc Alt-Left"},
        {"\033\033b", "Esc Alt-B"},
        {"\033\033[<0;3;4M", "Esc click 3,2"},
        {"\033\033[M #$", "Esc click 3,2"},
        {"\033\033[200~a\033[201~", "Esc 'a' end"},
        {"\033\033[?1;2c", "Esc"},
        {"\033\033]11;rgb:bb/bb/bb\033\\", "Esc"},
        {"\033\033O", "Esc Esc O"},
    };
    CHECK_TABLE(cases);
}

static void keys_that_mean_nothing_leave_nothing_behind(void)
{
    static const struct key_case cases[] = {
        {"\033OQq", "q"},
        {"\033[15~q", "q"},
        {"\033[24~q", "q"},
        {"\033[15;2~q", "q"},
        {"\033O2Sq", "q"},
        {"\033[27;5;9~q", "q"},
        {"\033[uq", "q"},
        {"\033[57358uq", "q"},
        {"\033[49;5uq", "q"},
        {"\033[155uq", "q"},
        {"\033[3uq", "q"},
        {"\033[Iq", "q"},
        {"\033[Oq", "q"}, /* focus in, out */
        {"\033[?1;2cq", "q"},
        {"\033[>0;95;0cq", "q"},
        {"\033[?2026;2$yq", "q"},
        {"\033[24;80Rq", "q"},
        {"\033[0nq", "q"},
        {"\033[4;2$yq", "q"},
        {"\033[8;24;80tq", "q"},
        {"\033[?6Aq", "q"},
        {"\033[1;2 Aq", "q"},
        {"\033[=1;2Hq", "q"},
        {"\033[<5~q", "q"},
        {"\033[99999999999999999999~q", "q"},
        {"\033[1;2;3;4;5;6;7Aq", "Shift-Up q"},
        {"\033[;;;;;;;~q", "q"},
        {"\033[201~q", "q"},
    };
    CHECK_TABLE(cases);
}

static void a_broken_off_sequence_does_not_swallow_the_next_key(void)
{
    static const struct key_case cases[] = {
        {"\033[\033[A", "Up"},        {"\033[1\033[A", "Up"}, {"\033O\033[A", "Up"},
        {"\033[1;\003", "Ctrl-C"},    {"\033[5\033", "Esc"},  {"\033[\r", "Enter"},
        {"\033[1\303\251", "U+00E9"}, {"\033\033[A", "Up"},   {"\033[5\177", "Backspace"},
    };
    CHECK_TABLE(cases);
}

static void when_time_is_up_a_started_sequence_is_what_was_typed(void)
{
    static const struct key_case cases[] = {
        {"\033[", "Esc ["},
        {"\033O", "Esc O"},
        {"\033[1;5", "Esc [ 1 ; 5"},
        {"\033[[", "Esc [ ["},
    };
    CHECK_TABLE(cases);
}

static void an_escape_waits_for_its_rest(void)
{
    struct key_decoder decoder = {.len = 0};
    struct key_event event;
    feed(&decoder, "\033", 1);
    CHECK(!key_take(&decoder, &event));
    CHECK(key_is_pending(&decoder));
    key_time_out(&decoder);
    CHECK(key_take(&decoder, &event));
    CHECK_INT(event.key, KEY_ESC);
    CHECK(!key_is_pending(&decoder));
    CHECK(!key_take(&decoder, &event));
    feed(&decoder, "\033", 1);
    CHECK_MSG(!key_take(&decoder, &event), "what comes later has its own time");
}

/* Feeds the bytes one by one and takes keys after each. */
static void check_single_bytes(const char *bytes, const char *want)
{
    struct key_decoder decoder = {.len = 0};
    struct strbuf out = STRBUF_INIT;
    for (const char *byte = bytes; *byte != '\0'; byte++) {
        feed(&decoder, byte, 1);
        take_all(&decoder, false, &out);
    }
    CHECK_STR(strbuf_str(&out), want);
    strbuf_clear(&out);
}

static void a_sequence_in_single_bytes_is_one_key(void)
{
    static const struct key_case cases[] = {
        {"\033[1;3D", "Alt-Left"},  {"\033[<0;120;34M", "click 33,119"},   {"\033[5~", "PgUp"},
        {"\346\274\242", "U+6F22"}, {"\033[200~a\033[201~b", "'a' end b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_single_bytes(cases[i].bytes, cases[i].keys);
}

static void eight_bit_controls_begin_sequences(void)
{
    static const struct key_case cases[] = {
        {"\233A", "Up"},
        {"\302\233B", "Down"},
        {"\2335~q", "PgUp q"},
        {"\217A", "Up"},
        {"\302\217P", "F1"},
        {"\233?1;2cq", "q"},
        {"\302\23324;80Rq", "q"},
        {"\233<0;5;6M", "click 5,4"},
        {"\233M %&q", "click 5,4 q"},
        {"\233", ""},
        {"\302\2331;5", ""},
        {"\2331\033[A", "Up"},
        {"\204q", "q"},
        {"\302\205q", "q"},
        {"\302\234q", "q"},
        {"\233200~q\233201~x", "'q' end x"},
        {"\302\233200~\302\251\302\233201~x", "'169' end x"},
        /* Inside a character, a broken one too, these bytes are no controls. */
        {"\305\233A", "U+015B A"},
        {"\304\235q", "U+011D q"},
        {"\364\220\233\235q", "q"},
    };
    CHECK_TABLE(cases);
}

/* What terminals answer when they are asked, without the beginning and the end. */
static const struct {
    char kind; /* the letter after ESC */
    const char *text;
} replies[] = {
    {']', "11;rgb:1e1e/1e1e/1e1e"},
    {']', "10;rgb:bbbb/bbbb/bbbb"},
    {']', "4;1;rgb:cdcd/0000/0000"},
    {']', "52;c;aGVsbG8gYmVlIGtleXM="},
    {']', "lbug \303\234\305\234 q"},
    {']', "Licon"},
    {'P', ">|XTerm(379)"},
    {'P', "1+r544e=787465726d"},
    {'P', "1$r0;1m"},
    {'P', "!|00000000"},
    {'P', "tmux;\033\033]11;rgb:bbbb/bbbb/bbbb"},
    {'_', "Gi=31;OK"},
    {'^', "bub"},
    {'X', "/bq"},
    {']', ""},
};

static const char *const string_ends[] = {"\033\\", "\a", "\030", "\032", "\234", "\302\234"};

static void check_reply(const char *start, const char *text)
{
    for (size_t i = 0; i < sizeof string_ends / sizeof string_ends[0]; i++) {
        struct strbuf bytes = STRBUF_INIT;
        strbuf_printf(&bytes, "j%s%s%sk", start, text, string_ends[i]);
        check_keys(strbuf_str(&bytes), "j k");
        check_single_bytes(strbuf_str(&bytes), "j k");
        strbuf_clear(&bytes);
    }
}

static void replies_of_terminals_are_no_keys(void)
{
    for (size_t i = 0; i < sizeof replies / sizeof replies[0]; i++) {
        unsigned char c1 = (unsigned char)(replies[i].kind + 0x40);
        const char seven_bit[] = {'\033', replies[i].kind, '\0'};
        const char eight_bit[] = {(char)c1, '\0'}, utf8[] = {'\302', (char)c1, '\0'};
        check_reply(seven_bit, replies[i].text);
        check_reply(eight_bit, replies[i].text);
        check_reply(utf8, replies[i].text);
    }
}

static void a_control_string_ends_where_it_is_told_to(void)
{
    static const struct key_case cases[] = {
        {"\033]11;a\033\\\033]10;b\033\\q", "q"},
        {"\033]11;a\033]10;b\033\\q", "q"}, /* the first one without an end */
        {"\033]a\033\033\\q", "q"},
        {"\033]a\033[Ab\r\n\tc\003\aq", "q"},
        {"\033]a\346\234\254\302\aq", "q"}, /* the byte 0x9C in a character */
        {"\033]a\303\034\302\251b\234q", "q"},
        {"\033]\033[200~a\033[201~\aq", "q"},
        {"\033[1\033]a\aq", "q"},
        {"\033\033]a\aq", "Esc q"},
        {"\033[200~\033]a\a\033[201~q", "'27' ']' 'a' '7' end q"}, /* pasted */
        {"\033\\q", "q"}, /* the end of one that was given up */
        {"\033]", ""},
        {"\033Pabc", ""},
        {"\033_a\033", ""},
        {"\235a\302", ""},
        {"\220", ""},
    };
    CHECK_TABLE(cases);
}

static void when_time_is_up_keys_after_a_control_string_are_keys(void)
{
    static const char *const starts[] = {"\033]", "\302\237", "\033]11;b", "\033Pb\033",
                                         "\235b\305"};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        struct key_decoder decoder = {.len = 0};
        struct strbuf out = STRBUF_INIT;
        feed(&decoder, starts[i], strlen(starts[i]));
        take_all(&decoder, false, &out);
        CHECK((key_string(&decoder) == KEY_STRING_BEGUN) == (i < 2));
        CHECK(key_string(&decoder) != KEY_STRING_NONE && key_is_pending(&decoder));
        take_all(&decoder, true, &out);
        CHECK(key_string(&decoder) == KEY_STRING_NONE && !key_is_pending(&decoder));
        CHECK_STR(strbuf_str(&out), "");
        feed(&decoder, "jk", 2);
        take_all(&decoder, false, &out);
        CHECK_STR(strbuf_str(&out), "j k");
        strbuf_clear(&out);
    }
}

static void mouse_reports_become_clicks_and_wheels(void)
{
    static const struct key_case cases[] = {
        {"\033[<0;1;1M", "click 0,0"},
        {"\033[<0;120;34M", "click 33,119"},
        {"\033[<0;500;300M", "click 299,499"},
        {"\033[<0;5;6m", ""}, /* released */
        {"\033[<32;5;6M", "drag 5,4"},
        {"\033[<33;5;6M", ""}, /* with another button */
        {"\033[<35;5;6M", ""}, /* with none */
        {"\033[<64;5;6M", "wheel-up 5,4"},
        {"\033[<65;5;6M", "wheel-down 5,4"},
        {"\033[<4;5;6M", "click 5,4"},     /* with Shift */
        {"\033[<80;5;6M", "wheel-up 5,4"}, /* with Ctrl */
        {"\033[<1;5;6M", ""},              /* middle, moved */
        {"\033[<2;5;6M", "right-click 5,4"},
        {"\033[<66;5;6M", ""},
        {"\033[<0;0;0M", ""},
        {"\033[<0M", ""},
        {"\033[<M", ""},
        {"\033[<0;5;6M\033[<0;5;6mq", "click 5,4 q"},
        {"\033[32;5;6Mq", "q"},     /* urxvt's own form */
        {"\033[M !!", "click 0,0"}, /* the old form */
        {"\033[M %&q", "click 5,4 q"},
        {"\033[M`%&", "wheel-up 5,4"},
        {"\033[M#%&q", "q"},
        {"\033[M \200\377q", "click 222,95 q"},
    };
    CHECK_TABLE(cases);
}

static void pasted_text_is_no_keys(void)
{
    static const struct key_case cases[] = {
        {"\033[200~\033[201~", "end"},
        {"\033[200~\033[201~q", "end q"},
        {"\033[200~qb\033[201~q", "'q' 'b' end q"},
        {"\033[200~\303\251\n\033[201~", "'233' '13' end"},
        {"\033[200~\033[A\033[201~x", "'27' '[' 'A' end x"},
        {"\033[200~\033\033[201~x", "'27' end x"},
        {"\033[200~\033[200~a\033[201~x", "'27' '[' '2' '0' '0' '~' 'a' end x"},
        {"\033[200~\033[20\033[201~x", "'27' '[' '2' '0' end x"},
        {"\033[200~\377a\303\033[201~x", "'a' end x"},
        {"\033[200~a\033[201~\033[200~b\033[201~", "'a' end 'b' end"},
        {"\033[200~abc", "'a' 'b' 'c'"}, /* never ended */
    };
    CHECK_TABLE(cases);
}

/* Whatever comes after a pause is still pasted text. */
static void a_paste_may_pause_anywhere(void)
{
    static const char bytes[] = "some text be\003 the rest\033 bub";
    for (size_t pause = 1; pause < sizeof bytes - 1; pause++) {
        struct key_decoder decoder = {.pasting = true};
        struct strbuf out = STRBUF_INIT;
        feed(&decoder, bytes, pause);
        take_all(&decoder, false, &out);
        if (!key_may_end_paste(&decoder))
            take_all(&decoder, true, &out);
        feed(&decoder, bytes + pause, sizeof bytes - 1 - pause);
        take_all(&decoder, false, &out);
        CHECK_MSG(decoder.pasting, "after %zu bytes", pause);
        CHECK_HAS(strbuf_str(&out), "'b' 'u' 'b'");
        strbuf_clear(&out);
    }
}

static void a_lone_escape_or_ctrl_c_ends_a_paste_without_an_end(void)
{
    static const char keys[] = {KEY_ESC, KEY_CTRL('c')};
    for (size_t i = 0; i < sizeof keys; i++) {
        struct key_decoder decoder = {.pasting = true};
        struct strbuf out = STRBUF_INIT;
        feed(&decoder, "ab", 2);
        take_all(&decoder, true, &out);
        CHECK(!key_may_end_paste(&decoder));
        feed(&decoder, &keys[i], 1);
        take_all(&decoder, false, &out);
        CHECK(key_may_end_paste(&decoder) && key_is_pasting(&decoder));
        take_all(&decoder, true, &out);
        CHECK(!key_is_pasting(&decoder));
        feed(&decoder, "q", 1);
        take_all(&decoder, false, &out);
        CHECK_STR(strbuf_str(&out), "'a' 'b' end q");
        strbuf_clear(&out);
    }
}

/* As terminals without bracketed paste send a text. */
static void a_text_in_one_piece_is_a_burst(void)
{
    static const char *const cases[][2] = {
        {"be\r", "burst-b burst-e burst-Enter end"},
        {"a b\nq", "burst-a burst-Space burst-b burst-Enter burst-q end"},
        {"\r\nno\t", "burst-Enter burst-Enter burst-n burst-o burst-Tab end"},
        {"b\r", "b Enter"},       /* a key, and Enter */
        {"jjj\r", "j j j Enter"}, /* one key held down */
        {"404\r", "4 0 4 Enter"}, /* a number, which cannot do harm */
        {"403.14\r", "4 0 3 . 1 4 Enter"},
        {"be", "b e"}, /* fast typing */
        {"\r\r\r", "Enter Enter Enter"},
        {"be\r\033[A", "b e Enter Up"}, /* keys */
        {"be\003\r", "b e Ctrl-C Enter"},
        {"be\r\377", "b e Enter"},
        {"\033be\r", "Alt-B e Enter"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct key_decoder decoder = {.len = 0};
        struct strbuf out = STRBUF_INIT;
        feed(&decoder, cases[i][0], strlen(cases[i][0]));
        take_all(&decoder, false, &out);
        take_all(&decoder, true, &out);
        CHECK_STR(strbuf_str(&out), cases[i][1]);
        feed(&decoder, "q", 1); /* what comes later are keys again */
        strbuf_reset(&out);
        take_all(&decoder, false, &out);
        CHECK_STR(strbuf_str(&out), "q");
        strbuf_clear(&out);
    }
}

static void a_long_paste_comes_through_whole(void)
{
    struct key_decoder decoder = {.len = 0};
    struct key_event event;
    struct strbuf bytes = STRBUF_INIT;
    size_t sent = 0, taken = 0;
    strbuf_puts(&bytes, "\033[200~");
    strbuf_pad(&bytes, 'a', 100000);
    strbuf_puts(&bytes, "\033[201~q");
    while (sent < bytes.len) {
        size_t piece =
            key_room(&decoder) < bytes.len - sent ? key_room(&decoder) : bytes.len - sent;
        key_feed(&decoder, bytes.data + sent, piece);
        sent += piece;
        while (key_take(&decoder, &event) && event.key == KEY_PASTED)
            taken++;
    }
    CHECK_INT(taken, 100000);
    CHECK_INT(event.key, KEY_PASTE_END);
    CHECK(key_take(&decoder, &event));
    CHECK_INT(event.key, 'q');
    CHECK(!decoder.pasting);
    strbuf_clear(&bytes);
}

static void a_full_buffer_is_taken_key_by_key(void)
{
    struct key_decoder decoder = {.len = 0};
    struct key_event event;
    char block[sizeof decoder.bytes];
    size_t keys = 0;
    memset(block, 'j', sizeof block);
    CHECK_INT(key_room(&decoder), 4096);
    key_feed(&decoder, block, sizeof block);
    CHECK_INT(key_room(&decoder), 0);
    while (key_take(&decoder, &event))
        keys += event.key == 'j';
    CHECK_INT(keys, 4096);
    CHECK_INT(key_room(&decoder), 4096);
}

static void an_endless_sequence_does_not_fill_the_buffer(void)
{
    static const char *const starts[] = {"\033[", "\033O", "\033[<", "\033[?", "\033[1;"};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        struct key_decoder decoder = {.len = 0};
        struct strbuf out = STRBUF_INIT;
        feed(&decoder, starts[i], strlen(starts[i]));
        while (key_room(&decoder) > 0)
            feed(&decoder, "1", 1);
        take_all(&decoder, false, &out);
        CHECK_STR(strbuf_str(&out), "");
        CHECK_INT(key_room(&decoder), 4096);
        feed(&decoder, "q", 1);
        take_all(&decoder, false, &out);
        CHECK_STR(strbuf_str(&out), "q");
        strbuf_clear(&out);
    }
}

static void an_endless_control_string_takes_no_room(void)
{
    struct key_decoder decoder = {.len = 0};
    struct strbuf out = STRBUF_INIT;
    char block[sizeof decoder.bytes];
    memset(block, 'b', sizeof block);
    feed(&decoder, "\033]52;c;", 7);
    for (int i = 0; i < 1000; i++) {
        take_all(&decoder, false, &out);
        CHECK_INT(key_room(&decoder), sizeof block);
        feed(&decoder, block, sizeof block);
    }
    take_all(&decoder, false, &out);
    feed(&decoder, "\033\\q", 3);
    take_all(&decoder, false, &out);
    CHECK_STR(strbuf_str(&out), "q");
    strbuf_clear(&out);
}

static void random_bytes_never_block_the_decoder(void)
{
    static const char likely[] = "\033[O<>?0123456789;~MmA$\003q\200\303]\\\a\233\235\234\302";
    struct key_decoder decoder = {.len = 0};
    struct key_event event;
    unsigned seed = 17;
    size_t events = 0;
    for (int i = 0; i < 200000; i++) {
        char byte = support_random(&seed, 4) == 0
                        ? (char)support_random(&seed, 256)
                        : likely[support_random(&seed, sizeof likely - 1)];
        feed(&decoder, &byte, 1);
        if (support_random(&seed, 10) == 0)
            key_time_out(&decoder);
        while (key_take(&decoder, &event)) {
            events++;
            if (event.key <= KEY_NONE || event.key >= KEY_LAST)
                CHECK_MSG(false, "key %d", event.key);
        }
        if (decoder.len > KEY_PENDING_MAX) {
            CHECK_MSG(false, "%zu bytes wait after step %d", decoder.len, i);
            break;
        }
    }
    CHECK(events > 1000);
}

static void keys_have_the_names_of_the_help(void)
{
    static const struct {
        int key;
        const char *name;
    } cases[] = {
        {'j', "j"},
        {'?', "?"},
        {' ', "Space"},
        {KEY_CTRL('d'), "Ctrl-D"},
        {KEY_TAB, "Tab"},
        {KEY_ENTER, "Enter"},
        {KEY_ESC, "Esc"},
        {KEY_DEL_CHAR, "Backspace"},
        {KEY_CTRL('z'), "Ctrl-Z"},
        {KEY_BACK_TAB, "Shift-Tab"},
        {KEY_F1, "F1"},
        {KEY_PAGE_UP, "PgUp"},
        {KEY_ALT_LEFT, "Alt-Left"},
        {KEY_CTRL_LEFT, "Ctrl-Left"},
        {KEY_ALT('b'), "Alt-B"},
        {KEY_ALT('B'), "Alt-Shift-B"},
        {KEY_ALT(KEY_DEL_CHAR), "Alt-Backspace"},
        {0, "?"},
        {0x2605, "?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char label[KEY_LABEL_MAX];
        CHECK_STR(key_label(cases[i].key, label), cases[i].name);
    }
}

static void replies_are_kept_however_they_come(void)
{
    static const struct {
        const char *bytes;
        enum background background;
        bool attributes;
    } cases[] = {
        {"\033]11;rgb:1e1e/1e1e/1e1e\033\\", BACKGROUND_DARK, false},
        {"\033]11;rgb:ffff/ffff/ffff\a\033[?64;1;2c", BACKGROUND_LIGHT, true},
        {"\23511;rgb:ff/ff/ff\234\233?6c", BACKGROUND_LIGHT, true},
        {"\033[?1;2c", BACKGROUND_UNKNOWN, true},
        {"\033[>0;95;0c", BACKGROUND_UNKNOWN, false},
        {"\033]10;rgb:ffff/ffff/ffff\a", BACKGROUND_UNKNOWN, false},
        {"\033]111;rgb:ffff/ffff/ffff\a", BACKGROUND_UNKNOWN, false},
        {"\033P11;rgb:ffff/ffff/ffff\033\\", BACKGROUND_UNKNOWN, false},
        {"\033]11\a", BACKGROUND_UNKNOWN, false},
        {"\033]11;rgb:ffff/ffff/ffff", BACKGROUND_UNKNOWN, false},
        {"\033]11;rgb:ffff/ffff/ffff0123456789012345678901234567890123456789\a", BACKGROUND_UNKNOWN,
         false},
        {"\033]11;?\a", BACKGROUND_UNKNOWN, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t len = strlen(cases[i].bytes);
        for (size_t split = 0; split <= len; split++) {
            struct key_decoder decoder = {.len = 0};
            struct strbuf out = STRBUF_INIT;
            feed(&decoder, cases[i].bytes, split);
            take_all(&decoder, false, &out);
            feed(&decoder, cases[i].bytes + split, len - split);
            take_all(&decoder, false, &out);
            CHECK_INT(key_replies(&decoder)->background, cases[i].background);
            CHECK_INT(key_replies(&decoder)->attributes, cases[i].attributes);
            CHECK_STR(strbuf_str(&out), "");
            strbuf_clear(&out);
            key_forget_replies(&decoder);
            CHECK_INT(key_replies(&decoder)->background, BACKGROUND_UNKNOWN);
            CHECK(!key_replies(&decoder)->attributes);
        }
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    RUN(characters_and_controls_are_themselves);
    RUN(broken_characters_are_no_keys);
    RUN(keys_of_xterm);
    RUN(keys_of_rxvt_linux_and_screen);
    RUN(keys_with_a_modifier_have_many_forms);
    RUN(keys_may_come_as_characters_with_a_modifier);
    RUN(an_escape_before_what_is_no_key_is_the_escape_key);
    RUN(keys_that_mean_nothing_leave_nothing_behind);
    RUN(a_broken_off_sequence_does_not_swallow_the_next_key);
    RUN(when_time_is_up_a_started_sequence_is_what_was_typed);
    RUN(an_escape_waits_for_its_rest);
    RUN(a_sequence_in_single_bytes_is_one_key);
    RUN(eight_bit_controls_begin_sequences);
    RUN(replies_of_terminals_are_no_keys);
    RUN(a_control_string_ends_where_it_is_told_to);
    RUN(when_time_is_up_keys_after_a_control_string_are_keys);
    RUN(mouse_reports_become_clicks_and_wheels);
    RUN(pasted_text_is_no_keys);
    RUN(a_paste_may_pause_anywhere);
    RUN(a_lone_escape_or_ctrl_c_ends_a_paste_without_an_end);
    RUN(a_text_in_one_piece_is_a_burst);
    RUN(a_long_paste_comes_through_whole);
    RUN(a_full_buffer_is_taken_key_by_key);
    RUN(an_endless_sequence_does_not_fill_the_buffer);
    RUN(an_endless_control_string_takes_no_room);
    RUN(random_bytes_never_block_the_decoder);
    RUN(keys_have_the_names_of_the_help);
    RUN(replies_are_kept_however_they_come);
    return check_done();
}
