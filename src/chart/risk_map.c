/* risk_map.c - the risks of a register on one matrix: their references on plates in the cells, and arrows
 * from the cell they were in to the one they are in, or are to come to.
 *
 * A plate is painted over the arrows, so none hides a reference. A cell that cannot show all its references
 * says how many more there are, and is listed in full below. */
#include "chart/plot.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

enum {
    ROW = MKR_PT(33),
    MANY = 6, /* on scales of more than these steps, */
    ROW_OF_MANY = MKR_PT(30),
    REF_SIZE = 8500,
    REF_LEADING = MKR_PT(10),
    REFS = 3, /* in a cell at most */
    LINES = 2, /* they stand in */
    PLATE_PAD = 2500, /* left and right of the text, */
    PLATE_ABOVE = MKR_PT(1), /* and above and below its lines */
    PLATE_RULE = 800,
    PLATE_FREE = MKR_PT(12), /* width of a cell that its plate leaves free for arrows, or a fifth of it */
    REF_TO_BASE = 3000, /* from the middle of a line down to its baseline */
    PRODUCT_WIDTH = MKR_PT(8), /* half of the room of a score in a cell, */
    PRODUCT_HEIGHT = MKR_PT(6), /* and half its height */
    ARROW_GAP = MKR_PT(1), /* between an arrow and what it leads to */
    TAIL_R = 1600, /* the dot an arrow begins with */
    LANE = MKR_PT(5), /* between arrows that would lie on each other */
    LANES = 5,
    KEY_SAMPLE = MKR_PT(13), /* width of plate and arrow in the key */
    KEY_WORDS = MKR_PT(92), /* width of the words beside them when the bands stand right of these */
    KEY_LEADING = MKR_PT(12),
    KEY_APART = MKR_PT(8), /* between markers and bands, one above the other */
    NOTE_SIZE = MKR_PT(9),
    NOTE_LEADING = MKR_PT(12),
    NOTE_ABOVE = MKR_PT(16), /* first baseline below the key */
    HIGHEST = MKR_PT(430), /* about, with the note: a page turned on its side has little more */
    NOTE_LEAST = 2, /* lines, however high the rest is */
    LETTER = 4500, /* width of one in the note, on average */
    LONGEST = 400, /* an alternative text that would be longer counts the risks instead of naming them */
};

typedef struct plate { /* what a cell shows; without lines: its score */
    const char *line[LINES];
    size_t lines, risks;
    mkr_len width; /* of the text */
    bool whole; /* every reference is there, to the letter */
} plate;

typedef struct drawn {
    mkr_risk_grid g;
    const mkr_risk_map *map;
    plate *plates; /* by cell: (likelihood - 1) * size + impact - 1 */
    size_t *first, *next; /* risks by cell, in the order of the register: index + 1 */
} drawn;

static size_t cell_of(const mkr_risk_scale *scale, const uint32_t at[2]) {
    return (size_t)(at[0] - 1) * scale->size + at[1] - 1;
}

static mkr_len smaller(mkr_len a, mkr_len b) {
    return a < b ? a : b;
}

static mkr_label ref_label(const drawn *d) {
    const mkr_chart_style *style = d->g.canvas->style;
    return (mkr_label){style->semibold, REF_SIZE, style->ink};
}

/* ---- what stands in the cells */

static void sort_by_cell(drawn *d) {
    for (size_t i = d->map->n; i-- > 0;) {
        const mkr_risk_point *risk = &d->map->risks[i];
        if (!mkr_risk_on_scale(d->g.scale, risk->at))
            continue;
        size_t cell = cell_of(d->g.scale, risk->at);
        d->next[i] = d->first[cell];
        d->first[cell] = i + 1;
        d->plates[cell].risks++;
    }
}

