/* read.c - from rows to indicators.
 *
 * First pass: who each row is about (and when, in the long layout), so that the number of indicators and
 * periods is known. Second pass: fill them in. In the long layout the second pass goes in order of periods,
 * so that what is said later replaces what was said before. Not here: which column holds what (header.c),
 * what a cell says (cell.c), ratings (rate.c). */
#include "data/data.h"

#include <assert.h>
#include <string.h>

#include "data/cell.h"
#include "data/header.h"
#include "data/names.h"

#define NOBODY UINT32_MAX /* a row that cannot be used; a message has been made */

typedef struct {
    mkr_arena *arena, *scratch;
    mkr_diag *diag;
    const mkr_table *table;
    mkr_header header;
    mkr_data *data;
    mkr_names *refs;
    size_t n_rows; /* below the header */
    uint32_t *who; /* each row's indicator, or NOBODY */
    mkr_period *when; /* each row's period; NULL in the wide layout */
    uint32_t *first_row; /* each indicator's first row */
    uint32_t *latest_row; /* long layout: the row of each indicator read last, + 1 */
    uint8_t *places; /* each indicator's decimals + 1, 0 where its dp cell is blank; NULL: no dp column */
    bool ok;
} reader;

static const mkr_row *row_at(const reader *r, size_t i) {
    return &r->table->rows[r->header.row + 1 + i];
}

static mkr_where where_of(const reader *r, const mkr_row *row, uint32_t cell) {
    return mkr_cell_where(r->table, row, &row->cells[cell]);
}

static const char *heading(const reader *r, uint32_t cell) {
    return mkr_header_heading(r->table, &r->header, cell);
}

/* ---- first pass */

static bool read_period(reader *r, const mkr_row *row, mkr_period *out) {
    uint32_t cell = r->header.cell[MKR_FIELD_PERIOD];
    if (!mkr_period_parse(row->cells[cell].text, out))
        return mkr_say(r->diag, MKR_E_DATA_NOT_A_PERIOD, where_of(r, row, cell), "\"%s\"",
                       mkr_cell_excerpt(row->cells[cell].text).text);
    mkr_header *h = &r->header;
    if (h->first.kind == MKR_NO_PERIOD)
        h->first = h->last = *out;
    if (out->kind != h->first.kind)
        return mkr_say(r->diag, MKR_E_DATA_MIXED_PERIODS, where_of(r, row, cell), "\"%s\" beside \"%s\"",
                       mkr_cell_excerpt(row->cells[cell].text).text, mkr_period_print(r->scratch, h->first));
    mkr_period first = mkr_period_compare(*out, h->first) < 0 ? *out : h->first;
    mkr_period last = mkr_period_compare(*out, h->last) > 0 ? *out : h->last;
    if (mkr_period_distance(first, last) >= MKR_MOST_PERIODS)
        return mkr_say(r->diag, MKR_E_DATA_PERIOD_SPAN, where_of(r, row, cell),
                       "%s to %s, more than %d periods", mkr_period_print(r->scratch, first),
                       mkr_period_print(r->scratch, last), MKR_MOST_PERIODS);
    h->first = first;
    h->last = last;
    return true;
}

static bool read_ref(reader *r, size_t i, uint32_t *who) {
    const mkr_row *row = row_at(r, i);
    uint32_t cell = r->header.cell[MKR_FIELD_REF];
    const char *ref = mkr_cell_text(r->arena, row->cells[cell].text);
    if (!*ref)
        return mkr_say(r->diag, MKR_E_DATA_NO_REF, where_of(r, row, cell), NULL);
    bool is_new;
    *who = mkr_names_add(r->refs, ref, &is_new);
    if (is_new)
        r->first_row[*who] = (uint32_t)i;
    else if (r->header.wide)
        return mkr_say(r->diag, MKR_E_DATA_DUPLICATE_REF, where_of(r, row, cell), "\"%s\" is also in row %u",
                       mkr_cell_excerpt(ref).text, row_at(r, r->first_row[*who])->row);
    return true;
}

