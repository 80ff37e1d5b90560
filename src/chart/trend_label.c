/* trend_label.c - the labels of a trend chart: those at the end of its lines and those among them.
 *
 * No label may touch another. At the end of the plot the own value stands level with its point and the others
 * make way; inside the plot each label tries its places in turn and takes the first that is free. */
#include "chart/plot.h"

enum {
    LABEL_SIZE = MKR_PT(9),
    APART = 12500, /* between the levels of two end labels, at least */
    LEVEL_TO_BASE = 3300, /* from the level of a value down to the baseline of its label */
    HALO = 1500, /* white round a label inside the plot */
    END_GAP = MKR_PT(7),
};

/* ---- at the end of the plot */

static void add(const mkr_plot *p, mkr_end_labels *to, const char *text, mkr_label look, mkr_decimal value) {
    mkr_len width = mkr_text_width(p->style->fonts, &look, text, p->where);
    to->widest = width > to->widest ? width : to->widest;
    to->text[to->n] = text;
    to->look[to->n] = look;
    to->value[to->n++] = value;
}

/* "England 50.3%", the name shortened where the whole would be wider than `most`. */
static const char *named(const mkr_plot *p, const mkr_label *look, const char *name, const char *number,
                         mkr_len most) {
    if (!*name)
        return number;
    const char *tail = mkr_printf(p->scratch, " %s", number);
    mkr_len room = most - mkr_text_width(p->style->fonts, look, tail, p->where);
    return mkr_printf(p->scratch, "%s%s",
                      mkr_text_fit(p->scratch, p->style->fonts, look, name, room, p->where), tail);
}

/* The value of an earlier period than the last one drawn says which: "36.7% (Q1)". */
static const char *own_number(const mkr_plot *p) {
    const mkr_value *v = &p->series.at[p->series.latest];
    const char *number = mkr_chart_number(p->scratch, p->indicator, mkr_actual(v));
    if (p->series.latest + 1 == p->series.n)
        return number;
    mkr_period latest = p->series.periods[p->series.latest];
    const char *period = mkr_period_short(latest);
    return mkr_printf(p->scratch, "%s (%s)", number, *period ? period : mkr_period_year(p->scratch, latest));
}

void mkr_plot_end_labels(const mkr_plot *p, mkr_len widest, mkr_end_labels *out) {
    const mkr_chart_style *style = p->style;
    const mkr_series *s = &p->series;
    *out = (mkr_end_labels){.n = 0};
    bool compares = mkr_trend_compares(p->trend), is_named = compares && p->trend->own_label;
    mkr_label own = {style->bold, is_named ? MKR_PT(10) : MKR_PT(11), style->accent};
    const char *number = own_number(p);
    add(p, out, is_named ? named(p, &own, p->trend->own_label, number, widest) : number, own,
        mkr_actual(&s->at[s->latest]));

    const mkr_value *end = &s->at[s->n - 1];
    if (end->has_target) {
        mkr_label look = {style->regular, LABEL_SIZE, style->ink};
        number = mkr_chart_number(p->scratch, p->indicator, mkr_target(end));
        add(p, out, named(p, &look, style->target_word, number, widest), look, mkr_target(end));
    }
    if (compares) {
        mkr_label look = {style->regular, LABEL_SIZE, style->ink2};
        const char *name = p->indicator->comparisons[0].with->label;
        number = mkr_chart_number(p->scratch, p->indicator, p->indicator->comparisons[0].value);
        add(p, out, named(p, &look, name, number, widest), look, p->indicator->comparisons[0].value);
    }
}

/* Keep the labels on one side of the own value, nearest first, apart from it and from each other; two that
 * are too close each move half of what is missing, and none goes past the limit. Lengths are distances from
 * the own value. False when they do not fit. */
static bool spread(mkr_len *distance[], size_t n, mkr_len limit) {
    if (n == 0)
        return true;
    mkr_len *near = distance[0], *far = distance[n - 1];
    if (*near < APART)
        *near = APART;
    if (n == 2 && *far - *near < APART) {
        mkr_len back = (APART - (*far - *near)) / 2;
        *near = *near - back > APART ? *near - back : APART;
        *far = *near + APART;
    }
    if (*far > limit) {
        *far = limit;
        if (n == 2 && *near > limit - APART)
            *near = limit - APART;
    }
    return *near >= APART;
}

