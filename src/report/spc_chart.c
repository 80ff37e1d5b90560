/* spc_chart.c - <spc-chart>: a measure as a control chart (XmR) by the NHS method "Making Data Count".
 *
 * The periods are parted into sections, each a process of its own: they begin where the author says so
 * (rebase) and where the series does (the marker b, figures that are not comparable). Gaps are passed over.
 */
#include <stdint.h>
#include <string.h>

#include "data/unit.h"
#include "report/spc_chart.h"

enum { FIXED_GUIDES = 3 };

typedef mkr_spc_maker maker;

static const char *word(const maker *m, mkr_label_id label) {
    return m->b->style->labels[label];
}

/* ---- what is shown */

/* The figure of a stretch: the last that is reported in it. */
static const mkr_value *value_of(const mkr_indicator *i, const mkr_stretch *s) {
    for (size_t p = s->from + s->n; p-- > s->from;)
        if (i->values[p].has_actual)
            return &i->values[p];
    return &i->values[s->from + s->n - 1];
}

/* The periods from the first figure on, as many as @span says and 60 at most. False after a message. */
static bool choose_periods(maker *m) {
    const mkr_data *d = m->b->data;
    mkr_stretch *s;
    size_t wanted, end = mkr_stretches(m->b->arena, d, m->i, d->current, MKR_NO_PERIOD, &s), from = 0;
    if (end > 0 && !s[end - 1].over)
        end--;
    mkr_period_kind kind = end > 0 ? (mkr_period_kind)s[0].period.kind : MKR_YEAR;
    if (!mkr_build_span_of_time(m->b, m->node, kind, &wanted))
        return false;
    size_t most = wanted > 0 && wanted < MKR_PERIODS_MOST ? wanted : MKR_PERIODS_MOST;
    from = end > most ? end - most : 0;
    m->cut = from > 0 && most != wanted;
    while (from < end && !value_of(m->i, &s[from])->has_actual)
        from++;
    m->n = end - from;
    m->periods = mkr_alloc_array(m->b->arena, m->n + 1, sizeof *m->periods);
    m->values = mkr_alloc_array(m->b->arena, m->n + 1, sizeof *m->values);
    for (size_t k = 0; k < m->n; k++) {
        m->periods[k] = s[from + k].period;
        m->values[k] = value_of(m->i, &s[from + k]);
    }
    return true;
}

static void read_figures(maker *m) {
    for (size_t k = 0; k < m->n; k++) {
        const mkr_value *v = m->values[k];
        mkr_nil nil = mkr_value_nil(v) == MKR_NIL_NONE ? MKR_NOT_AVAILABLE : mkr_value_nil(v);
        if (v->has_actual) {
            m->figures[k] = (mkr_datum){mkr_value_shown(m->b->data, m->i, v), true, NULL};
        } else {
            m->figures[k].mark = mkr_value_print(m->b->arena, m->b->data, m->i, v, true);
            m->used.nil[nil] = true;
        }
        if (v->has_target)
            m->target[k] = (mkr_datum){mkr_target(v), true, NULL};
        m->begins[k] = k == 0 || v->marks & MKR_MARK('b') || mkr_value_nil(v) == MKR_INCOMPARABLE;
    }
}

/* "Q1 2024/25; Q3 2024/25": new sections begin there. */
static bool read_rebase(maker *m) {
    const mkr_attr *rebase = mkr_node_find_attr(m->node, "rebase");
    bool quarters = m->b->data->scheme->reading.calendar_quarters;
    const char *part, *why;
    size_t length;
    for (const char *s = rebase ? rebase->value : ""; mkr_build_list_next(&s, ';', &part, &length);) {
        const char *text = mkr_strndup(m->b->arena, part, length);
        mkr_period p;
        if (!mkr_period_parse_as(text, quarters, &p, &why))
            return mkr_say(m->b->diag, MKR_E_BAD_PERIOD, rebase->where, "\"%s\": %s", text, why);
        size_t at = mkr_period_find(m->periods, m->n, p);
        if (at == m->n && m->n > 0)
            return mkr_say(m->b->diag, MKR_E_SPC_REBASE, rebase->where, "\"%s\"; the chart shows %s to %s",
                           text, mkr_period_print(m->b->arena, m->periods[0]),
                           mkr_period_print(m->b->arena, m->periods[m->n - 1]));
        m->begins[at] = m->rebased[at] = true;
    }
    return true;
}

