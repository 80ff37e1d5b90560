/* trend_table.c - the figures that a trend chart shows, as a table: periods across where they are few, else
 * down. */
#include <string.h>

#include "data/unit.h"
#include "report/chart_build.h"

bool mkr_trend_is_across(mkr_period p, size_t n) {
    static const size_t most[] = {[MKR_NO_PERIOD] = 0, [MKR_MONTH] = 3, [MKR_QUARTER] = 5, [MKR_YEAR] = 8};
    return n <= most[p.kind];
}

static const char *print(mkr_builder *b, const mkr_trend *t, const mkr_datum *d) {
    if (d->given)
        return mkr_unit_print(b->arena, t->unit, d->v, t->places);
    return d->mark ? d->mark : "–";
}

/* A figure as it is reported, not put together from others: in the table it is what it is in all others. */
static const mkr_value *find_reported(const mkr_indicator *i, const mkr_trend_made *made, size_t k) {
    const mkr_stretch *s = &made->stretches[k];
    if (made->parts > 1)
        return NULL;
    for (size_t p = s->from + s->n; p-- > s->from;)
        if (i->values[p].has_actual || i->values[p].nil)
            return &i->values[p];
    return NULL;
}

const char *mkr_trend_print(mkr_builder *b, const mkr_indicator *i, const mkr_trend_made *made, size_t curve,
                            size_t k) {
    bool own = made->trend->curves[curve].role == MKR_CURVE_OWN;
    const mkr_value *v = own ? find_reported(i, made, k) : NULL;
    return v ? mkr_value_print(b->arena, b->data, i, v, true)
             : print(b, made->trend, &made->trend->curves[curve].at[k]);
}

/* ---- rows: each a line of the chart or what it is held against */

typedef struct line {
    const char *name;
    const mkr_datum *at;
    const mkr_indicator *own; /* whose figures they are; NULL: of others */
    size_t curve;
} line;

typedef struct lines {
    line at[2 * MKR_CURVES_MOST + 4];
    size_t n;
} lines;

static void add_line(lines *l, const char *name, const mkr_datum *at, const mkr_indicator *own,
                     size_t curve) {
    l->at[l->n++] = (line){name, at, own, curve};
}

/* The comparator's source, too, stands in the table, where there is room. */
static const char *whole_name(mkr_builder *b, const mkr_indicator *i, const char *name) {
    for (size_t c = 0; c < i->n_comparisons; c++)
        if (!strcmp(mkr_comparator_print(b->arena, i->comparisons[c].with, false), name))
            return mkr_comparator_print(b->arena, i->comparisons[c].with, true);
    return name;
}

static void list_lines(mkr_builder *b, const mkr_indicator *const *i, const mkr_trend *t, lines *l) {
    bool several = t->n_curves > 1 && t->curves[1].role == MKR_CURVE_OWN;
    size_t k = 0;
    for (; k < t->n_curves && t->curves[k].role == MKR_CURVE_OWN; k++)
        add_line(l, several ? t->curves[k].name : b->style->labels[MKR_LABEL_ACTUAL], t->curves[k].at, i[k],
                 k);
    for (size_t g = 0; g < t->n_guides && g < 2; g++)
        add_line(l, t->guides[g].name, t->guides[g].at, NULL, 0);
    for (; k < t->n_curves; k++)
        add_line(l, whole_name(b, i[0], t->curves[k].name), t->curves[k].at, NULL, k);
}

static const char *cell_of(mkr_builder *b, const mkr_trend_made *made, const line *l, size_t k) {
    return l->own ? mkr_trend_print(b, l->own, made, l->curve, k) : print(b, made->trend, &l->at[k]);
}

void mkr_trend_table(mkr_builder *b, const mkr_node *node, const mkr_indicator *const *i,
                     const mkr_trend_made *made, mkr_block *to, uint32_t elem) {
    const mkr_trend *t = made->trend;
    lines l = {.n = 0};
    list_lines(b, i, t, &l);
    bool across = mkr_trend_is_across(t->periods[0], t->n);
    size_t rows = (across ? l.n : t->n) + 1, columns = (across ? t->n : l.n) + 1;
    const char **cells = mkr_alloc_array(b->arena, rows * columns, sizeof *cells);
    cells[0] = across && *t->axis ? t->axis : b->style->labels[MKR_LABEL_PERIOD];
    for (size_t k = 0; k < t->n; k++)
        cells[across ? k + 1 : (k + 1) * columns] = mkr_period_print(b->arena, t->periods[k]);
    for (size_t r = 0; r < l.n; r++)
        cells[across ? (r + 1) * columns : r + 1] = l.at[r].name;
    for (size_t r = 0; r < l.n; r++)
        for (size_t k = 0; k < t->n; k++)
            cells[across ? (r + 1) * columns + k + 1 : (k + 1) * columns + r + 1] =
                cell_of(b, made, &l.at[r], k);
    const char *figure = mkr_build_number(b, MKR_LABEL_FIGURE_WORD, b->figures);
    mkr_chart_figures f = {.caption = mkr_style_say(b->arena, b->style, MKR_LABEL_TREND_TABLE, "figure",
                                                    figure, "measure", t->name, NULL),
                           .cells = cells,
                           .n_rows = rows,
                           .n_columns = (uint16_t)columns,
                           .short_heads = !across};
    mkr_build_chart_table(b, node, &f, to, elem);
}
