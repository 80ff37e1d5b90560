/* facts.c - what a table says of an indicator apart from its figures.
 *
 * In the long layout an indicator has several rows, which come in order of time: a later row that has a text
 * replaces what an earlier one said. Most rows only repeat the row before, so a cell is read only where its
 * text differs. Texts come before all else, for figures are read by the unit. */
#include <string.h>

#include "data/reader.h"
#include "data/unit.h"

typedef struct {
    mkr_reader *r;
    const mkr_source *s;
    mkr_indicator *i;
    size_t n; /* its number */
    const mkr_row *row, *before; /* before: the indicator's row read last, or NULL */
} facts;

static mkr_where where_of(const facts *f, mkr_field field) {
    return mkr_source_where(f->s, f->row, f->s->header.cell[field]);
}

static bool say(const facts *f, mkr_code code, mkr_field field) {
    const mkr_cell *cell = &f->row->cells[f->s->header.cell[field]];
    bool ok = mkr_say(f->r->diag, code, where_of(f, field), "\"%s\"", mkr_cell_excerpt(cell->text).text);
    if (!ok)
        f->r->ok = false;
    return ok;
}

static const char *text_of(const facts *f, mkr_field field) {
    uint32_t cell = f->s->header.cell[field];
    return cell == MKR_NO_COLUMN ? "" : f->row->cells[cell].text;
}

/* The text of a cell that says something the row before did not say; NULL without one. */
static const char *new_text(const facts *f, mkr_field field) {
    uint32_t cell = f->s->header.cell[field];
    if (cell == MKR_NO_COLUMN)
        return NULL;
    const char *text = f->row->cells[cell].text;
    return *text && !(f->before && strcmp(text, f->before->cells[cell].text) == 0) ? text : NULL;
}

/* ---- texts */

/* First those of mkr_wording, in its order. */
static const struct {
    mkr_field field;
    size_t offset; /* of a const char * in mkr_indicator */
} texts[] = {
#define TEXT(field, member)                                                                                  \
    { MKR_FIELD_##field, offsetof(mkr_indicator, member) }
    TEXT(MEASURE, measure),
    TEXT(DEFINITION, definition),
    TEXT(COMMENTARY, commentary),
    TEXT(ACTION, action),
    TEXT(OVERRIDE_REASON, override_reason),
    TEXT(UNIT, unit),
    TEXT(AXIS, axis),
    TEXT(GROUP, group),
    TEXT(SERVICE, service),
    TEXT(DIRECTORATE, directorate),
    TEXT(PORTFOLIO, portfolio),
    TEXT(OWNER, owner),
    TEXT(SOURCE, source),
    TEXT(FREQUENCY, frequency),
    TEXT(OVERRIDE_BY, override_by),
#undef TEXT
};

static void check_symbols(const facts *f, mkr_field field, const char *text) {
    const char *was = mkr_stated_lost(text, false);
    if (was)
        f->r->ok = mkr_say(f->r->diag, MKR_E_DATA_LOST_SYMBOL, where_of(f, field), "it was probably %s", was);
}

static void note_prose(const facts *f) {
    for (size_t k = 0; k < MKR_PROSE_FIELDS; k++)
        if (*text_of(f, mkr_prose_fields[k]))
            f->r->prose[f->n].row[k] = f->row;
}

static void note_place(const facts *f, size_t wording) {
    mkr_where where = where_of(f, texts[wording].field);
    f->i->row[wording] = where.line;
    f->r->data->column[wording] = where.col;
}

static void set_texts(const facts *f) {
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        const char *text = new_text(f, texts[k].field);
        if (!text)
            continue;
        check_symbols(f, texts[k].field, text);
        text = mkr_cell_text(f->r->arena, text);
        if (!*text)
            continue;
        memcpy((char *)f->i + texts[k].offset, &text, sizeof text);
        if (k < MKR_WORDINGS)
            note_place(f, k);
    }
    if (f->r->prose)
        note_prose(f);
}

/* ---- numbers */

