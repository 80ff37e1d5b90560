/* trend_chart.c - <trend-chart>: one measure over time, or up to six of one unit. What its attributes ask for
 * is checked here; the figures are put together in trend_figures.c. */
#include <string.h>

#include "data/unit.h"
#include "report/chart_build.h"

/* ---- comparators */

/* Names are compared as the data has them, with or without period and source in brackets. */
static bool is_named(const char *name, size_t n, const char *label) {
    size_t m = strlen(label);
    while (n > 0 && strchr(" \t\n", name[n - 1]))
        n--;
    return n >= m && !strncmp(name, label, m) && (n == m || name[m + strspn(name + m, " ")] == '(');
}

/* Mark those that some of the measures have under that name; false: none. */
static bool mark_named(mkr_builder *b, const mkr_indicator *const *i, size_t n_measures, const char *name,
                       size_t n, bool *marked) {
    bool found = false;
    for (size_t m = 0; m < n_measures; m++)
        for (size_t c = 0; c < i[m]->n_comparisons; c++)
            if (is_named(name, n, i[m]->comparisons[c].with->label)) {
                marked[i[m]->comparisons[c].with - b->data->comparators] = true;
                found = true;
            }
    return found;
}

/* "England, South West": what could be named. */
static const char *list_comparators(mkr_builder *b, const mkr_indicator *const *i, size_t n) {
    mkr_buffer list = mkr_buffer_new(b->arena);
    for (size_t c = 0; c < b->data->n_comparators; c++) {
        bool has = false;
        for (size_t m = 0; m < n && !has; m++)
            for (size_t k = 0; k < i[m]->n_comparisons; k++)
                has = has || i[m]->comparisons[k].with == &b->data->comparators[c];
        if (has)
            mkr_buffer_printf(&list, "%s\"%s\"", list.n ? ", " : "", b->data->comparators[c].label);
    }
    return list.n ? mkr_buffer_text(&list) : "none";
}

static bool read_comparators(mkr_builder *b, const mkr_node *node, const mkr_indicator *const *i, size_t n,
                             mkr_trend_wish *wish) {
    const mkr_attr *attr = mkr_node_find_attr(node, "comparators");
    if (!attr)
        return true;
    bool *marked = mkr_alloc_array(b->arena, b->data->n_comparators + 1, sizeof *marked), ok = true;
    wish->comparators = marked;
    if (!strcmp(attr->value, "none"))
        return true;
    const char *name;
    size_t length;
    for (const char *s = attr->value; mkr_build_list_next(&s, ';', &name, &length);)
        if (!mark_named(b, i, n, name, length, marked))
            ok = mkr_say(b->diag, MKR_E_CHART_COMPARATOR, attr->where, "\"%.*s\"; it has %s",
                         length < MKR_PERIODS_MOST ? (int)length : MKR_PERIODS_MOST, name,
                         list_comparators(b, i, n));
    return ok;
}

/* ---- what is asked for */

static mkr_period_kind kind_of(const mkr_stretch *s, size_t n) {
    return n ? (mkr_period_kind)s[n - 1].period.kind : MKR_NO_PERIOD;
}

/* How many periods: @span, or as many as details show. Half-years are every second quarter. */
bool mkr_trend_read_span(mkr_builder *b, const mkr_node *node, const mkr_indicator *i, mkr_trend_wish *wish) {
    mkr_stretch *s;
    size_t n = mkr_stretches(b->arena, b->data, i, b->data->current, (mkr_period_kind)wish->by, &s), most;
    size_t apart = n > 1 ? (size_t)mkr_period_distance(s[0].period, s[1].period) : 1;
    if (!mkr_build_span_of_time(b, node, kind_of(s, n), &most))
        return false;
    wish->most = most == 0 ? MKR_TREND_PERIODS : most > apart ? most / apart : 1;
    if (wish->most > MKR_PERIODS_MOST && n > MKR_PERIODS_MOST)
        return mkr_say(b->diag, MKR_E_CHART_LONG, mkr_build_where(node, "span"), "%zu; at most %d are shown",
                       n < wish->most ? n : wish->most, MKR_PERIODS_MOST);
    return true;
}