/* ---- mean, limits, signals */

/* Money may be owed; of other measures none is below zero when none of the figures is. */
static bool can_be_negative(const maker *m) {
    if (mkr_unit_read(m->i->unit).kind == MKR_UNIT_POUNDS)
        return true;
    for (size_t k = 0; k < m->b->data->n_periods; k++)
        if (m->i->values[k].has_actual && m->i->values[k].actual_units < 0)
            return true;
    return false;
}

static mkr_signal signal_of(const maker *m, mkr_spc_mark mark) {
    if (mark.signal == MKR_SPC_COMMON_CAUSE)
        return MKR_SIGNAL_NONE;
    if (m->i->polarity != MKR_HIGHER && m->i->polarity != MKR_LOWER)
        return MKR_SIGNAL_NEUTRAL;
    return (mark.direction > 0) == (m->i->polarity == MKR_HIGHER) ? MKR_SIGNAL_IMPROVEMENT
                                                                  : MKR_SIGNAL_CONCERN;
}

/* The figures from one period up to another, in m->room. */
static size_t gather(maker *m, size_t from, size_t to) {
    size_t n = 0;
    for (size_t k = from; k < to; k++)
        if (m->figures[k].given)
            m->room[n++] = mkr_actual(m->values[k]);
    return n;
}

static void judge_section(maker *m, size_t from, size_t to) {
    mkr_spc spc;
    mkr_spc_mark *marks = mkr_alloc_array(m->b->arena, to - from, sizeof *marks);
    size_t n = gather(m, from, to), next = 0;
    m->section = from;
    m->in_section = n;
    if (n == 0 && to < m->n) /* figures that are not comparable, one after another */
        return;
    if (n < m->fewest) {
        m->fewest = n;
        m->fewest_at = from;
    }
    if (!mkr_spc_chart(m->room, n, &spc, marks))
        return;
    m->beyond = m->beyond || spc.beyond;
    if (spc.lower.units < 0 && !can_be_negative(m)) {
        spc.lower.units = 0;
        m->cut_at_zero = true;
    }
    for (size_t k = from; k < to; k++) {
        m->mean[k] = (mkr_datum){spc.mean, true, NULL};
        m->lower[k] = (mkr_datum){spc.lower, true, NULL};
        m->upper[k] = (mkr_datum){spc.upper, true, NULL};
        if (m->figures[k].given)
            m->marks[k] = marks[next++];
        m->signals[k] = (uint8_t)signal_of(m, m->marks[k]);
    }
}

static void judge(maker *m) {
    m->fewest = SIZE_MAX;
    for (size_t from = 0, to; from < m->n; from = to) {
        for (to = from + 1; to < m->n && !m->begins[to];)
            to++;
        judge_section(m, from, to);
    }
}

/* ---- verdicts */

static void judge_variation(const maker *m, mkr_control_chart *c) {
    static const mkr_label_id words[][2] = {
        [MKR_SIGNAL_NONE] = {MKR_LABEL_SPC_COMMON_CAUSE, MKR_LABEL_SPC_COMMON_CAUSE},
        [MKR_SIGNAL_IMPROVEMENT] = {MKR_LABEL_SPC_IMPROVEMENT_HIGH, MKR_LABEL_SPC_IMPROVEMENT_LOW},
        [MKR_SIGNAL_CONCERN] = {MKR_LABEL_SPC_CONCERN_HIGH, MKR_LABEL_SPC_CONCERN_LOW},
        [MKR_SIGNAL_NEUTRAL] = {MKR_LABEL_SPC_NEUTRAL_HIGH, MKR_LABEL_SPC_NEUTRAL_LOW},
    };
    size_t last = mkr_datum_last(m->figures, m->n);
    c->low = m->marks[last].direction < 0;
    c->variation = (uint8_t)(MKR_VARIATION_COMMON_CAUSE + m->signals[last]);
    c->variation_word = word(m, words[m->signals[last]][c->low]);
}