static bool read_number(const facts *f, uint32_t cell, mkr_decimal *out) {
    mkr_cell_value v;
    bool has = mkr_figure_read(f->r, f->s, f->row, cell, f->i, &v, out);
    if (has || v.kind != MKR_CELL_NIL || (v.nil != MKR_BELOW && v.nil != MKR_ABOVE))
        return has;
    f->r->ok =
        mkr_say(f->r->diag, MKR_E_DATA_NOT_A_NUMBER, mkr_source_where(f->s, f->row, cell),
                "\"%s\" under \"%s\": a limit, not a number", mkr_cell_excerpt(f->row->cells[cell].text).text,
                mkr_cell_excerpt(mkr_source_heading(f->s, cell)).text);
    return false;
}

static void set_number(const facts *f, mkr_field field, bool *has, mkr_decimal *to) {
    mkr_decimal number;
    if (new_text(f, field) && read_number(f, f->s->header.cell[field], &number)) {
        *has = true;
        *to = number;
    }
}

/* "5" or "5%": whether it is a share or an amount depends on the rule, so the sign is not compared with the
 * unit. */
static void set_tolerance(const facts *f) {
    const char *text = new_text(f, MKR_FIELD_TOLERANCE);
    mkr_cell_value v = {0};
    mkr_indicator *i = f->i;
    if (!text)
        return;
    mkr_cell_read(text, &f->r->scheme->reading, &v);
    if (v.kind == MKR_CELL_NUMBER && v.percent) {
        i->has_tolerance = true;
        i->tolerance = v.number;
    } else
        set_number(f, MKR_FIELD_TOLERANCE, &i->has_tolerance, &i->tolerance);
    if (i->has_tolerance && i->tolerance.units < 0)
        f->r->ok = mkr_say(f->r->diag, MKR_E_DATA_NEGATIVE_TOLERANCE, where_of(f, MKR_FIELD_TOLERANCE), NULL);
}

static void set_places(const facts *f) {
    const char *text = new_text(f, MKR_FIELD_PLACES);
    mkr_cell_value v;
    if (!text)
        return;
    mkr_cell_read(text, &f->r->scheme->reading, &v);
    if (v.kind == MKR_CELL_NIL)
        return;
    mkr_decimal whole = mkr_decimal_round(v.number, 0);
    if (v.kind == MKR_CELL_WRONG || mkr_decimal_compare(v.number, whole) != 0 || whole.units < 0 ||
        whole.units > 9)
        f->r->ok = mkr_say(f->r->diag, MKR_E_DATA_PLACES, where_of(f, MKR_FIELD_PLACES), NULL);
    else
        f->r->places[f->n] = (uint8_t)(whole.units + 1);
}

/* ---- words */

static void took(const facts *f, mkr_field field, const char *how, const char *to) {
    const char *from = text_of(f, field);
    if (f->r->diag->coerced && strcmp(from, to) != 0)
        mkr_coerced(f->r->diag, where_of(f, field), how, from, to);
}

static void set_yes(const facts *f, mkr_field field, bool *to) {
    const char *text = new_text(f, field);
    if (text && !mkr_cell_yes(text, to))
        say(f, MKR_E_DATA_YES_NO, field);
    else if (text)
        took(f, field, "yes or no", *to ? "yes" : "no");
}

static void set_polarity(const facts *f) {
    const char *text = new_text(f, MKR_FIELD_POLARITY);
    mkr_polarity polarity;
    bool given;
    if (!text)
        return;
    if (!mkr_cell_polarity(text, &polarity, &given))
        say(f, MKR_E_DATA_POLARITY_UNKNOWN, MKR_FIELD_POLARITY);
    else if (given) {
        f->i->polarity = polarity;
        f->i->polarity_given = true;
        took(f, MKR_FIELD_POLARITY, "a polarity", mkr_polarity_name(f->i));
    }
}

/* Markers are of the period of their row: a later row without any takes them back. */
static void set_marks(const facts *f) {
    uint32_t cell = f->s->header.cell[MKR_FIELD_FLAGS];
    f->i->marks = 0;
    if (cell == MKR_NO_COLUMN || !*f->row->cells[cell].text)
        return;
    if (!mkr_cell_marks(f->row->cells[cell].text, &f->i->marks))
        say(f, MKR_E_DATA_FLAG_UNKNOWN, MKR_FIELD_FLAGS);
    if (f->s->when)
        f->i->marks &= MKR_MEASURE_MARKS;
}

