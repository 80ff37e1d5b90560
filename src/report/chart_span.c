/* chart_span.c - the stretch of time that a chart covers: span="3 years". */
#include <string.h>

#include "report/chart_build.h"

enum { MOST_MONTHS = 4800 }; /* as many as the data can have */

static const struct {
    const char *one, *many;
    uint32_t months;
} units[] = {
    [MKR_MONTH] = {"month", "months", 1},
    [MKR_QUARTER] = {"quarter", "quarters", 3},
    [MKR_YEAR] = {"year", "years", 12},
};

/* "3 years", "1 quarter": how many months; 0 when it says no such thing. */
static uint32_t read_months(const char *s) {
    static const char blanks[] = " \t\n";
    uint32_t n = 0;
    for (s += strspn(s, blanks); *s >= '0' && *s <= '9' && n <= MOST_MONTHS; s++)
        n = n * 10 + (uint32_t)(*s - '0');
    s += strspn(s, blanks);
    size_t length = strcspn(s, blanks);
    if (s[length + strspn(s + length, blanks)])
        return 0;
    for (int kind = MKR_MONTH; kind <= MKR_YEAR; kind++)
        if ((strlen(units[kind].one) == length && !memcmp(s, units[kind].one, length)) ||
            (strlen(units[kind].many) == length && !memcmp(s, units[kind].many, length)))
            return n * units[kind].months <= MOST_MONTHS ? n * units[kind].months : 0;
    return 0;
}

bool mkr_build_span_of_time(mkr_builder *b, const mkr_node *node, mkr_period_kind kind, size_t *n) {
    const mkr_attr *span = mkr_node_find_attr(node, "span");
    *n = 0;
    if (!span)
        return true;
    uint32_t months = read_months(span->value);
    if (!months)
        return mkr_say(b->diag, MKR_E_CHART_SPAN, span->where, "\"%s\"", span->value);
    if (months % units[kind].months)
        return mkr_say(b->diag, MKR_E_CHART_SPAN, span->where, "\"%s\" is no whole number of %s", span->value,
                       units[kind].many);
    *n = months / units[kind].months;
    return true;
}
