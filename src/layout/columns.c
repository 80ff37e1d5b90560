/* columns.c - how wide the columns of a grid are.
 *
 * Every column is asked for its least width (its longest word) and its most (its longest line, unbroken);
 * what a cell that spans columns lacks is spread over them. Then, in the spirit of CSS 2.1, 17.5.2.2:
 *
 *  - in a generated grid columns have the width they ask for, wider when a word would not fit, and the column
 *    that gives way takes the rest;
 *  - elsewhere all columns have their most where that fits, and share what is over; where it does not, the
 *    narrow columns keep their most and the wide ones give way, each by the root of its most: half way
 * between equal widths and equal numbers of lines, which would leave the less wordy column too narrow to
 * read.
 *
 * Where even the least widths do not fit, the text gets smaller before the grid is said not to fit; a
 * generated grid, whose author has no say in its columns, then breaks its longest words. */
#include "layout/set.h"

#include <string.h>

#define WIDEST_WORD MKR_PT(120) /* wider words are broken when there is no room for them */
#define NARROWEST MKR_PT(18) /* lists in narrower cells would be refused */
#define NARROWEST_PICTURE MKR_PT(40)
#define NARROWEST_WORD MKR_PT(40) /* of the parts of words that are broken in a generated grid */

struct mkr_column_extent {
    mkr_len least, most;
    mkr_len firm; /* the least of what cannot be broken like a word: pictures, grids */
    mkr_len whole, fraction; /* of figures aligned on the point: the widest part before it, and from it on */
};

typedef struct mkr_column_extent extent;

/* ---- what the cells ask for */

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

static void widen(extent *e, int64_t least, int64_t most) {
    const int64_t widest = MKR_PT(10000); /* no page is so wide; sums of these stay within 64 bits */
    if (least > e->least)
        e->least = (mkr_len)(least < widest ? least : widest);
    if (most > e->most)
        e->most = (mkr_len)(most < widest ? most : widest);
}

static void measure_picture(const mkr_drawing *d, mkr_len *least, mkr_len *most) {
    mkr_len height;
    mkr_picture_fit(d->picture->natural_width, d->picture->natural_height, d->place, most, &height);
    *least = *most < NARROWEST_PICTURE ? *most : NARROWEST_PICTURE;
}

static const extent *extents_of(mkr_setter *s, const mkr_block *block);

/* What a column must have: words that are very wide are broken when need be. */
static mkr_len unbroken(const mkr_column *c, const extent *e) {
    mkr_len most = c->least > WIDEST_WORD ? c->least : WIDEST_WORD;
    most = e->firm > most ? e->firm : most;
    return c->width || c->whole || e->least < most ? e->least : most;
}

static void measure_grid(mkr_setter *s, const mkr_block *block, mkr_len *least, mkr_len *most,
                         mkr_len *firm) {
    const extent *e = extents_of(s, block);
    extent all = {0};
    int64_t sum_least = 0, sum_most = 0, sum_firm = 0;
    for (uint16_t i = 0; i < block->grid->n_columns; i++) {
        const mkr_column *c = &block->grid->columns[i];
        sum_least += c->width > e[i].least ? c->width : e[i].least;
        sum_most += c->width > e[i].most ? c->width : e[i].most;
        sum_firm += c->width ? c->width : unbroken(c, &e[i]);
    }
    widen(&all, sum_least, sum_most);
    *least = all.least;
    *most = all.most;
    *firm = sum_firm < all.least ? (mkr_len)sum_firm : all.least;
}

static void measure_block(mkr_setter *s, const mkr_block *b, mkr_len indent, extent *e) {
    mkr_len least = 0, most = 0, firm = 0;
    if (b->kind == MKR_BLOCK_TEXT)
        mkr_text_extent(s, b, &least, &most);
    else if (b->kind == MKR_BLOCK_GRID)
        measure_grid(s, b, &least, &most, &firm);
    else if (b->kind == MKR_BLOCK_DRAWING && b->drawing->kind == MKR_DRAW_PICTURE)
        measure_picture(b->drawing, &least, &most);
    for (const mkr_block *k = b->first; k; k = k->next)
        measure_block(s, k, indent + k->indent, e);
    widen(e, (int64_t)least + indent, (int64_t)most + indent);
    if (firm && firm + indent > e->firm)
        e->firm = firm + indent;
}