static void set_rule(const facts *f) {
    const char *text = new_text(f, MKR_FIELD_RULE);
    const mkr_scheme *scheme = f->r->scheme;
    if (!text || !*(text = mkr_cell_text(f->r->arena, text)))
        return;
    const mkr_rule *rule = mkr_scheme_find(scheme, text);
    if (rule) {
        f->i->rule = rule;
        return;
    }
    const char **names = mkr_alloc_array(f->r->scratch, scheme->n_rules + 1, sizeof *names);
    for (size_t k = 0; k < scheme->n_rules; k++)
        names[k] = scheme->rules[k].name;
    const char *near = mkr_nearest(text, names);
    f->r->ok = mkr_say(f->r->diag, MKR_E_DATA_RULE_UNKNOWN, where_of(f, MKR_FIELD_RULE), "\"%s\"%s%s%s",
                       mkr_cell_excerpt(text).text, near ? "; did you mean \"" : "", near ? near : "",
                       near ? "\"?" : "");
}

/* How many months a period of the data lasts. */
static uint8_t period_months(const mkr_reader *r) {
    static const uint8_t months[] = {
        [MKR_NO_PERIOD] = 1, [MKR_MONTH] = 1, [MKR_QUARTER] = 3, [MKR_YEAR] = 12};
    return months[r->values->header.first.kind];
}

static void set_frequency(const facts *f) {
    uint8_t months, own = period_months(f->r);
    const char *text = new_text(f, MKR_FIELD_FREQUENCY);
    if (!text)
        return;
    if (!mkr_stated_frequency(text, &months))
        say(f, MKR_E_DATA_FREQUENCY_UNKNOWN, MKR_FIELD_FREQUENCY);
    else if (months == MKR_LESS_THAN_MONTH || (months > 0 && months % own != 0))
        say(f, MKR_E_DATA_FREQUENCY, MKR_FIELD_FREQUENCY);
    else if (months > 0)
        f->i->step = (uint8_t)(months / own);
}

static void set_as_at(const facts *f) {
    const char *text = new_text(f, MKR_FIELD_AS_AT), *why;
    mkr_cell_value v;
    mkr_date date;
    if (!text)
        return;
    if (mkr_cell_date(f->r->scratch, text, &f->r->scheme->reading, &date, &why)) {
        f->i->as_at = date;
        if (f->r->diag->coerced)
            took(f, MKR_FIELD_AS_AT, "a date", mkr_date_print(f->r->scratch, date, "D MMMM YYYY"));
        return;
    }
    mkr_cell_read(text, &f->r->scheme->reading, &v);
    if (v.kind != MKR_CELL_NIL || v.month)
        f->r->ok = mkr_say(f->r->diag, MKR_E_DATA_NOT_A_DATE, where_of(f, MKR_FIELD_AS_AT), "\"%s\": %s",
                           mkr_cell_excerpt(text).text, why);
}

/* Whether a sign that a lost font has left stands where a word is expected: a letter, which is shown, or a
 * character of the private use area, which cannot be. */
static bool is_lost(const facts *f, mkr_field field, const char *text) {
    const char *was = mkr_stated_lost(text, true);
    if (was && mkr_stated_lost(text, false))
        check_symbols(f, field, text);
    else if (was)
        f->r->ok = mkr_say(f->r->diag, MKR_E_DATA_LOST_SYMBOL, where_of(f, field), "\"%s\" was probably %s",
                           mkr_cell_excerpt(text).text, was);
    return was != NULL;
}

static void set_stated(const facts *f) {
    const char *rating_text = new_text(f, MKR_FIELD_STATED_RATING);
    const char *travel_text = new_text(f, MKR_FIELD_STATED_TRAVEL);
    const char *quartile_text = new_text(f, MKR_FIELD_QUARTILE);
    mkr_rating rating = MKR_UNRATED;
    mkr_travel travel = MKR_NO_COMPARISON;
    if (rating_text && !is_lost(f, MKR_FIELD_STATED_RATING, rating_text)) {
        if (!mkr_stated_rating(rating_text, &rating))
            say(f, MKR_E_DATA_RATING_UNKNOWN, MKR_FIELD_STATED_RATING);
        f->i->stated_rating = (uint8_t)rating;
    }
    if (travel_text && !is_lost(f, MKR_FIELD_STATED_TRAVEL, travel_text)) {
        if (!mkr_stated_travel(travel_text, &travel))
            say(f, MKR_E_DATA_TRAVEL_UNKNOWN, MKR_FIELD_STATED_TRAVEL);
        f->i->stated_travel = (uint8_t)travel;
    }
    if (quartile_text && !mkr_stated_quartile(quartile_text, &f->i->quartile))
        say(f, MKR_E_DATA_QUARTILE, MKR_FIELD_QUARTILE);
}

