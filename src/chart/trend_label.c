/* trend_label.c - the labels inside the plot of a trend chart: what is missing, new definitions, targets that
 * were.
 *
 * No label may touch another: each tries its places in turn and takes the first that is free. */
#include "chart/trend.h"

enum {
    LABEL_SIZE = MKR_PT(9),
    HALO = 1500, /* white round a label inside the plot */
    ASIDE = MKR_PT(4), /* from one place that is tried to the next */
};

static mkr_box text_box(mkr_len x, mkr_len base, mkr_len width) {
    return (mkr_box){x - HALO, base - LABEL_SIZE * 72 / 100 - HALO, x + width + HALO,
                     base + LABEL_SIZE / 5 + HALO};
}

static bool overlap(const mkr_box *a, const mkr_box *b) {
    return a->x0 < b->x1 && b->x0 < a->x1 && a->y0 < b->y1 && b->y0 < a->y1;
}

static bool is_free(const mkr_plot *p, const mkr_box *box) {
    for (size_t i = 0; i < p->n_marks; i++) {
        if (overlap(box, &p->marks[i].box))
            return false;
    }
    return p->n_marks < MKR_PLOT_MARKS;
}

/* Where the line from a to b stands at x. */
static mkr_len line_at(mkr_point a, mkr_point b, mkr_len x) {
    return a.y + (mkr_len)((int64_t)(b.y - a.y) * (x - a.x) / (b.x - a.x));
}

/* Does the curve run through the box? Where its line is not drawn, across gaps, counts as well. */
static bool crosses_curve(const mkr_plot *p, const mkr_datum *at, const mkr_box *box) {
    mkr_point before = {0, 0};
    bool has_before = false;
    for (size_t i = 0; i < p->series.n; i++) {
        if (!at[i].given)
            continue;
        mkr_point here = {mkr_plot_middle(p, i), mkr_plot_y(p, at[i].v)};
        mkr_point from = has_before ? before : here;
        before = here;
        has_before = true;
        if (here.x < box->x0 || from.x > box->x1)
            continue;
        mkr_len left = from.x < box->x0 ? line_at(from, here, box->x0) : from.y;
        mkr_len right = here.x > box->x1 ? line_at(from, here, box->x1) : here.y;
        mkr_len high = left < right ? left : right, low = left < right ? right : left;
        if (high < box->y1 && low > box->y0)
            return true;
    }
    return false;
}

static bool crosses_a_bar(const mkr_plot *p, const mkr_box *box) {
    for (size_t i = 0; i < p->series.n; i++) {
        if (!p->series.curve[0][i].given)
            continue;
        mkr_box bar = mkr_plot_bar(p, i);
        if (overlap(box, &bar))
            return true;
    }
    return false;
}

/* What a label is kept clear of: it has a white ground over comparators, but own curves are drawn over it. */
typedef enum clearance { CLEAR_OF_NONE, CLEAR_OF_OWN, CLEAR_OF_ALL } clearance;

static bool crosses_a_curve(const mkr_plot *p, const mkr_box *box, clearance clear) {
    if (mkr_plot_has_bars(p->trend) && crosses_a_bar(p, box))
        return true;
    for (size_t c = 0; c < p->series.n_curves; c++) {
        bool counts = clear == CLEAR_OF_ALL || p->trend->curves[c].role == MKR_CURVE_OWN;
        if (counts && !mkr_series_is_mark(&p->series, c) && crosses_curve(p, p->series.curve[c], box))
            return true;
    }
    return false;
}

/* Does the rule of a new definition run through the box? */
static bool crosses_a_break(const mkr_plot *p, const mkr_box *box) {
    for (size_t i = 1; i < p->series.n; i++) {
        mkr_len x = mkr_plot_edge(p, i);
        if (p->series.breaks[i] && x > box->x0 && x < box->x1)
            return true;
    }
    return false;
}

typedef struct place {
    mkr_len x, y;
} place;

static void put(mkr_plot *p, const char *text, mkr_colour colour, place at, const mkr_box *box) {
    p->marks[p->n_marks++] = (mkr_plot_label){*box, text, colour, at.x, at.y};
}

/* Put the text at the first of n places where it is free of other labels, of rules and of curves. */
static bool put_at_one(mkr_plot *p, const char *text, mkr_colour colour, mkr_len width, const place *places,
                       size_t n, clearance clear) {
    for (size_t i = 0; i < n; i++) {
        mkr_box box = text_box(places[i].x, places[i].y, width);
        if (!is_free(p, &box) || crosses_a_break(p, &box) || (clear && crosses_a_curve(p, &box, clear)))
            continue;
        put(p, text, colour, places[i], &box);
        return true;
    }
    return false;
}

static mkr_len label_width(const mkr_plot *p, const char *text) {
    mkr_label look = {p->style->regular, LABEL_SIZE, p->style->ink};
    return mkr_text_width(p->style->fonts, &look, text, p->where);
}

static void mark_gap(mkr_plot *p, mkr_len middle, const char *text, mkr_len width) {
    place at = {middle - width / 2, p->bottom - MKR_PT(4)};
    mkr_box box = text_box(at.x, at.y, width);
    if (is_free(p, &box))
        put(p, text, p->style->ink2, at, &box);
}

