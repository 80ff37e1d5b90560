/* risk_map.c - <risk-map>: where the risks of a register stand on the matrix, and how they have moved or are
 * to move; a table of the same below it. */
#include <string.h>

#include "report/risk_map.h"

enum {
    SHORT_LIST = 240, /* letters: references of all cells that the drawing itself has room to name below it */
    SHORT_REF = 5, /* letters of a reference that has room in its cell on a scale of six at most, */
    SHORT_REF_OF_MANY = 2 /* and on a longer one */
};

static const mkr_label_id stage_labels[MKR_RISK_STAGES] = {MKR_LABEL_RISK_INHERENT, MKR_LABEL_RISK_CURRENT,
                                                           MKR_LABEL_RISK_PREVIOUS, MKR_LABEL_RISK_TARGET};
static const mkr_label_id stage_times[MKR_RISK_STAGES] = {
    MKR_LABEL_RISK_AT_INHERENT, MKR_LABEL_RISK_NOW, MKR_LABEL_RISK_AT_LAST_REPORT, MKR_LABEL_RISK_AT_TARGET};

/* ---- which scores */

static mkr_risk_stage read_stage(const mkr_node *node, const char *name) {
    static const char *const names[MKR_RISK_STAGES] = {"inherent", "current", "previous", "target"};
    const char *value = mkr_node_attr(node, name);
    mkr_risk_stage s = MKR_RISK_INHERENT;
    while (value && s < MKR_RISK_STAGES && strcmp(value, names[s]) != 0)
        s++;
    return value ? s : MKR_RISK_CURRENT;
}

static bool has_places(const mkr_register *g, mkr_risk_stage s) {
    for (size_t i = 0; i < g->n; i++)
        if (mkr_risk_has_place(&g->risks[i], s))
            return true;
    return false;
}

/* Has any risk that is not closed a score? */
static bool has_scores(const mkr_register *g) {
    for (size_t i = 0; i < g->n; i++)
        for (int s = 0; s < MKR_RISK_STAGES; s++)
            if (g->risks[i].scores[s].score && g->risks[i].direction != MKR_RISK_IS_CLOSED)
                return true;
    return false;
}

/* Arrows need two stages, and both need likelihoods and impacts. */
static bool read_stages(mkr_risk_mapper *m) {
    m->from = read_stage(m->node, "from");
    m->to = read_stage(m->node, "to");
    m->at = m->from == MKR_RISK_CURRENT ? m->from : m->to;
    if (m->from == m->to && (mkr_node_attr(m->node, "from") || mkr_node_attr(m->node, "to")))
        return mkr_say(m->b->diag, MKR_E_RISK_MAP, m->node->where, "from and to are both \"%s\"",
                       mkr_risk_label(m, stage_labels[m->to]));
    const mkr_risk_stage stages[] = {m->from, m->to};
    for (size_t i = 0; i < 2; i++)
        if (!has_places(m->g, stages[i]))
            return mkr_say(m->b->diag, MKR_E_RISK_MAP, m->node->where,
                           "no risk has a likelihood and an impact for \"%s\"",
                           mkr_risk_label(m, stage_labels[stages[i]]));
    return true;
}

/* ---- the map */

static void add_points(const mkr_risk_mapper *m, mkr_risk_map *map) {
    mkr_risk_point *points = mkr_alloc_array(m->b->arena, m->g->n, sizeof *points);
    for (size_t i = 0; i < m->g->n; i++) {
        const mkr_risk_score *s = &m->g->risks[i].scores[m->at];
        if (mkr_risk_has_place(&m->g->risks[i], m->at))
            points[map->n++] = (mkr_risk_point){.ref = mkr_risk_ref(m, i), .at = {s->likelihood, s->impact}};
    }
    map->risks = points;
}

/* ---- movement in words */

