/* period.c - read, order and print the periods of the UK financial year. */
#include "base/period.h"

#include <string.h>

#include "base/ascii.h"

static const char *const months[] = {"April",   "May",      "June",     "July",    "August",   "September",
                                     "October", "November", "December", "January", "February", "March"};
static const char *const short_months[] = {"Apr", "May", "Jun", "Jul", "Aug", "Sep",
                                           "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"};
static const char *const quarters[] = {"Q1", "Q2", "Q3", "Q4"};

static void skip_blanks(const char **s) {
    for (size_t n; (n = **s == ',' ? 1 : mkr_blank(*s)) > 0;)
        *s += n;
}

/* Read exactly a run of two or four digits: its length, or 0. */
static int take_year(const char **s, int *value) {
    int n = 0;
    *value = 0;
    for (; mkr_is_digit((*s)[n]); n++)
        if (n < 4)
            *value = *value * 10 + ((*s)[n] - '0');
    if (n != 2 && n != 4)
        return 0;
    *s += n;
    return n;
}

static int whole_year(int value, int digits) {
    return digits == 4 ? value : value + (value < 70 ? 2000 : 1900);
}

/* Read a financial year, "2024/25", "2023/2024", "24-25": how many digits its first part has, or 0. */
static int take_financial_year(const char **s, int *year) {
    const char *p = *s;
    int first, second, digits = take_year(&p, &first);
    size_t sign = *p == '/' || *p == '-' ? 1 : strncmp(p, "\u2013", 3) == 0 ? 3 : 0;
    if (!digits || !sign)
        return 0;
    p += sign;
    int more = take_year(&p, &second);
    if (!more || more > digits)
        return 0;
    first = whole_year(first, digits);
    if (more == 4 ? second != first + 1 : second != (first + 1) % 100)
        return 0;
    *s = p;
    *year = first;
    return digits;
}

/* Read "Q2", "Qtr 2" or "Quarter 2". */
static bool take_quarter(const char **s, int *index) {
    static const char *const words[] = {"quarter", "qtr", "q"};
    const char *p = *s;
    for (size_t i = 0; i < 3; i++) {
        size_t n = mkr_same_letters(p, words[i]);
        if (words[i][n])
            continue;
        p += n;
        skip_blanks(&p);
        if (*p < '1' || *p > '4' || mkr_is_digit(p[1]))
            return false;
        *index = *p - '1';
        *s = p + 1;
        return true;
    }
    return false;
}

/* Read "Sep", "Sept" or "September". */
static bool take_month(const char **s, int *index) {
    size_t n = 0;
    while (mkr_is_letter((*s)[n]))
        n++;
    for (int i = 0; i < 12; i++) {
        if (mkr_same_letters(*s, months[i]) >= n && (n == 3 || !months[i][n] || (n == 4 && i == 5))) {
            *s += n;
            *index = i;
            return true;
        }
    }
    return false;
}

static bool at_end(const char *s) {
    skip_blanks(&s);
    return *s == '\0';
}

static bool make(mkr_period *out, mkr_period_kind kind, int index, int year) {
    *out = (mkr_period){(uint8_t)kind, (uint8_t)index, (int16_t)year};
    return true;
}

/* `year` is the calendar year: January to March belong to the financial year that began in the one before. */
static bool make_month(mkr_period *out, int index, int year) {
    return make(out, MKR_MONTH, index, index >= 9 ? year - 1 : year);
}

static bool parse_quarter(const char *s, mkr_period *out) {
    int index, year;
    if (take_quarter(&s, &index)) {
        skip_blanks(&s);
        return take_financial_year(&s, &year) && at_end(s) && make(out, MKR_QUARTER, index, year);
    }
    if (!take_financial_year(&s, &year))
        return false;
    skip_blanks(&s);
    return take_quarter(&s, &index) && at_end(s) && make(out, MKR_QUARTER, index, year);
}

/* "2024-09"; so "2011-12" is a month, December 2011, and "2011/12" the year. */
static bool parse_iso_month(const char *s, mkr_period *out) {
    int year, month;
    if (take_year(&s, &year) != 4 || *s++ != '-' || take_year(&s, &month) != 2 || !at_end(s))
        return false;
    return month >= 1 && month <= 12 && make_month(out, (month + 8) % 12, year);
}

static bool parse_named_month(const char *s, mkr_period *out) {
    int index, year;
    if (!take_month(&s, &index))
        return false;
    if (*s == '-')
        s++;
    skip_blanks(&s);
    int digits = take_year(&s, &year);
    return digits && at_end(s) && make_month(out, index, whole_year(year, digits));
}

static bool parse_year(const char *s, mkr_period *out) {
    int year;
    return take_financial_year(&s, &year) == 4 && at_end(s) && make(out, MKR_YEAR, 0, year);
}

bool mkr_period_parse(const char *s, mkr_period *out) {
    skip_blanks(&s);
    return parse_quarter(s, out) || parse_iso_month(s, out) || parse_named_month(s, out) ||
           parse_year(s, out);
}

/* Periods of one kind, numbered without gaps. */
static int number(mkr_period p) {
    int a_year = p.kind == MKR_MONTH ? 12 : p.kind == MKR_QUARTER ? 4 : 1;
    return p.year * a_year + p.index;
}

int mkr_period_compare(mkr_period a, mkr_period b) {
    return a.kind != b.kind ? a.kind - b.kind : number(a) - number(b);
}

bool mkr_period_same(mkr_period a, mkr_period b) {
    return mkr_period_compare(a, b) == 0;
}

mkr_period mkr_period_before(mkr_period p) {
    if (p.index > 0)
        p.index--;
    else {
        p.year--;
        p.index = p.kind == MKR_MONTH ? 11 : p.kind == MKR_QUARTER ? 3 : 0;
    }
    return p;
}

mkr_period mkr_period_after(mkr_period p) {
    if (p.index < (p.kind == MKR_MONTH ? 11 : p.kind == MKR_QUARTER ? 3 : 0))
        p.index++;
    else {
        p.year++;
        p.index = 0;
    }
    return p;
}

int mkr_period_distance(mkr_period from, mkr_period to) {
    return number(to) - number(from);
}

static int calendar_year(mkr_period month) {
    return month.index >= 9 ? month.year + 1 : month.year;
}

char *mkr_period_year(mkr_arena *arena, mkr_period p) {
    return mkr_printf(arena, "%04d/%02d", p.year, (p.year + 1) % 100);
}

char *mkr_period_print(mkr_arena *arena, mkr_period p) {
    if (p.kind == MKR_QUARTER)
        return mkr_printf(arena, "%s %s", quarters[p.index], mkr_period_year(arena, p));
    if (p.kind == MKR_MONTH)
        return mkr_printf(arena, "%s %04d", months[p.index], calendar_year(p));
    return p.kind == MKR_YEAR ? mkr_period_year(arena, p) : mkr_strdup(arena, "");
}

char *mkr_period_key(mkr_arena *arena, mkr_period p) {
    if (p.kind == MKR_QUARTER)
        return mkr_printf(arena, "%s %s", mkr_period_year(arena, p), quarters[p.index]);
    if (p.kind == MKR_MONTH)
        return mkr_printf(arena, "%04d-%02d", calendar_year(p), (p.index + 3) % 12 + 1);
    return p.kind == MKR_YEAR ? mkr_period_year(arena, p) : mkr_strdup(arena, "");
}

const char *mkr_period_short(mkr_period p) {
    return p.kind == MKR_QUARTER ? quarters[p.index] : p.kind == MKR_MONTH ? short_months[p.index] : "";
}
