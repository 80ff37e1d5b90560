/* table.c - lay out the cells of a table (7.2-15, 7.2-41 to 43) and find the headers of each (7.5).
 *
 * A row is filled from the left; for each column we remember the first row that is free again, which is all
 * that row spans need. Memory is one number a column. The first irregularity ends the check of a table: what
 * follows would be its echoes. */
#include <stdlib.h>

#include "tree.h"

#define COLUMNS_MAX                                                                                          \
    1024 /* wider tables are left undecided: the work for a row is proportional to the width */

typedef struct cell {
    const elem *e;
    size_t row, col, rows, cols;
} cell;

typedef struct grid {
    doc *d;
    const elem *table;
    const elem **row;
    size_t n_rows, cap_rows;
    cell *cell;
    size_t n_cells, cap_cells;
    size_t width;
    size_t *free_from; /* column -> the first row where it is free */
} grid;

static bool is_cell(const kid *k) {
    return k->kind == KID_ELEM && (k->child->std == ST_TH || k->child->std == ST_TD);
}

static void collect_rows(grid *g, const elem *e) {
    for (size_t i = 0; i < e->n_kids; i++) {
        if (e->kids[i].kind != KID_ELEM)
            continue;
        const elem *child = e->kids[i].child;
        if (child->std == ST_TR) {
            g->row = grow(g->row, g->n_rows, &g->cap_rows, sizeof *g->row);
            g->row[g->n_rows++] = child;
        } else if (e == g->table &&
                   (child->std == ST_THead || child->std == ST_TBody || child->std == ST_TFoot)) {
            collect_rows(g, child);
        }
    }
}

static size_t span(const grid *g, const elem *e, const char *key) {
    int64_t n = cos_int_or(elem_attribute(g->d->tree, e, "Table", key), 1);
    return n < 1 ? 1 : n > INT32_MAX ? INT32_MAX : (size_t)n;
}

static size_t first_row_width(const grid *g) {
    size_t width = 0;
    const elem *first = g->row[0];
    for (size_t i = 0; i < first->n_kids && width <= COLUMNS_MAX; i++)
        if (is_cell(&first->kids[i]))
            width += span(g, first->kids[i].child, "ColSpan");
    return width;
}

/* Puts one cell into row r at the first free column; false after a report. */
static bool place_cell(grid *g, const elem *e, size_t r, size_t *col) {
    while (*col < g->width && g->free_from[*col] > r)
        ++*col;
    size_t cols = span(g, e, "ColSpan"), rows = span(g, e, "RowSpan");
    if (*col + cols > g->width) {
        fail(g->d->rep, R_7_2_42, at_elem(e), "row %zu reaches column %zu of %zu", r + 1, *col + cols,
             g->width);
        return false;
    }
    for (size_t i = *col; i < *col + cols; i++) {
        if (g->free_from[i] > r) {
            fail(g->d->rep, R_7_2_15, at_elem(e), "row %zu, column %zu", r + 1, i + 1);
            return false;
        }
        g->free_from[i] = r + rows;
    }
    g->cell = grow(g->cell, g->n_cells, &g->cap_cells, sizeof *g->cell);
    g->cell[g->n_cells++] = (cell){e, r, *col, rows, cols};
    *col += cols;
    return true;
}

static bool place_row(grid *g, size_t r) {
    const elem *row = g->row[r];
    size_t col = 0, filled = 0;
    bool any = false;
    for (size_t i = 0; i < row->n_kids; i++) {
        if (!is_cell(&row->kids[i]))
            continue;
        any = true;
        if (!place_cell(g, row->kids[i].child, r, &col))
            return false;
    }
    if (!any)
        return true; /* its cells may all come from rows above; if not, the next row with cells tells */
    for (size_t i = 0; i < g->width; i++)
        filled += g->free_from[i] > r;
    if (filled != g->width)
        fail(g->d->rep, R_7_2_43, at_elem(row), "row %zu has %zu columns, the first %zu", r + 1, filled,
             g->width);
    return filled == g->width;
}

