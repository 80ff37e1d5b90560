/* number.c - from the text of a cell to its figure.
 *
 * Reading is forgiving about how a figure is dressed (£, %, thousands commas, brackets, three kinds of minus,
 * its unit) and strict about what it is: whatever could mean two things is wrong, never guessed. A cell is
 * read from its beginning to its end:
 *
 *     cell   = ['] word | ['] [< or >] figure shorthand*
 *     figure = "1 in" number | front number back [(part/whole)]
 *     front  = [(] [sign] [£] [(] [sign]
 *     back   = [minus] [)] [% or scale] [minus] [words] [)]
 *
 * Not here: digits (digits.c), words and shorthand (words.c), printing (unit.c). */
#include <string.h>

#include "base/ascii.h"
#include "data/cell_parts.h"
#include "data/unit.h"

static const char *const wrong_part = "minutes and seconds have two digits, 00 to 59";

enum { LONGEST_DURATION = 1000000000 }; /* of its larger part: a hundred thousand years of hours */

typedef enum minus { NO_MINUS, BRACKETS, MINUS_BEHIND, DASH, HYPHEN } minus;

/* What is being read: the piece from s to end, the value so far, and what was met that the value does not
 * tell. */
typedef struct figure {
    const char *s, *end;
    mkr_cell_value *v;
    minus minus;
    mkr_digits digits;
    bool plus, mark;
} figure;

static void skip_blanks(figure *f) {
    for (size_t n; f->s < f->end && (n = mkr_cell_blank(f->s)) > 0;)
        f->s += n;
}

static bool take(figure *f, const char *what) {
    return mkr_cell_take(&f->s, f->end, what);
}

static char next(const figure *f) {
    return f->s < f->end ? *f->s : '\0';
}

static const char *take_number(figure *f, mkr_decimal *out) {
    return mkr_digits_take(&f->s, f->end, out, &f->digits);
}

/* ---- what stands around the digits */

static void take_sign(figure *f) {
    if (f->minus || f->plus)
        return;
    if (take(f, "-"))
        f->minus = HYPHEN;
    else if (take(f, "\u2212") || take(f, "\u2013"))
        f->minus = DASH;
    else
        f->plus = take(f, "+");
}

/* The next part of a duration, ":45"; false when it is not two digits below 60. */
static bool take_clock_part(figure *f, int64_t *units) {
    const char *p = f->s + 1;
    if (f->end - p < 2 || p[0] < '0' || p[0] > '5' || !mkr_is_digit(p[1]))
        return false;
    if (f->end - p > 2 && mkr_is_digit(p[2]))
        return false;
    f->s = p + 2;
    *units = *units * 60 + (p[0] - '0') * 10 + (p[1] - '0');
    return true;
}

/* "3:45" or "1:02:03", after its first number. */
static const char *take_clock(figure *f, mkr_decimal *n) {
    if (n->places > 0 || n->units > LONGEST_DURATION)
        return mkr_not_a_number;
    f->v->duration = true;
    if (!take_clock_part(f, &n->units))
        return wrong_part;
    if (next(f) != ':')
        return NULL;
    f->v->seconds = true;
    return take_clock_part(f, &n->units) ? NULL : wrong_part;
}

static bool take_percent(figure *f) {
    static const char *const words[] = {"percent", "per cent"};
    if (take(f, "%"))
        return true;
    for (size_t i = 0; i < 2; i++)
        if (mkr_cell_take_word(&f->s, f->end, words[i]))
            return true;
    return false;
}

/* "k", "million" ...; "m" only of pounds, for it may be metres or months. */
static void take_scale(figure *f) {
    int8_t scale;
    if (!mkr_is_letter(next(f)))
        return;
    size_t n = mkr_scale_read(f->s, &scale);
    if (n == 0 || n > (size_t)(f->end - f->s))
        return;
    if (n == 1 && mkr_lower(*f->s) == 'm' && !f->v->pounds)
        return;
    f->v->scale = scale;
    f->s += n;
}

/* The words after a figure, up to a bracket or the end. */
static void take_words(figure *f, char bracket) {
    if (!mkr_is_letter(next(f)))
        return;
    f->v->word = f->s;
    const char *end = memchr(f->s, bracket, (size_t)(f->end - f->s));
    f->s = end ? end : f->end;
    const char *s = f->v->word;
    f->v->word_end = f->s;
    mkr_cell_trim(&s, &f->v->word_end);
}