static void measure_cell(mkr_setter *s, const mkr_grid_cell *cell, extent *e) {
    if (cell->align == MKR_ALIGN_DECIMAL)
        measure_decimal(s, cell->content, e);
    else
        measure_block(s, cell->content, 0, e);
}

static bool is_asked(const mkr_column *c) {
    return c->fits || c->gives_way || !c->width;
}

static void measure_columns(mkr_setter *s, const mkr_grid *g, extent *e) {
    for (size_t r = 0; r < g->rows.n; r++)
        for (uint16_t i = 0; i < g->rows.at[r].n; i++) {
            const mkr_grid_cell *cell = &g->rows.at[r].cells[i];
            if (cell->content && cell->colspan == 1 && is_asked(&g->columns[cell->column]))
                measure_cell(s, cell, &e[cell->column]);
        }
    for (uint16_t i = 0; i < g->n_columns; i++) {
        const mkr_column *c = &g->columns[i];
        e[i].least += c->lead + c->gap;
        e[i].most += c->lead + c->gap;
        e[i].firm += e[i].firm ? c->lead + c->gap : 0;
        widen(&e[i], c->least, c->least);
        if (c->whole)
            widen(&e[i], e[i].most, 0);
        if (!c->width && !c->gives_way)
            widen(&e[i], NARROWEST + c->lead + c->gap, 0);
        if (c->width && !c->fits && !c->gives_way)
            e[i].least = e[i].most = c->width;
        widen(&e[i], 0, e[i].least);
    }
}

/* Spread what a cell needs beyond the columns it spans over those of them that may grow, in proportion to
 * their most. */
static void spread(const mkr_grid *g, const mkr_grid_cell *cell, const extent *need, extent *e) {
    uint16_t from = cell->column, to = (uint16_t)(cell->column + cell->colspan);
    int64_t least = (int64_t)need->least + g->columns[from].lead + g->columns[to - 1].gap;
    int64_t most = (int64_t)need->most + g->columns[from].lead + g->columns[to - 1].gap, weight = 0;
    for (uint16_t i = from; i < to; i++) {
        least -= e[i].least;
        most -= e[i].most;
        weight += is_asked(&g->columns[i]) ? e[i].most + 1 : 0;
    }
    for (uint16_t i = from; i < to; i++) {
        if (!is_asked(&g->columns[i]))
            continue;
        int64_t part = e[i].most + 1;
        int64_t more = most > 0 ? (most * part + weight - 1) / weight : 0;
        widen(&e[i], e[i].least + (least > 0 ? (least * part + weight - 1) / weight : 0), e[i].most + more);
        widen(&e[i], 0, e[i].least);
    }
}

/* A group row is as wide as the grid: it asks for nothing. */
static void measure_spans(mkr_setter *s, const mkr_grid *g, extent *e) {
    for (size_t r = 0; r < g->rows.n; r++)
        for (uint16_t i = 0; g->rows.at[r].kind != MKR_ROW_GROUP && i < g->rows.at[r].n; i++) {
            const mkr_grid_cell *cell = &g->rows.at[r].cells[i];
            extent need = {0};
            if (!cell->content || cell->colspan == 1)
                continue;
            measure_block(s, cell->content, 0, &need);
            spread(g, cell, &need, e);
        }
}

/* Extents of the columns at the present size of text; measured once. */
static const extent *extents_of(mkr_setter *s, const mkr_block *block) {
    mkr_grid *g = block->grid;
    bool small = s->style != s->doc->style;
    if (!g->extents[small]) {
        extent *e = mkr_alloc_array(s->lasting, g->n_columns, sizeof *e);
        measure_columns(s, g, e);
        measure_spans(s, g, e);
        g->extents[small] = e;
    }
    return g->extents[small];
}

void mkr_grid_needs(mkr_setter *s, const mkr_block *block, mkr_len roomy, mkr_len *least, mkr_len *wanted) {
    const extent *e = extents_of(s, block);
    for (uint16_t i = 0; i < block->grid->n_columns; i++) {
        least[i] = unbroken(&block->grid->columns[i], &e[i]);
        wanted[i] = e[i].most < roomy ? e[i].most : roomy > least[i] ? roomy : least[i];
    }
}

