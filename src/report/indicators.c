/* indicators.c - the table of indicators. */
#include <ctype.h>
#include <string.h>

#include "report/chart_build.h"

enum { SHOWN_PERIODS = 4 };

/* ---- the indicator table */

typedef struct table {
    mkr_builder *b;
    mkr_table_parts t;
    size_t first; /* index of the first period shown */
    uint16_t periods;
    mkr_where where;
    mkr_shorthand used; /* for the legend */
} table;

static void set_columns(table *k) {
    mkr_grid *g = k->t.grid;
    uint16_t i = 3;
    mkr_grid_column(g, 0, MKR_PT(28), true, false);
    mkr_grid_column(g, 1, 0, false, true);
    mkr_grid_column(g, 2, MKR_PT(34), true, false);
    g->columns[2].gap = 0;
    for (; i < 3 + k->periods; i++) {
        mkr_grid_column(g, i, MKR_PT(32), true, false);
        g->columns[i].gap = MKR_PT(1.5);
        g->columns[i].lead = MKR_PT(4.5);
    }
    mkr_grid_column(g, i, MKR_PT(54), false, false);
    g->columns[i++].lead = MKR_PT(8);
    g->columns[i].gap = 0;
    mkr_grid_column(g, i++, MKR_PT(53), true, false);
    mkr_grid_column(g, i, MKR_PT(56), true, false);
}

static mkr_block *head_cell(table *k, mkr_grid_cell *cell, uint16_t column, uint32_t tr, const char *text,
                            mkr_align align) {
    cell->column = column;
    mkr_block *block =
        mkr_build_cell(k->b, cell, tr, MKR_TH, MKR_SCOPE_COLUMN, MKR_ROLE_INDICATOR_HEAD, align, k->where);
    mkr_build_span(k->b, &block->spans, text, block->elem, 0, k->where);
    return block;
}

/* Two lines of head: financial years above their periods; with yearly data one line. */
static void add_heads(table *k) {
    mkr_builder *b = k->b;
    const mkr_style *s = b->style;
    const mkr_period *periods = &b->data->periods[k->first];
    uint16_t p = k->periods, lines = periods[0].kind == MKR_YEAR ? 1 : 2, years = 1;
    for (uint16_t i = 1; i < p; i++)
        years = (uint16_t)(years + (periods[i].year != periods[i - 1].year));
    uint32_t head = mkr_tree_add(b->tree, k->t.table, MKR_THEAD), tr = mkr_tree_add(b->tree, head, MKR_TR);
    mkr_grid_cell *c =
        mkr_grid_row_add(b, k->t.grid, MKR_ROW_HEAD, (uint16_t)(6 + (lines == 2 ? years : p)))->cells;
    const char *left[] = {s->labels[MKR_LABEL_REF], s->labels[MKR_LABEL_MEASURE],
                          s->labels[MKR_LABEL_TARGET]};
    const char *right[] = {s->labels[MKR_LABEL_TREND], s->labels[MKR_LABEL_RATING],
                           s->labels[MKR_LABEL_DIRECTION]};
    for (uint16_t i = 0; i < 3; i++, c++) {
        c->rowspan = lines;
        head_cell(k, c, i, tr, left[i], i == 2 ? MKR_ALIGN_RIGHT : MKR_ALIGN_LEFT);
    }
    for (uint16_t i = 0; i < p; c++) {
        uint16_t span = 1;
        while (lines == 2 && i + span < p && periods[i + span].year == periods[i].year)
            span++;
        c->colspan = span;
        c->underline = lines == 2;
        head_cell(k, c, (uint16_t)(3 + i), tr, mkr_period_year(b->arena, periods[i]), MKR_ALIGN_RIGHT);
        i = (uint16_t)(i + span);
    }
    for (uint16_t i = 0; i < 3; i++, c++) {
        c->rowspan = lines;
        head_cell(k, c, (uint16_t)(3 + p + i), tr, right[i], MKR_ALIGN_LEFT);
    }
    if (lines == 1)
        return;
    tr = mkr_tree_add(b->tree, head, MKR_TR);
    c = mkr_grid_row_add(b, k->t.grid, MKR_ROW_HEAD, p)->cells;
    for (uint16_t i = 0; i < p; i++)
        head_cell(k, &c[i], (uint16_t)(3 + i), tr, mkr_period_short(periods[i]), MKR_ALIGN_RIGHT);
}

