#include "config.h"
#include "registry/style_private.h"

#include <cJSON.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "registry/fields.h"
#include "registry/rfc.h"

/* Is it as RFCs number their sections: "15.5.20", "A.1"? */
static bool is_number(const char *section)
{
    if (isupper((unsigned char)section[0]))
        section++;
    else if (!isdigit((unsigned char)section[0]))
        return false;
    return section[strspn(section, "0123456789.")] == '\0' &&
           strlen(section) + 1 < RFC_SECTION_BYTES;
}

static void check_reference(struct faults *faults, struct rfc_copies *copies, const cJSON *node,
                            const struct fault_place *place)
{
    const cJSON *doc = cJSON_GetObjectItemCaseSensitive(node, "doc");
    const cJSON *section = cJSON_GetObjectItemCaseSensitive(node, "section");
    struct fault_place here = {.up = place, .key = "section"};
    if (section == NULL || strncmp(doc->valuestring, "RFC ", 4) != 0)
        return;
    struct rfc_place at = {.number = (unsigned)strtoul(doc->valuestring + 4, NULL, 10)};
    if (!is_number(section->valuestring)) {
        faults_add_value(faults, &here, section, "the number of a section, such as 15.5.20 or A.1");
        return;
    }
    memcpy(at.section, section->valuestring, strlen(section->valuestring) + 1);
    if (rfc_copies_lack(copies, &at))
        faults_add_in(faults, &here, "is \"%s\", expected a section that %s has",
                      section->valuestring, doc->valuestring);
}

static void check_node(struct faults *faults, struct rfc_copies *copies, const struct shape *shape,
                       const cJSON *node, const struct fault_place *place)
{
    if (shape == &reference_shape)
        check_reference(faults, copies, node, place);
    for (const cJSON *child = node->child; child != NULL; child = child->next) {
        size_t i = fields_find(shape, child->string, 0);
        struct fault_place here = {.up = place, .key = child->string};
        struct fault_place item = {.up = &here, .node = child->child};
        if (i == shape->count)
            continue;
        if (shape->fields[i].kind == KIND_OBJECT)
            check_node(faults, copies, shape->fields[i].shape, child, &here);
        for (; shape->fields[i].kind == KIND_OBJECTS && item.node != NULL;
             item.node = item.node->next, item.index++)
            check_node(faults, copies, shape->fields[i].shape, item.node, &item);
    }
}

void style_check_sections(const cJSON *root, struct faults *faults)
{
    struct rfc_copies copies = {0};
    check_node(faults, &copies, &registry_shape, root, NULL);
    rfc_copies_clear(&copies);
}
