/* comparison_chart.c - measures of the current period beside what they are compared with: one measure and all
 * its comparators, a bar each; or several measures of one unit, each with one comparator's figure or its
 * target as a mark.
 *
 * Better and worse are meant by polarity, and are said in words. */
#include <string.h>

#include "data/unit.h"
#include "report/chart_build.h"

enum { MOST_NAMED = 3 }; /* comparators that the summary names before it counts them */

typedef struct chart {
    mkr_builder *b;
    const mkr_node *node;
    const mkr_indicator **measures;
    size_t n;
    const char *with; /* the only comparator; or NULL: all */
    mkr_where where; /* of its name */
    const char *own, *caption;
    mkr_bar *rows;
    size_t n_rows;
    mkr_bars bars;
} chart;

/* The figure of the current period, or of the last in which one was due. */
static const mkr_value *now(const chart *c, const mkr_indicator *i) {
    const char *when;
    return mkr_build_due(c->b, i, &when);
}

static const char *printed(const chart *c, const mkr_indicator *i, mkr_decimal v) {
    return mkr_indicator_print_unit(c->b->arena, i, v);
}

static const char *label(const chart *c, mkr_label_id id) {
    return c->b->style->labels[id];
}

static const char *period(const chart *c) {
    return mkr_period_print(c->b->arena, c->b->data->periods[c->b->data->current]);
}

static const mkr_bar_part *plain(const chart *c, mkr_decimal v, uint8_t tone) {
    mkr_bar_part *part = mkr_alloc(c->b->arena, sizeof *part);
    *part = (mkr_bar_part){.from = {0, v.places}, .to = v, .tone = tone};
    return part;
}

/* ---- what is wanted */

static bool is_percent(const mkr_indicator *i) {
    return mkr_unit_is_percent(i->unit);
}

static const char *unit_said(const chart *c, const mkr_indicator *i) {
    return *i->unit ? mkr_printf(c->b->arena, "in \"%s\"", mkr_cell_excerpt(i->unit).text) : "without a unit";
}

static bool check_units(const chart *c) {
    const mkr_indicator *first = c->measures[0];
    for (size_t k = 1; k < c->n; k++) {
        const mkr_indicator *i = c->measures[k];
        if (strcmp(i->unit, first->unit) != 0 && !(is_percent(i) && is_percent(first)))
            return mkr_say(c->b->diag, MKR_E_BARS_UNITS, mkr_node_find_attr(c->node, "ref")->where,
                           "%s %s, %s %s", first->ref, unit_said(c, first), i->ref, unit_said(c, i));
    }
    return true;
}

static const mkr_comparison *find(const mkr_indicator *i, const char *with) {
    for (size_t k = 0; k < i->n_comparisons; k++)
        if (!strcmp(i->comparisons[k].with->label, with))
            return &i->comparisons[k];
    return NULL;
}

/* Does the data have a column for the comparator? The nearest name is suggested. */
static bool check_with(const chart *c) {
    const mkr_data *data = c->b->data;
    const char **names = mkr_alloc_array(c->b->arena, data->n_comparators + 1, sizeof *names);
    for (size_t i = 0; i < data->n_comparators; i++) {
        names[i] = data->comparators[i].label;
        if (!c->with || !strcmp(names[i], c->with))
            return true;
    }
    if (!c->with)
        return true;
    const char *near = mkr_nearest(c->with, names);
    if (near)
        return mkr_say(c->b->diag, MKR_E_COMPARISON_NOTHING, c->where, "\"%s\"; did you mean \"%s\"?",
                       c->with, near);
    return mkr_say(c->b->diag, MKR_E_COMPARISON_NOTHING, c->where, "\"%s\"", c->with);
}

static bool has_something(const chart *c) {
    for (size_t k = 0; k < c->n; k++) {
        const mkr_indicator *i = c->measures[k];
        if (c->with ? find(i, c->with) != NULL : (c->n == 1 && i->n_comparisons > 0) || now(c, i)->has_target)
            return true;
    }
    return mkr_say(c->b->diag, MKR_E_COMPARISON_NOTHING, c->node->where, "%s", c->measures[0]->ref);
}

