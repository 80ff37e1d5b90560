/* series.c - which periods a chart shows, and what it needs to know of them. */
#include "chart/plot.h"

#include <string.h>

enum { MOST_PERIODS = 60 };

bool mkr_series_window(const mkr_indicator_trend *trend, bool trim, mkr_series *out) {
    if (trend->last >= trend->data->n_periods)
        return false;
    size_t most = trend->most < MOST_PERIODS ? trend->most : MOST_PERIODS;
    size_t end = trend->last + 1;
    size_t from = end > most ? end - most : 0;
    const mkr_value *values = trend->indicator->values;
    while (trim && from < end && !values[from].has_actual)
        from++;
    *out = (mkr_series){.at = values + from, .periods = trend->data->periods + from, .n = end - from};
    if (trend->definition_from > from && trend->definition_from < end)
        out->definition = trend->definition_from - from;
    for (size_t i = 0; i < out->n; i++) {
        if (out->at[i].has_actual) {
            out->points++;
            out->latest = i;
        }
    }
    return out->points > 0;
}

bool mkr_series_has_target(const mkr_series *s) {
    for (size_t i = 0; i < s->n; i++) {
        if (s->at[i].has_target)
            return true;
    }
    return false;
}

size_t mkr_series_level_end(const mkr_series *s, size_t from) {
    size_t end = from + 1;
    while (end < s->n && s->at[end].has_target &&
           mkr_decimal_compare(mkr_target(&s->at[from]), mkr_target(&s->at[end])) == 0)
        end++;
    return end;
}

bool mkr_trend_compares(const mkr_indicator_trend *trend) {
    return trend->indicator->n_comparisons > 0 && trend->last == trend->data->current;
}

bool mkr_trend_has_chart(const mkr_indicator_trend *trend) {
    mkr_series s;
    return mkr_series_window(trend, true, &s);
}

void mkr_widen(mkr_decimal v, mkr_decimal *low, mkr_decimal *high) {
    if (mkr_decimal_compare(v, *low) < 0)
        *low = v;
    if (mkr_decimal_compare(v, *high) > 0)
        *high = v;
}

const char *mkr_chart_number(mkr_arena *arena, const mkr_indicator *i, mkr_decimal v) {
    char *number = mkr_indicator_print(arena, i, v);
    return i->unit && strcmp(i->unit, "%") == 0 ? mkr_printf(arena, "%s%%", number) : number;
}

const char *mkr_missing_mark(mkr_arena *arena, const mkr_value *v) {
    const char *mark = mkr_nil_shorthand(mkr_value_nil(v));
    return mkr_printf(arena, "[%s]", *mark ? mark : "x");
}
