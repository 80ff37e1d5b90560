/* indicators.c - the tables made from data: headline figures, ratings by priority, the indicator table with
 * its key. */
#include <ctype.h>
#include <string.h>

#include "report/build.h"

static const mkr_rating order[] = {MKR_GREEN, MKR_AMBER, MKR_RED};
enum { RATED_KINDS = 3, SHOWN_PERIODS = 4, TREND_PERIODS = 12 };

static size_t rated(const mkr_counts *c) {
    return c->all - c->rating[MKR_UNRATED];
}

static const char *number(mkr_builder *b, size_t n) {
    return mkr_decimal_print(b->arena, (mkr_decimal){(int64_t)n, 0}, 0);
}

/* "Q1" when the previous period lies in a quarter; NULL when there is none. */
static const char *previous_name(const mkr_builder *b) {
    const mkr_data *d = b->data;
    if (!d->current)
        return NULL;
    const char *name = mkr_period_short(d->periods[d->current - 1]);
    return *name ? name : mkr_period_year(b->arena, d->periods[d->current - 1]);
}

static const char *current_name(const mkr_builder *b) {
    const char *name = mkr_period_short(b->data->periods[b->data->current]);
    return *name ? name : mkr_period_year(b->arena, b->data->periods[b->data->current]);
}

/* ---- headline figures */

typedef struct headline {
    mkr_builder *b;
    mkr_grid_row *row;
    uint32_t list;
    mkr_where where;
} headline;

static void add_figure(headline *h, size_t figure, const char *label, uint8_t icon, const char *note) {
    mkr_builder *b = h->b;
    uint32_t item = mkr_tree_add(b->tree, h->list, MKR_LI), body = mkr_tree_add(b->tree, item, MKR_LBODY);
    mkr_block *stack = mkr_build_stack(b, h->where);
    mkr_block *text =
        mkr_build_text(b, MKR_ROLE_FIGURE_LABEL, body, mkr_printf(b->arena, "%s ", label), h->where);
    text->spans.at[0].icon = icon;
    mkr_block_add(stack, mkr_build_text(b, MKR_ROLE_FIGURE_LARGE, body,
                                        mkr_printf(b->arena, "%s ", number(b, figure)), h->where));
    mkr_block_add(stack, text);
    if (note)
        mkr_block_add(stack, mkr_build_text(b, MKR_ROLE_FIGURE_NOTE, body, note, h->where));
    h->row->cells[h->row->n].content = stack;
    h->row->n++;
}

static const char *change_in_words(mkr_builder *b, size_t now, size_t before) {
    const char *previous = previous_name(b);
    if (!previous)
        return NULL;
    mkr_label_id label = now > before   ? MKR_LABEL_MORE_THAN
                         : now < before ? MKR_LABEL_FEWER_THAN
                                        : MKR_LABEL_SAME_AS;
    return mkr_style_say(b->arena, b->style, label, "n",
                         number(b, now > before ? now - before : before - now), "period", previous, NULL);
}

void mkr_build_headline(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    static const mkr_len widths[] = {MKR_PT(89), MKR_PT(89), MKR_PT(103), MKR_PT(103), 0};
    const mkr_counts *c = &b->data->counts;
    mkr_block *block;
    mkr_grid *grid = mkr_grid_new(b, MKR_LOOK_HEADLINE, 5, node->where, &block);
    block->measure = MKR_MEASURE_FRAME;
    for (int i = 0; i < 5; i++)
        mkr_grid_column(grid, (uint16_t)i, widths[i], false, i == 4);
    headline h = {b, mkr_grid_row_add(b, grid, MKR_ROW_BODY, 5), mkr_tree_add(b->tree, elem, MKR_L),
                  node->where};
    h.row->n = 0;
    const mkr_style *s = b->style;
    add_figure(&h, c->all, s->labels[MKR_LABEL_INDICATORS], 0, s->labels[MKR_LABEL_IN_THIS_REPORT]);
    add_figure(
        &h, rated(c), s->labels[MKR_LABEL_RATED], 0,
        mkr_style_say(b->arena, s, MKR_LABEL_ARE_NOT_RATED, "n", number(b, c->rating[MKR_UNRATED]), NULL));
    for (int i = 0; i < RATED_KINDS; i++)
        add_figure(&h, c->rating[order[i]], s->rating_word[order[i]], (uint8_t)(MKR_ICON_RATING + order[i]),
                   change_in_words(b, c->rating[order[i]], c->previous_rating[order[i]]));
    mkr_block_add(to, block);
}