/* Of a risk, more is worse: it has increased or been reduced, and never improved. */
static mkr_risk_direction direction_of(const mkr_risk_mapper *m, const mkr_risk *risk) {
    if (risk->direction == MKR_RISK_IS_CLOSED || (m->from == MKR_RISK_PREVIOUS && m->to == MKR_RISK_CURRENT))
        return risk->direction;
    uint16_t from = risk->scores[m->from].score, to = risk->scores[m->to].score;
    if (!from || !to)
        return MKR_RISK_NO_DIRECTION;
    return to > from ? MKR_RISK_INCREASED : to < from ? MKR_RISK_REDUCED : MKR_RISK_UNCHANGED;
}

static const char *direction_word(const mkr_risk_mapper *m, mkr_risk_direction direction) {
    static const mkr_label_id words[MKR_RISK_DIRECTIONS] = {[MKR_RISK_INCREASED] = MKR_LABEL_RISK_INCREASED,
                                                            [MKR_RISK_REDUCED] = MKR_LABEL_RISK_REDUCED,
                                                            [MKR_RISK_UNCHANGED] = MKR_LABEL_RISK_UNCHANGED,
                                                            [MKR_RISK_IS_NEW] = MKR_LABEL_RISK_NEW,
                                                            [MKR_RISK_IS_CLOSED] = MKR_LABEL_RISK_CLOSED};
    return direction ? mkr_risk_label(m, words[direction]) : m->b->style->travel_word[MKR_NO_COMPARISON];
}

static const char *move_word(const mkr_risk_mapper *m) {
    return mkr_style_say(m->b->arena, m->b->style, MKR_LABEL_RISK_MOVE, "from",
                         mkr_risk_label(m, stage_times[m->from]), "to", mkr_risk_label(m, stage_times[m->to]),
                         NULL);
}

/* Two maps of one register are told apart by their scores. */
static const char *usual_caption(const mkr_risk_mapper *m) {
    mkr_label_id id = m->from == m->to ? MKR_LABEL_RISK_MAP_CAPTION : MKR_LABEL_RISK_MAP_CAPTION_MOVES;
    return mkr_style_say(m->b->arena, m->b->style, id, "score", mkr_risk_label(m, stage_labels[m->to]),
                         "from", mkr_risk_label(m, stage_times[m->from]), "to",
                         mkr_risk_label(m, stage_times[m->to]), NULL);
}

static void list_moved(const mkr_risk_mapper *m, mkr_risk_direction direction, mkr_buffer *out) {
    const char *before = " (";
    for (size_t i = 0; i < m->g->n; i++)
        if (direction_of(m, &m->g->risks[i]) == direction) {
            mkr_buffer_printf(out, "%s%s", before, mkr_risk_ref(m, i));
            before = ", ";
        }
    mkr_buffer_putc(out, ')');
}

/* "From the last report to now: Increased 1 (R4), Reduced 2 (R1, R3), Unchanged 4." Closed risks are not on
 * the map, and not counted. */
static const char *summary(const mkr_risk_mapper *m, bool names) {
    size_t counts[MKR_RISK_DIRECTIONS] = {0};
    for (size_t i = 0; i < m->g->n; i++)
        counts[direction_of(m, &m->g->risks[i])]++;
    mkr_buffer out = mkr_buffer_new(m->b->arena);
    for (mkr_risk_direction d = MKR_RISK_INCREASED; d < MKR_RISK_IS_CLOSED; d++) {
        if (!counts[d])
            continue;
        mkr_buffer_printf(&out, "%s %s %zu", out.n ? "," : "", direction_word(m, d), counts[d]);
        if (names && (d == MKR_RISK_INCREASED || d == MKR_RISK_REDUCED))
            list_moved(m, d, &out);
    }
    return out.n ? mkr_printf(m->b->arena, "%s:%s.", move_word(m), mkr_buffer_text(&out)) : "";
}

static void check_alt(const mkr_risk_mapper *m) {
    mkr_risk_course *courses = mkr_alloc_array(m->b->arena, m->g->n, sizeof *courses);
    for (size_t i = 0; i < m->g->n; i++)
        courses[i] = (mkr_risk_course){mkr_risk_ref(m, i), (uint8_t)direction_of(m, &m->g->risks[i])};
    mkr_build_check_alt_risks(m->b, m->node, courses, m->g->n);
}

/* ---- the table */