static bool identify(reader *r, size_t i) {
    const mkr_row *row = row_at(r, i);
    if (row->n != r->header.width)
        return mkr_say(r->diag, MKR_E_DATA_CELL_COUNT, (mkr_where){r->table->file, row->row, row->n},
                       "found %u, expected %u", row->n, r->header.width);
    return (!r->when || read_period(r, row, &r->when[i])) && read_ref(r, i, &r->who[i]);
}

static bool first_pass(reader *r) {
    if (r->n_rows == 0)
        return mkr_say(r->diag, MKR_E_DATA_NO_ROWS, where_of(r, &r->table->rows[r->header.row], 0), NULL);
    r->who = mkr_alloc_array(r->scratch, r->n_rows, sizeof *r->who);
    r->first_row = mkr_alloc_array(r->scratch, r->n_rows, sizeof *r->first_row);
    if (!r->header.wide)
        r->when = mkr_alloc_array(r->scratch, r->n_rows, sizeof *r->when);
    for (size_t i = 0; i < r->n_rows; i++)
        if (!identify(r, i)) {
            r->who[i] = NOBODY;
            r->ok = false;
        }
    return r->header.first.kind != MKR_NO_PERIOD;
}

/* ---- second pass: the facts of an indicator that do not depend on the period */

static bool read_number(reader *r, const mkr_row *row, uint32_t cell, mkr_decimal *out, const char **nil) {
    mkr_cell_value v;
    mkr_cell_read(row->cells[cell].text, &v);
    if (v.kind == MKR_CELL_WRONG)
        r->ok = mkr_say(r->diag, MKR_E_DATA_NOT_A_NUMBER, where_of(r, row, cell), "\"%s\" under \"%s\": %s",
                        mkr_cell_excerpt(row->cells[cell].text).text, mkr_cell_excerpt(heading(r, cell)).text,
                        v.why);
    *nil = v.kind == MKR_CELL_NIL ? v.nil : NULL;
    *out = v.number;
    return v.kind == MKR_CELL_NUMBER;
}

static void set_text(reader *r, const mkr_row *row, mkr_field field, const char **to) {
    uint32_t cell = r->header.cell[field];
    if (cell == MKR_NO_COLUMN)
        return;
    const char *text = mkr_cell_text(r->arena, row->cells[cell].text);
    if (*text)
        *to = text;
}

static void set_number(reader *r, const mkr_row *row, mkr_field field, bool *has, mkr_decimal *to) {
    uint32_t cell = r->header.cell[field];
    const char *nil;
    mkr_decimal number;
    if (cell == MKR_NO_COLUMN || !read_number(r, row, cell, &number, &nil))
        return;
    *has = true;
    *to = number;
}

static void set_tolerance(reader *r, const mkr_row *row, mkr_indicator *i) {
    set_number(r, row, MKR_FIELD_TOLERANCE, &i->has_tolerance, &i->tolerance);
    if (i->has_tolerance && i->tolerance.units < 0) {
        uint32_t cell = r->header.cell[MKR_FIELD_TOLERANCE];
        r->ok = mkr_say(r->diag, MKR_E_DATA_NEGATIVE_TOLERANCE, where_of(r, row, cell), NULL);
    }
}

static void set_places(reader *r, const mkr_row *row, const mkr_indicator *i) {
    bool has = false;
    mkr_decimal places = {0, 0};
    set_number(r, row, MKR_FIELD_PLACES, &has, &places);
    if (!has)
        return;
    mkr_decimal whole = mkr_decimal_round(places, 0);
    if (mkr_decimal_compare(places, whole) != 0 || whole.units < 0 || whole.units > 9)
        r->ok = mkr_say(r->diag, MKR_E_DATA_PLACES, where_of(r, row, r->header.cell[MKR_FIELD_PLACES]), NULL);
    else
        r->places[i - r->data->indicators] = (uint8_t)(whole.units + 1);
}

