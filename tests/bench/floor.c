/*
 * The least that a curses program of this kind can do: three panes of the size that the browser
 * has, a list of generated entries in the middle, the text of the selected one on the right. j and
 * k move, q quits. What the browser takes beyond this is its own.
 *
 * It shows as much text as the browser does, with as many attributes, and does nothing else: no
 * file, no search, no signals but those of curses.
 */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <curses.h>

#define CLASSES 7
#define ENTRIES 110
#define CODES_COL 24 /* where the panes begin, as in the browser at 100 columns */
#define DETAILS_COL 58
#define PARAGRAPHS 4
#define PARAGRAPH_WORDS 26

enum color { COLOR_CLASS = 1, COLOR_LABEL };

static int selected, top;

static const char *word(int n)
{
    static const char *const words[] = {
        "the",     "server",  "client",  "request", "of",    "response", "a",      "cache",
        "proxy",   "header",  "sends",   "is",      "not",   "what",     "it",     "resource",
        "method",  "content", "may",     "again",   "later", "and",      "origin", "gateway",
        "timeout", "when",    "address", "moved",   "field",
    };
    unsigned mixed = (unsigned)n * 2654435761u;
    return words[(mixed >> 16) % (sizeof words / sizeof words[0])];
}

/* One paragraph of words, wrapped to the pane. Returns the row behind it. */
static int draw_paragraph(int row, int seed)
{
    int col = DETAILS_COL;
    for (int i = 0; i < PARAGRAPH_WORDS && row < LINES - 1; i++) {
        const char *text = word(seed * PARAGRAPH_WORDS + i);
        int len = (int)strlen(text);
        if (col + len >= COLS) {
            row++;
            col = DETAILS_COL;
        }
        if (row < LINES - 1)
            mvaddstr(row, col, text);
        col += len + 1;
    }
    return row + 1;
}

static void draw_classes(void)
{
    for (int i = 0; i < CLASSES && i + 2 < LINES - 1; i++) {
        attr_set(A_BOLD, COLOR_CLASS, NULL);
        mvprintw(i + 2, 1, "%dxx", i);
        attr_set(A_NORMAL, 0, NULL);
        printw(" %s %s", word(i), word(i + 9));
    }
}

static void draw_entries(void)
{
    int rows = LINES - 3;
    if (selected < top)
        top = selected;
    if (selected >= top + rows)
        top = selected - rows + 1;
    for (int i = 0; i < rows && top + i < ENTRIES; i++) {
        attr_t reverse = top + i == selected ? A_REVERSE : A_NORMAL;
        attr_set(A_BOLD | reverse, COLOR_CLASS, NULL);
        mvprintw(i + 2, CODES_COL + 1, "%d", 100 + 5 * (top + i));
        attr_set(reverse, 0, NULL);
        printw(" %-12s %-12s  ", word(top + i), word(top + i + 50));
    }
}

static void draw_details(void)
{
    attr_set(A_BOLD, COLOR_CLASS, NULL);
    mvprintw(1, DETAILS_COL, "%d %s %s", 100 + 5 * selected, word(selected), word(selected + 50));
    int row = 3;
    for (int i = 0; i < PARAGRAPHS; i++) {
        attr_set(A_BOLD, COLOR_LABEL, NULL);
        if (row < LINES - 1)
            mvprintw(row, DETAILS_COL, "PART %d", i + 1);
        attr_set(A_NORMAL, 0, NULL);
        row = draw_paragraph(row + 1, selected * PARAGRAPHS + i) + 1;
    }
}

static void draw(void)
{
    erase();
    attr_set(A_BOLD, 0, NULL);
    mvaddstr(0, 1, "floor");
    draw_classes();
    attr_set(A_DIM, 0, NULL);
    mvvline(0, CODES_COL - 1, ACS_VLINE, LINES - 1);
    mvvline(0, DETAILS_COL - 2, ACS_VLINE, LINES - 1);
    mvaddstr(LINES - 1, 1, "j down  k up  q quit");
    draw_entries();
    draw_details();
    attr_set(A_NORMAL, 0, NULL);
    refresh();
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    if (initscr() == NULL)
        return 1;
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    curs_set(0);
    typeahead(-1);
    start_color();
    use_default_colors();
    init_pair(COLOR_CLASS, COLOR_BLUE, -1);
    init_pair(COLOR_LABEL, COLOR_CYAN, -1);
    for (int key = 0; key != 'q';) {
        /* Like the browser: what waits is taken in first, then the screen is drawn once. */
        timeout(0);
        for (key = getch(); key != ERR && key != 'q'; key = getch()) {
            if (key == 'j' && selected + 1 < ENTRIES)
                selected++;
            if (key == 'k' && selected > 0)
                selected--;
        }
        if (key == 'q')
            break;
        draw();
        timeout(-1);
        key = getch();
        if (key != ERR)
            ungetch(key);
        else
            break;
        key = 0;
    }
    endwin();
    return 0;
}
