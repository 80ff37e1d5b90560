/* grid.c - set a grid: cells into rows, rows into pieces; grounds and rules are drawn with the row they
 * belong to.
 *
 * Rows are set one after another. A cell that spans rows is part of its first row's piece and reaches below
 * it; its last row is made high enough. Between rows so tied pages may end (rows.c), but for two or three
 * short ones, which stay together. */
#include "layout/set.h"

#include <string.h>

#define RULE_ROOM MKR_PT(0.75) /* what the rule under a row takes */
#define TIED_MOST 3 /* rows that stay together when cells span them */
#define TIED_LINES 30 /* and lines that were one row */

#define CLOSE_ROW MKR_PT(2.25) /* space above and below what stands in a row of a close table */

#define HIGHEST MKR_PT(200000) /* that a cell may be: nearly 300 pages */

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
    [MKR_LOOK_FIGURES] = {0, MKR_PT(6), 0, 0},
    [MKR_LOOK_BESIDE] = {0, MKR_PT(6.75), 0, 0}, /* of the boxes below the figure */
    [MKR_LOOK_COVER] = {MKR_PT(5.25), MKR_PT(5.25), 0, 0},
    [MKR_LOOK_STRIP] = {MKR_PT(4.5), 0, 0, 0},
};

typedef struct setting { /* of one grid */
    mkr_setter *s;
    const mkr_grid *grid;
    mkr_table_run *run;
    size_t stripes; /* body rows since the last head or group row */
    bool held; /* the rows above that are tied to the present one are still in `to` */
    mkr_galley *to;
} setting;

static bool is_table(const mkr_grid *g) {
    return g->look == MKR_LOOK_TABLE || g->look == MKR_LOOK_FORM || g->look == MKR_LOOK_INDICATOR ||
           g->look == MKR_LOOK_COVER;
}

static const mkr_len *fractions_of(mkr_setter *s, const mkr_grid *g) {
    mkr_len *all = NULL;
    for (size_t r = 0; r < g->rows.n; r++)
        for (uint16_t i = 0; i < g->rows.at[r].n; i++) {
            const mkr_grid_cell *c = &g->rows.at[r].cells[i];
            if (c->align != MKR_ALIGN_DECIMAL || !c->content)
                continue;
            if (!all)
                all = mkr_alloc_array(s->arena, g->n_columns, sizeof *all);
            mkr_len f = mkr_text_fraction(s, c->content->first ? c->content->first : c->content);
            if (f > all[c->column])
                all[c->column] = f;
        }
    return all;
}

/* A block of text with the word for what goes on from the page before. */
static const mkr_block *with_continued(mkr_setter *s, const mkr_block *text) {
    mkr_block *copy = mkr_alloc(s->pieces, sizeof *copy);
    *copy = *text;
    copy->spans = (mkr_spans){0};
    for (size_t i = 0; i < text->spans.n; i++)
        *MKR_PUSH(s->pieces, &copy->spans) = text->spans.at[i];
    if (text->spans.n)
        mkr_block_continue(s->pieces, s->doc, copy);
    return copy;
}

/* The content of a cell; a lone paragraph follows the cell's alignment. */
static const mkr_block *content_of(mkr_setter *s, const mkr_grid_cell *cell, bool continued) {
    const mkr_block *b = cell->content;
    bool lone = b && b->kind == MKR_BLOCK_STACK && b->first && !b->first->next;
    if (lone && (cell->align || (continued && b->first->kind == MKR_BLOCK_TEXT)))
        b = b->first;
    return b && continued && cell->head && b->kind == MKR_BLOCK_TEXT ? with_continued(s, b) : b;
}

/* A cell that is too high: what else is wrong is heard without it. */
static mkr_len leave_out(mkr_setter *s, const mkr_block *content, mkr_galley *to, size_t first) {
    mkr_say(s->diag, MKR_E_TOO_TALL, content->where, "a cell, more than %d points high", HIGHEST / 1000);
    memset(to->at + first, 0, (to->n - first) * sizeof *to->at); /* MKR_PUSH promises zeros */
    to->n = first;
    return 0;
}