/* Put a word at the end of the last line, or into the next one. */
static bool add_word(const drawn *d, plate *p, const char *word, mkr_len room) {
    const mkr_canvas *c = d->g.canvas;
    mkr_label look = ref_label(d);
    for (bool fresh = p->lines == 0;; fresh = true) {
        if (fresh && p->lines == LINES)
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
static bool try_plate(const drawn *d, plate *p, size_t cell, size_t shown, mkr_len room) {
    size_t more = p->risks - shown, i = d->first[cell];
    *p = (plate){.risks = p->risks, .whole = more == 0};
    for (size_t k = 0; k < shown; k++, i = d->next[i - 1]) {
        const char *ref = d->map->risks[i - 1].ref;
        if (strlen(ref) > (size_t)(room / (REF_SIZE / 5)) ||
            !add_word(d, p, k + 1 < shown ? mkr_printf(d->g.scratch, "%s,", ref) : ref, room))
            return false;
    }
    return more == 0 || add_word(d, p, mkr_printf(d->g.scratch, "+%zu", more), room);
}

static void fill_plate(const drawn *d, size_t cell) {
    const mkr_canvas *c = d->g.canvas;
    plate *p = &d->plates[cell];
    mkr_label look = ref_label(d);
    mkr_len room = d->g.cell - smaller(PLATE_FREE, d->g.cell / 5) - 2 * PLATE_PAD;
    for (size_t shown = p->risks < REFS ? p->risks : REFS; shown > 0; shown--)
        if (try_plate(d, p, cell, shown, room))
            return;
    const char *ref = d->map->risks[d->first[cell] - 1].ref;
    *p = (plate){.risks = p->risks, .lines = 1, .width = room};
    p->line[0] = mkr_text_fit(d->g.scratch, c->style->fonts, &look, ref, room, c->where);
    if (p->risks > 1)
        p->line[p->lines++] = mkr_printf(d->g.scratch, "+%zu", p->risks - 1);
}

/* Half the width and height of what stands in the middle of a cell. */
static mkr_point extent_of(const drawn *d, const uint32_t at[2]) {
    const plate *p = &d->plates[cell_of(d->g.scale, at)];
    if (p->lines == 0)
        return (mkr_point){PRODUCT_WIDTH, PRODUCT_HEIGHT};
    return (mkr_point){p->width / 2 + PLATE_PAD, (mkr_len)p->lines * REF_LEADING / 2 + PLATE_ABOVE};
}

static void draw_plate_at(const drawn *d, mkr_point c, mkr_point half) {
    const mkr_canvas *to = d->g.canvas;
    mkr_pen pen = {.fill = to->style->paper, .stroke = to->style->ink, .width = PLATE_RULE};
    mkr_draw_rect(to->to, to->elem, c.x - half.x, c.y - half.y, 2 * half.x, 2 * half.y, pen);
}

static void draw_plate(const drawn *d, const uint32_t at[2]) {
    const plate *p = &d->plates[cell_of(d->g.scale, at)];
    mkr_point c = mkr_risk_middle(&d->g, at);
    draw_plate_at(d, c, extent_of(d, at));
    mkr_len y = c.y - (mkr_len)(p->lines - 1) * REF_LEADING / 2 + REF_TO_BASE;
    for (size_t i = 0; i < p->lines; i++, y += REF_LEADING)
        mkr_risk_text(&d->g, ref_label(d), MKR_CENTRE, c.x, y, p->line[i]);
}

/* ---- arrows */

typedef struct vector { /* in cells, or in 1/1000 pt */
    int64_t x, y;
} vector;

static vector between(const uint32_t from[2], const uint32_t to[2]) {
    return (vector){(int64_t)to[1] - from[1], (int64_t)to[0] - from[0]};
}

static int64_t cross(vector a, vector b) {
    return a.x * b.y - a.y * b.x;
}

static int64_t dot(vector a, vector b) {
    return a.x * b.x + a.y * b.y;
}

/* Do two moves lie on one line, and for a stretch on each other? */
static bool lie_together(const mkr_risk_move *a, const mkr_risk_move *b) {
    vector along = between(a->from, a->to), p = between(a->from, b->from), q = between(a->from, b->to);
    if (cross(along, p) || cross(along, q))
        return false;
    int64_t length = dot(along, along), s = dot(along, p), t = dot(along, q);
    return (s > t ? s : t) > 0 && (s < t ? s : t) < length;
}

/* The lowest lane that no move before it has there. */
static unsigned lane_of(const drawn *d, const unsigned *lanes, size_t move) {
    for (unsigned lane = 0; lane < LANES; lane++) {
        bool taken = false;
        for (size_t i = 0; i < move && !taken; i++)
            taken = lanes[i] == lane && lie_together(&d->map->moves[i], &d->map->moves[move]);
        if (!taken)
            return lane;
    }
    return 0;
}

/* Length of a vector, rounded down (Newton's method from above). */
static int64_t length_of(vector v) {
    int64_t n = dot(v, v), x = n, next = (n + 1) / 2;
    while (next < x) {
        x = next;
        next = (x + n / x) / 2;
    }
    return x;
}

/* How far it is from the middle of a cell, moved aside, in a direction to the edge of what stands there. */
static mkr_len to_edge(mkr_point half, vector aside, vector way, int64_t length) {
    int64_t x = INT32_MAX, y = INT32_MAX;
    if (way.x)
        x = (half.x - (way.x > 0 ? aside.x : -aside.x)) * length / llabs(way.x);
    if (way.y)
        y = (half.y - (way.y > 0 ? aside.y : -aside.y)) * length / llabs(way.y);
    int64_t least = x < y ? x : y;
    return (mkr_len)(least > 0 ? least : 0) + ARROW_GAP;
}

typedef struct arrow {
    mkr_point from, to; /* middles of the cells, moved aside */
    mkr_len after, before; /* what is left out at its ends */
} arrow;

/* Lanes lie 0, +1, -1, +2, -2 beside the line through the middles, on the same side both ways. */
static arrow arrow_of(const drawn *d, const mkr_risk_move *m, unsigned lane) {
    mkr_point a = mkr_risk_middle(&d->g, m->from), b = mkr_risk_middle(&d->g, m->to);
    vector way = {b.x - a.x, b.y - a.y};
    int64_t length = length_of(way), side = (int64_t)LANE * ((lane + 1) / 2);
    bool backwards = way.x < 0 || (way.x == 0 && way.y < 0);
    if (backwards != (lane % 2 == 0))
        side = -side;
    vector aside = {-way.y * side / length, way.x * side / length}, back = {-way.x, -way.y};
    return (arrow){.from = {a.x + (mkr_len)aside.x, a.y + (mkr_len)aside.y},
                   .to = {b.x + (mkr_len)aside.x, b.y + (mkr_len)aside.y},
                   .after = to_edge(extent_of(d, m->from), aside, way, length),
                   .before = to_edge(extent_of(d, m->to), aside, back, length)};
}

static void draw_tail(const mkr_canvas *c, const arrow *a) {
    vector way = {a->to.x - a->from.x, a->to.y - a->from.y};
    int64_t length = length_of(way), at = a->after + TAIL_R;
    mkr_sketch tail = mkr_sketch_lines(c->to->arena, 1);
    mkr_sketch_dot(&tail, a->from.x + (mkr_len)(way.x * at / length),
                   a->from.y + (mkr_len)(way.y * at / length));
    mkr_sketch_paint(&tail, c->to, c->elem, mkr_pen_dot(c->style->ink, TAIL_R));
}

static void draw_arrows(const drawn *d, arrow *arrows) {
    unsigned *lanes = mkr_alloc_array(d->g.scratch, d->map->n_moves, sizeof *lanes);
    for (size_t i = 0; i < d->map->n_moves; i++) {
        lanes[i] = lane_of(d, lanes, i);
        arrows[i] = arrow_of(d, &d->map->moves[i], lanes[i]);
        mkr_risk_arrow(&d->g, arrows[i].from, arrows[i].to, arrows[i].after, arrows[i].before);
        draw_tail(d->g.canvas, &arrows[i]);
    }
}

/* Does an arrow pass through the score in the middle of a cell? */
static bool passes(const arrow *a, mkr_point c) {
    vector way = {a->to.x - a->from.x, a->to.y - a->from.y}, there = {c.x - a->from.x, c.y - a->from.y};
    int64_t length = length_of(way), along = dot(way, there) / length;
    return along > a->after && along < length - a->before &&
           llabs(cross(way, there)) / length < PRODUCT_WIDTH;
}

/* An arrow is interrupted where a score stands. */
static void draw_score(const drawn *d, const arrow *arrows, const uint32_t at[2]) {
    const mkr_canvas *to = d->g.canvas;
    const mkr_risk_band *band = mkr_risk_band_of(d->g.scale, at[0] * at[1]);
    mkr_point c = mkr_risk_middle(&d->g, at);
    bool crossed = false;
    for (size_t i = 0; i < d->map->n_moves && !crossed; i++)
        crossed = passes(&arrows[i], c);
    if (crossed)
        mkr_draw_rect(to->to, to->elem, c.x - PRODUCT_WIDTH, c.y - PRODUCT_HEIGHT, 2 * PRODUCT_WIDTH,
                      2 * PRODUCT_HEIGHT, mkr_pen_fill(band ? band->colour : to->style->paper));
    mkr_risk_product_draw(&d->g, at);
}

static void draw_cells(const drawn *d) {
    arrow *arrows = mkr_alloc_array(d->g.scratch, d->map->n_moves, sizeof *arrows);
    draw_arrows(d, arrows);
    for (uint32_t likelihood = 1; likelihood <= d->g.scale->size; likelihood++) {
        for (uint32_t impact = 1; impact <= d->g.scale->size; impact++) {
            const uint32_t at[2] = {likelihood, impact};
            if (d->plates[cell_of(d->g.scale, at)].lines)
                draw_plate(d, at);
            else
                draw_score(d, arrows, at);
        }
    }
}

/* ---- key and note */

/* Words beside a marker of the key, in lines; gives the middle of the next line of the key. */
static mkr_len put_key_words(const drawn *d, const char *text, mkr_len x, mkr_len y) {
    const mkr_canvas *c = d->g.canvas;
    mkr_label look = {c->style->regular, 9500, c->style->ink};
    mkr_len width = smaller(d->g.key_below ? KEY_WORDS : MKR_RISK_KEY_WIDTH, c->room - x), least, most;
    if (!mkr_words_extent(c, text, look, &least, &most))
        return y;
    if (least > width)
        text = mkr_text_fit(c->to->arena, c->style->fonts, &look, text, width, c->where);
    mkr_words words = mkr_words_break(c, text, look, KEY_LEADING, width);
    mkr_words_put(c, &words, MKR_LEFT, x, y + MKR_RISK_TO_BASE);
    return y + mkr_words_drop(&words) + MKR_RISK_KEY_STEP;
}

/* A plate and an arrow, then the bands; gives where it ends. */
static mkr_len draw_key(const drawn *d) {
    mkr_point at = mkr_risk_key_place(&d->g);
    mkr_len x = at.x + MKR_RISK_KEY_TEXT, y = at.y, end;
    draw_plate_at(d, (mkr_point){at.x + KEY_SAMPLE / 2, y}, (mkr_point){KEY_SAMPLE / 2, REF_LEADING / 2});
    y = put_key_words(d, d->map->at_word, x, y);
    if (d->map->n_moves) {
        arrow sample = {.from = {at.x, y}, .to = {at.x + KEY_SAMPLE, y}};
        mkr_risk_arrow(&d->g, sample.from, sample.to, 0, 0);
        draw_tail(d->g.canvas, &sample);
        y = put_key_words(d, d->map->move_word, x, y);
    }
    if (d->g.key_below)
        end = mkr_risk_bands_draw(&d->g, x + KEY_WORDS, at.y,
                                  x + KEY_WORDS + 2 * MKR_RISK_BAND_WIDTH <= d->g.canvas->room ? 2 : 1);
    else
        end = mkr_risk_bands_draw(&d->g, at.x, y + KEY_APART, 1);
    return (y > end ? y : end) - MKR_RISK_KEY_STEP / 2;
}

/* "Likelihood 3, Impact 4: R1, R4, R7." of each cell that does not show all; cut off where it would fill the
 * page: the table of the risks has all. */
static const char *list_cells(const drawn *d, size_t lines) {
    mkr_buffer out = mkr_buffer_new(d->g.canvas->to->arena);
    const mkr_risk_scale *scale = d->g.scale;
    size_t most = (size_t)(d->g.canvas->room / LETTER) * lines;
    for (size_t cell = (size_t)scale->size * scale->size; cell-- > 0;) {
        if (!d->plates[cell].lines || d->plates[cell].whole)
            continue;
        mkr_buffer_printf(&out, "%s%s %zu, %s %zu:", out.n ? " " : "", scale->likelihood_word,
                          cell / scale->size + 1, scale->impact_word, cell % scale->size + 1);
        for (size_t i = d->first[cell]; i; i = d->next[i - 1]) {
            const char *ref = d->map->risks[i - 1].ref;
            if (out.n + strlen(ref) > most) {
                mkr_buffer_puts(&out, " …");
                return mkr_buffer_text(&out);
            }
            mkr_buffer_printf(&out, " %s%s", ref, d->next[i - 1] ? "," : ".");
        }
    }
    return mkr_buffer_text(&out);
}

static mkr_len draw_note(const drawn *d, mkr_len y) {
    const mkr_canvas *c = d->g.canvas;
    mkr_len lines = (HIGHEST - y - NOTE_ABOVE) / NOTE_LEADING;
    const char *text = list_cells(d, lines > NOTE_LEAST ? (size_t)lines : NOTE_LEAST);
    if (!*text)
        return y;
    mkr_label look = {c->style->regular, NOTE_SIZE, c->style->ink2};
    mkr_words words = mkr_words_break(c, text, look, NOTE_LEADING, c->room);
    mkr_words_put(c, &words, MKR_LEFT, 0, y + NOTE_ABOVE);
    return y + NOTE_ABOVE + mkr_words_drop(&words) + MKR_RISK_TO_BASE;
}

mkr_len mkr_risk_map_draw(const mkr_canvas *canvas, const mkr_risk_map *map) {
    const mkr_risk_scale *scale = &canvas->style->scale;
    const mkr_risk_cells cells = {.row = scale->size > MANY ? ROW_OF_MANY : ROW,
                                  .widest = MKR_PT(64),
                                  .beside = MKR_PT(52),
                                  .most = MKR_PT(640)};
    mkr_arena *scratch = mkr_arena_child(canvas->to->arena);
    size_t n = (size_t)scale->size * scale->size;
    drawn d = {.g = mkr_risk_grid_fit(canvas, scratch, &cells),
               .map = map,
               .plates = mkr_alloc_array(scratch, n, sizeof(plate)),
               .first = mkr_alloc_array(scratch, n, sizeof(size_t)),
               .next = mkr_alloc_array(scratch, map->n, sizeof(size_t))};
    sort_by_cell(&d);
    for (size_t i = 0; i < n; i++)
        if (d.plates[i].risks)
            fill_plate(&d, i);
    mkr_risk_ground_draw(&d.g);
    draw_cells(&d);
    mkr_risk_words_draw(&d.g);
    mkr_len key = draw_key(&d), foot = mkr_risk_foot(&d.g);
    mkr_len height = draw_note(&d, key > foot ? key : foot);
    mkr_arena_free(scratch);
    return height;
}

/* ---- words */

/* "High: R2, R3.", or, without names, "High: 2." */
static void say_band(mkr_buffer *out, const mkr_risk_map *map, const mkr_risk_band *band, bool names) {
    size_t n = 0;
    for (size_t i = 0; i < map->n; i++) {
        uint32_t score = map->risks[i].at[0] * map->risks[i].at[1];
        if (score < band->from || score > band->to)
            continue;
        if (n++ == 0)
            mkr_buffer_printf(out, " %s:", band->word);
        if (names)
            mkr_buffer_printf(out, "%s %s", n > 1 ? "," : "", map->risks[i].ref);
    }
    if (n && !names)
        mkr_buffer_printf(out, " %zu", n);
    if (n)
        mkr_buffer_putc(out, '.');
}

static mkr_buffer describe(mkr_arena *arena, const mkr_chart_style *style, const mkr_risk_map *map,
                           bool names) {
    mkr_buffer out = mkr_buffer_new(arena);
    const mkr_risk_scale *scale = &style->scale;
    mkr_buffer_printf(&out, "Risk map, %u by %u. %s of %zu risk%s.", scale->size, scale->size, map->at_word,
                      map->n, map->n == 1 ? "" : "s");
    for (size_t i = scale->n_bands; i-- > 0;)
        say_band(&out, map, &scale->bands[i], names);
    if (*map->summary)
        mkr_buffer_printf(&out, " %s", map->summary);
    return out;
}

/* "Risk map, 5 by 5. Current score of 3 risks. Very high: R1. Medium: R2, R3. 1 increased, 2 reduced." */
char *mkr_risk_map_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_risk_map *map) {
    mkr_buffer out = describe(arena, style, map, true);
    if (out.n > LONGEST)
        out = describe(arena, style, map, false);
    return mkr_strdup(arena, mkr_buffer_text(&out));
}
