/* read.c - from tables to indicators.
 *
 * First every row is asked who it is about (and when, in the long layout), so that the number of indicators
 * and periods is known. Then each indicator is read as a whole: its facts, by which its figures are
 * understood, and its figures. Last, small numbers of people are taken away. Not here: which column holds
 * what (header.c), ratings (rate.c). */
#include <assert.h>
#include <string.h>

#include "data/reader.h"

enum { MOST_TYPED = 6, CALCULATED = 1 }; /* decimals that people type; those printed of figures with more */

/* ---- tables */

static bool open_source(mkr_reader *r, mkr_source *s, const mkr_table *table, mkr_table_role role) {
    s->table = table;
    s->role = role;
    const mkr_header *facts = role == MKR_TABLE_VALUES ? &r->facts.header : NULL;
    return mkr_header_read(r->arena, r->diag, table, role, &r->scheme->reading, facts, &s->header) &&
           mkr_rows_identify(r, s);
}

static bool open_sources(mkr_reader *r, const mkr_table *table, const mkr_table *values) {
    r->values = values ? &r->second : &r->facts;
    bool facts = open_source(r, &r->facts, table, values ? MKR_TABLE_FACTS : MKR_TABLE_ALL);
    if (!facts || !values)
        return facts;
    return open_source(r, &r->second, values, MKR_TABLE_VALUES);
}

/* ---- periods */

static bool gives_earlier(const mkr_header *h) {
    return h->cell[MKR_FIELD_PREVIOUS] != MKR_NO_COLUMN || h->cell[MKR_FIELD_LAST_YEAR] != MKR_NO_COLUMN;
}

/* Columns of earlier figures may go back a year before the first period. */
static void make_periods(mkr_reader *r) {
    static const int year[] = {[MKR_NO_PERIOD] = 0, [MKR_MONTH] = 12, [MKR_QUARTER] = 4, [MKR_YEAR] = 1};
    const mkr_header *h = &r->values->header;
    mkr_data *d = r->data;
    mkr_period first = gives_earlier(h) ? mkr_period_earlier(h->first, year[h->first.kind]) : h->first;
    d->n_periods = (size_t)mkr_period_distance(first, h->last) + 1;
    d->periods = mkr_alloc_array(r->arena, d->n_periods, sizeof *d->periods);
    d->periods[0] = first;
    for (size_t p = 1; p < d->n_periods; p++)
        d->periods[p] = mkr_period_after(d->periods[p - 1]);
}

static bool has_any(const mkr_data *d, size_t period) {
    for (size_t n = 0; n < d->n; n++)
        if (d->indicators[n].values[period].has_actual || d->indicators[n].values[period].nil)
            return true;
    return false;
}

/* Drop the periods put in front for earlier figures that did not come. */
static void drop_periods(mkr_reader *r) {
    mkr_data *d = r->data;
    size_t drop = 0;
    while (!mkr_period_same(d->periods[drop], r->values->header.first) && !has_any(d, drop))
        drop++;
    d->periods += drop;
    d->n_periods -= drop;
    for (size_t n = 0; n < d->n; n++)
        d->indicators[n].values += drop;
    mkr_comparisons_drop(d, drop);
}

/* ---- indicators */

static void make_indicators(mkr_reader *r) {
    const mkr_source *s = &r->facts;
    mkr_data *d = r->data;
    d->n = mkr_names_count(r->refs);
    d->refs = r->refs;
    d->indicators = mkr_alloc_array(r->arena, d->n, sizeof *d->indicators);
    mkr_value *values = mkr_alloc_array(r->arena, d->n, d->n_periods * sizeof *values);
    for (uint32_t n = 0; n < d->n; n++) {
        mkr_indicator *i = &d->indicators[n];
        i->ref = mkr_names_at(r->refs, n);
        i->measure = i->definition = i->unit = i->axis = i->group = i->service = i->directorate =
            i->portfolio = "";
        i->owner = i->commentary = i->action = i->source = i->frequency = i->override_reason =
            i->override_by = "";
        i->rule = r->scheme->usual;
        i->step = 1;
        i->values = values + n * d->n_periods;
    }
    for (size_t k = s->n_rows; k-- > 0;) /* the first row of each stays */
        if (s->who[k] != MKR_NOBODY)
            d->indicators[s->who[k]].where =
                mkr_source_where(s, mkr_source_row(s, k), s->header.cell[MKR_FIELD_REF]);
}

static bool has_column(const mkr_reader *r, mkr_field field) {
    return r->facts.header.cell[field] != MKR_NO_COLUMN;
}

static void make_room(mkr_reader *r) {
    size_t n = r->data->n;
    if (has_column(r, MKR_FIELD_PLACES))
        r->places = mkr_alloc_array(r->scratch, n, sizeof *r->places);
    if (has_column(r, MKR_FIELD_PART_OF))
        r->part_of = mkr_alloc_array(r->scratch, n, sizeof *r->part_of);
    if (has_column(r, MKR_FIELD_PEOPLE) && r->scheme->suppress_below)
        r->prose = mkr_alloc_array(r->scratch, n, sizeof *r->prose);
    mkr_comparisons_begin(r);
}

static void finish(mkr_reader *r, size_t n) {
    mkr_indicator *i = &r->data->indicators[n];
    if (r->places && r->places[n])
        i->places = (uint8_t)(r->places[n] - 1);
    else if (i->places > MOST_TYPED) { /* calculated by a spreadsheet, not typed */
        i->places = CALCULATED;
        mkr_say(r->diag, MKR_E_DATA_CALCULATED, i->where, "\"%s\"", mkr_cell_excerpt(i->ref).text);
    }
    if (!*i->axis)
        i->axis = i->unit;
    if (!*i->group && has_column(r, MKR_FIELD_GROUP))
        r->ok = mkr_say(r->diag, MKR_E_DATA_NO_GROUP, i->where, "\"%s\"", mkr_cell_excerpt(i->ref).text);
}

static void read_indicators(mkr_reader *r) {
    mkr_rows_sort(r, &r->facts);
    if (r->values != &r->facts)
        mkr_rows_sort(r, r->values);
    make_periods(r);
    make_indicators(r);
    make_room(r);
    for (size_t n = 0; n < r->data->n; n++)
        if (r->facts.start[n] < r->facts.start[n + 1]) {
            mkr_facts_read(r, n);
            mkr_values_read(r, n);
            finish(r, n);
        }
    drop_periods(r);
    mkr_suppress_others(r);
    r->data->groups = mkr_groups_make(r->arena, r->data, MKR_BY_GROUP, &r->data->n_groups);
}

bool mkr_data_read(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, const mkr_table *values,
                   const mkr_scheme *scheme, mkr_data *out) {
    *out = (mkr_data){.scheme = scheme};
    mkr_reader r = {.arena = arena,
                    .scratch = mkr_arena_child(arena),
                    .diag = diag,
                    .scheme = scheme,
                    .data = out,
                    .refs = mkr_names_new(arena),
                    .ok = true};
    r.ok = open_sources(&r, table, values) && r.ok;
    if (r.values->header.first.kind != MKR_NO_PERIOD && mkr_names_count(r.refs) > 0 && r.values->who)
        read_indicators(&r);
    else
        r.ok = false;
    mkr_arena_free(r.scratch);
    return r.ok;
}

const mkr_value *mkr_indicator_at(const mkr_data *data, const mkr_indicator *i, size_t period) {
    assert(period < data->n_periods);
    return &i->values[period];
}
