/* finance.c - a budget as a table: money in one unit, variances with their sign explained, ratings with their
 * key.
 *
 * All figures of a column have the same number of decimals, so that aligning them on the right aligns their
 * points; a closing bracket, and FAV or ADV, stand in a slot to the right of that. */
#include "data/finance.h"

#include <string.h>

#include "base/buffer.h"
#include "data/unit.h"
#include "report/build.h"
#include "report/key.h"

enum { ROOMY = 7 }; /* columns; a table of more is set smaller */

typedef struct printer {
    mkr_builder *b;
    const mkr_node *node;
    const mkr_finance *f;
    mkr_table_parts t;
    int8_t scale;
    uint8_t places;
    const char *unit; /* as it stands in the heads */
    bool brackets, fav_adv, small;
    uint16_t n_columns;
    mkr_shorthand used;
} printer;

static bool is(const mkr_node *node, const char *attr, const char *value) {
    const char *given = mkr_node_attr(node, attr);
    return given && !strcmp(given, value);
}

static const char *word(const printer *p, mkr_label_id label) {
    return p->b->style->labels[label];
}

/* ---- what the element asks for */

static const char *unit_name(int8_t scale) {
    return scale == 9 ? "£bn" : scale == 6 ? "£m" : scale == 3 ? "£\u2019000" : "£";
}

/* False after a message. */
static bool read_places(printer *p) {
    const mkr_attr *a = mkr_node_find_attr(p->node, "decimals");
    mkr_decimal d;
    p->places = mkr_finance_places(p->f, p->scale);
    if (!a)
        return true;
    if (!mkr_decimal_parse(a->value, &d) || d.places || d.units < 0 || d.units > 3)
        return mkr_say(p->b->diag, MKR_E_BAD_NUMBER, a->where, "decimals=\"%s\"; a whole number from 0 to 3",
                       a->value);
    p->places = (uint8_t)d.units;
    return true;
}

static bool read_options(mkr_builder *b, const mkr_node *node, mkr_finance_options *out) {
    const mkr_attr *rule = mkr_node_find_attr(node, "rule");
    *out = (mkr_finance_options){.scheme = &b->style->scheme, .unit = mkr_node_attr(node, "given-in")};
    if (!rule)
        return true;
    out->rule = mkr_scheme_find(&b->style->scheme, rule->value);
    out->rule_where = rule->where;
    return out->rule || mkr_say(b->diag, MKR_E_FINANCE_RULE, rule->where,
                                "the house style has no rule \"%s\"", rule->value);
}

/* ---- cells */

static mkr_role_id text_role(const printer *p) {
    return p->small ? MKR_ROLE_INDICATOR : MKR_ROLE_TABLE_TEXT;
}

static mkr_block *add_cell(printer *p, mkr_grid_cell *cell, uint32_t tr, mkr_align align, mkr_where where) {
    return mkr_build_cell(p->b, cell, tr, MKR_TD, MKR_SCOPE_NONE, text_role(p), align, where);
}

/* A figure; behind it, in a slot as wide in every row of the column, the bracket that closes it and its side.
 */
static void add_figure(printer *p, mkr_block *cell, const char *text, const char *side, mkr_len slot,
                       uint8_t look) {
    mkr_builder *b = p->b;
    size_t n = strlen(text);
    bool closes = slot && n && text[n - 1] == ')';
    mkr_build_span(b, &cell->spans, closes ? mkr_strndup(b->arena, text, n - 1) : text, cell->elem, look,
                   cell->where);
    if (!slot)
        return;
    const char *behind = mkr_printf(b->arena, "%s%s%s", closes ? ")" : "", *side ? "\u00a0" : "", side);
    mkr_build_span(b, &cell->spans, *behind ? behind : "\u00a0", cell->elem, look, cell->where);
    cell->spans.at[cell->spans.n - 1].slot = slot;
}

static mkr_len slot_of(const printer *p, bool side) {
    mkr_len size = p->b->style->roles[text_role(p)].size;
    return (p->brackets ? size * 31 / 100 : 0) + (side ? size * 23 / 10 : 0);
}

