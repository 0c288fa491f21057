/*
 * View: asks what to copy of a page. And opening its reference in a web browser.
 */
#ifndef SB_VIEWS_SHARE_H
#define SB_VIEWS_SHARE_H

#include "app/view.h"
#include "page/page.h"

#define SHARE_MAX_BYTES 4096 /* longer texts are cut on their way to a clipboard */

/* Asks what to copy of the subject; a message when there is nothing. seen: what was seen of it in
 * an input, which must outlive the menu; NULL: there is none. url (NULL: the reference of the page)
 * is what is copied as its URL. */
void share_open(struct app *app, const struct subject *subject, const struct page_seen *seen,
                const char *url);

/* Is an address known to open for the page? */
bool share_has_reference(const struct subject *subject);

/* Asks the main loop to open the URL; for NULL that of the reference of the page, and a message
 * when it has none. */
void share_open_reference(struct app *app, const struct subject *subject, const char *url);

/* Appends the URL of the reference of the page. Returns false when there is none. */
bool share_reference_url(const struct subject *subject, struct strbuf *out);

#endif