static mkr_len set_content(mkr_setter *s, const mkr_table_run *table, const mkr_grid_cell *cell,
                           uint16_t part, const mkr_block *b, mkr_galley *to) {
    const mkr_column *columns = table->block->grid->columns;
    uint16_t last = (uint16_t)(cell->column + cell->colspan - 1);
    mkr_len left = mkr_column_left(table, cell->column), x = table->x + left, y = 0;
    mkr_len width = mkr_column_left(table, (uint16_t)(last + 1)) - left;
    x += columns[cell->column].lead;
    width -= columns[cell->column].lead + columns[last].gap;
    size_t first = to->n;
    bool in_cell = s->in_cell;
    s->in_cell = true;
    s->after = 0;
    s->after_heading = false;
    if (b && b->kind == MKR_BLOCK_TEXT)
        mkr_set_text(s, b, x, width, (mkr_align)cell->align,
                     table->fractions ? table->fractions[cell->column] : 0, to);
    else if (b)
        mkr_set_block(s, b, x, width, to);
    s->in_cell = in_cell;
    for (size_t i = first; i < to->n; i++) {
        mkr_piece *p = &to->at[i];
        p->y = y + (i > first ? p->before : 0);
        p->cell = part;
        if (p->height > HIGHEST - p->y)
            return leave_out(s, b, to, first);
        y = p->y + p->height;
    }
    return y;
}

mkr_len mkr_set_cell(mkr_setter *s, const mkr_table_run *table, const mkr_grid_cell *cell, uint16_t part,
                     bool continued, mkr_galley *to) {
    bool again = s->again, after_heading = s->after_heading;
    mkr_len after = s->after;
    const mkr_style *style = s->style;
    s->style = table->style;
    s->again = again || continued;
    mkr_len height = set_content(s, table, cell, part, content_of(s, cell, continued), to);
    s->again = again;
    s->style = style;
    s->after = after; /* what is being set goes on as if nothing had been */
    s->after_heading = after_heading;
    return height;
}

/* ---- rows */

typedef struct row_setting {
    mkr_galley parts;
    mkr_len top, bottom, height;
} row_setting;

/* Rows of a cover that share a label stand closer, and lines of one row without any space between them. */
static void pad_cover_row(const mkr_grid_row *rows, size_t r, row_setting *row) {
    mkr_row_join above = r ? (mkr_row_join)rows[r - 1].joins : MKR_JOIN_NOTHING,
                 below = (mkr_row_join)rows[r].joins;
    if (above != MKR_JOIN_NOTHING)
        row->top = above == MKR_JOIN_LABEL ? MKR_PT(2.6) : 0;
    if (below == MKR_JOIN_LINES)
        row->bottom = 0;
    else if (above != MKR_JOIN_NOTHING)
        row->bottom = MKR_PT(2.6) + RULE_ROOM;
    else if (below == MKR_JOIN_LABEL) /* their heads */
        row->bottom = MKR_PT(4.5) + RULE_ROOM;
}

/* Lines that were one row: only between them there are rules, not under its name. */
static void pad_line(const mkr_grid_row *rows, size_t r, row_setting *row) {
    if (r && rows[r - 1].joins != MKR_JOIN_NOTHING)
        row->top = rows[r - 1].joins == MKR_JOIN_LABEL ? MKR_PT(2.25) : MKR_PT(1.5);
    if (rows[r].joins != MKR_JOIN_NOTHING)
        row->bottom = rows[r].joins == MKR_JOIN_LABEL ? MKR_PT(2.25) + RULE_ROOM : MKR_PT(1.5);
}

static void pad_row(const setting *t, size_t r, row_setting *row) {
    const mkr_grid_row *source = &t->grid->rows.at[r];
    const look *k = &looks[t->grid->look];
    row->top = k->top;
    row->bottom = k->bottom + (k->bottom ? RULE_ROOM : 0);
    if (t->grid->close && (source->kind == MKR_ROW_BODY || source->kind == MKR_ROW_TOTAL)) {
        row->top = CLOSE_ROW;
        row->bottom = CLOSE_ROW + RULE_ROOM;
    }
    if (source->kind == MKR_ROW_HEAD) {
        bool upper = r + 1 < t->grid->rows.n && t->grid->rows.at[r + 1].kind == MKR_ROW_HEAD;
        bool lower = r > 0 && t->grid->rows.at[r - 1].kind == MKR_ROW_HEAD;
        row->top = lower ? MKR_PT(3) : k->head_top;
        row->bottom = upper ? MKR_PT(2.25) : k->head_bottom;
        row->bottom += upper ? 0 : RULE_ROOM;
    } else if (source->kind == MKR_ROW_GROUP) {
        row->top = 0; /* its space above belongs to the piece */
        row->bottom = t->s->style->roles[MKR_ROLE_GROUP].after;
    } else if (t->grid->list) {
        pad_line(t->grid->rows.at, r, row);
    } else if (t->grid->look == MKR_LOOK_COVER) {
        pad_cover_row(t->grid->rows.at, r, row);
    }
}

