/* xlsx_number.c - the numbers of a workbook as text, exactly.
 *
 * A workbook holds numbers as the decimal digits of a binary double, 17 of them: 0.3 may stand there as
 * 0.30000000000000004. Spreadsheets show and compare 15 significant digits, so the digits are rounded to 15
 * here, as digits. Dates are such numbers too: days since the end of 1899, the part after the point being the
 * time of day. */
#include "input/workbook.h"

#include <string.h>

#include "base/ascii.h"

enum {
    SIGNIFICANT = 15,
    MOST_PLACES =
        17, /* a number is written out when it has no more digits before the point, or zeros after it */
    MOST_EXPONENT = 400, /* beyond the range of a double */
    SECONDS = 86400, /* in a day */
    LAST_DAY = 2958465, /* 31 December 9999, counted from 1900 */
    FROM_1900_TO_1904 = 1462 /* days */
};

/* 0.DIGITS x 10^exponent; no digits: 0. */
typedef struct {
    bool negative;
    char digits[SIGNIFICANT + 1];
    int n;
    int exponent;
} number;

/* ---- reading and rounding */

/* Add one to the last digit. A row of nines becomes 1 and moves the point. */
static void round_up(number *x) {
    while (x->n && x->digits[x->n - 1] == '9')
        x->n--;
    if (x->n) {
        x->digits[x->n - 1]++;
    } else {
        x->digits[x->n++] = '1';
        x->exponent++;
    }
}

static void round_to_significant(number *x) {
    if (x->n > SIGNIFICANT) {
        x->n = SIGNIFICANT;
        if (x->digits[SIGNIFICANT] >= '5')
            round_up(x);
    }
    while (x->n && x->digits[x->n - 1] == '0')
        x->n--;
    if (x->n == 0)
        *x = (number){0};
}

/* Digits and point; digits after the sixteenth cannot change the rounding. NULL when there is no digit. */
static const char *read_digits(const char *s, number *x) {
    bool any = false, point = false;
    for (; mkr_is_digit(*s) || (*s == '.' && !point); s++) {
        if (*s == '.') {
            point = true;
            continue;
        }
        any = true;
        if (x->n == 0 && *s == '0') {
            x->exponent -= point;
            continue;
        }
        if (x->n <= SIGNIFICANT)
            x->digits[x->n++] = *s;
        x->exponent += !point;
    }
    return any ? s : NULL;
}

static bool read_exponent(const char *s, int *out) {
    bool negative = *s == '-';
    int e = 0;
    s += *s == '-' || *s == '+';
    if (!mkr_is_digit(*s))
        return false;
    for (; mkr_is_digit(*s) && e <= MOST_EXPONENT; s++)
        e = e * 10 + (*s - '0');
    *out = negative ? -e : e;
    return *s == '\0' && e <= MOST_EXPONENT;
}

static bool read(const char *s, number *out) {
    int e = 0;
    *out = (number){.negative = *s == '-'};
    if (strlen(s) > MOST_EXPONENT)
        return false;
    s = read_digits(s + (*s == '-' || *s == '+'), out);
    if (!s || (*s && ((*s != 'e' && *s != 'E') || !read_exponent(s + 1, &e))))
        return false;
    out->exponent += e;
    round_to_significant(out);
    return true;
}

/* ---- plain numbers */

static void write_exponent(mkr_buffer *b, const number *x) {
    mkr_buffer_putc(b, x->digits[0]);
    if (x->n > 1) {
        mkr_buffer_putc(b, '.');
        mkr_buffer_add(b, x->digits + 1, (size_t)x->n - 1);
    }
    mkr_buffer_puts(b, x->exponent > 0 ? "E+" : "E");
    mkr_buffer_int(b, x->exponent - 1);
}

static void write_number(mkr_buffer *b, const number *x) {
    if (x->n == 0) {
        mkr_buffer_putc(b, '0');
        return;
    }
    if (x->negative)
        mkr_buffer_putc(b, '-');
    if (x->exponent > MOST_PLACES || x->exponent < -MOST_PLACES) {
        write_exponent(b, x);
        return;
    }
    int whole = x->exponent < 0 ? 0 : x->exponent;
    if (whole == 0)
        mkr_buffer_putc(b, '0');
    for (int i = 0; i < whole; i++)
        mkr_buffer_putc(b, i < x->n ? x->digits[i] : '0');
    if (whole >= x->n)
        return;
    mkr_buffer_putc(b, '.');
    for (int i = x->exponent; i < 0; i++)
        mkr_buffer_putc(b, '0');
    mkr_buffer_add(b, x->digits + whole, (size_t)(x->n - whole));
}

