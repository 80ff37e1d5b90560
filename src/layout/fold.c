/* fold.c - tables that are wider than their place: out of the text column into the frame, onto a turned page,
 * or folded.
 *
 * A folded table goes on below with further columns beside its key columns again. What has been printed
 * before, key columns and cells that reach across a fold, is an artifact there; so in the tags the table is
 * one, whole. */
#include "layout/set.h"

#define ROOMY MKR_PT(72) /* a column that has this much can be read */

typedef struct folding {
    mkr_setter *s;
    const mkr_block *block;
    const mkr_grid *grid;
    mkr_len *least; /* of the columns */
    mkr_len *roomy; /* as wide as folding would like them */
    bool *tied; /* a cell reaches across the left edge of this column */
    size_t *part_of; /* by column; keys: 0 */
    size_t n;
} folding;

static void find_ties(folding *f) {
    for (size_t r = 0; r < f->grid->rows.n; r++)
        for (uint16_t i = 0; i < f->grid->rows.at[r].n; i++) {
            const mkr_grid_cell *c = &f->grid->rows.at[r].cells[i];
            for (uint16_t k = 1; c->colspan < f->grid->n_columns && k < c->colspan; k++)
                f->tied[c->column + k] = true;
        }
}

/* Where the part that begins with column `from` ends; columns that cells tie together stay together where
 * that leaves any. */
static uint16_t part_end(const folding *f, uint16_t from, mkr_len room) {
    const mkr_column *columns = f->grid->columns;
    uint16_t i = from, n = 0, back;
    for (; i < f->grid->n_columns; i++) {
        mkr_len need = columns[i].key ? 0 : n ? f->roomy[i] : f->least[i];
        if (need > room)
            break;
        room -= n || columns[i].key || f->roomy[i] > room ? need : f->roomy[i];
        n = (uint16_t)(n + !columns[i].key);
    }
    if (i == f->grid->n_columns)
        return i;
    for (back = i; back > from && f->tied[back]; back--)
        n = (uint16_t)(n - !columns[back - 1].key);
    return n ? back : i;
}

static bool divide(folding *f, mkr_len width) {
    const mkr_column *columns = f->grid->columns;
    mkr_len room = width;
    for (uint16_t i = 0; i < f->grid->n_columns; i++)
        room -= columns[i].key ? f->least[i] : 0;
    if (room < 0)
        return mkr_say(f->s->diag, MKR_E_TABLE_DOES_NOT_FIT, f->block->where,
                       "the columns that name the rows are too wide");
    for (uint16_t i = 0; i < f->grid->n_columns; f->n++) {
        uint16_t end = part_end(f, i, room);
        bool any = false;
        for (uint16_t k = i; k < end; k++) {
            f->part_of[k] = columns[k].key ? 0 : f->n;
            any = any || !columns[k].key;
        }
        if (!any && end == f->grid->n_columns && f->n)
            break; /* key columns at the end: they are in every part */
        if (!any)
            return mkr_say(f->s->diag, MKR_E_TABLE_DOES_NOT_FIT, f->block->where,
                           "column %u of %u does not fit beside the columns that name the rows",
                           end < f->grid->n_columns ? end + 1 : end, f->grid->n_columns);
        i = end;
    }
    return true;
}

static bool is_in(const folding *f, uint16_t column, size_t part) {
    return f->grid->columns[column].key || f->part_of[column] == part;
}

/* A cell as it stands in a part; false when it does not. */
static bool fold_cell(const folding *f, const mkr_grid_cell *cell, size_t part, const uint16_t *place,
                      mkr_grid_cell *out) {
    uint16_t n = 0;
    *out = *cell;
    for (uint16_t k = cell->column; k < cell->column + cell->colspan; k++) {
        out->again = out->again || f->part_of[k] < part;
        if (!is_in(f, k, part))
            continue;
        out->column = n++ ? out->column : place[k];
    }
    out->colspan = n;
    return n != 0;
}