static void lower_parts(mkr_galley *parts, uint16_t part, mkr_len dy) {
    for (size_t i = 0; i < parts->n; i++)
        if (parts->at[i].cell == part)
            parts->at[i].y += dy;
}

static void open_span(setting *t, size_t r, const mkr_grid_cell *cell, const row_setting *row,
                      mkr_len height) {
    mkr_row_spans *spans = t->run->spans;
    mkr_row_span *span = mkr_alloc(t->s->arena, sizeof *span);
    *span = (mkr_row_span){.cell = cell,
                           .row = (uint32_t)r,
                           .end = (uint32_t)(r + cell->rowspan),
                           .top = row->top,
                           .height = height};
    *MKR_PUSH(t->s->arena, &spans->waiting) = span;
    for (uint16_t i = 0; i < cell->colspan; i++)
        spans->open[cell->column + i] = span;
}

/* Set the cells of a row; those of one row only decide its height. */
static void set_cells(setting *t, size_t r, row_setting *row, mkr_len *heights) {
    const mkr_grid_row *source = &t->grid->rows.at[r];
    mkr_setter *s = t->s;
    for (uint16_t i = 0; i < source->n; i++) {
        const mkr_grid_cell *c = &source->cells[i];
        bool again = s->again, spans = c->rowspan > 1;
        uint16_t part = (uint16_t)(c->column + (spans ? MKR_PART_SPAN : 0));
        s->again = again || c->again;
        heights[i] = set_content(s, t->run, c, part, content_of(s, c, false), &row->parts);
        s->again = again;
        mkr_len need = row->top + heights[i] + row->bottom;
        if (spans)
            open_span(t, r, c, row, heights[i]);
        else if (need > row->height)
            row->height = need;
    }
}

/* A span that ends with row r asks for room there; the others count the row. */
static void close_spans(setting *t, size_t r, row_setting *row) {
    mkr_row_span **open = t->run->spans->open;
    for (uint16_t i = 0; i < t->grid->n_columns; i++) {
        if (!open[i] || open[i]->end != r + 1)
            continue;
        mkr_len need = open[i]->top + open[i]->height + row->bottom - open[i]->used;
        if (need > row->height)
            row->height = need;
    }
    for (uint16_t i = 0; i < t->grid->n_columns; i++)
        if (open[i] && open[i]->cell->column == i)
            open[i]->used = mkr_heights(open[i]->used, row->height);
}

/* Where a cell stands in the height it has: in heads at the bottom, in rows that hold a bar in the middle. */
static mkr_len place_of(const mkr_grid_row *row, mkr_len top, mkr_len bottom, mkr_len whole, mkr_len height) {
    return row->kind == MKR_ROW_HEAD ? whole - bottom - height : row->middle ? (whole - height) / 2 : top;
}

/* Spans whose last row is r are complete: place them, and let go of them. */
static void place_spans(setting *t, size_t r, row_setting *row) {
    mkr_row_span **open = t->run->spans->open;
    for (uint16_t i = 0; i < t->grid->n_columns; i++) {
        mkr_row_span *span = open[i];
        if (!span)
            continue;
        const mkr_grid_row *first = &t->grid->rows.at[span->row];
        if (span->cell->column == i && span->row == r) /* until its end is known it stands at the top */
            lower_parts(&row->parts, (uint16_t)(MKR_PART_SPAN + i), row->top);
        if (span->end != r + 1)
            continue;
        if (span->cell->column == i && t->held && span->row < r) {
            mkr_piece *piece = &t->to->at[t->to->n - (r - span->row)];
            lower_parts(&piece->parts, (uint16_t)(MKR_PART_SPAN + i),
                        place_of(first, span->top, row->bottom, span->used, span->height) - span->top);
        }
        open[i] = NULL;
    }
}

