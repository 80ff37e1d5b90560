/* trend_time.c - the axis of time of a trend chart: ticks, names of periods and years.
 *
 * Each period has a cell, and its point stands over the cell's middle. */
#include "chart/trend.h"

enum {
    NAME_SIZE = MKR_PT(9),
    SMALL_NAME_SIZE = 8500, /* month names where there are many */
    NAME_BASE = 12500, /* from the axis down to the baseline of the period names */
    YEAR_BASE = MKR_PT(25), /* and of the years */
    NAME_GAP = MKR_PT(2), /* between two names, at least, */
    YEAR_GAP = MKR_PT(3), /* and between those of two years */
    BEYOND = 4500, /* a name may end so far right of the plot, where its labels begin at 7 */
    HEIGHT = MKR_PT(31), /* with periods and years */
    HEIGHT_OF_YEARS = MKR_PT(18), /* where the years are the periods */
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
    for (size_t i = monthly && s->n > MKR_PLOT_DOTTED ? 2 : 0; i < n; i++) {
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

/* 23/24 for 2023/24. */
static void shorten(const mkr_plot *p, const mkr_label *look, year *y) {
    y->name = mkr_period_year(p->scratch, p->series.periods[y->from]) + 2;
    y->width = mkr_text_width(p->style->fonts, look, y->name, p->where);
}

/* The name of a year, centred on its cells; it is shortened where it would come too near to the next. Should
 * even that not fit, the first year's name moves left and the last one's right, clear of the rule between
 * years. Where years are the periods, no name comes near the labels at the end of the plot. */
static void place_year(const mkr_plot *p, const mkr_label *look, year *y, bool first, bool last) {
    const mkr_len clear = 1500;
    mkr_len x0 = mkr_plot_edge(p, y->from), x1 = mkr_plot_edge(p, y->end);
    bool has_rules = p->series.periods[0].kind != MKR_YEAR;
    y->name = mkr_period_year(p->scratch, p->series.periods[y->from]);
    y->width = mkr_text_width(p->style->fonts, look, y->name, p->where);
    if (y->width > x1 - x0 - YEAR_GAP)
        shorten(p, look, y);
    y->x = (x0 + x1 - y->width) / 2;
    if (!has_rules && y->x + y->width > p->right + BEYOND)
        y->x = p->right + BEYOND - y->width;
    bool sticks_out = has_rules && y->width > x1 - x0 + 500;
    if (sticks_out && first && !last) {
        if (x1 - clear - y->width < 0)
            shorten(p, look, y);
        y->x = x1 - clear - y->width;
    } else if (sticks_out && last && !first) {
        y->x = x0 + clear;
    }
}

/* Place the names from the last to the first, leaving out those that would touch their right neighbour. */
static void place_years(const mkr_plot *p, const mkr_label *look, year *years, size_t n) {
    mkr_len limit = INT32_MAX;
    for (size_t i = n; i-- > 0;) {
        place_year(p, look, &years[i], i == 0, i + 1 == n);
        if (years[i].x + years[i].width > limit - YEAR_GAP)
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

/* A rule between two years: down from the axis, or only beside the years' names where not every period is
 * named, for then the names are wider than their cells. None when the years themselves are so many that not
 * all are named. */
static void draw_year_rules(const mkr_plot *p, naming how, const year *years, size_t n) {
    bool many = p->series.n > MKR_PLOT_DOTTED || how.stride != 1;
    mkr_sketch rules = mkr_sketch_lines(p->to->arena, n);
    for (size_t i = 1; i < n; i++) {
        mkr_len x = mkr_plot_edge(p, years[i].from);
        mkr_sketch_line(&rules, x, p->bottom + (many ? MKR_PT(16) : 0), x,
                        p->bottom + (many ? MKR_PT(27) : MKR_PT(24)));
    }
    mkr_sketch_paint(&rules, p->to, p->elem, mkr_pen_line(p->style->rule, 500));
}

void mkr_plot_time_axis(const mkr_plot *p) {
    year years[MKR_PERIODS_MOST];
    mkr_label look = {p->style->regular, NAME_SIZE, p->style->ink2};
    size_t n = find_years(&p->series, years);
    place_years(p, &look, years, n);
    draw_ticks(p);
    if (p->series.periods[0].kind ==
        MKR_YEAR) { /* the year is the period: its name stands in the upper line */
        draw_year_names(p, &look, years, n, p->bottom + NAME_BASE);
        return;
    }
    naming how = choose_naming(p);
    draw_names(p, how);
    draw_year_names(p, &look, years, n, p->bottom + YEAR_BASE);
    if (all_named(years, n))
        draw_year_rules(p, how, years, n);
}

/* Beside facts all charts are of one height. */
mkr_len mkr_plot_time_height(const mkr_plot *p) {
    return p->series.periods[0].kind == MKR_YEAR && !p->trend->beside_facts ? HEIGHT_OF_YEARS : HEIGHT;
}
