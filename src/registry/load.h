/*
 * Finds the main registry, in the first source that exists, and the further ones, and merges the
 * overlays into them.
 *
 * A source that was named (by an option or variable) must be without errors. One that was found and
 * is broken is skipped, with a warning.
 */
#ifndef SB_REGISTRY_LOAD_H
#define SB_REGISTRY_LOAD_H

#include <stdbool.h>

#include "base/error.h"
#include "registry/library.h"

/* What the caller wants; zeroed: the usual order. */
struct registry_request {
    const char *file; /* -r FILE, or NULL */
    bool builtin;     /* --builtin: read no file at all */
    bool bare;        /* without overlays */
};

/*
 * Loads the main registry: request->file; $STATUSBROWSE_REGISTRY;
 * $XDG_DATA_HOME/statusbrowse/http.json (~/.local/share when unset or relative);
 * PKGDATADIR/http.json; the one compiled in. Then, next to a registry with the id of that one, adds
 * the further ones that are compiled in, and those of
 * $XDG_DATA_HOME/statusbrowse/registries.d/<name>.json, which replace one that is compiled in with
 * the same id. Then merges $XDG_CONFIG_HOME/statusbrowse/registry.d/<name>.json (~/.config
 * when unset or relative) in name order. Returns false with *err set, and *library empty, when the
 * main one is named and missing or broken.
 */
bool registry_load(struct library *library, const struct registry_request *request,
                   struct sb_error *err);

#endif