/* "[x]" where there is no figure. */
static const char *nil_text(printer *p, mkr_nil nil) {
    if (nil == MKR_NIL_NONE)
        nil = MKR_NOT_AVAILABLE;
    p->used.nil[nil] = true;
    return mkr_printf(p->b->arena, "[%s]", mkr_nil_shorthand(nil));
}

static const char *side_of(const printer *p, const mkr_money *m) {
    return !m->known || m->nano == 0 ? "" : word(p, m->nano > 0 ? MKR_LABEL_ADVERSE : MKR_LABEL_FAVOURABLE);
}

static void add_money(printer *p, mkr_grid_cell *cell, uint32_t tr, const mkr_finance_row *row, size_t column,
                      uint8_t look) {
    const mkr_money *m = &row->money[column];
    bool side = p->fav_adv && column == p->f->variance;
    mkr_block *text = add_cell(p, cell, tr, MKR_ALIGN_RIGHT, row->where);
    const char *figure = m->known ? mkr_money_print(p->b->arena, m->nano, p->scale, p->places, p->brackets)
                                  : nil_text(p, (mkr_nil)m->nil);
    add_figure(p, text, figure, side ? side_of(p, m) : "", slot_of(p, side), look);
    p->used.marks |= m->marks;
    for (char letter = 'a'; letter <= 'z'; letter++)
        if (m->marks & MKR_MARK(letter))
            mkr_build_span(p->b, &text->spans, mkr_printf(p->b->arena, "\u00a0[%c]", letter), text->elem, 0,
                           row->where);
}

static void add_percent(printer *p, mkr_grid_cell *cell, uint32_t tr, const mkr_finance_row *row,
                        uint8_t look) {
    mkr_builder *b = p->b;
    const mkr_money *v = &row->money[p->f->variance], *base = &row->money[p->f->base];
    mkr_block *text = add_cell(p, cell, tr, MKR_ALIGN_RIGHT, row->where);
    const char *figure;
    if (row->has_percent && p->brackets && mkr_decimal_round(row->percent, 1).units < 0)
        figure = mkr_printf(b->arena, "(%s)", mkr_decimal_print(b->arena, mkr_decimal_abs(row->percent), 1));
    else if (row->has_percent)
        figure = mkr_decimal_print(b->arena, row->percent, 1);
    else if (v->known && base->known)
        figure = word(p, MKR_LABEL_NO_PERCENT);
    else
        figure = nil_text(p, (mkr_nil)(v->known ? base->nil : v->nil));
    add_figure(p, text, figure, "", slot_of(p, false), look);
}

static void add_rating(printer *p, mkr_grid_cell *cell, uint32_t tr, const mkr_finance_row *row) {
    mkr_block *text = add_cell(p, cell, tr, MKR_ALIGN_LEFT, row->where);
    const char *rating = p->b->style->rating_word[row->rating];
    mkr_build_span(p->b, &text->spans, rating ? rating : mkr_rating_name(row->rating), text->elem, 0,
                   row->where);
    text->spans.at[0].icon = (uint8_t)(MKR_ICON_RATING + (int)row->rating);
}

/* ---- rows */

static bool is_explained(const mkr_node *node, const char *mark) {
    for (const mkr_node *n = mkr_node_child(node, "note"); n; n = mkr_node_after(n, "note"))
        if (is(n, "mark", mark))
            return true;
    return false;
}

static void add_name(printer *p, mkr_block *text, const mkr_finance_row *row, uint8_t look) {
    mkr_builder *b = p->b;
    mkr_build_span(b, &text->spans, row->name, text->elem, look, row->where);
    if (!*row->note)
        return;
    mkr_build_span(b, &text->spans, mkr_printf(b->arena, "\u00a0[%s]", row->note), text->elem, look,
                   row->where);
    if (!is_explained(p->node, row->note))
        mkr_say(b->diag, MKR_E_MARK_UNEXPLAINED, row->where, "\"%s\"", mkr_cell_excerpt(row->note).text);
}