/* "12 High (3 × 4)" */
static const char *score_text(const mkr_risk_mapper *m, const mkr_risk_score *s, mkr_risk_stage stage) {
    if (!s->score)
        return mkr_risk_label(m, stage == MKR_RISK_CURRENT ? MKR_LABEL_NOT_SCORED : MKR_LABEL_RISK_NO_SCORE);
    const mkr_band *band = mkr_style_band(m->b->style, s->score);
    const char *text = mkr_printf(m->b->arena, "%u %s", s->score, band ? band->word : "");
    return s->likelihood ? mkr_printf(m->b->arena, "%s (%u\u00a0×\u00a0%u)", text, s->likelihood, s->impact)
                         : text;
}

static void fill_row(const mkr_risk_mapper *m, const char **cells, size_t i) {
    const mkr_risk *risk = &m->g->risks[i];
    *cells++ = mkr_risk_ref(m, i);
    *cells++ = risk->title;
    if (m->from != m->to)
        *cells++ = score_text(m, &risk->scores[m->from], m->from);
    *cells++ = score_text(m, &risk->scores[m->to], m->to);
    if (m->from != m->to)
        *cells = direction_word(m, direction_of(m, risk));
}

/* ---- the attached file: likelihood and impact in columns of their own */

enum { SCORE_CELLS = 4 };

static void head_score(const mkr_risk_mapper *m, const char **cells, mkr_risk_stage stage) {
    static const mkr_label_id parts[SCORE_CELLS] = {MKR_LABEL_LIKELIHOOD, MKR_LABEL_IMPACT, MKR_LABEL_SCORE,
                                                    MKR_LABEL_RISK_LEVEL};
    for (size_t i = 0; i < SCORE_CELLS; i++)
        cells[i] = mkr_printf(m->b->arena, "%s: %s", mkr_risk_label(m, stage_labels[stage]),
                              mkr_risk_label(m, parts[i]));
}

static const char *number(const mkr_risk_mapper *m, uint32_t n) {
    return n ? mkr_printf(m->b->arena, "%u", n) : "";
}

static void fill_score(const mkr_risk_mapper *m, const char **cells, const mkr_risk_score *s) {
    const mkr_band *band = s->score ? mkr_style_band(m->b->style, s->score) : NULL;
    cells[0] = number(m, s->likelihood);
    cells[1] = number(m, s->impact);
    cells[2] = number(m, s->score);
    cells[3] = band ? band->word : "";
}

static const mkr_chart_figures *make_attached(const mkr_risk_mapper *m, const char *caption) {
    bool moves = m->from != m->to;
    uint16_t n = moves ? 3 + 2 * SCORE_CELLS : 2 + SCORE_CELLS;
    mkr_chart_figures *f = mkr_alloc(m->b->arena, sizeof *f);
    const char **cells = mkr_alloc_array(m->b->arena, (m->g->n + 1) * n, sizeof *cells);
    *f = (mkr_chart_figures){.caption = caption, .cells = cells, .n_rows = m->g->n + 1, .n_columns = n};
    cells[0] = mkr_risk_label(m, MKR_LABEL_REF);
    cells[1] = mkr_risk_label(m, MKR_LABEL_RISK);
    if (moves)
        head_score(m, cells + 2, m->from);
    head_score(m, cells + 2 + moves * SCORE_CELLS, m->to);
    if (moves)
        cells[n - 1] = mkr_risk_label(m, MKR_LABEL_DIRECTION);
    for (size_t i = 0; i < m->g->n; i++) {
        const mkr_risk *risk = &m->g->risks[i];
        const char **row = cells + (i + 1) * n;
        row[0] = mkr_risk_ref(m, i);
        row[1] = risk->title;
        if (moves)
            fill_score(m, row + 2, &risk->scores[m->from]);
        fill_score(m, row + 2 + moves * SCORE_CELLS, &risk->scores[m->to]);
        if (moves)
            row[n - 1] = direction_word(m, direction_of(m, risk));
    }
    return f;
}

