/* convert.c - a figure as it is dressed, in the unit of its column: exactly, or not at all. */
#include <string.h>

#include "base/ascii.h"
#include "data/cell_parts.h"
#include "data/unit.h"

static bool fail(const char **why, const char *reason) {
    *why = reason;
    return false;
}

/* ---- exact arithmetic */

/* numerator / denominator (above 0) with the fewest decimals that make it exact. */
static bool divide(__int128 numerator, int64_t denominator, mkr_decimal *out) {
    for (uint8_t places = 0; places <= 9; places++, numerator *= 10)
        if (numerator % denominator == 0) {
            *out = (mkr_decimal){(int64_t)(numerator / denominator), places};
            return true;
        }
    return false;
}

/* v times ten to the power, without noughts at the end that v has not. */
static bool shift(mkr_decimal v, int power, mkr_decimal *out) {
    int places = v.places - power;
    for (; places < 0; places++) {
        mkr_decimal ten = {10, 0};
        if (!mkr_decimal_multiply(v, ten, &v))
            return false;
    }
    for (; places > v.places && v.units % 10 == 0; places--)
        v.units /= 10;
    if (places > 9)
        return false;
    *out = (mkr_decimal){v.units, (uint8_t)places};
    return true;
}

/* ---- words */

/* The next word of a unit: its end; s is moved to its beginning. */
static const char *next_word(const char **s, const char *end) {
    for (size_t n; *s < end && (n = mkr_cell_blank(*s)) > 0;)
        *s += n;
    const char *p = *s;
    while (p < end && mkr_cell_blank(p) == 0)
        p++;
    return p;
}

static bool is_word(const char *s, const char *end, const char *word) {
    size_t n = (size_t)(end - s);
    return strlen(word) == n && mkr_same_letters(s, word) >= n;
}

/* How many words there are; with `to_per`, before "per". */
static size_t count_words(const char *s, const char *end, bool to_per) {
    size_t n = 0;
    for (const char *p; (p = next_word(&s, end)) > s; s = p, n++)
        if (to_per && is_word(s, p, "per"))
            break;
    return n;
}

/* One word stands for another: "Day" for "days", "hrs" for "hours". */
static bool is_alike(const char *a, const char *a_end, const char *b, const char *b_end) {
    static const char *const short_forms[][2] = {{"hr", "hour"},    {"h", "hour"},  {"min", "minute"},
                                                 {"sec", "second"}, {"wk", "week"}, {"yr", "year"}};
    if (a_end - a > 1 && mkr_lower(a_end[-1]) == 's')
        a_end--;
    if (b_end - b > 1 && mkr_lower(b_end[-1]) == 's')
        b_end--;
    if (a_end - a == b_end - b && mkr_same_letters(a, b) >= (size_t)(a_end - a))
        return true;
    for (size_t i = 0; i < sizeof short_forms / sizeof *short_forms; i++) {
        const char *brief = short_forms[i][0], *full = short_forms[i][1];
        if ((is_word(a, a_end, brief) && is_word(b, b_end, full)) ||
            (is_word(a, a_end, full) && is_word(b, b_end, brief)))
            return true;
    }
    return false;
}

/* Do the words after a figure say its unit? They are the unit, or the end of what is counted in it: "days"
 * for "days", "working days" and "working days per case". */
static bool says_unit(const char *word, const char *word_end, const char *unit) {
    const char *end = unit + strlen(unit);
    bool with_per = count_words(word, word_end, true) < count_words(word, word_end, false);
    size_t n = count_words(word, word_end, false), of = count_words(unit, end, !with_per);
    if (n == 0 || n > of)
        return false;
    const char *p;
    for (size_t skip = of - n; skip > 0; skip--) {
        p = next_word(&unit, end);
        unit = p;
    }
    for (; n > 0; n--, unit = p) {
        const char *q = next_word(&word, word_end);
        p = next_word(&unit, end);
        if (!is_alike(word, q, unit, p))
            return false;
        word = q;
    }
    return true;
}

static bool is_counted_in(const mkr_unit *u, const char *word) {
    return u->kind == MKR_UNIT_WORD && says_unit(word, word + strlen(word), u->words);
}

/* ---- by the dress of the figure */

static const char *const inexact = "the result would not be exact";

