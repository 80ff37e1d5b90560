/* unit.c - what a unit says about figures, and how figures are printed with it. */
#include "data/unit.h"

#include "base/ascii.h"

enum {
    LONGEST = 15
}; /* bytes of a unit that is printed after each figure: "working days" is, "homes per year" */

static bool is_listed(const char *unit, const char *const *list) {
    for (; *list; list++) {
        size_t n = mkr_same_letters(unit, *list);
        if (!unit[n] && !(*list)[n])
            return true;
    }
    return false;
}

/* ---- reading */

bool mkr_unit_is_percent(const char *unit) {
    static const char *const percent[] = {"%", "percent", "percentage", "per cent"};
    for (size_t i = 0; i < sizeof percent / sizeof *percent; i++) {
        size_t n = mkr_same_letters(unit, percent[i]);
        if (!percent[i][n] && (!unit[n] || mkr_same_letters(unit + n, " of ") == 4))
            return true;
    }
    return false;
}

bool mkr_unit_is_clock(mkr_unit_kind kind) {
    return kind >= MKR_UNIT_HOURS_MINUTES;
}

size_t mkr_scale_read(const char *s, int8_t *scale) {
    static const struct {
        const char *word;
        int8_t scale;
    } scales[] = {
        {"k", 3},       {"'000", 3},     {"'000s", 3},    {"\u2019000", 3}, {"\u2019000s", 3}, {"000", 3},
        {"000s", 3},    {"000's", 3},    {"thousand", 3}, {"thousands", 3}, {"m", 6},          {"mn", 6},
        {"million", 6}, {"millions", 6}, {"bn", 9},       {"billion", 9},   {"billions", 9},
    };
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        size_t n = strlen(scales[i].word);
        if (mkr_same_letters(s, scales[i].word) < n)
            continue;
        if (mkr_is_letter(s[n]) || mkr_is_digit(s[n]) || s[n] == '\'')
            continue;
        *scale = scales[i].scale;
        return n;
    }
    return 0;
}

static const char *skip_blanks(const char *s) {
    for (size_t n; (n = mkr_blank(s)) > 0;)
        s += n;
    return s;
}

/* Set the scale apart from the rest of a unit; `m` alone is metres unless pounds are counted. */
static mkr_unit split_scale(mkr_unit_kind kind, const char *rest) {
    mkr_unit u = {.kind = kind, .words = rest};
    const char *s = skip_blanks(rest);
    size_t n = mkr_scale_read(s, &u.scale);
    if (n == 1 && mkr_lower(*s) == 'm' && kind != MKR_UNIT_POUNDS) {
        u.scale = 0;
        return u;
    }
    if (n > 0) {
        u.scale_word = s;
        u.scale_end = s + n;
    }
    u.words = skip_blanks(s + n);
    return u;
}

mkr_unit mkr_unit_read(const char *unit) {
    static const char *const one_in[] = {"1 in", "1 in n", "one in", NULL};
    static const char *const hours_minutes[] = {"h:mm", "hh:mm", "hours:minutes", NULL};
    static const char *const minutes_seconds[] = {"mm:ss", "m:ss", "minutes:seconds", NULL};
    static const char *const all_three[] = {"h:mm:ss", "hh:mm:ss", NULL};
    mkr_unit u = {.words = unit};
    if (!*unit)
        return u;
    if (mkr_unit_is_percent(unit))
        u.kind = MKR_UNIT_PERCENT;
    else if (is_listed(unit, one_in))
        u.kind = MKR_UNIT_ONE_IN;
    else if (is_listed(unit, hours_minutes))
        u.kind = MKR_UNIT_HOURS_MINUTES;
    else if (is_listed(unit, minutes_seconds))
        u.kind = MKR_UNIT_MINUTES_SECONDS;
    else if (is_listed(unit, all_three))
        u.kind = MKR_UNIT_HOURS_MINUTES_SECONDS;
    else if (strncmp(unit, "£", 2) == 0)
        return split_scale(MKR_UNIT_POUNDS, unit + 2);
    else
        return split_scale(MKR_UNIT_WORD, unit);
    return u;
}