static bool place_all(grid *g) {
    for (size_t r = 0; r < g->n_rows; r++)
        if (!place_row(g, r))
            return false;
    for (size_t i = 0; i < g->n_cells; i++) {
        const cell *c = &g->cell[i];
        if (c->row + c->rows > g->n_rows) {
            fail(g->d->rep, R_7_2_41, at_elem(c->e), "it spans %zu rows from row %zu of %zu", c->rows,
                 c->row + 1, g->n_rows);
            return false;
        }
    }
    return true;
}

/* ---- headers ---- */

typedef struct headers {
    map ids; /* hash of the ID of a TH */
    bool *in_row, *in_column; /* a TH with a fitting Scope stands there */
    bool all_scoped;
} headers;

static void note_header(const grid *g, headers *h, const cell *c) {
    const cos *id = cos_get(c->e->object, "ID"), *scope = elem_attribute(g->d->tree, c->e, "Table", "Scope");
    bool fresh, both = cos_is(scope, "Both");
    if (id->type == COS_STRING)
        map_put(&h->ids, hash_bytes(id->u.s, id->n), id->n, 0, &fresh);
    h->all_scoped &= scope->type == COS_NAME;
    if (both || cos_is(scope, "Row"))
        memset(h->in_row + c->row, true, c->rows);
    if (both || cos_is(scope, "Column"))
        memset(h->in_column + c->col, true, c->cols);
}

static void check_named_headers(const grid *g, const headers *h, const cell *c, const cos *named) {
    for (size_t i = 0; i < cos_list_count(named); i++) {
        const cos *id = cos_list_at(named, i);
        if (id->type != COS_STRING || !map_find(&h->ids, hash_bytes(id->u.s, id->n), id->n)) {
            fail(g->d->rep, R_7_5_2, at_elem(c->e), "row %zu, column %zu", c->row + 1, c->col + 1);
            return;
        }
    }
}

/* 7.5: a cell finds its headers through Headers, or through the Scope of those in its row and column. Where
 * every TH has a Scope the table is determinable, and a blank corner is no fault. */
static void check_cell(const grid *g, const headers *h, const cell *c) {
    if (c->e->std != ST_TD)
        return;
    const cos *named = elem_attribute(g->d->tree, c->e, "Table", "Headers");
    if (cos_list_count(named)) {
        check_named_headers(g, h, c, named);
        return;
    }
    bool found = h->all_scoped;
    for (size_t r = c->row; r < c->row + c->rows && !found; r++)
        found = h->in_row[r];
    for (size_t k = c->col; k < c->col + c->cols && !found; k++)
        found = h->in_column[k];
    if (!found)
        fail(g->d->rep, R_7_5_1, at_elem(c->e), "row %zu, column %zu", c->row + 1, c->col + 1);
}

static void check_headers(const grid *g) {
    arena mem = {0};
    headers h = {.all_scoped = true,
                 .in_row = arena_array(&mem, g->n_rows, sizeof(bool)),
                 .in_column = arena_array(&mem, g->width, sizeof(bool))};
    for (size_t i = 0; i < g->n_cells; i++)
        if (g->cell[i].e->std == ST_TH)
            note_header(g, &h, &g->cell[i]);
    for (size_t i = 0; i < g->n_cells; i++)
        check_cell(g, &h, &g->cell[i]);
    map_free(&h.ids);
    arena_free(&mem);
}

void check_table(doc *d, const elem *table) {
    grid g = {.d = d, .table = table};
    collect_rows(&g, table);
    if (g.n_rows) {
        g.width = first_row_width(&g);
        g.free_from = calloc(COLUMNS_MAX + 1, sizeof *g.free_from);
        if (g.width > COLUMNS_MAX)
            undecided(d->rep, R_7_2_42, at_elem(table), "more than %d columns", COLUMNS_MAX);
        else if (g.free_from && place_all(&g))
            check_headers(&g);
    }
    free(g.row);
    free(g.cell);
    free(g.free_from);
}