static void build_table(const mkr_risk_mapper *m, mkr_block *to, uint32_t elem) {
    uint16_t n = m->from == m->to ? 3 : 5;
    const char **cells = mkr_alloc_array(m->b->arena, (m->g->n + 1) * n, sizeof *cells), **head = cells;
    *head++ = mkr_risk_label(m, MKR_LABEL_REF);
    *head++ = mkr_risk_label(m, MKR_LABEL_RISK);
    if (m->from != m->to)
        *head++ = mkr_risk_label(m, stage_labels[m->from]);
    *head++ = mkr_risk_label(m, stage_labels[m->to]);
    if (m->from != m->to)
        *head = mkr_risk_label(m, MKR_LABEL_DIRECTION);
    for (size_t i = 0; i < m->g->n; i++)
        fill_row(m, cells + (i + 1) * n, i);
    const char *caption = mkr_risk_label(m, MKR_LABEL_RISK_MAP_TABLE);
    const mkr_chart_figures figures = {.caption = caption,
                                       .attached = make_attached(m, caption),
                                       .cells = cells,
                                       .n_rows = m->g->n + 1,
                                       .n_columns = n,
                                       .text = true};
    mkr_build_chart_table(m->b, m->node, &figures, to, elem);
}

/* The register itself stands beside the map, and names its risks alike: unless the author asks, no table. */
static bool has_register_beside(const mkr_risk_mapper *m) {
    if (mkr_node_attr(m->node, "table") || !m->g->has_ref)
        return false;
    for (const mkr_node *n = mkr_node_child(m->node->parent, "risk-register"); n;
         n = mkr_node_after(n, "risk-register")) {
        const char *own = mkr_node_attr(m->node, "data"), *other = mkr_node_attr(n, "data");
        if (!strcmp(own ? own : "risks", other ? other : "risks"))
            return true;
    }
    return false;
}

/* ---- notes */

typedef struct cell { /* of the map */
    size_t n; /* risks in it */
    bool long_ref; /* one of their references may be too long for it */
} cell;

static cell *read_cells(const mkr_risk_mapper *m, const mkr_risk_map *map) {
    size_t size = m->b->style->risk_size;
    size_t longest = size > 6 ? SHORT_REF_OF_MANY : SHORT_REF;
    cell *cells = mkr_alloc_array(m->b->arena, size * size, sizeof *cells);
    for (size_t i = 0; i < map->n; i++) {
        cell *c = &cells[mkr_risk_cell_of(m, map->risks[i].at)];
        c->n++;
        c->long_ref = c->long_ref || strlen(map->risks[i].ref) > longest;
    }
    return cells;
}

/* "Likelihood 3, Impact 4: R1, R4." of each cell that has any risk, or, without `all`, that may not show all
 * of its references. */
static const char *list_cells(const mkr_risk_mapper *m, const mkr_risk_map *map, const cell *cells,
                              bool all) {
    mkr_buffer out = mkr_buffer_new(m->b->arena);
    size_t size = m->b->style->risk_size;
    for (size_t k = size * size; k-- > 0;) {
        size_t left = cells[k].n;
        if (left == 0 || !(all || left > 1 || cells[k].long_ref))
            continue;
        mkr_buffer_printf(&out, "%s%s %zu, %s %zu:", out.n ? " " : "",
                          mkr_risk_label(m, MKR_LABEL_LIKELIHOOD), k / size + 1,
                          mkr_risk_label(m, MKR_LABEL_IMPACT), k % size + 1);
        for (size_t i = 0; left > 0; i++)
            if (mkr_risk_cell_of(m, map->risks[i].at) == k)
                mkr_buffer_printf(&out, " %s%s", map->risks[i].ref, --left ? "," : ".");
    }
    return mkr_buffer_text(&out);
}

/* Cells with many references are listed in full. A short list is the drawing's own, which knows what it
 * could not show; a long one is a paragraph, since a drawing cannot go on overleaf. */
