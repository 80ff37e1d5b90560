/* matrix.c - the matrix of one risk: the score in every cell, the current and the projected risk as markers
 * with an arrow between them. The table of scores before it is its equivalent. */
#include "chart/risk.h"

#include "base/buffer.h"

enum {
    TEXT_SIZE = 9500,
    KEY_BELOW_BANDS = MKR_PT(152), /* where the key stands below: its bands */
    CURRENT_R = MKR_PT(9),
    PROJECTED_R = 8300,
    ROUND_CURRENT_R = 11200, /* of the projected ring when it shares the current risk's cell */
    RING = 1600,
};

/* Five cells of 42; more are narrower. */
static const mkr_risk_cells cells = {
    .row = MKR_PT(27), .widest = MKR_PT(42), .beside = MKR_PT(42), .most = MKR_PT(210)};

/* A score that is not on the scale counts as not scored. */
static mkr_score known(const mkr_risk_scale *scale, const mkr_score *risk) {
    mkr_score r = *risk;
    r.has_current = r.has_current && mkr_risk_on_scale(scale, r.current);
    r.has_projected = r.has_projected && mkr_risk_on_scale(scale, r.projected);
    return r;
}

/* The score in each cell, except where a marker shows it. */
static void draw_scores(const mkr_risk_grid *g, const mkr_score *risk) {
    for (uint32_t likelihood = 1; likelihood <= g->scale->size; likelihood++) {
        for (uint32_t impact = 1; impact <= g->scale->size; impact++) {
            if ((risk->has_current && risk->current[0] == likelihood && risk->current[1] == impact) ||
                (risk->has_projected && risk->projected[0] == likelihood && risk->projected[1] == impact))
                continue;
            mkr_risk_product_draw(g, (uint32_t[]){likelihood, impact});
        }
    }
}

/* ---- markers */

static mkr_pen open_pen(const mkr_risk_grid *g) {
    return (mkr_pen){.fill = g->canvas->style->paper, .stroke = g->canvas->style->ink, .width = RING};
}

static void draw_marker(const mkr_risk_grid *g, mkr_point c, bool projected, uint32_t score) {
    mkr_draw_circle(g->canvas->to, g->canvas->elem, c.x, c.y, projected ? PROJECTED_R : CURRENT_R,
                    projected ? open_pen(g) : mkr_pen_fill(g->canvas->style->ink));
    const mkr_chart_style *style = g->canvas->style;
    mkr_label look = {style->bold, TEXT_SIZE, projected ? style->ink : style->paper};
    mkr_risk_text(g, look, MKR_CENTRE, c.x, c.y + MKR_RISK_TO_BASE, mkr_risk_number(g, score));
}

/* A risk that stays where it is has its projected ring round the current disc. */
static void draw_markers(const mkr_risk_grid *g, const mkr_score *r) {
    mkr_point current = mkr_risk_middle(g, r->current);
    mkr_point projected = mkr_risk_middle(g, r->projected);
    bool stays = r->has_current && r->has_projected && current.x == projected.x && current.y == projected.y;
    if (stays)
        mkr_draw_circle(g->canvas->to, g->canvas->elem, current.x, current.y, ROUND_CURRENT_R, open_pen(g));
    if (r->has_current)
        draw_marker(g, current, false, r->current[0] * r->current[1]);
    if (r->has_projected && !stays)
        draw_marker(g, projected, true, r->projected[0] * r->projected[1]);
    if (r->has_current && r->has_projected && !stays)
        mkr_risk_arrow(g, current, projected, CURRENT_R + MKR_PT(1), CURRENT_R);
}

/* ---- key */

static void draw_key_marker(const mkr_risk_grid *g, mkr_len x, mkr_len y, bool projected, uint32_t score) {
    const mkr_chart_style *style = g->canvas->style;
    mkr_len centre = x + MKR_PT(6);
    if (projected)
        mkr_draw_circle(g->canvas->to, g->canvas->elem, centre, y, 5300, open_pen(g));
    else
        mkr_draw_circle(g->canvas->to, g->canvas->elem, centre, y, MKR_PT(6), mkr_pen_fill(style->ink));
    const char *word = projected ? g->scale->projected_word : g->scale->current_word;
    mkr_risk_text(g, (mkr_label){style->semibold, TEXT_SIZE, style->ink}, MKR_LEFT, x + MKR_RISK_KEY_TEXT,
                  y + MKR_RISK_TO_BASE, mkr_printf(g->scratch, "%s, %u", word, score));
}

/* The markers with their scores, then the bands, highest first; gives where it ends. */
static mkr_len draw_key(const mkr_risk_grid *g, const mkr_score *r) {
    mkr_point at = mkr_risk_key_place(g);
    mkr_len y = at.y, end;
    if (r->has_current) {
        draw_key_marker(g, at.x, y, false, r->current[0] * r->current[1]);
        y += MKR_RISK_KEY_STEP;
    }
    if (r->has_projected) {
        draw_key_marker(g, at.x, y, true, r->projected[0] * r->projected[1]);
        y += MKR_RISK_KEY_STEP;
    }
    if (g->key_below)
        end = mkr_risk_bands_draw(g, KEY_BELOW_BANDS, at.y, 1);
    else
        end = mkr_risk_bands_draw(g, at.x, y + (r->has_current || r->has_projected ? MKR_PT(17) : 0), 1);
    return (y > end ? y : end) - MKR_RISK_KEY_STEP / 2;
}

mkr_len mkr_matrix_draw(const mkr_canvas *canvas, const mkr_score *risk) {
    mkr_risk_grid g = mkr_risk_grid_fit(canvas, mkr_arena_child(canvas->to->arena), &cells);
    mkr_score r = known(g.scale, risk);
    mkr_risk_ground_draw(&g);
    draw_scores(&g, &r);
    mkr_risk_words_draw(&g);
    draw_markers(&g, &r);
    mkr_len key = draw_key(&g, &r), foot = mkr_risk_foot(&g);
    mkr_arena_free(g.scratch);
    return key > foot ? key : foot;
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
char *mkr_matrix_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_score *risk) {
    const mkr_risk_scale *scale = &style->scale;
    mkr_buffer out = mkr_buffer_new(arena);
    mkr_score r = known(scale, risk);
    mkr_buffer_printf(&out, "Risk matrix, %u by %u.", scale->size, scale->size);
    say_score(&out, scale, scale->current_word, r.has_current, r.current[0], r.current[1]);
    say_score(&out, scale, scale->projected_word, r.has_projected, r.projected[0], r.projected[1]);
    return mkr_strdup(arena, mkr_buffer_text(&out));
}
