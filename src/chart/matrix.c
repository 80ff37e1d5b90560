/* matrix.c - the risk matrix: likelihood up, impact to the right, the score in every cell, the current and
 * the projected risk as markers. The table of scores before it is its equivalent. */
#include "chart/plot.h"

#include "base/buffer.h"

enum {
    GRID_LEFT = MKR_PT(84),
    GRID_TOP = MKR_PT(16),
    GRID_MOST = MKR_PT(210), /* five cells of 42; more are narrower */
    CELL_WIDTH = MKR_PT(42),
    CELL_NARROWEST = MKR_PT(14),
    CELL_HEIGHT = MKR_PT(27),
    CELL_INSET = 600, /* half of the white between two cells */
    WORD_SIZE = MKR_PT(9),
    TEXT_SIZE = 9500,
    LEVEL_TO_BASE = 3300, /* from the middle of a cell or marker down to the baseline of its text */
    WORD_TO_BASE = 3190, /* and of a word beside the grid */
    WORD_GAP = MKR_PT(7), /* between the words of the likelihoods and the grid */
    IMPACT_BASE = MKR_PT(12),
    IMPACT_WORD_BASE = MKR_PT(23),
    STAGGER = MKR_PT(11),
    WORD_APART = MKR_PT(4), /* between two words of impacts in one line */
    FOOT = MKR_PT(26),
    KEY_GAP = MKR_PT(16),
    KEY_TEXT = MKR_PT(18), /* from the key's left edge to its words */
    KEY_STEP = MKR_PT(18),
    KEY_WIDTH = MKR_PT(98),
    KEY_BELOW_LEFT = MKR_PT(42), /* where the key stands below: its markers, and */
    KEY_BELOW_BANDS = MKR_PT(152), /* its bands */
    CURRENT_R = MKR_PT(9),
    PROJECTED_R = 8300,
    ROUND_CURRENT_R = 11200, /* of the projected ring when it shares the current risk's cell */
    RING = 1600,
};

typedef struct matrix {
    const mkr_chart_style *style;
    const mkr_risk_scale *scale;
    mkr_items *to;
    uint32_t elem;
    mkr_arena *scratch;
    mkr_len cell; /* width */
    bool key_below;
} matrix;

const mkr_risk_band *mkr_risk_band_of(const mkr_risk_scale *scale, uint32_t score) {
    for (size_t i = 0; i < scale->n_bands; i++) {
        if (score >= scale->bands[i].from && score <= scale->bands[i].to)
            return &scale->bands[i];
    }
    return NULL;
}

static bool on_scale(const mkr_risk_scale *scale, uint32_t likelihood, uint32_t impact) {
    return likelihood >= 1 && likelihood <= scale->size && impact >= 1 && impact <= scale->size;
}

/* A score that is not on the scale counts as not scored. */
static mkr_score known(const mkr_risk_scale *scale, const mkr_score *risk) {
    mkr_score r = *risk;
    r.has_current = r.has_current && on_scale(scale, r.current[0], r.current[1]);
    r.has_projected = r.has_projected && on_scale(scale, r.projected[0], r.projected[1]);
    return r;
}

/* Beside the matrix, or below one that has all the room? */
static bool has_key_below(const mkr_risk_scale *scale, mkr_len room) {
    mkr_len cell = scale->size > 0 ? GRID_MOST / (mkr_len)scale->size : CELL_WIDTH;
    return GRID_LEFT + (cell < CELL_WIDTH ? cell : CELL_WIDTH) * (mkr_len)scale->size + KEY_GAP + KEY_WIDTH >
           room;
}

static mkr_len cell_width(const mkr_risk_scale *scale, mkr_len room) {
    mkr_len most = GRID_MOST;
    if (has_key_below(scale, room) && room - GRID_LEFT < most)
        most = room - GRID_LEFT;
    most = scale->size > 0 ? most / (mkr_len)scale->size : CELL_WIDTH;
    return most < CELL_NARROWEST ? CELL_NARROWEST : most < CELL_WIDTH ? most : CELL_WIDTH;
}

