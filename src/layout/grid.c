/* grid.c - set a grid: cells into rows, rows into pieces; rules are drawn with the row they border.
 *
 * Rows tied by row-spans are set together: first the heights that cells of one row ask for, then the last row
 * of a span grows to hold what spans it. A cell that spans rows is part of its first row's piece. */
#include "layout/set.h"

#define RULE_ROOM MKR_PT(0.75) /* what the rule under a row takes */

typedef struct look {
    mkr_len top, bottom; /* padding of body rows */
    mkr_len head_top, head_bottom; /* of head rows */
} look;

/* Page design, sections 7 and 9. */
static const look looks[] = {
    [MKR_LOOK_TABLE] = {MKR_PT(5.25), MKR_PT(5.25), MKR_PT(4.5), MKR_PT(4.5)},
    [MKR_LOOK_FORM] = {MKR_PT(5.25), MKR_PT(5.25), MKR_PT(4.5), MKR_PT(4.5)},
    [MKR_LOOK_INDICATOR] = {MKR_PT(5.25), MKR_PT(5.25), MKR_PT(4.5), MKR_PT(4.5)},
    [MKR_LOOK_FACTS] = {MKR_PT(7.5), MKR_PT(9), 0, 0},
    [MKR_LOOK_PEOPLE] = {MKR_PT(4.5), MKR_PT(5.25), 0, 0},
    [MKR_LOOK_HEADLINE] = {MKR_PT(7.5), MKR_PT(9), 0, 0},
    [MKR_LOOK_SIDE] = {MKR_PT(4.5), MKR_PT(4.5), 0, 0},
    [MKR_LOOK_KEY] = {0, 0, 0, 0},
    [MKR_LOOK_DETAIL] = {0, 0, 0, 0},
};

typedef struct setting { /* of one grid */
    mkr_setter *s;
    const mkr_block *block;
    const mkr_grid *grid;
    const mkr_len *widths;
    mkr_len x, width;
    mkr_len *fractions; /* by column: the widest part from the decimal point on; NULL when no cell asks */
    mkr_galley *to;
} setting;

static bool is_table(const mkr_grid *g) {
    return g->look == MKR_LOOK_TABLE || g->look == MKR_LOOK_FORM || g->look == MKR_LOOK_INDICATOR;
}

static void find_fractions(setting *t) {
    for (size_t r = 0; r < t->grid->rows.n; r++)
        for (uint16_t i = 0; i < t->grid->rows.at[r].n; i++) {
            const mkr_grid_cell *c = &t->grid->rows.at[r].cells[i];
            if (c->align != MKR_ALIGN_DECIMAL || !c->content)
                continue;
            if (!t->fractions)
                t->fractions = mkr_alloc_array(t->s->arena, t->grid->n_columns, sizeof *t->fractions);
            const mkr_block *text = c->content->first ? c->content->first : c->content;
            mkr_len f = mkr_text_fraction(t->s, text);
            if (f > t->fractions[c->column])
                t->fractions[c->column] = f;
        }
}

/* Set the content of one cell into `to`; returns its height. Parts get their y. */
static mkr_len set_cell(setting *t, const mkr_grid_cell *cell, uint16_t index, mkr_galley *to) {
    mkr_setter *s = t->s;
    mkr_len x = t->x, width = 0, y = 0;
    uint16_t last = (uint16_t)(cell->column + cell->colspan - 1);
    for (uint16_t i = 0; i < cell->column; i++)
        x += t->widths[i];
    for (uint16_t i = cell->column; i <= last; i++)
        width += t->widths[i];
    x += t->grid->columns[cell->column].lead;
    width -= t->grid->columns[cell->column].lead + t->grid->columns[last].gap;
    size_t first = to->n;
    const mkr_block *b = cell->content;
    if (b && b->kind == MKR_BLOCK_STACK && cell->align && b->first && !b->first->next)
        b = b->first; /* a lone paragraph follows the cell's alignment */
    s->after = 0;
    s->after_heading = false;
    if (b && b->kind == MKR_BLOCK_TEXT)
        mkr_set_text(s, b, x, width, (mkr_align)cell->align, t->fractions ? t->fractions[cell->column] : 0,
                     to);
    else if (b)
        mkr_set_block(s, b, x, width, to);
    for (size_t i = first; i < to->n; i++) {
        mkr_piece *p = &to->at[i];
        p->y = y + (i > first ? p->before : 0);
        p->cell = index;
        y = p->y + p->height;
    }
    return y;
}

