#include "config.h"
#include "registry/style_private.h"

#include <cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "registry/check.h"
#include "registry/rfc.h"

/* Is it as RFCs number their sections: "15.5.20", "A.1"? */
static bool is_number(const char *section)
{
    if (ascii_is_capital(section[0]))
        section++;
    else if (!ascii_is_digit(section[0]))
        return false;
    return section[strspn(section, "0123456789.")] == '\0' &&
           strlen(section) + 1 < RFC_SECTION_BYTES;
}

/* A file whose references are checked. */
struct sections {
    struct faults *faults;
    struct rfc_copies copies;
};

static void check_reference(void *context, const struct shape *shape, const cJSON *node,
                            const struct fault_place *place)
{
    struct sections *sections = context;
    if (shape != &reference_shape)
        return;
    const cJSON *doc = cJSON_GetObjectItemCaseSensitive(node, "doc");
    const cJSON *section = cJSON_GetObjectItemCaseSensitive(node, "section");
    struct fault_place here = {.up = place, .key = "section"};
    if (section == NULL || strncmp(doc->valuestring, "RFC ", 4) != 0)
        return;
    struct rfc_place at = {.number = (unsigned)strtoul(doc->valuestring + 4, NULL, 10)};
    if (!is_number(section->valuestring)) {
        faults_add_value(sections->faults, &here, section,
                         "the number of a section, such as 15.5.20 or A.1");
        return;
    }
    memcpy(at.section, section->valuestring, strlen(section->valuestring) + 1);
    if (rfc_copies_lack(&sections->copies, &at))
        faults_add_in(sections->faults, &here, "is \"%s\", expected a section that %s has",
                      section->valuestring, doc->valuestring);
}

void style_check_sections(const cJSON *root, struct faults *faults)
{
    struct sections sections = {.faults = faults};
    registry_walk(&registry_shape, root, NULL, check_reference, &sections);
    rfc_copies_clear(&sections.copies);
}
