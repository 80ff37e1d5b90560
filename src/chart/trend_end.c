/* trend_end.c - the labels at the end of a trend chart's plot: names and last figures of curves and guides.
 *
 * The first curve's label stands level with its point and the others make way, up or down, no further than
 * they must. */
#include "chart/plot.h"

#include <string.h>

enum {
    LABEL_SIZE = MKR_PT(9),
    APART = 12500, /* between the levels of two end labels, at least, */
    APART_OF_TWO = MKR_PT(21), /* and where one of them has two lines */
    LINE_APART = MKR_PT(10), /* between the two */
    LEVEL_TO_BASE = 3300, /* from the level of a value down to the baseline of its label */
    END_GAP = MKR_PT(7),
    SAMPLE = MKR_PT(9), /* from a marker's left to the text after it */
    SAMPLE_R = 2200,
    ABOVE = MKR_PT(12), /* labels may be so far above the plot */
    ABOVE_LEAST = MKR_PT(2), /* where the unit line is there already */
    BELOW = MKR_PT(3), /* and below it */
};

/* ---- what they say */

typedef struct lines {
    const char *first, *second; /* NULL: there is but one */
} lines;

static mkr_len width_of(const mkr_plot *p, const mkr_label *look, const char *text) {
    return mkr_text_width(p->style->fonts, look, text, p->where);
}

static void add(const mkr_plot *p, mkr_end_labels *to, lines text, mkr_label look, mkr_decimal value,
                size_t curve) {
    const char *const both[] = {text.first, text.second};
    for (size_t i = 0; i < 2 && both[i]; i++) {
        mkr_len width = to->indent + width_of(p, &look, both[i]);
        to->widest = width > to->widest ? width : to->widest;
    }
    if (text.second)
        to->apart = APART_OF_TWO;
    to->text[to->n] = text.first;
    to->second[to->n] = text.second;
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

/* "England 50.3%", in two lines where it is wider than `most`; only then is the name shortened. */
static lines named(const mkr_plot *p, const mkr_label *look, const char *name, const char *number,
                   mkr_len most) {
    if (!*name)
        return (lines){number, NULL};
    const char *tail = mkr_printf(p->scratch, *number ? " %s" : "%s", number);
    const char *whole = mkr_printf(p->scratch, "%s%s", name, tail);
    if (width_of(p, look, whole) <= most)
        return (lines){whole, NULL};
    const char *blank = last_blank(p, look, name, most);
    if (blank)
        return (lines){mkr_strndup(p->scratch, name, (size_t)(blank - name)),
                       fitted(p, look, blank + 1, tail, most)};
    if (*number && width_of(p, look, name) <= most)
        return (lines){name, number};
    return (lines){fitted(p, look, name, tail, most), NULL};
}

/* The figure of an earlier period than the last one drawn says which: "36.7% (Q1)". */
static const char *last_number(const mkr_plot *p, size_t c) {
    const mkr_series *s = &p->series;
    size_t latest = s->latest[c];
    const char *number = mkr_chart_number(p->scratch, p->trend, s->curve[c][latest].v);
    if (latest + 1 == s->n)
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

static void add_guide(const mkr_plot *p, size_t g, mkr_len widest, mkr_end_labels *to) {
    const mkr_datum *end = &p->series.guide[g][p->series.n - 1];
    if (!end->given)
        return;
    mkr_label look = {p->style->regular, LABEL_SIZE, p->style->ink};
    const char *number = mkr_chart_number(p->scratch, p->trend, end->v);
    add(p, to, named(p, &look, p->trend->guides[g].name, number, widest - to->indent), look, end->v,
        MKR_CURVES_MOST);
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
    *out = (mkr_end_labels){.indent = wants_samples(p) ? SAMPLE : 0, .apart = APART};
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
}

/* The first label is wherever its point is, and what is left above and below it is of use in whole steps. */
mkr_len mkr_plot_end_labels_need(const mkr_end_labels *labels) {
    mkr_len n = (mkr_len)labels->n, steps = labels->apart > APART ? n * labels->apart : 0;
    if (n > 3 && steps < (n + 1) * APART)
        steps = (n + 1) * APART;
    return steps > 0 ? steps - ABOVE_LEAST - BELOW : 0;
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

/* Those for which `most` is not enough go to the other side: the nearest ones. */
static void hand_over(side *from, side *to, size_t most) {
    size_t over = from->n > most ? from->n - most : 0;
    for (size_t i = 0; i < over; i++)
        put(to, -from->away[i], from->label[i]);
    from->n -= over;
    for (size_t i = 0; i < from->n; i++) {
        from->away[i] = from->away[i + over];
        from->label[i] = from->label[i + over];
    }
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

/* Each label on the side of its value, unless the plot ends too soon for all of them there. */
static void place_levels(mkr_len *level, size_t n, mkr_len top, mkr_len bottom, mkr_len apart) {
    side above = {.n = 0}, below = {.n = 0};
    mkr_len own = level[0];
    for (size_t i = 1; i < n; i++) {
        bool down = level[i] > own;
        put(down ? &below : &above, down ? level[i] - own : own - level[i], i);
    }
    hand_over(&above, &below, (size_t)((own - top) / apart));
    hand_over(&below, &above, (size_t)((bottom - own) / apart));
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
            mkr_sketch_line(&leaders, p->right + 1000, y, p->right + END_GAP - 1500, level[i]);
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
    const char *const text[] = {labels->text[i], labels->second[i]};
    y -= text[1] ? LINE_APART / 2 : 0;
    for (size_t k = 0; k < 2 && text[k]; k++, y += LINE_APART)
        mkr_draw_text(p->to, p->style->fonts, p->elem, &labels->look[i], MKR_LEFT, x, y, text[k], p->where);
}

void mkr_plot_end_labels_draw(const mkr_plot *p, const mkr_end_labels *labels) {
    mkr_len x = p->right + END_GAP, level[MKR_END_LABELS] = {0};
    for (size_t i = 0; i < labels->n; i++)
        level[i] = mkr_plot_y(p, labels->value[i]);
    /* Above the plot the unit line may be long enough to be there already. */
    mkr_len top = p->top - (p->title_width > x - MKR_PT(4) ? ABOVE_LEAST : ABOVE);
    place_levels(level, labels->n, top, p->bottom + BELOW, labels->apart);
    draw_leaders(p, labels, level);
    draw_samples(p, labels, level);
    for (size_t i = 0; i < labels->n; i++)
        draw_label(p, labels, i, x + labels->indent, level[i] + LEVEL_TO_BASE);
}