/* The target against the limits of the last section. Where neither high nor low is better there is none. */
static void judge_capability(maker *m, mkr_control_chart *c) {
    size_t last = mkr_datum_last(m->figures, m->n);
    if (!m->target[last].given || (m->i->polarity != MKR_HIGHER && m->i->polarity != MKR_LOWER))
        return;
    int side = mkr_spc_side(m->room, gather(m, m->section, m->n), m->target[last].v);
    if (side == 0 && mkr_decimal_compare(m->lower[last].v, m->upper[last].v) == 0)
        side = -1; /* the figures do not vary and are all on target */
    else if (m->i->polarity == MKR_LOWER)
        side = -side;
    c->capability = side < 0   ? MKR_CAPABILITY_PASS
                    : side > 0 ? MKR_CAPABILITY_FAIL
                               : MKR_CAPABILITY_HIT_OR_MISS;
    c->capability_word = word(m, side < 0   ? MKR_LABEL_SPC_PASS
                                 : side > 0 ? MKR_LABEL_SPC_FAIL
                                            : MKR_LABEL_SPC_HIT_OR_MISS);
}

/* "Variation"; "Variation (provisional)" */
static const char *head(const maker *m, mkr_label_id label) {
    return m->in_section < MKR_SPC_LEAST
               ? mkr_printf(m->b->arena, "%s (%s)", word(m, label), word(m, MKR_LABEL_SPC_PROVISIONAL_WORD))
               : word(m, label);
}

/* ---- the drawing */

static void set_guides(maker *m, mkr_trend *t) {
    mkr_guide *guides = mkr_alloc_array(m->b->arena, FIXED_GUIDES + 1, sizeof *guides);
    t->guides = guides;
    if (mkr_datum_last(m->target, m->n) < m->n)
        guides[t->n_guides++] = (mkr_guide){word(m, MKR_LABEL_TARGET), MKR_GUIDE_TARGET, m->target};
    if (mkr_datum_last(m->mean, m->n) == m->n)
        return;
    guides[t->n_guides++] = (mkr_guide){word(m, MKR_LABEL_SPC_MEAN), MKR_GUIDE_MEAN, m->mean};
    guides[t->n_guides++] = (mkr_guide){word(m, MKR_LABEL_SPC_LOWER), MKR_GUIDE_LIMIT, m->lower};
    guides[t->n_guides++] = (mkr_guide){word(m, MKR_LABEL_SPC_UPPER), MKR_GUIDE_LIMIT, m->upper};
}

/* Where the series begins anew the line is not joined; where only the limits do, it is. */
static void set_breaks(maker *m, mkr_trend *t) {
    size_t *breaks = mkr_alloc_array(m->b->arena, m->n, sizeof *breaks);
    t->breaks = breaks;
    for (size_t k = 1; k < m->n; k++)
        if (m->begins[k] && !m->rebased[k])
            breaks[t->n_breaks++] = k;
}