typedef struct row_setting {
    mkr_galley parts;
    mkr_len *heights; /* of each cell's content */
    size_t *first; /* index of each cell's first part */
    mkr_len top, bottom, height;
} row_setting;

static void pad_row(const setting *t, size_t r, row_setting *row) {
    const mkr_grid_row *source = &t->grid->rows.at[r];
    const look *k = &looks[t->grid->look];
    row->top = k->top;
    row->bottom = k->bottom + (k->bottom ? RULE_ROOM : 0);
    if (source->kind == MKR_ROW_HEAD) {
        bool upper = r + 1 < t->grid->rows.n && t->grid->rows.at[r + 1].kind == MKR_ROW_HEAD;
        bool lower = r > 0 && t->grid->rows.at[r - 1].kind == MKR_ROW_HEAD;
        row->top = lower ? MKR_PT(3) : k->head_top;
        row->bottom = upper ? MKR_PT(2.25) : k->head_bottom;
        row->bottom += upper ? 0 : RULE_ROOM;
    } else if (source->kind == MKR_ROW_GROUP) {
        row->top = 0; /* its space above belongs to the piece */
        row->bottom = t->s->style->roles[MKR_ROLE_GROUP].after;
    }
}

static void set_row_cells(setting *t, size_t r, row_setting *row) {
    const mkr_grid_row *source = &t->grid->rows.at[r];
    pad_row(t, r, row);
    row->heights = mkr_alloc_array(t->s->pieces, source->n, sizeof *row->heights);
    row->first = mkr_alloc_array(t->s->pieces, source->n + 1u, sizeof *row->first);
    for (uint16_t i = 0; i < source->n; i++) {
        row->first[i] = row->parts.n;
        row->heights[i] = set_cell(t, &source->cells[i], i, &row->parts);
        mkr_len need = row->top + row->heights[i] + row->bottom;
        if (source->cells[i].rowspan == 1 && need > row->height)
            row->height = need;
    }
    row->first[source->n] = row->parts.n;
}

static mkr_len span_height(const row_setting *rows, size_t r, uint16_t rowspan, size_t n) {
    mkr_len h = 0;
    for (size_t i = r; i < n && i < r + rowspan; i++)
        h += rows[i].height;
    return h;
}

/* Move the parts of each cell to where they stand in the row. */
static void place_cells(setting *t, size_t first_row, row_setting *rows, size_t r, size_t n) {
    const mkr_grid_row *source = &t->grid->rows.at[first_row + r];
    for (uint16_t i = 0; i < source->n; i++) {
        const mkr_grid_cell *c = &source->cells[i];
        mkr_len whole = span_height(rows, r, c->rowspan, n), y = rows[r].top;
        size_t end = r + c->rowspan - 1 < n ? r + c->rowspan - 1 : n - 1;
        if (source->kind == MKR_ROW_HEAD)
            y = whole - rows[end].bottom - rows[r].heights[i];
        else if (source->middle)
            y = (whole - rows[r].heights[i]) / 2;
        for (size_t k = rows[r].first[i]; k < rows[r].first[i + 1]; k++)
            rows[r].parts.at[k].y += y;
    }
}

static void rule(setting *t, mkr_len y, mkr_colour_id colour, mkr_len thickness) {
    size_t at = t->s->items.list.n;
    mkr_draw_line(&t->s->items, 0, t->x, y, t->x + t->width, y,
                  mkr_pen_line(t->s->style->colours[colour], thickness));
    t->s->items.list.at[at].pagination = t->s->again;
}

static void underline_cells(setting *t, const mkr_grid_row *source, mkr_len y) {
    for (uint16_t i = 0; i < source->n; i++) {
        const mkr_grid_cell *c = &source->cells[i];
        if (!c->underline)
            continue;
        mkr_len x = t->x, end;
        for (uint16_t k = 0; k < c->column; k++)
            x += t->widths[k];
        end = x;
        for (uint16_t k = c->column; k < c->column + c->colspan; k++)
            end += t->widths[k];
        if (c->align != MKR_ALIGN_LEFT) /* right-aligned columns: leave the gap at their left free */
            x += MKR_PT(6);
        mkr_draw_line(&t->s->items, 0, x, y, end - t->grid->columns[c->column + c->colspan - 1].gap, y,
                      mkr_pen_line(t->s->style->colours[MKR_STYLE_INK], MKR_PT(0.5)));
    }
}

