/* risk_plate.c - the plates of a risk map: the references of the risks that stand in a cell, in a line or
 * two, and how many more there are. The score of the cell stands above its plate, in the corner, or beside it
 * where cells are low. */
#include "chart/risk_map.h"

#include <string.h>

enum {
    REF_SIZE = 8500,
    REFS = 3, /* in a cell at most */
    PLATE_PAD = 2500, /* left and right of the text, */
    PLATE_ABOVE = MKR_PT(1), /* and above and below its lines */
    PLATE_RULE = 800,
    PLATE_FREE = MKR_PT(12), /* width of a cell that its plate leaves free for arrows, or a fifth of it */
    TWO_LINES = MKR_PT(36), /* height of a cell that has room for them below its score */
    REF_TO_BASE = 3000, /* from the middle of a line down to its baseline */
    PRODUCT_WIDTH = MKR_PT(8), /* half of the room of a score in the middle of a cell, */
    PRODUCT_HEIGHT = MKR_PT(6), /* and half its height */
    SCORE_SIZE = MKR_PT(9), /* in the corner */
    SCORE_INSET = MKR_PT(3),
    SCORE_HEIGHT = 6500, /* of figures */
    SCORE_LOW = MKR_PT(26), /* cells that are lower have the score beside the plate */
};

static mkr_label ref_label(const mkr_risk_drawn *d) {
    const mkr_chart_style *style = d->g.canvas->style;
    return (mkr_label){style->semibold, REF_SIZE, style->ink};
}

static void sort_by_cell(mkr_risk_drawn *d) {
    for (size_t i = d->map->n; i-- > 0;) {
        const mkr_risk_point *risk = &d->map->risks[i];
        if (!mkr_risk_on_scale(d->g.scale, risk->at))
            continue;
        size_t cell = mkr_risk_cell(d->g.scale, risk->at);
        d->next[i] = d->first[cell];
        d->first[cell] = i + 1;
        d->plates[cell].risks++;
    }
}

/* Width of the score of a cell in its corner. */
static mkr_len score_width(const mkr_risk_drawn *d, size_t cell) {
    const mkr_canvas *c = d->g.canvas;
    mkr_label look = {c->style->regular, SCORE_SIZE, c->style->ink};
    uint32_t size = d->g.scale->size, score = (uint32_t)((cell / size + 1) * (cell % size + 1));
    return mkr_text_width(c->style->fonts, &look, mkr_risk_number(&d->g, score), c->where);
}

/* What a score beside the plate leaves less for it. */
static mkr_len beside_plate(const mkr_risk_drawn *d, size_t cell) {
    return d->g.row < SCORE_LOW ? SCORE_INSET + score_width(d, cell) : 0;
}

static size_t lines_of(const mkr_risk_drawn *d) {
    return d->g.row < TWO_LINES ? 1 : MKR_PLATE_LINES;
}

/* Put a word at the end of the last line, or into the next one. */
static bool add_word(const mkr_risk_drawn *d, mkr_risk_plate *p, const char *word, mkr_len room) {
    const mkr_canvas *c = d->g.canvas;
    mkr_label look = ref_label(d);
    size_t most = lines_of(d);
    for (bool fresh = p->lines == 0;; fresh = true) {
        if (fresh && p->lines == most)
            return false;
        const char *line = fresh ? word : mkr_printf(d->g.scratch, "%s %s", p->line[p->lines - 1], word);
        mkr_len width = mkr_text_width(c->style->fonts, &look, line, c->where);
        if (width <= room) {
            p->lines += fresh;
            p->line[p->lines - 1] = line;
            p->width = width > p->width ? width : p->width;
            return true;
        }
        if (fresh)
            return false;
    }
}

/* "R1, R4 +3": so many references, and how many are left. */
static bool try_plate(const mkr_risk_drawn *d, mkr_risk_plate *p, size_t cell, size_t shown, mkr_len room) {
    size_t more = p->risks - shown, i = d->first[cell];
    *p = (mkr_risk_plate){.risks = p->risks, .whole = more == 0};
    for (size_t k = 0; k < shown; k++, i = d->next[i - 1]) {
        const char *ref = d->map->risks[i - 1].ref;
        if (strlen(ref) > (size_t)(room / (REF_SIZE / 5)) ||
            !add_word(d, p, k + 1 < shown ? mkr_printf(d->g.scratch, "%s,", ref) : ref, room))
            return false;
    }
    return more == 0 || add_word(d, p, mkr_printf(d->g.scratch, "+%zu", more), room);
}