/* ---- better and worse */

static const char *than(const mkr_indicator *i, int order) {
    if (order == 0)
        return "equal to";
    if (i->polarity != MKR_HIGHER && i->polarity != MKR_LOWER)
        return order > 0 ? "above" : "below";
    return (order > 0) == (i->polarity == MKR_HIGHER) ? "better than" : "worse than";
}

/* "; better than England; worse than Devon and 4 more", in the order of the sides' first appearance. */
static void say_sides(const chart *c, const mkr_indicator *i, mkr_buffer *out) {
    static const int sides[] = {1, 0, -1};
    mkr_decimal own = mkr_actual(now(c, i));
    for (size_t s = 0; s < 3; s++) {
        size_t n = 0, all = 0;
        for (size_t k = 0; k < i->n_comparisons; k++) {
            int order = mkr_decimal_compare(own, i->comparisons[k].value);
            all += ((order > 0) - (order < 0)) == sides[s] &&
                   (!c->with || &i->comparisons[k] == find(i, c->with));
        }
        for (size_t k = 0; k < i->n_comparisons && n < MOST_NAMED; k++) {
            const mkr_comparison *with = &i->comparisons[k];
            int order = mkr_decimal_compare(own, with->value);
            if (((order > 0) - (order < 0)) != sides[s] || (c->with && with != find(i, c->with)))
                continue;
            n++;
            if (n == 1)
                mkr_buffer_printf(out, "; %s ", than(i, sides[s]));
            mkr_buffer_printf(out, "%s%s",
                              n == 1     ? ""
                              : n == all ? " and "
                                         : ", ",
                              mkr_comparator_print(c->b->arena, with->with, false));
        }
        if (all > n)
            mkr_buffer_printf(out, " and %zu more", all - n);
    }
}

/* ---- one measure: a bar for each */

static mkr_decimal own_figure(const chart *c, const mkr_indicator *i) {
    return mkr_value_shown(c->b->data, i, now(c, i));
}

/* "47.8%"; of another period than the current one "66% (2024/25)". */
static const char *own_value(const chart *c, const mkr_indicator *i) {
    const char *when;
    const mkr_value *v = mkr_build_due(c->b, i, &when);
    const char *text = mkr_value_print(c->b->arena, c->b->data, i, v, true);
    return *when ? mkr_printf(c->b->arena, "%s (%s)", text, when) : text;
}

/* "in the second quartile"; NULL where the data do not say. */
static const char *quartile_text(const chart *c, const mkr_indicator *i) {
    bool given = i->quartile >= 1 && i->quartile <= 4;
    return given ? label(c, (mkr_label_id)(MKR_LABEL_KEY_QUARTILE_1 + i->quartile - 1)) : NULL;
}

static mkr_bar own_row(const chart *c, const mkr_indicator *i, const char *name) {
    const mkr_value *v = now(c, i);
    return (mkr_bar){.label = name,
                     .parts = v->has_actual ? plain(c, own_figure(c, i), MKR_BAR_OWN) : NULL,
                     .n_parts = v->has_actual,
                     .value = own_value(c, i),
                     .has_target = v->has_target,
                     .target = mkr_target(v)};
}

static bool is_judged(const mkr_indicator *i) {
    return i->polarity == MKR_HIGHER || i->polarity == MKR_LOWER;
}

/* "its target of 50% is missed" */
static const char *target_text(const chart *c, const mkr_indicator *i) {
    mkr_decimal target = mkr_target(now(c, i));
    int order = mkr_decimal_compare(mkr_actual(now(c, i)), target);
    const char *figure = printed(c, i, target);
    if (!is_judged(i))
        return mkr_printf(c->b->arena, "%s its target of %s", than(i, order), figure);
    bool met = order == 0 || (order > 0) == (i->polarity == MKR_HIGHER);
    return mkr_printf(c->b->arena, "its target of %s is %s", figure, met ? "met" : "missed");
}

