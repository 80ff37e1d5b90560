/* trend.c - the figures of an indicator over its last periods, for its detail block and its sparkline. */
#include "report/chart_build.h"

static const mkr_trend *make(mkr_builder *b, const mkr_indicator *i, size_t most) {
    const mkr_trend_wish wish = {.most = most, .most_others = 1, .whole = true};
    mkr_trend *t = mkr_trend_make(b, &i, 1, &wish).trend;
    t->beside_facts = true;
    return t;
}

const mkr_trend *mkr_trend_of_indicator(mkr_builder *b, const mkr_indicator *i, size_t most) {
    if (most != MKR_TREND_PERIODS)
        return make(b, i, most);
    if (!b->trends)
        b->trends = mkr_alloc_array(b->arena, b->data->n, sizeof *b->trends);
    const mkr_trend **known = &b->trends[i - b->data->indicators];
    if (!*known)
        *known = make(b, i, most);
    return *known;
}
