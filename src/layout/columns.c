/* columns.c - how wide the columns of a grid are.
 *
 * Columns with a wanted width have it, wider when a word would not fit; the column that gives way takes the
 * rest. Where nothing is wanted, every column gets between its least and its natural width, in proportion to
 * the difference. */
#include "layout/set.h"

typedef struct extent {
    mkr_len least, most;
    mkr_len whole, fraction; /* of figures aligned on the point: the widest part before it, and from it on */
} extent;

static void measure_decimal(mkr_setter *s, const mkr_block *cell, extent *e) {
    const mkr_block *text = cell->first ? cell->first : cell;
    mkr_len least, most, fraction = mkr_text_fraction(s, text);
    mkr_text_extent(s, text, &least, &most);
    if (fraction > e->fraction)
        e->fraction = fraction;
    if (most - fraction > e->whole)
        e->whole = most - fraction;
    if (e->whole + e->fraction > e->least)
        e->least = e->whole + e->fraction;
    if (e->least > e->most)
        e->most = e->least;
}

static void measure_block(mkr_setter *s, const mkr_block *b, mkr_len indent, extent *e) {
    mkr_len least = 0, most = 0;
    if (b->kind == MKR_BLOCK_TEXT)
        mkr_text_extent(s, b, &least, &most);
    for (const mkr_block *k = b->first; k; k = k->next)
        measure_block(s, k, indent + k->indent, e);
    if (least + indent > e->least)
        e->least = least + indent;
    if (most + indent > e->most)
        e->most = most + indent;
}

static void measure_cell(mkr_setter *s, const mkr_grid_cell *cell, extent *e) {
    if (cell->align == MKR_ALIGN_DECIMAL)
        measure_decimal(s, cell->content, e);
    else
        measure_block(s, cell->content, 0, e);
}

/* Extents of the columns whose cells must be asked, from cells that stand in one column. */
static void measure(mkr_setter *s, const mkr_grid *g, extent *columns) {
    for (size_t r = 0; r < g->rows.n; r++)
        for (uint16_t i = 0; i < g->rows.at[r].n; i++) {
            const mkr_grid_cell *cell = &g->rows.at[r].cells[i];
            const mkr_column *c = &g->columns[cell->column];
            if (cell->content && cell->colspan == 1 && (c->fits || c->gives_way || !c->width))
                measure_cell(s, cell, &columns[cell->column]);
        }
    for (uint16_t i = 0; i < g->n_columns; i++) {
        columns[i].least += g->columns[i].lead + g->columns[i].gap;
        columns[i].most += g->columns[i].lead + g->columns[i].gap;
    }
}

/* Share `width` among columns without wishes. */
static void share(const extent *e, uint16_t n, mkr_len width, mkr_len *out) {
    int64_t least = 0, most = 0;
    for (uint16_t i = 0; i < n; i++) {
        least += e[i].least;
        most += e[i].most;
    }
    mkr_len used = 0;
    for (uint16_t i = 0; i < n; i++) {
        if (most <= width) /* all fit: what is over is shared in proportion */
            out[i] = most ? (mkr_len)(e[i].most * (int64_t)width / most) : width / n;
        else
            out[i] =
                e[i].least +
                (width > least ? (mkr_len)((e[i].most - e[i].least) * (width - least) / (most - least)) : 0);
        used += out[i];
    }
    out[0] += width - used; /* what rounding left */
}

/* Take up to `wanted` from columns without a wish, down to their least; returns what was found. */
static mkr_len squeeze(const mkr_grid *g, const extent *e, mkr_len *out, mkr_len wanted) {
    mkr_len found = 0;
    for (uint16_t i = 0; i < g->n_columns && found < wanted; i++) {
        mkr_len spare = g->columns[i].width || g->columns[i].gives_way ? 0 : out[i] - e[i].least;
        mkr_len take = spare < wanted - found ? spare : wanted - found;
        out[i] -= take;
        found += take;
    }
    return found;
}

const mkr_len *mkr_grid_widths(mkr_setter *s, const mkr_block *block, mkr_len width) {
    const mkr_grid *g = block->grid;
    mkr_len *out = mkr_alloc_array(s->arena, g->n_columns, sizeof *out), used = 0;
    if (g->look == MKR_LOOK_FACTS) {
        for (uint16_t i = 0; i < g->n_columns; i++)
            out[i] = width / g->n_columns;
        return out;
    }
    extent *columns = mkr_alloc_array(s->arena, g->n_columns, sizeof *columns);
    uint16_t flexible = 0;
    bool wishes = false;
    measure(s, g, columns);
    for (uint16_t i = 0; i < g->n_columns; i++) {
        const mkr_column *c = &g->columns[i];
        wishes = wishes || c->width || c->gives_way;
        if (c->gives_way)
            flexible = i;
        out[i] = !c->width                                ? columns[i].most
                 : c->fits && columns[i].least > c->width ? columns[i].least
                                                          : c->width;
        used += c->gives_way ? 0 : out[i];
    }
    if (!wishes)
        share(columns, g->n_columns, width, out);
    else if (g->columns[flexible].gives_way) {
        out[flexible] = width - used;
        if (out[flexible] < columns[flexible].least)
            out[flexible] += squeeze(g, columns, out, columns[flexible].least - out[flexible]);
    }
    for (uint16_t i = 0; i < g->n_columns; i++)
        if (out[i] <= 0 || (g->columns[i].gives_way && out[i] < columns[i].least && out[i] < MKR_PT(40))) {
            mkr_say(s->diag, MKR_E_TABLE_DOES_NOT_FIT, block->where, "column %u of %u has no room left",
                    i + 1, g->n_columns);
            out[i] = columns[i].least > MKR_PT(40) ? columns[i].least
                                                   : MKR_PT(40); /* off the page, but nothing more to say */
        }
    return out;
}
