/* trend_time.c - the axis of time of a trend chart: ticks, names of periods and years, and the rows of data
 * under it.
 *
 * Each period has a cell, and its point stands over the cell's middle. */
#include "chart/plot.h"

#include <string.h>

enum {
    NAME_SIZE = MKR_PT(9),
    SMALL_NAME_SIZE = 8500, /* month names where there are many */
    NAME_BASE = 12500, /* from the axis down to the baseline of the period names */
    YEAR_BASE = MKR_PT(25), /* and of the years */
    NAME_GAP = MKR_PT(2), /* between two names, at least */
    MOST_DOTTED = 13, /* up to here each period is named where there is room, and has a dot */
    ROW_RULE = 32500, /* from the axis down to the rule above the first row of data */
    ROW_BASE = MKR_PT(44), /* and to its baseline */
    ROW_STEP = MKR_PT(16),
    ROW_RIGHT = MKR_PT(10), /* figures end so far right of their period's middle */
};

/* ---- names of periods */

typedef struct naming {
    unsigned stride; /* periods whose index is a multiple of it are named; 0: none */
    mkr_len size;
} naming;

static mkr_len widest_name(const mkr_plot *p, mkr_period_kind kind, unsigned stride, mkr_len size) {
    mkr_label look = {p->style->regular, size, p->style->ink2};
    unsigned names = kind == MKR_MONTH ? 12 : 4;
    mkr_len widest = 0;
    for (unsigned i = 0; i < names; i += stride) {
        mkr_period period = {.kind = (uint8_t)kind, .index = (uint8_t)i, .year = 0};
        mkr_len width = mkr_text_width(p->style->fonts, &look, mkr_period_short(period), p->where);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* The first way of naming the periods, from the most complete on, that keeps the names apart. */
static naming choose_naming(const mkr_plot *p) {
    static const naming months[] = {
        {1, NAME_SIZE}, {1, SMALL_NAME_SIZE}, {3, SMALL_NAME_SIZE}, {6, SMALL_NAME_SIZE}};
    static const naming quarters[] = {{1, NAME_SIZE}, {2, NAME_SIZE}};
    const mkr_series *s = &p->series;
    mkr_period_kind kind = s->periods[0].kind;
    bool monthly = kind == MKR_MONTH;
    if (!monthly && kind != MKR_QUARTER)
        return (naming){0, NAME_SIZE};
    const naming *ways = monthly ? months : quarters;
    size_t n = monthly ? 4 : 2;
    mkr_len cell = (p->right - p->left) / (mkr_len)s->n;
    for (size_t i = monthly && s->n > MOST_DOTTED ? 2 : 0; i < n; i++) {
        mkr_len room = cell * (mkr_len)ways[i].stride - NAME_GAP;
        if (s->n == 1 || widest_name(p, kind, ways[i].stride, ways[i].size) <= room)
            return ways[i];
    }
    return (naming){0, NAME_SIZE};
}

static void draw_names(const mkr_plot *p, naming how) {
    mkr_label look = {p->style->regular, how.size, p->style->ink2};
    for (size_t i = 0; how.stride > 0 && i < p->series.n; i++) {
        mkr_period period = p->series.periods[i];
        if (period.index % how.stride == 0)
            mkr_draw_text(p->to, p->style->fonts, p->elem, &look, MKR_CENTRE, mkr_plot_middle(p, i),
                          p->bottom + NAME_BASE, mkr_period_short(period), p->where);
    }
}

static void draw_ticks(const mkr_plot *p) {
    mkr_sketch ticks = mkr_sketch_lines(p->to->arena, p->series.n);
    for (size_t i = 0; i < p->series.n; i++) {
        mkr_len x = mkr_plot_middle(p, i);
        mkr_sketch_line(&ticks, x, p->bottom, x, p->bottom + 2500);
    }
    mkr_sketch_paint(&ticks, p->to, p->elem, mkr_pen_line(p->style->ink2, 500));
}

/* ---- years */

typedef struct year {
    size_t from, end; /* its cells */
    const char *name; /* NULL: there is no room for it */
    mkr_len x, width; /* left end of the name */
} year;

static size_t find_years(const mkr_series *s, year *years) {
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (i == 0 || s->periods[i].year != s->periods[i - 1].year)
            years[n++] = (year){.from = i};
        years[n - 1].end = i + 1;
    }
    return n;
}

/* The name of a year, centred on its cells. A year of one cell is named shortly, 23/24, when 2023/24 is
 * wider; should even that not fit, the first year's name moves left and the last one's right, clear of the
 * rule between years. */
static void place_year(const mkr_plot *p, const mkr_label *look, year *y, bool first, bool last) {
    const mkr_len clear = 1500;
    mkr_len x0 = mkr_plot_edge(p, y->from), x1 = mkr_plot_edge(p, y->end);
    y->name = mkr_period_year(p->scratch, p->series.periods[y->from]);
    y->width = mkr_text_width(p->style->fonts, look, y->name, p->where);
    if (y->end - y->from == 1 && y->width > x1 - x0) {
        y->name += 2; /* the century */
        y->width = mkr_text_width(p->style->fonts, look, y->name, p->where);
    }
    y->x = (x0 + x1 - y->width) / 2;
    bool has_rules = p->series.periods[0].kind != MKR_YEAR;
    bool sticks_out = has_rules && y->width > x1 - x0 + 500;
    if (sticks_out && first && !last)
        y->x = x1 - clear - y->width;
    else if (sticks_out && last && !first)
        y->x = x0 + clear;
}

/* Place the names from the last to the first, leaving out those that would touch their right neighbour. */
static void place_years(const mkr_plot *p, const mkr_label *look, year *years, size_t n) {
    mkr_len limit = INT32_MAX;
    for (size_t i = n; i-- > 0;) {
        place_year(p, look, &years[i], i == 0, i + 1 == n);
        if (years[i].x + years[i].width > limit - NAME_GAP)
            years[i].name = NULL;
        else
            limit = years[i].x;
    }
}

static bool all_named(const year *years, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (!years[i].name)
            return false;
    }
    return true;
}