static mkr_len grid_bottom(const mkr_risk_scale *scale) {
    return GRID_TOP + CELL_HEIGHT * (mkr_len)scale->size;
}

/* Room is kept for the words of the impacts in two lines. */
void mkr_matrix_extent(const mkr_risk_scale *scale, mkr_len room, mkr_len *width, mkr_len *height) {
    mkr_len grid = grid_bottom(scale) + FOOT + STAGGER, bands = KEY_STEP * (mkr_len)scale->n_bands;
    mkr_len key = GRID_TOP + MKR_PT(62) + bands;
    *width = GRID_LEFT + cell_width(scale, room) * (mkr_len)scale->size;
    if (has_key_below(scale, room)) {
        *height = grid + (bands > 2 * KEY_STEP ? bands : 2 * KEY_STEP);
    } else {
        *width += KEY_GAP + KEY_WIDTH;
        *height = grid > key ? grid : key;
    }
}

/* ---- cells */

static mkr_point middle(const matrix *m, uint32_t likelihood, uint32_t impact) {
    return (mkr_point){GRID_LEFT + m->cell * (mkr_len)(impact - 1) + m->cell / 2,
                       grid_bottom(m->scale) - CELL_HEIGHT * (mkr_len)likelihood + CELL_HEIGHT / 2};
}

static void text(const matrix *m, const mkr_font *font, mkr_len size, mkr_colour colour, int align, mkr_len x,
                 mkr_len y, const char *s) {
    mkr_label look = {font, size, colour};
    mkr_draw_text(m->to, m->style->fonts, m->elem, &look, align, x, y, s, (mkr_where){0});
}

static const char *number(const matrix *m, uint32_t n) {
    return mkr_printf(m->scratch, "%u", n);
}

static void draw_grounds(const matrix *m) {
    for (uint32_t likelihood = 1; likelihood <= m->scale->size; likelihood++) {
        for (uint32_t impact = 1; impact <= m->scale->size; impact++) {
            const mkr_risk_band *band = mkr_risk_band_of(m->scale, likelihood * impact);
            mkr_point c = middle(m, likelihood, impact);
            mkr_draw_rect(m->to, m->elem, c.x - m->cell / 2 + CELL_INSET, c.y - CELL_HEIGHT / 2 + CELL_INSET,
                          m->cell - 2 * CELL_INSET, CELL_HEIGHT - 2 * CELL_INSET,
                          mkr_pen_fill(band ? band->colour : m->style->paper));
        }
    }
}

/* Lines between cells of different bands, so that the bands can be told apart without colour. */
static void draw_steps(const matrix *m) {
    uint32_t size = m->scale->size;
    mkr_sketch steps = mkr_sketch_lines(m->to->arena, 2 * (size_t)size * size);
    for (uint32_t likelihood = 1; likelihood <= size; likelihood++) {
        for (uint32_t impact = 1; impact <= size; impact++) {
            const mkr_risk_band *band = mkr_risk_band_of(m->scale, likelihood * impact);
            mkr_point c = middle(m, likelihood, impact);
            mkr_len left = c.x - m->cell / 2, bottom = c.y - CELL_HEIGHT / 2 + CELL_HEIGHT;
            if (impact > 1 && mkr_risk_band_of(m->scale, likelihood * (impact - 1)) != band)
                mkr_sketch_line(&steps, left, bottom - CELL_HEIGHT, left, bottom);
            if (likelihood > 1 && mkr_risk_band_of(m->scale, (likelihood - 1) * impact) != band)
                mkr_sketch_line(&steps, left, bottom, left + m->cell, bottom);
        }
    }
    mkr_sketch_paint(&steps, m->to, m->elem, mkr_pen_line(m->style->ink2, 900));
}