/* A minus right behind the figure, "5-", as some finance systems print it; not the dash of "5-10". */
static void take_minus_behind(figure *f) {
    const char *s = f->s;
    if (f->minus || f->plus)
        return;
    if (!mkr_cell_take(&s, f->end, "-") && !mkr_cell_take(&s, f->end, "\u2212"))
        mkr_cell_take(&s, f->end, "\u2013");
    if (s == f->s || s < f->end)
        return;
    f->minus = MINUS_BEHIND;
    f->s = s;
}

/* ---- "94% (47/50)" */

/* Do the figure and the fraction beside it agree, but for less than one unit in the figure's last place (it
 * may have been rounded to the nearest, up or down)? */
static bool parts_agree(const mkr_cell_value *v) {
    mkr_decimal one = {1, v->number.places}, hundred = {100, 0}, low, high;
    return mkr_decimal_subtract(v->number, one, &low) && mkr_decimal_add(v->number, one, &high) &&
           mkr_decimal_compare_products(low, v->whole, v->part, hundred) < 0 &&
           mkr_decimal_compare_products(v->part, hundred, high, v->whole) < 0;
}

static const char *take_parts(figure *f) {
    mkr_cell_value *v = f->v;
    f->s++; /* the bracket */
    figure inner = *f;
    const char *why = take_number(&inner, &v->part);
    skip_blanks(&inner);
    if (why || !(take(&inner, "/") || take(&inner, "of ") || take(&inner, "out of ")))
        return "two figures";
    skip_blanks(&inner);
    why = take_number(&inner, &v->whole);
    if (why || !take(&inner, ")"))
        return "two figures";
    f->s = inner.s;
    v->has_parts = true;
    if (v->whole.units == 0)
        return "a fraction of nothing";
    return v->percent && !parts_agree(v) ? "the percentage is not that of the fraction beside it" : NULL;
}

/* ---- the whole figure */

static const char *const left_over = "something is left over after the figure";

/* What the rest after a figure tells about it. */
static const char *explain_rest(figure *f) {
    skip_blanks(f);
    if (take(f, "/"))
        return "a fraction or a date?";
    if (next(f) == '*')
        return "an asterisk: write [p] for provisional, [r] for revised";
    if (mkr_is_digit(next(f)))
        return mkr_two_figures;
    if (take(f, "-") || take(f, "\u2013") || take(f, "\u2212")) {
        skip_blanks(f);
        return mkr_is_digit(next(f)) ? "a range or a date?" : left_over;
    }
    return left_over;
}

static const char *const unit_alone = "a unit without a figure";

/* What the beginning tells about what is not a figure. */
static const char *explain_start(figure *f, const char *why) {
    if (why != mkr_not_a_number)
        return why;
    if (f->s == f->end && f->v->pounds)
        return f->minus ? "a dash for nought, or for nothing?" : unit_alone;
    if (f->s < f->end && *f->s == '%')
        return unit_alone;
    if (f->s < f->end && *f->s == '$')
        return "another currency";
    if (take(f, "\u20ac"))
        return "another currency";
    return mkr_not_a_number;
}

static bool take_one_in(figure *f) {
    figure inner = *f;
    if (!take(&inner, "1") || mkr_cell_blank(inner.s) == 0)
        return false;
    skip_blanks(&inner);
    if (!mkr_cell_take_word(&inner.s, inner.end, "in") || mkr_cell_blank(inner.s) == 0)
        return false;
    skip_blanks(&inner);
    *f = inner;
    return true;
}

static const char *take_front(figure *f, bool *bracket) {
    *bracket = take(f, "(");
    skip_blanks(f);
    take_sign(f);
    f->v->pounds = take(f, "\u00a3");
    skip_blanks(f);
    if (f->v->pounds && !*bracket)
        *bracket = take(f, "(");
    take_sign(f);
    if (!*bracket)
        return NULL;
    if (f->minus || f->plus)
        return "brackets and a sign";
    f->minus = BRACKETS;
    return NULL;
}

