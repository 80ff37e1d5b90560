/* values.c - the figures of an indicator.
 *
 * In the wide layout its one row has a column for each period; in the long layout it has a row for each
 * period, in order of time. A figure of people is never quoted in a message, for it may be one that is
 * suppressed. Not here: what a cell says (cell.h). */
#include "data/reader.h"

#include <stdio.h>
#include <string.h>

static const mkr_decimal half = {5, 1}, one = {1, 0}, one_and_a_half = {15, 1}, hundred = {100, 0};

/* ---- one cell */

static bool is_limit(const mkr_cell_value *v) {
    return v->kind == MKR_CELL_NIL && (v->nil == MKR_BELOW || v->nil == MKR_ABOVE);
}

static mkr_excerpt excerpt(const mkr_indicator *i, const char *text) {
    return i->people ? (mkr_excerpt){"a figure of people"} : mkr_cell_excerpt(text);
}

static bool complain(mkr_reader *r, const mkr_source *s, const mkr_row *row, uint32_t cell,
                     const mkr_indicator *i, mkr_code code, const char *why) {
    bool ok = mkr_say(r->diag, code, mkr_source_where(s, row, cell), "\"%s\" under \"%s\"%s%s",
                      excerpt(i, row->cells[cell].text).text,
                      mkr_cell_excerpt(mkr_source_heading(s, cell)).text, why ? ": " : "", why ? why : "");
    if (!ok)
        r->ok = false;
    return ok;
}

static void log_coercion(mkr_reader *r, const mkr_source *s, const mkr_row *row, uint32_t cell,
                         const mkr_cell_value *v, mkr_decimal number) {
    char plain[MKR_DECIMAL_PLAIN], to[MKR_DECIMAL_PLAIN + 4];
    mkr_decimal_plain(plain, number);
    if (v->kind == MKR_CELL_NUMBER)
        strcpy(to, plain);
    else if (is_limit(v))
        snprintf(to, sizeof to, "%c%s", v->nil == MKR_BELOW ? '<' : '>', plain);
    else
        snprintf(to, sizeof to, "[%s]", mkr_nil_shorthand(v->nil));
    mkr_coerced(r->diag, mkr_source_where(s, row, cell), v->how, row->cells[cell].text, to);
}

bool mkr_figure_read(mkr_reader *r, const mkr_source *s, const mkr_row *row, uint32_t cell,
                     const mkr_indicator *i, mkr_cell_value *v, mkr_decimal *out) {
    const char *why = NULL;
    *out = (mkr_decimal){0, 0};
    mkr_cell_read(row->cells[cell].text, &r->scheme->reading, v);
    bool has = v->kind == MKR_CELL_NUMBER;
    if ((has || is_limit(v)) && !mkr_cell_in_unit(v, i->unit, out, &why)) {
        *v = (mkr_cell_value){.kind = MKR_CELL_WRONG, .why = why};
        has = false;
    }
    if (v->kind == MKR_CELL_WRONG)
        complain(r, s, row, cell, i, MKR_E_DATA_NOT_A_NUMBER, v->why);
    if (!v->how)
        return has;
    if (v->exponent)
        complain(r, s, row, cell, i, MKR_E_DATA_EXPONENT, NULL);
    if (v->month)
        complain(r, s, row, cell, i, MKR_E_DATA_MONTH, NULL);
    if (r->diag->coerced && !i->people)
        log_coercion(r, s, row, cell, v, *out);
    return has;
}

/* ---- one value */

static void widen(mkr_indicator *i, mkr_decimal number) {
    if (number.places > i->places)
        i->places = number.places;
}

/* Find out whether all figures of a percentage look like shares of one, as they do where a spreadsheet has
 * lost the format of its cells. */
static void weigh_share(mkr_reader *r, mkr_where where, const char *text, bool percent, mkr_decimal number) {
    if (percent || number.units < 0 || mkr_decimal_compare(number, one) > 0)
        r->now.not_shares = true;
    else if (!r->now.half.line && mkr_decimal_compare(number, half) >= 0) {
        r->now.half = where;
        r->now.half_text = text;
    }
}

/* Keep count of what makes a percentage look like a fraction: 0.85 where the others are 80 to 90. One may be
 * either. */