/* The score in each cell, except where a marker shows it. */
static void draw_scores(const matrix *m, const mkr_score *risk) {
    for (uint32_t likelihood = 1; likelihood <= m->scale->size; likelihood++) {
        for (uint32_t impact = 1; impact <= m->scale->size; impact++) {
            if ((risk->has_current && risk->current[0] == likelihood && risk->current[1] == impact) ||
                (risk->has_projected && risk->projected[0] == likelihood && risk->projected[1] == impact))
                continue;
            mkr_point c = middle(m, likelihood, impact);
            text(m, m->style->regular, TEXT_SIZE, m->style->ink, MKR_CENTRE, c.x, c.y + LEVEL_TO_BASE,
                 number(m, likelihood * impact));
        }
    }
}

/* ---- words of the axes */

static const char *fitted(const matrix *m, const char *word, mkr_len width) {
    mkr_label look = {m->style->regular, WORD_SIZE, m->style->ink2};
    return mkr_text_fit(m->scratch, m->style->fonts, &look, word, width, (mkr_where){0});
}

static void draw_likelihoods(const matrix *m) {
    mkr_len right = GRID_LEFT - WORD_GAP;
    text(m, m->style->semibold, WORD_SIZE, m->style->ink, MKR_RIGHT, right, GRID_TOP - MKR_PT(7),
         m->scale->likelihood_word);
    for (uint32_t i = 1; i <= m->scale->size; i++) {
        const char *word = m->scale->likelihood[i - 1] ? m->scale->likelihood[i - 1] : "";
        const char *score = number(m, i);
        const char *shown =
            *word ? mkr_printf(m->scratch, "%s %s", fitted(m, word, right - MKR_PT(10)), score) : score;
        text(m, m->style->regular, WORD_SIZE, m->style->ink2, MKR_RIGHT, right,
             middle(m, i, 1).y + WORD_TO_BASE, shown);
    }
}

/* The words stand in one line; one that would touch its neighbour ("Catastrophic") goes into a second line,
 * or is shortened when that is taken as well. */
static void draw_impacts(const matrix *m) {
    mkr_len bottom = grid_bottom(m->scale), line_end[2] = {INT32_MIN, INT32_MIN};
    mkr_label look = {m->style->regular, WORD_SIZE, m->style->ink2};
    text(m, m->style->semibold, WORD_SIZE, m->style->ink, MKR_RIGHT, GRID_LEFT - WORD_GAP,
         bottom + IMPACT_BASE, m->scale->impact_word);
    for (uint32_t i = 1; i <= m->scale->size; i++) {
        mkr_len x = middle(m, 1, i).x;
        text(m, m->style->regular, WORD_SIZE, m->style->ink2, MKR_CENTRE, x, bottom + IMPACT_BASE,
             number(m, i));
        const char *word = m->scale->impact[i - 1] ? m->scale->impact[i - 1] : "";
        word = fitted(m, word, 2 * m->cell - MKR_PT(2));
        mkr_len half = mkr_text_width(m->style->fonts, &look, word, (mkr_where){0}) / 2;
        bool lower = x - half < line_end[0] + WORD_APART;
        if (lower && x - half < line_end[1] + WORD_APART) {
            word = fitted(m, word, 2 * (x - line_end[1] - WORD_APART));
            half = mkr_text_width(m->style->fonts, &look, word, (mkr_where){0}) / 2;
        }
        line_end[lower] = x + half;
        if (*word)
            text(m, m->style->regular, WORD_SIZE, m->style->ink2, MKR_CENTRE, x,
                 bottom + IMPACT_WORD_BASE + (lower ? STAGGER : 0), word);
    }
}

/* ---- markers */

/* Integer square root, rounded down: Newton's method from above. */
static int64_t root(int64_t n) {
    if (n < 2)
        return n;
    int64_t x = n, next = (n + 1) / 2;
    while (next < x) {
        x = next;
        next = (x + n / x) / 2;
    }
    return x;
}