/* Spread n levels round `own`, those of the set bits of `below` under it, and say whether they fit. */
static bool try_sides(mkr_len own, const mkr_len *wanted, mkr_len *level, size_t n, unsigned below,
                      mkr_len top, mkr_len bottom) {
    mkr_len away[2] = {0, 0};
    bool fit = true;
    for (unsigned side = 0; side < 2; side++) {
        mkr_len *nearest_first[2];
        size_t count = 0;
        for (size_t i = 0; i < n; i++) {
            if ((below >> i & 1u) != side)
                continue;
            away[i] = side ? wanted[i] - own : own - wanted[i];
            nearest_first[count++] = &away[i];
        }
        if (count == 2 && *nearest_first[1] < *nearest_first[0]) {
            nearest_first[0] = &away[1];
            nearest_first[1] = &away[0];
        }
        if (!spread(nearest_first, count, side ? bottom - own : own - top))
            fit = false;
    }
    for (size_t i = 0; i < n; i++)
        level[i] = below >> i & 1u ? own + away[i] : own - away[i];
    return fit;
}

/* Each label on the side of its value; where the plot ends too soon, on the other side. A plot is 59 high or
 * more, and three labels need 37.5, so one of the ways fits. */
static void place_levels(mkr_len own, const mkr_len *wanted, mkr_len *level, size_t n, mkr_len top,
                         mkr_len bottom) {
    unsigned natural = 0;
    for (size_t i = 0; i < n; i++)
        natural |= (wanted[i] > own ? 1u : 0u) << i;
    for (unsigned flip = 0; flip < 1u << n; flip++) {
        if (try_sides(own, wanted, level, n, natural ^ flip, top, bottom))
            return;
    }
}

void mkr_plot_end_labels_draw(const mkr_plot *p, const mkr_end_labels *labels) {
    mkr_len x = p->right + END_GAP;
    mkr_len wanted[3] = {0}, level[3] = {0};
    for (size_t i = 0; i < labels->n; i++)
        wanted[i] = level[i] = mkr_plot_y(p, labels->value[i]);
    /* A label may rise above the plot, unless the unit line is long enough to be there already. */
    mkr_len top = p->top - (p->title_width > x - MKR_PT(4) ? MKR_PT(2) : MKR_PT(12));
    place_levels(level[0], wanted + 1, level + 1, labels->n - 1, top, p->bottom + MKR_PT(3));
    for (size_t i = 0; i < labels->n; i++)
        mkr_draw_text(p->to, p->style->fonts, p->elem, &labels->look[i], MKR_LEFT, x,
                      level[i] + LEVEL_TO_BASE, labels->text[i], p->where);
}

/* ---- inside the plot */

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