static bool read_by(mkr_builder *b, const mkr_node *node, mkr_trend_wish *wish) {
    static const char *const kinds[] = {"month", "quarter", "year", NULL};
    static const char *const ways[] = {"last", "sum", "mean", NULL};
    mkr_period_kind own = (mkr_period_kind)b->data->periods[0].kind;
    wish->by = mkr_build_choice(node, "by", kinds);
    wish->how = mkr_build_choice(node, "aggregate", ways);
    return !wish->by || wish->by >= own ||
           mkr_say(b->diag, MKR_E_CHART_BY, mkr_build_where(node, "by"), "by=\"%s\" of %s",
                   kinds[wish->by - 1], mkr_period_print(b->arena, b->data->periods[0]));
}

bool mkr_trend_wish_read(mkr_builder *b, const mkr_node *node, const mkr_indicator *const *i, size_t n,
                         mkr_trend_wish *wish) {
    static const char *const marks[] = {"line", "bars", "both", NULL};
    static const char *const axes[] = {"linear", "logarithmic", NULL};
    *wish = (mkr_trend_wish){.last_year = mkr_build_is_yes(node, "last-year"),
                             .band = mkr_build_is_yes(node, "band"),
                             .logarithmic = mkr_build_choice(node, "axis", axes) == 2};
    uint8_t draw = mkr_build_choice(node, "draw", marks);
    wish->marks = draw ? draw - 1 : MKR_TREND_LINE;
    bool ok = read_comparators(b, node, i, n, wish);
    return read_by(b, node, wish) && mkr_trend_read_span(b, node, i[0], wish) && ok;
}

/* ---- whether it can be shown */

bool mkr_trend_same_units(mkr_builder *b, const mkr_node *node, const char *attr,
                          const mkr_indicator *const *i, size_t n) {
    for (size_t k = 1; k < n; k++)
        if (strcmp(i[0]->unit, i[k]->unit) != 0)
            return mkr_say(b->diag, MKR_E_CHART_UNITS, mkr_build_where(node, attr),
                           "%s is in \"%s\", %s in \"%s\"", i[0]->ref, i[0]->unit, i[k]->ref, i[k]->unit);
    return true;
}

static bool check_several(mkr_builder *b, const mkr_node *node, const mkr_indicator *const *i, size_t n,
                          const mkr_trend_wish *wish) {
    const char *comparators = mkr_node_attr(node, "comparators");
    const char *single = wish->last_year                                   ? "last-year"
                         : wish->band                                      ? "band"
                         : comparators && strcmp(comparators, "none") != 0 ? "comparators"
                                                                           : NULL;
    if (single)
        return mkr_say(b->diag, MKR_E_CHART_ONE, mkr_build_where(node, single), "%s", single);
    for (size_t k = 1; k < n; k++)
        if (!mkr_trend_same_time(b, i[0], i[k], (mkr_period_kind)wish->by))
            return mkr_say(b->diag, MKR_E_CHART_FREQUENCY, mkr_build_where(node, "ref"), "%s and %s",
                           i[0]->ref, i[k]->ref);
    return mkr_trend_same_units(b, node, "ref", i, n);
}

/* The first figure of a series that is not above zero, and its period; NULL: there is none. */
static const mkr_datum *find_low(const mkr_trend *t, const mkr_datum *at, mkr_period *period) {
    for (size_t k = 0; at && k < t->n; k++)
        if (at[k].given && at[k].v.units <= 0) {
            *period = t->periods[k];
            return &at[k];
        }
    return NULL;
}

/* A logarithm has no place for zero and less. */
static bool check_logarithmic(mkr_builder *b, const mkr_node *node, const mkr_trend *t) {
    mkr_period period;
    const mkr_datum *low = NULL;
    const char *what = "";
    for (size_t c = 0; c < t->n_curves && !low; c++) {
        low = find_low(t, t->curves[c].at, &period);
        what = t->curves[c].name;
    }
    for (size_t g = 0; g < t->n_guides && !low; g++) {
        low = find_low(t, t->guides[g].at, &period);
        what = t->guides[g].name;
    }
    if (!low) {
        low = find_low(t, t->band[0], &period);
        what = "what is tolerated";
    }
    return !t->logarithmic || !low ||
           mkr_say(b->diag, MKR_E_CHART_LOG, mkr_build_where(node, "axis"), "%s%s%s is %s in %s", t->name,
                   *what ? ", " : "", what, mkr_unit_print(b->arena, t->unit, low->v, t->places),
                   mkr_period_print(b->arena, period));
}