/* ---- smaller text */

const mkr_style *mkr_grid_style(mkr_setter *s, bool small) {
    if (!small)
        return s->doc->style;
    if (!s->small_style) { /* fonts are found by role, so only the sizes change */
        mkr_style *style = mkr_alloc(s->lasting, sizeof *style);
        *style = *s->doc->style;
        const mkr_role *text = &style->roles[MKR_ROLE_INDICATOR],
                       *head = &style->roles[MKR_ROLE_INDICATOR_HEAD];
        style->roles[MKR_ROLE_TABLE_TEXT].size = text->size;
        style->roles[MKR_ROLE_TABLE_TEXT].leading = text->leading;
        style->roles[MKR_ROLE_TABLE_HEAD].size = head->size;
        style->roles[MKR_ROLE_TABLE_HEAD].leading = head->leading;
        s->small_style = style;
    }
    return s->small_style;
}

/* ---- grids whose columns ask for widths */

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

/* What the flexible column has beyond its most goes to columns whose text would break without need. */
static void relax(const mkr_grid *g, const extent *e, mkr_len *out, uint16_t flexible) {
    mkr_len spare = out[flexible] - e[flexible].most;
    for (uint16_t i = 0; i < g->n_columns && spare > 0; i++) {
        mkr_len lacks = g->columns[i].fits && i != flexible ? e[i].most - out[i] : 0;
        if (lacks <= 0 || lacks > spare)
            continue;
        out[i] += lacks;
        out[flexible] -= lacks;
        spare -= lacks;
    }
}

/* With less a column that was given what is left is no use: lines that must be whole, or words, would break.
 */
static mkr_len bearable(const mkr_column *c, const extent *e) {
    mkr_len least = c->whole || (c->gives_way && c->fits) ? unbroken(c, e) : c->gives_way ? MKR_PT(40) : 0;
    return least < e->least ? least : e->least;
}

static bool grant_wishes(const mkr_grid *g, const extent *e, mkr_len width, mkr_len *out) {
    uint16_t flexible = 0;
    mkr_len used = 0;
    bool fits = true;
    for (uint16_t i = 0; i < g->n_columns; i++) {
        const mkr_column *c = &g->columns[i];
        if (c->gives_way)
            flexible = i;
        out[i] = !c->width ? e[i].most : c->fits && e[i].least > c->width ? e[i].least : c->width;
        used += c->gives_way ? 0 : out[i];
    }
    if (!g->columns[flexible].gives_way)
        return used <= width;
    out[flexible] = width - used;
    if (out[flexible] < e[flexible].least)
        out[flexible] += squeeze(g, e, out, e[flexible].least - out[flexible]);
    relax(g, e, out, flexible);
    for (uint16_t i = 0; i < g->n_columns; i++)
        fits = fits && out[i] > 0 && out[i] >= bearable(&g->columns[i], &e[i]);
    return fits;
}

static bool has_wishes(const mkr_grid *g) {
    for (uint16_t i = 0; i < g->n_columns; i++)
        if (g->columns[i].fits || g->columns[i].gives_way)
            return true;
    return false;
}

/* ---- grids whose columns follow their text */

/* Divide `width` among the columns that have a part, each between `low` and `high`: a column that its part
 * would take past one of them stays there, and the others share anew. */
static void divide(uint16_t n, int64_t width, const mkr_len *part, const mkr_len *low, const mkr_len *high,
                   bool *settled, mkr_len *out) {
    for (;;) {
        int64_t parts = 0, left = width;
        uint16_t first = n;
        bool again = false, below = false;
        for (uint16_t i = 0; i < n; i++) {
            left -= settled[i] ? out[i] : 0;
            parts += settled[i] ? 0 : part[i];
        }
        for (uint16_t i = 0; i < n; i++) {
            if (settled[i])
                continue;
            out[i] = (mkr_len)(parts ? left * part[i] / parts : low[i]);
            below = below || out[i] < low[i];
            first = first < n ? first : i;
        }
        if (first == n)
            return;
        for (uint16_t i = 0; i < n; i++) { /* those below first: what they take is missing elsewhere */
            if (settled[i] || (below ? out[i] >= low[i] : out[i] <= high[i]))
                continue;
            out[i] = below ? low[i] : high[i];
            settled[i] = again = true;
        }
        if (again)
            continue;
        for (uint16_t i = 0; i < n; i++)
            left -= settled[i] ? 0 : out[i];
        out[first] += (mkr_len)left; /* what rounding left */
        return;
    }
}

