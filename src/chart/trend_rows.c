/* trend_rows.c - the figures of a trend chart in rows under its axis, a row for each curve and for the
 * target: the table that is its equivalent, where it has room. */
#include "chart/trend.h"
#include "data/unit.h"

enum {
    SIZE = MKR_PT(9),
    RULE = 1500, /* from the names of the periods down to the rule above the first row */
    BASE = 11500, /* from a rule to the baseline under it */
    STEP = MKR_PT(16),
    FOOT = MKR_PT(5), /* below the last baseline */
    FIGURE_RIGHT = MKR_PT(10), /* figures end so far right of their period's middle */
    FIGURE_GAP = MKR_PT(4), /* between two figures, at least */
    NAME_GAP = MKR_PT(4), /* between a row's name and its first figure */
    LEFT = MKR_PT(44), /* margins of the plot, at least */
    RIGHT = MKR_PT(74),
    NAME_WIDEST = MKR_PT(110),
};

typedef struct row {
    const char *name, *missing;
    const mkr_datum *at;
    mkr_label look;
} row;

typedef struct rows {
    row at[MKR_CURVES_MOST + 1];
    size_t n;
    mkr_len name, figure; /* the widest */
} rows;

static const char *figure_text(const mkr_plot *p, const row *r, size_t i) {
    if (r->at[i].given)
        return mkr_unit_print_number(p->scratch, p->trend->unit, r->at[i].v, p->trend->places);
    return r->at[i].mark ? r->at[i].mark : r->missing;
}

static void add(const mkr_plot *p, rows *to, row r) {
    mkr_len name = mkr_text_width(p->style->fonts, &r.look, r.name, p->where);
    to->name = name > to->name ? name : to->name;
    for (size_t i = 0; i < p->series.n; i++) {
        mkr_len width = mkr_text_width(p->style->fonts, &r.look, figure_text(p, &r, i), p->where);
        to->figure = width > to->figure ? width : to->figure;
    }
    to->at[to->n++] = r;
}

/* A comparator that has but one figure says it in its label. */
static rows read_rows(const mkr_plot *p) {
    const mkr_series *s = &p->series;
    mkr_label own = {p->style->semibold, SIZE, p->style->ink},
              other = {p->style->regular, SIZE, p->style->ink};
    rows all = {.n = 0};
    for (size_t c = 0; c < s->n_curves; c++) {
        const mkr_curve *curve = &p->trend->curves[c];
        bool is_own = curve->role == MKR_CURVE_OWN;
        if (!mkr_series_is_mark(s, c))
            add(p, &all,
                (row){*curve->name ? curve->name : p->style->actual_word, "[x]", s->curve[c],
                      is_own ? own : other});
    }
    const mkr_datum *target = mkr_series_target(s);
    if (target)
        add(p, &all, (row){p->trend->guides[0].name, p->style->no_target_word, target, other});
    return all;
}

static mkr_len left_margin(const rows *r) {
    mkr_len left = r->name + NAME_GAP + r->figure / 2 - FIGURE_RIGHT; /* half of the first cell is more */
    return left > LEFT ? left : LEFT;
}

mkr_len mkr_plot_rows_left(const mkr_plot *p) {
    rows r = read_rows(p);
    return left_margin(&r);
}

/* Data rows stand under a chart when every figure has room in its cell and every name in its margin. */
bool mkr_plot_has_rows(const mkr_plot *p) {
    if (!p->trend->rows || p->trend->beside_facts || p->series.n > MKR_PLOT_DOTTED)
        return false;
    rows r = read_rows(p);
    mkr_end_labels ends;
    mkr_len left = left_margin(&r), right = RIGHT;
    mkr_len share = mkr_plot_end_share(p);
    mkr_plot_end_labels(p, share, &ends);
    for (size_t i = 0; i < ends.n; i++)
        ends.widest = ends.text[i][1] ? share : ends.widest; /* the whole chart is narrow */
    if (ends.widest + MKR_PT(7) > right)
        right = ends.widest + MKR_PT(7);
    return r.name <= NAME_WIDEST && (r.figure + FIGURE_GAP) * (mkr_len)p->series.n <= p->width - left - right;
}

static void draw_row(const mkr_plot *p, const row *r, mkr_len rule) {
    mkr_draw_line(p->to, p->elem, 0, rule, p->right, rule, mkr_pen_line(p->style->rule, 500));
    mkr_draw_text(p->to, p->style->fonts, p->elem, &r->look, MKR_LEFT, 0, rule + BASE, r->name, p->where);
    for (size_t i = 0; i < p->series.n; i++)
        mkr_draw_text(p->to, p->style->fonts, p->elem, &r->look, MKR_RIGHT,
                      mkr_plot_middle(p, i) + FIGURE_RIGHT, rule + BASE, figure_text(p, r, i), p->where);
}

mkr_len mkr_plot_rows(const mkr_plot *p) {
    rows all = read_rows(p);
    mkr_len rule = p->bottom + mkr_plot_time_height(p) + RULE;
    for (size_t i = 0; i < all.n; i++)
        draw_row(p, &all.at[i], rule + (mkr_len)i * STEP);
    return rule + ((mkr_len)all.n - 1) * STEP + BASE + FOOT;
}