/* A part of a row that holds rules, at height y; none when nothing is drawn. */
static void add_rules(setting *t, size_t r, row_setting *row, uint16_t part, mkr_len y,
                      void (*draw)(mkr_setter *, const mkr_table_run *, size_t)) {
    mkr_piece *piece = mkr_piece_begin(t->s, &row->parts);
    piece->cell = part;
    piece->y = y;
    draw(t->s, t->run, r);
    mkr_piece_end(t->s, piece, 0);
    if (piece->to == piece->from) {
        *piece = (mkr_piece){0}; /* MKR_PUSH promises zeros */
        row->parts.n--;
    }
}

/* Every second row of the body has a ground where the house style says so. */
static bool has_ground(setting *t, size_t r) {
    if (t->grid->rows.at[r].kind != MKR_ROW_BODY) {
        t->stripes = 0;
        return false;
    }
    return t->s->style->zebra && is_table(t->grid) && !t->grid->list && t->stripes++ % 2;
}

static mkr_len space_above_row(setting *t, size_t r) {
    const mkr_grid_row *rows = t->grid->rows.at;
    if (rows[r].kind != MKR_ROW_GROUP)
        return 0;
    return r > 0 && rows[r - 1].kind == MKR_ROW_HEAD ? MKR_PT(9) : t->s->style->roles[MKR_ROLE_GROUP].before;
}

static mkr_piece *set_row(setting *t, size_t r) {
    const mkr_grid_row *source = &t->grid->rows.at[r];
    row_setting row = {0};
    mkr_len *heights = mkr_alloc_array(t->s->pieces, source->n, sizeof *heights);
    bool ground = has_ground(t, r);
    if (ground) /* below all the rest */
        MKR_PUSH(t->s->pieces, &row.parts)->cell = MKR_PART_GROUND;
    pad_row(t, r, &row);
    set_cells(t, r, &row, heights);
    close_spans(t, r, &row);
    for (uint16_t i = 0; i < source->n; i++)
        if (source->cells[i].rowspan == 1)
            lower_parts(&row.parts, source->cells[i].column,
                        place_of(source, row.top, row.bottom, row.height, heights[i]));
    place_spans(t, r, &row);
    add_rules(t, r, &row, MKR_PART_TOP, 0, mkr_rule_top);
    add_rules(t, r, &row, MKR_PART_END, row.height, mkr_rule_end);
    mkr_piece *piece = mkr_piece_begin(t->s, t->to);
    mkr_piece_end(t->s, piece, row.height);
    piece->parts = row.parts;
    piece->top = row.top;
    piece->bottom = row.bottom;
    piece->row = (uint32_t)r;
    piece->before = space_above_row(t, r);
    piece->splits =
        t->grid->look != MKR_LOOK_DETAIL && (source->kind == MKR_ROW_BODY || source->kind == MKR_ROW_TOTAL);
    if (ground)
        mkr_set_ground(t->s, t->run, piece);
    return piece;
}

/* The row after the last that is tied to row r: by cells, or because they were one row. */
static size_t tied_end(const mkr_grid *g, size_t r) {
    size_t end = r + 1;
    while (g->list && end < g->rows.n && g->rows.at[end - 1].joins != MKR_JOIN_NOTHING)
        end++;
    for (; r < end && r < g->rows.n; r++)
        for (uint16_t i = 0; i < g->rows.at[r].n; i++)
            if (r + g->rows.at[r].cells[i].rowspan > end)
                end = r + g->rows.at[r].cells[i].rowspan;
    return end < g->rows.n ? end : g->rows.n;
}

/* How many rows at the end are totals. */
static size_t totals_at_end(const mkr_grid *g) {
    size_t n = g->rows.n;
    while (n && g->rows.at[n - 1].kind == MKR_ROW_TOTAL)
        n--;
    return g->rows.n - n;
}

/* Is row r of a table the first below its head? A group row between them does not count. Two rows stay with
 * the head (page design, section 10), but not at the price of what the author keeps together. */
static bool is_first(const mkr_grid *g, size_t r) {
    bool body = g->rows.at[r].kind == MKR_ROW_BODY && is_table(g) && !g->list;
    while (r > 0 && g->rows.at[r - 1].kind == MKR_ROW_GROUP)
        r--;
    return body && r > 0 && g->rows.at[r - 1].kind == MKR_ROW_HEAD;
}

/* May no break fall after row r? Not after the head; after a group row; before a total; between the last two
 * rows, totals not counted; nor where the author says so. */