static void weigh(mkr_reader *r, const mkr_source *s, const mkr_row *row, uint32_t cell,
                  const mkr_cell_value *v, mkr_decimal number) {
    int side = mkr_decimal_compare(number, one);
    weigh_share(r, mkr_source_where(s, row, cell), row->cells[cell].text, v->percent, number);
    if (number.units <= 0 || side == 0)
        return;
    if (mkr_decimal_compare(number, one_and_a_half) > 0) {
        r->now.n_large++;
        if (mkr_decimal_compare(number, r->now.largest) > 0)
            r->now.largest = number;
    } else if (v->percent || side > 0)
        r->now.n_between++;
    else if (!r->now.fraction.line) {
        r->now.fraction = mkr_source_where(s, row, cell);
        r->now.fraction_text = row->cells[cell].text;
    }
}

/* Keep in mind where the first figure with a sign stands, if the indicator has no unit. */
static void note_sign(mkr_reader *r, const mkr_source *s, const mkr_row *row, uint32_t cell,
                      const mkr_indicator *i, const mkr_cell_value *v) {
    if (*i->unit || r->now.sign.line || !(v->percent || v->pounds))
        return;
    r->now.sign = mkr_source_where(s, row, cell);
    r->now.sign_text = row->cells[cell].text;
}

static void suppress(mkr_reader *r, const mkr_indicator *i, const mkr_cell_value *v, mkr_decimal number,
                     mkr_value *out) {
    size_t n = (size_t)(i - r->data->indicators);
    mkr_set_nil(out, MKR_CONFIDENTIAL);
    r->n_suppressed++;
    mkr_suppress_note(r, n, number);
    if (v->has_parts) {
        mkr_suppress_note(r, n, v->part);
        mkr_suppress_note(r, n, v->whole);
    }
}

/* Read the actual of a period from a cell. An empty one says no more than no cell at all. */
static void read_actual(mkr_reader *r, const mkr_source *s, const mkr_row *row, uint32_t cell,
                        mkr_indicator *i, mkr_value *out) {
    mkr_cell_value v;
    mkr_decimal number = {0, 0};
    if (!*row->cells[cell].text)
        return;
    bool has = mkr_figure_read(r, s, row, cell, i, &v, &number);
    out->marks = v.marks;
    note_sign(r, s, row, cell, i, &v);
    if (i->people && mkr_suppress_is_small(r, &v, number)) {
        suppress(r, i, &v, number, out);
        return;
    }
    out->has_actual = has;
    mkr_set_nil(out, v.kind == MKR_CELL_NIL && v.nil == MKR_NIL_NONE ? MKR_NOT_AVAILABLE : v.nil);
    if (!has && !is_limit(&v))
        return;
    out->actual_units = number.units;
    out->actual_places = number.places;
    if (!has)
        return;
    widen(i, number);
    if (r->now.percent)
        weigh(r, s, row, cell, &v, number);
}

static bool read_target(mkr_reader *r, const mkr_source *s, const mkr_row *row, uint32_t cell,
                        mkr_indicator *i, mkr_decimal *out) {
    mkr_cell_value v;
    bool has = mkr_figure_read(r, s, row, cell, i, &v, out);
    if (is_limit(&v))
        complain(r, s, row, cell, i, MKR_E_DATA_NOT_A_NUMBER, "a target is one number");
    if (!has)
        return false;
    note_sign(r, s, row, cell, i, &v);
    widen(i, *out);
    if (r->now.percent)
        weigh(r, s, row, cell, &v, *out);
    return true;
}

static void set_target(mkr_value *v, mkr_decimal target) {
    v->has_target = true;
    v->target_units = target.units;
    v->target_places = target.places;
}

static size_t index_of(const mkr_reader *r, mkr_period period) {
    return (size_t)mkr_period_distance(r->data->periods[0], period);
}

/* The target of all periods of a year, or of all, that have none of their own. */
static void spread_target(const mkr_reader *r, mkr_indicator *i, const mkr_period *year, mkr_decimal target) {
    for (size_t p = 0; p < r->data->n_periods; p++)
        if (!i->values[p].has_target && (!year || r->data->periods[p].year == year->year))
            set_target(&i->values[p], target);
}

static void set_common_target(mkr_reader *r, const mkr_source *s, const mkr_row *row, mkr_indicator *i) {
    uint32_t cell = s->header.cell[MKR_FIELD_TARGET];
    mkr_decimal target;
    if (s->header.wide && cell != MKR_NO_COLUMN && read_target(r, s, row, cell, i, &target))
        spread_target(r, i, NULL, target);
}

/* ---- what a row says of earlier periods */