static void build_one(chart *c) {
    const mkr_indicator *i = c->measures[0];
    mkr_buffer text = mkr_buffer_new(c->b->arena);
    c->rows = mkr_alloc_array(c->b->arena, (size_t)i->n_comparisons + 1, sizeof *c->rows);
    c->rows[c->n_rows] = own_row(c, i, c->own);
    c->rows[c->n_rows++].bold = true;
    for (size_t k = 0; k < i->n_comparisons; k++) {
        const mkr_comparison *with = &i->comparisons[k];
        if (!c->with || !strcmp(with->with->label, c->with))
            c->rows[c->n_rows++] = (mkr_bar){.label = mkr_comparator_print(c->b->arena, with->with, false),
                                             .parts = plain(c, with->value, MKR_BAR_OTHER),
                                             .n_parts = 1,
                                             .value = printed(c, i, with->value)};
    }
    const char *when;
    mkr_build_due(c->b, i, &when);
    c->caption = mkr_style_say(c->b->arena, c->b->style, MKR_LABEL_COMPARISON_CAPTION, "measure", i->measure,
                               "period", *when ? when : period(c), NULL);
    c->bars.name = c->caption;
    if (now(c, i)->has_actual) {
        mkr_buffer_printf(&text, "%s: %s", c->own, c->rows[0].value);
        if (quartile_text(c, i))
            mkr_buffer_printf(&text, ", %s", quartile_text(c, i));
        say_sides(c, i, &text);
        if (now(c, i)->has_target)
            mkr_buffer_printf(&text, "; %s", target_text(c, i));
        mkr_buffer_putc(&text, '.');
    }
    c->bars.summary = mkr_strdup(c->b->arena, mkr_buffer_text(&text));
}

/* ---- several measures: a bar for each, and a mark */

/* What measure k is held against; false where there is none. */
static bool held_against(const chart *c, const mkr_indicator *i, mkr_decimal *out) {
    const mkr_comparison *with = c->with ? find(i, c->with) : NULL;
    *out = with ? with->value : mkr_target(now(c, i));
    return c->with ? with != NULL : now(c, i)->has_target;
}

/* Why a measure has no side; -1: it has one. */
typedef enum lack { NO_FIGURE, NO_DIRECTION, NO_OTHER, LACKS } lack;

static int lack_of(const chart *c, const mkr_indicator *i) {
    mkr_decimal v;
    if (!now(c, i)->has_actual)
        return NO_FIGURE;
    if (!held_against(c, i, &v))
        return NO_OTHER;
    return is_judged(i) ? -1 : NO_DIRECTION;
}

/* "; 3 cannot be judged: 1 without a figure, 2 without a figure of England" */
static void say_lacks(const chart *c, const size_t lacks[LACKS], mkr_buffer *out) {
    const char *other =
        c->with ? mkr_printf(c->b->arena, "without a figure of %s", c->with) : "without a target";
    const char *const words[LACKS] = {"without a figure", "for which neither higher nor lower is better",
                                      other};
    size_t n = lacks[NO_FIGURE] + lacks[NO_DIRECTION] + lacks[NO_OTHER];
    const char *between = ":";
    if (n == 0)
        return;
    mkr_buffer_printf(out, "%s %zu cannot be judged", n < c->n ? ";" : "", n);
    for (size_t k = 0; k < LACKS; k++)
        if (lacks[k]) {
            mkr_buffer_printf(out, "%s %zu %s", between, lacks[k], words[k]);
            between = ",";
        }
}

/* How many are on each side: "Of 3 measures, 2 are better than England and 1 worse", "Of 3 measures, 2 meet
 * their targets and 1 does not". */
