/* spc_table.c - the figures of a control chart as a table: each period with its figure, the mean and the
 * limits that hold there, and the signal it is part of. */
#include "data/unit.h"
#include "report/spc_chart.h"

enum { COLUMNS = 6 };

static const char *word(const mkr_spc_maker *m, mkr_label_id label) {
    return m->b->style->labels[label];
}

static const char *print(const mkr_spc_maker *m, mkr_datum at, uint8_t places) {
    return at.given  ? mkr_unit_print_number(m->b->arena, m->i->unit, at.v, places)
           : at.mark ? at.mark
                     : word(m, MKR_LABEL_NO_TARGET);
}

/* "Concern: outside the limits" */
static const char *print_signal(const mkr_spc_maker *m, size_t k) {
    static const mkr_label_id kinds[] = {[MKR_SIGNAL_IMPROVEMENT] = MKR_LABEL_SPC_IMPROVEMENT,
                                         [MKR_SIGNAL_CONCERN] = MKR_LABEL_SPC_CONCERN,
                                         [MKR_SIGNAL_NEUTRAL] = MKR_LABEL_SPC_NEUTRAL};
    static const mkr_label_id rules[MKR_SPC_SIGNALS][2] = {
        [MKR_SPC_OUTSIDE] = {MKR_LABEL_SPC_ABOVE, MKR_LABEL_SPC_BELOW},
        [MKR_SPC_TREND] = {MKR_LABEL_SPC_RISING, MKR_LABEL_SPC_FALLING},
        [MKR_SPC_NEAR_LIMIT] = {MKR_LABEL_SPC_NEAR_UPPER, MKR_LABEL_SPC_NEAR_LOWER},
        [MKR_SPC_ONE_SIDE] = {MKR_LABEL_SPC_ABOVE_MEAN, MKR_LABEL_SPC_BELOW_MEAN}};
    if (!m->figures[k].given)
        return m->figures[k].mark;
    if (!m->mean[k].given)
        return word(m, MKR_LABEL_SPC_NOT_ASSESSED);
    if (m->signals[k] == MKR_SIGNAL_NONE)
        return word(m, MKR_LABEL_SPC_NO_SIGNAL);
    return mkr_printf(m->b->arena, "%s: %s", word(m, kinds[m->signals[k]]),
                      word(m, rules[m->marks[k].signal][m->marks[k].direction < 0]));
}

void mkr_spc_table(const mkr_spc_maker *m, mkr_block *to, uint32_t elem) {
    static const mkr_label_id heads[COLUMNS] = {MKR_LABEL_SPC_PERIOD, MKR_LABEL_SPC_FIGURE,
                                                MKR_LABEL_SPC_MEAN,   MKR_LABEL_SPC_LOWER,
                                                MKR_LABEL_SPC_UPPER,  MKR_LABEL_SPC_SIGNAL};
    uint8_t fine = mkr_limit_places(m->i->places);
    const char **cells = mkr_alloc_array(m->b->arena, (m->n + 1) * COLUMNS, sizeof *cells), **c = cells;
    for (size_t h = 0; h < COLUMNS; h++)
        *c++ = word(m, heads[h]);
    for (size_t k = 0; k < m->n; k++) {
        *c++ = mkr_period_print(m->b->arena, m->periods[k]);
        *c++ = print(m, m->figures[k], m->i->places);
        *c++ = print(m, m->mean[k], fine);
        *c++ = print(m, m->lower[k], fine);
        *c++ = print(m, m->upper[k], fine);
        *c++ = print_signal(m, k);
    }
    const mkr_chart_figures figures = {
        .caption = mkr_style_say(m->b->arena, m->b->style, MKR_LABEL_SPC_TABLE_CAPTION, "measure",
                                 m->i->measure, NULL),
        .cells = cells,
        .n_rows = m->n + 1,
        .n_columns = COLUMNS,
        .words = 1u << (COLUMNS - 1),
    };
    mkr_build_chart_table(m->b, m->node, &figures, to, elem);
}
