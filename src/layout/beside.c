/* beside.c - a figure and the boxes that belong to it: beside it where the page is wide enough for both, and
 * the others below, in as many columns as there is room for.
 *
 * The grid has one row: the figure with its caption, or nothing, and a stack that begins with a heading. What
 * stands side by side is one piece, about as high as the figure: boxes that would reach far below it are set
 * again on their own. */
#include "layout/set.h"

#include <string.h>

#define OVERHANG MKR_PT(54) /* that a box beside the figure may reach below it */
#define BELOW MKR_PT(15) /* to what else there is of them */
#define GUTTER MKR_PT(16) /* between columns below it */

/* Pieces of a cell that has a place of its own: one below another from the top on. Gives its height. */
static mkr_len set_cell(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, uint16_t cell,
                        mkr_len y, mkr_galley *to) {
    size_t first = to->n;
    mkr_set_block(s, block, x, width, to);
    for (size_t i = first; i < to->n; i++) {
        mkr_piece *p = &to->at[i];
        p->y = mkr_heights(y, y || i > first ? p->before : 0);
        p->cell = cell;
        y = mkr_heights(p->y, p->height);
    }
    return y;
}

static void begin_cell(mkr_setter *s) {
    s->after = 0;
    s->after_heading = false;
}

/* Take pieces back: MKR_PUSH promises zeros. */
static void take_back(mkr_galley *parts, size_t first) {
    memset(parts->at + first, 0, (parts->n - first) * sizeof *parts->at);
    parts->n = first;
}

/* Set the figure, and beside it what has room there. Gives the first block that has not; a heading goes with
 * the box below it. */
static const mkr_block *set_side_by_side(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width,
                                         mkr_galley *to) {
    const mkr_column *columns = block->grid->columns;
    const mkr_grid_cell *cells = block->grid->rows.at[0].cells;
    mkr_len before = mkr_space_above(s, block), y = 0;
    mkr_galley parts = {0};
    begin_cell(s);
    mkr_len height = set_cell(s, cells[0].content, x, columns[0].width - columns[0].gap, 0, 0, &parts);
    mkr_len most = mkr_heights(height, OVERHANG);
    size_t safe = parts.n; /* parts that stay whatever comes */
    const mkr_block *rest = cells[1].content->first;
    begin_cell(s);
    for (const mkr_block *b = rest; b; b = b->next) {
        y = set_cell(s, b, x + columns[0].width, width - columns[0].width, 1, y, &parts);
        if (y > most)
            break;
        if (b->heading)
            continue;
        safe = parts.n;
        rest = b->next;
        height = y > height ? y : height;
    }
    take_back(&parts, safe);
    mkr_piece *row = mkr_piece_begin(s, to);
    mkr_piece_end(s, row, height);
    row->parts = parts;
    row->before = before;
    return rest;
}

/* The boxes from `first` on as a grid, so that they are read row by row. */
static mkr_block *grid_of(mkr_setter *s, const mkr_block *like, const mkr_block *first, uint16_t n,
                          mkr_len width) {
    mkr_block *block = mkr_alloc(s->arena, sizeof *block);
    mkr_grid *grid = block->grid = mkr_alloc(s->arena, sizeof *grid);
    *block = *like;
    block->grid = grid;
    *grid = (mkr_grid){.look = MKR_LOOK_BESIDE, .n_columns = n};
    grid->columns = mkr_alloc_array(s->arena, n, sizeof *grid->columns);
    for (uint16_t i = 0; i < n; i++)
        grid->columns[i] = (mkr_column){.width = (width + GUTTER) / n - (i + 1 < n ? 0 : GUTTER),
                                        .gap = i + 1 < n ? GUTTER : 0};
    for (const mkr_block *b = first; b;) {
        mkr_grid_row *row = MKR_PUSH(s->arena, &grid->rows);
        row->kind = MKR_ROW_BODY;
        row->cells = mkr_alloc_array(s->arena, n, sizeof *row->cells);
        for (; b && row->n < n; b = b->next, row->n++)
            row->cells[row->n] =
                (mkr_grid_cell){.content = (mkr_block *)b, .column = row->n, .colspan = 1, .rowspan = 1};
    }
    return block;
}

static void set_below(mkr_setter *s, const mkr_block *block, const mkr_block *first, mkr_len x, mkr_len width,
                      mkr_galley *to) {
    mkr_len least = block->grid->columns[1].width;
    uint16_t n = (uint16_t)((width + GUTTER) / (least + GUTTER));
    for (; first && (first->heading || n < 2); first = first->next)
        mkr_set_block(s, first, x, width, to);
    if (first)
        mkr_set_grid(s, grid_of(s, block, first, n, width), x, width, to);
}

void mkr_set_beside(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to) {
    const mkr_grid *g = block->grid;
    const mkr_block *figure = g->rows.at[0].cells[0].content, *rest = g->rows.at[0].cells[1].content->first;
    bool in_cell = s->in_cell;
    s->in_cell = true; /* x and width are final */
    if (figure && width >= g->columns[0].width + g->columns[1].width) {
        rest = set_side_by_side(s, block, x, width, to);
        s->after = BELOW;
        s->after_heading = false;
    } else if (figure) {
        mkr_set_block(s, figure, x, width, to);
    }
    if (rest)
        set_below(s, block, rest, x, width, to);
    s->in_cell = in_cell;
    mkr_space_below(s, block);
}