static const char *list_crowded(const mkr_risk_mapper *m, mkr_risk_map *map) {
    const cell *cells = read_cells(m, map);
    if (strlen(list_cells(m, map, cells, true)) <= SHORT_LIST)
        return "";
    mkr_risk_point *points = mkr_alloc_array(m->b->arena, map->n, sizeof *points);
    for (size_t i = 0; i < map->n; i++) {
        const cell *c = &cells[mkr_risk_cell_of(m, map->risks[i].at)];
        points[i] = map->risks[i];
        points[i].listed = c->n > 1 || c->long_ref;
    }
    map->risks = points;
    return list_cells(m, map, cells, false);
}

/* What of the register is not on the map: a score alone has no place, and some have none. Closed risks are
 * not wanted there. */
static const char *list_absent(const mkr_risk_mapper *m) {
    mkr_buffer out = mkr_buffer_new(m->b->arena);
    for (size_t i = 0; i < m->g->n; i++) {
        const mkr_risk *risk = &m->g->risks[i];
        const mkr_risk_score *s = &risk->scores[m->at];
        if (!s->likelihood && risk->direction != MKR_RISK_IS_CLOSED)
            mkr_buffer_printf(&out, "%s%s (%s)", out.n ? ", " : "", mkr_risk_ref(m, i),
                              score_text(m, s, m->at));
    }
    return mkr_buffer_text(&out);
}

static const char *say_absent(const mkr_risk_mapper *m, const char *absent) {
    return mkr_style_say(m->b->arena, m->b->style, MKR_LABEL_RISK_NOT_ON_MAP, "risks", absent, NULL);
}

static void build_notes(const mkr_risk_mapper *m, const mkr_risk_map *map, size_t moves, mkr_block *to,
                        uint32_t elem) {
    const mkr_style *style = m->b->style;
    mkr_buffer out = mkr_buffer_new(m->b->arena);
    if (moves > map->n_moves)
        mkr_buffer_puts(&out, mkr_style_say(m->b->arena, style, MKR_LABEL_RISK_MOST_MOVES, "n",
                                            mkr_build_figure(m->b->arena, map->n_moves), "all",
                                            mkr_build_figure(m->b->arena, moves), "moves",
                                            mkr_risk_list_not_drawn(m, map), NULL));
    const char *absent = list_absent(m);
    if (*absent)
        mkr_buffer_printf(&out, "%s%s", out.n ? " " : "", say_absent(m, absent));
    if (out.n)
        mkr_build_table_note(m->b, mkr_buffer_text(&out), to, elem, m->node->where);
}

/* Words in place of the map. All risks may be closed: then there is none to name. */
static void build_nothing(const mkr_risk_mapper *m, mkr_block *to, uint32_t elem) {
    const char *absent = list_absent(m);
    mkr_build_no_scores(m->b, m->node,
                        *absent ? say_absent(m, absent) : mkr_risk_label(m, MKR_LABEL_RISK_NO_SCORE), to,
                        elem);
}

void mkr_build_risk_map(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    mkr_risk_mapper m = {.b = b, .node = node, .g = mkr_build_register(b, node), .at = MKR_RISK_CURRENT};
    if (m.g && !has_scores(m.g)) {
        build_nothing(&m, to, elem);
        return;
    }
    if (!m.g || !read_stages(&m))
        return;
    mkr_risk_map *map = mkr_alloc(b->arena, sizeof *map);
    *map = (mkr_risk_map){
        .at_word = mkr_risk_label(&m, stage_labels[m.at]), .move_word = "", .summary = "", .counts = ""};
    add_points(&m, map);
    size_t moves = 0;
    if (m.from != m.to) {
        moves = mkr_risk_moves(&m, map);
        map->move_word = move_word(&m);
        map->summary = summary(&m, true);
        map->counts = summary(&m, false);
        check_alt(&m);
    }
    const char *crowded = list_crowded(&m, map);
    mkr_build_chart(b, node, usual_caption(&m), (mkr_drawing){.kind = MKR_DRAW_RISK_MAP, .map = map}, to,
                    elem);
    if (*crowded)
        mkr_build_table_note(b, crowded, to, elem, node->where);
    build_notes(&m, map, moves, to, elem);
    if (!has_register_beside(&m))
        build_table(&m, to, elem);
}
