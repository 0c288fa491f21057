/* Which parts of a target are ids. */
#include "config.h"
#include "reading/route.h"

#include <string.h>

#include "support/check.h"

#define ROUTE_BYTES 96

static void a_route_has_no_ids(void)
{
    static const char *const rows[][2] = {
        {"/orders/17", "/orders/…"},
        {"/orders/17/items/4", "/orders/…/items/…"},
        {"/a/550e8400-e29b-41d4-a716-446655440000/b", "/a/…/b"},
        {"/o/507f1f77bcf86cd799439011", "/o/…"},
        {"/s/01HXZ8Q4J5K6M7N8P9Q0", "/s/…"},
        {"/thumbs/1234.jpg", "/thumbs/….jpg"},
        {"http://localhost:8080/users/7", "http://localhost:8080/users/…"},
        {"7", "…"},
        {"/", ""},
        {"", ""},
        {"//", ""},
        {"/api/v1/users", ""},
        {"/b2b/e2e/c3", ""},
        {"/deadbeef", ""},
        {"/http/2.0", ""},
        {"/archive.7", ""},
        {"/.5", ""},
        {"http://192.0.2.7/", ""},
        {"/what-a-long-title-of-2024", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char route[ROUTE_BYTES + 1];
        size_t len = route_of(rows[i][0], strlen(rows[i][0]), route, ROUTE_BYTES);
        route[len] = '\0';
        CHECK_STR(route, rows[i][1]);
    }
}

static void a_long_route_is_cut_at_a_whole_sign(void)
{
    char target[200], route[ROUTE_BYTES];
    for (size_t size = 0; size < sizeof route; size++) {
        memset(target, '/', sizeof target);
        for (size_t i = 1; i < sizeof target; i += 2)
            target[i] = '1';
        size_t len = route_of(target, sizeof target, route, size);
        CHECK(len <= size);
        CHECK(len == 0 || route[len - 1] == '/' || (unsigned char)route[len - 1] == 0xA6);
    }
}

int main(void)
{
    RUN(a_route_has_no_ids);
    RUN(a_long_route_is_cut_at_a_whole_sign);
    return check_done();
}
