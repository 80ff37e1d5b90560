/* digits.c - the digits of a figure: "1,234.5", "1.2E+05", without sign and dress. */
#include <string.h>

#include "base/ascii.h"
#include "data/cell_parts.h"

#define LARGEST INT64_C(100000000000000000) /* 10^17, as for mkr_decimal */
enum { MOST_PLACES = 9 };

const char *const mkr_not_a_number = "not a number";
const char *const mkr_two_figures = "two figures, or a blank between thousands?";
static const char *const too_large = "too many digits";
static const char *const bad_comma = "a comma that does not part thousands";
static const char *const decimal_comma = "a comma as decimal point?";

/* What is being read, from s to end. */
typedef struct digits {
    const char *s, *end;
    mkr_digits *met;
} digits;

static bool take(digits *d, const char *what) {
    return mkr_cell_take(&d->s, d->end, what);
}

static char next(const digits *d) {
    return d->s < d->end ? *d->s : '\0';
}

static const char *resembled(char letter) {
    switch (letter) {
    case 'O':
    case 'o':
        return "the letter O for a nought?";
    case 'l':
        return "the letter l for a one?";
    case 'I':
        return "the letter I for a one?";
    default:
        return NULL;
    }
}

/* "1O5", "l2": is the character at s a letter among digits that looks like one of them? NULL or what is
 * wrong. `digit`: one stands right before it. */
static const char *find_mistyped(const char *s, const char *end, bool digit) {
    const char *why = s < end ? resembled(*s) : NULL;
    if (!why)
        return NULL;
    for (; s < end && (mkr_is_digit(*s) || resembled(*s) || *s == '.' || *s == ','); s++)
        digit = digit || mkr_is_digit(*s);
    return digit && (s == end || !mkr_is_letter(*s)) ? why : NULL;
}

/* Read a run of digits onto `units`; false when the number grows too large. */
static bool take_digits(digits *d, int64_t *units, unsigned *n) {
    for (*n = 0; mkr_is_digit(next(d)); d->s++, ++*n) {
        *units = *units * 10 + (*d->s - '0');
        if (*units > LARGEST)
            return false;
    }
    return true;
}

/* The bytes of what may part thousands at s: a comma, or a blank that does not break a line. */
static size_t group_sign(const digits *d) {
    char c = next(d);
    return c == ',' ? 1 : c && c != ' ' && c != '\t' && c != '\n' && c != '\r' ? mkr_cell_blank(d->s) : 0;
}

/* "1,234,567": the first group has one to three digits and no nought in front, the others three, parted
 * alike. */
static const char *take_whole(digits *d, int64_t *units) {
    const char *first = d->s;
    unsigned n;
    if (!take_digits(d, units, &n))
        return too_large;
    if (n == 0)
        return mkr_not_a_number;
    size_t sign = group_sign(d), length;
    for (bool leading = true; (length = group_sign(d)) > 0; leading = false) {
        bool comma = *d->s == ',';
        const char *fault = comma ? bad_comma : mkr_two_figures;
        if (!mkr_is_digit(d->s[length])) /* d->end is followed by something, a NUL at least */
            return comma ? fault : NULL;
        if (n > 3 || length != sign)
            return fault;
        d->s += length;
        d->met->grouped = true;
        if (!take_digits(d, units, &n))
            return too_large;
        if (n != 3 || *first == '0')
            return comma && leading && next(d) != ',' ? decimal_comma : fault;
    }
    return NULL;
}

/* Calculated figures come with up to 17 digits: the decimals that mkr_decimal cannot hold are rounded, half
 * away from nought. */
static void take_decimals(digits *d, int64_t *units, unsigned *places) {
    bool full = false, up = false;
    for (*places = 0; mkr_is_digit(next(d)); d->s++) {
        int digit = *d->s - '0';
        if (!full && (*places == MOST_PLACES || *units > (LARGEST - 10) / 10)) {
            full = true;
            up = digit >= 5;
        }
        if (full) {
            d->met->rounded = d->met->rounded || digit > 0;
        } else {
            *units = *units * 10 + digit;
            ++*places;
        }
    }
    *units += up;
}

static const char *take_fraction(digits *d, int64_t *units, unsigned *places) {
    d->s++; /* the point */
    bool has_decimals = mkr_is_digit(next(d));
    take_decimals(d, units, places);
    switch (next(d)) {
    case ',':
        return decimal_comma;
    case '.':
        return "two decimal points";
    default:
        return has_decimals ? NULL : "a decimal point without decimals";
    }
}

/* "1.2E+05", as spreadsheets shorten long numbers: worked out exactly. */
static const char *take_exponent(digits *d, mkr_decimal *out) {
    d->s++; /* the E */
    bool down = take(d, "-");
    if (!down)
        take(d, "+");
    int64_t power = 0;
    unsigned n;
    if (!take_digits(d, &power, &n) || power > 30)
        return "an exponent that is too large";
    int64_t places = out->places + (down ? power : -power);
    for (; places < 0 && out->units <= LARGEST / 10; places++)
        out->units *= 10;
    for (; places > MOST_PLACES && out->units % 10 == 0; places--)
        out->units /= 10;
    if (out->units == 0)
        places = 0;
    if (places < 0 || places > MOST_PLACES)
        return "an exponent that is too large";
    out->places = (uint8_t)places;
    d->met->exponent = true;
    return NULL;
}

static bool is_exponent(const digits *d) {
    const char *p = d->s;
    if (mkr_lower(next(d)) != 'e')
        return false;
    p++;
    if (p < d->end && (*p == '+' || *p == '-'))
        p++;
    return p < d->end && mkr_is_digit(*p);
}

/* "1,234.5", without sign. */
static const char *take_number(digits *d, mkr_decimal *out) {
    int64_t units = 0;
    unsigned places = 0;
    const char *why = find_mistyped(d->s, d->end, false);
    if (why)
        return why;
    if (next(d) == '.' && d->s + 1 < d->end && mkr_is_digit(d->s[1]))
        d->met->no_nought = true;
    else if ((why = take_whole(d, &units)) != NULL)
        return why;
    if (next(d) == '.' && (why = take_fraction(d, &units, &places)) != NULL)
        return why;
    *out = (mkr_decimal){units, (uint8_t)places};
    if (is_exponent(d))
        return take_exponent(d, out);
    return find_mistyped(d->s, d->end, true);
}

const char *mkr_digits_take(const char **s, const char *end, mkr_decimal *out, mkr_digits *met) {
    digits d = {*s, end, met};
    const char *why = take_number(&d, out);
    *s = d.s;
    return why;
}
