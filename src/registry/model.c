#include "config.h"
#include "registry/model.h"

const char *const registration_names[REGISTRATION_COUNT] = {
    [REGISTRATION_STANDARD] = "standard",     [REGISTRATION_EXPERIMENTAL] = "experimental",
    [REGISTRATION_TEMPORARY] = "temporary",   [REGISTRATION_DEPRECATED] = "deprecated",
    [REGISTRATION_OBSOLETED] = "obsoleted",   [REGISTRATION_UNUSED] = "unused",
    [REGISTRATION_UNOFFICIAL] = "unofficial", [REGISTRATION_HISTORIC] = "historic",
};

const char *const seen_in_names[SEEN_COUNT] = {
    [SEEN_RESPONSE] = "response",
    [SEEN_LOG] = "log",
    [SEEN_CLIENT] = "client",
    [SEEN_CONFIG] = "config",
};

const char *const content_names[CONTENT_COUNT] = {
    [CONTENT_ALLOWED] = "allowed",
    [CONTENT_FORBIDDEN] = "forbidden",
    [CONTENT_DEPENDS] = "depends",
};

const char *const retry_names[RETRY_COUNT] = {
    [RETRY_NO] = "no",
    [RETRY_YES] = "yes",
    [RETRY_AFTER_CHANGE] = "after-change",
    [RETRY_AFTER_DELAY] = "after-delay",
    [RETRY_FOLLOW] = "follow",
};

const char *const redirect_names[REDIRECT_COUNT] = {
    [REDIRECT_KEPT] = "kept",
    [REDIRECT_MAY_BECOME_GET] = "may-become-get",
    [REDIRECT_BECOMES_GET] = "becomes-get",
};

const char *const lasting_names[LASTING_COUNT] = {
    [LASTING_PERMANENT] = "permanent",
    [LASTING_TEMPORARY] = "temporary",
    [LASTING_UNKNOWN] = "unknown",
};

const char *const fault_names[FAULT_COUNT] = {
    [FAULT_CLIENT] = "client",
    [FAULT_HERE] = "here",
    [FAULT_UPSTREAM] = "upstream",
};

/* As the members of "facts" are called. */
const char *const grid_fact_names[GRID_COUNT] = {
    [GRID_CACHEABLE] = "heuristically_cacheable",
    [GRID_MUST_NOT_STORE] = "must_not_store",
    [GRID_CONTENT] = "content",
    [GRID_RETRY] = "retry",
    [GRID_REDIRECT_METHOD] = "redirect_method",
    [GRID_LASTING] = "lasting",
    [GRID_FAULT] = "fault",
};

const char *const strength_names[STRENGTH_COUNT] = {
    [STRENGTH_MUST] = "MUST",     [STRENGTH_MUST_NOT] = "MUST NOT",
    [STRENGTH_SHOULD] = "SHOULD", [STRENGTH_SHOULD_NOT] = "SHOULD NOT",
    [STRENGTH_MAY] = "MAY",       [STRENGTH_USUAL] = "usual",
    [STRENGTH_CANNOT] = "cannot",
};

const char *const direction_names[DIRECTION_COUNT] = {
    [DIRECTION_REQUEST] = "request",
    [DIRECTION_RESPONSE] = "response",
};

const char *const witness_names[WITNESS_COUNT] = {
    [WITNESS_VERSION] = "version",
    [WITNESS_TIMERS] = "timers",
    [WITNESS_TIMES] = "three times",
    [WITNESS_COLUMN] = "column",
    [WITNESS_ROW_END] = "row end",
    [WITNESS_RESULT] = "result",
    [WITNESS_REQUEST_BEFORE] = "request before",
    [WITNESS_TALLY] = "tally",
    [WITNESS_NAME] = "name",
    [WITNESS_PHRASE] = "phrase",
    [WITNESS_REQUEST_AFTER] = "request after",
    [WITNESS_BARS] = "bars",
    [WITNESS_QUOTED] = "quoted",
};

const char *const duration_unit_names[DURATION_UNITS] = {
    [DURATION_WRITTEN] = "written", [DURATION_S] = "s",   [DURATION_MS] = "ms",
    [DURATION_US] = "us",           [DURATION_NS] = "ns",
};

const char *const reason_place_names[REASON_PLACE_COUNT] = {
    [REASON_NEXT_WORD] = "next-word",
    [REASON_STATE] = "state",
};

const char *const rule_word_names[RULE_WORD_COUNT] = {
    [RULE_STATUS] = "status",
    [RULE_METHOD] = "method",
    [RULE_VERSION] = "version",
    [RULE_ASKED_VERSION] = "asked-version",
    [RULE_HAS] = "has",
    [RULE_ASKED] = "asked",
    [RULE_TOKEN] = "token",
    [RULE_ACCEPTED] = "accepted",
    [RULE_REPEATS] = "repeats",
    [RULE_DIFFERS] = "differs",
    [RULE_TWICE] = "twice",
    [RULE_IS] = "is",
    [RULE_LATER] = "later",
    [RULE_SAME] = "same",
    [RULE_RECOMMENDED] = "recommended",
    [RULE_LISTED] = "listed",
    [RULE_CONTENT] = "content",
    [RULE_LINE] = "line",
};

const char *const field_side_names[FIELD_SIDE_COUNT] = {
    [FIELD_OF_REQUEST] = "request",
    [FIELD_OF_RESPONSE] = "response",
    [FIELD_OF_BOTH] = "both",
};

const char *const field_who_names[WHO_COUNT] = {
    [WHO_ORIGIN] = "origin", [WHO_CACHE] = "cache", [WHO_GATEWAY] = "gateway",
    [WHO_PROXY] = "proxy",   [WHO_CDN] = "cdn",     [WHO_VALUE] = "value",
};

const char *const field_use_names[USE_COUNT] = {
    [USE_DO] = "do",
    [USE_WHY] = "why",
    [USE_AGE] = "age",
};

const char *const field_syntax_names[SYNTAX_COUNT] = {
    [SYNTAX_TEXT] = "text",
    [SYNTAX_NUMBER] = "number",
    [SYNTAX_SECONDS] = "seconds",
    [SYNTAX_DATE] = "date",
    [SYNTAX_DATE_OR_SECONDS] = "date-or-seconds",
    [SYNTAX_EPOCH_OR_SECONDS] = "epoch-or-seconds",
    [SYNTAX_LIST] = "list",
    [SYNTAX_DIRECTIVES] = "directives",
    [SYNTAX_CHALLENGES] = "challenges",
    [SYNTAX_CREDENTIALS] = "credentials",
    [SYNTAX_COOKIE] = "cookie",
    [SYNTAX_COOKIES] = "cookies",
    [SYNTAX_MEDIA_TYPE] = "media-type",
    [SYNTAX_PRODUCTS] = "products",
    [SYNTAX_URI] = "uri",
};