/* The rules above and below a row of a table. */
static void rule_table(setting *t, size_t r, mkr_len height) {
    const mkr_grid_row *rows = t->grid->rows.at;
    size_t n = t->grid->rows.n;
    mkr_row_kind kind = rows[r].kind, next = r + 1 < n ? rows[r + 1].kind : MKR_ROW_BODY;
    if (r == 0)
        rule(t, 0, MKR_STYLE_INK, MKR_PT(1.25));
    if (r + 1 == n || (kind == MKR_ROW_HEAD && next != MKR_ROW_HEAD) ||
        (next == MKR_ROW_TOTAL && kind != MKR_ROW_TOTAL))
        rule(t, height, MKR_STYLE_INK, MKR_PT(0.75));
    else if (kind == MKR_ROW_GROUP)
        rule(t, height, MKR_STYLE_INK2, MKR_PT(0.75));
    else if (kind == MKR_ROW_HEAD)
        underline_cells(t, &rows[r], height);
    else
        rule(t, height, MKR_STYLE_RULE, MKR_PT(0.5));
}

static void rule_row(setting *t, size_t r, mkr_len height) {
    bool first = r == 0;
    switch ((mkr_grid_look)t->grid->look) {
    case MKR_LOOK_TABLE:
    case MKR_LOOK_FORM:
    case MKR_LOOK_INDICATOR:
        rule_table(t, r, height);
        break;
    case MKR_LOOK_FACTS:
    case MKR_LOOK_HEADLINE:
        if (first)
            rule(t, 0, MKR_STYLE_INK, MKR_PT(1.25));
        rule(t, height, MKR_STYLE_RULE, MKR_PT(0.5));
        break;
    case MKR_LOOK_PEOPLE:
        rule(t, height, MKR_STYLE_RULE, MKR_PT(0.5));
        break;
    case MKR_LOOK_SIDE:
        rule(t, 0, MKR_STYLE_RULE, MKR_PT(0.5));
        break;
    case MKR_LOOK_KEY:
    case MKR_LOOK_DETAIL:
        break;
    }
}

static mkr_len space_above_row(setting *t, size_t r) {
    const mkr_grid_row *rows = t->grid->rows.at;
    if (rows[r].kind != MKR_ROW_GROUP)
        return 0;
    return r > 0 && rows[r - 1].kind == MKR_ROW_HEAD ? MKR_PT(9) : t->s->style->roles[MKR_ROLE_GROUP].before;
}

static void end_row(setting *t, size_t r, row_setting *row) {
    mkr_piece *piece = mkr_piece_begin(t->s, t->to); /* its own items are the rules */
    rule_row(t, r, row->height);
    mkr_piece_end(t->s, piece, row->height);
    piece->parts = row->parts;
    piece->bottom = row->bottom;
    piece->before = space_above_row(t, r);
    piece->splits = t->grid->look != MKR_LOOK_DETAIL && t->grid->rows.at[r].kind == MKR_ROW_BODY;
}

/* Set rows first to last-1, which row-spans tie together. */
static void set_bundle(setting *t, size_t first, size_t last) {
    size_t n = last - first;
    row_setting *rows = mkr_alloc_array(t->s->pieces, n, sizeof *rows);
    for (size_t r = 0; r < n; r++)
        set_row_cells(t, first + r, &rows[r]);
    for (size_t r = 0; r < n; r++)
        for (uint16_t i = 0; i < t->grid->rows.at[first + r].n; i++) {
            uint16_t span = t->grid->rows.at[first + r].cells[i].rowspan;
            size_t end = r + span - 1 < n ? r + span - 1 : n - 1;
            mkr_len need = rows[r].top + rows[r].heights[i] + rows[end].bottom,
                    have = span_height(rows, r, span, n);
            if (span > 1 && need > have)
                rows[end].height += need - have;
        }
    for (size_t r = 0; r < n; r++) {
        place_cells(t, first, rows, r, n);
        end_row(t, first + r, &rows[r]);
        if (n > 1) {
            t->to->at[t->to->n - 1].keep = r + 1 < n;
            t->to->at[t->to->n - 1].splits = false;
        }
    }
}

static size_t bundle_end(const mkr_grid *g, size_t r) {
    size_t end = r + 1;
    for (; r < end && r < g->rows.n; r++)
        for (uint16_t i = 0; i < g->rows.at[r].n; i++)
            if (r + g->rows.at[r].cells[i].rowspan > end)
                end = r + g->rows.at[r].cells[i].rowspan;
    return end < g->rows.n ? end : g->rows.n;
}