/* An arrow from the edge of the current marker to that of the projected one. */
static void draw_arrow(const matrix *m, mkr_point from, mkr_point to) {
    int64_t dx = to.x - from.x, dy = to.y - from.y, length = root(dx * dx + dy * dy);
    if (length == 0)
        return;
    int64_t start = CURRENT_R + MKR_PT(1), tip = length - CURRENT_R, neck = tip - 3200;
    mkr_point *p = mkr_alloc_array(m->to->arena, 5, sizeof *p);
    const int64_t along[5] = {start, tip - 400, neck, tip, neck}, across[5] = {0, 0, -2600, 0, 2600};
    for (size_t i = 0; i < 5; i++)
        p[i] = (mkr_point){from.x + (mkr_len)((along[i] * dx - across[i] * dy) / length),
                           from.y + (mkr_len)((along[i] * dy + across[i] * dx) / length)};
    mkr_path_push(m->to, m->elem, "MLMLL", p, mkr_pen_line(m->style->ink, 1300));
}

static mkr_pen open_pen(const matrix *m) {
    return (mkr_pen){.fill = m->style->paper, .stroke = m->style->ink, .width = RING};
}

static void draw_marker(const matrix *m, mkr_point c, bool projected, uint32_t score) {
    mkr_draw_circle(m->to, m->elem, c.x, c.y, projected ? PROJECTED_R : CURRENT_R,
                    projected ? open_pen(m) : mkr_pen_fill(m->style->ink));
    text(m, m->style->bold, TEXT_SIZE, projected ? m->style->ink : m->style->paper, MKR_CENTRE, c.x,
         c.y + LEVEL_TO_BASE, number(m, score));
}

/* A risk that stays where it is has its projected ring round the current disc. */
static void draw_markers(const matrix *m, const mkr_score *r) {
    mkr_point current = middle(m, r->current[0], r->current[1]);
    mkr_point projected = middle(m, r->projected[0], r->projected[1]);
    bool stays = r->has_current && r->has_projected && current.x == projected.x && current.y == projected.y;
    if (stays)
        mkr_draw_circle(m->to, m->elem, current.x, current.y, ROUND_CURRENT_R, open_pen(m));
    if (r->has_current)
        draw_marker(m, current, false, r->current[0] * r->current[1]);
    if (r->has_projected && !stays)
        draw_marker(m, projected, true, r->projected[0] * r->projected[1]);
    if (r->has_current && r->has_projected && !stays)
        draw_arrow(m, current, projected);
}

/* ---- key */

static void draw_key_marker(const matrix *m, mkr_len x, mkr_len y, bool projected, uint32_t score) {
    mkr_len centre = x + MKR_PT(6);
    if (projected)
        mkr_draw_circle(m->to, m->elem, centre, y, 5300, open_pen(m));
    else
        mkr_draw_circle(m->to, m->elem, centre, y, MKR_PT(6), mkr_pen_fill(m->style->ink));
    const char *word = projected ? m->scale->projected_word : m->scale->current_word;
    text(m, m->style->semibold, TEXT_SIZE, m->style->ink, MKR_LEFT, x + KEY_TEXT, y + LEVEL_TO_BASE,
         mkr_printf(m->scratch, "%s, %u", word, score));
}

static void draw_key_band(const matrix *m, mkr_len x, mkr_len y, const mkr_risk_band *band) {
    mkr_pen pen = {.fill = band->colour, .stroke = m->style->ink2, .width = 600};
    mkr_draw_rect(m->to, m->elem, x, y - MKR_PT(6), MKR_PT(12), MKR_PT(12), pen);
    const char *range = band->from == band->to ? mkr_printf(m->scratch, ", %u", band->from)
                                               : mkr_printf(m->scratch, ", %u to %u", band->from, band->to);
    mkr_label look = {m->style->regular, TEXT_SIZE, m->style->ink};
    mkr_len room =
        KEY_WIDTH - KEY_TEXT + MKR_PT(9) - mkr_text_width(m->style->fonts, &look, range, (mkr_where){0});
    const char *word = mkr_text_fit(m->scratch, m->style->fonts, &look, band->word, room, (mkr_where){0});
    text(m, m->style->regular, TEXT_SIZE, m->style->ink, MKR_LEFT, x + KEY_TEXT, y + LEVEL_TO_BASE,
         mkr_printf(m->scratch, "%s%s", word, range));
}

