/* risk_moves.c - which moves of risks a map shows as arrows, and whose they are. */
#include "report/risk_map.h"

#include <string.h>

enum {
    MOST_MOVES = 8, /* arrows that can be told apart, */
    SOME_MORE = 2, /* and so many more rather than to leave them out */
    NAMED_BY_MOVE = 3, /* references at the tail of an arrow */
};

static uint32_t distance(const mkr_risk_move *move) {
    uint32_t from = move->from[0] * move->from[1], to = move->to[0] * move->to[1];
    return from > to ? from - to : to - from;
}

/* Bring the moves that change the score most to the front, those alike in the order of the register. */
static void sort_moves(mkr_risk_move *moves, size_t n, size_t wanted) {
    for (size_t done = 0; done < wanted && done < n; done++) {
        size_t most = done;
        for (size_t i = done + 1; i < n; i++)
            most = distance(&moves[i]) > distance(&moves[most]) ? i : most;
        mkr_risk_move move = moves[most];
        memmove(&moves[done + 1], &moves[done], (most - done) * sizeof *moves);
        moves[done] = move;
    }
}

/* Does a risk move between the two stages, and from where to where? */
static bool find_move(const mkr_risk_mapper *m, const mkr_risk *risk, mkr_risk_move *out) {
    const mkr_risk_score *a = &risk->scores[m->from], *z = &risk->scores[m->to];
    *out = (mkr_risk_move){{a->likelihood, a->impact}, {z->likelihood, z->impact}, ""};
    return mkr_risk_has_place(risk, m->from) && mkr_risk_has_place(risk, m->to) &&
           (a->likelihood != z->likelihood || a->impact != z->impact);
}

static bool is_same_move(const mkr_risk_move *a, const mkr_risk_move *b) {
    return a->from[0] == b->from[0] && a->from[1] == b->from[1] && a->to[0] == b->to[0] &&
           a->to[1] == b->to[1];
}

static size_t count_at(const mkr_risk_mapper *m, const mkr_risk_map *map, const uint32_t at[2]) {
    size_t n = 0;
    for (size_t i = 0; i < map->n; i++)
        n += mkr_risk_cell_of(m, map->risks[i].at) == mkr_risk_cell_of(m, at);
    return n;
}

/* "R1, R4" or "R1, R4, R7 +2"; "" where the plates tell: those that stand at the arrow's end are the ones
 * that move, and none stands where they came from. */
static const char *whose_move(const mkr_risk_mapper *m, const mkr_risk_map *map, const mkr_risk_move *move) {
    mkr_buffer out = mkr_buffer_new(m->b->arena);
    size_t n = 0;
    for (size_t i = 0; i < m->g->n; i++) {
        mkr_risk_move other;
        if (!find_move(m, &m->g->risks[i], &other) || !is_same_move(&other, move))
            continue;
        if (n++ < NAMED_BY_MOVE)
            mkr_buffer_printf(&out, "%s%s", n > 1 ? ", " : "", mkr_risk_ref(m, i));
    }
    bool tells = m->at == m->from ? count_at(m, map, move->from) == n
                                  : count_at(m, map, move->to) == n && count_at(m, map, move->from) == 0;
    if (n > NAMED_BY_MOVE)
        mkr_buffer_printf(&out, " +%zu", n - NAMED_BY_MOVE);
    return tells ? "" : mkr_buffer_text(&out);
}

size_t mkr_risk_moves(const mkr_risk_mapper *m, mkr_risk_map *map) {
    size_t cells = (size_t)m->b->style->risk_size * m->b->style->risk_size, n = 0;
    bool *seen = mkr_alloc_array(m->b->arena, cells * cells, sizeof *seen);
    MKR_VEC(mkr_risk_move) moves = {0};
    for (size_t i = 0; i < m->g->n; i++) {
        mkr_risk_move move;
        if (!find_move(m, &m->g->risks[i], &move))
            continue;
        size_t pair = mkr_risk_cell_of(m, move.from) * cells + mkr_risk_cell_of(m, move.to);
        if (!seen[pair])
            *MKR_PUSH(m->b->arena, &moves) = move;
        seen[pair] = true;
    }
    n = moves.n;
    sort_moves(moves.at, n, MOST_MOVES);
    map->n_moves = n <= MOST_MOVES + SOME_MORE ? n : MOST_MOVES;
    for (size_t i = 0; i < map->n_moves; i++)
        moves.at[i].refs = whose_move(m, map, &moves.at[i]);
    map->moves = moves.at;
    return n;
}

const char *mkr_risk_list_not_drawn(const mkr_risk_mapper *m, const mkr_risk_map *map) {
    mkr_buffer out = mkr_buffer_new(m->b->arena);
    for (size_t i = 0; i < m->g->n; i++) {
        mkr_risk_move move;
        bool drawn = !find_move(m, &m->g->risks[i], &move);
        for (size_t k = 0; k < map->n_moves && !drawn; k++)
            drawn = is_same_move(&map->moves[k], &move);
        if (drawn)
            continue;
        const char *range = mkr_style_say(m->b->arena, m->b->style, MKR_LABEL_RISK_RANGE, "from",
                                          mkr_printf(m->b->arena, "%u", move.from[0] * move.from[1]), "to",
                                          mkr_printf(m->b->arena, "%u", move.to[0] * move.to[1]), NULL);
        mkr_buffer_printf(&out, "%s%s (%s)", out.n ? ", " : "", mkr_risk_ref(m, i), range);
    }
    return mkr_buffer_text(&out);
}
