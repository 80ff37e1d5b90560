/* risk_grid.c - the ground that risks stand on: likelihood up, impact to the right, the bands of scores, the
 * words of the axes, and the key of the bands. */
#include "chart/risk.h"

enum {
    GRID_LEFT = MKR_PT(84),
    NARROW_LEFT = MKR_PT(22), /* where there is no room for the words of the likelihoods */
    GRID_TOP = MKR_PT(16),
    CELL_NARROWEST = MKR_PT(18), /* for "100" */
    CELL_INSET = 600, /* half of the white between two cells */
    STEP = 900, /* line between two bands */
    WORD_SIZE = MKR_PT(9),
    TEXT_SIZE = 9500,
    WORD_TO_BASE = 3190, /* from the middle of a cell down to the baseline of a word beside the grid */
    WORD_GAP = MKR_PT(7), /* between the words of the likelihoods and the grid */
    IMPACT_BASE = MKR_PT(12),
    IMPACT_WORD_BASE = MKR_PT(23),
    STAGGER = MKR_PT(11),
    WORD_APART = MKR_PT(4), /* between two words of impacts in one line */
    FOOT = MKR_PT(26),
    KEY_GAP = MKR_PT(16),
};

const mkr_risk_band *mkr_risk_band_of(const mkr_risk_scale *scale, uint32_t score) {
    for (size_t i = 0; i < scale->n_bands; i++) {
        if (score >= scale->bands[i].from && score <= scale->bands[i].to)
            return &scale->bands[i];
    }
    return NULL;
}

bool mkr_risk_on_scale(const mkr_risk_scale *scale, const uint32_t place[2]) {
    return place[0] >= 1 && place[0] <= scale->size && place[1] >= 1 && place[1] <= scale->size;
}

/* ---- sizes */

mkr_risk_grid mkr_risk_grid_fit(const mkr_canvas *c, mkr_arena *scratch, const mkr_risk_cells *cells) {
    const mkr_risk_scale *scale = &c->style->scale;
    mkr_len n = scale->size > 0 ? (mkr_len)scale->size : 1, beside = MKR_RISK_KEY_WIDTH + KEY_GAP;
    mkr_risk_grid g = {.canvas = c, .scale = scale, .scratch = scratch, .left = GRID_LEFT, .row = cells->row};
    mkr_len wanted = mkr_smaller(cells->widest, cells->most / n);
    g.key_below = GRID_LEFT + mkr_smaller(cells->beside, wanted) * n + beside > c->room;
    mkr_len room = c->room - (g.key_below ? 0 : beside);
    if (room - GRID_LEFT < CELL_NARROWEST * n)
        g.left = NARROW_LEFT;
    g.cell = mkr_smaller(wanted, (room - g.left) / n);
    return g;
}

/* The lower edge of the cells. */
static mkr_len bottom_of(const mkr_risk_grid *g) {
    return GRID_TOP + g->row * (mkr_len)g->scale->size;
}

mkr_point mkr_risk_middle(const mkr_risk_grid *g, const uint32_t place[2]) {
    return (mkr_point){g->left + g->cell * (mkr_len)(place[1] - 1) + g->cell / 2,
                       bottom_of(g) - g->row * (mkr_len)place[0] + g->row / 2};
}

/* Room is kept for the words of the impacts in two lines. */
mkr_len mkr_risk_foot(const mkr_risk_grid *g) {
    return bottom_of(g) + FOOT + STAGGER;
}

mkr_point mkr_risk_key_place(const mkr_risk_grid *g) {
    if (g->key_below)
        return (mkr_point){g->left == GRID_LEFT ? MKR_PT(42) : 0, mkr_risk_foot(g) + MKR_RISK_KEY_STEP / 2};
    return (mkr_point){g->left + g->cell * (mkr_len)g->scale->size + KEY_GAP, GRID_TOP + MKR_PT(9)};
}

/* ---- cells */

void mkr_risk_text(const mkr_risk_grid *g, mkr_label look, int align, mkr_len x, mkr_len y, const char *s) {
    mkr_canvas_text(g->canvas, look, align, x, y, s);
}

const char *mkr_risk_number(const mkr_risk_grid *g, uint32_t n) {
    return mkr_printf(g->scratch, "%u", n);
}