/* The markers with their scores, then the bands, highest first. */
static void draw_key(const matrix *m, const mkr_score *r) {
    mkr_len x = GRID_LEFT + m->cell * (mkr_len)m->scale->size + KEY_GAP, y = GRID_TOP + MKR_PT(9), top;
    if (m->key_below) {
        x = KEY_BELOW_LEFT;
        y = grid_bottom(m->scale) + FOOT + STAGGER + KEY_STEP / 2;
    }
    top = y;
    if (r->has_current) {
        draw_key_marker(m, x, y, false, r->current[0] * r->current[1]);
        y += KEY_STEP;
    }
    if (r->has_projected) {
        draw_key_marker(m, x, y, true, r->projected[0] * r->projected[1]);
        y += KEY_STEP;
    }
    if (m->key_below) {
        x = KEY_BELOW_BANDS;
        y = top;
    } else {
        y += r->has_current || r->has_projected ? MKR_PT(17) : 0;
    }
    for (size_t i = m->scale->n_bands; i-- > 0; y += KEY_STEP)
        draw_key_band(m, x, y, &m->scale->bands[i]);
}

void mkr_matrix_draw(const mkr_chart_style *style, const mkr_risk_scale *scale, const mkr_score *risk,
                     mkr_len room, mkr_items *to, uint32_t elem) {
    matrix m = {style,
                scale,
                to,
                elem,
                mkr_arena_child(to->arena),
                cell_width(scale, room),
                has_key_below(scale, room)};
    mkr_score r = known(scale, risk);
    draw_grounds(&m);
    draw_steps(&m);
    draw_scores(&m, &r);
    draw_likelihoods(&m);
    draw_impacts(&m);
    draw_markers(&m, &r);
    draw_key(&m, &r);
    mkr_arena_free(m.scratch);
}

/* ---- words */

static void say_score(mkr_buffer *out, const mkr_risk_scale *scale, const char *name, bool has,
                      uint32_t likelihood, uint32_t impact) {
    if (!has) {
        mkr_buffer_printf(out, " %s: not scored.", name);
        return;
    }
    const mkr_risk_band *band = mkr_risk_band_of(scale, likelihood * impact);
    const char *likely = scale->likelihood[likelihood - 1], *grave = scale->impact[impact - 1];
    mkr_buffer_printf(out, " %s: %s %u%s%s%s, %s %u%s%s%s, score %u", name, scale->likelihood_word,
                      likelihood, likely ? " (" : "", likely ? likely : "", likely ? ")" : "",
                      scale->impact_word, impact, grave ? " (" : "", grave ? grave : "", grave ? ")" : "",
                      likelihood * impact);
    if (band)
        mkr_buffer_printf(out, ", %s", band->word);
    mkr_buffer_putc(out, '.');
}

/* "Risk matrix, 5 by 5. Current: Likelihood 3 (Possible), Impact 4 (Major), score 12, High. Projected: …" */
char *mkr_matrix_alt(mkr_arena *arena, const mkr_risk_scale *scale, const mkr_score *risk) {
    mkr_buffer out = mkr_buffer_new(arena);
    mkr_score r = known(scale, risk);
    mkr_buffer_printf(&out, "Risk matrix, %u by %u.", scale->size, scale->size);
    say_score(&out, scale, scale->current_word, r.has_current, r.current[0], r.current[1]);
    say_score(&out, scale, scale->projected_word, r.has_projected, r.projected[0], r.projected[1]);
    return mkr_strdup(arena, mkr_buffer_text(&out));
}