static void set_polarity(reader *r, const mkr_row *row, mkr_indicator *i) {
    uint32_t cell = r->header.cell[MKR_FIELD_POLARITY];
    if (cell == MKR_NO_COLUMN)
        return;
    mkr_polarity polarity;
    bool given;
    if (!mkr_cell_polarity(row->cells[cell].text, &polarity, &given))
        r->ok = mkr_say(r->diag, MKR_E_DATA_POLARITY_UNKNOWN, where_of(r, row, cell), "\"%s\"",
                        mkr_cell_excerpt(row->cells[cell].text).text);
    else if (given) {
        i->polarity = polarity;
        i->polarity_given = true;
    }
}

static void set_flags(reader *r, const mkr_row *row, mkr_indicator *i) {
    uint32_t cell = r->header.cell[MKR_FIELD_FLAGS];
    if (cell == MKR_NO_COLUMN)
        return;
    const char *flags;
    if (!mkr_cell_flags(r->arena, row->cells[cell].text, &flags) &&
        !mkr_say(r->diag, MKR_E_DATA_FLAG_UNKNOWN, where_of(r, row, cell), "\"%s\"",
                 mkr_cell_excerpt(row->cells[cell].text).text))
        r->ok = false;
    i->flags = flags;
}

static void set_facts(reader *r, const mkr_row *row, mkr_indicator *i) {
    set_text(r, row, MKR_FIELD_MEASURE, &i->measure);
    set_text(r, row, MKR_FIELD_DEFINITION, &i->definition);
    set_text(r, row, MKR_FIELD_UNIT, &i->unit);
    set_text(r, row, MKR_FIELD_AXIS, &i->axis);
    set_text(r, row, MKR_FIELD_GROUP, &i->group);
    set_text(r, row, MKR_FIELD_OWNER, &i->owner);
    set_text(r, row, MKR_FIELD_COMMENTARY, &i->commentary);
    set_text(r, row, MKR_FIELD_ACTION, &i->action);
    set_text(r, row, MKR_FIELD_SOURCE, &i->source);
    set_number(r, row, MKR_FIELD_COMPARATOR, &i->has_comparator, &i->comparator_value);
    set_number(r, row, MKR_FIELD_AMBER, &i->has_amber, &i->amber);
    set_tolerance(r, row, i);
    set_places(r, row, i);
    set_polarity(r, row, i);
    set_flags(r, row, i);
}

/* ---- second pass: values */

static void widen(mkr_indicator *i, mkr_decimal number) {
    if (number.places > i->places)
        i->places = number.places;
}

static void set_actual(reader *r, const mkr_row *row, uint32_t cell, mkr_indicator *i, mkr_value *v) {
    v->has_actual = read_number(r, row, cell, &v->actual, &v->missing);
    widen(i, v->actual);
}

static void set_target(reader *r, const mkr_row *row, uint32_t cell, mkr_indicator *i, mkr_value *v) {
    const char *nil;
    v->has_target = read_number(r, row, cell, &v->target, &nil);
    widen(i, v->target);
}

/* The target of all periods that have none of their own. */
static void set_common_target(reader *r, const mkr_row *row, mkr_indicator *i) {
    bool has_target = false;
    mkr_decimal target = {0, 0};
    set_number(r, row, MKR_FIELD_TARGET, &has_target, &target);
    widen(i, target);
    for (size_t p = 0; has_target && p < r->data->n_periods; p++)
        if (!i->values[p].has_target) {
            i->values[p].has_target = true;
            i->values[p].target = target;
        }
}

static void set_series(reader *r, const mkr_row *row, mkr_indicator *i) {
    const mkr_header *h = &r->header;
    for (size_t s = 0; s < h->n_series; s++) {
        mkr_value *v = &i->values[mkr_period_distance(h->first, h->series[s].period)];
        if (h->series[s].field == MKR_FIELD_ACTUAL)
            set_actual(r, row, h->series[s].cell, i, v);
        else
            set_target(r, row, h->series[s].cell, i, v);
    }
    set_common_target(r, row, i);
}