/* What stands behind the digits; `bracket` is one that is to be closed. */
static const char *take_back(figure *f, bool bracket) {
    mkr_cell_value *v = f->v;
    take_minus_behind(f);
    bool open = bracket && !take(f, ")");
    skip_blanks(f);
    v->percent = take_percent(f);
    if (!v->percent)
        take_scale(f);
    if (v->percent || v->scale)
        take_minus_behind(f);
    skip_blanks(f);
    if (!v->percent)
        take_words(f, open ? ')' : '(');
    if (open && !take(f, ")"))
        return f->s == f->end ? "a bracket that is not closed" : explain_rest(f);
    skip_blanks(f);
    return NULL;
}

/* Dress that does not go together: £5%, 3:45%, 3:45 pm. */
static bool is_muddled(const mkr_cell_value *v) {
    bool amount = v->pounds || v->scale || v->word;
    return (v->percent && amount) || (v->duration && (amount || v->percent || v->has_parts || v->exponent));
}

static const char *take_figure(figure *f) {
    mkr_cell_value *v = f->v;
    bool bracket;
    int8_t scale;
    const char *why = take_front(f, &bracket);
    if (why)
        return why;
    if ((v->pounds || f->mark) && mkr_scale_read(f->s, &scale) > 0)
        return unit_alone; /* "£'000", "£m" and, its apostrophe taken for a mark, "'000" */
    if ((why = take_number(f, &v->number)) != NULL)
        return explain_start(f, why);
    v->exponent = f->digits.exponent;
    if (next(f) == ':' && (why = take_clock(f, &v->number)) != NULL)
        return why;
    if ((why = take_back(f, bracket)) != NULL)
        return why;
    if (next(f) == '(' && (why = take_parts(f)) != NULL)
        return why;
    if (f->s < f->end)
        return explain_rest(f);
    if (f->minus)
        v->number.units = -v->number.units;
    return is_muddled(v) ? mkr_not_a_number : NULL;
}

static const char *take_limit(figure *f, mkr_nil *limit) {
    if (next(f) != '<' && next(f) != '>') {
        *limit = MKR_NIL_NONE;
        return take(f, "\u2264") || take(f, "\u2265") ? "\"at most\" or \"less than\"? Write < or >" : NULL;
    }
    *limit = *f->s++ == '<' ? MKR_BELOW : MKR_ABOVE;
    skip_blanks(f);
    return next(f) == '=' ? "\"at most\" or \"less than\"? Write < or >" : NULL;
}

static const char *read_figure(figure *f) {
    mkr_nil limit;
    const char *why = take_limit(f, &limit);
    if (why)
        return why;
    if (take_one_in(f)) {
        f->v->one_in = true;
        why = take_number(f, &f->v->number);
        if (!why && f->s < f->end)
            why = explain_rest(f);
        if (!why && f->v->number.units == 0)
            why = "1 in nothing";
    } else
        why = take_figure(f);
    f->v->nil = limit;
    f->v->kind = limit ? MKR_CELL_NIL : MKR_CELL_NUMBER;
    return why;
}

/* ---- what was taken for what */

/* By the sign, then by the dress: nothing, £, %, thousands, £ and thousands. */
#define DRESSED(sign)                                                                                        \
    {                                                                                                        \
        sign, sign ", £ taken off", sign ", % taken off", sign ", thousands closed up",                      \
            sign ", £ taken off, thousands closed up"                                                       \
    }
static const char *const dressed[][5] = {
    {NULL, "£ taken off", "% taken off", "thousands closed up", "£ taken off, thousands closed up"},
    DRESSED("brackets read as minus"),
    DRESSED("the minus behind brought forward"),
    DRESSED("a dash read as minus"),
};

#undef DRESSED

static const char *describe_dress(const figure *f) {
    const mkr_cell_value *v = f->v;
    size_t dress = v->percent ? 2 : f->digits.grouped ? (v->pounds ? 4 : 3) : v->pounds ? 1 : 0;
    return dressed[f->minus == HYPHEN ? NO_MINUS : f->minus][dress];
}

/* The most telling of all that was done; never NULL for a figure that came here. */
static const char *describe_figure(const figure *f) {
    const mkr_cell_value *v = f->v;
    const struct {
        bool done;
        const char *how;
    } all[] = {
        {v->exponent, "an exponent worked out"},
        {v->nil == MKR_BELOW, "read as less than"},
        {v->nil == MKR_ABOVE, "read as more than"},
        {v->one_in, "read as 1 in so many"},
        {v->duration, "read as a duration"},
        {v->has_parts, "the fraction beside it set apart"},
        {v->scale != 0, "a word for thousands, millions or billions worked out"},
        {describe_dress(f) != NULL, describe_dress(f)},
        {v->word != NULL, "the unit after it taken off"},
        {v->marks != 0, "a marker taken off"},
        {f->mark, "the apostrophe taken off that makes it text"},
        {f->plus, "the plus sign taken off"},
        {f->digits.rounded, "rounded to what can be held, at most 9 decimals"},
        {f->digits.no_nought, "a nought put before the point"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].done)
            return all[i].how;
    return "the blanks around it taken off";
}