/* ---- printing */

/* Units that say what kind of figure it is, not what is counted, are not printed with it. */
bool mkr_unit_is_bare(const char *unit) {
    static const char *const kinds[] = {"number", "no", "no.", "count", "#", NULL};
    return is_listed(unit, kinds);
}

static bool is_unspoken(const char *unit) {
    static const char *const kinds[] = {"ratio", "rate", "score", "index", NULL};
    return mkr_unit_is_bare(unit) || is_listed(unit, kinds) || mkr_same_letters(unit, "per ") == 4 ||
           strlen(unit) > LONGEST;
}

/* "'000" says nothing after a figure; "m", "k" and "bn" stand close to it, "million" after a blank. */
static bool is_noughts(const mkr_unit *u) {
    return u->scale_word && !mkr_is_letter(*u->scale_word);
}
static bool is_close(const mkr_unit *u) {
    return u->scale_end - u->scale_word <= 2;
}

/* What stands after a figure, with the blank before it. */
static const char *text_after(mkr_arena *arena, const mkr_unit *u) {
    const char *scale = "";
    if (u->scale_word)
        scale = mkr_printf(arena, "%s%.*s", is_close(u) ? "" : " ", (int)(u->scale_end - u->scale_word),
                           u->scale_word);
    return mkr_printf(arena, "%s%s%s", scale, *u->words ? " " : "", u->words);
}

/* "3:45": the larger parts in full, the smaller ones in two digits. The whole number of the smallest part is
 * at most 10^17. */
static char *print_clock(mkr_arena *arena, mkr_unit_kind kind, mkr_decimal v) {
    int64_t all = mkr_decimal_round(mkr_decimal_abs(v), 0).units;
    const char *minus = v.units < 0 && all > 0 ? "\u2212" : "";
    bool three = kind == MKR_UNIT_HOURS_MINUTES_SECONDS;
    mkr_decimal first = {three ? all / 3600 : all / 60, 0};
    int small = (int)(all % 60), middle = (int)(all / 60 % 60);
    const char *number = mkr_decimal_print(arena, first, 0);
    return three ? mkr_printf(arena, "%s%s:%02d:%02d", minus, number, middle, small)
                 : mkr_printf(arena, "%s%s:%02d", minus, number, small);
}

char *mkr_unit_print_number(mkr_arena *arena, const char *unit, mkr_decimal v, uint8_t places) {
    mkr_unit_kind kind = mkr_unit_read(unit).kind;
    return mkr_unit_is_clock(kind) ? print_clock(arena, kind, v) : mkr_decimal_print(arena, v, places);
}

static char *print_pounds(mkr_arena *arena, const mkr_unit *u, mkr_decimal v, uint8_t places) {
    bool minus = mkr_decimal_round(v, places).units < 0; /* the sign goes before the pound sign */
    return mkr_printf(arena, "%s£%s%s", minus ? "\u2212" : "",
                      mkr_decimal_print(arena, mkr_decimal_abs(v), places), text_after(arena, u));
}

char *mkr_unit_print(mkr_arena *arena, const char *unit, mkr_decimal v, uint8_t places) {
    mkr_unit u = mkr_unit_read(unit);
    if (mkr_unit_is_clock(u.kind))
        return print_clock(arena, u.kind, v);
    if (u.kind == MKR_UNIT_POUNDS && !is_noughts(&u) && strlen(u.words) <= LONGEST)
        return print_pounds(arena, &u, v, places);
    char *number = mkr_decimal_print(arena, v, places);
    if (u.kind == MKR_UNIT_PERCENT)
        return mkr_printf(arena, "%s%%", number);
    if (u.kind == MKR_UNIT_ONE_IN)
        return mkr_printf(arena, "1 in %s", number);
    if (u.kind != MKR_UNIT_WORD || is_noughts(&u) || is_unspoken(unit))
        return number;
    return mkr_printf(arena, "%s%s", number, text_after(arena, &u));
}
