/* risk_map.c - the risks of a register on one matrix: their references on plates in the cells, and arrows
 * from the cell they were in to the one they are in, or are to come to.
 *
 * A plate is painted over the arrows, so none hides a reference. A cell that cannot show all its references
 * says how many more there are, and is listed in full below: here, or in the report where that takes long. */
#include "chart/risk_map.h"

#include "base/buffer.h"

enum {
    ROW = MKR_PT(40),
    MANY = 6, /* on scales of more than these steps, */
    ROW_OF_MANY = MKR_PT(30),
    TURNED = MKR_PT(400), /* from here on a large-print drawing stands on a page turned on its side, */
    TURNED_ROWS = MKR_PT(172), /* which has so much height for the cells */
    KEY_SAMPLE = MKR_PT(13), /* width of plate and arrow in the key */
    KEY_WORDS = MKR_PT(92), /* width of the words beside them when the bands stand right of these */
    KEY_LEADING = MKR_PT(12),
    KEY_APART = MKR_PT(8), /* between markers and bands, one above the other */
    NOTE_SIZE = MKR_PT(9),
    NOTE_LEADING = MKR_PT(12),
    NOTE_ABOVE = MKR_PT(16), /* first baseline below the key */
};

/* ---- cells */

/* An arrow is interrupted where a score stands. */
static void draw_score_ground(const mkr_risk_drawn *d, const mkr_risk_way *ways, const uint32_t at[2]) {
    const mkr_canvas *to = d->g.canvas;
    const mkr_risk_band *band = mkr_risk_band_of(d->g.scale, at[0] * at[1]);
    mkr_risk_box b = mkr_risk_score_box(d, at);
    bool crossed = false;
    for (size_t i = 0; i < d->map->n_moves && !crossed; i++)
        crossed = mkr_risk_way_meets(&ways[i], b);
    if (crossed)
        mkr_draw_rect(to->to, to->elem, b.x0, b.y0, b.x1 - b.x0, b.y1 - b.y0,
                      mkr_pen_fill(band ? band->colour : to->style->paper));
}

static const mkr_risk_way *draw_cells(const mkr_risk_drawn *d) {
    const mkr_risk_way *ways = mkr_risk_moves_draw(d);
    for (uint32_t likelihood = 1; likelihood <= d->g.scale->size; likelihood++) {
        for (uint32_t impact = 1; impact <= d->g.scale->size; impact++) {
            const uint32_t at[2] = {likelihood, impact};
            draw_score_ground(d, ways, at);
            if (d->plates[mkr_risk_cell(d->g.scale, at)].lines)
                mkr_risk_plate_draw(d, at);
            else
                mkr_risk_product_draw(&d->g, at);
        }
    }
    return ways;
}

/* ---- key and note */

/* Words beside a marker of the key, in lines; gives the middle of the next line of the key. */
static mkr_len put_key_words(const mkr_risk_drawn *d, const char *text, mkr_len x, mkr_len y) {
    const mkr_canvas *c = d->g.canvas;
    mkr_label look = {c->style->regular, 9500, c->style->ink};
    mkr_len width = mkr_smaller(d->g.key_below ? KEY_WORDS : MKR_RISK_KEY_WIDTH, c->room - x), least, most;
    if (!mkr_words_extent(c, text, look, &least, &most))
        return y;
    if (least > width)
        text = mkr_text_fit(c->to->arena, c->style->fonts, &look, text, width, c->where);
    mkr_words words = mkr_words_break(c, text, look, KEY_LEADING, width);
    mkr_words_put(c, &words, MKR_LEFT, x, y + MKR_RISK_TO_BASE);
    return y + mkr_words_drop(&words) + MKR_RISK_KEY_STEP;
}

/* A plate and an arrow, then the bands; gives where it ends. */
static mkr_len draw_key(const mkr_risk_drawn *d) {
    mkr_point at = mkr_risk_key_place(&d->g);
    mkr_len x = at.x + MKR_RISK_KEY_TEXT, y = at.y, end;
    mkr_risk_plate_ground(
        d, (mkr_risk_box){at.x, y - MKR_PLATE_LEADING / 2, at.x + KEY_SAMPLE, y + MKR_PLATE_LEADING / 2});
    y = put_key_words(d, d->map->at_word, x, y);
    if (d->map->n_moves) {
        mkr_risk_move_draw(d, &(mkr_risk_way){.at = {{at.x, y}, {at.x + KEY_SAMPLE, y}}, .n = 2});
        y = put_key_words(d, d->map->move_word, x, y);
    }
    if (d->g.key_below)
        end = mkr_risk_bands_draw(&d->g, x + KEY_WORDS, at.y,
                                  x + KEY_WORDS + 2 * MKR_RISK_BAND_WIDTH <= d->g.canvas->room ? 2 : 1);
    else
        end = mkr_risk_bands_draw(&d->g, at.x, y + KEY_APART, 1);
    return (y > end ? y : end) - MKR_RISK_KEY_STEP / 2;
}

