/* trend_end.c - the labels at the end of a trend chart's plot: names and last figures of curves and guides.
 *
 * The first curve's label stands level with its point, where the others leave it room, and they make way, up
 * or down, no further than they must: all stay in the order of their values. */
#include "chart/trend.h"

#include <string.h>

enum {
    LABEL_SIZE = MKR_PT(9),
    APART = 12500, /* between the levels of two end labels, at least, */
    LINE_APART = MKR_PT(10), /* between the lines of one; */
    APART_OF_LINES =
        MKR_PT(21), /* between the levels of two labels where some have several lines, at least */
    BETWEEN_LINES = MKR_PT(11), /* from the last line of a label to the next label */
    LEVEL_TO_BASE = 3300, /* from the level of a value down to the baseline of its label */
    END_GAP = MKR_PT(7),
    LEADER_GAP = MKR_PT(4), /* between a leader and its label */
    SAMPLE = MKR_PT(9), /* from a marker's left to the text after it */
    SAMPLE_R = 2200,
    ABOVE = MKR_PT(12), /* labels may be so far above the plot */
    ABOVE_LEAST = MKR_PT(2), /* where the unit line is there already */
    BELOW = MKR_PT(3), /* and below it */
};

/* ---- what they say */

typedef struct lines {
    const char *at[MKR_END_LINES]; /* NULL: there are no more */
} lines;

static mkr_len width_of(const mkr_plot *p, const mkr_label *look, const char *text) {
    return mkr_text_width(p->style->fonts, look, text, p->where);
}

static void add(const mkr_plot *p, mkr_end_labels *to, lines text, mkr_label look, mkr_decimal value,
                size_t curve) {
    for (size_t i = 0; i < MKR_END_LINES && text.at[i]; i++) {
        mkr_len width = to->indent + width_of(p, &look, text.at[i]);
        to->widest = mkr_larger(width, to->widest);
        to->text[to->n][i] = text.at[i];
    }
    to->look[to->n] = look;
    to->curve[to->n] = curve;
    to->value[to->n++] = value;
}

/* The name and what follows it in one line, the name shortened where it must be. */
static const char *fitted(const mkr_plot *p, const mkr_label *look, const char *name, const char *tail,
                          mkr_len most) {
    mkr_len room = most - width_of(p, look, tail);
    return mkr_printf(p->scratch, "%s%s",
                      mkr_text_fit(p->scratch, p->style->fonts, look, name, room, p->where), tail);
}

/* The last blank of a name that has a line of at most so much before it; NULL: there is none. */
static const char *last_blank(const mkr_plot *p, const mkr_label *look, const char *name, mkr_len most) {
    const char *found = NULL;
    for (const char *blank = strchr(name, ' '); blank; blank = strchr(blank + 1, ' ')) {
        const char *line = mkr_strndup(p->scratch, name, (size_t)(blank - name));
        if (width_of(p, look, line) > most)
            return found;
        found = blank;
    }
    return found;
}

/* "England 50.3%", in two lines where it is wider than `most`, or in three where two hold but the name; only
 * then is the name shortened. */
static lines named(const mkr_plot *p, const mkr_label *look, const char *name, const char *number,
                   mkr_len most) {
    if (!*name)
        return (lines){{number}};
    const char *tail = mkr_printf(p->scratch, *number ? " %s" : "%s", number);
    const char *whole = mkr_printf(p->scratch, "%s%s", name, tail);
    if (width_of(p, look, whole) <= most)
        return (lines){{whole}};
    const char *blank = last_blank(p, look, name, most);
    const char *first = blank ? mkr_strndup(p->scratch, name, (size_t)(blank - name)) : "";
    const char *second = blank ? mkr_printf(p->scratch, "%s%s", blank + 1, tail) : "";
    if (blank && width_of(p, look, second) <= most)
        return (lines){{first, second}};
    if (*number && width_of(p, look, name) <= most)
        return (lines){{name, number}};
    if (*number && blank && width_of(p, look, blank + 1) <= most)
        return (lines){{first, blank + 1, number}};
    if (blank)
        return (lines){{first, fitted(p, look, blank + 1, tail, most)}};
    return (lines){{fitted(p, look, name, tail, most)}};
}

