/*
 * --check: is a file a registry, or an overlay, without errors?
 */
#ifndef SB_CLI_CHECK_FILE_H
#define SB_CLI_CHECK_FILE_H

#include <stdbool.h>

#include "base/error.h"
#include "cli/options.h"
#include "registry/library.h"

/*
 * Checks a file as the options ask. *library, empty before the first file, is what overlays are
 * merged into, each over the previous ones; it is loaded for the first. Returns false with *err
 * set, a line for each error in the file.
 */
bool check_file(const struct options *options, const char *path, struct library *library,
                struct sb_error *err);

#endif