/* ---- ratings by priority */

static void add_count(mkr_builder *b, mkr_grid_cell *cell, uint32_t tr, const mkr_counts *c, mkr_rating r,
                      bool total, mkr_where where) {
    bool change = b->data->current > 0 && r != MKR_UNRATED;
    size_t now = c->rating[r], before = c->previous_rating[r];
    mkr_block *text =
        mkr_build_cell(b, cell, tr, MKR_TD, MKR_SCOPE_NONE, MKR_ROLE_TABLE_TEXT, MKR_ALIGN_RIGHT, where);
    mkr_build_span(b, &text->spans, number(b, now), text->elem, change || total ? MKR_BOLD : 0, where);
    if (!change)
        return;
    const char *sign = now > before ? "+" : now < before ? "\xE2\x88\x92" : "";
    char *words = mkr_printf(b->arena, " (%s%zu)", sign, now > before ? now - before : before - now);
    mkr_build_span(b, &text->spans, words, text->elem, MKR_MUTED, where);
    text->spans.at[1].slot = MKR_PT(21);
}

static void add_bar(mkr_builder *b, mkr_grid_cell *cell, uint32_t tr, const mkr_counts *c, mkr_len unit,
                    mkr_where where) {
    uint32_t td =
        mkr_build_cell(b, cell, tr, MKR_TD, MKR_SCOPE_NONE, MKR_ROLE_TABLE_TEXT, MKR_ALIGN_LEFT, where)->elem;
    mkr_block *bar = mkr_block_new(b->arena, MKR_BLOCK_DRAWING, MKR_ROLE_TABLE_TEXT,
                                   mkr_tree_add(b->tree, td, MKR_FIGURE), where);
    bar->drawing = mkr_alloc(b->arena, sizeof *bar->drawing);
    *bar->drawing =
        (mkr_drawing){.kind = MKR_DRAW_RATING_BAR, .counts = c, .bar_unit = unit, .needs_alt = true};
    cell->content = bar;
}

static void add_summary_row(mkr_builder *b, mkr_table_parts *t, const char *name, const mkr_counts *c,
                            mkr_len unit, bool total, mkr_where where) {
    mkr_grid_row *row = mkr_grid_row_add(b, t->grid, total ? MKR_ROW_TOTAL : MKR_ROW_BODY, 6);
    uint32_t tr = mkr_tree_add(b->tree, t->body, MKR_TR);
    row->middle = true;
    mkr_block *text = mkr_build_cell(b, &row->cells[0], tr, MKR_TH, MKR_SCOPE_ROW, MKR_ROLE_TABLE_TEXT,
                                     MKR_ALIGN_LEFT, where);
    mkr_build_span(b, &text->spans, name, text->elem, total ? MKR_BOLD : 0, where);
    if (total) {
        text = mkr_build_cell(b, &row->cells[1], tr, MKR_TD, MKR_SCOPE_NONE, MKR_ROLE_TABLE_TEXT,
                              MKR_ALIGN_LEFT, where);
        mkr_build_span(b, &text->spans,
                       mkr_style_say(b->arena, b->style, MKR_LABEL_RATED_OF_ALL, "n", number(b, rated(c)),
                                     "N", number(b, c->all), NULL),
                       text->elem, 0, where);
    } else if (rated(c)) {
        add_bar(b, &row->cells[1], tr, c, unit, where);
    } else {
        mkr_build_span(b,
                       &mkr_build_cell(b, &row->cells[1], tr, MKR_TD, MKR_SCOPE_NONE, MKR_ROLE_TABLE_TEXT,
                                       MKR_ALIGN_LEFT, where)
                            ->spans,
                       number(b, 0), (uint32_t)b->tree->elems.n - 1, MKR_MUTED, where);
    }
    for (int i = 0; i < RATED_KINDS; i++)
        add_count(b, &row->cells[i + 2], tr, c, order[i], total, where);
    add_count(b, &row->cells[5], tr, c, MKR_UNRATED, total, where);
}