/* The figure of an earlier period than the last one drawn says which: "36.7% (Q1)". */
static const char *last_number(const mkr_plot *p, size_t c) {
    const mkr_series *s = &p->series;
    size_t latest = s->latest[c];
    const char *number = mkr_chart_number(p->scratch, p->trend, s->curve[c][latest].v);
    const char *whole = mkr_period_print(p->scratch, s->periods[latest]);
    if (latest + 1 == s->n || strstr(p->trend->curves[c].name, whole)) /* "England (2023/24)" */
        return number;
    const char *period = mkr_period_short(s->periods[latest]);
    return mkr_printf(p->scratch, "%s (%s)", number,
                      *period ? period : mkr_period_year(p->scratch, s->periods[latest]));
}

static void add_curve(const mkr_plot *p, size_t c, mkr_len widest, mkr_end_labels *to) {
    const mkr_curve *curve = &p->trend->curves[c];
    if (p->series.points[c] == 0)
        return;
    mkr_label look = {p->style->regular, LABEL_SIZE, mkr_plot_look(p, c).text};
    if (c == 0)
        look = (mkr_label){p->style->bold, *curve->name ? MKR_PT(10) : MKR_PT(11), look.colour};
    else if (curve->role == MKR_CURVE_OWN)
        look.font = p->style->semibold;
    add(p, to, named(p, &look, curve->name, last_number(p, c), widest - to->indent), look,
        p->series.curve[c][p->series.latest[c]].v, c);
}

static const char *guide_number(const mkr_plot *p, size_t g) {
    mkr_trend t = *p->trend;
    if (t.guides[g].role != MKR_GUIDE_TARGET)
        t.places = mkr_limit_places(t.places);
    return mkr_chart_number(p->scratch, &t, p->series.guide[g][p->series.n - 1].v);
}

/* Do mean and limits end at one level? */
static bool limits_are_one(const mkr_plot *p) {
    const char *first = NULL;
    for (size_t g = 0; p->trend->limits_name && g < p->series.n_guides; g++) {
        if (p->trend->guides[g].role == MKR_GUIDE_TARGET || !p->series.guide[g][p->series.n - 1].given)
            continue;
        const char *number = guide_number(p, g);
        if (first && strcmp(first, number) != 0)
            return false;
        first = number;
    }
    return first;
}

static void add_guide(const mkr_plot *p, size_t g, mkr_len widest, mkr_end_labels *to) {
    const mkr_datum *end = &p->series.guide[g][p->series.n - 1];
    const mkr_guide *guide = &p->trend->guides[g];
    bool one = guide->role != MKR_GUIDE_TARGET && limits_are_one(p);
    if (!end->given || (one && guide->role != MKR_GUIDE_MEAN))
        return;
    mkr_label look = {p->style->regular, LABEL_SIZE, p->style->ink};
    add(p, to,
        named(p, &look, one ? p->trend->limits_name : guide->name, guide_number(p, g), widest - to->indent),
        look, end->v, MKR_CURVES_MOST);
}

static mkr_len count_lines(const mkr_end_labels *labels, size_t i) {
    mkr_len n = 1;
    while (n < MKR_END_LINES && labels->text[i][n])
        n++;
    return n;
}

/* All are as far apart as the two with the most lines must be. */
static void set_apart(mkr_end_labels *labels) {
    mkr_len second = 1;
    labels->lines = 1;
    for (size_t i = 0; i < labels->n; i++) {
        mkr_len here = count_lines(labels, i);
        second = mkr_larger(second, mkr_smaller(here, labels->lines));
        labels->lines = mkr_larger(here, labels->lines);
    }
    labels->apart =
        labels->lines == 1
            ? APART
            : mkr_larger(APART_OF_LINES, BETWEEN_LINES + (labels->lines + second - 2) * (LINE_APART / 2));
}