static void draw_year_names(const mkr_plot *p, const mkr_label *look, const year *years, size_t n,
                            mkr_len y) {
    for (size_t i = 0; i < n; i++) {
        if (years[i].name)
            mkr_draw_text(p->to, p->style->fonts, p->elem, look, MKR_LEFT, years[i].x, y, years[i].name,
                          p->where);
    }
}

/* A rule between two years: down from the axis, or only beside the years' names where periods are many. None
 * when the years themselves are so many that not all are named. */
static void draw_year_rules(const mkr_plot *p, const year *years, size_t n) {
    bool many = p->series.n > MOST_DOTTED;
    mkr_sketch rules = mkr_sketch_lines(p->to->arena, n);
    for (size_t i = 1; i < n; i++) {
        mkr_len x = mkr_plot_edge(p, years[i].from);
        mkr_sketch_line(&rules, x, p->bottom + (many ? MKR_PT(16) : 0), x,
                        p->bottom + (many ? MKR_PT(27) : MKR_PT(24)));
    }
    mkr_sketch_paint(&rules, p->to, p->elem, mkr_pen_line(p->style->rule, 500));
}

void mkr_plot_time_axis(const mkr_plot *p) {
    year years[60];
    mkr_label look = {p->style->regular, NAME_SIZE, p->style->ink2};
    size_t n = find_years(&p->series, years);
    place_years(p, &look, years, n);
    draw_ticks(p);
    if (p->series.periods[0].kind ==
        MKR_YEAR) { /* the year is the period: its name stands in the upper line */
        draw_year_names(p, &look, years, n, p->bottom + NAME_BASE);
        return;
    }
    draw_names(p, choose_naming(p));
    draw_year_names(p, &look, years, n, p->bottom + YEAR_BASE);
    if (all_named(years, n))
        draw_year_rules(p, years, n);
}

/* ---- rows of data */