static void add_summary_head(mkr_builder *b, mkr_table_parts *t, mkr_where where) {
    const mkr_style *s = b->style;
    const char *words[] = {s->labels[MKR_LABEL_PRIORITY], s->labels[MKR_LABEL_RATED_INDICATORS],
                           s->rating_word[MKR_GREEN],     s->rating_word[MKR_AMBER],
                           s->rating_word[MKR_RED],       s->rating_word[MKR_UNRATED]};
    static const mkr_len widths[] = {MKR_PT(140), MKR_PT(144), MKR_PT(57),
                                     MKR_PT(54),  MKR_PT(49),  MKR_PT(43)};
    mkr_grid_cell *cells = mkr_grid_row_add(b, t->grid, MKR_ROW_HEAD, 6)->cells;
    uint32_t tr = mkr_tree_add(b->tree, mkr_tree_add(b->tree, t->table, MKR_THEAD), MKR_TR);
    for (int i = 0; i < 6; i++) {
        mkr_grid_column(t->grid, (uint16_t)i, widths[i], i >= 2, i == 0);
        if (i >= 2)
            t->grid->columns[i].gap = 0;
        mkr_block *text = mkr_build_cell(b, &cells[i], tr, MKR_TH, MKR_SCOPE_COLUMN, MKR_ROLE_TABLE_HEAD,
                                         i >= 2 ? MKR_ALIGN_RIGHT : MKR_ALIGN_LEFT, where);
        mkr_build_span(b, &text->spans, words[i], text->elem, 0, where);
        if (i >= 2 && i < 5)
            text->spans.at[0].icon = (uint8_t)(MKR_ICON_RATING + order[i - 2]);
    }
}

void mkr_build_rag_summary(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const mkr_data *d = b->data;
    const char *caption = mkr_build_attr(b, node, "caption"), *previous = previous_name(b);
    if (!caption)
        caption = mkr_style_say(b->arena, b->style, MKR_LABEL_SUMMARY_CAPTION, "period", current_name(b),
                                "previous", previous ? previous : "", NULL);
    size_t most = 1;
    for (size_t g = 0; g < d->n_groups; g++)
        if (rated(&d->groups[g].counts) > most)
            most = rated(&d->groups[g].counts);
    mkr_table_parts t =
        mkr_build_table_begin(b, node, caption, MKR_LOOK_TABLE, 6, MKR_MEASURE_FRAME, to, elem);
    add_summary_head(b, &t, node->where);
    t.body = mkr_tree_add(b->tree, t.table, MKR_TBODY);
    for (size_t g = 0; g < d->n_groups && *d->groups[g].name; g++) /* without groups only the total */
        add_summary_row(b, &t, d->groups[g].name, &d->groups[g].counts, MKR_PT(140) / (mkr_len)most, false,
                        node->where);
    add_summary_row(b, &t, b->style->labels[MKR_LABEL_ALL_GROUPS], &d->counts, 0, true, node->where);
}

/* ---- the indicator table */

typedef struct table {
    mkr_builder *b;
    mkr_table_parts t;
    size_t first; /* index of the first period shown */
    uint16_t periods;
    mkr_where where;
    char marks[27]; /* letters of the markers used, each once */
} table;

static void note_mark(table *k, char mark) {
    size_t n = strlen(k->marks);
    if (!strchr(k->marks, mark) && n < sizeof k->marks - 1)
        k->marks[n] = mark;
}

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
        g->columns[i].lead = MKR_PT(3);
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
    const char *good = b->style->labels[!now->has_target            ? MKR_LABEL_NO_TARGET_UNIT
                                        : i->polarity == MKR_HIGHER ? MKR_LABEL_HIGHER_IS_BETTER
                                                                    : MKR_LABEL_LOWER_IS_BETTER];
    return *unit ? mkr_printf(b->arena, "%s, %s", unit, good) : good;
}

static mkr_block *value_cell(table *k, mkr_grid_cell *cell, uint32_t tr, mkr_align align) {
    return mkr_build_cell(k->b, cell, tr, MKR_TD, MKR_SCOPE_NONE, MKR_ROLE_INDICATOR, align, k->where);
}

