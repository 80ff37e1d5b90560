/* heading.c - what the text of one heading means.
 *
 * Headings drift from year to year and from council to council, so a heading is stripped to letters and
 * digits and looked up among those that published files have; a period may stand before or after it. Not
 * here: which columns go together (header.c). */
#include <string.h>

#include "base/ascii.h"
#include "data/cell_parts.h"
#include "data/header.h"

enum { LONGEST_HEADING = 96 }; /* bytes; longer text is no heading we know */
enum { MOST_BLANKS = 8 }; /* in a heading with a period: "Actual (Quarter 2 2024/25)" has four */

static const char *const headings[MKR_FIELDS] = {
    "",
#define X(field, words) words,
#include "data/fields.def"
#undef X
};

static bool lists(const char *words, const char *key, size_t n) {
    while (*words) {
        size_t length = strcspn(words, " ");
        if (length == n && memcmp(words, key, n) == 0)
            return true;
        words += length;
        words += *words == ' ';
    }
    return false;
}

/* Where the label begins in "Comparator: Core Cities"; NULL when it is no such heading. */
static const char *find_label(const char *text) {
    static const char *const words[] = {"comparator", "benchmark"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]);
        if (mkr_same_letters(text, words[i]) >= n) {
            const char *rest = text + n + strspn(text + n, " ");
            return *rest == ':' ? rest + 1 : NULL;
        }
    }
    return NULL;
}

static mkr_field find_key(const char *text, bool *blank) {
    char key[MKR_WORD_KEY];
    *blank = false;
    if (!mkr_word_key(text, key))
        return MKR_FIELD_UNKNOWN;
    size_t n = strlen(key);
    *blank = n == 0;
    for (mkr_field f = 1; n > 0 && f < MKR_FIELDS; f++)
        if (lists(headings[f], key, n))
            return f;
    return MKR_FIELD_UNKNOWN;
}

/* A field by its name alone; comparators may have more in brackets. */
static mkr_field find_field(const char *text) {
    bool blank;
    char copy[LONGEST_HEADING];
    mkr_field field = find_key(text, &blank);
    const char *bracket = strchr(text, '(');
    if (field || !bracket)
        return field ? field : find_label(text) ? MKR_FIELD_COMPARATOR : MKR_FIELD_UNKNOWN;
    memcpy(copy, text, (size_t)(bracket - text));
    copy[bracket - text] = '\0';
    bool comparator = find_label(copy) || find_key(copy, &blank) == MKR_FIELD_COMPARATOR;
    return comparator ? MKR_FIELD_COMPARATOR : MKR_FIELD_UNKNOWN;
}

/* "Q2", "Quarter 2", "Sep": a period that lacks its year. */
static bool read_part(const char *s, size_t n, mkr_period *out) {
    char copy[LONGEST_HEADING + 8];
    if (n == 0 || !mkr_is_letter(*s))
        return false;
    memcpy(copy, s, n);
    strcpy(copy + n, " 2024/25");
    if (mkr_period_parse(copy, out) && out->kind == MKR_QUARTER)
        return true;
    strcpy(copy + n, " 2024");
    return mkr_period_parse(copy, out) && out->kind == MKR_MONTH;
}

static bool read_period(const char *s, const char *end, const mkr_reading *reading, mkr_heading *out) {
    char copy[LONGEST_HEADING];
    while (s < end && *s == ' ')
        s++;
    while (end > s && end[-1] == ' ')
        end--;
    size_t n = (size_t)(end - s);
    memcpy(copy, s, n);
    copy[n] = '\0';
    const char *why;
    out->no_year = false;
    if (mkr_period_parse_as(copy, reading && reading->calendar_quarters, &out->period, &why))
        return true;
    out->no_year = read_part(s, n, &out->period);
    return out->no_year;
}

/* The field of what stands beside a period: nothing but a sign such as % means the actuals. */
static mkr_field field_beside(const char *text) {
    bool blank;
    mkr_field field = find_key(text, &blank);
    const char *label = find_label(text);
    if (label)
        return label[strspn(label, " ")] ? MKR_FIELD_COMPARATOR : MKR_FIELD_UNKNOWN;
    if (blank)
        return MKR_FIELD_ACTUAL;
    return field == MKR_FIELD_TARGET || field == MKR_FIELD_ACTUAL || field == MKR_FIELD_COMPARATOR
               ? field
               : MKR_FIELD_UNKNOWN;
}

/* Part the text at a blank into a period and a field, in either order. */
static bool part(char *text, char *at, const mkr_reading *reading, mkr_heading *out) {
    const char *end = text + strlen(text);
    mkr_field field = MKR_FIELD_UNKNOWN;
    const char *label = text, *label_end = at;
    if (read_period(at + 1, end, reading, out)) {
        *at = '\0';
        field = field_beside(text);
        *at = ' ';
    }
    if (!field && read_period(text, at, reading, out)) {
        field = field_beside(at + 1);
        label = at + 1;
        label_end = end;
    }
    out->field = field;
    if (field == MKR_FIELD_COMPARATOR) {
        out->label_from = (uint8_t)(label - text);
        out->label_n = (uint8_t)(label_end - label);
    }
    return field != MKR_FIELD_UNKNOWN;
}