/* Is a unit that of a share or a rate: "%", "per 1,000", "1 in"? */
static bool is_ratio(const char *text) {
    mkr_unit unit = mkr_unit_read(text);
    const char *per = unit.words ? strstr(unit.words, "per ") : NULL;
    return unit.kind == MKR_UNIT_PERCENT || unit.kind == MKR_UNIT_ONE_IN || mkr_unit_is_percent(text) ||
           (per && (per == unit.words || per[-1] == ' '));
}

/* Shares and rates have no sum: 80% in each of four quarters is not 320% of the year. */
static void warn_of_sums(mkr_builder *b, const mkr_node *node, const mkr_indicator *const *i, size_t n,
                         const mkr_trend_wish *wish, const mkr_trend_made *made) {
    for (size_t k = 0; k < n && wish->how == MKR_AGGREGATE_SUM && made->parts > 1; k++)
        if (is_ratio(i[k]->unit))
            mkr_say(b->diag, MKR_E_CHART_SUM, mkr_build_where(node, "aggregate"), "%s is in \"%s\"",
                    i[k]->ref, mkr_cell_excerpt(i[k]->unit).text);
}

bool mkr_trend_check(mkr_builder *b, const mkr_node *node, const mkr_indicator *const *i, size_t n,
                     const mkr_trend_wish *wish, const mkr_trend_made *made) {
    const mkr_trend *t = made->trend;
    for (size_t k = 0; k < n; k++)
        if (made->parts > 1 && wish->how == MKR_AGGREGATE_NONE && !i[k]->cumulative)
            return mkr_say(b->diag, MKR_E_CHART_AGGREGATE, mkr_build_where(node, "by"), "%s", i[k]->ref);
    warn_of_sums(b, node, i, n, wish, made);
    if (wish->band && !mkr_indicator_has_band(i[0]))
        return mkr_say(b->diag, MKR_E_CHART_BAND, mkr_build_where(node, "band"), "%s, rule \"%s\"", i[0]->ref,
                       i[0]->rule->name);
    if (t->n_curves > MKR_CURVES_MOST)
        return mkr_say(b->diag, MKR_E_CHART_LINES, node->where, "%zu", t->n_curves);
    return check_logarithmic(b, node, t);
}

/* ---- in words */

/* "Quarters", and what they are made of: "months". */
static const char *name_of(mkr_builder *b, mkr_period_kind kind) {
    static const mkr_label_id many[] = {
        [MKR_MONTH] = MKR_LABEL_MONTHS, [MKR_QUARTER] = MKR_LABEL_QUARTERS, [MKR_YEAR] = MKR_LABEL_YEARS};
    return b->style->labels[many[kind]];
}

const char *mkr_trend_note(mkr_builder *b, const mkr_trend_wish *wish, const mkr_trend_made *made) {
    static const mkr_label_id ways[] = {[MKR_AGGREGATE_NONE] = MKR_LABEL_TREND_LAST,
                                        [MKR_AGGREGATE_LAST] = MKR_LABEL_TREND_LAST,
                                        [MKR_AGGREGATE_SUM] = MKR_LABEL_TREND_SUM,
                                        [MKR_AGGREGATE_MEAN] = MKR_LABEL_TREND_MEAN};
    if (made->parts <= 1 || made->trend->n == 0)
        return "";
    mkr_period_kind kind = (mkr_period_kind)made->trend->periods[0].kind;
    static const size_t months[] = {[MKR_NO_PERIOD] = 1, [MKR_MONTH] = 1, [MKR_QUARTER] = 3, [MKR_YEAR] = 12};
    mkr_period_kind part = months[kind] / made->parts == 3 ? MKR_QUARTER : MKR_MONTH;
    bool halves = months[kind] / made->parts == 6;
    const char *parts = halves ? mkr_period_print(b->arena, b->data->periods[0]) : name_of(b, part);
    const char *rule = mkr_style_say(b->arena, b->style, ways[wish->how], "Periods",
                                     mkr_build_capital(b->arena, name_of(b, kind)), "n",
                                     mkr_build_count(b->arena, made->parts), "parts", parts, NULL);
    if (!made->left_out.kind)
        return rule;
    return mkr_printf(b->arena, "%s %s", rule,
                      mkr_style_say(b->arena, b->style, MKR_LABEL_TREND_LEFT_OUT, "period",
                                    mkr_period_print(b->arena, made->left_out), NULL));
}