/* The beginning of one reference, and how many more there are. */
static void cut_plate(const mkr_risk_drawn *d, mkr_risk_plate *p, const char *ref, mkr_len room) {
    const mkr_canvas *c = d->g.canvas;
    mkr_label look = ref_label(d);
    const char *more = p->risks > 1 ? mkr_printf(d->g.scratch, "+%zu", p->risks - 1) : "";
    bool beside = *more && lines_of(d) == 1;
    const char *tail = beside ? mkr_printf(d->g.scratch, " %s", more) : "";
    mkr_len left = room - mkr_text_width(c->style->fonts, &look, tail, c->where);
    *p = (mkr_risk_plate){.risks = p->risks, .lines = 1, .width = room};
    ref = mkr_text_fit(d->g.scratch, c->style->fonts, &look, ref, left, c->where);
    p->line[0] = mkr_printf(d->g.scratch, "%s%s", ref, tail);
    if (*more && !beside)
        p->line[p->lines++] = more;
}

static void fill_plate(const mkr_risk_drawn *d, size_t cell) {
    mkr_risk_plate *p = &d->plates[cell];
    mkr_len room = d->g.cell - mkr_smaller(PLATE_FREE, d->g.cell / 5) - 2 * PLATE_PAD - beside_plate(d, cell);
    for (size_t shown = p->risks < REFS ? p->risks : REFS; shown > 0; shown--)
        if (try_plate(d, p, cell, shown, room))
            return;
    cut_plate(d, p, d->map->risks[d->first[cell] - 1].ref, room);
}

void mkr_risk_plates_fill(mkr_risk_drawn *d) {
    size_t cells = (size_t)d->g.scale->size * d->g.scale->size;
    d->plates = mkr_alloc_array(d->g.scratch, cells, sizeof *d->plates);
    d->first = mkr_alloc_array(d->g.scratch, cells, sizeof *d->first);
    d->next = mkr_alloc_array(d->g.scratch, d->map->n, sizeof *d->next);
    sort_by_cell(d);
    for (size_t i = 0; i < cells; i++)
        if (d->plates[i].risks)
            fill_plate(d, i);
}

/* ---- where they stand */

mkr_risk_box mkr_risk_plate_box(const mkr_risk_drawn *d, const uint32_t at[2]) {
    size_t cell = mkr_risk_cell(d->g.scale, at);
    const mkr_risk_plate *p = &d->plates[cell];
    mkr_point c = mkr_risk_middle(&d->g, at);
    mkr_len width = p->width / 2 + PLATE_PAD,
            height = (mkr_len)p->lines * MKR_PLATE_LEADING / 2 + PLATE_ABOVE;
    if (d->g.row < SCORE_LOW)
        c.x += beside_plate(d, cell) / 2;
    else
        c.y += (SCORE_INSET + SCORE_HEIGHT) / 2;
    return (mkr_risk_box){c.x - width, c.y - height, c.x + width, c.y + height};
}

mkr_risk_box mkr_risk_score_box(const mkr_risk_drawn *d, const uint32_t at[2]) {
    size_t cell = mkr_risk_cell(d->g.scale, at);
    mkr_point c = mkr_risk_middle(&d->g, at);
    if (!d->plates[cell].lines)
        return (mkr_risk_box){c.x - PRODUCT_WIDTH, c.y - PRODUCT_HEIGHT, c.x + PRODUCT_WIDTH,
                              c.y + PRODUCT_HEIGHT};
    mkr_len x = c.x - d->g.cell / 2 + SCORE_INSET,
            y = d->g.row < SCORE_LOW ? c.y - SCORE_HEIGHT / 2 : c.y - d->g.row / 2 + SCORE_INSET;
    return (mkr_risk_box){x, y, x + score_width(d, cell), y + SCORE_HEIGHT};
}

void mkr_risk_plate_ground(const mkr_risk_drawn *d, mkr_risk_box b) {
    const mkr_canvas *to = d->g.canvas;
    mkr_pen pen = {.fill = to->style->paper, .stroke = to->style->ink, .width = PLATE_RULE};
    mkr_draw_rect(to->to, to->elem, b.x0, b.y0, b.x1 - b.x0, b.y1 - b.y0, pen);
}

void mkr_risk_plate_draw(const mkr_risk_drawn *d, const uint32_t at[2]) {
    const mkr_chart_style *style = d->g.canvas->style;
    const mkr_risk_plate *p = &d->plates[mkr_risk_cell(d->g.scale, at)];
    mkr_risk_box box = mkr_risk_plate_box(d, at), score = mkr_risk_score_box(d, at);
    mkr_risk_plate_ground(d, box);
    mkr_len y = (box.y0 + box.y1) / 2 - (mkr_len)(p->lines - 1) * MKR_PLATE_LEADING / 2 + REF_TO_BASE;
    for (size_t i = 0; i < p->lines; i++, y += MKR_PLATE_LEADING)
        mkr_risk_text(&d->g, ref_label(d), MKR_CENTRE, (box.x0 + box.x1) / 2, y, p->line[i]);
    mkr_risk_text(&d->g, (mkr_label){style->regular, SCORE_SIZE, style->ink}, MKR_LEFT, score.x0, score.y1,
                  mkr_risk_number(&d->g, at[0] * at[1]));
}