static bool convert_one_in(const mkr_cell_value *v, const mkr_unit *u, mkr_decimal *out, const char **why) {
    static const int64_t ten_to[] = {1,      10,      100,      1000,      10000,
                                     100000, 1000000, 10000000, 100000000, 1000000000};
    if (u->kind == MKR_UNIT_ONE_IN) {
        *out = v->number;
        return true;
    }
    if (u->kind != MKR_UNIT_PERCENT)
        return fail(why, "1 in so many, and the unit is neither % nor 1 in");
    return divide((__int128)100 * ten_to[v->number.places], v->number.units, out) || fail(why, inexact);
}

/* The number of v counts minutes of "3:45" where the unit is hours, seconds where it is minutes; seconds of
 * "1:02:03". */
static bool convert_duration(const mkr_cell_value *v, const mkr_unit *u, mkr_decimal *out, const char **why) {
    bool seconds = v->seconds;
    int64_t divisor;
    if (u->kind == MKR_UNIT_HOURS_MINUTES_SECONDS && !seconds)
        return fail(why, "a duration of two parts, and the unit has three");
    if (mkr_unit_is_clock(u->kind))
        divisor = seconds && u->kind == MKR_UNIT_HOURS_MINUTES ? 60 : 1;
    else if (is_counted_in(u, "hours"))
        divisor = seconds ? 3600 : 60;
    else if (is_counted_in(u, "minutes"))
        divisor = 60;
    else if (is_counted_in(u, "seconds"))
        divisor = 1;
    else
        return fail(why, "a duration, and the unit is none of time");
    return divide(v->number.units, divisor, out) || fail(why, inexact);
}

/* "m" that stands for million: of pounds, or in a unit of millions. */
static bool is_m(const mkr_cell_value *v) {
    return v->word && v->word_end - v->word == 1 && mkr_lower(*v->word) == 'm';
}

static bool convert_amount(const mkr_cell_value *v, const mkr_unit *u, mkr_decimal *out, const char **why) {
    const char *word = v->word;
    int scale = v->scale;
    if (is_m(v) && (u->kind == MKR_UNIT_POUNDS || u->scale == 6)) {
        scale = 6;
        word = NULL;
    }
    if (word && u->kind == MKR_UNIT_NONE)
        return fail(why, "words after the figure, and the column has no unit");
    if (word && !says_unit(word, v->word_end, u->words))
        return fail(why, "the words after the figure are not its unit");
    if (scale == 0 && u->scale > 0 && (v->pounds || word) && v->number.units != 0)
        return fail(
            why,
            "the unit is thousands, millions or billions; the figure, dressed in its unit, does not say so");
    if (scale == 0) {
        *out = v->number;
        return true;
    }
    return shift(v->number, scale - u->scale, out) || fail(why, inexact);
}

bool mkr_cell_in_unit(const mkr_cell_value *v, const char *unit, mkr_decimal *out, const char **why) {
    if (v->kind == MKR_CELL_NUMBER && !v->how && !strchr(unit, ':')) { /* nearly always: plain digits */
        *out = v->number;
        return true;
    }
    if (v->kind == MKR_CELL_WRONG || (v->kind == MKR_CELL_NIL && v->nil != MKR_BELOW && v->nil != MKR_ABOVE))
        return fail(why, "there is no figure");
    mkr_unit u = mkr_unit_read(unit);
    *out = v->number;
    if (v->one_in)
        return convert_one_in(v, &u, out, why);
    if (v->duration)
        return convert_duration(v, &u, out, why);
    if (v->percent)
        return u.kind == MKR_UNIT_PERCENT || u.kind == MKR_UNIT_NONE ||
               fail(why, "per cent, and the unit is another");
    if (v->pounds && u.kind != MKR_UNIT_POUNDS && u.kind != MKR_UNIT_NONE)
        return fail(why, "pounds, and the unit is another");
    if (mkr_unit_is_clock(u.kind) && v->number.units != 0)
        return fail(why, "a plain figure, and the unit is of hours, minutes and seconds: write 3:45");
    if ((u.kind == MKR_UNIT_PERCENT || u.kind == MKR_UNIT_ONE_IN) && v->scale != 0)
        return fail(why, "thousands, millions or billions, and the unit is of parts");
    return convert_amount(v, &u, out, why);
}
