/* comparisons.c - figures of others to compare with: one for each comparator, or a series of them.
 *
 * In the long layout they stand in the row of their period; in the wide layout in a column for each. A
 * comparator whose heading names its own period, "England (2023/24)", has one figure however often it is
 * repeated, and so has one with a figure in a single row. Small numbers of other people are no figures
 * either. */
#include <string.h>

#include "data/reader.h"

/* ---- which comparators there are */

static uint16_t find_or_add(mkr_comparator *all, size_t *n, const mkr_comparator *c) {
    for (size_t k = 0; k < *n; k++)
        if (strcmp(all[k].label, c->label) == 0 && strcmp(all[k].period, c->period) == 0)
            return (uint16_t)k;
    all[*n] = *c;
    return (uint16_t)(*n)++;
}

static void name_all(mkr_reader *r, mkr_source *s, mkr_comparator *all, size_t *n) {
    s->comparator = mkr_alloc_array(r->scratch, s->header.n_comparators, sizeof *s->comparator);
    for (size_t k = 0; k < s->header.n_comparators; k++)
        s->comparator[k] = find_or_add(all, n, &s->header.comparators[k]);
}

void mkr_comparisons_begin(mkr_reader *r) {
    bool two = r->values != &r->facts;
    size_t n = 0, most = r->facts.header.n_comparators + (two ? r->values->header.n_comparators : 0);
    mkr_comparator *all = mkr_alloc_array(r->arena, most, sizeof *all);
    name_all(r, &r->facts, all, &n);
    if (two)
        name_all(r, r->values, all, &n);
    r->data->comparators = all;
    r->data->n_comparators = n;
    r->now.compared = mkr_alloc_array(r->scratch, n, sizeof *r->now.compared);
    r->now.series = mkr_alloc_array(r->scratch, n, r->data->n_periods * sizeof *r->now.series);
    r->now.n_series = mkr_alloc_array(r->scratch, n, sizeof *r->now.n_series);
}

/* ---- figures */

typedef struct {
    mkr_reader *r;
    const mkr_source *s;
    const mkr_indicator *i;
    const mkr_row *row;
} place;

static void say_limit(const place *at, uint32_t cell) {
    at->r->ok = mkr_say(at->r->diag, MKR_E_DATA_NOT_A_NUMBER, mkr_source_where(at->s, at->row, cell),
                        "\"%s\" under \"%s\": a limit, not a number",
                        mkr_cell_excerpt(at->row->cells[cell].text).text,
                        mkr_cell_excerpt(mkr_source_heading(at->s, cell)).text);
}

static bool read_figure(const place *at, uint32_t cell, mkr_decimal *out) {
    mkr_cell_value v;
    if (!*at->row->cells[cell].text)
        return false;
    bool has = mkr_figure_read(at->r, at->s, at->row, cell, at->i, &v, out);
    bool limit = !has && v.kind == MKR_CELL_NIL && (v.nil == MKR_BELOW || v.nil == MKR_ABOVE);
    if (at->i->people && (has || limit) && mkr_suppress_is_small(at->r, &v, *out)) {
        at->r->n_suppressed++;
        mkr_suppress_note(at->r, (size_t)(at->i - at->r->data->indicators), *out);
        return false;
    }
    if (limit)
        say_limit(at, cell);
    return has;
}

/* Note a figure; of a period where `when` is one. Later ones are read later. */
static void note(const place *at, size_t comparator, uint32_t cell, mkr_period when) {
    mkr_reader *r = at->r;
    const mkr_data *d = r->data;
    mkr_known figure = {.given = true};
    if (!read_figure(at, cell, &figure.v))
        return;
    r->now.compared[comparator] = figure;
    if (!when.kind || *d->comparators[comparator].period)
        return;
    size_t p = (size_t)mkr_period_distance(d->periods[0], when);
    mkr_known *to = &r->now.series[comparator * d->n_periods + p];
    r->now.n_series[comparator] += !to->given;
    *to = figure;
}

static void read_row(const place *at, mkr_period when) {
    const mkr_header *h = &at->s->header;
    for (size_t k = 0; k < h->n_comparators; k++)
        if (h->comparator_cells[k] != MKR_NO_COLUMN)
            note(at, at->s->comparator[k], h->comparator_cells[k], when);
}

/* The latest figure of a series is its value, unless a column without a period has said one. */
static void read_columns(const place *at) {
    const mkr_header *h = &at->s->header;
    mkr_reader *r = at->r;
    for (size_t k = 0; k < h->n_comparator_series; k++) {
        const mkr_comparator_series *s = &h->comparator_series[k];
        note(at, at->s->comparator[s->comparator], s->cell, s->period);
    }
    for (size_t c = 0; c < r->data->n_comparators; c++)
        for (size_t p = 0; p < r->data->n_periods && r->now.n_series[c]; p++)
            if (r->now.series[c * r->data->n_periods + p].given)
                r->now.compared[c] = r->now.series[c * r->data->n_periods + p];
    read_row(at, (mkr_period){0});
}

static void read_source(mkr_reader *r, const mkr_source *s, size_t n) {
    if (s->header.n_comparators == 0)
        return;
    for (uint32_t k = s->start[n]; k < s->start[n + 1]; k++) {
        uint32_t at = s->sorted[k];
        place row = {r, s, &r->data->indicators[n], mkr_source_row(s, at)};
        if (s->when)
            read_row(&row, s->when[at]);
        else
            read_columns(&row);
    }
}

/* ---- keeping them */

/* A copy of a series; NULL where it is no more than one figure. */
static const mkr_known *keep_series(mkr_reader *r, size_t comparator) {
    size_t n = r->data->n_periods;
    if (r->now.n_series[comparator] < 2)
        return NULL;
    mkr_known *copy = mkr_alloc_array(r->arena, n, sizeof *copy);
    memcpy(copy, r->now.series + comparator * n, n * sizeof *copy);
    return copy;
}

static void forget(mkr_reader *r, size_t comparator) {
    size_t n = r->data->n_periods;
    if (r->now.n_series[comparator])
        memset(r->now.series + comparator * n, 0, n * sizeof *r->now.series);
    r->now.n_series[comparator] = 0;
    r->now.compared[comparator].given = false;
}

static void keep(mkr_reader *r, mkr_indicator *i) {
    size_t kept = 0;
    for (size_t k = 0; k < r->data->n_comparators; k++)
        kept += r->now.compared[k].given;
    if (kept == 0)
        return;
    i->comparisons = mkr_alloc_array(r->arena, kept, sizeof *i->comparisons);
    for (size_t k = 0; k < r->data->n_comparators; k++)
        if (r->now.compared[k].given) {
            i->comparisons[i->n_comparisons++] =
                (mkr_comparison){&r->data->comparators[k], r->now.compared[k].v, keep_series(r, k)};
            forget(r, k);
        }
}

void mkr_comparisons_read(mkr_reader *r, size_t n) {
    read_source(r, &r->facts, n);
    if (r->values != &r->facts)
        read_source(r, r->values, n);
    keep(r, &r->data->indicators[n]);
}

void mkr_comparisons_drop(mkr_data *data, size_t drop) {
    for (size_t n = 0; n < data->n && drop > 0; n++)
        for (size_t k = 0; k < data->indicators[n].n_comparisons; k++)
            if (data->indicators[n].comparisons[k].series)
                data->indicators[n].comparisons[k].series += drop;
}