static const char *unit_line(mkr_builder *b, const mkr_indicator *i, const mkr_value *now) {
    enum { SYMBOL = 3 }; /* letters: "kg" and "MWh" stay as they are, "days" begins a line */
    char *unit = mkr_strdup(b->arena, i->unit);
    if (strlen(unit) > SYMBOL && unit[0] >= 'a' && unit[0] <= 'z')
        unit[0] = (char)toupper((unsigned char)unit[0]);
    const char *good = mkr_build_polarity(
        b, now->has_target || i->has_lower || i->has_upper ? i->polarity : MKR_POLARITY_NONE);
    if (!good)
        good = b->style->labels[MKR_LABEL_NO_TARGET_UNIT];
    return *unit ? mkr_printf(b->arena, "%s, %s", unit, good) : good;
}

static mkr_block *value_cell(table *k, mkr_grid_cell *cell, uint32_t tr, mkr_align align) {
    return mkr_build_cell(k->b, cell, tr, MKR_TD, MKR_SCOPE_NONE, MKR_ROLE_INDICATOR, align, k->where);
}

/* " [b] [n]" for the markers of a measure or of a figure. */
static void add_marks(table *k, mkr_block *text, mkr_marks marks, mkr_where where) {
    for (char letter = 'a'; letter <= 'z'; letter++)
        if (marks & MKR_MARK(letter))
            mkr_build_span(k->b, &text->spans, mkr_printf(k->b->arena, " [%c]", letter), text->elem, 0,
                           where);
    k->used.marks |= marks;
}

static void add_value(table *k, mkr_grid_cell *cell, uint32_t tr, const mkr_indicator *i, size_t period) {
    mkr_builder *b = k->b;
    const mkr_value *v = mkr_indicator_at(b->data, i, period);
    bool latest = period == b->data->current, not_due = mkr_indicator_not_due(i, period);
    mkr_block *text = value_cell(k, cell, tr, MKR_ALIGN_RIGHT);
    mkr_build_span(b, &text->spans,
                   not_due ? mkr_nil_print(b->arena, MKR_NOT_DUE, "")
                           : mkr_value_print(b->arena, b->data, i, v, false),
                   text->elem, latest && v->has_actual ? MKR_BOLD : 0, k->where);
    if (!v->has_actual)
        k->used.nil[not_due ? MKR_NOT_DUE : v->nil ? v->nil : MKR_NOT_AVAILABLE] = true;
    add_marks(k, text, v->marks, k->where);
}

static void add_measure(table *k, mkr_grid_cell *cell, uint32_t tr, const mkr_indicator *i,
                        const mkr_value *now) {
    mkr_builder *b = k->b;
    mkr_block *text = value_cell(k, cell, tr, MKR_ALIGN_LEFT);
    mkr_build_span(b, &text->spans, i->measure, text->elem, 0, i->where);
    add_marks(k, text, i->marks, i->where);
    mkr_build_span(b, &text->spans, mkr_printf(b->arena, "\n%s", unit_line(b, i, now)), text->elem, MKR_MUTED,
                   i->where);
}

static void add_icon_word(table *k, mkr_grid_cell *cell, uint32_t tr, const char *word, int icon,
                          bool muted) {
    mkr_block *text = value_cell(k, cell, tr, MKR_ALIGN_LEFT);
    mkr_build_span(k->b, &text->spans, word, text->elem,
                   muted                    ? MKR_MUTED
                   : icon < MKR_ICON_TRAVEL ? MKR_SEMIBOLD
                                            : 0,
                   k->where);
    text->spans.at[0].icon = (uint8_t)(muted ? MKR_ICON_NONE : icon);
}

static void add_rating(table *k, mkr_grid_cell *cell, uint32_t tr, const mkr_indicator *i) {
    add_icon_word(k, cell, tr, k->b->style->rating_word[i->rating], MKR_ICON_RATING + (int)i->rating, false);
    if (i->override) /* the key says by whom and why */
        mkr_build_span(k->b, &cell->content->spans, " [j]", cell->content->elem, 0, i->where);
}

