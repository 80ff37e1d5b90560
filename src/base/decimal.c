/* decimal.c - exact decimal numbers.
 *
 * Sums and products are made in 128 bits, where they cannot overflow, and then fitted back into units and
 * places. */
#include "base/decimal.h"

#include <string.h>

#include "base/ascii.h"

typedef __int128 wide;

enum { MOST_PLACES = 9 };
#define LARGEST INT64_C(100000000000000000) /* 10^17 */

const int64_t mkr_ten_to[MKR_TENS] = {
    1,
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000,
    100000000000000000,
    1000000000000000000,
};

static bool take_digits(const char **s, int64_t *units, unsigned *taken) {
    const char *p = *s;
    for (; mkr_is_digit(*p); p++) {
        *units = *units * 10 + (*p - '0');
        if (*units > LARGEST)
            return false;
    }
    *taken = (unsigned)(p - *s);
    *s = p;
    return *taken > 0;
}

bool mkr_decimal_parse(const char *s, mkr_decimal *out) {
    bool negative = false;
    if (*s == '-' || *s == '+')
        negative = *s++ == '-';
    else if (strncmp(s, "\u2212", 3) == 0) {
        negative = true;
        s += 3;
    }
    int64_t units = 0;
    unsigned whole, places = 0;
    if (!take_digits(&s, &units, &whole))
        return false;
    if (*s == '.') {
        s++;
        if (!take_digits(&s, &units, &places) || places > MOST_PLACES)
            return false;
    }
    if (*s)
        return false;
    *out = (mkr_decimal){negative ? -units : units, (uint8_t)places};
    return true;
}

/* The number in units of 10^-9: at most 10^26. */
static wide in_nanos(mkr_decimal a) {
    return (wide)a.units * mkr_ten_to[MOST_PLACES - a.places];
}

int mkr_decimal_compare(mkr_decimal a, mkr_decimal b) {
    if (a.places == b.places)
        return (a.units > b.units) - (a.units < b.units);
    wide x = in_nanos(a), y = in_nanos(b);
    return (x > y) - (x < y);
}

/* Bring an exact result into range by leaving out zeros at the end, which changes nothing but its places. */
static bool fit(wide units, unsigned places, mkr_decimal *out) {
    while (places > MOST_PLACES || units > LARGEST || units < -LARGEST) {
        if (places == 0 || units % 10 != 0)
            return false;
        units /= 10;
        places--;
    }
    *out = (mkr_decimal){(int64_t)units, (uint8_t)places};
    return true;
}

bool mkr_decimal_add(mkr_decimal a, mkr_decimal b, mkr_decimal *out) {
    unsigned places = a.places > b.places ? a.places : b.places;
    wide sum = (wide)a.units * mkr_ten_to[places - a.places] + (wide)b.units * mkr_ten_to[places - b.places];
    return fit(sum, places, out);
}

bool mkr_decimal_subtract(mkr_decimal a, mkr_decimal b, mkr_decimal *out) {
    b.units = -b.units;
    return mkr_decimal_add(a, b, out);
}

bool mkr_decimal_multiply(mkr_decimal a, mkr_decimal b, mkr_decimal *out) {
    return fit((wide)a.units * b.units, (unsigned)a.places + b.places, out);
}

/* Products have at most 18 places and 10^34 units. A product that would pass 10^34 when brought to the
 * other's places is the larger of the two by its size, so its sign decides. */
int mkr_decimal_compare_products(mkr_decimal a, mkr_decimal b, mkr_decimal c, mkr_decimal d) {
    unsigned left_places = (unsigned)a.places + b.places, right_places = (unsigned)c.places + d.places;
    if (left_places < right_places)
        return -mkr_decimal_compare_products(c, d, a, b);
    wide left = (wide)a.units * b.units, right = (wide)c.units * d.units;
    unsigned shift = left_places - right_places;
    wide limit = (wide)mkr_ten_to[16] * mkr_ten_to[18 - shift]; /* 10^(34 - shift) */
    if (right > limit || right < -limit)
        return right > 0 ? -1 : 1;
    right *= mkr_ten_to[shift];
    return (left > right) - (left < right);
}

mkr_decimal mkr_decimal_abs(mkr_decimal a) {
    if (a.units < 0)
        a.units = -a.units;
    return a;
}

mkr_decimal mkr_decimal_round(mkr_decimal a, uint8_t places) {
    if (places >= a.places)
        return a;
    int64_t step = mkr_ten_to[a.places - places], half = a.units < 0 ? -step / 2 : step / 2;
    return (mkr_decimal){(a.units + half) / step, places};
}

static char *put_digits(char *p, int64_t v, unsigned digits) {
    for (; digits; digits--, v /= 10)
        *--p = (char)('0' + v % 10);
    return p;
}

static char *put_thousands(char *p, int64_t v) {
    for (; v >= 1000; v /= 1000) {
        p = put_digits(p, v % 1000, 3);
        *--p = ',';
    }
    do
        *--p = (char)('0' + v % 10);
    while (v /= 10);
    return p;
}

char *mkr_decimal_print(mkr_arena *arena, mkr_decimal a, uint8_t places) {
    if (places > MOST_PLACES)
        places = MOST_PLACES;
    mkr_decimal rounded = mkr_decimal_round(a, places);
    int64_t units = mkr_decimal_abs(rounded).units, one = mkr_ten_to[rounded.places];
    char text[40], *end = text + sizeof text, *p = end; /* 3 + 18 + 5 commas + 1 + 9 at most */
    p = put_digits(p, 0, (unsigned)places - rounded.places);
    p = put_digits(p, units % one, rounded.places);
    if (places)
        *--p = '.';
    p = put_thousands(p, units / one);
    if (rounded.units < 0) {
        p -= 3;
        memcpy(p, "\u2212", 3);
    }
    return mkr_strndup(arena, p, (size_t)(end - p));
}

mkr_len mkr_decimal_place(mkr_decimal a, mkr_decimal low, mkr_decimal high, mkr_len span) {
    wide from = in_nanos(low), whole = in_nanos(high) - from;
    if (whole <= 0)
        return 0;
    wide part = (in_nanos(a) - from) * span; /* at most 2 * 10^26 * 2^31 */
    wide place = (part + (part < 0 ? -whole / 2 : whole / 2)) / whole;
    return place > INT32_MAX ? INT32_MAX : place < -INT32_MAX ? -INT32_MAX : (mkr_len)place;
}

void mkr_decimal_plain(char out[static MKR_DECIMAL_PLAIN], mkr_decimal v) {
    uint64_t units = v.units < 0 ? (uint64_t)0 - (uint64_t)v.units : (uint64_t)v.units;
    char reversed[MKR_DECIMAL_PLAIN];
    size_t n = 0;
    for (uint8_t place = 0; units > 0 || place <= v.places; place++) {
        if (place == v.places && place > 0)
            reversed[n++] = '.';
        reversed[n++] = (char)('0' + units % 10);
        units /= 10;
    }
    if (v.units < 0)
        reversed[n++] = '-';
    while (n > 0)
        *out++ = reversed[--n];
    *out = '\0';
}