static const mkr_trend *make_trend(maker *m) {
    const mkr_indicator *i = m->i;
    mkr_trend *t = mkr_alloc(m->b->arena, sizeof *t);
    mkr_curve *curve = mkr_alloc(m->b->arena, sizeof *curve);
    *curve = (mkr_curve){"", MKR_CURVE_OWN, m->figures};
    *t = (mkr_trend){.name = i->measure,
                     .axis = i->axis ? i->axis : "",
                     .unit = i->unit,
                     .places = i->places,
                     .polarity = (uint8_t)i->polarity,
                     .travel = MKR_NO_COMPARISON,
                     .periods = m->periods,
                     .n = m->n,
                     .curves = curve,
                     .n_curves = 1,
                     .limits_name = word(m, MKR_LABEL_SPC_MEAN_AND_LIMITS),
                     .restarts = i->cumulative && m->periods[0].kind != MKR_YEAR,
                     .on_year_before = i->cumulative, /* no change to be said */
                     .signals = m->signals};
    set_guides(m, t);
    set_breaks(m, t);
    t->remarks = mkr_build_remarks(m->b, m->node, m->periods, m->n, &t->n_remarks);
    return t;
}

static mkr_control_chart *make_chart(maker *m) {
    mkr_control_chart *c = mkr_alloc(m->b->arena, sizeof *c);
    *c = (mkr_control_chart){.trend = make_trend(m),
                             .signal_word = {[MKR_SIGNAL_IMPROVEMENT] = word(m, MKR_LABEL_SPC_IMPROVEMENT),
                                             [MKR_SIGNAL_CONCERN] = word(m, MKR_LABEL_SPC_CONCERN),
                                             [MKR_SIGNAL_NEUTRAL] = word(m, MKR_LABEL_SPC_NEUTRAL)},
                             .provisional = m->in_section < MKR_SPC_LEAST,
                             .variation_head = head(m, MKR_LABEL_SPC_VARIATION),
                             .capability_head = head(m, MKR_LABEL_SPC_ASSURANCE),
                             .variation_word = "",
                             .capability_word = ""};
    if (m->in_section < MKR_SPC_FEWEST)
        return c;
    judge_variation(m, c);
    judge_capability(m, c);
    return c;
}

/* ---- the note */

static void add_sentence(mkr_buffer *note, const char *text) {
    mkr_buffer_printf(note, "%s%s", note->n > 0 ? " " : "", text);
}

/* "April 2023 and July 2024" */
static const char *list_rebased(const maker *m) {
    mkr_buffer out = mkr_buffer_new(m->b->arena);
    size_t all = 0, n = 0;
    for (size_t k = 1; k < m->n; k++)
        all += m->begins[k];
    for (size_t k = 1; k < m->n; k++) {
        if (!m->begins[k])
            continue;
        if (n > 0)
            mkr_buffer_printf(&out, n + 1 == all ? " %s " : ", ", word(m, MKR_LABEL_AND));
        mkr_buffer_puts(&out, mkr_period_print(m->b->arena, m->periods[k]));
        n++;
    }
    return mkr_buffer_text(&out);
}

static const char *write_note(const maker *m) {
    mkr_arena *arena = m->b->arena;
    const mkr_style *s = m->b->style;
    mkr_buffer note = mkr_buffer_new(arena);
    const char *rebased = list_rebased(m);
    const char *least = mkr_build_figure(arena, MKR_SPC_LEAST);
    if (mkr_datum_last(m->mean, m->n) < m->n)
        add_sentence(&note, word(m, MKR_LABEL_SPC_BASIS));
    if (m->fewest < MKR_SPC_LEAST)
        add_sentence(&note, mkr_style_say(arena, s,
                                          m->fewest < MKR_SPC_FEWEST ? MKR_LABEL_SPC_TOO_FEW
                                                                     : MKR_LABEL_SPC_PROVISIONAL,
                                          "n", mkr_build_figure(arena, m->fewest), "least", least, "period",
                                          mkr_period_print(arena, m->periods[m->fewest_at]), NULL));
    if (m->cut)
        add_sentence(&note,
                     mkr_style_say(arena, s, MKR_LABEL_SPC_CUT, "n", mkr_build_figure(arena, m->n), NULL));
    if (*rebased)
        add_sentence(&note, mkr_style_say(arena, s, MKR_LABEL_SPC_REBASED, "periods", rebased, NULL));
    if (m->cut_at_zero)
        add_sentence(&note, word(m, MKR_LABEL_SPC_FLOOR));
    mkr_build_legend(m->b, &m->used, &note);
    const char *text = mkr_buffer_text(&note);
    return text + strspn(text, " ");
}