/* In the middle of its end, where it has one. */
static void add_band(const mkr_plot *p, mkr_len widest, mkr_end_labels *to) {
    const mkr_series *s = &p->series;
    mkr_decimal twice, middle;
    if (!p->trend->band_name || !s->band[0] || !s->band[0][s->n - 1].given || !s->band[1][s->n - 1].given ||
        !mkr_decimal_add(s->band[0][s->n - 1].v, s->band[1][s->n - 1].v, &twice) ||
        !mkr_decimal_multiply(twice, (mkr_decimal){5, 1}, &middle))
        return;
    mkr_label look = {p->style->regular, LABEL_SIZE, p->style->ink2};
    add(p, to, named(p, &look, p->trend->band_name, "", widest - to->indent), look, middle, MKR_CURVES_MOST);
}

/* Where markers tell curves apart, a label begins with its own. */
static bool wants_samples(const mkr_plot *p) {
    size_t marked = 0;
    for (size_t c = 0; c < p->series.n_curves; c++)
        marked += p->series.points[c] > 0 && !mkr_series_is_mark(&p->series, c) &&
                          mkr_plot_look(p, c).marker != MKR_MARKER_NONE
                      ? 1
                      : 0;
    return marked > 1;
}

/* Names of several measures are longer than those of councils, and must be read. */
mkr_len mkr_plot_end_share(const mkr_plot *p) {
    bool measures = p->series.n_curves > 1 && p->trend->curves[1].role == MKR_CURVE_OWN;
    return measures ? p->width / 2 : p->width * 2 / 5;
}

void mkr_plot_end_labels(const mkr_plot *p, mkr_len widest, mkr_end_labels *out) {
    *out = (mkr_end_labels){.indent = wants_samples(p) ? SAMPLE : 0};
    for (size_t c = 0; c < p->series.n_curves; c++) {
        if (p->trend->curves[c].role == MKR_CURVE_OWN)
            add_curve(p, c, widest, out);
    }
    for (size_t g = 0; g < p->series.n_guides; g++)
        add_guide(p, g, widest, out);
    add_band(p, widest, out);
    for (size_t c = 0; c < p->series.n_curves; c++) {
        if (p->trend->curves[c].role != MKR_CURVE_OWN)
            add_curve(p, c, widest, out);
    }
    set_apart(out);
}

/* What a label of three lines stands out above one of two. */
static mkr_len half_line(const mkr_end_labels *labels) {
    return labels->lines > 2 ? LINE_APART / 2 : 0;
}

/* Room to spare, so that the first label mostly stays where its point is. */
mkr_len mkr_plot_end_labels_need(const mkr_end_labels *labels) {
    mkr_len n = (mkr_len)labels->n, steps = labels->lines > 1 ? (n - 1) * labels->apart : 0;
    if (n > 3 && steps < (n + 1) * APART)
        steps = (n + 1) * APART;
    return steps > 0 ? steps + half_line(labels) - ABOVE_LEAST - BELOW : 0;
}

/* ---- where they stand */

typedef struct side { /* the labels above the first one, or those below it, nearest first */
    mkr_len away[MKR_END_LABELS]; /* how far they would be, and then are, from the first one */
    size_t label[MKR_END_LABELS], n;
} side;

static void put(side *s, mkr_len away, size_t label) {
    size_t at = s->n++;
    for (; at > 0 && s->away[at - 1] > away; at--) {
        s->away[at] = s->away[at - 1];
        s->label[at] = s->label[at - 1];
    }
    s->away[at] = away;
    s->label[at] = label;
}

/* Keep the labels of a side apart from the first one and from each other, none past the limit: together they
 * move the least (in squares), by pooling neighbours that are too close (Ayer and others, 1955). */
static void spread(side *s, mkr_len limit, mkr_len apart) {
    struct {
        int64_t sum;
        mkr_len n;
    } pools[MKR_END_LABELS];
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        int64_t slack = s->away[i] - (mkr_len)i * apart; /* distances that may only grow */
        pools[n].sum = i == 0 && slack < apart ? apart : slack;
        pools[n++].n = 1;
        while (n > 1 && pools[n - 2].sum * pools[n - 1].n > pools[n - 1].sum * pools[n - 2].n) {
            pools[n - 2].sum += pools[n - 1].sum;
            pools[n - 2].n += pools[n - 1].n;
            n--;
        }
    }
    mkr_len most = limit - ((mkr_len)s->n - 1) * apart;
    size_t i = 0;
    for (size_t k = 0; k < n; k++) {
        int64_t level = (pools[k].sum + pools[k].n - 1) / pools[k].n;
        level = level < most ? level : most;
        level = level > apart ? level : apart;
        for (mkr_len m = 0; m < pools[k].n; m++, i++)
            s->away[i] = (mkr_len)level + (mkr_len)i * apart;
    }
}

