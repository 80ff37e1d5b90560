/* date.c - read, check and print calendar dates. */
#include "base/date.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
static const char not_a_date[] = "not a date such as 2 December 2024 or 02/12/2024";

static size_t skip_blanks(const char **s) {
    const char *from = *s;
    for (size_t n; (n = mkr_blank(*s)) > 0;)
        *s += n;
    return (size_t)(*s - from);
}

/* Read a run of at most four digits; their number, 0 when it is none or too long. */
static size_t take_number(const char **s, int *value) {
    size_t n = 0;
    *value = 0;
    for (; mkr_is_digit(**s); ++*s, n++)
        if (n < 4)
            *value = *value * 10 + (**s - '0');
    return n <= 4 ? n : 0;
}

/* Read a word that begins one of the names (three letters at least): its place in the list, or -1. */
static int take_name(const char **s, const char *const *names, int n_names) {
    size_t n = 0;
    while (mkr_is_letter((*s)[n]))
        n++;
    for (int i = 0; n >= 3 && i < n_names; i++)
        if (mkr_same_letters(*s, names[i]) >= n) {
            *s += n;
            return i;
        }
    return -1;
}

static void skip_word(const char **s, const char *word) {
    size_t n = strlen(word);
    if (mkr_same_letters(*s, word) == n && !mkr_is_letter((*s)[n]))
        *s += n;
}

static bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int mkr_date_days_in(int month, int year) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days since 1 January of year 1. */
static int32_t ordinal(mkr_date d) {
    int y = d.year - 1, days = y * 365 + y / 4 - y / 100 + y / 400;
    for (int m = 1; m < d.month; m++)
        days += mkr_date_days_in(m, d.year);
    return days + d.day - 1;
}

int mkr_date_weekday(mkr_date d) {
    return ordinal(d) % 7; /* 1 January of year 1 was a Monday */
}

int32_t mkr_date_days(mkr_date from, mkr_date to) {
    return ordinal(to) - ordinal(from);
}

/* What a date is written as, before it is known whether there is such a day. */
typedef struct {
    int weekday; /* -1: not said */
    int day, month, year;
    size_t year_digits;
} written;

static bool take_iso(const char **s, written *w) {
    if (*(*s)++ != '-' || take_number(s, &w->month) != 2 || *(*s)++ != '-')
        return false;
    return take_number(s, &w->day) == 2;
}

/* Between day, month and year stands one of / . - or a blank. */
static bool take_separator(const char **s) {
    size_t blanks = skip_blanks(s);
    if (**s == '/' || **s == '.' || **s == '-') {
        ++*s;
        skip_blanks(s);
        return true;
    }
    return blanks > 0;
}

static bool take_day_first(const char **s, written *w) {
    static const char *const ordinals[] = {"st", "nd", "rd", "th"};
    for (size_t i = 0; i < 4 && mkr_is_letter(**s); i++)
        skip_word(s, ordinals[i]);
    if (!take_separator(s))
        return false;
    skip_word(s, "of");
    skip_blanks(s);
    if (mkr_is_letter(**s))
        w->month = take_name(s, months, 12) + 1;
    else if (take_number(s, &w->month) > 2)
        w->month = 0;
    if (w->month == 0 || !take_separator(s))
        return false;
    w->year_digits = take_number(s, &w->year);
    return w->year_digits > 0;
}

static bool take_date(const char *s, written *w) {
    skip_blanks(&s);
    w->weekday = -1;
    if (mkr_is_letter(*s)) {
        w->weekday = take_name(&s, weekdays, 7);
        if (w->weekday < 0)
            return false;
        if (*s == ',')
            s++;
        skip_blanks(&s);
    }
    int first;
    size_t n = take_number(&s, &first);
    if (n == 4) {
        w->year = first;
        w->year_digits = 4;
        if (!take_iso(&s, w))
            return false;
    } else {
        w->day = first;
        if (n == 0 || n > 2 || !take_day_first(&s, w))
            return false;
    }
    skip_blanks(&s);
    return *s == '\0';
}