typedef struct sharing { /* by column */
    uint16_t n;
    mkr_len *low, *high, *part, *out;
    bool *settled;
} sharing;

static sharing share_out(mkr_setter *s, const mkr_grid *g, const extent *e, bool breaks_words, mkr_len *out) {
    sharing k = {.n = g->n_columns, .out = out};
    k.low = mkr_alloc_array(s->arena, k.n, sizeof *k.low);
    k.high = mkr_alloc_array(s->arena, k.n, sizeof *k.high);
    k.part = mkr_alloc_array(s->arena, k.n, sizeof *k.part);
    k.settled = mkr_alloc_array(s->arena, k.n, sizeof *k.settled);
    for (uint16_t i = 0; i < k.n; i++) {
        k.settled[i] = g->columns[i].width != 0;
        k.low[i] = breaks_words ? unbroken(&g->columns[i], &e[i]) : e[i].least;
        k.high[i] = out[i] = e[i].most;
    }
    return k;
}

static int64_t sum(const mkr_len *at, uint16_t n) {
    int64_t all = 0;
    for (uint16_t i = 0; i < n; i++)
        all += at[i];
    return all;
}

/* There is room for all: what is over goes to columns with a weight, else to all in proportion. */
static void stretch(const mkr_grid *g, sharing *k, mkr_len width) {
    bool weighted = false, all_settled = true;
    for (uint16_t i = 0; i < k->n; i++) {
        weighted = weighted || g->columns[i].weight;
        all_settled = all_settled && k->settled[i];
    }
    if (all_settled)
        return;
    for (uint16_t i = 0; i < k->n; i++) {
        k->settled[i] = k->settled[i] || (weighted && !g->columns[i].weight);
        k->part[i] = weighted ? g->columns[i].weight : k->high[i];
        k->high[i] = INT32_MAX;
    }
    divide(k->n, width, k->part, k->low, k->high, k->settled, k->out);
}

/* Columns no wider than an equal part of what is left keep their most: they do not give way. */
static void settle_narrow(sharing *k, mkr_len width) {
    for (bool again = true; again;) {
        int64_t left = width;
        uint16_t n = 0;
        again = false;
        for (uint16_t i = 0; i < k->n; i++) {
            left -= k->settled[i] ? k->out[i] : 0;
            n = (uint16_t)(n + !k->settled[i]);
        }
        for (uint16_t i = 0; n && i < k->n; i++)
            if (!k->settled[i] && k->high[i] <= left / n) {
                k->out[i] = k->high[i];
                k->settled[i] = again = true;
            }
    }
}

/* Settling the narrow ones may leave too little for the longest words of the wide ones. */
static bool leaves_least(const sharing *k, mkr_len width) {
    int64_t need = 0;
    for (uint16_t i = 0; i < k->n; i++)
        need += k->settled[i] ? k->out[i] : k->low[i];
    return need <= width;
}

static void give_way(mkr_setter *s, const mkr_grid *g, sharing *k, mkr_len width) {
    bool *fixed = k->settled, weighted = false;
    for (uint16_t i = 0; i < k->n; i++) {
        weighted = weighted || (!fixed[i] && g->columns[i].weight);
        k->part[i] = (mkr_len)mkr_root(k->high[i]) + 1;
    }
    sharing narrow = *k;
    bool *settled = mkr_alloc_array(s->arena, k->n, sizeof *settled);
    memcpy(settled, fixed, k->n * sizeof *settled);
    narrow.settled = settled;
    if (weighted)
        for (uint16_t i = 0; i < k->n; i++) {
            settled[i] = settled[i] || !g->columns[i].weight;
            narrow.part[i] = g->columns[i].weight ? g->columns[i].weight : narrow.part[i];
            narrow.high[i] = g->columns[i].weight ? INT32_MAX : narrow.high[i];
        }
    else
        settle_narrow(&narrow, width);
    if (leaves_least(&narrow, width))
        *k = narrow;
    divide(k->n, width, k->part, k->low, k->high, k->settled, k->out);
}

