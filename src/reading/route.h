/*
 * The route of a target: the target with "…" in place of each id, so that requests for a thousand
 * orders are seen to be requests for orders.
 */
#ifndef SB_READING_ROUTE_H
#define SB_READING_ROUTE_H

#include <stddef.h>

/* Fills route[] with the route of a target without its query, cut at `size` bytes. Returns its
 * length, 0 when the target has no id. */
size_t route_of(const char *target, size_t len, char *route, size_t size);

#endif