/* The direction in words beside its arrow; on two bases the long-term one follows in brackets. */
static void add_travel(table *k, mkr_grid_cell *cell, uint32_t tr, const mkr_indicator *i) {
    const mkr_style *s = k->b->style;
    bool both = k->b->data->scheme->basis == MKR_BASIS_BOTH && i->travel != MKR_NOT_ASSESSED;
    add_icon_word(k, cell, tr, s->travel_word[i->travel], MKR_ICON_TRAVEL + (int)i->travel,
                  i->travel == MKR_NOT_ASSESSED);
    if (both)
        mkr_build_span(k->b, &cell->content->spans,
                       mkr_printf(k->b->arena, "\n(%s)", s->travel_word[i->long_travel]), cell->content->elem,
                       0, i->where);
}

static void add_indicator_row(table *k, const mkr_indicator *i) {
    mkr_builder *b = k->b;
    const mkr_value *now = mkr_indicator_at(b->data, i, b->data->current);
    uint16_t p = k->periods;
    mkr_grid_cell *c = mkr_grid_row_add(b, k->t.grid, MKR_ROW_BODY, (uint16_t)(6 + p))->cells;
    uint32_t tr = mkr_tree_add(b->tree, k->t.body, MKR_TR);
    mkr_block *text =
        mkr_build_cell(b, c, tr, MKR_TH, MKR_SCOPE_ROW, MKR_ROLE_INDICATOR, MKR_ALIGN_LEFT, i->where);
    mkr_build_span(b, &text->spans, i->ref, text->elem, MKR_SEMIBOLD, i->where);
    add_measure(k, &c[1], tr, i, now);
    text = value_cell(k, &c[2], tr, MKR_ALIGN_RIGHT);
    mkr_build_span(b, &text->spans,
                   now->has_target ? mkr_indicator_print(b->arena, i, mkr_target(now))
                                   : b->style->labels[MKR_LABEL_NO_TARGET],
                   text->elem, 0, i->where);
    for (uint16_t v = 0; v < p; v++)
        add_value(k, &c[3 + v], tr, i, k->first + v);
    value_cell(k, &c[3 + p], tr, MKR_ALIGN_LEFT); /* the sparkline is decoration: the row holds the numbers */
    mkr_block *spark = mkr_block_new(b->arena, MKR_BLOCK_DRAWING, MKR_ROLE_INDICATOR, 0, i->where);
    spark->drawing = mkr_alloc(b->arena, sizeof *spark->drawing);
    *spark->drawing =
        (mkr_drawing){.kind = MKR_DRAW_SPARKLINE, .trend = mkr_trend_of_indicator(b, i, MKR_TREND_PERIODS)};
    c[3 + p].content = spark;
    add_rating(k, &c[4 + p], tr, i);
    add_travel(k, &c[5 + p], tr, i);
}

void mkr_build_indicators(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const mkr_data *d = b->data;
    const char *caption = mkr_build_attr(b, node, "caption");
    table k = {.b = b,
               .where = node->where,
               .first = d->current >= SHOWN_PERIODS - 1 ? d->current - (SHOWN_PERIODS - 1) : 0};
    k.periods = (uint16_t)(d->current - k.first + 1);
    k.t = mkr_build_table_begin(b, node, caption ? caption : b->style->labels[MKR_LABEL_INDICATORS_CAPTION],
                                MKR_LOOK_INDICATOR, (uint16_t)(6 + k.periods), MKR_MEASURE_FRAME, to, elem);
    set_columns(&k);
    add_heads(&k);
    size_t n;
    const mkr_group *groups = mkr_data_group(b->arena, d, mkr_build_by(node), &n);
    for (size_t g = 0; g < n; g++) {
        if (*groups[g].name)
            mkr_build_group_row(b, &k.t, groups[g].name, node->where);
        else
            k.t.body = mkr_tree_add(b->tree, k.t.table, MKR_TBODY);
        for (size_t i = 0; i < groups[g].n; i++)
            add_indicator_row(&k, groups[g].indicators[i]);
    }
    mkr_build_key(b, &k.used, to, elem, node->where);
}
