/* suppress.c - small numbers of people are taken away, and what would give them back.
 *
 * A total and its parts make an equation. Its hidden parts are the suppressed ones, [c]; any other part
 * without a figure may be nought and hides nothing. One hidden part can be worked out, and so can several
 * whose sum leaves them no choice (1 + 1 = 2; 4 + 4 = 8 below 5). Then another goes too, the smallest part,
 * or the total. Each loss may open another equation, which is looked at again; that ends because nothing is
 * ever put back. A cumulative series gives away what came in a period as a difference; then its later figure
 * goes. No message says a number. */
#include <string.h>

#include "base/ascii.h"
#include "data/reader.h"
#include "data/wide.h"

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
static bool is_named(mkr_arena *scratch, const char *text, mkr_decimal number) {
    char digits[MKR_DECIMAL_PLAIN];
    const char *word = number_word(number);
    if (word && has_word(text, word))
        return true;
    for (;;) {
        mkr_decimal_plain(digits, number);
        if (has_word(text, digits) || has_word(text, mkr_decimal_print(scratch, number, number.places)))
            return true;
        if (number.places == 0 || number.units % 10 != 0)
            return false;
        number.units /= 10;
        number.places--;
    }
}

const mkr_field mkr_prose_fields[MKR_PROSE_FIELDS] = {MKR_FIELD_COMMENTARY, MKR_FIELD_ACTION,
                                                      MKR_FIELD_OVERRIDE_REASON};

bool mkr_data_names_suppressed(mkr_arena *scratch, const mkr_indicator *i, const char *text) {
    for (size_t k = 0; k < i->suppressed.n; k++)
        if (is_named(scratch, text, i->suppressed.at[k]))
            return true;
    return false;
}

void mkr_suppress_note(mkr_reader *r, size_t n, mkr_decimal number) {
    number = mkr_decimal_abs(number);
    *MKR_PUSH(r->arena, &r->data->indicators[n].suppressed) = number;
    for (size_t k = 0; r->prose && k < MKR_PROSE_FIELDS; k++) {
        const mkr_row **row = &r->prose[n].row[k];
        uint32_t cell = r->facts.header.cell[mkr_prose_fields[k]];
        if (!*row || !is_named(r->scratch, (*row)->cells[cell].text, number))
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
    mkr_suppress_note(r, n, number);
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
            mkr_suppress_note(r, n, difference);
            wipe(r, n, p, "its difference from the period before is small", NULL);
        } else
            before = v;
    }
}

/* ---- totals and parts */

/* A total and its parts, in the period looked at. */
typedef struct {
    uint32_t first; /* part, + 1 */
    uint32_t n_parts;
    uint32_t hidden; /* parts */
    uint32_t taken; /* parts that this equation made hidden */
    bool bounded; /* a part is typed as "<5": people to protect, though it protects no other */
    mkr_wide shown; /* sum of the parts */
} equation;

/* Each taking is a look at all the parts: after so many the total goes, which keeps the time linear. */
enum { MOST_TAKEN = 4 };

typedef struct {
    mkr_reader *r;
    equation *of; /* each indicator as a total */
    uint32_t *next; /* part of the same total, + 1 */
    uint32_t *queue; /* totals to look at: each once, and one for every figure taken */
    size_t n_queue, period;
} equations;

static const mkr_value *value_of(const equations *e, size_t n) {
    return &e->r->data->indicators[n].values[e->period];
}

static bool is_bounded(const equations *e, size_t n) {
    return mkr_value_nil(value_of(e, n)) == MKR_BELOW && e->r->data->indicators[n].people;
}

static bool is_suppressed(const equations *e, size_t n) {
    return mkr_value_nil(value_of(e, n)) == MKR_CONFIDENTIAL;
}

/* One part alone is no equation: the rest of the total is in no row. */
static bool is_equation(const equations *e, size_t total) {
    return e->of[total].n_parts > 1;
}

static void list_parts(equations *e) {
    for (size_t n = e->r->data->n; n-- > 0;) {
        uint32_t total = e->r->part_of[n];
        if (!total)
            continue;
        e->next[n] = e->of[total - 1].first;
        e->of[total - 1].first = (uint32_t)n + 1;
        e->of[total - 1].n_parts++;
    }
}