static void add_value(table *k, mkr_grid_cell *cell, uint32_t tr, const mkr_indicator *i, const mkr_value *v,
                      bool latest) {
    mkr_block *text = value_cell(k, cell, tr, MKR_ALIGN_RIGHT);
    if (v->has_actual) {
        mkr_build_span(k->b, &text->spans, mkr_indicator_print(k->b->arena, i, v->actual), text->elem,
                       latest ? MKR_BOLD : 0, k->where);
        return;
    }
    char mark = v->missing && *v->missing ? *v->missing : 'x';
    note_mark(k, mark);
    mkr_build_span(k->b, &text->spans, mkr_printf(k->b->arena, "[%c]", mark), text->elem, 0, k->where);
}

static void add_measure(table *k, mkr_grid_cell *cell, uint32_t tr, const mkr_indicator *i,
                        const mkr_value *now) {
    mkr_builder *b = k->b;
    mkr_block *text = value_cell(k, cell, tr, MKR_ALIGN_LEFT);
    mkr_build_span(b, &text->spans, i->measure, text->elem, 0, i->where);
    for (const char *f = i->flags; *f; f++)
        if (*f >= 'a' && *f <= 'z') {
            note_mark(k, *f);
            mkr_build_span(b, &text->spans, mkr_printf(b->arena, " [%c]", *f), text->elem, 0, i->where);
        }
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
                   now->has_target ? mkr_indicator_print(b->arena, i, now->target)
                                   : b->style->labels[MKR_LABEL_NO_TARGET],
                   text->elem, 0, i->where);
    for (uint16_t v = 0; v < p; v++)
        add_value(k, &c[3 + v], tr, i, mkr_indicator_at(b->data, i, k->first + v), v + 1 == p);
    value_cell(k, &c[3 + p], tr, MKR_ALIGN_LEFT); /* the sparkline is decoration: the row holds the numbers */
    mkr_block *spark = mkr_block_new(b->arena, MKR_BLOCK_DRAWING, MKR_ROLE_INDICATOR, 0, i->where);
    spark->drawing = mkr_alloc(b->arena, sizeof *spark->drawing);
    *spark->drawing = (mkr_drawing){.kind = MKR_DRAW_SPARKLINE, .indicator = i};
    c[3 + p].content = spark;
    add_icon_word(k, &c[4 + p], tr, b->style->rating_word[i->rating], MKR_ICON_RATING + (int)i->rating,
                  false);
    add_icon_word(k, &c[5 + p], tr, b->style->travel_word[i->travel], MKR_ICON_TRAVEL + (int)i->travel,
                  i->travel == MKR_NOT_ASSESSED);
}

/* ---- the key, made from the rule */

static const char *percent(mkr_builder *b, mkr_decimal d) {
    return mkr_decimal_print(b->arena, d, d.places);
}

static const char *key_text(mkr_builder *b, mkr_rating r) {
    static const mkr_label_id amber[] = {[MKR_RELATIVE] = MKR_LABEL_KEY_AMBER_RELATIVE,
                                         [MKR_ABSOLUTE] = MKR_LABEL_KEY_AMBER_ABSOLUTE,
                                         [MKR_POINTS] = MKR_LABEL_KEY_AMBER_POINTS,
                                         [MKR_THRESHOLD] = MKR_LABEL_KEY_AMBER_THRESHOLD};
    const mkr_rule *rule = &b->style->rule;
    if (r == MKR_AMBER)
        return mkr_style_say(b->arena, b->style, amber[rule->kind], "n", percent(b, rule->tolerance), NULL);
    return b->style->labels[r == MKR_GREEN ? MKR_LABEL_KEY_GREEN
                            : r == MKR_RED ? MKR_LABEL_KEY_RED
                                           : MKR_LABEL_KEY_UNRATED];
}