static void draw_grounds(const mkr_risk_grid *g) {
    const mkr_canvas *to = g->canvas;
    for (uint32_t likelihood = 1; likelihood <= g->scale->size; likelihood++) {
        for (uint32_t impact = 1; impact <= g->scale->size; impact++) {
            const mkr_risk_band *band = mkr_risk_band_of(g->scale, likelihood * impact);
            mkr_point c = mkr_risk_middle(g, (uint32_t[]){likelihood, impact});
            mkr_draw_rect(to->to, to->elem, c.x - g->cell / 2 + CELL_INSET, c.y - g->row / 2 + CELL_INSET,
                          g->cell - 2 * CELL_INSET, g->row - 2 * CELL_INSET,
                          mkr_pen_fill(band ? band->colour : to->style->paper));
        }
    }
}

/* Lines between cells of different bands, so that the bands can be told apart without colour. */
static void draw_steps(const mkr_risk_grid *g) {
    uint32_t size = g->scale->size;
    mkr_sketch steps = mkr_sketch_lines(g->canvas->to->arena, 2 * (size_t)size * size);
    for (uint32_t likelihood = 1; likelihood <= size; likelihood++) {
        for (uint32_t impact = 1; impact <= size; impact++) {
            const mkr_risk_band *band = mkr_risk_band_of(g->scale, likelihood * impact);
            mkr_point c = mkr_risk_middle(g, (uint32_t[]){likelihood, impact});
            mkr_len left = c.x - g->cell / 2, bottom = c.y - g->row / 2 + g->row;
            if (impact > 1 && mkr_risk_band_of(g->scale, likelihood * (impact - 1)) != band)
                mkr_sketch_line(&steps, left, bottom - g->row, left, bottom);
            if (likelihood > 1 && mkr_risk_band_of(g->scale, (likelihood - 1) * impact) != band)
                mkr_sketch_line(&steps, left, bottom, left + g->cell, bottom);
        }
    }
    mkr_sketch_paint(&steps, g->canvas->to, g->canvas->elem, mkr_pen_line(g->canvas->style->ink2, STEP));
}

void mkr_risk_ground_draw(const mkr_risk_grid *g) {
    draw_grounds(g);
    draw_steps(g);
}

void mkr_risk_product_draw(const mkr_risk_grid *g, const uint32_t place[2]) {
    const mkr_chart_style *style = g->canvas->style;
    mkr_point c = mkr_risk_middle(g, place);
    mkr_risk_text(g, (mkr_label){style->regular, TEXT_SIZE, style->ink}, MKR_CENTRE, c.x,
                  c.y + MKR_RISK_TO_BASE, mkr_risk_number(g, place[0] * place[1]));
}

/* ---- arrows */

void mkr_risk_arrow(const mkr_risk_grid *g, mkr_point from, mkr_point to, mkr_len after, mkr_len before) {
    int64_t dx = to.x - from.x, dy = to.y - from.y, length = mkr_root(dx * dx + dy * dy);
    int64_t tip = length - before, neck = tip - 3200;
    if (tip <= after)
        return;
    mkr_point *p = mkr_alloc_array(g->canvas->to->arena, 5, sizeof *p);
    const int64_t along[5] = {after, tip - 400, neck, tip, neck}, across[5] = {0, 0, -2600, 0, 2600};
    for (size_t i = 0; i < 5; i++)
        p[i] = (mkr_point){from.x + (mkr_len)((along[i] * dx - across[i] * dy) / length),
                           from.y + (mkr_len)((along[i] * dy + across[i] * dx) / length)};
    mkr_path_push(g->canvas->to, g->canvas->elem, "MLMLL", p, mkr_pen_line(g->canvas->style->ink, 1300));
}

/* ---- words of the axes */

static mkr_label word_label(const mkr_risk_grid *g) {
    return (mkr_label){g->canvas->style->regular, WORD_SIZE, g->canvas->style->ink2};
}

static const char *fitted(const mkr_risk_grid *g, mkr_label look, const char *word, mkr_len width) {
    return mkr_text_fit(g->scratch, g->canvas->style->fonts, &look, word, width, g->canvas->where);
}

static void draw_axis_name(const mkr_risk_grid *g, const char *name, mkr_len y) {
    mkr_label look = {g->canvas->style->semibold, WORD_SIZE, g->canvas->style->ink};
    mkr_len right = g->left - WORD_GAP;
    if (g->left == GRID_LEFT)
        mkr_risk_text(g, look, MKR_RIGHT, right, y, fitted(g, look, name, right));
}

