/* rating_chart.c - stacked bars of ratings: one for each priority (service, ...) or for each of the last
 * periods, with all that is counted in it, the unrated as an outline.
 *
 * The counts are those of the summary of ratings. Over the periods, each figure has the rating that its own
 * period gives it, and the current one what an officer has made of it. A measure that is reported less often
 * than the data have periods keeps its rating until the next is due, as in the counts of the previous period;
 * a note says so. */
#include <string.h>

#include "report/chart_build.h"

enum { USUAL_PERIODS = 12 };

typedef struct bar { /* what one bar counts */
    const char *name;
    size_t all, rating[MKR_RATINGS];
} bar;

typedef struct chart {
    mkr_builder *b;
    const mkr_node *node;
    const char *noun, *caption, *head; /* head: of the names, in the table */
    bar *bars;
    size_t n;
    bar total;
    bool has_total; /* groups add up; periods do not */
    bool kept; /* some rating is that of a period before */
    uint8_t shown[MKR_RATINGS]; /* ratings, best first, the unrated last */
    size_t n_shown;
} chart;

/* ---- what is counted */

static void count_groups(chart *c) {
    static const mkr_label_id heads[] = {[MKR_BY_GROUP] = MKR_LABEL_PRIORITY,
                                         [MKR_BY_SERVICE] = MKR_LABEL_BY_SERVICE,
                                         [MKR_BY_DIRECTORATE] = MKR_LABEL_BY_DIRECTORATE,
                                         [MKR_BY_PORTFOLIO] = MKR_LABEL_BY_PORTFOLIO,
                                         [MKR_BY_OWNER] = MKR_LABEL_BY_OWNER};
    mkr_builder *b = c->b;
    mkr_by by = mkr_build_by(c->node);
    const mkr_group *groups = mkr_data_group(b->arena, b->data, by, &c->n);
    c->bars = mkr_alloc_array(b->arena, c->n, sizeof *c->bars);
    for (size_t i = 0; i < c->n; i++) {
        const mkr_group *g = &groups[i];
        c->bars[i].name = *g->name ? g->name : b->style->labels[MKR_LABEL_BY_NONE];
        c->bars[i].all = g->counts.all;
        memcpy(c->bars[i].rating, g->counts.rating, sizeof c->bars[i].rating);
    }
    c->head = b->style->labels[heads[by]];
    c->has_total = true;
    c->total.name = b->style->labels[by == MKR_BY_GROUP ? MKR_LABEL_ALL_GROUPS : MKR_LABEL_ALL_TOGETHER];
    c->caption = mkr_style_say(b->arena, b->style, MKR_LABEL_SUMMARY_CAPTION_FIRST, "of",
                               mkr_build_capital(b->arena, c->noun), "period",
                               mkr_period_print(b->arena, b->data->periods[b->data->current]), NULL);
}

/* The rating that stood in a period: where none was due, that of the last figure before, within the time that
 * lies between two of them. */
static mkr_rating rating_at(chart *c, const mkr_indicator *measure, size_t period) {
    const mkr_data *data = c->b->data;
    for (size_t back = 0; back < measure->step && back <= period; back++) {
        const mkr_value *v = mkr_indicator_at(data, measure, period - back);
        if (!v->has_actual && mkr_value_rating(v) == MKR_UNRATED)
            continue;
        c->kept = c->kept || back > 0;
        return mkr_value_rating(v);
    }
    return MKR_UNRATED;
}

static void count_period(chart *c, size_t period, bar *out) {
    const mkr_data *data = c->b->data;
    out->name = mkr_period_print(c->b->arena, data->periods[period]);
    for (size_t i = 0; i < data->n; i++) {
        const mkr_indicator *measure = &data->indicators[i];
        mkr_rating rating = period == data->current ? measure->rating : rating_at(c, measure, period);
        out->rating[rating]++;
        out->all++;
    }
}

/* Oldest first, as one reads. */
static bool count_periods(chart *c) {
    mkr_builder *b = c->b;
    const mkr_data *data = b->data;
    size_t most;
    if (!mkr_build_span_of_time(b, c->node, (mkr_period_kind)data->periods[0].kind, &most))
        return false;
    most = most > 0 ? most : USUAL_PERIODS;
    c->n = data->current + 1 < most ? data->current + 1 : most;
    c->bars = mkr_alloc_array(b->arena, c->n, sizeof *c->bars);
    for (size_t i = 0; i < c->n; i++)
        count_period(c, data->current + 1 - c->n + i, &c->bars[i]);
    c->head = b->style->labels[MKR_LABEL_PERIOD_HEAD];
    c->caption = mkr_style_say(b->arena, b->style, MKR_LABEL_RATING_CHART_OVER, "of",
                               mkr_build_capital(b->arena, c->noun), "from", c->bars[0].name, "to",
                               c->bars[c->n - 1].name, NULL);
    return true;
}

/* Ratings that some bar has; green, amber and red in any case. */
static void choose_ratings(chart *c) {
    for (size_t i = 0; i < c->n; i++) {
        c->total.all += c->bars[i].all;
        for (size_t r = 0; r < MKR_RATINGS; r++)
            c->total.rating[r] += c->bars[i].rating[r];
    }
    for (size_t i = 0; i < MKR_RATINGS; i++) {
        uint8_t r = mkr_rating_order[i];
        if (c->total.rating[r] > 0 || r == MKR_GREEN || r == MKR_AMBER || r == MKR_RED)
            c->shown[c->n_shown++] = r;
    }
}

/* ---- the drawing */