/* ---- all of it */

static void make_room(maker *m) {
    mkr_arena *arena = m->b->arena;
    size_t n = m->n + 1;
    m->begins = mkr_alloc_array(arena, n, sizeof *m->begins);
    m->rebased = mkr_alloc_array(arena, n, sizeof *m->rebased);
    m->figures = mkr_alloc_array(arena, n, sizeof *m->figures);
    m->target = mkr_alloc_array(arena, n, sizeof *m->target);
    m->mean = mkr_alloc_array(arena, n, sizeof *m->mean);
    m->lower = mkr_alloc_array(arena, n, sizeof *m->lower);
    m->upper = mkr_alloc_array(arena, n, sizeof *m->upper);
    m->marks = mkr_alloc_array(arena, n, sizeof *m->marks);
    m->signals = mkr_alloc_array(arena, n, sizeof *m->signals);
    m->room = mkr_alloc_array(arena, n, sizeof *m->room);
}

static void warn(const maker *m) {
    if (m->i->cumulative)
        mkr_say(m->b->diag, MKR_E_SPC_CUMULATIVE, m->node->where, "%s", m->i->ref);
    if (m->fewest < MKR_SPC_FEWEST)
        mkr_say(m->b->diag, MKR_E_SPC_NONE, m->node->where, "%s has %zu from %s on, and needs %d", m->i->ref,
                m->fewest, mkr_period_print(m->b->arena, m->periods[m->fewest_at]), MKR_SPC_FEWEST);
    else if (m->fewest < MKR_SPC_LEAST)
        mkr_say(m->b->diag, MKR_E_SPC_FEW, m->node->where, "%s has %zu from %s on", m->i->ref, m->fewest,
                mkr_period_print(m->b->arena, m->periods[m->fewest_at]));
}

/* No figure at all: a sentence in place of the chart. */
static void build_nothing(maker *m, mkr_block *to, uint32_t elem) {
    const char *text = mkr_printf(m->b->arena, "%s: %s.", m->i->measure, word(m, MKR_LABEL_NOT_AVAILABLE));
    mkr_block *p =
        mkr_build_text(m->b, MKR_ROLE_BODY, mkr_tree_add(m->b->tree, elem, MKR_P), text, m->node->where);
    mkr_block_add(to, p);
    mkr_build_anchor(m->b, mkr_node_find_attr(m->node, "id"), "", p->elem);
}

void mkr_build_spc_chart(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const mkr_attr *ref = mkr_node_find_attr(node, "ref");
    maker m = {.b = b, .node = node, .i = mkr_build_measure(b, ref->where, ref->value)};
    if (!m.i || !choose_periods(&m))
        return;
    if (m.n == 0) {
        build_nothing(&m, to, elem);
        return;
    }
    make_room(&m);
    read_figures(&m);
    if (!read_rebase(&m))
        return;
    judge(&m);
    if (m.beyond) {
        mkr_say(b->diag, MKR_E_DATA_RANGE, m.i->where, "\"%s\": the process limits of its control chart",
                mkr_cell_excerpt(m.i->ref).text);
        return;
    }
    warn(&m);
    const char *usual =
        mkr_style_say(b->arena, b->style, MKR_LABEL_SPC_CAPTION, "measure", m.i->measure, NULL);
    mkr_drawing drawing = {.kind = MKR_DRAW_CONTROL_CHART, .control = make_chart(&m)};
    mkr_build_check_alt_control(b, node, drawing.control->trend);
    mkr_build_chart(b, node, usual, drawing, to, elem);
    const char *note = write_note(&m);
    if (*note)
        mkr_build_table_note(b, note, to, elem, node->where);
    mkr_spc_table(&m, to, elem);
}
