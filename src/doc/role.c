#include "config.h"
#include "doc/role.h"

static enum role class_role(enum role first, size_t class_index)
{
    if (class_index == (size_t)-1)
        return ROLE_STRONG;
    return (enum role)((size_t)first + class_index % ROLE_ACCENTS);
}

enum role role_accent(size_t class_index)
{
    return class_role(ROLE_ACCENT, class_index);
}

enum role role_bar(size_t class_index)
{
    return class_role(ROLE_BAR, class_index);
}