/* Long layout: the one value of row i. Rows come in order of periods, so a second row for the same period of
 * an indicator comes directly after the first among its rows. */
static void set_one(reader *r, size_t i, mkr_indicator *indicator) {
    const mkr_row *row = row_at(r, i);
    uint32_t *before = &r->latest_row[r->who[i]]; /* + 1; 0: none */
    if (*before && mkr_period_same(r->when[*before - 1], r->when[i]))
        r->ok = mkr_say(r->diag, MKR_E_DATA_DUPLICATE_PERIOD,
                        where_of(r, row, r->header.cell[MKR_FIELD_PERIOD]), "\"%s\" has one in row %u too",
                        mkr_cell_excerpt(indicator->ref).text, row_at(r, *before - 1)->row);
    *before = (uint32_t)i + 1;
    mkr_value *v = &indicator->values[mkr_period_distance(r->header.first, r->when[i])];
    set_actual(r, row, r->header.cell[MKR_FIELD_ACTUAL], indicator, v);
    if (r->header.cell[MKR_FIELD_TARGET] != MKR_NO_COLUMN)
        set_target(r, row, r->header.cell[MKR_FIELD_TARGET], indicator, v);
}

static void fill(reader *r, size_t i) {
    const mkr_row *row = row_at(r, i);
    mkr_indicator *indicator = &r->data->indicators[r->who[i]];
    set_facts(r, row, indicator);
    if (r->header.wide)
        set_series(r, row, indicator);
    else
        set_one(r, i, indicator);
}

/* The usable rows of the long layout by period, in file order within each: a counting sort. */
static uint32_t *sort_rows(reader *r, size_t *n_sorted) {
    size_t n = r->data->n_periods;
    uint32_t *start = mkr_alloc_array(r->scratch, n + 1, sizeof *start);
    uint32_t *sorted = mkr_alloc_array(r->scratch, r->n_rows, sizeof *sorted);
    for (size_t i = 0; i < r->n_rows; i++)
        if (r->who[i] != NOBODY)
            start[mkr_period_distance(r->header.first, r->when[i]) + 1]++;
    for (size_t p = 0; p < n; p++)
        start[p + 1] += start[p];
    *n_sorted = start[n];
    for (size_t i = 0; i < r->n_rows; i++)
        if (r->who[i] != NOBODY)
            sorted[start[mkr_period_distance(r->header.first, r->when[i])]++] = (uint32_t)i;
    return sorted;
}

static void fill_all(reader *r) {
    if (r->header.wide) {
        for (size_t i = 0; i < r->n_rows; i++)
            if (r->who[i] != NOBODY)
                fill(r, i);
        return;
    }
    size_t n;
    const uint32_t *sorted = sort_rows(r, &n);
    r->latest_row = mkr_alloc_array(r->scratch, r->data->n, sizeof *r->latest_row);
    for (size_t k = 0; k < n; k++)
        fill(r, sorted[k]);
}

static void make_periods(reader *r) {
    mkr_data *d = r->data;
    d->n_periods = (size_t)mkr_period_distance(r->header.first, r->header.last) + 1;
    d->periods = mkr_alloc_array(r->arena, d->n_periods, sizeof *d->periods);
    d->periods[0] = r->header.first;
    for (size_t p = 1; p < d->n_periods; p++)
        d->periods[p] = mkr_period_after(d->periods[p - 1]);
}