/* Why there is no figure now, in words; the words for a measure in place of its chart. */
const char *mkr_trend_nothing(mkr_builder *b, const mkr_indicator *i) {
    const mkr_value *now = mkr_indicator_at(b->data, i, b->data->current);
    return mkr_style_say(b->arena, b->style, MKR_LABEL_TREND_NOTHING, "measure", i->measure, "reason",
                         mkr_build_missing(b, i, now), NULL);
}

static void build_nothing(mkr_builder *b, const mkr_node *node, const mkr_indicator *i, mkr_block *to,
                          uint32_t elem) {
    mkr_block *text = mkr_build_text(b, MKR_ROLE_BODY, mkr_tree_add(b->tree, elem, MKR_P),
                                     mkr_trend_nothing(b, i), node->where);
    mkr_say(b->diag, MKR_E_CHART_NOTHING, node->where, "%s", i->ref);
    mkr_block_add(to, text);
    mkr_build_anchor(b, mkr_node_find_attr(node, "id"), "", text->elem);
}

static const char *usual_caption(mkr_builder *b, const mkr_trend *t) {
    const char *from = mkr_period_print(b->arena, t->periods[0]),
               *to = mkr_period_print(b->arena, t->periods[t->n - 1]);
    mkr_label_id label = t->n == 1 ? MKR_LABEL_TREND_CAPTION_ONE : MKR_LABEL_TREND_CAPTION;
    return mkr_style_say(b->arena, b->style, label, "measure", t->name, "from", from, "to", to, "period", to,
                         NULL);
}

/* Is it certain that the figures have room in rows under the axis? Reckoned with wide letters: the chart
 * draws rows in any case that passes here; without them it has its table. */
static bool has_room_for_rows(mkr_builder *b, const mkr_trend *t) {
    enum { ROOM = 408, DIGIT = 6, LETTER = 5, GAP = 4, LEFT = 44, RIGHT = 81, MOST = 13 }; /* points */
    size_t longest = 0, name = 0;
    for (size_t c = 0; c < t->n_curves + t->n_guides; c++) {
        bool curve = c < t->n_curves;
        const mkr_datum *at = curve ? t->curves[c].at : t->guides[c - t->n_curves].at;
        size_t n = strlen(curve ? t->curves[c].name : t->guides[c - t->n_curves].name);
        name = n > name ? n : name;
        for (size_t k = 0; k < t->n; k++) {
            const char *text = at[k].given  ? mkr_unit_print_number(b->arena, t->unit, at[k].v, t->places)
                               : at[k].mark ? at[k].mark
                                            : "[x]";
            longest = strlen(text) > longest ? strlen(text) : longest;
        }
    }
    size_t left = name * LETTER + GAP > LEFT ? name * LETTER + GAP : LEFT;
    return t->n <= MOST && name * LETTER <= 110 && left + RIGHT + t->n * (longest * DIGIT + GAP) <= ROOM;
}

void mkr_build_trend_chart(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    size_t n;
    const mkr_indicator **i = mkr_build_measures(b, node, "ref", &n);
    mkr_trend_wish wish;
    if (!i)
        return;
    if (n > MKR_CURVES_MOST) {
        mkr_say(b->diag, MKR_E_CHART_LINES, mkr_build_where(node, "ref"), "%zu measures", n);
        return;
    }
    if (!mkr_trend_wish_read(b, node, i, n, &wish) || (n > 1 && !check_several(b, node, i, n, &wish)))
        return;
    mkr_trend_made made = mkr_trend_make(b, i, n, &wish);
    if (!mkr_trend_check(b, node, i, n, &wish, &made))
        return;
    mkr_trend *t = made.trend;
    if (t->n == 0) {
        build_nothing(b, node, i[0], to, elem);
        return;
    }
    const char *note = mkr_trend_note(b, &wish, &made);
    t->rows = mkr_build_table_place(node) == MKR_TABLE_ROWS && has_room_for_rows(b, t);
    t->remarks = mkr_build_remarks(b, node, t->periods, t->n, &t->n_remarks);
    mkr_build_check_alt(b, node, t);
    mkr_build_chart(b, node, usual_caption(b, t), (mkr_drawing){.kind = MKR_DRAW_TREND, .trend = t}, to,
                    elem);
    if (*note)
        mkr_build_table_note(b, note, to, elem, node->where);
    if (!t->rows)
        mkr_trend_table(b, node, i, &made, to, elem);
}