static bool is_missing(const mkr_series *s, size_t i) {
    for (size_t c = 0; c < s->n_curves; c++) {
        if (s->trend->curves[c].role == MKR_CURVE_OWN && s->curve[c][i].given)
            return false;
    }
    return true;
}

static const char *missing_mark(const mkr_series *s, size_t i) {
    return s->curve[0][i].mark ? s->curve[0][i].mark : "[x]";
}

/* [x] over the axis for each period without a figure; one in the middle of a gap whose cells are too narrow.
 */
void mkr_plot_mark_gaps(mkr_plot *p) {
    const mkr_series *s = &p->series;
    for (size_t from = 0, end; from < s->n; from = end) {
        end = from + 1;
        if (!is_missing(s, from))
            continue;
        while (end < s->n && is_missing(s, end))
            end++;
        const char *text = missing_mark(s, from);
        mkr_len width = label_width(p, text);
        if (width + 2 * HALO > mkr_plot_edge(p, 1) - p->left) {
            mark_gap(p, (mkr_plot_edge(p, from) + mkr_plot_edge(p, end)) / 2, text, width);
            continue;
        }
        for (size_t i = from; i < end; i++)
            mark_gap(p, mkr_plot_middle(p, i), missing_mark(s, i), width);
    }
}

/* The rule of a new definition is drawn with the guides; its label stands right of it, or left where the plot
 * or the definition ends too soon. */
static void mark_break(mkr_plot *p, size_t period) {
    const char *text = p->style->new_definition_word;
    mkr_len width = label_width(p, text), rule = mkr_plot_edge(p, period);
    mkr_len right = rule + 3500, left = right - MKR_PT(7) - width;
    mkr_len high = p->top + MKR_PT(3), low = p->bottom - MKR_PT(4);
    const place both[] = {{right, high}, {right, low}, {left, high}, {left, low}};
    bool has_right = right + width <= p->right, has_left = left >= p->left;
    const place *places = has_right ? both : both + 2;
    size_t n = (has_right ? 2u : 0u) + (has_left ? 2u : 0u);
    if (!put_at_one(p, text, p->style->ink2, width, places, n, CLEAR_OF_ALL))
        put_at_one(p, text, p->style->ink2, width, places, n, CLEAR_OF_NONE);
}

void mkr_plot_mark_breaks(mkr_plot *p) {
    for (size_t i = 1; i < p->series.n; i++) {
        if (p->series.breaks[i])
            mark_break(p, i);
    }
}

/* Is the first curve rather above the target over the label's width? Then the label stands below. */
static bool curve_is_above(const mkr_plot *p, const mkr_datum *target, size_t from, size_t end, mkr_len x) {
    const mkr_datum *at = p->series.curve[0];
    int above = 0;
    for (size_t i = from; i < end; i++) {
        if (at[i].given && mkr_plot_edge(p, i + 1) > x) {
            int c = mkr_decimal_compare(at[i].v, target[i].v);
            above += (c > 0) - (c < 0);
        }
    }
    return above > 0;
}

/* Put the text over or under the level of cells from to end - 1, as near to its end as there is room. */
static bool put_at_level(mkr_plot *p, const char *text, const mkr_datum *target, size_t from, size_t end,
                         clearance clear) {
    mkr_len x0 = mkr_plot_edge(p, from) + MKR_PT(2), x1 = mkr_plot_edge(p, end) - MKR_PT(2);
    mkr_len width = label_width(p, text), y = mkr_plot_y(p, target[from].v);
    mkr_len over = y - MKR_PT(4), under = y + MKR_PT(11);
    bool has_room_under = under + MKR_PT(3) < p->bottom;
    bool first_under = has_room_under && curve_is_above(p, target, from, end, x1 - width);
    mkr_len first = first_under ? under : over, second = first_under || !has_room_under ? over : under;
    for (mkr_len x = x1 - width; x >= x0; x -= ASIDE) {
        const place places[] = {{x, first}, {x, second}};
        if (put_at_one(p, text, p->style->ink, width, places, 2, clear))
            return true;
    }
    return false;
}

/* "Target 65.0%", or the figure alone on a short level, clear of the curves, or at least of the own ones;
 * else nothing: text alternative and table have the figure. */
static void label_level(mkr_plot *p, const mkr_datum *target, size_t from, size_t end) {
    const char *number = mkr_chart_number(p->scratch, p->trend, target[from].v);
    const char *text[] = {mkr_printf(p->scratch, "%s %s", p->trend->guides[0].name, number), number};
    for (size_t i = 0; i < 2; i++)
        if (put_at_level(p, text[i], target, from, end, CLEAR_OF_ALL) ||
            put_at_level(p, text[i], target, from, end, CLEAR_OF_OWN))
            return;
}

/* Every level but the one that lasts to the end of the plot, where its label stands outside. */
void mkr_plot_mark_targets(mkr_plot *p) {
    const mkr_series *s = &p->series;
    const mkr_datum *target = mkr_series_target(s);
    if (!target)
        return;
    for (size_t from = 0, end; from < s->n; from = end) {
        end = from + 1;
        if (!target[from].given)
            continue;
        end = mkr_series_level_end(s, target, from);
        if (end < s->n)
            label_level(p, target, from, end);
    }
}