static const char *sum_up(const chart *c) {
    size_t better = 0, worse = 0, equal = 0, lacks[LACKS] = {0};
    mkr_buffer out = mkr_buffer_new(c->b->arena);
    for (size_t k = 0; k < c->n; k++) {
        const mkr_indicator *i = c->measures[k];
        mkr_decimal v;
        int why = lack_of(c, i);
        if (why >= 0) {
            lacks[why]++;
            continue;
        }
        (void)held_against(c, i, &v);
        int order = mkr_decimal_compare(mkr_actual(now(c, i)), v);
        size_t *side = order == 0 ? &equal : (order > 0) == (i->polarity == MKR_HIGHER) ? &better : &worse;
        ++*side;
    }
    size_t met = better + equal;
    mkr_buffer_printf(&out, "Of %zu measures,", c->n);
    if (met + worse == 0) {
        say_lacks(c, lacks, &out);
    } else if (c->with) {
        mkr_buffer_printf(&out, " %zu %s better than %s and %zu worse", better, better == 1 ? "is" : "are",
                          c->with, worse);
        if (equal)
            mkr_buffer_printf(&out, ", %zu equal to it", equal);
        say_lacks(c, lacks, &out);
    } else {
        mkr_buffer_printf(&out, " %zu %s and %zu %s not", met,
                          met == 1 ? "meets its target" : "meet their targets", worse,
                          worse == 1 ? "does" : "do");
        say_lacks(c, lacks, &out);
    }
    mkr_buffer_putc(&out, '.');
    return mkr_strdup(c->b->arena, mkr_buffer_text(&out));
}

static void build_many(chart *c) {
    mkr_arena *arena = c->b->arena;
    c->rows = mkr_alloc_array(arena, c->n, sizeof *c->rows);
    c->n_rows = c->n;
    for (size_t k = 0; k < c->n; k++) {
        const mkr_indicator *i = c->measures[k];
        const mkr_comparison *with = c->with ? find(i, c->with) : NULL;
        mkr_bar *row = &c->rows[k];
        *row = own_row(c, i, i->measure);
        row->has_target = row->has_target && !c->with;
        mkr_decimal mark;
        if (held_against(c, i, &mark))
            row->said = mkr_printf(arena, "%s (%s %s)", row->value,
                                   c->with ? c->with : label(c, MKR_LABEL_TARGET), printed(c, i, mark));
        if (!with)
            continue;
        if (c->bars.points) {
            row->brief = row->value;
            row->value = row->said;
        }
        mkr_bar_dot *dot = mkr_alloc(arena, sizeof *dot);
        *dot = (mkr_bar_dot){.v = with->value};
        row->dots = dot;
        row->n_dots = 1;
    }
    if (c->with) {
        const char **names = mkr_alloc(arena, sizeof *names);
        names[0] = c->with;
        c->bars.dots = names;
        c->bars.n_dots = 1;
        c->bars.tone_word[MKR_BAR_OWN] = c->own;
    }
    c->caption =
        mkr_style_say(arena, c->b->style, c->with ? MKR_LABEL_COMPARISON_WITH : MKR_LABEL_COMPARISON_TARGETS,
                      "with", c->with ? c->with : "", "period", period(c), NULL);
    c->bars.name = c->caption;
}

/* ---- the table */

static void add_table_of_one(const chart *c, mkr_block *to, uint32_t elem) {
    const mkr_indicator *i = c->measures[0];
    const char **cells = mkr_alloc_array(c->b->arena, (c->n_rows + 4) * 2, sizeof *cells);
    size_t n = 0;
    cells[n++] = label(c, MKR_LABEL_COMPARISON_WHO);
    cells[n++] = label(c, MKR_LABEL_COMPARISON_FIGURE);
    for (size_t k = 0; k < c->n_rows; k++) {
        cells[n++] = c->rows[k].label;
        cells[n++] = k == 0 ? own_value(c, i) : c->rows[k].value;
    }
    if (now(c, i)->has_target) {
        cells[n++] = label(c, MKR_LABEL_TARGET);
        cells[n++] = printed(c, i, mkr_target(now(c, i)));
    }
    if (quartile_text(c, i)) {
        cells[n++] = label(c, MKR_LABEL_COMPARISON_QUARTILE);
        cells[n++] = quartile_text(c, i);
    }
    mkr_build_bars_table(c->b, c->node, c->caption,
                         (mkr_chart_figures){.cells = cells, .n_rows = n / 2, .n_columns = 2}, to, elem);
}

