/* chart_alt_figures.c - figures in an author's alternative text, held against those of its chart.
 *
 * A number is compared when it has the unit of the chart, and is right when a figure rounds to it. What is
 * said roughly, and differences, are left alone: a warning must be right. */
#include <string.h>

#include "base/ascii.h"
#include "data/unit.h"
#include "report/chart_alt.h"

/* ---- numbers */

/* The bytes of a number in digits, with commas and a point. */
static size_t number_length(const char *s) {
    size_t n = 0;
    while (mkr_is_digit(s[n]) || ((s[n] == ',' || s[n] == '.') && mkr_is_digit(s[n + 1])))
        n++;
    return n;
}

static bool read_number(mkr_arena *arena, const char *s, size_t n, mkr_decimal *out) {
    char *digits = mkr_alloc(arena, n + 1);
    size_t length = 0;
    for (size_t k = 0; k < n; k++)
        if (s[k] != ',')
            digits[length++] = s[k];
    return mkr_decimal_parse(digits, out);
}

/* ---- what the chart shows */

void mkr_alt_add(mkr_alt_figures *f, mkr_decimal v) {
    *MKR_PUSH(f->b->arena, &f->shown) = mkr_decimal_abs(v);
}

void mkr_alt_add_text(mkr_alt_figures *f, const char *text) {
    mkr_decimal number;
    for (const char *s = text; s && *s;) {
        size_t n = number_length(s);
        if (n && read_number(f->b->arena, s, n, &number))
            mkr_alt_add(f, number);
        s += n ? n : 1;
    }
}

static void add_series(mkr_alt_figures *f, const mkr_datum *at, size_t n) {
    for (size_t k = 0; at && k < n; k++)
        if (at[k].given)
            mkr_alt_add(f, at[k].v);
}

void mkr_alt_add_trend(mkr_alt_figures *f, const mkr_trend *t) {
    for (size_t k = 0; k < t->n_curves; k++)
        add_series(f, t->curves[k].at, t->n);
    for (size_t k = 0; k < t->n_guides; k++)
        add_series(f, t->guides[k].at, t->n);
    for (size_t k = 0; k < 2; k++)
        add_series(f, t->band[k], t->n);
    mkr_alt_add_text(f, t->name);
}

/* Is a figure of the chart, rounded as the text rounds, this number? */
static bool is_shown(const mkr_alt_figures *f, mkr_decimal number) {
    for (size_t k = 0; k < f->shown.n; k++)
        if (mkr_decimal_compare(mkr_decimal_round(f->shown.at[k], number.places), number) == 0)
            return true;
    return false;
}

/* ---- what the text states */

/* Is the figure said roughly, or a difference where figures are none, by the word before it? */
static bool is_loose(const mkr_alt_figures *f, const char *text, const char *at) {
    static const char loose[] =
        " by about around over under than nearly almost roughly some least most within up to "
        "between approximately rise fall increase decrease drop change reduction ";
    char word[MKR_ALT_WORD];
    for (int back = 0; back < 2; back++) {
        while (at > text && !mkr_alt_is_word_part(at[-1]))
            at--;
        const char *end = at;
        while (at > text && mkr_alt_is_word_part(at[-1]))
            at--;
        size_t n = (size_t)(end - at);
        if (n >= sizeof word)
            return false;
        for (size_t k = 0; k < n; k++)
            word[k] = mkr_lower(at[k]);
        word[n] = '\0';
        bool to = !strcmp(word, "to"); /* "from 45% to 60%" is exact, "up to 60%" is not */
        bool by = f->differences && !strcmp(word, "by"); /* "over budget by £2m" */
        if (n && !to && !by && mkr_alt_has_word(loose, word))
            return true;
        if (strcmp(word, "of") != 0 && !to)
            return false;
    }
    return false;
}

/* The bytes of the unit after a percentage; 0: it is none, or one of percentage points. */
static size_t percent_length(const char *s) {
    const char *from = s;
    s += strspn(s, " ");
    if (*s == '%')
        return (size_t)(s + 1 - from);
    static const char *const words[] = {"per cent", "percent"};
    for (size_t k = 0; k < 2; k++)
        if (mkr_same_letters(s, words[k]) >= strlen(words[k]) && !mkr_alt_is_word_part(s[strlen(words[k])]))
            return (size_t)(s - from) + strlen(words[k]);
    return 0;
}

/* Has the number at s the unit of the chart? Pounds are compared where text and chart have one scale. */
static bool has_unit(mkr_unit unit, const char *text, const char *s, size_t n) {
    int8_t scale = 0;
    if (unit.kind == MKR_UNIT_PERCENT)
        return percent_length(s + n) > 0;
    if (unit.kind == MKR_UNIT_POUNDS) {
        bool pounds = s >= text + 2 && !memcmp(s - 2, "£", 2);
        mkr_scale_read(s + n + strspn(s + n, " "), &scale);
        return pounds && scale == unit.scale;
    }
    size_t length = unit.kind == MKR_UNIT_WORD ? strlen(unit.words) : 0;
    const char *after = s + n + strspn(s + n, " ");
    return length > 2 && mkr_same_letters(after, unit.words) >= length &&
           !mkr_alt_is_word_part(after[length]);
}

/* Does a sentence have a word by which its figures may be sums, means or differences? */
static bool speaks_of_sums(const char *s, const char *end) {
    static const char words[] = " total totals together combined altogether overall all sum sums both net "
                                "average mean median difference gap range spread each per excluding without "
                                "not every ";
    char word[MKR_ALT_WORD];
    for (; s < end; s++) {
        size_t n = 0;
        for (; s + n < end && mkr_alt_is_word_part(s[n]); n++)
            if (n < sizeof word - 1)
                word[n] = mkr_lower(s[n]);
        word[n < sizeof word ? n : sizeof word - 1] = '\0';
        if (n && mkr_alt_has_word(words, word))
            return true;
        s += n ? n - 1 : 0;
    }
    return false;
}

void mkr_alt_check_figures(const mkr_alt_figures *f, const char *text) {
    mkr_unit unit = mkr_unit_read(f->unit);
    mkr_decimal number;
    for (const char *s = text, *end; *s; s = end) {
        end = mkr_alt_sentence_end(s);
        if (f->sums && speaks_of_sums(s, end))
            continue;
        for (size_t n; s < end; s += n ? n : 1) {
            n = number_length(s);
            bool whole = n && (s == text || !(mkr_is_letter(s[-1]) || s[-1] == '/'));
            if (whole && has_unit(unit, text, s, n) && !is_loose(f, text, s) &&
                read_number(f->b->arena, s, n, &number) && !is_shown(f, number))
                mkr_say(f->b->diag, MKR_E_CHART_ALT, f->where, "no figure is %.*s", (int)n, s);
        }
    }
}