static void add_key(table *k, mkr_block *to, uint32_t elem) {
    static const mkr_rating places[2][2] = {{MKR_GREEN, MKR_AMBER}, {MKR_RED, MKR_UNRATED}};
    mkr_builder *b = k->b;
    mkr_block *block;
    mkr_grid *grid = mkr_grid_new(b, MKR_LOOK_KEY, 2, k->where, &block);
    grid->columns[0].width = MKR_PT(190);
    grid->columns[1].gives_way = true;
    block->measure = MKR_MEASURE_FRAME;
    block->space_before = MKR_PT(9);
    uint32_t list = mkr_tree_add(b->tree, elem, MKR_L);
    for (int r = 0; r < 2; r++) {
        mkr_grid_cell *cells = mkr_grid_row_add(b, grid, MKR_ROW_BODY, 2)->cells;
        for (int c = 0; c < 2; c++) {
            uint32_t li = mkr_tree_add(b->tree, list, MKR_LI);
            uint32_t lbl = mkr_tree_add(b->tree, li, MKR_LBL), body = mkr_tree_add(b->tree, li, MKR_LBODY);
            mkr_rating rating = places[r][c];
            cells[c].content =
                mkr_build_text(b, MKR_ROLE_NOTE_TEXT, lbl,
                               mkr_printf(b->arena, "%s ", b->style->rating_word[rating]), k->where);
            cells[c].content->space_before = 0;
            mkr_span *word = &cells[c].content->spans.at[0];
            word->icon = (uint8_t)(MKR_ICON_RATING + (int)rating);
            word->look = MKR_SEMIBOLD;
            mkr_build_span(b, &cells[c].content->spans, key_text(b, rating), body, 0, k->where);
        }
    }
    mkr_block_add(to, block);
}

static const char *period_word(const mkr_builder *b, bool many) {
    static const mkr_label_id words[][2] = {[MKR_MONTH] = {MKR_LABEL_MONTH, MKR_LABEL_MONTHS},
                                            [MKR_QUARTER] = {MKR_LABEL_QUARTER, MKR_LABEL_QUARTERS},
                                            [MKR_YEAR] = {MKR_LABEL_YEAR, MKR_LABEL_YEARS}};
    return b->style->labels[words[b->data->periods[b->data->current].kind][many]];
}

static void add_basis(table *k, mkr_block *to, uint32_t elem) {
    static const struct {
        char mark;
        mkr_label_id label;
    } marks[] = {{'a', MKR_LABEL_MARK_A}, {'b', MKR_LABEL_MARK_B}, {'c', MKR_LABEL_MARK_C},
                 {'e', MKR_LABEL_MARK_E}, {'n', MKR_LABEL_MARK_N}, {'p', MKR_LABEL_MARK_P},
                 {'r', MKR_LABEL_MARK_R}, {'x', MKR_LABEL_MARK_X}, {'z', MKR_LABEL_MARK_Z}};
    mkr_builder *b = k->b;
    const mkr_style *s = b->style;
    bool exact = !s->rule.dead_band.units;
    size_t shown = b->data->current + 1 < TREND_PERIODS ? b->data->current + 1 : TREND_PERIODS;
    const char *one = period_word(b, false), *these = period_word(b, shown > 1);
    char *text = mkr_style_say(b->arena, s, exact ? MKR_LABEL_KEY_DIRECTION_EXACT : MKR_LABEL_KEY_DIRECTION,
                               "n", percent(b, s->rule.dead_band), "period", one, NULL);
    char *trend =
        mkr_style_say(b->arena, s, MKR_LABEL_KEY_TREND, "n", number(b, shown), "periods", these, NULL);
    text = mkr_printf(b->arena, "%s %s", text, trend);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strchr(k->marks, marks[i].mark))
            text = mkr_printf(b->arena, "%s [%c] %s.", text, marks[i].mark, s->labels[marks[i].label]);
    mkr_block *note =
        mkr_build_text(b, MKR_ROLE_NOTE_TEXT, mkr_tree_add(b->tree, elem, MKR_P), text, k->where);
    note->measure = MKR_MEASURE_FRAME;
    mkr_block_add(to, note);
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
    for (size_t g = 0; g < d->n_groups; g++) {
        if (*d->groups[g].name)
            mkr_build_group_row(b, &k.t, d->groups[g].name, node->where);
        else
            k.t.body = mkr_tree_add(b->tree, k.t.table, MKR_TBODY);
        for (size_t i = 0; i < d->groups[g].n; i++)
            add_indicator_row(&k, d->groups[g].indicators[i]);
    }
    add_key(&k, to, elem);
    add_basis(&k, to, elem);
}