static void add_row(printer *p, const mkr_finance_row *row) {
    mkr_builder *b = p->b;
    if (row->kind == MKR_FINANCE_GROUP) {
        mkr_block *text = mkr_build_group_row(b, &p->t, row->name, row->where);
        text->spans.n = 0; /* the name once more, with the mark of its note */
        add_name(p, text, row, 0);
        return;
    }
    bool total = row->kind == MKR_FINANCE_TOTAL;
    uint8_t look = total ? MKR_BOLD : row->kind == MKR_FINANCE_SUBTOTAL ? MKR_SEMIBOLD : 0;
    if (!p->t.body)
        p->t.body = mkr_tree_add(b->tree, p->t.table, MKR_TBODY);
    mkr_grid_cell *cells =
        mkr_grid_row_add(b, p->t.grid, total ? MKR_ROW_TOTAL : MKR_ROW_BODY, p->n_columns)->cells;
    uint32_t tr = mkr_tree_add(b->tree, p->t.body, MKR_TR);
    add_name(p,
             mkr_build_cell(b, cells++, tr, MKR_TH, MKR_SCOPE_ROW, text_role(p), MKR_ALIGN_LEFT, row->where),
             row, look);
    for (size_t i = 0; i < p->f->n_columns; i++) {
        add_money(p, cells++, tr, row, i, look);
        if (i == p->f->variance && p->f->base != MKR_FINANCE_NONE)
            add_percent(p, cells++, tr, row, look);
    }
    if (p->f->rated)
        add_rating(p, cells, tr, row);
}

/* ---- heads */

static void add_head(printer *p, mkr_grid_cell *cell, uint32_t tr, const char *text, const char *unit,
                     bool right) {
    mkr_builder *b = p->b;
    mkr_block *head = mkr_build_cell(b, cell, tr, MKR_TH, MKR_SCOPE_COLUMN,
                                     p->small ? MKR_ROLE_INDICATOR_HEAD : MKR_ROLE_TABLE_HEAD,
                                     right ? MKR_ALIGN_RIGHT : MKR_ALIGN_LEFT, p->node->where);
    mkr_build_span(b, &head->spans, text, head->elem, 0, p->node->where);
    if (unit)
        mkr_build_span(b, &head->spans, mkr_printf(b->arena, "\n%s", unit), head->elem, 0, p->node->where);
}

static const char *heading(const printer *p, uint32_t column) {
    const char *own = p->f->columns[column].heading;
    return own ? own : word(p, MKR_LABEL_VARIANCE);
}

static void add_heads(printer *p) {
    mkr_builder *b = p->b;
    mkr_grid_cell *cells = mkr_grid_row_add(b, p->t.grid, MKR_ROW_HEAD, p->n_columns)->cells;
    uint32_t tr = mkr_tree_add(b->tree, mkr_tree_add(b->tree, p->t.table, MKR_THEAD), MKR_TR);
    mkr_len width = p->small ? MKR_PT(44) : MKR_PT(58);
    for (uint16_t i = 0; i < p->n_columns; i++)
        mkr_grid_column(p->t.grid, i, i ? width : 0, i != 0, i == 0);
    add_head(p, cells++, tr, p->f->name, NULL, false);
    for (uint32_t i = 0; i < p->f->n_columns; i++) {
        add_head(p, cells++, tr, heading(p, i), p->unit, true);
        if (i == p->f->variance && p->f->base != MKR_FINANCE_NONE)
            add_head(p, cells++, tr, word(p, MKR_LABEL_VARIANCE_PERCENT), NULL, true);
    }
    if (!p->f->rated)
        return;
    p->t.grid->columns[p->n_columns - 1].lead = MKR_PT(6);
    add_head(p, cells, tr, word(p, MKR_LABEL_RATING), NULL, false);
}

/* ---- what stands under the table */

static void note(printer *p, const char *text, mkr_block *to, uint32_t elem) {
    mkr_build_table_note(p->b, text, to, elem, p->node->where);
}