/* False when the least widths do not fit. */
static bool share(mkr_setter *s, const mkr_grid *g, sharing *k, mkr_len width) {
    if (sum(k->low, k->n) > width)
        return false;
    if (sum(k->high, k->n) <= width)
        stretch(g, k, width);
    else
        give_way(s, g, k, width);
    return true;
}

static bool follow_text(mkr_setter *s, const mkr_grid *g, const extent *e, mkr_len width, mkr_len *out) {
    sharing whole = share_out(s, g, e, false, out);
    if (share(s, g, &whole, width))
        return true;
    sharing broken = share_out(s, g, e, true, out);
    return share(s, g, &broken, width);
}

/* A grid made to measure for which nothing else is left: its columns follow their text, too, and words wider
 * than `word` are broken. */
static bool break_words(mkr_setter *s, const mkr_grid *g, const extent *e, mkr_len word, mkr_len width,
                        mkr_len *out) {
    sharing k = share_out(s, g, e, false, out);
    for (uint16_t i = 0; i < k.n; i++) {
        const mkr_column *c = &g->columns[i];
        k.settled[i] = !is_asked(c);
        mkr_len most = e[i].firm > word ? e[i].firm : word;
        if (!k.settled[i] && k.low[i] > most)
            k.low[i] = most;
    }
    return share(s, g, &k, width);
}

/* ---- */

/* The cells of a strip are alike; side by side it is the figures, without the gaps between them. */
static void share_alike(const mkr_grid *g, mkr_len width, mkr_len *out) {
    bool without_gaps = g->look == MKR_LOOK_FIGURES;
    for (uint16_t i = 0; without_gaps && i < g->n_columns; i++)
        width -= g->columns[i].gap;
    for (uint16_t i = 0; i < g->n_columns; i++)
        out[i] = width / g->n_columns + (without_gaps ? g->columns[i].gap : 0);
}

static bool choose(mkr_setter *s, const mkr_block *block, mkr_len width, bool small, mkr_len *out) {
    const mkr_style *style = s->style;
    s->style = mkr_grid_style(s, small);
    const extent *e = extents_of(s, block);
    bool fits = has_wishes(block->grid) ? grant_wishes(block->grid, e, width, out)
                                        : follow_text(s, block->grid, e, width, out);
    s->style = style;
    return fits;
}

mkr_grid_plan mkr_grid_plan_columns(mkr_setter *s, const mkr_block *block, mkr_len width) {
    const mkr_grid *g = block->grid;
    mkr_len *out = mkr_alloc_array(s->arena, g->n_columns, sizeof *out);
    mkr_grid_plan plan = {.widths = out, .fits = true};
    if (g->look == MKR_LOOK_FACTS || g->look == MKR_LOOK_STRIP || g->look == MKR_LOOK_FIGURES) {
        share_alike(g, width, out);
        return plan;
    }
    plan.fits = choose(s, block, width, false, out);
    plan.small = !plan.fits && g->look == MKR_LOOK_TABLE && choose(s, block, width, true, out);
    plan.fits = plan.fits || plan.small;
    return plan;
}

mkr_grid_plan mkr_grid_plan_broken(mkr_setter *s, const mkr_block *block, mkr_len width) {
    const mkr_grid *g = block->grid;
    mkr_len *out = mkr_alloc_array(s->arena, g->n_columns, sizeof *out);
    mkr_grid_plan plan = {.widths = out, .small = g->look == MKR_LOOK_TABLE};
    const mkr_style *style = s->style;
    s->style = mkr_grid_style(s, plan.small);
    const extent *e = extents_of(s, block);
    plan.fits = has_wishes(g) && (break_words(s, g, e, WIDEST_WORD, width, out) ||
                                  break_words(s, g, e, NARROWEST_WORD, width, out));
    s->style = style;
    return plan;
}

bool mkr_grid_fits(mkr_setter *s, const mkr_block *block, mkr_len width) {
    return mkr_grid_plan_columns(s, block, width).fits;
}
