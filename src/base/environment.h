/*
 * Variables of the environment. One that is empty counts as unset, as NO_COLOR and the XDG
 * specification demand.
 */
#ifndef SB_BASE_ENVIRONMENT_H
#define SB_BASE_ENVIRONMENT_H

#include <stdbool.h>

/* Returns the value of a variable, or NULL where it is unset or empty. Valid until the variable is
 * changed. */
const char *environment_value(const char *name);

/* Is the variable set, and not empty? */
bool environment_has(const char *name);

#endif