static bool keeps(const mkr_grid *g, size_t r, size_t totals) {
    size_t n = g->rows.n;
    if (r + 1 >= n)
        return false;
    mkr_row_kind kind = g->rows.at[r].kind, next = g->rows.at[r + 1].kind;
    bool after_head = r > 0 && g->rows.at[r - 1].kind == MKR_ROW_HEAD && n < 4;
    bool before_last_group = next == MKR_ROW_GROUP && r + totals + 3 == n && is_table(g);
    return kind == MKR_ROW_HEAD || kind == MKR_ROW_GROUP || next == MKR_ROW_TOTAL || after_head ||
           before_last_group || g->rows.at[r].keep ||
           (is_table(g) && r + totals + 2 == n && n - totals > 3) || g->look == MKR_LOOK_KEY ||
           g->look == MKR_LOOK_SIDE || g->look == MKR_LOOK_FIGURES;
}

static setting setting_of(mkr_setter *s, mkr_table_run *run, mkr_galley *to) {
    const mkr_grid *g = run->block->grid;
    run->spans = mkr_alloc(s->arena, sizeof *run->spans);
    run->spans->open = mkr_alloc_array(s->arena, g->n_columns, sizeof *run->spans->open);
    return (setting){.s = s, .grid = g, .run = run, .to = to};
}

static mkr_table_run *run_of(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width,
                             const mkr_grid_plan *plan) {
    const mkr_grid *g = block->grid;
    mkr_table_run *run = mkr_alloc(s->arena, sizeof *run);
    *run = (mkr_table_run){
        .block = block, .columns = plan->widths, .style = mkr_grid_style(s, plan->small), .x = x};
    for (uint16_t i = 0; i < g->n_columns; i++)
        run->width += plan->widths[i];
    if (g->look == MKR_LOOK_FACTS)
        run->width = width;
    while (run->head_rows < g->rows.n && g->rows.at[run->head_rows].kind == MKR_ROW_HEAD)
        run->head_rows++;
    return run;
}

/* Two or three rows tied by cells, and lines that were one row, stay together when they are not too high. */
static void keep_tied(mkr_galley *to, size_t first, mkr_len highest) {
    mkr_len height = 0;
    for (size_t i = first; i < to->n; i++)
        height = mkr_heights(height, to->at[i].height);
    for (size_t i = first; i + 1 < to->n; i++) {
        to->at[i].keep = to->at[i].keep || height <= highest;
        to->at[i].yields = to->at[i].yields && height > highest;
    }
}

/* Cells that begin in a row that repeats are repeated beside it. */
static void note_repeated(setting *t, size_t r, mkr_len height) {
    const mkr_row_spans *spans = t->run->spans;
    if (!t->grid->rows.at[r].continued)
        return;
    for (size_t i = 0; i < spans->waiting.n; i++)
        if (spans->waiting.at[i]->row == r)
            spans->waiting.at[i]->beside = height;
}

/* Set a grid that fits. `before`: space above it. */
static void set_rows(mkr_setter *s, mkr_table_run *run, mkr_len before, mkr_galley *to) {
    const mkr_block *block = run->block;
    const mkr_grid *g = block->grid;
    const mkr_style *style = s->style;
    const mkr_block *group = NULL, *name = NULL; /* to repeat; the name of lines goes before their group */
    const mkr_len page = mkr_content_height(s->sheet);
    size_t tied = 0, totals = totals_at_end(g);
    setting t = setting_of(s, run, to);
    s->style = run->style;
    run->fractions = fractions_of(s, g);
    for (size_t r = 0, first = to->n; r < g->rows.n; r++) {
        const mkr_grid_row *row = &g->rows.at[r];
        if (r == tied) {
            tied = tied_end(g, r);
            t.held = tied - r <= (g->list ? TIED_LINES : TIED_MOST) || row->kind == MKR_ROW_HEAD;
            first = to->n;
        }
        mkr_piece *piece = set_row(&t, r);
        if (r == 0)
            piece->before = before;
        note_repeated(&t, r, piece->height);
        piece->table = is_table(g) ? run : NULL;
        piece->group = row->kind == MKR_ROW_GROUP ? NULL : name && !row->continued ? name : group;
        if (row->kind == MKR_ROW_GROUP)
            group = row->continued;
        if (row->kind == MKR_ROW_GROUP || row->joins == MKR_JOIN_NOTHING)
            name = NULL;
        else if (row->continued)
            name = row->continued;
        piece->keep = keeps(g, r, totals) || (r + 1 == g->rows.n && block->keep_next);
        piece->yields = !piece->keep && r + 1 < g->rows.n && is_first(g, r);
        piece->keep = piece->keep || piece->yields;
        if (t.held && r + 1 == tied)
            keep_tied(to, first, g->list ? page / 5 * 2 : page / 3);
        if (s->drain && !s->in_cell && (!t.held || r + 1 == tied)) {
            s->style = style;
            s->drain(s->drain_user);
            s->style = run->style;
        }
    }
    s->style = style;
}