static void start_equation(equations *e, size_t total) {
    equation *q = &e->of[total];
    q->hidden = q->taken = 0;
    q->bounded = false;
    q->shown = 0;
    for (uint32_t part = q->first; part; part = e->next[part - 1]) {
        const mkr_value *v = value_of(e, part - 1);
        if (v->has_actual)
            q->shown += mkr_wide_of(mkr_actual(v));
        q->hidden += is_suppressed(e, part - 1);
        q->bounded = q->bounded || is_bounded(e, part - 1);
    }
    e->queue[e->n_queue++] = (uint32_t)total;
}

static void start_period(equations *e) {
    e->n_queue = 0;
    for (size_t n = 0; n < e->r->data->n; n++)
        if (is_equation(e, n))
            start_equation(e, n);
}

/* Does the equation give a hidden figure back? Small numbers are from 1 to below - 1: a sum at either end is
 * of parts that are all the same. A sum past the upper end has a part that is not small, and so leaves a
 * choice. A total that is merely missing gives nothing away. */
static bool tells(const equations *e, size_t total) {
    const equation *q = &e->of[total];
    const mkr_value *v = value_of(e, total);
    if (!v->has_actual)
        return q->hidden == 0 && (is_suppressed(e, total) || is_bounded(e, total));
    if (q->hidden < 2)
        return q->hidden == 1 || q->bounded;
    mkr_wide sum = mkr_wide_of(mkr_actual(v)) - q->shown;
    mkr_wide least = mkr_wide_of((mkr_decimal){q->hidden, 0});
    return sum <= least || sum == least * (e->r->scheme->suppress_below - 1);
}

/* The smallest part that is shown, one of nought last; else the total; n of the data when nothing is. */
static size_t choose(const equations *e, size_t total) {
    const size_t none = e->r->data->n;
    size_t best = none;
    bool has_total = value_of(e, total)->has_actual;
    if (has_total && e->of[total].taken == MOST_TAKEN)
        return total;
    for (uint32_t part = e->of[total].first; part; part = e->next[part - 1]) {
        const mkr_value *v = value_of(e, part - 1);
        if (!v->has_actual)
            continue;
        const mkr_value *least = best < none ? value_of(e, best) : NULL;
        if (!least || least->actual_units == 0 ||
            (v->actual_units != 0 && mkr_decimal_compare(mkr_actual(v), mkr_actual(least)) < 0))
            best = part - 1;
    }
    return best < none ? best : has_total ? total : none;
}

/* Take away figure n for the sake of `total`. It stands in up to two equations, as a part and as a total; the
 * one that is not being solved is looked at again. */
static void take(equations *e, size_t total, size_t n) {
    uint32_t above = e->r->part_of[n];
    mkr_wide figure = mkr_wide_of(mkr_actual(value_of(e, n)));
    wipe(e->r, n, e->period, "it would give back another figure of", e->r->data->indicators[total].ref);
    if (above) {
        e->of[above - 1].hidden++;
        e->of[above - 1].shown -= figure;
    }
    if (n != total) {
        e->of[total].taken++;
        if (is_equation(e, n))
            e->queue[e->n_queue++] = (uint32_t)n;
    } else if (above && is_equation(e, above - 1))
        e->queue[e->n_queue++] = above - 1;
}

static void solve_period(equations *e) {
    start_period(e);
    for (size_t k = 0; k < e->n_queue; k++) {
        size_t total = e->queue[k], n;
        while (tells(e, total) && (n = choose(e, total)) < e->r->data->n)
            take(e, total, n);
    }
}

static void suppress_in_equations(mkr_reader *r) {
    size_t n = r->data->n;
    equations e = {.r = r,
                   .of = mkr_alloc_array(r->scratch, n, sizeof *e.of),
                   .next = mkr_alloc_array(r->scratch, n, sizeof *e.next),
                   .queue = mkr_alloc_array(r->scratch, 2 * n, sizeof *e.queue)};
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