static void set_override(const facts *f) {
    const char *text = new_text(f, MKR_FIELD_OVERRIDE);
    mkr_rating rating;
    if (text && !mkr_stated_rating(text, &rating))
        f->r->ok = mkr_say(f->r->diag, MKR_E_DATA_OVERRIDE, where_of(f, MKR_FIELD_OVERRIDE),
                           "\"%s\" is no rating", mkr_cell_excerpt(text).text);
    else if (text)
        f->i->override = (uint8_t)rating;
}

static void set_part_of(const facts *f) {
    const char *text = new_text(f, MKR_FIELD_PART_OF);
    if (!text || !*(text = mkr_cell_text(f->r->arena, text)))
        return;
    uint32_t total = mkr_names_find(f->r->refs, text);
    if (total == MKR_NO_NAME || total == f->n)
        say(f, MKR_E_DATA_PART_OF, MKR_FIELD_PART_OF);
    else
        f->r->part_of[f->n] = total + 1;
}

static void set_rest(const facts *f) {
    mkr_indicator *i = f->i;
    set_yes(f, MKR_FIELD_CUMULATIVE, &i->cumulative);
    set_number(f, MKR_FIELD_AMBER, &i->has_amber, &i->amber);
    set_number(f, MKR_FIELD_LOWER, &i->has_lower, &i->lower);
    set_number(f, MKR_FIELD_UPPER, &i->has_upper, &i->upper);
    set_number(f, MKR_FIELD_FORECAST, &i->has_forecast, &i->forecast);
    set_number(f, MKR_FIELD_MAXIMUM, &i->has_maximum, &i->maximum);
    set_tolerance(f);
    set_places(f);
    set_polarity(f);
    set_marks(f);
    set_rule(f);
    set_frequency(f);
    set_as_at(f);
    set_stated(f);
    set_override(f);
    set_part_of(f);
}

static void check_override(const facts *f) {
    const mkr_indicator *i = f->i;
    const char *lacks = !*i->override_reason ? "a reason"
                        : !*i->override_by   ? "the name of who gave it"
                                             : NULL;
    if (i->override && lacks)
        f->r->ok = mkr_say(f->r->diag, MKR_E_DATA_OVERRIDE, where_of(f, MKR_FIELD_OVERRIDE),
                           "\"%s\" lacks %s", mkr_cell_excerpt(i->ref).text, lacks);
}

/* Go over the rows of the indicator. */
static void each_row(facts *f, void (*set)(const facts *f)) {
    f->before = NULL;
    for (uint32_t k = f->s->start[f->n]; k < f->s->start[f->n + 1]; k++) {
        f->row = mkr_source_row(f->s, f->s->sorted[k]);
        set(f);
        f->before = f->row;
    }
}

/* One row that says so is enough. */
static void set_people(const facts *f) {
    bool people = false;
    set_yes(f, MKR_FIELD_PEOPLE, &people);
    f->i->people = f->i->people || people;
}

void mkr_facts_read(mkr_reader *r, size_t n) {
    facts f = {.r = r, .s = &r->facts, .i = &r->data->indicators[n], .n = n};
    each_row(&f, set_texts);
    each_row(&f, set_people); /* before any figure: no message may show one that will be suppressed */
    r->now.percent = mkr_unit_is_percent(f.i->unit);
    each_row(&f, set_rest);
    check_override(&f);
    mkr_comparisons_read(r, n);
}

const char *mkr_data_wording(const mkr_data *data, const mkr_indicator *i, mkr_wording w, mkr_where *where) {
    const char *text;
    memcpy(&text, (const char *)i + texts[w].offset, sizeof text);
    *where = (mkr_where){i->where.file, i->row[w], data->column[w]};
    return text;
}