/* The parts of a folded grid stand below one another like one grid that has gone over to another page. */
static void set_folded(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_len before,
                       mkr_galley *to) {
    const mkr_block **parts;
    size_t n = mkr_grid_fold(s, block, width, &parts);
    for (size_t i = 0; i < n; i++) {
        mkr_grid_plan plan = mkr_grid_plan_columns(s, parts[i], width);
        mkr_table_run *run = run_of(s, parts[i], x, width, &plan);
        if (i && block->grid->caption_continued) {
            s->again = true;
            s->after = MKR_PT(0);
            mkr_set_text(s, block->grid->caption_continued, x, width, MKR_ALIGN_LEFT, 0, to);
            s->again = false;
            to->at[to->n - 1].keep = true;
            before = s->style->roles[MKR_ROLE_CAPTION_TEXT].after;
        }
        set_rows(s, run, before, to);
        before = s->style->roles[MKR_ROLE_CAPTION_TEXT].before;
    }
}

void mkr_set_grid(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to) {
    mkr_len before = mkr_space_above(s, block);
    mkr_grid_plan plan = mkr_grid_plan_columns(s, block, width);
    if (!plan.fits)
        plan = mkr_grid_plan_broken(s, block, width);
    if (plan.fits)
        set_rows(s, run_of(s, block, x, width, &plan), before, to);
    else
        set_folded(s, block, x, width, before, to);
    s->after = block->space_after >= 0 ? block->space_after : 0;
    s->after_heading = false;
}

/* A row of its own, between a head and a body as it were: text, or the row of a grid. */
static void set_group_again(setting *t, const mkr_block *group) {
    const mkr_grid *g = t->grid;
    mkr_grid_cell cell = {.content = (mkr_block *)group, .colspan = g->n_columns, .rowspan = 1};
    mkr_grid_row row = {.kind = MKR_ROW_GROUP, .n = 1, .cells = &cell};
    mkr_grid one = *g;
    if (group->kind == MKR_BLOCK_GRID)
        row = group->grid->rows.at[0];
    one.rows.at = (mkr_grid_row[]){{.kind = MKR_ROW_HEAD}, row, {.kind = MKR_ROW_BODY}};
    one.rows.n = 3;
    mkr_block block = *t->run->block;
    block.grid = &one;
    t->run->block = &block;
    t->grid = &one;
    set_row(t, 1);
}

void mkr_set_table_again(mkr_setter *s, const mkr_table_run *table, const mkr_block *group, mkr_galley *to) {
    const mkr_grid *g = table->block->grid;
    mkr_table_run run = *table;
    setting t = setting_of(s, &run, to);
    const mkr_style *style = s->style;
    s->again = t.held = true;
    s->style = table->style;
    s->after = 0;
    s->after_heading = true;
    size_t first = to->n;
    if (g->caption_continued)
        mkr_set_text(s, g->caption_continued, table->x, table->width, MKR_ALIGN_LEFT, 0, to);
    size_t head = to->n;
    if (g->look == MKR_LOOK_COVER) { /* no head repeats, only its rule */
        mkr_piece *top = mkr_piece_begin(s, to);
        mkr_rule_top(s, table, 0);
        mkr_piece_end(s, top, 0);
    }
    for (size_t r = 0; r < table->head_rows; r++)
        set_row(&t, r);
    if (to->n > head)
        to->at[head].before = s->style->roles[MKR_ROLE_CAPTION_TEXT].after;
    if (group)
        set_group_again(&t, group);
    for (size_t i = first; i < to->n; i++) {
        to->at[i].keep = to->at[i].again = true;
        to->at[i].splits = false;
    }
    s->again = false;
    s->style = style;
}
