/*
 * Is the background of a terminal dark or light? As far as that can be found out.
 */
#ifndef SB_DOC_BACKGROUND_H
#define SB_DOC_BACKGROUND_H

enum background { BACKGROUND_UNKNOWN, BACKGROUND_DARK, BACKGROUND_LIGHT };

/* Of the value of $COLORFGBG, which some terminals set: "15;0" or "0;default;15", the last field is
 * the background among the terminal's sixteen colours. NULL and other values: unknown. */
enum background background_from_colorfgbg(const char *value);

/* Of a colour in the form in which terminals answer: "rgb:RRRR/GGGG/BBBB", with one to four
 * hexadecimal digits a part, or "rgba:" and four parts. Anything else: unknown. */
enum background background_from_color(const char *text);

#endif
