/* suppress.c - small numbers of people are taken away, and what would give them back.
 *
 * A total and its parts make an equation: with one of them unknown it can be worked out, so then another goes
 * too, the smallest part, or the total when no part is left to take. Each loss may leave another equation
 * with one unknown; every one is looked at once when that happens, which ends because nothing is ever put
 * back. A cumulative series gives away what came in a period as a difference; then its later figure goes. No
 * message says a number. */
#include <string.h>

#include "base/ascii.h"
#include "data/reader.h"

static bool is_small(const mkr_reader *r, mkr_decimal v) {
    mkr_decimal below = {r->scheme->suppress_below, 0};
    return v.units > 0 && mkr_decimal_compare(v, below) < 0;
}

bool mkr_suppress_is_small(const mkr_reader *r, const mkr_cell_value *v, mkr_decimal number) {
    if (v->has_parts && (is_small(r, v->part) || is_small(r, v->whole)))
        return true;
    return !r->now.percent && (v->kind == MKR_CELL_NUMBER || v->nil == MKR_BELOW) && is_small(r, number);
}

/* ---- prose */

static bool is_word_part(char c) {
    return mkr_is_letter(c) || mkr_is_digit(c) || (unsigned char)c >= 0x80;
}

/* Does `word` stand in the text between other things than letters and digits? "3" does not in "3.5" or
 * "1,003". */
static bool has_word(const char *text, const char *word) {
    size_t n = strlen(word);
    for (const char *s = text; *s; s++) {
        if (mkr_same_letters(s, word) < n || (s > text && is_word_part(s[-1])) || is_word_part(s[n]))
            continue;
        bool fraction = mkr_is_digit(*word) && (s[n] == '.' || s[n] == ',') && mkr_is_digit(s[n + 1]);
        bool rest =
            mkr_is_digit(*word) && s > text + 1 && (s[-1] == '.' || s[-1] == ',') && mkr_is_digit(s[-2]);
        if (!fraction && !rest)
            return true;
    }
    return false;
}

/* One is left out: it mostly counts nothing. */
static const char *number_word(mkr_decimal number) {
    static const char *const words[] = {"",         "",         "two",      "three",   "four",    "five",
                                        "six",      "seven",    "eight",    "nine",    "ten",     "eleven",
                                        "twelve",   "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
                                        "eighteen", "nineteen", "twenty"};
    mkr_decimal whole = mkr_decimal_round(number, 0);
    bool has = mkr_decimal_compare(number, whole) == 0 && whole.units > 1 && whole.units <= 20;
    return has ? words[whole.units] : NULL;
}

/* Is the number named: as a word, or in digits, with or without thousands parted and noughts at its end? */
static bool is_named(mkr_reader *r, const char *text, mkr_decimal number) {
    char digits[MKR_DECIMAL_PLAIN];
    const char *word = number_word(number);
    if (word && has_word(text, word))
        return true;
    for (;;) {
        mkr_decimal_plain(digits, number);
        if (has_word(text, digits) || has_word(text, mkr_decimal_print(r->scratch, number, number.places)))
            return true;
        if (number.places == 0 || number.units % 10 != 0)
            return false;
        number.units /= 10;
        number.places--;
    }
}

const mkr_field mkr_prose_fields[MKR_PROSE_FIELDS] = {MKR_FIELD_COMMENTARY, MKR_FIELD_ACTION,
                                                      MKR_FIELD_OVERRIDE_REASON};

void mkr_suppress_check_prose(mkr_reader *r, size_t n, mkr_decimal number) {
    number = mkr_decimal_abs(number);
    for (size_t k = 0; r->prose && k < MKR_PROSE_FIELDS; k++) {
        const mkr_row **row = &r->prose[n].row[k];
        uint32_t cell = r->facts.header.cell[mkr_prose_fields[k]];
        if (!*row || !is_named(r, (*row)->cells[cell].text, number))
            continue;
        mkr_say(r->diag, MKR_E_DATA_SMALL_NUMBER, mkr_source_where(&r->facts, *row, cell), "\"%s\"",
                mkr_cell_excerpt(r->data->indicators[n].ref).text);
        *row = NULL;
    }
}

/* ---- one figure more */

static void wipe(mkr_reader *r, size_t n, size_t period, const char *why, const char *other) {
    mkr_indicator *i = &r->data->indicators[n];
    mkr_value *v = &i->values[period];
    mkr_decimal number = mkr_actual(v);
    v->has_actual = false;
    v->actual_units = 0;
    v->actual_places = 0;
    mkr_set_nil(v, MKR_CONFIDENTIAL);
    mkr_say(r->diag, MKR_E_DATA_SUPPRESSED_TOO, i->where, "\"%s\", %s: %s%s%s%s",
            mkr_cell_excerpt(i->ref).text, mkr_period_print(r->scratch, r->data->periods[period]), why,
            other ? " \"" : "", other ? mkr_cell_excerpt(other).text : "", other ? "\"" : "");
    mkr_suppress_check_prose(r, n, number);
}

/* ---- cumulative series */

