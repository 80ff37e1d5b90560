/* reflow.c - large print: which blocks are set in another way, and how (page design, section 4).
 *
 * Strips of facts stand two by two or one under another; headline figures are lines of figure and words; the
 * facts of a detail block stand below its chart; and tables that do not fit in their usual text become lists
 * (list.c). What still fits stays as it is. */
#include "layout/reflow.h"

#define CHART_AFTER MKR_PT(9)
#define FIGURE_GAP MKR_PT(12)

/* ---- strips of facts */

static bool wraps(mkr_setter *s, const mkr_grid_row *row, mkr_len width) {
    for (uint16_t i = 0; i < row->n; i++) {
        const mkr_block *content = row->cells[i].content, *text = content;
        for (text = content && content->kind == MKR_BLOCK_STACK ? content->first : content; text;
             text = text->next) {
            mkr_len least, most;
            if (text->kind != MKR_BLOCK_TEXT)
                continue;
            mkr_text_extent(s, text, &least, &most);
            if (most > width)
                return true;
        }
    }
    return false;
}

/* One row of cells as several rows of n. */
static void break_row(mkr_setter *s, mkr_grid *g, uint16_t n) {
    const mkr_grid_row all = g->rows.at[0];
    size_t rows = all.n ? ((size_t)all.n + n - 1) / n : 1;
    g->rows.at = mkr_alloc_array(s->lasting, rows, sizeof *g->rows.at);
    g->rows.n = g->rows.cap = rows;
    g->n_columns = n;
    for (size_t r = 0; r < rows; r++) {
        mkr_grid_row *row = &g->rows.at[r];
        *row = all;
        row->cells = all.cells + r * n;
        row->n = r + 1 < rows ? n : (uint16_t)(all.n - r * n);
        row->keep = r + 1 < rows;
        for (uint16_t i = 0; i < row->n; i++)
            row->cells[i].column = i;
    }
}

static void reflow_strip(mkr_setter *s, mkr_grid *g, mkr_len width) {
    if (g->rows.n != 1 || !wraps(s, &g->rows.at[0], width / g->n_columns))
        return;
    break_row(s, g, g->n_columns > 2 && !wraps(s, &g->rows.at[0], width / 2) ? 2 : 1);
}

/* ---- headline figures */

/* The first block of a stack by itself, beside the others. */
static void split_stack(mkr_block *stack, mkr_grid_cell *first, mkr_grid_cell *rest) {
    first->content = stack->first;
    stack->first = stack->first->next;
    first->content->next = NULL;
    rest->content = stack;
}

static void reflow_headline(mkr_setter *s, mkr_grid *g) {
    const mkr_grid_row all = g->rows.at[0];
    g->rows.at = mkr_alloc_array(s->lasting, all.n, sizeof *g->rows.at);
    g->rows.n = g->rows.cap = all.n;
    g->n_columns = 2;
    g->columns = mkr_alloc_array(s->lasting, 2, sizeof *g->columns);
    g->columns[0].gap = FIGURE_GAP;
    g->columns[1].gives_way = true;
    for (uint16_t r = 0; r < all.n; r++) {
        mkr_grid_row *row = &g->rows.at[r];
        row->middle = row->keep = true;
        row->n = 2;
        row->cells = mkr_alloc_array(s->lasting, 2, sizeof *row->cells);
        row->cells[0] = row->cells[1] = (mkr_grid_cell){.colspan = 1, .rowspan = 1};
        row->cells[1].column = 1;
        split_stack(all.cells[r].content, &row->cells[0], &row->cells[1]);
    }
    g->rows.at[all.n - 1].keep = false;
}

/* ---- chart beside facts: a stack */

static void reflow_detail(mkr_block *b) {
    const mkr_grid_row *row = &b->grid->rows.at[0];
    mkr_block *chart = row->cells[0].content, *facts = row->cells[1].content;
    b->kind = MKR_BLOCK_STACK;
    if (chart) {
        mkr_block_add(b, chart);
        chart->keep_next = true;
        chart->space_after = CHART_AFTER;
    }
    for (mkr_block *f = facts->first, *next; f; f = next) {
        next = f->next;
        f->next = NULL;
        f->keep_next = next || b->keep_next;
        f->measure = MKR_MEASURE_FRAME;
        mkr_block_add(b, f);
    }
    b->last->space_after = b->space_after;
}

/* ---- cells one under another: label and value, the places of a key */

static void stack_cells(mkr_setter *s, mkr_grid *g) {
    const mkr_grid old = *g;
    g->rows.at = NULL;
    g->rows.n = g->rows.cap = 0;
    g->n_columns = 1;
    g->columns = mkr_alloc(s->lasting, sizeof *g->columns);
    g->columns[0].gives_way = true;
    for (size_t r = 0; r < old.rows.n; r++)
        for (uint16_t i = 0; i < old.rows.at[r].n; i++) {
            mkr_grid_cell *cell = &old.rows.at[r].cells[i];
            if (!cell->content)
                continue;
            mkr_grid_row *row = MKR_PUSH(s->lasting, &g->rows);
            *row = old.rows.at[r];
            row->keep = row->keep || i + 1 < old.rows.at[r].n;
            row->cells = cell;
            row->n = 1;
            *cell = (mkr_grid_cell){.content = cell->content, .colspan = 1, .rowspan = 1, .head = cell->head};
        }
}