/* Copy a heading with blanks for what parts its words. */
static void plain_blanks(char copy[static LONGEST_HEADING], const char *text) {
    size_t i = 0;
    for (; text[i]; i++)
        copy[i] = strchr("_\n\r\t()", text[i]) ? ' ' : text[i];
    copy[i] = '\0';
}

mkr_heading mkr_heading_read(const char *text, const mkr_reading *reading) {
    char copy[LONGEST_HEADING];
    mkr_heading out = {0};
    size_t n = strlen(text);
    if (n == 0 || n >= sizeof copy)
        return out;
    mkr_heading whole = {.field = find_field(text)};
    if (whole.field && !(find_label(text) && !strchr(text, '('))) /* a name may have a period at its end */
        return whole;
    plain_blanks(copy, text);
    out.field = MKR_FIELD_ACTUAL;
    if (read_period(copy, copy + n, reading, &out))
        return out;
    char *at = strchr(copy, ' ');
    for (int k = 0; at && k < MOST_BLANKS; k++, at = strchr(at + 1, ' '))
        if (part(copy, at, reading, &out))
            return out;
    return whole;
}

/* ---- headings that were meant as periods */

/* Is there a year in it, "2024" or "24/25", or a date? "Q10" of a questionnaire has none. */
static bool has_year(const char *s) {
    for (size_t n; *s; s += n ? n : 1) {
        for (n = 0; mkr_is_digit(s[n]);)
            n++;
        bool sign = n > 0 && s[n] && strchr("/-.", s[n]) && mkr_is_digit(s[n + 1]) && mkr_is_digit(s[n + 2]);
        if (n == 4 || (n == 2 && sign))
            return true;
    }
    return false;
}

static const char *find_fault(const char *s, const char *end, const mkr_reading *reading) {
    char copy[LONGEST_HEADING];
    const char *why, *no_reason;
    mkr_period period;
    mkr_cell_trim(&s, &end);
    memcpy(copy, s, (size_t)(end - s));
    copy[end - s] = '\0';
    if (mkr_word_is_month(s, end))
        return "a day, or a month and its year the wrong way round; write Jul-24";
    mkr_period_parse_as("", false, &period, &no_reason); /* what is said of all that is no period at all */
    if (!has_year(copy) || mkr_period_parse_as(copy, reading && reading->calendar_quarters, &period, &why))
        return NULL;
    return strcmp(why, no_reason) != 0 ? why : NULL;
}

const char *mkr_heading_fault(const char *text, const mkr_reading *reading) {
    char copy[LONGEST_HEADING];
    size_t n = strlen(text);
    if (n == 0 || n >= sizeof copy || mkr_heading_read(text, reading).field)
        return NULL;
    plain_blanks(copy, text);
    const char *why = find_fault(copy, copy + n, reading);
    char *at = strchr(copy, ' ');
    for (int k = 0; !why && at && k < MOST_BLANKS; k++, at = strchr(at + 1, ' ')) {
        why = field_beside(at + 1) ? find_fault(copy, at, reading) : NULL;
        *at = '\0';
        if (!why && field_beside(copy))
            why = find_fault(at + 1, copy + n, reading);
        *at = ' ';
    }
    return why;
}

/* ---- comparators */

/* Headings that are names of columns, not of places. */
static const char *plain_label(const char *label) {
    static const struct {
        const char *key, *label;
    } names[] = {{"benchnational", "National"}, {"benchregion", "Region"}, {"benchnn", "Nearest neighbours"}};
    char key[MKR_WORD_KEY];
    for (size_t i = 0; mkr_word_key(label, key) && i < sizeof names / sizeof *names; i++)
        if (strcmp(key, names[i].key) == 0)
            return names[i].label;
    return label;
}

static const char *copy_trimmed(mkr_arena *arena, const char *s, const char *end) {
    return mkr_cell_text(arena, mkr_strndup(arena, s, (size_t)(end - s)));
}

mkr_comparator mkr_heading_comparator(mkr_arena *arena, const char *text) {
    mkr_comparator out = {.period = "", .source = ""};
    const char *label = find_label(text), *end = text + strlen(text);
    if (label)
        text = label;
    const char *open = strchr(text, '('), *close = open ? strchr(open, ')') : NULL;
    out.label = plain_label(copy_trimmed(arena, text, open ? open : end));
    if (!close)
        return out;
    const char *semicolon = memchr(open, ';', (size_t)(close - open));
    const char *first = copy_trimmed(arena, open + 1, semicolon ? semicolon : close);
    mkr_period period;
    if (semicolon || mkr_is_digit(*first) || mkr_period_parse(first, &period))
        out.period = first;
    else
        out.source = first;
    if (semicolon)
        out.source = copy_trimmed(arena, semicolon + 1, close);
    return out;
}