/* May no break fall after row r? Not after the head and, in a short table, its next row; after a group row;
 * before a total; before the last row. */
static bool keeps(const mkr_grid *g, size_t r) {
    size_t n = g->rows.n;
    if (r + 1 >= n)
        return false;
    mkr_row_kind kind = g->rows.at[r].kind, next = g->rows.at[r + 1].kind;
    bool after_head = r > 0 && g->rows.at[r - 1].kind == MKR_ROW_HEAD && n < 4;
    return kind == MKR_ROW_HEAD || kind == MKR_ROW_GROUP || next == MKR_ROW_TOTAL || after_head ||
           (is_table(g) && r + 2 == n && n > 3) || g->look == MKR_LOOK_KEY || g->look == MKR_LOOK_SIDE;
}

static setting setting_of(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width,
                          const mkr_len *widths, mkr_galley *to) {
    setting t = {.s = s, .block = block, .grid = block->grid, .x = x, .widths = widths, .to = to};
    for (uint16_t i = 0; i < t.grid->n_columns; i++)
        t.width += widths[i];
    if (t.grid->look == MKR_LOOK_FACTS)
        t.width = width;
    return t;
}

void mkr_set_grid(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to) {
    const mkr_grid *g = block->grid;
    bool in_cell = s->in_cell;
    setting t = setting_of(s, block, x, width, mkr_grid_widths(s, block, width), to);
    mkr_len before = mkr_space_above(s, block);
    mkr_table_run *run = mkr_alloc(s->arena, sizeof *run);
    *run = (mkr_table_run){.block = block, .columns = t.widths, .x = x, .width = t.width};
    const mkr_block *group = NULL;
    find_fractions(&t);
    for (size_t r = 0; r < g->rows.n;) {
        size_t end = bundle_end(g, r), at = to->n;
        s->in_cell = true;
        set_bundle(&t, r, end);
        s->in_cell = in_cell;
        if (r == 0)
            to->at[at].before = before;
        for (; at < to->n; at++, r++) {
            mkr_piece *piece = &to->at[at];
            bool content = g->rows.at[r].kind == MKR_ROW_BODY || g->rows.at[r].kind == MKR_ROW_TOTAL;
            group = g->rows.at[r].continued ? g->rows.at[r].continued : group;
            run->head_rows = (uint16_t)(run->head_rows + (g->rows.at[r].kind == MKR_ROW_HEAD));
            piece->table = is_table(g) ? run : NULL;
            piece->group = content ? group : NULL;
            piece->keep = piece->keep || keeps(g, r) || (r + 1 == g->rows.n && block->keep_next);
        }
        if (s->drain && !in_cell)
            s->drain(s->drain_user);
    }
    s->after = block->space_after >= 0 ? block->space_after : 0;
    s->after_heading = false;
}

void mkr_set_table_again(mkr_setter *s, const mkr_table_run *table, const mkr_block *group, mkr_galley *to) {
    const mkr_grid *g = table->block->grid;
    setting t = setting_of(s, table->block, table->x, table->width, table->columns, to);
    bool in_cell = s->in_cell;
    s->again = s->in_cell = true;
    s->after = 0;
    s->after_heading = true;
    size_t first = to->n;
    if (g->caption_continued)
        mkr_set_text(s, g->caption_continued, table->x, table->width, MKR_ALIGN_LEFT, 0, to);
    size_t head = to->n;
    if (table->head_rows)
        set_bundle(&t, 0, table->head_rows);
    if (to->n > head)
        to->at[head].before = s->style->roles[MKR_ROLE_CAPTION_TEXT].after;
    if (group) {
        mkr_grid_row row = {
            .kind = MKR_ROW_GROUP,
            .n = 1,
            .cells = &(mkr_grid_cell){.content = (mkr_block *)group, .colspan = g->n_columns, .rowspan = 1}};
        mkr_grid one = *g;
        one.rows.at = (mkr_grid_row[]){{.kind = MKR_ROW_HEAD}, row, {.kind = MKR_ROW_BODY}};
        one.rows.n = 3;
        t.grid = &one;
        set_bundle(&t, 1, 2);
    }
    for (size_t i = first; i < to->n; i++) {
        to->at[i].keep = to->at[i].again = true;
        to->at[i].splits = false;
    }
    s->again = false;
    s->in_cell = in_cell;
}