/* ---- all blocks */

static void reflow_cells(mkr_setter *s, mkr_block *b, mkr_len width);
static void reflow_block(mkr_setter *s, mkr_block *b, mkr_len width);

/* In its usual text, and with no word broken. */
static bool fits(mkr_setter *s, const mkr_block *b, mkr_len width) {
    const mkr_grid_plan plan = mkr_grid_plan_columns(s, b, width);
    mkr_len *least = mkr_alloc_array(s->arena, b->grid->n_columns, sizeof *least);
    bool all = plan.fits && !plan.small;
    mkr_grid_needs(s, b, 0, least, least);
    for (uint16_t i = 0; all && i < b->grid->n_columns; i++)
        all = plan.widths[i] >= least[i];
    return all;
}

static void reflow_grid(mkr_setter *s, mkr_block *b, mkr_len width) {
    switch ((mkr_grid_look)b->grid->look) {
    case MKR_LOOK_INDICATOR:
        mkr_list_table(s, b, width);
        break;
    case MKR_LOOK_TABLE:
    case MKR_LOOK_FORM:
    case MKR_LOOK_COVER:
        if (!fits(s, b, width))
            mkr_list_table(s, b, width);
        break;
    case MKR_LOOK_FACTS:
    case MKR_LOOK_STRIP:
        reflow_strip(s, b->grid, width);
        break;
    case MKR_LOOK_HEADLINE:
        reflow_headline(s, b->grid);
        break;
    case MKR_LOOK_DETAIL:
        reflow_detail(b);
        reflow_block(s, b, width);
        return;
    case MKR_LOOK_PEOPLE:
    case MKR_LOOK_KEY:
    case MKR_LOOK_SIDE:
        if (!fits(s, b, width))
            stack_cells(s, b->grid);
        break;
    case MKR_LOOK_FIGURES: /* mkr_set_figures */
    case MKR_LOOK_BESIDE: /* mkr_set_beside */
        break;
    }
    reflow_cells(s, b, width);
}

/* What stands in the cells, now that their widths are known. It may need less room than before. */
static void reflow_cells(mkr_setter *s, mkr_block *b, mkr_len width) {
    mkr_grid *g = b->grid;
    bool in_cell = s->in_cell;
    s->in_cell = true;
    const mkr_grid_plan plan = mkr_grid_plan_columns(s, b, width);
    for (size_t r = 0; plan.fits && r < g->rows.n; r++)
        for (uint16_t i = 0; i < g->rows.at[r].n; i++) {
            const mkr_grid_cell *c = &g->rows.at[r].cells[i];
            mkr_len room = -g->columns[c->column].lead - g->columns[c->column + c->colspan - 1].gap;
            for (uint16_t k = 0; k < c->colspan; k++)
                room += plan.widths[c->column + k];
            if (c->content && !c->again)
                reflow_block(s, c->content, room);
        }
    s->in_cell = in_cell;
    g->extents[0] = g->extents[1] = NULL;
}

/* Tables that are too wide for the text column take the frame (fold.c); the rest stays in it. */
static mkr_len width_of(const mkr_setter *s, const mkr_block *b, mkr_len width) {
    bool in_column = !s->in_cell && b->measure == MKR_MEASURE_COLUMN;
    return in_column && b->grid->look != MKR_LOOK_TABLE ? width - MKR_COLUMN_OFFSET : width;
}

/* Do all tables of a section fit its turned pages? */
static bool tables_fit(mkr_setter *s, const mkr_block *stack, mkr_len width) {
    bool all = true;
    for (const mkr_block *b = stack->first; all && b; b = b->next)
        if (b->kind == MKR_BLOCK_GRID)
            all = fits(s, b, width - b->indent);
        else
            all = tables_fit(s, b, width - b->indent);
    return all;
}

static void reflow_block(mkr_setter *s, mkr_block *b, mkr_len width) {
    if (b->landscape && !tables_fit(s, b, s->landscape.frame_width))
        b->landscape = false; /* lists are better on upright pages */
    mkr_len frame = b->landscape ? s->landscape.frame_width : width;
    if (b->kind == MKR_BLOCK_STACK || b->kind == MKR_BLOCK_PANEL)
        mkr_reflow(s, b, frame);
    else if (b->kind == MKR_BLOCK_GRID)
        reflow_grid(s, b, width_of(s, b, frame));
}

static bool is_chart(const mkr_block *b) {
    return b && b->kind == MKR_BLOCK_DRAWING && b->drawing->kind != MKR_DRAW_PICTURE &&
           b->measure == MKR_MEASURE_COLUMN;
}

/* A chart takes the frame, and its caption with it: beside its labels the column leaves too little. */
static void widen_chart(const mkr_setter *s, mkr_block *b) {
    bool caption = b->elem && mkr_tree_at(s->doc->tree, b->elem)->tag == MKR_CAPTION && is_chart(b->next);
    if (caption || is_chart(b))
        b->measure = MKR_MEASURE_FRAME;
}

void mkr_reflow(mkr_setter *s, mkr_block *stack, mkr_len width) {
    for (mkr_block *b = stack->first; b; b = b->next) {
        widen_chart(s, b);
        reflow_block(s, b, width - b->indent);
    }
}