/* Does the own series run through the box? Where the line is not drawn, across gaps, counts as well. */
static bool crosses_series(const mkr_plot *p, const mkr_box *box) {
    mkr_point before = {0, 0};
    bool has_before = false;
    for (size_t i = 0; i < p->series.n; i++) {
        if (!p->series.at[i].has_actual)
            continue;
        mkr_point here = {mkr_plot_middle(p, i), mkr_plot_y(p, mkr_actual(&p->series.at[i]))};
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

typedef struct place {
    mkr_len x, y;
} place;

/* Put the text at the first of n places where it is free of other labels and, if `clear`, of the series. */
static bool put_at_one(mkr_plot *p, const char *text, mkr_colour colour, mkr_len width, const place *places,
                       size_t n, bool clear) {
    for (size_t i = 0; i < n; i++) {
        mkr_box box = text_box(places[i].x, places[i].y, width);
        if (!is_free(p, &box) || (clear && crosses_series(p, &box)))
            continue;
        p->marks[p->n_marks++] = (mkr_mark){box, text, colour, places[i].x, places[i].y};
        return true;
    }
    return false;
}

static mkr_len label_width(const mkr_plot *p, const char *text) {
    mkr_label look = {p->style->regular, LABEL_SIZE, p->style->ink};
    return mkr_text_width(p->style->fonts, &look, text, p->where);
}

static void mark_gap(mkr_plot *p, mkr_len middle, const char *text, mkr_len width) {
    const place only = {middle - width / 2, p->bottom - MKR_PT(4)};
    put_at_one(p, text, p->style->ink2, width, &only, 1, false);
}

/* [x] over the axis for each period without a value; one in the middle of a gap whose cells are too narrow.
 */
void mkr_plot_mark_gaps(mkr_plot *p) {
    const mkr_series *s = &p->series;
    for (size_t from = 0, end; from < s->n; from = end) {
        end = from + 1;
        if (s->at[from].has_actual)
            continue;
        while (end < s->n && !s->at[end].has_actual)
            end++;
        const char *text = mkr_missing_mark(p->scratch, &s->at[from]);
        mkr_len width = label_width(p, text);
        if (width + 2 * HALO > mkr_plot_edge(p, 1) - p->left) {
            mark_gap(p, (mkr_plot_edge(p, from) + mkr_plot_edge(p, end)) / 2, text, width);
            continue;
        }
        for (size_t i = from; i < end; i++)
            mark_gap(p, mkr_plot_middle(p, i), mkr_missing_mark(p->scratch, &s->at[i]), width);
    }
}

/* The rule of a new definition is drawn by the frame; its label stands right of it, or left where the plot
 * ends. */
void mkr_plot_mark_definition(mkr_plot *p) {
    if (p->series.definition == 0)
        return;
    const char *text = "New definition";
    mkr_len width = label_width(p, text), rule = mkr_plot_edge(p, p->series.definition);
    mkr_len x = rule + 3500 + width <= p->right ? rule + 3500 : rule - 3500 - width;
    const place places[] = {{x, p->top + MKR_PT(3)}, {x, p->bottom - MKR_PT(4)}};
    if (!put_at_one(p, text, p->style->ink2, width, places, 2, true))
        put_at_one(p, text, p->style->ink2, width, places, 2, false);
}

/* Is the series rather above the target over the label's width? Then the label stands below. */
static bool series_is_above(const mkr_plot *p, size_t from, size_t end, mkr_len x) {
    int above = 0;
    for (size_t i = from; i < end; i++) {
        const mkr_value *v = &p->series.at[i];
        if (v->has_actual && mkr_plot_edge(p, i + 1) > x) {
            int c = mkr_decimal_compare(mkr_actual(v), mkr_target(v));
            above += (c > 0) - (c < 0);
        }
    }
    return above > 0;
}

/* Label the level of cells from to end - 1, over or under it, at its end or its beginning, clear of the
 * series; else not at all: text alternative and table have the figure. */
static void label_level(mkr_plot *p, size_t from, size_t end) {
    mkr_decimal target = mkr_target(&p->series.at[from]);
    const char *number = mkr_chart_number(p->scratch, p->indicator, target);
    const char *text = mkr_printf(p->scratch, "%s %s", p->style->target_word, number);
    mkr_len x0 = mkr_plot_edge(p, from) + MKR_PT(2), x1 = mkr_plot_edge(p, end) - MKR_PT(2);
    mkr_len width = label_width(p, text), y = mkr_plot_y(p, target);
    if (width > x1 - x0)
        return;
    mkr_len over = y - MKR_PT(4), under = y + MKR_PT(11);
    bool has_room_under = under + MKR_PT(3) < p->bottom;
    bool first_under = has_room_under && series_is_above(p, from, end, x1 - width);
    mkr_len first = first_under ? under : over, second = first_under || !has_room_under ? over : under;
    const place places[] = {{x1 - width, first}, {x1 - width, second}, {x0, first}, {x0, second}};
    put_at_one(p, text, p->style->ink, width, places, 4, true);
}

/* Every level but the one that lasts to the end of the plot, where its label stands outside. */
void mkr_plot_mark_targets(mkr_plot *p) {
    const mkr_series *s = &p->series;
    for (size_t from = 0, end; from < s->n; from = end) {
        end = from + 1;
        if (!s->at[from].has_target)
            continue;
        end = mkr_series_level_end(s, from);
        if (end < s->n)
            label_level(p, from, end);
    }
}