static void suppress_differences(mkr_reader *r, size_t n) {
    const mkr_indicator *i = &r->data->indicators[n];
    const mkr_value *before = NULL;
    int16_t year = 0;
    for (size_t p = 0; p < r->data->n_periods; p++) {
        const mkr_value *v = &i->values[p];
        mkr_decimal difference;
        if (r->data->periods[p].year != year)
            before = NULL;
        year = r->data->periods[p].year;
        if (!v->has_actual)
            continue;
        if (before && mkr_decimal_subtract(mkr_actual(v), mkr_actual(before), &difference) &&
            is_small(r, difference)) {
            mkr_suppress_check_prose(r, n, difference);
            wipe(r, n, p, "its difference from the period before is small", NULL);
        } else
            before = v;
    }
}

/* ---- totals and parts */

typedef struct {
    mkr_reader *r;
    uint32_t *first, *next; /* the parts of each total, + 1 */
    uint32_t *n_parts;
    uint32_t *unknown; /* of each total's equation, in the period looked at */
    uint32_t *queue; /* totals to look at, those above in the file first; none comes twice in a period */
    size_t n_queue, period;
} equations;

static const mkr_value *value_of(const equations *e, size_t n) {
    return &e->r->data->indicators[n].values[e->period];
}

static bool is_hidden(const equations *e, size_t n) {
    mkr_nil nil = mkr_value_nil(value_of(e, n));
    return nil == MKR_CONFIDENTIAL || (nil == MKR_BELOW && e->r->data->indicators[n].people);
}

/* One part alone is no equation: the rest of the total is in no row. */
static bool is_equation(const equations *e, size_t total) {
    return e->n_parts[total] > 1;
}

static void list_parts(equations *e) {
    for (size_t n = e->r->data->n; n-- > 0;) {
        uint32_t total = e->r->part_of[n];
        if (!total)
            continue;
        e->next[n] = e->first[total - 1];
        e->first[total - 1] = (uint32_t)n + 1;
        e->n_parts[total - 1]++;
    }
}

static void add_unknown(equations *e, size_t total) {
    if (is_equation(e, total) && ++e->unknown[total] == 1)
        e->queue[e->n_queue++] = (uint32_t)total;
}

/* Count what is unknown in every equation of the period; those with one that is hidden, not merely missing,
 * are to be looked at. */
static void start_period(equations *e) {
    size_t n = e->r->data->n;
    memset(e->unknown, 0, n * sizeof *e->unknown);
    e->n_queue = 0;
    for (size_t k = 0; k < n; k++) {
        if (value_of(e, k)->has_actual)
            continue;
        uint32_t total = e->r->part_of[k];
        if (total)
            e->unknown[total - 1]++;
        e->unknown[k] += is_equation(e, k);
    }
    for (size_t k = 0; k < n; k++) {
        if (!is_equation(e, k) || e->unknown[k] != 1)
            continue;
        bool hidden = is_hidden(e, k);
        for (uint32_t part = e->first[k]; part && !hidden; part = e->next[part - 1])
            hidden = is_hidden(e, part - 1);
        if (hidden)
            e->queue[e->n_queue++] = (uint32_t)k;
    }
}

/* The smallest part that is shown, one of nought last; else the total; n of the data when nothing is. */
static size_t choose(const equations *e, size_t total) {
    size_t best = e->r->data->n;
    for (uint32_t part = e->first[total]; part; part = e->next[part - 1]) {
        const mkr_value *v = value_of(e, part - 1);
        if (!v->has_actual)
            continue;
        const mkr_value *least = best < e->r->data->n ? value_of(e, best) : NULL;
        if (!least || least->actual_units == 0 ||
            (v->actual_units != 0 && mkr_decimal_compare(mkr_actual(v), mkr_actual(least)) < 0))
            best = part - 1;
    }
    return best < e->r->data->n ? best : value_of(e, total)->has_actual ? total : best;
}

static void solve_period(equations *e) {
    start_period(e);
    for (size_t k = 0; k < e->n_queue; k++) {
        size_t total = e->queue[k], n;
        if (e->unknown[total] != 1 || (n = choose(e, total)) == e->r->data->n)
            continue;
        wipe(e->r, n, e->period, "it would give back another figure of", e->r->data->indicators[total].ref);
        if (e->r->part_of[n])
            add_unknown(e, e->r->part_of[n] - 1);
        add_unknown(e, n);
    }
}

static void suppress_in_equations(mkr_reader *r) {
    size_t n = r->data->n;
    equations e = {.r = r,
                   .first = mkr_alloc_array(r->scratch, n, sizeof *e.first),
                   .next = mkr_alloc_array(r->scratch, n, sizeof *e.next),
                   .n_parts = mkr_alloc_array(r->scratch, n, sizeof *e.n_parts),
                   .unknown = mkr_alloc_array(r->scratch, n, sizeof *e.unknown),
                   .queue = mkr_alloc_array(r->scratch, n, sizeof *e.queue)};
    list_parts(&e);
    for (e.period = 0; e.period < r->data->n_periods; e.period++)
        solve_period(&e);
}

void mkr_suppress_others(mkr_reader *r) {
    if (!r->scheme->suppress_below)
        return;
    for (size_t n = 0; n < r->data->n; n++)
        if (r->data->indicators[n].people && r->data->indicators[n].cumulative)
            suppress_differences(r, n);
    if (r->part_of)
        suppress_in_equations(r);
    if (r->n_suppressed > 0)
        mkr_say(r->diag, MKR_E_DATA_SUPPRESSED, (mkr_where){r->values->table->file, 0, 0}, "%zu below %u",
                r->n_suppressed, r->scheme->suppress_below);
}