static const mkr_block *make_part(const folding *f, size_t part) {
    mkr_arena *arena = f->s->arena;
    mkr_block *block = mkr_alloc(arena, sizeof *block);
    mkr_grid *g = mkr_alloc(arena, sizeof *g);
    uint16_t *place = mkr_alloc_array(arena, f->grid->n_columns, sizeof *place), n = 0;
    *block = *f->block;
    *g = *f->grid;
    block->grid = g;
    block->keep_next = block->keep_next && part + 1 == f->n;
    g->rows.at = mkr_alloc_array(arena, g->rows.n, sizeof *g->rows.at);
    g->extents[0] = g->extents[1] = NULL;
    g->columns = mkr_alloc_array(arena, f->grid->n_columns, sizeof *g->columns);
    for (uint16_t i = 0; i < f->grid->n_columns; i++)
        if (is_in(f, i, part)) {
            place[i] = n;
            g->columns[n++] = f->grid->columns[i];
        }
    g->n_columns = n;
    if (f->grid->n_columns > n && !g->columns[n - 1].key) /* the last column has no gap */
        g->columns[n - 1].gap = 0;
    for (size_t r = 0; r < g->rows.n; r++) {
        const mkr_grid_row *row = &f->grid->rows.at[r];
        mkr_grid_row *copy = &g->rows.at[r];
        *copy = *row;
        copy->cells = mkr_alloc_array(arena, row->n, sizeof *copy->cells);
        copy->n = 0;
        for (uint16_t i = 0; i < row->n; i++)
            copy->n = (uint16_t)(copy->n + fold_cell(f, &row->cells[i], part, place, &copy->cells[copy->n]));
    }
    return block;
}

/* A grid made to measure has one column that takes what the others leave: it is the one without room. */
static bool is_made_to_measure(mkr_setter *s, const mkr_block *block) {
    const mkr_grid *g = block->grid;
    for (uint16_t i = 0; i < g->n_columns; i++)
        if (g->columns[i].gives_way)
            return !mkr_say(s->diag, MKR_E_TABLE_DOES_NOT_FIT, block->where,
                            "column %u of %u has no room left", i + 1, g->n_columns);
    return false;
}

size_t mkr_grid_fold(mkr_setter *s, const mkr_block *block, mkr_len width, const mkr_block ***parts) {
    const mkr_grid *g = block->grid;
    if (is_made_to_measure(s, block))
        return 0;
    folding f = {.s = s, .block = block, .grid = g};
    f.least = mkr_alloc_array(s->arena, g->n_columns, sizeof *f.least);
    f.roomy = mkr_alloc_array(s->arena, g->n_columns, sizeof *f.roomy);
    mkr_grid_needs(s, block, ROOMY, f.least, f.roomy);
    f.tied = mkr_alloc_array(s->arena, g->n_columns, sizeof *f.tied);
    f.part_of = mkr_alloc_array(s->arena, g->n_columns, sizeof *f.part_of);
    find_ties(&f);
    if (!divide(&f, width))
        return 0;
    const mkr_block **out = mkr_alloc_array(s->arena, f.n, sizeof *out);
    for (size_t i = 0; i < f.n; i++)
        out[i] = make_part(&f, i);
    *parts = out;
    return f.n;
}

/* ---- out of the text column, and onto turned pages */

typedef struct placing {
    mkr_setter *s;
    mkr_len upright, turned; /* widths of the frames; turned 0: there are no such pages */
} placing;

/* Apply to a table, its caption, and what explains it. */
static void move(mkr_block *caption, mkr_block *table, bool turn) {
    bool has_caption = caption && table->grid->caption_continued;
    for (mkr_block *b = has_caption ? caption : table; b; b = b->next) {
        b->measure = MKR_MEASURE_FRAME;
        b->landscape = b->landscape || turn;
        if (!b->keep_next)
            break;
    }
}

/* The text column, then the frame, then smaller text, then a page turned on its side; what then is too wide
 * is folded. */
static void place(const placing *p, mkr_block *before, mkr_block *b, mkr_len indent) {
    mkr_len frame = (b->landscape && p->turned ? p->turned : p->upright) - indent;
    mkr_len column = mkr_measure_width(p->s, b) - indent;
    mkr_grid_plan plan = {.fits = false};
    if (b->measure != MKR_MEASURE_FRAME && !b->grid->list)
        plan = mkr_grid_plan_columns(p->s, b, column);
    if (plan.fits && !plan.small)
        return;
    bool turns = p->turned && b->grid->wide != MKR_WIDE_FOLD && !mkr_grid_fits(p->s, b, frame) &&
                 (b->grid->wide == MKR_WIDE_LANDSCAPE || mkr_grid_fits(p->s, b, p->turned - indent));
    if (turns || b->measure != MKR_MEASURE_FRAME)
        move(before, b, turns);
}

static void place_in(const placing *p, mkr_block *stack, mkr_len indent) {
    mkr_block *before = NULL;
    for (mkr_block *b = stack->first; b; before = b, b = b->next)
        if (b->kind == MKR_BLOCK_STACK || b->kind == MKR_BLOCK_PANEL)
            place_in(p, b, indent + b->indent);
        else if (b->kind == MKR_BLOCK_GRID && (b->grid->look == MKR_LOOK_TABLE || b->grid->list))
            place(p, before, b, indent + b->indent);
}

void mkr_grids_place(mkr_setter *s, mkr_block *stack, mkr_len upright, mkr_len turned) {
    placing p = {s, upright, turned};
    place_in(&p, stack, 0);
}