static void make_indicators(reader *r) {
    mkr_data *d = r->data;
    uint32_t comparator = r->header.cell[MKR_FIELD_COMPARATOR];
    d->n = mkr_names_count(r->refs);
    d->refs = r->refs;
    d->indicators = mkr_alloc_array(r->arena, d->n, sizeof *d->indicators);
    for (uint32_t n = 0; n < d->n; n++) {
        mkr_indicator *i = &d->indicators[n];
        i->ref = mkr_names_at(r->refs, n);
        i->where = where_of(r, row_at(r, r->first_row[n]), r->header.cell[MKR_FIELD_REF]);
        i->measure = i->definition = i->unit = i->axis = i->group = i->owner = "";
        i->commentary = i->action = i->source = i->flags = "";
        if (comparator != MKR_NO_COLUMN)
            i->comparator = mkr_cell_text(r->arena, heading(r, comparator));
        i->values = mkr_alloc_array(r->arena, d->n_periods, sizeof *i->values);
        for (size_t p = 0; p < d->n_periods; p++)
            i->values[p].period = d->periods[p];
    }
}

static void second_pass(reader *r) {
    make_periods(r);
    make_indicators(r);
    fill_all(r);
}

/* ---- after both passes */

static void finish_indicators(reader *r) {
    for (size_t n = 0; n < r->data->n; n++) {
        mkr_indicator *i = &r->data->indicators[n];
        if (r->places && r->places[n])
            i->places = (uint8_t)(r->places[n] - 1);
        if (!*i->axis)
            i->axis = i->unit;
        if (!*i->group && r->header.cell[MKR_FIELD_GROUP] != MKR_NO_COLUMN)
            r->ok = mkr_say(r->diag, MKR_E_DATA_NO_GROUP, i->where, "\"%s\"", mkr_cell_excerpt(i->ref).text);
    }
}

static void make_groups(reader *r) {
    mkr_data *d = r->data;
    mkr_names *names = mkr_names_new(r->scratch);
    uint32_t *group_of = mkr_alloc_array(r->scratch, d->n, sizeof *group_of);
    for (size_t n = 0; n < d->n; n++) {
        bool is_new;
        bool same = n > 0 && strcmp(d->indicators[n].group, d->indicators[n - 1].group) == 0;
        group_of[n] = same ? group_of[n - 1] : mkr_names_add(names, d->indicators[n].group, &is_new);
    }
    d->n_groups = mkr_names_count(names);
    d->groups = mkr_alloc_array(r->arena, d->n_groups, sizeof *d->groups);
    for (size_t n = 0; n < d->n; n++)
        d->groups[group_of[n]].n++;
    for (uint32_t g = 0; g < d->n_groups; g++) {
        d->groups[g].name = mkr_names_at(names, g);
        d->groups[g].indicators = mkr_alloc_array(r->arena, d->groups[g].n, sizeof *d->groups[g].indicators);
        d->groups[g].n = 0;
    }
    for (size_t n = 0; n < d->n; n++) {
        mkr_group *g = &d->groups[group_of[n]];
        g->indicators[g->n++] = &d->indicators[n];
    }
}

static void read_rows(reader *r) {
    if (!first_pass(r)) {
        r->ok = false;
        return;
    }
    if (r->header.cell[MKR_FIELD_PLACES] != MKR_NO_COLUMN)
        r->places = mkr_alloc_array(r->scratch, r->n_rows, sizeof *r->places);
    second_pass(r);
    finish_indicators(r);
    make_groups(r); /* without a column for it, one group without a name */
}

bool mkr_data_read(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, mkr_data *out) {
    reader r = {.arena = arena, .diag = diag, .table = table, .data = out, .ok = true};
    *out = (mkr_data){0};
    if (!mkr_header_read(arena, diag, table, &r.header))
        return false;
    r.scratch = mkr_arena_child(arena);
    r.refs = mkr_names_new(arena);
    r.n_rows = table->n - r.header.row - 1;
    read_rows(&r);
    mkr_arena_free(r.scratch);
    return r.ok;
}

const mkr_indicator *mkr_data_find(const mkr_data *data, const char *ref) {
    uint32_t n = data->refs ? mkr_names_find(data->refs, ref) : MKR_NO_NAME;
    return n == MKR_NO_NAME ? NULL : &data->indicators[n];
}

const mkr_value *mkr_indicator_at(const mkr_data *data, const mkr_indicator *i, size_t period) {
    assert(period < data->n_periods);
    return &i->values[period];
}