/* A width that the printed number does not exceed: tabular figures are 0.58 em. No font is at hand when the
 * height of a chart is asked for. */
static mkr_len figure_width(mkr_decimal v, uint8_t places) {
    int64_t whole = v.units < 0 ? -v.units : v.units;
    for (uint8_t i = 0; i < v.places; i++)
        whole /= 10;
    mkr_len digits = v.places > places ? 2 : 1; /* rounding may carry into a new figure */
    for (; whole >= 10; whole /= 10)
        digits++;
    mkr_len points = (digits - 1) / 3 + (places > 0 ? 1 : 0);
    return (digits + places + (v.units < 0 ? 1 : 0)) * 5300 + points * 2700;
}

/* A width that no label of `name` and a number exceeds, at up to 11 points: the widest letter is 0.9 em. */
static mkr_len label_width(const char *name, mkr_len figure) {
    mkr_len letters = name && *name ? (mkr_len)strnlen(name, 30) + 1 : 0;
    return letters * MKR_PT(9) + figure * 5 / 4 + MKR_PT(10); /* the per cent sign */
}

static mkr_len larger(mkr_len a, mkr_len b) {
    return a > b ? a : b;
}

/* Data rows stand under a full width chart when every figure is sure to have room in its cell, however wide
 * the labels on both sides of the plot become. A tick's label may be one figure longer than the data. */
bool mkr_plot_has_rows(const mkr_indicator_trend *trend, const mkr_series *s) {
    if (trend->size != MKR_TREND_FULL || s->n > MOST_DOTTED)
        return false;
    const mkr_indicator *indicator = trend->indicator;
    mkr_len widest = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (s->at[i].has_actual)
            widest = larger(widest, figure_width(mkr_actual(&s->at[i]), indicator->places));
        if (s->at[i].has_target)
            widest = larger(widest, figure_width(mkr_target(&s->at[i]), indicator->places));
    }
    mkr_len label = label_width("Target", widest);
    if (mkr_trend_compares(trend)) {
        mkr_len figure = larger(widest, figure_width(indicator->comparisons[0].value, indicator->places));
        label = larger(label, label_width(trend->own_label, figure));
        label = larger(label, label_width(indicator->comparisons[0].with->label, figure));
    }
    mkr_len left = larger(MKR_PT(44), widest + MKR_PT(14)), right = larger(MKR_PT(74), label);
    return (widest + MKR_PT(2)) * (mkr_len)s->n <= MKR_PT(487) - left - right;
}

static void draw_row(const mkr_plot *p, mkr_len rule, const mkr_label *look, const char *name, bool targets) {
    mkr_len base = rule + ROW_BASE - ROW_RULE;
    mkr_draw_line(p->to, p->elem, 0, rule, p->right, rule, mkr_pen_line(p->style->rule, 500));
    mkr_draw_text(p->to, p->style->fonts, p->elem, look, MKR_LEFT, 0, base, name, p->where);
    for (size_t i = 0; i < p->series.n; i++) {
        const mkr_value *v = &p->series.at[i];
        const char *figure = targets ? "None" : NULL;
        if (targets ? v->has_target : v->has_actual)
            figure = mkr_indicator_print(p->scratch, p->indicator, targets ? mkr_target(v) : mkr_actual(v));
        else if (!targets)
            figure = mkr_missing_mark(p->scratch, v);
        mkr_draw_text(p->to, p->style->fonts, p->elem, look, MKR_RIGHT, mkr_plot_middle(p, i) + ROW_RIGHT,
                      base, figure, p->where);
    }
}

void mkr_plot_rows(const mkr_plot *p) {
    mkr_label actual = {p->style->semibold, NAME_SIZE, p->style->ink};
    mkr_label target = {p->style->regular, NAME_SIZE, p->style->ink};
    draw_row(p, p->bottom + ROW_RULE, &actual, "Actual", false);
    if (mkr_series_has_target(&p->series))
        draw_row(p, p->bottom + ROW_RULE + ROW_STEP, &target, p->style->target_word, true);
}
