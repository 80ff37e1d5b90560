/* rules.c - the rules and grounds of grids: what each look has, row by row (page design, sections 7 and 9).
 */
#include "layout/set.h"

mkr_len mkr_column_left(const mkr_table_run *table, uint16_t column) {
    mkr_len x = 0;
    for (uint16_t i = 0; i < column; i++)
        x += table->columns[i];
    return x;
}

static void rule(mkr_setter *s, mkr_len x, mkr_len width, mkr_colour_id colour, mkr_len thickness) {
    mkr_draw_line(&s->items, 0, x, 0, x + width, 0, mkr_pen_line(s->style->colours[colour], thickness));
    s->items.list.at[s->items.list.n - 1].pagination = s->again;
}

static void rule_across(mkr_setter *s, const mkr_table_run *t, mkr_colour_id colour, mkr_len thickness) {
    rule(s, t->x, t->width, colour, thickness);
}

/* A rule below a row, but not through cells that go on below it. */
static void rule_below(mkr_setter *s, const mkr_table_run *t, mkr_colour_id colour, mkr_len thickness) {
    mkr_row_span **open = t->spans->open;
    mkr_len x = t->x, end = x + t->width;
    bool any = false;
    for (uint16_t i = 0; i < t->block->grid->n_columns; i++)
        any = any || open[i];
    if (!any) {
        rule_across(s, t, colour, thickness);
        return;
    }
    for (uint16_t i = 0; i < t->block->grid->n_columns;) {
        mkr_len width = 0;
        bool covered = open[i];
        for (; i < t->block->grid->n_columns && !open[i] == !covered; i++)
            width += t->columns[i];
        if (i == t->block->grid->n_columns)
            width = end - x;
        if (!covered)
            rule(s, x, width, colour, thickness);
        x += width;
    }
}

static void underline_cells(mkr_setter *s, const mkr_table_run *t, const mkr_grid_row *source) {
    for (uint16_t i = 0; i < source->n; i++) {
        const mkr_grid_cell *c = &source->cells[i];
        if (!c->underline)
            continue;
        uint16_t after = (uint16_t)(c->column + c->colspan);
        mkr_len x = t->x + mkr_column_left(t, c->column), end = t->x + mkr_column_left(t, after);
        if (c->align != MKR_ALIGN_LEFT) /* right-aligned columns: leave the gap at their left free */
            x += MKR_PT(6);
        mkr_draw_line(&s->items, 0, x, 0, end - t->block->grid->columns[after - 1].gap, 0,
                      mkr_pen_line(s->style->colours[MKR_STYLE_INK], MKR_PT(0.5)));
    }
}

/* The rule below a row of a table. */
static void end_table_row(mkr_setter *s, const mkr_table_run *t, size_t r) {
    const mkr_grid_row *rows = t->block->grid->rows.at;
    size_t n = t->block->grid->rows.n;
    mkr_row_kind kind = rows[r].kind, next = r + 1 < n ? rows[r + 1].kind : MKR_ROW_BODY;
    if (r + 1 == n || (kind == MKR_ROW_HEAD && next != MKR_ROW_HEAD))
        rule_across(s, t, MKR_STYLE_INK, MKR_PT(0.75));
    else if (next == MKR_ROW_TOTAL && kind != MKR_ROW_TOTAL)
        rule_below(s, t, MKR_STYLE_INK, MKR_PT(0.75));
    else if (kind == MKR_ROW_GROUP)
        rule_across(s, t, MKR_STYLE_INK2, MKR_PT(0.75));
    else if (kind == MKR_ROW_HEAD)
        underline_cells(s, t, &rows[r]);
    else if (!s->style->zebra)
        rule_below(s, t, MKR_STYLE_RULE, MKR_PT(0.5));
}

/* Rows that share a label have their rule beside it. */
static void end_cover_row(mkr_setter *s, const mkr_table_run *t, size_t r) {
    const mkr_grid_row *row = &t->block->grid->rows.at[r];
    mkr_len label = t->columns[0];
    if (row->joins == MKR_JOIN_LABEL)
        rule(s, t->x + label, t->width - label,
             row->cells[row->n - 1].underline ? MKR_STYLE_INK2 : MKR_STYLE_HAIR, MKR_PT(0.5));
    else if (r + 1 == t->block->grid->rows.n)
        rule_across(s, t, MKR_STYLE_INK, MKR_PT(0.75));
    else if (row->joins == MKR_JOIN_NOTHING)
        rule_across(s, t, MKR_STYLE_RULE, MKR_PT(0.5));
}