static bool is_empty(const mkr_value *v) {
    mkr_nil nil = mkr_value_nil(v);
    return !v->has_actual && (nil == MKR_NIL_NONE || nil == MKR_NOT_AVAILABLE);
}

static void say_differs(mkr_reader *r, mkr_where where, const mkr_indicator *i, size_t period,
                        const mkr_value *own, const mkr_value *said) {
    char a[MKR_DECIMAL_PLAIN], b[MKR_DECIMAL_PLAIN];
    const char *when = mkr_period_print(r->scratch, r->data->periods[period]);
    mkr_decimal_plain(a, mkr_actual(said));
    mkr_decimal_plain(b, mkr_actual(own));
    if (i->people)
        mkr_say(r->diag, MKR_E_DATA_DIFFERS, where, "%s", when);
    else
        mkr_say(r->diag, MKR_E_DATA_DIFFERS, where, "%s here, %s for %s", a, b, when);
}

/* "Previous" or "Same period last year" beside the actual of `period`. */
static void set_earlier(mkr_reader *r, const mkr_source *s, const mkr_row *row, mkr_field field,
                        mkr_indicator *i, size_t period, size_t back) {
    uint32_t cell = s->header.cell[field];
    mkr_value said = {0};
    if (cell == MKR_NO_COLUMN || period < back)
        return;
    mkr_value *own = &i->values[period - back];
    read_actual(r, s, row, cell, i, &said);
    if (is_empty(own) && !is_empty(&said)) {
        said.has_target = own->has_target;
        said.target_units = own->target_units;
        said.target_places = own->target_places;
        *own = said;
    } else if (own->has_actual && said.has_actual &&
               mkr_decimal_compare(mkr_actual(own), mkr_actual(&said)) != 0)
        say_differs(r, mkr_source_where(s, row, cell), i, period - back, own, &said);
}

static size_t periods_of_year(const mkr_reader *r) {
    static const size_t n[] = {[MKR_NO_PERIOD] = 0, [MKR_MONTH] = 12, [MKR_QUARTER] = 4, [MKR_YEAR] = 1};
    return n[r->data->periods[0].kind];
}

static void set_both_earlier(mkr_reader *r, const mkr_source *s, const mkr_row *row, mkr_indicator *i,
                             size_t period) {
    set_earlier(r, s, row, MKR_FIELD_PREVIOUS, i, period, i->step);
    set_earlier(r, s, row, MKR_FIELD_LAST_YEAR, i, period, periods_of_year(r));
}

/* ---- wide layout */

static void set_series(mkr_reader *r, const mkr_source *s, const mkr_row *row, mkr_indicator *i) {
    const mkr_header *h = &s->header;
    mkr_period kind = r->data->periods[0];
    mkr_decimal target;
    for (size_t k = 0; k < h->n_series; k++) {
        const mkr_series *series = &h->series[k];
        if (series->period.kind != kind.kind)
            continue;
        size_t p = index_of(r, series->period);
        if (series->field == MKR_FIELD_ACTUAL)
            read_actual(r, s, row, series->cell, i, &i->values[p]);
        else if (read_target(r, s, row, series->cell, i, &target))
            set_target(&i->values[p], target);
    }
    for (size_t k = 0; k < h->n_series; k++) {
        const mkr_series *series = &h->series[k];
        if (series->field == MKR_FIELD_ACTUAL)
            set_both_earlier(r, s, row, i, index_of(r, series->period)); /* with one series only */
        else if (series->period.kind != kind.kind && read_target(r, s, row, series->cell, i, &target))
            spread_target(r, i, &series->period, target);
    }
}

/* ---- long layout */

/* Markers in the row of a figure. */
static mkr_marks row_marks(mkr_reader *r, const mkr_source *s, const mkr_row *row) {
    uint32_t cell = s->header.cell[MKR_FIELD_FLAGS];
    mkr_marks marks;
    if (cell == MKR_NO_COLUMN || !*row->cells[cell].text)
        return 0;
    if (!mkr_cell_marks(row->cells[cell].text, &marks) && s->role == MKR_TABLE_VALUES)
        r->ok = mkr_say(r->diag, MKR_E_DATA_FLAG_UNKNOWN, mkr_source_where(s, row, cell), "\"%s\"",
                        mkr_cell_excerpt(row->cells[cell].text).text) &&
                r->ok;
    if (s->role != MKR_TABLE_VALUES)
        marks &= ~MKR_MEASURE_MARKS;
    return marks;
}