static void add_conventions(printer *p, mkr_block *to, uint32_t elem) {
    mkr_builder *b = p->b;
    mkr_buffer text = mkr_buffer_new(b->arena);
    if (p->f->variance != MKR_FINANCE_NONE)
        mkr_buffer_printf(&text, "%s ", word(p, MKR_LABEL_FINANCE_SIGNS));
    if (p->brackets)
        mkr_buffer_printf(&text, "%s ", word(p, MKR_LABEL_FINANCE_BRACKETS));
    if (p->fav_adv)
        mkr_buffer_printf(&text, "%s ", word(p, MKR_LABEL_FINANCE_FAV_ADV));
    if (p->f->value != MKR_FINANCE_NONE && p->f->base != MKR_FINANCE_NONE)
        mkr_buffer_printf(&text, "%s ",
                          mkr_style_say(b->arena, b->style, MKR_LABEL_FINANCE_BASIS, "value",
                                        heading(p, p->f->value), "base", heading(p, p->f->base), NULL));
    if (p->f->zero_base)
        mkr_buffer_printf(
            &text, "%s ",
            word(p, p->f->rated ? MKR_LABEL_FINANCE_NO_PERCENT_RATED : MKR_LABEL_FINANCE_NO_PERCENT));
    if (mkr_finance_rounds(p->f, p->scale, p->places))
        mkr_buffer_printf(&text, "%s ", word(p, MKR_LABEL_FINANCE_ROUNDED));
    if (text.n) /* the blank after the last sentence: the legend begins with one */
        text.n--;
    mkr_build_legend(b, &p->used, &text);
    if (text.n)
        note(p, mkr_buffer_text(&text), to, elem);
}

/* The key of one rule: "Green target met or bettered; Amber ...". */
static void add_key(printer *p, const mkr_rule *rule, mkr_block *to, uint32_t elem) {
    mkr_builder *b = p->b;
    mkr_buffer key = mkr_buffer_new(b->arena);
    for (size_t i = 0; i < rule->n; i++)
        mkr_buffer_printf(&key, "%s%s %s", i ? "; " : "", b->style->rating_word[rule->levels[i].rating],
                          mkr_key_text(b->arena, b->style, rule, i, "£"));
    note(p,
         mkr_style_say(b->arena, b->style, MKR_LABEL_FINANCE_KEY, "rule", rule->name, "key",
                       mkr_buffer_text(&key), NULL),
         to, elem);
}

static void add_keys(printer *p, mkr_block *to, uint32_t elem) {
    const mkr_scheme *scheme = &p->b->style->scheme;
    bool *used = mkr_alloc_array(p->b->arena, scheme->n_rules, sizeof *used);
    for (size_t i = 0; i < p->f->n_rows; i++)
        if (p->f->rows[i].rule)
            used[p->f->rows[i].rule - scheme->rules] = true;
    for (size_t i = 0; i < scheme->n_rules; i++)
        if (used[i])
            add_key(p, &scheme->rules[i], to, elem);
}

void mkr_build_finance(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const mkr_table *table = mkr_build_source(b, node, "budget");
    mkr_finance_options options;
    mkr_finance f;
    if (!table || !read_options(b, node, &options) ||
        !mkr_finance_read(b->arena, b->diag, table, &options, &f))
        return;
    printer p = {.b = b,
                 .node = node,
                 .f = &f,
                 .scale = f.scale,
                 .brackets = is(node, "negatives", "brackets"),
                 .fav_adv = is(node, "fav-adv", "yes") && f.variance != MKR_FINANCE_NONE};
    const char *unit = mkr_node_attr(node, "unit"), *caption = mkr_build_attr(b, node, "caption");
    p.scale = unit ? mkr_unit_read(unit).scale : f.scale;
    p.unit = unit_name(p.scale);
    if (!read_places(&p))
        return;
    bool percent = f.variance != MKR_FINANCE_NONE && f.base != MKR_FINANCE_NONE;
    p.n_columns = (uint16_t)(1 + f.n_columns + percent + f.rated);
    p.small = p.n_columns > ROOMY;
    p.t = mkr_build_table_begin(b, node, caption ? caption : word(&p, MKR_LABEL_FINANCE_CAPTION),
                                p.small ? MKR_LOOK_INDICATOR : MKR_LOOK_TABLE, p.n_columns, MKR_MEASURE_FRAME,
                                to, elem);
    add_heads(&p);
    for (size_t i = 0; i < f.n_rows; i++)
        add_row(&p, &f.rows[i]);
    mkr_build_notes(b, node, to, elem);
    add_conventions(&p, to, elem);
    add_keys(&p, to, elem);
}
