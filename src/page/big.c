#include "config.h"
#include "page/big.h"

#include <string.h>

#include "base/strbuf.h"

#define GLYPH_COLS 6
#define GLYPH_ROWS BIG_ROWS /* of cells, each of two pixels one above the other */
#define GAP_COLS 2
#define SCALE_MAX 4

/* A cell: # both pixels, ^ the upper, _ the lower one. */
static const char *const glyphs[][GLYPH_ROWS] = {
    {"_#^^#_", "##  ##", "##  ##", "##  ##", "^#__#^"},
    {" _##  ", "^^##  ", "  ##  ", "  ##  ", "__##__"},
    {"_#^^#_", "    ##", "  _#^ ", "_#^   ", "##____"},
    {"_#^^#_", "    ##", "  ^^#_", "    ##", "^#__#^"},
    {"   _##", " _#^##", "##  ##", "^^^^##", "    ##"},
    {"##^^^^", "##    ", "^^^^#_", "    ##", "^#__#^"},
    {"_#^^#_", "##    ", "##^^#_", "##  ##", "^#__#^"},
    {"^^^^##", "   _#^", "  ##  ", " ##   ", " ##   "},
    {"_#^^#_", "##  ##", "_#^^#_", "##  ##", "^#__#^"},
    {"_#^^#_", "##  ##", "^#__##", "    ##", "^#__#^"},
    {"      ", "      ", "      ", "      ", "  ##  "},
    {"      ", "      ", "______", "      ", "      "},
};

/* The glyph of a character, or NULL. */
static const char *const *find_glyph(char c)
{
    static const char characters[] = "0123456789.-";
    const char *at = c != '\0' ? strchr(characters, c) : NULL;
    return at != NULL ? glyphs[at - characters] : NULL;
}

static int code_cols(size_t len)
{
    return (int)len * (GLYPH_COLS + GAP_COLS) - GAP_COLS;
}

int big_scale(const char *code, int cols, int rows)
{
    size_t len = strlen(code);
    for (size_t i = 0; i < len; i++)
        if (find_glyph(code[i]) == NULL)
            return 0;
    int scale = len > 0 && len < 100 ? SCALE_MAX : 0; /* no screen is wider */
    while (scale > 0 && (scale * GLYPH_ROWS > rows || scale * code_cols(len) > cols))
        scale--;
    return scale;
}

/* Is the pixel set? Its place is in the size of the glyph. */
static bool has_pixel(const char *const *glyph, int x, int y)
{
    char cell = glyph[y / 2][x];
    return cell == '#' || cell == (y % 2 == 0 ? '^' : '_');
}

/* Appends the row of cells of one glyph. */
static void put_glyph(const char *const *glyph, int row, int scale, bool ascii, struct strbuf *out)
{
    for (int col = 0; col < GLYPH_COLS * scale; col++) {
        bool upper = has_pixel(glyph, col / scale, 2 * row / scale);
        bool lower = has_pixel(glyph, col / scale, (2 * row + 1) / scale);
        if (ascii)
            strbuf_putc(out, upper || lower ? '#' : ' ');
        else
            strbuf_puts(out, upper && lower ? "\u2588" : upper ? "\u2580" : lower ? "\u2584" : " ");
    }
}

struct doc *big_doc(const char *code, int scale, enum role role, bool ascii)
{
    struct doc *doc = doc_new(code_cols(strlen(code)) * scale, ascii);
    for (int row = 0; row < GLYPH_ROWS * scale; row++) {
        struct strbuf line = STRBUF_INIT;
        for (size_t i = 0; code[i] != '\0'; i++) {
            if (i > 0)
                strbuf_pad(&line, ' ', (size_t)(GAP_COLS * scale));
            put_glyph(find_glyph(code[i]), row, scale, ascii, &line);
        }
        doc_verbatim(doc, role, strbuf_str(&line), 0, 0);
        strbuf_clear(&line);
    }
    return doc;
}