static void set_row(mkr_reader *r, const mkr_source *s, const mkr_row *row, mkr_indicator *i,
                    mkr_period when) {
    size_t p = index_of(r, when);
    uint32_t target_cell = s->header.cell[MKR_FIELD_TARGET];
    mkr_value *v = &i->values[p];
    mkr_decimal target;
    read_actual(r, s, row, s->header.cell[MKR_FIELD_ACTUAL], i, v);
    v->marks |= row_marks(r, s, row);
    if (target_cell != MKR_NO_COLUMN && read_target(r, s, row, target_cell, i, &target))
        set_target(v, target);
}

static void set_rows(mkr_reader *r, const mkr_source *s, mkr_indicator *i, size_t n) {
    for (uint32_t k = s->start[n]; k < s->start[n + 1]; k++) {
        uint32_t at = s->sorted[k], before = k > s->start[n] ? s->sorted[k - 1] : at;
        const mkr_row *row = mkr_source_row(s, at);
        if (before != at && mkr_period_same(s->when[before], s->when[at]))
            r->ok = mkr_say(r->diag, MKR_E_DATA_DUPLICATE_PERIOD,
                            mkr_source_where(s, row, s->header.cell[MKR_FIELD_PERIOD]),
                            "\"%s\" has one in row %u too", mkr_cell_excerpt(i->ref).text,
                            mkr_source_row(s, before)->row);
        else
            set_row(r, s, row, i, s->when[at]);
    }
    for (uint32_t k = s->start[n]; k < s->start[n + 1]; k++)
        set_both_earlier(r, s, mkr_source_row(s, s->sorted[k]), i, index_of(r, s->when[s->sorted[k]]));
}

/* ---- one indicator */

static void warn_of_fraction(mkr_reader *r, const mkr_indicator *i) {
    mkr_decimal four = {4, 0}, number;
    if (!r->now.fraction.line || r->now.n_large == 0 || r->now.n_between > 0 || i->people)
        return;
    mkr_cell_value v;
    mkr_cell_read(r->now.fraction_text, &r->scheme->reading, &v);
    number = v.number;
    if (mkr_decimal_compare_products(number, hundred, r->now.largest, four) <= 0)
        mkr_say(r->diag, MKR_E_DATA_FRACTION, r->now.fraction, "\"%s\", and others of \"%s\" are up to %s",
                mkr_cell_excerpt(r->now.fraction_text).text, mkr_cell_excerpt(i->ref).text,
                mkr_decimal_print(r->scratch, r->now.largest, r->now.largest.places));
}

static void warn_of_shares(mkr_reader *r, const mkr_indicator *i) {
    if (r->now.half.line && !r->now.not_shares)
        mkr_say(r->diag, MKR_E_DATA_FRACTION, r->now.half, "\"%s\", and all others of \"%s\" are from 0 to 1",
                excerpt(i, r->now.half_text).text, mkr_cell_excerpt(i->ref).text);
}

static void warn_of_sign(mkr_reader *r, const mkr_indicator *i) {
    if (r->now.sign.line)
        mkr_say(r->diag, MKR_E_DATA_NO_UNIT, r->now.sign, "\"%s\" of \"%s\"",
                excerpt(i, r->now.sign_text).text, mkr_cell_excerpt(i->ref).text);
}

static void start_indicator(mkr_reader *r) {
    r->now.n_large = r->now.n_between = 0;
    r->now.largest = (mkr_decimal){0, 0};
    r->now.fraction.line = r->now.half.line = r->now.sign.line = 0;
    r->now.not_shares = false;
}

void mkr_values_read(mkr_reader *r, size_t n) {
    const mkr_source *s = r->values;
    mkr_indicator *i = &r->data->indicators[n];
    start_indicator(r);
    if (!s->header.wide)
        set_rows(r, s, i, n);
    else if (s->start[n] < s->start[n + 1]) {
        const mkr_row *row = mkr_source_row(s, s->sorted[s->start[n]]);
        set_series(r, s, row, i);
        set_common_target(r, s, row, i);
    }
    if (s != &r->facts)
        set_common_target(r, &r->facts, mkr_source_row(&r->facts, r->facts.sorted[r->facts.start[n]]), i);
    if (s->start[n] == s->start[n + 1])
        mkr_say(r->diag, MKR_E_DATA_NO_VALUES, i->where, "\"%s\"", mkr_cell_excerpt(i->ref).text);
    warn_of_fraction(r, i);
    warn_of_shares(r, i);
    warn_of_sign(r, i);
}