/* "Likelihood 3, Impact 4: R1, R4, R7." of each cell that does not show all and that the report does not
 * list. */
static void list_cells(const mkr_risk_drawn *d, mkr_buffer *out) {
    const mkr_risk_scale *scale = d->g.scale;
    for (size_t cell = (size_t)scale->size * scale->size; cell-- > 0;) {
        if (!d->plates[cell].lines || d->plates[cell].whole || d->map->risks[d->first[cell] - 1].listed)
            continue;
        mkr_buffer_printf(out, "%s%s %zu, %s %zu:", out->n ? " " : "", scale->likelihood_word,
                          cell / scale->size + 1, scale->impact_word, cell % scale->size + 1);
        for (size_t i = d->first[cell]; i; i = d->next[i - 1])
            mkr_buffer_printf(out, " %s%s", d->map->risks[i - 1].ref, d->next[i - 1] ? "," : ".");
    }
}

static const char *say_place(const mkr_risk_drawn *d, const uint32_t at[2]) {
    const mkr_risk_scale *scale = d->g.scale;
    return mkr_printf(d->g.scratch, "%s %u, %s %u", scale->likelihood_word, at[0], scale->impact_word, at[1]);
}

/* "R4: Likelihood 3, Impact 4 to Likelihood 2, Impact 4." of each arrow that had no room for its name. */
static void list_unnamed(const mkr_risk_drawn *d, const mkr_risk_way *ways, mkr_buffer *out) {
    for (size_t i = 0; i < d->map->n_moves; i++) {
        const mkr_risk_move *m = &d->map->moves[i];
        if (!m->refs || !*m->refs || ways[i].name)
            continue;
        const char *to = mkr_chart_say(d->g.scratch, d->g.scale->range, "to", say_place(d, m->to));
        mkr_buffer_printf(out, "%s%s: %s.", out->n ? " " : "", m->refs,
                          mkr_chart_say(d->g.scratch, to, "from", say_place(d, m->from)));
    }
}

static mkr_len draw_note(const mkr_risk_drawn *d, const mkr_risk_way *ways, mkr_len y) {
    const mkr_canvas *c = d->g.canvas;
    mkr_buffer note = mkr_buffer_new(c->to->arena);
    list_cells(d, &note);
    list_unnamed(d, ways, &note);
    const char *text = mkr_buffer_text(&note);
    if (!*text)
        return y;
    mkr_label look = {c->style->regular, NOTE_SIZE, c->style->ink2};
    mkr_words words = mkr_words_break(c, text, look, NOTE_LEADING, c->room);
    mkr_words_put(c, &words, MKR_LEFT, 0, y + NOTE_ABOVE);
    return y + NOTE_ABOVE + mkr_words_drop(&words) + MKR_RISK_TO_BASE;
}

/* A turned page of large print is low: the key stands beside the cells there, however many they are, and many
 * rows are closer together. */
static mkr_risk_cells cells_of(const mkr_canvas *c) {
    mkr_len n = c->style->scale.size > 0 ? (mkr_len)c->style->scale.size : 1;
    mkr_risk_cells cells = {
        .row = n > MANY ? ROW_OF_MANY : ROW, .widest = MKR_PT(64), .beside = MKR_PT(52), .most = MKR_PT(640)};
    if (c->style->large_print && c->room > TURNED) {
        cells.beside = MKR_PT(28);
        cells.row = mkr_smaller(cells.row, TURNED_ROWS / n);
    }
    return cells;
}

mkr_len mkr_risk_map_draw(const mkr_canvas *canvas, const mkr_risk_map *map) {
    mkr_risk_cells cells = cells_of(canvas);
    mkr_arena *scratch = mkr_arena_child(canvas->to->arena);
    mkr_risk_drawn d = {.g = mkr_risk_grid_fit(canvas, scratch, &cells), .map = map};
    mkr_risk_plates_fill(&d);
    mkr_risk_ground_draw(&d.g);
    const mkr_risk_way *ways = draw_cells(&d);
    mkr_risk_words_draw(&d.g);
    mkr_len key = draw_key(&d), foot = mkr_risk_foot(&d.g);
    mkr_len height = draw_note(&d, ways, key > foot ? key : foot);
    mkr_arena_free(scratch);
    return height;
}