static mkr_decimal whole(size_t n) {
    return (mkr_decimal){(int64_t)n, 0};
}

/* "7 Green, 2 Amber, 9 Unrated" */
static const char *in_words(const chart *c, const bar *from) {
    const char *words = "";
    for (size_t i = 0; i < c->n_shown; i++) {
        size_t count = from->rating[c->shown[i]];
        if (count > 0)
            words = mkr_printf(c->b->arena, "%s%s%zu %s", words, *words ? ", " : "", count,
                               c->b->style->rating_word[c->shown[i]]);
    }
    return *words ? words : "0";
}

static mkr_bar stack(const chart *c, const bar *from) {
    mkr_arena *arena = c->b->arena;
    mkr_bar_part *parts = mkr_alloc_array(arena, c->n_shown, sizeof *parts);
    size_t n = 0, sum = 0;
    for (size_t i = 0; i < c->n_shown; i++) {
        size_t count = from->rating[c->shown[i]];
        if (count == 0)
            continue;
        parts[n++] = (mkr_bar_part){.from = whole(sum),
                                    .to = whole(sum + count),
                                    .tone = (uint8_t)(MKR_BAR_RATING + c->shown[i]),
                                    .inside = mkr_build_figure(arena, count)};
        sum += count;
    }
    return (mkr_bar){.label = from->name,
                     .parts = parts,
                     .n_parts = n,
                     .value = mkr_build_figure(arena, from->all),
                     .said = in_words(c, from)};
}

/* "From Q1 2023/24 to Q2 2024/25: Green 5 to 7, Amber 4 to 4." */
static const char *say_change(const chart *c) {
    const bar *first = &c->bars[0], *last = &c->bars[c->n - 1];
    const char *words = "";
    for (size_t i = 0; i < c->n_shown; i++) {
        uint8_t r = c->shown[i];
        if (c->total.rating[r] > 0)
            words = mkr_printf(c->b->arena, "%s%s%s %zu to %zu", words, *words ? ", " : "",
                               c->b->style->rating_word[r], first->rating[r], last->rating[r]);
    }
    return *words ? mkr_printf(c->b->arena, "From %s to %s: %s.", first->name, last->name, words) : "";
}

static const mkr_bars *draw(const chart *c) {
    mkr_builder *b = c->b;
    mkr_bar *rows = mkr_alloc_array(b->arena, c->n, sizeof *rows);
    mkr_bars *bars = mkr_alloc(b->arena, sizeof *bars);
    for (size_t i = 0; i < c->n; i++)
        rows[i] = stack(c, &c->bars[i]);
    *bars = (mkr_bars){.name = c->caption,
                       .axis = mkr_style_say(b->arena, b->style, MKR_LABEL_NUMBER_OF, "of", c->noun, NULL),
                       .unit = "",
                       .rows = rows,
                       .n = c->n,
                       .summary = ""};
    if (!c->has_total && c->n > 1)
        bars->summary = say_change(c);
    if (c->has_total)
        bars->summary = mkr_printf(b->arena, "%s: %s.", c->total.name, in_words(c, &c->total));
    for (size_t i = 0; i < c->n_shown; i++)
        if (c->total.rating[c->shown[i]] > 0)
            bars->tones |= (uint8_t)(1u << c->shown[i]);
    return bars;
}

/* ---- the table */

static void add_counts(const chart *c, const bar *from, const char **cells) {
    *cells++ = from->name;
    for (size_t i = 0; i < c->n_shown; i++)
        *cells++ = mkr_build_figure(c->b->arena, from->rating[c->shown[i]]);
    *cells = mkr_build_figure(c->b->arena, from->all);
}

static void add_table(const chart *c, mkr_block *to, uint32_t elem) {
    mkr_builder *b = c->b;
    size_t n_columns = c->n_shown + 2, n_rows = 1 + c->n + c->has_total;
    const char **cells = mkr_alloc_array(b->arena, n_rows * n_columns, sizeof *cells);
    cells[0] = c->head;
    for (size_t i = 0; i < c->n_shown; i++)
        cells[1 + i] = b->style->rating_word[c->shown[i]];
    cells[n_columns - 1] = b->style->labels[MKR_LABEL_ALL_TOGETHER];
    for (size_t i = 0; i < c->n; i++)
        add_counts(c, &c->bars[i], &cells[(1 + i) * n_columns]);
    if (c->has_total)
        add_counts(c, &c->total, &cells[(1 + c->n) * n_columns]);
    bool *totals = mkr_alloc_array(b->arena, n_rows, sizeof *totals);
    totals[n_rows - 1] = c->has_total;
    mkr_build_bars_table(
        b, c->node, c->caption,
        (mkr_chart_figures){
            .cells = cells, .n_rows = n_rows, .n_columns = (uint16_t)n_columns, .totals = totals},
        to, elem);
}

void mkr_build_rating_chart(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    chart c = {.b = b, .node = node, .noun = mkr_build_noun(b, node)};
    if (!mkr_node_attr(node, "over"))
        count_groups(&c);
    else if (!count_periods(&c))
        return;
    choose_ratings(&c);
    const mkr_bars *bars = draw(&c);
    if (!c.has_total) /* of groups claims.c checks the counts */
        mkr_build_check_alt_ratings(b, node, bars);
    if (!mkr_build_bars(b, node, c.caption, bars, to, elem))
        return;
    if (c.kept)
        mkr_build_table_note(b, b->style->labels[MKR_LABEL_RATING_CHART_KEPT], to, elem, node->where);
    add_table(&c, to, elem);
}