/* The first one has come so much nearer. */
static void shift(side *s, mkr_len by) {
    for (size_t i = 0; i < s->n; i++)
        s->away[i] += by;
}

/* All labels in the order of their values. The first stays where it is, unless the plot ends too soon for all
 * those on one side of it. */
static void place_levels(mkr_len *level, size_t n, mkr_len top, mkr_len bottom, mkr_len apart) {
    side above = {.n = 0}, below = {.n = 0};
    for (size_t i = 1; i < n; i++) {
        bool down = level[i] > level[0];
        put(down ? &below : &above, down ? level[i] - level[0] : level[0] - level[i], i);
    }
    mkr_len own = mkr_smaller(level[0], bottom - (mkr_len)below.n * apart);
    own = mkr_larger(own, top + (mkr_len)above.n * apart);
    shift(&above, own - level[0]);
    shift(&below, level[0] - own);
    level[0] = own;
    spread(&above, own - top, apart);
    spread(&below, bottom - own, apart);
    for (size_t i = 0; i < above.n; i++)
        level[above.label[i]] = own - above.away[i];
    for (size_t i = 0; i < below.n; i++)
        level[below.label[i]] = own + below.away[i];
}

/* A thin line from where the curve or guide ends to a label that had to move far from there. */
static void draw_leaders(const mkr_plot *p, const mkr_end_labels *labels, const mkr_len *level) {
    mkr_sketch leaders = mkr_sketch_lines(p->to->arena, labels->n);
    for (size_t i = 0; i < labels->n; i++) {
        mkr_len y = mkr_plot_y(p, labels->value[i]), moved = level[i] > y ? level[i] - y : y - level[i];
        if (moved > labels->apart)
            mkr_sketch_line(&leaders, p->right, y, p->right + END_GAP - LEADER_GAP, level[i]);
    }
    mkr_sketch_paint(&leaders, p->to, p->elem, mkr_pen_line(p->style->ink3, 500));
}

static void draw_samples(const mkr_plot *p, const mkr_end_labels *labels, const mkr_len *level) {
    for (size_t i = 0; i < labels->n && labels->indent > 0; i++) {
        if (labels->curve[i] == MKR_CURVES_MOST)
            continue;
        mkr_curve_look look = mkr_plot_look(p, labels->curve[i]);
        mkr_point middle = {p->right + END_GAP + MKR_PT(3), level[i]};
        mkr_plot_draw_markers(p, look.marker, look.line, SAMPLE_R, &middle, 1);
    }
}

static void draw_label(const mkr_plot *p, const mkr_end_labels *labels, size_t i, mkr_len x, mkr_len y) {
    const char *const *text = labels->text[i];
    for (size_t k = 1; k < MKR_END_LINES && text[k]; k++)
        y -= LINE_APART / 2;
    for (size_t k = 0; k < MKR_END_LINES && text[k]; k++, y += LINE_APART)
        mkr_draw_text(p->to, p->style->fonts, p->elem, &labels->look[i], MKR_LEFT, x, y, text[k], p->where);
}

void mkr_plot_end_labels_draw(const mkr_plot *p, const mkr_end_labels *labels) {
    mkr_len x = p->right + END_GAP, level[MKR_END_LABELS] = {0};
    for (size_t i = 0; i < labels->n; i++)
        level[i] = mkr_plot_y(p, labels->value[i]);
    /* Above the plot the unit line may be long enough to be there already. */
    mkr_len top = p->top - (p->title_width > x - MKR_PT(4) ? ABOVE_LEAST : ABOVE) + half_line(labels);
    place_levels(level, labels->n, top, p->bottom + BELOW, labels->apart);
    draw_leaders(p, labels, level);
    draw_samples(p, labels, level);
    for (size_t i = 0; i < labels->n; i++)
        draw_label(p, labels, i, x + labels->indent, level[i] + LEVEL_TO_BASE);
}