static const char *describe_nil(mkr_nil nil) {
    static const char *const hows[MKR_NILS] = {
        [MKR_NOT_AVAILABLE] = "read as not available",
        [MKR_NOT_APPLICABLE] = "read as not applicable",
        [MKR_CONFIDENTIAL] = "read as suppressed",
        [MKR_LOW] = "read as low",
        [MKR_NOT_DUE] = "read as not due",
        [MKR_INCOMPARABLE] = "read as not comparable",
    };
    return hows[nil];
}

/* ---- the cell */

static const char *give_nil(mkr_cell_value *v, mkr_nil nil, const char *how) {
    v->kind = MKR_CELL_NIL;
    v->nil = nil;
    v->how = how;
    return NULL;
}

/* What is left once the shorthand is off; `nil` is what that said. A figure marked [c] is not even looked at,
 * so that it can stand in no message. */
static const char *read_rest(figure *f, mkr_nil nil, const mkr_reading *reading) {
    mkr_cell_value *v = f->v;
    if (nil == MKR_CONFIDENTIAL)
        return give_nil(v, nil, NULL);
    if (f->s == f->end)
        return nil ? give_nil(v, nil, NULL) : "a marker without a figure";
    if (nil || v->marks || f->mark) { /* else it has been looked up */
        mkr_nil word = mkr_nil_find(f->s, f->end, reading);
        if (word)
            return give_nil(v, nil ? nil : word, describe_nil(nil ? nil : word));
    }
    if (mkr_word_is_month(f->s, f->end)) {
        v->month = true;
        return give_nil(v, MKR_NOT_AVAILABLE, "a month, perhaps made of a figure by the spreadsheet");
    }
    const char *why = mkr_is_digit(*f->s) ? NULL : mkr_word_fault(f->s, f->end);
    if (!why)
        why = read_figure(f);
    if (!why)
        v->how = describe_figure(f);
    if (why || !nil)
        return why;
    if (nil != MKR_LOW || v->number.units != 0)
        return "a figure, and shorthand for none";
    return give_nil(v, nil, describe_nil(nil));
}

/* All cells but those of plain digits. */
static const char *read_dressed(figure *f, const mkr_reading *reading) {
    mkr_cell_value *v = f->v;
    mkr_cell_trim(&f->s, &f->end);
    mkr_nil nil = mkr_nil_find(f->s, f->end, reading);
    if (nil)
        return give_nil(v, nil, f->s < f->end ? describe_nil(nil) : NULL);
    f->mark = take(f, "'");
    skip_blanks(f);
    if (f->mark && f->s == f->end)
        return give_nil(v, MKR_NOT_AVAILABLE, describe_nil(MKR_NOT_AVAILABLE));
    const char *why = NULL;
    while (!why && mkr_shorthand_take(f->s, &f->end, &v->marks, &nil, &why))
        mkr_cell_trim(&f->s, &f->end);
    return why ? why : read_rest(f, nil, reading);
}

/* Does a house style take these digits ("999") for a word? */
static bool is_nil_word(const char *text, const mkr_reading *reading) {
    return reading && reading->n_nils > 0 && mkr_nil_find(text, text + strlen(text), reading);
}

void mkr_cell_read(const char *text, const mkr_reading *reading, mkr_cell_value *out) {
    mkr_decimal number;
    bool plain =
        (mkr_is_digit(*text) || *text == '-') && mkr_decimal_parse(text, &number); /* nearly always */
    if (plain && !is_nil_word(text, reading)) {
        *out = (mkr_cell_value){.kind = MKR_CELL_NUMBER, .number = number};
        return;
    }
    *out = (mkr_cell_value){.kind = MKR_CELL_WRONG};
    figure f = {.s = text, .end = text + strlen(text), .v = out};
    const char *why = read_dressed(&f, reading);
    if (why)
        *out = (mkr_cell_value){.kind = MKR_CELL_WRONG, .why = why};
}
