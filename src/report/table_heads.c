/* table_heads.c - tie the cells of a table to their heads by name (ISO 14289-1, 7.5; ISO 32000-1, 14.8.5.7).
 *
 * Scope says it all while every head stands over one column or beside one row. Where heads come in levels or
 * span, heads get ids and every cell names its heads: those of its rows from the left, those of its columns
 * from the top, and the group it stands in. */
#include <string.h>

#include "report/build.h"

typedef struct placed { /* a cell of the body, in reading order */
    uint32_t elem, row, group; /* group: the head of its group, or 0 */
    uint16_t column;
} placed;

typedef MKR_VEC(uint32_t) elems;

typedef struct tying {
    mkr_builder *b;
    mkr_tree *tree;
    uint16_t n; /* columns */
    uint16_t *open; /* by column: rows, this one included, that a cell covers */
    uint32_t *cover; /* by column: that cell */
    elems *over; /* by column: the heads above the body, from the top */
    MKR_VEC(placed) cells;
    elems heads; /* of all rows of the body, row by row */
    MKR_VEC(size_t) rows; /* where the heads of each row begin */
    MKR_VEC(const char *) list; /* ids for the present cell */
} tying;

static uint16_t span(uint16_t n) {
    return n ? n : 1;
}

static void name(tying *t, uint32_t head, uint32_t cell) {
    if (!head || head == cell)
        return;
    const mkr_elem_more *more = mkr_tree_at(t->tree, head)->more;
    const char *id = more && more->id ? more->id : mkr_build_head_id(t->b, head);
    for (size_t i = 0; i < t->list.n; i++)
        if (t->list.at[i] == id)
            return;
    *MKR_PUSH(t->b->arena, &t->list) = id;
}

static void name_all(tying *t, const uint32_t *heads, size_t n, uint32_t cell) {
    for (size_t i = 0; i < n; i++)
        name(t, heads[i], cell);
}

static void write_list(tying *t, uint32_t cell) {
    size_t n = t->list.n;
    if (!n)
        return;
    const char **ids = mkr_alloc_array(t->b->arena, n + 1, sizeof *ids); /* the last stays NULL */
    memcpy(ids, t->list.at, n * sizeof *ids);
    mkr_tree_more(t->tree, cell)->headers = ids;
    memset(t->list.at, 0, n * sizeof *t->list.at); /* MKR_PUSH promises zeros */
    t->list.n = 0;
}

/* Put the cells of a row on their columns. `each` is told the column of every cell that begins here. */
static void place_row(tying *t, uint32_t tr, void (*each)(tying *t, uint32_t cell, uint16_t column)) {
    uint16_t column = 0;
    for (uint32_t c = mkr_tree_at(t->tree, tr)->first; c; c = mkr_tree_at(t->tree, c)->next) {
        const mkr_elem *e = mkr_tree_at(t->tree, c);
        uint16_t width = span(e->colspan), rows = span(e->rowspan);
        while (column < t->n && t->open[column])
            column++;
        each(t, c, column);
        for (uint16_t k = 0; k < width && column < t->n; k++, column++) {
            t->open[column] = rows;
            t->cover[column] = c;
        }
    }
}

static void end_row(tying *t) {
    for (uint16_t i = 0; i < t->n; i++)
        t->open[i] = (uint16_t)(t->open[i] - (t->open[i] > 0));
}

/* A head is named by what stands above it, and stands above what comes. */
static void add_column_head(tying *t, uint32_t cell, uint16_t column) {
    uint16_t end = (uint16_t)(column + span(mkr_tree_at(t->tree, cell)->colspan));
    for (uint16_t k = column; k < end && k < t->n; k++)
        name_all(t, t->over[k].at, t->over[k].n, cell);
    write_list(t, cell);
    for (uint16_t k = column; k < end && k < t->n; k++)
        *MKR_PUSH(t->b->arena, &t->over[k]) = cell;
}

static void add_cell(tying *t, uint32_t cell, uint16_t column) {
    *MKR_PUSH(t->b->arena, &t->cells) = (placed){.elem = cell, .row = (uint32_t)t->rows.n, .column = column};
}

/* A group's line: one head across the table, with the scope of a column. */
static bool is_group(const tying *t, uint32_t tr) {
    const mkr_elem *e = mkr_tree_at(t->tree, mkr_tree_at(t->tree, tr)->first);
    return e->tag == MKR_TH && e->scope == MKR_SCOPE_COLUMN && e->colspan == t->n;
}

static void read_body_row(tying *t, uint32_t tr, uint32_t group) {
    size_t first = t->cells.n;
    place_row(t, tr, add_cell);
    for (size_t i = first; i < t->cells.n; i++)
        t->cells.at[i].group = group;
    *MKR_PUSH(t->b->arena, &t->rows) = t->heads.n;
    for (uint16_t k = 0; k < t->n; k++) {
        const mkr_elem *e = mkr_tree_at(t->tree, t->cover[k]);
        if (e->tag == MKR_TH && (k == 0 || t->cover[k] != t->cover[k - 1]))
            *MKR_PUSH(t->b->arena, &t->heads) = t->cover[k];
    }
    end_row(t);
}

static void read_body(tying *t, uint32_t body) {
    uint32_t group = 0;
    for (uint32_t tr = mkr_tree_at(t->tree, body)->first; tr; tr = mkr_tree_at(t->tree, tr)->next)
        if (is_group(t, tr))
            group = mkr_tree_at(t->tree, tr)->first;
        else
            read_body_row(t, tr, group);
}

/* Heads of a row stand left of what they name; those of a cell that spans rows are those of all of them. */
static void tie_cell(tying *t, const placed *p) {
    const mkr_elem *e = mkr_tree_at(t->tree, p->elem);
    uint32_t end = p->row + span(e->rowspan);
    for (size_t i = t->rows.at[p->row]; i < t->rows.at[end]; i++)
        if (e->tag == MKR_TD || t->heads.at[i] < p->elem)
            name(t, t->heads.at[i], p->elem);
    for (uint32_t k = p->column; k < p->column + (uint32_t)span(e->colspan); k++)
        name_all(t, t->over[k].at, t->over[k].n, p->elem);
    name(t, p->group, p->elem);
    write_list(t, p->elem);
}

void mkr_build_heads(mkr_builder *b, uint32_t table, uint16_t n_columns) {
    tying t = {.b = b, .tree = b->tree, .n = n_columns};
    t.open = mkr_alloc_array(b->arena, n_columns, sizeof *t.open);
    t.cover = mkr_alloc_array(b->arena, n_columns, sizeof *t.cover);
    t.over = mkr_alloc_array(b->arena, n_columns, sizeof *t.over);
    for (uint32_t part = mkr_tree_at(b->tree, table)->first; part; part = mkr_tree_at(b->tree, part)->next) {
        const mkr_elem *e = mkr_tree_at(b->tree, part);
        if (e->tag == MKR_TBODY)
            read_body(&t, part);
        for (uint32_t tr = e->tag == MKR_THEAD ? e->first : 0; tr; tr = mkr_tree_at(b->tree, tr)->next) {
            place_row(&t, tr, add_column_head);
            end_row(&t);
        }
    }
    *MKR_PUSH(b->arena, &t.rows) = t.heads.n; /* the end of the last */
    for (size_t i = 0; i < t.cells.n; i++)
        tie_cell(&t, &t.cells.at[i]);
}