static void draw_likelihoods(const mkr_risk_grid *g) {
    mkr_label look = word_label(g);
    mkr_len right = g->left - WORD_GAP;
    draw_axis_name(g, g->scale->likelihood_word, GRID_TOP - MKR_PT(7));
    for (uint32_t i = 1; i <= g->scale->size; i++) {
        const char *word = g->scale->likelihood[i - 1];
        const char *shown = mkr_risk_number(g, i);
        if (word && *word && g->left == GRID_LEFT)
            shown = mkr_printf(g->scratch, "%s %s", fitted(g, look, word, right - MKR_PT(i > 9 ? 15 : 10)),
                               shown);
        mkr_point c = mkr_risk_middle(g, (uint32_t[]){i, 1});
        mkr_risk_text(g, look, MKR_RIGHT, right, c.y + WORD_TO_BASE, shown);
    }
}

/* The words stand in one line; one that would touch its neighbour ("Catastrophic") goes into a second line,
 * or is shortened when that is taken as well. */
static void draw_impacts(const mkr_risk_grid *g) {
    mkr_len bottom = bottom_of(g), line_end[2] = {-WORD_APART, -WORD_APART};
    mkr_label look = word_label(g);
    draw_axis_name(g, g->scale->impact_word, bottom + IMPACT_BASE);
    for (uint32_t i = 1; i <= g->scale->size; i++) {
        mkr_len x = mkr_risk_middle(g, (uint32_t[]){1, i}).x, to_edge = g->canvas->room - x;
        mkr_risk_text(g, look, MKR_CENTRE, x, bottom + IMPACT_BASE, mkr_risk_number(g, i));
        const char *word = g->scale->impact[i - 1] ? g->scale->impact[i - 1] : "";
        word = fitted(g, look, word, 2 * mkr_smaller(g->cell - MKR_PT(1), to_edge));
        mkr_len half = mkr_canvas_width(g->canvas, look, word) / 2;
        bool lower = x - half < line_end[0] + WORD_APART;
        if (lower && x - half < line_end[1] + WORD_APART) {
            word = fitted(g, look, word, 2 * (x - line_end[1] - WORD_APART));
            half = mkr_canvas_width(g->canvas, look, word) / 2;
        }
        line_end[lower] = x + half;
        if (*word)
            mkr_risk_text(g, look, MKR_CENTRE, x, bottom + IMPACT_WORD_BASE + (lower ? STAGGER : 0), word);
    }
}

void mkr_risk_words_draw(const mkr_risk_grid *g) {
    draw_likelihoods(g);
    draw_impacts(g);
}

/* ---- key */

/* "10 to 15" */
static const char *range_of(const mkr_risk_grid *g, const mkr_risk_band *band) {
    const char *to = mkr_chart_say(g->scratch, g->scale->range, "to", mkr_risk_number(g, band->to));
    return mkr_chart_say(g->scratch, to, "from", mkr_risk_number(g, band->from));
}

static void draw_band(const mkr_risk_grid *g, mkr_len x, mkr_len y, const mkr_risk_band *band) {
    const mkr_chart_style *style = g->canvas->style;
    mkr_pen pen = {.fill = band->colour, .stroke = style->ink2, .width = 600};
    mkr_draw_rect(g->canvas->to, g->canvas->elem, x, y - MKR_PT(6), MKR_PT(12), MKR_PT(12), pen);
    const char *range = band->from == band->to ? mkr_printf(g->scratch, ", %u", band->from)
                                               : mkr_printf(g->scratch, ", %s", range_of(g, band));
    mkr_label look = {style->regular, TEXT_SIZE, style->ink};
    mkr_len room = mkr_smaller(MKR_RISK_KEY_WIDTH + MKR_PT(9), g->canvas->room - x) - MKR_RISK_KEY_TEXT;
    const char *word = fitted(g, look, band->word, room - mkr_canvas_width(g->canvas, look, range));
    mkr_risk_text(g, look, MKR_LEFT, x + MKR_RISK_KEY_TEXT, y + MKR_RISK_TO_BASE,
                  mkr_printf(g->scratch, "%s%s", word, range));
}

mkr_len mkr_risk_bands_draw(const mkr_risk_grid *g, mkr_len x, mkr_len y, size_t columns) {
    size_t n = g->scale->n_bands, rows = (n + columns - 1) / columns;
    for (size_t i = 0; i < n; i++)
        draw_band(g, x + (mkr_len)(i / rows) * MKR_RISK_BAND_WIDTH,
                  y + (mkr_len)(i % rows) * MKR_RISK_KEY_STEP, &g->scale->bands[n - 1 - i]);
    return y + (mkr_len)rows * MKR_RISK_KEY_STEP;
}
