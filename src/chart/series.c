/* series.c - which periods a chart shows, and what it needs to know of them. */
#include "chart/plot.h"

#include <string.h>

#include "data/unit.h"

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

static bool has_own_figure(const mkr_trend *t, size_t i) {
    for (size_t c = 0; c < smaller(t->n_curves, MKR_CURVES_MOST); c++) {
        if (t->curves[c].role == MKR_CURVE_OWN && t->curves[c].at[i].given)
            return true;
    }
    return false;
}

static void read_curve(mkr_series *s, size_t c) {
    s->curve[c] = s->trend->curves[c].at + s->from;
    for (size_t i = 0; i < s->n; i++) {
        if (s->curve[c][i].given) {
            s->points[c]++;
            s->latest[c] = i;
        }
    }
    if (s->trend->curves[c].role == MKR_CURVE_OWN)
        s->own += s->points[c];
}

bool mkr_series_window(const mkr_trend *trend, bool trim, mkr_series *out) {
    size_t from = trend->n > MKR_PERIODS_MOST ? trend->n - MKR_PERIODS_MOST : 0;
    bool shares_axis = trend->has_range; /* leading gaps, too, stand side by side */
    while (trim && !shares_axis && from < trend->n && !has_own_figure(trend, from))
        from++;
    *out = (mkr_series){.trend = trend,
                        .from = from,
                        .n = trend->n - from,
                        .periods = trend->periods + from,
                        .n_curves = smaller(trend->n_curves, MKR_CURVES_MOST),
                        .n_guides = smaller(trend->n_guides, MKR_GUIDES_MOST)};
    for (size_t c = 0; c < out->n_curves; c++)
        read_curve(out, c);
    for (size_t g = 0; g < out->n_guides; g++)
        out->guide[g] = trend->guides[g].at + from;
    for (size_t k = 0; k < 2 && trend->band[0] && trend->band[1]; k++)
        out->band[k] = trend->band[k] + from;
    out->signals = trend->signals ? trend->signals + from : NULL;
    for (size_t i = 0; i < trend->n_breaks; i++) {
        if (trend->breaks[i] > from && trend->breaks[i] < trend->n)
            out->breaks[trend->breaks[i] - from] = true;
    }
    return out->own > 0;
}

const mkr_datum *mkr_series_target(const mkr_series *s) {
    if (s->n_guides == 0 || s->trend->guides[0].role != MKR_GUIDE_TARGET)
        return NULL;
    for (size_t i = 0; i < s->n; i++) {
        if (s->guide[0][i].given)
            return s->guide[0];
    }
    return NULL;
}

size_t mkr_series_level_end(const mkr_series *s, const mkr_datum *at, size_t from) {
    size_t end = from + 1;
    while (end < s->n && at[end].given && mkr_decimal_compare(at[from].v, at[end].v) == 0)
        end++;
    return end;
}

bool mkr_series_is_mark(const mkr_series *s, size_t curve) {
    return s->trend->curves[curve].role == MKR_CURVE_COMPARATOR && s->points[curve] == 1 &&
           s->latest[curve] + 1 == s->n;
}

bool mkr_series_joins(const mkr_series *s, const mkr_datum *at, size_t i) {
    bool anew = i > 0 && i < s->n && s->trend->restarts && s->periods[i].year != s->periods[i - 1].year;
    return i > 0 && i < s->n && at[i - 1].given && at[i].given && !s->breaks[i] && !anew;
}

void mkr_widen(mkr_decimal v, mkr_decimal *low, mkr_decimal *high) {
    if (mkr_decimal_compare(v, *low) < 0)
        *low = v;
    if (mkr_decimal_compare(v, *high) > 0)
        *high = v;
}

const char *mkr_chart_number(mkr_arena *arena, const mkr_trend *t, mkr_decimal v) {
    char *number = mkr_unit_print_number(arena, t->unit, v, t->places);
    return strcmp(t->unit, "%") == 0 ? mkr_printf(arena, "%s%%", number) : number;
}