/* "Quartile: in the second quartile", where no table says it. */
static void add_quartile_note(const chart *c, mkr_block *to, uint32_t elem) {
    const char *table = mkr_node_attr(c->node, "table"), *quartile = quartile_text(c, c->measures[0]);
    if (c->n == 1 && quartile && table && strcmp(table, "below") != 0)
        mkr_build_table_note(
            c->b, mkr_printf(c->b->arena, "%s: %s", label(c, MKR_LABEL_COMPARISON_QUARTILE), quartile), to,
            elem, c->node->where);
}

/* Measure, own figure and what it is held against; quartiles where some measure has one. */
static void add_table_of_many(const chart *c, mkr_block *to, uint32_t elem) {
    bool quartiles = false;
    for (size_t k = 0; k < c->n; k++)
        quartiles = quartiles || quartile_text(c, c->measures[k]);
    size_t n_columns = 3 + quartiles, n = 0;
    const char **cells = mkr_alloc_array(c->b->arena, (c->n + 1) * n_columns, sizeof *cells);
    cells[n++] = label(c, MKR_LABEL_MEASURE_HEAD);
    cells[n++] = c->own;
    cells[n++] = c->with ? c->with : label(c, MKR_LABEL_TARGET);
    if (quartiles)
        cells[n++] = label(c, MKR_LABEL_COMPARISON_QUARTILE);
    for (size_t k = 0; k < c->n; k++) {
        const mkr_indicator *i = c->measures[k];
        const char *quartile = quartile_text(c, i);
        mkr_decimal v;
        cells[n++] = i->measure;
        cells[n++] = own_value(c, i);
        cells[n++] = held_against(c, i, &v) ? printed(c, i, v) : "[x]";
        if (quartiles)
            cells[n++] = quartile ? quartile : "[x]";
    }
    mkr_build_bars_table(
        c->b, c->node, c->caption,
        (mkr_chart_figures){.cells = cells, .n_rows = c->n + 1, .n_columns = (uint16_t)n_columns}, to, elem);
}

void mkr_build_comparison_chart(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const mkr_attr *with = mkr_node_find_attr(node, "with");
    const char *draw = mkr_node_attr(node, "draw");
    chart c = {
        .b = b, .node = node, .with = with ? with->value : NULL, .where = with ? with->where : node->where};
    c.measures = mkr_build_measures(b, node, "ref", &c.n);
    if (!c.measures || !check_with(&c) || !check_units(&c) || !has_something(&c))
        return;
    c.own = b->doc->council ? b->doc->council : label(&c, MKR_LABEL_COMPARISON_OWN);
    c.bars = (mkr_bars){.axis = c.n == 1 && *c.measures[0]->axis ? c.measures[0]->axis : c.measures[0]->unit,
                        .unit = c.measures[0]->unit,
                        .places = c.measures[0]->places,
                        .points = draw && !strcmp(draw, "dots")};
    if (c.n == 1)
        build_one(&c);
    else
        build_many(&c);
    c.bars.rows = c.rows;
    c.bars.n = c.n_rows;
    for (size_t k = 0; k < c.n_rows; k++)
        if (c.rows[k].has_target)
            c.bars.target_word = label(&c, MKR_LABEL_TARGET);
    if (c.n > 1)
        c.bars.summary = sum_up(&c);
    mkr_build_check_alt_bars(b, node, &c.bars, NULL, 0);
    if (c.n == 1)
        mkr_build_check_alt_sides(b, node, &c.bars, c.measures[0]->polarity);
    if (!mkr_build_bars(b, node, c.caption, &c.bars, to, elem))
        return;
    add_quartile_note(&c, to, elem);
    if (c.n == 1)
        add_table_of_one(&c, to, elem);
    else
        add_table_of_many(&c, to, elem);
}