/* Below the lines that were one row stands the rule that is above the next. */
static void end_line(mkr_setter *s, const mkr_table_run *t, size_t r) {
    const mkr_grid *g = t->block->grid;
    const mkr_grid_row *row = &g->rows.at[r];
    bool last = r + 1 == g->rows.n, light = g->look == MKR_LOOK_COVER;
    if (row->kind == MKR_ROW_GROUP)
        rule_across(s, t, MKR_STYLE_INK2, MKR_PT(0.75));
    else if (row->joins == MKR_JOIN_LABEL)
        rule_across(s, t, MKR_STYLE_HAIR, MKR_PT(0.5));
    else if (row->joins == MKR_JOIN_NOTHING && !last && (light || g->rows.at[r + 1].kind == MKR_ROW_GROUP))
        rule_across(s, t, MKR_STYLE_RULE, MKR_PT(0.5));
    else if (row->joins == MKR_JOIN_NOTHING)
        rule_across(s, t, MKR_STYLE_INK, MKR_PT(0.75));
}

void mkr_rule_top(mkr_setter *s, const mkr_table_run *t, size_t r) {
    switch ((mkr_grid_look)t->block->grid->look) {
    case MKR_LOOK_TABLE:
    case MKR_LOOK_FORM:
    case MKR_LOOK_INDICATOR:
    case MKR_LOOK_FACTS:
    case MKR_LOOK_HEADLINE:
        if (r == 0)
            rule_across(s, t, MKR_STYLE_INK, MKR_PT(1.25));
        break;
    case MKR_LOOK_SIDE:
        rule_across(s, t, MKR_STYLE_RULE, MKR_PT(0.5));
        break;
    case MKR_LOOK_STRIP:
        rule_across(s, t, MKR_STYLE_INK2, MKR_PT(0.5));
        break;
    case MKR_LOOK_COVER: /* it has one only where it goes on */
        if (s->again && r == 0)
            rule_across(s, t, MKR_STYLE_INK, MKR_PT(1.25));
        break;
    case MKR_LOOK_PEOPLE:
    case MKR_LOOK_KEY:
    case MKR_LOOK_DETAIL:
    case MKR_LOOK_FIGURES:
    case MKR_LOOK_BESIDE:
        break;
    }
}

void mkr_rule_end(mkr_setter *s, const mkr_table_run *t, size_t r) {
    if (t->block->grid->list) {
        end_line(s, t, r);
        return;
    }
    switch ((mkr_grid_look)t->block->grid->look) {
    case MKR_LOOK_TABLE:
    case MKR_LOOK_FORM:
    case MKR_LOOK_INDICATOR:
        end_table_row(s, t, r);
        break;
    case MKR_LOOK_FACTS:
    case MKR_LOOK_HEADLINE:
    case MKR_LOOK_PEOPLE:
        rule_across(s, t, MKR_STYLE_RULE, MKR_PT(0.5));
        break;
    case MKR_LOOK_COVER:
        end_cover_row(s, t, r);
        break;
    case MKR_LOOK_STRIP:
    case MKR_LOOK_SIDE:
    case MKR_LOOK_KEY:
    case MKR_LOOK_DETAIL:
    case MKR_LOOK_FIGURES:
    case MKR_LOOK_BESIDE:
        break;
    }
}

static void add_ground(mkr_setter *s, const mkr_table_run *table, mkr_len left, mkr_len right,
                       mkr_len height) {
    if (right > left)
        mkr_draw_rect(&s->items, 0, table->x + left, 0, right - left, height,
                      mkr_pen_fill(s->style->colours[MKR_STYLE_TINT]));
}

/* Columns of cells that span rows stay white: the ground of a row below would cover their text. */
void mkr_set_ground(mkr_setter *s, const mkr_table_run *table, mkr_piece *row) {
    mkr_piece *ground = &row->parts.at[0];
    const mkr_grid_row *source = &table->block->grid->rows.at[row->row];
    mkr_len left = 0, right = 0;
    ground->from = (uint32_t)s->items.list.n;
    ground->link_from = ground->link_to = (uint32_t)s->links.n;
    for (uint16_t i = 0; i < source->n; i++) {
        const mkr_grid_cell *c = &source->cells[i];
        mkr_len from = mkr_column_left(table, c->column);
        if (c->rowspan > 1)
            continue;
        if (from != right) {
            add_ground(s, table, left, right, row->height);
            left = from;
        }
        right = mkr_column_left(table, (uint16_t)(c->column + c->colspan));
    }
    add_ground(s, table, left, right, row->height);
    ground->to = (uint32_t)s->items.list.n;
}
