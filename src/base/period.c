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

static const char *const not_a_period = "not a period such as Q2 2024/25, Sep-24 or 2024/25";

/* Read a financial year, "2024/25", "2023/2024", "24-25", with or without "FY": how many digits its first
 * part has, or 0; *why is set when it is wrong only in its second part. After "FY" two digits are as good as
 * four. */
static int take_financial_year(const char **s, int *year, const char **why) {
    const char *p = *s;
    bool said = mkr_same_letters(p, "FY") == 2;
    if (said) {
        p += 2;
        skip_blanks(&p);
    }
    int first, second, digits = take_year(&p, &first);
    size_t sign = *p == '/' || *p == '-' ? 1 : strncmp(p, "\u2013", 3) == 0 ? 3 : 0;
    if (!digits || !sign)
        return 0;
    p += sign;
    int more = take_year(&p, &second);
    if (!more || more > digits)
        return 0;
    first = whole_year(first, digits);
    if (more == 4 ? second != first + 1 : second != (first + 1) % 100) {
        if (!strchr("/-.", *p) || !*p) /* else a date */
            *why = "the second year is not the one after the first";
        return 0;
    }
    *s = p;
    *year = first;
    return said ? 4 : digits;
}

/* Read "Q2", "Qtr 2" or "Quarter 2"; *why is set when there are no such quarters. */
static bool take_quarter(const char **s, int *index, const char **why) {
    static const char *const words[] = {"quarter", "qtr", "q"};
    const char *p = *s;
    for (size_t i = 0; i < 3; i++) {
        size_t n = mkr_same_letters(p, words[i]);
        if (words[i][n])
            continue;
        p += n;
        skip_blanks(&p);
        if (!mkr_is_digit(*p))
            return false;
        if (*p < '1' || *p > '4' || mkr_is_digit(p[1])) {
            *why = "quarters are Q1 to Q4";
            return false;
        }
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

/* Before or after a quarter stands a financial year or, where quarters are those of the calendar, a year
 * alone: then January to March is the last quarter of the financial year before. */
static bool parse_quarter(const char *s, bool calendar, mkr_period *out, const char **why) {
    int index = 0, year;
    bool first = take_quarter(&s, &index, why);
    skip_blanks(&s);
    bool financial = take_financial_year(&s, &year, why) > 0;
    int digits = financial ? 0 : take_year(&s, &year);
    if (!financial && !digits)
        return false;
    skip_blanks(&s);
    if ((!first && !take_quarter(&s, &index, why)) || !at_end(s))
        return false;
    if (financial)
        return make(out, MKR_QUARTER, index, year);
    *why = "a quarter of the calendar or of the financial year?";
    year = whole_year(year, digits);
    return calendar && make(out, MKR_QUARTER, (index + 3) % 4, index == 0 ? year - 1 : year);
}

/* "2024-09"; so "2011-12" is a month, December 2011, and "2011/12" the year. */
static bool parse_iso_month(const char *s, mkr_period *out) {
    int year, month;
    if (take_year(&s, &year) != 4 || *s++ != '-' || take_year(&s, &month) != 2 || !at_end(s))
        return false;
    return month >= 1 && month <= 12 && make_month(out, (month + 8) % 12, year);
}

static void skip_word(const char **s, const char *word) {
    size_t n = mkr_same_letters(*s, word);
    if (!word[n] && mkr_blank(*s + n) > 0) {
        *s += n;
        skip_blanks(s);
    }
}

/* "Sep-24", "September 2024", "End of September 2024". */
static bool parse_named_month(const char *s, mkr_period *out) {
    int index, year;
    skip_word(&s, "end");
    skip_word(&s, "of");
    if (!take_month(&s, &index))
        return false;
    if (*s == '-')
        s++;
    skip_blanks(&s);
    int digits = take_year(&s, &year);
    return digits && at_end(s) && make_month(out, index, whole_year(year, digits));
}

static bool parse_year(const char *s, mkr_period *out, const char **why) {
    int year, digits = take_financial_year(&s, &year, why);
    if (digits == 4 && at_end(s))
        return make(out, MKR_YEAR, 0, year);
    if (digits == 2 && at_end(s))
        *why = "write the year in full: 2024/25";
    if (digits == 0 && take_year(&s, &year) == 4 && at_end(s))
        *why = "a year of the calendar; a financial year is written 2024/25";
    return false;
}

static bool parse_last_day(const char *s, mkr_period *out, const char **why) {
    mkr_date d;
    if (!mkr_date_read(s, &d))
        return false;
    *why = "a day; only the last day of a month stands for that month";
    return d.day == mkr_date_days_in(d.month, d.year) && make_month(out, (d.month + 8) % 12, d.year);
}

bool mkr_period_parse_as(const char *s, bool calendar_quarters, mkr_period *out, const char **why) {
    *why = not_a_period;
    skip_blanks(&s);
    return parse_quarter(s, calendar_quarters, out, why) || parse_iso_month(s, out) ||
           parse_named_month(s, out) || parse_year(s, out, why) || parse_last_day(s, out, why);
}

bool mkr_period_parse(const char *s, mkr_period *out) {
    const char *why;
    return mkr_period_parse_as(s, false, out, &why);
}

static int in_a_year(mkr_period p) {
    return p.kind == MKR_MONTH ? 12 : p.kind == MKR_QUARTER ? 4 : 1;
}

/* Periods of one kind, numbered without gaps. */
static int number(mkr_period p) {
    return p.year * in_a_year(p) + p.index;
}

int mkr_period_compare(mkr_period a, mkr_period b) {
    return a.kind != b.kind ? a.kind - b.kind : number(a) - number(b);
}

bool mkr_period_same(mkr_period a, mkr_period b) {
    return mkr_period_compare(a, b) == 0;
}

mkr_period mkr_period_earlier(mkr_period p, int n) {
    int at = number(p) - n, each = in_a_year(p), index = (at % each + each) % each;
    return (mkr_period){p.kind, (uint8_t)index, (int16_t)((at - index) / each)};
}

mkr_period mkr_period_after(mkr_period p) {
    return mkr_period_earlier(p, -1);
}

size_t mkr_period_find(const mkr_period *list, size_t n, mkr_period p) {
    size_t i = 0;
    while (i < n && !mkr_period_same(list[i], p))
        i++;
    return i;
}

int mkr_period_distance(mkr_period from, mkr_period to) {
    return number(to) - number(from);
}

static int calendar_year(mkr_period month) {
    return month.index >= 9 ? month.year + 1 : month.year;
}

mkr_date mkr_period_end(mkr_period p) {
    int last = p.kind == MKR_MONTH ? p.index : p.kind == MKR_QUARTER ? p.index * 3 + 2 : 11; /* from April */
    int month = (last + 3) % 12 + 1, year = last >= 9 ? p.year + 1 : p.year;
    return (mkr_date){(int16_t)year, (uint8_t)month, (uint8_t)mkr_date_days_in(month, year)};
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
