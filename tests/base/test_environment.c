#include "config.h"

#include <stdlib.h>

#include "base/environment.h"
#include "support/check.h"

#define NAME "STATUSBROWSE_TEST_VARIABLE"

static void counts_an_empty_variable_as_unset(void)
{
    unsetenv(NAME);
    CHECK(environment_value(NAME) == NULL && !environment_has(NAME));
    setenv(NAME, "", true);
    CHECK(environment_value(NAME) == NULL && !environment_has(NAME));
    setenv(NAME, "x", true);
    CHECK(environment_has(NAME));
    CHECK_STR(environment_value(NAME), "x");
    unsetenv(NAME);
}

int main(void)
{
    RUN(counts_an_empty_variable_as_unset);
    return check_done();
}