/* ---- dates and times */

typedef struct {
    uint32_t days, seconds;
} serial;

/* The parts of a number of days; false when it is negative or past the last day. */
static bool split(const number *x, bool from_1904, serial *out) {
    uint64_t fraction = 0, days = 0;
    *out = (serial){0, 0};
    if (x->negative || x->exponent > 7)
        return false;
    for (int i = 0; i < x->exponent; i++)
        days = days * 10 + (uint64_t)(i < x->n ? x->digits[i] - '0' : 0);
    for (int place = 0; place < 12; place++) { /* a billionth of a second counts for nothing */
        int i = x->exponent + place;
        fraction = fraction * 10 + (uint64_t)(i >= 0 && i < x->n ? x->digits[i] - '0' : 0);
    }
    out->days = (uint32_t)days;
    out->seconds = (uint32_t)((fraction * SECONDS + 500000000000u) / 1000000000000u);
    if (out->seconds == SECONDS) {
        out->days++;
        out->seconds = 0;
    }
    return out->days <= LAST_DAY - (from_1904 ? FROM_1900_TO_1904 : 0);
}

/* Days of the proleptic Gregorian calendar to year, month and day: 400 years have 146,097 days, and years are
 * counted from March so that a leap day comes last. */
static void write_civil(mkr_buffer *b, uint32_t since_march_0) {
    uint32_t era = since_march_0 / 146097, of_era = since_march_0 % 146097;
    uint32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    uint32_t of_year = of_era - (365 * year + year / 4 - year / 100);
    uint32_t month = (5 * of_year + 2) / 153; /* 0 is March */
    uint32_t day = of_year - (153 * month + 2) / 5 + 1;
    mkr_buffer_printf(b, "%04u-%02u-%02u", era * 400 + year + (month >= 10),
                      month < 10 ? month + 3 : month - 9, day);
}

/* In the system of 1900, day 1 is 1 January 1900, and 1900 is taken for a leap year (18.17.4.1): days 0 and
 * 60 are none that ever were, and are written as spreadsheets show them. */
static void write_date(mkr_buffer *b, uint32_t days, bool from_1904) {
    enum { TO_1899_12_30 = 693899, TO_1904_01_01 = 695361 }; /* days from 1 March of year 0 */
    if (from_1904)
        write_civil(b, TO_1904_01_01 + days);
    else if (days == 0)
        mkr_buffer_puts(b, "1900-01-00");
    else if (days == 60)
        mkr_buffer_puts(b, "1900-02-29");
    else
        write_civil(b, TO_1899_12_30 + days + (days < 60));
}

static void write_time(mkr_buffer *b, uint64_t seconds) {
    mkr_buffer_printf(b, "%u:%02u", (unsigned)(seconds / 3600), (unsigned)(seconds / 60 % 60));
    if (seconds % 60)
        mkr_buffer_printf(b, ":%02u", (unsigned)(seconds % 60));
}

bool mkr_xlsx_number(mkr_buffer *out, const char *value, mkr_xlsx_format format, bool from_1904, bool *cut) {
    number x;
    serial when;
    *cut = false;
    if (!read(value, &x))
        return false;
    bool is_when = format >= MKR_XLSX_DATE && split(&x, from_1904, &when);
    if (is_when && (format == MKR_XLSX_DATE || format == MKR_XLSX_MONTH)) {
        write_date(out, when.days, from_1904);
        if (format == MKR_XLSX_MONTH)
            out->n -= strlen("-30");
        *cut = when.seconds != 0;
    } else if (is_when) {
        uint64_t days = format == MKR_XLSX_ELAPSED ? when.days : 0;
        write_time(out, days * SECONDS + when.seconds);
    } else {
        if (format == MKR_XLSX_PERCENT && x.n)
            x.exponent += 2;
        write_number(out, &x);
        if (format == MKR_XLSX_PERCENT)
            mkr_buffer_putc(out, '%');
    }
    return true;
}