static bool complete_year(written *w) {
    if (w->year_digits == 2)
        w->year += w->year < 70 ? 2000 : 1900;
    return w->year > 0 && (w->year_digits == 2 || w->year_digits == 4);
}

static bool is_day(const written *w) {
    return w->month >= 1 && w->month <= 12 && w->day >= 1 && w->day <= mkr_date_days_in(w->month, w->year);
}

static mkr_date to_date(const written *w) {
    return (mkr_date){(int16_t)w->year, (uint8_t)w->month, (uint8_t)w->day};
}

static bool is_weekday(const written *w) {
    return w->weekday < 0 || w->weekday == mkr_date_weekday(to_date(w));
}

bool mkr_date_read(const char *s, mkr_date *out) {
    written w = {0};
    if (!take_date(s, &w) || !complete_year(&w) || !is_day(&w) || !is_weekday(&w))
        return false;
    *out = to_date(&w);
    return true;
}

static const char *explain_day(mkr_arena *arena, const written *w) {
    if (w->month < 1 || w->month > 12)
        return mkr_printf(arena, "month %d: dates are day/month/year", w->month);
    if (w->month == 2 && w->day == 29)
        return mkr_printf(arena, "29 February %d does not exist", w->year);
    return mkr_printf(arena, "%d %s does not exist", w->day, months[w->month - 1]);
}

bool mkr_date_parse(mkr_arena *arena, const char *s, mkr_date *out, const char **why) {
    written w = {0};
    if (!take_date(s, &w))
        *why = not_a_date;
    else if (!complete_year(&w))
        *why = w.year_digits == 4 ? "there is no year 0" : "the year needs two or four digits";
    else if (!is_day(&w))
        *why = explain_day(arena, &w);
    else if (!is_weekday(&w))
        *why = mkr_printf(arena, "%s is a %s", mkr_date_print(arena, to_date(&w), "D MMMM YYYY"),
                          weekdays[mkr_date_weekday(to_date(&w))]);
    else {
        *out = to_date(&w);
        return true;
    }
    return false;
}

mkr_date mkr_date_from_serial(int32_t serial) {
    int days = serial < 60 ? serial : serial - 1; /* from 1 January 1900, counted from 1 */
    int year = 1900, month = 1;
    for (int n; days > (n = is_leap(year) ? 366 : 365); year++)
        days -= n;
    for (int n; days > (n = mkr_date_days_in(month, year)); month++)
        days -= n;
    return (mkr_date){(int16_t)year, (uint8_t)month, (uint8_t)days};
}

int mkr_date_compare(mkr_date a, mkr_date b) {
    if (a.year != b.year)
        return a.year - b.year;
    return a.month != b.month ? a.month - b.month : a.day - b.day;
}

/* Print the field that a run of n letters stands for; false when it stands for none. */
static bool put_field(mkr_buffer *b, mkr_date d, char letter, size_t n) {
    const char *month = months[d.month - 1];
    if (letter == 'D' && n <= 2)
        mkr_buffer_printf(b, "%0*d", (int)n, d.day);
    else if (letter == 'M' && n <= 2)
        mkr_buffer_printf(b, "%0*d", (int)n, d.month);
    else if (letter == 'M' && n == 3)
        mkr_buffer_add(b, month, 3);
    else if (letter == 'M' && n == 4)
        mkr_buffer_puts(b, month);
    else if (letter == 'Y' && n == 4)
        mkr_buffer_printf(b, "%04d", d.year);
    else if (letter == 'W' && n == 4)
        mkr_buffer_puts(b, weekdays[mkr_date_weekday(d)]);
    else
        return false;
    return true;
}

char *mkr_date_print(mkr_arena *arena, mkr_date d, const char *pattern) {
    mkr_buffer b = mkr_buffer_new(arena);
    while (*pattern) {
        size_t n = 1;
        while (pattern[n] == *pattern)
            n++;
        if (!put_field(&b, d, *pattern, n))
            mkr_buffer_add(&b, pattern, n);
        pattern += n;
    }
    return mkr_strdup(arena, mkr_buffer_text(&b));
}
