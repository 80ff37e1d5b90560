/* words.c - cells that hold a word from a list: why there is no figure, markers, polarity, yes and no.
 *
 * The shorthand in square brackets is that of the Government Analysis Function's guidance on symbols in
 * tables. */
#include <string.h>

#include "base/ascii.h"
#include "data/cell_parts.h"

/* ---- why there is no number */

const char *mkr_nil_shorthand(mkr_nil nil) {
    static const char *const letters[MKR_NILS] = {"", "x", "z", "c", "low", "nd", "nc", "", ""};
    return letters[nil];
}

/* In lower case; any case is read. An asterisk is not among them: it may mean suppressed, provisional or a
 * footnote. */
static const mkr_nil_word nil_words[] = {
    {"-", MKR_NOT_AVAILABLE},
    {"\u2013", MKR_NOT_AVAILABLE},
    {"\u2014", MKR_NOT_AVAILABLE},
    {"\u2212", MKR_NOT_AVAILABLE},
    {".", MKR_NOT_AVAILABLE},
    {"..", MKR_NOT_AVAILABLE},
    {"...", MKR_NOT_AVAILABLE},
    {"\u2026", MKR_NOT_AVAILABLE},
    {"tbc", MKR_NOT_AVAILABLE},
    {"tba", MKR_NOT_AVAILABLE},
    {"not available", MKR_NOT_AVAILABLE},
    {"no data", MKR_NOT_AVAILABLE},
    {"data not available", MKR_NOT_AVAILABLE},
    {"late", MKR_NOT_AVAILABLE},
    {"data late", MKR_NOT_AVAILABLE},
    {"n/a", MKR_NOT_APPLICABLE},
    {"na", MKR_NOT_APPLICABLE},
    {"n.a.", MKR_NOT_APPLICABLE},
    {"not applicable", MKR_NOT_APPLICABLE},
    {"data only", MKR_NOT_APPLICABLE},
    {"suppressed", MKR_CONFIDENTIAL},
    {"confidential", MKR_CONFIDENTIAL},
    {"not due", MKR_NOT_DUE},
    {"not yet due", MKR_NOT_DUE},
    {"annual", MKR_NOT_DUE},
    {"annual indicator", MKR_NOT_DUE},
    {"co", MKR_NOT_DUE},
    {"carry over", MKR_NOT_DUE},
    {"carried over", MKR_NOT_DUE},
    {"nc", MKR_INCOMPARABLE},
    {"not comparable", MKR_INCOMPARABLE},
};

/* Is the piece this word? Case does not matter, and any blanks pass for one. */
static bool is_word(const char *s, const char *end, const char *word) {
    if (s == end || mkr_lower(*s) != mkr_lower(*word)) /* nearly always */
        return false;
    for (; s < end && *word; word++) {
        size_t n = mkr_cell_blank(s);
        if (n > 0 ? *word != ' ' : mkr_lower(*s) != mkr_lower(*word))
            return false;
        s += n > 0 ? n : 1;
        while (*word == ' ' && s < end && (n = mkr_cell_blank(s)) > 0)
            s += n;
    }
    return s == end && *word == '\0';
}

mkr_nil mkr_nil_find(const char *s, const char *end, const mkr_reading *reading) {
    if (s == end)
        return MKR_NOT_AVAILABLE;
    for (size_t i = 0; reading && i < reading->n_nils; i++)
        if (is_word(s, end, reading->nils[i].word))
            return reading->nils[i].nil;
    if (mkr_is_digit(*s) || end - s > 24) /* longer than any of the list */
        return MKR_NIL_NONE;
    for (size_t i = 0; i < sizeof nil_words / sizeof *nil_words; i++)
        if (is_word(s, end, nil_words[i].word))
            return nil_words[i].nil;
    return MKR_NIL_NONE;
}

/* ---- what is no figure, and no word for none */

const char *mkr_word_fault(const char *s, const char *end) {
    static const struct {
        const char *word, *fault;
    } faults[] = {
        {"#DIV/0!", "the spreadsheet's error #DIV/0!: divided by nothing"},
        {"#N/A", "the spreadsheet's error #N/A: nothing was found"},
        {"#REF!", "the spreadsheet's error #REF!: a cell that is gone"},
        {"#VALUE!", "the spreadsheet's error #VALUE!: text where a figure was wanted"},
        {"#NAME?", "the spreadsheet's error #NAME?: an unknown function or name"},
        {"#NUM!", "the spreadsheet's error #NUM!: no such number"},
        {"#NULL!", "the spreadsheet's error #NULL!: ranges that do not meet"},
        {"#SPILL!", "the spreadsheet's error #SPILL!: no room for the result"},
        {"TRUE", "a logical value"},
        {"FALSE", "a logical value"},
        {"NaN", "NaN, the result of a calculation that failed"},
        {"-NaN", "NaN, the result of a calculation that failed"},
        {"inf", "an infinite number, the result of a calculation that failed"},
        {"-inf", "an infinite number, the result of a calculation that failed"},
        {"infinity", "an infinite number, the result of a calculation that failed"},
        {"-infinity", "an infinite number, the result of a calculation that failed"},
        {"*", "an asterisk alone: write [c] for suppressed, [x] for not available"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (is_word(s, end, faults[i].word))
            return faults[i].fault;
    if (*s == '#')
        return strspn(s, "#") >= (size_t)(end - s) ? "a column too narrow for its figure in the spreadsheet"
                                                   : "an error value of the spreadsheet";
    if (*s == '=' || *s == '@')
        return "a formula, not its result";
    return mkr_cell_is_lost_symbol(s) ? "a sign of a symbol font that is lost" : NULL;
}

/* Three letters of a month's name. */
static bool is_short_month(const char *s) {
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    for (const char *m = months; *m; m += 3)
        if (mkr_lower(s[0]) == m[0] && mkr_lower(s[1]) == m[1] && mkr_lower(s[2]) == m[2])
            return true;
    return false;
}

bool mkr_word_is_month(const char *s, const char *end) {
    size_t n = (size_t)(end - s);
    if (n == 6 && s[3] == '-')
        return is_short_month(s) && mkr_is_digit(s[4]) && mkr_is_digit(s[5]);
    size_t digits = 0;
    while (digits < n && mkr_is_digit(s[digits]))
        digits++;
    return digits >= 1 && digits <= 2 && n == digits + 4 && s[digits] == '-' &&
           is_short_month(s + digits + 1);
}

/* ---- markers */

static const struct {
    char letter;
    const char *word;
} mark_words[] = {
    {'a', "amended"}, {'b', "re-based"},    {'b', "rebased"},   {'b', "backdated"},  {'b', "break"},
    {'d', "removed"}, {'d', "deleted"},     {'e', "estimated"}, {'e', "estimate"},   {'f', "forecast"},
    {'n', "new"},     {'p', "provisional"}, {'r', "revised"},   {'u', "unreliable"},
};

/* The bit of one marker, a letter or a word; 0 when it is unknown. */
static mkr_marks find_mark(const char *s, const char *end) {
    for (size_t i = 0; i < sizeof mark_words / sizeof *mark_words; i++) {
        char letter = mark_words[i].letter;
        if ((end - s == 1 && mkr_lower(*s) == letter) || is_word(s, end, mark_words[i].word))
            return MKR_MARK(letter);
    }
    return 0;
}

bool mkr_cell_marks(const char *text, mkr_marks *out) {
    bool all = true;
    *out = 0;
    for (const char *s = text; *s;) {
        const char *end = s;
        while (*end && !strchr(",;/[]()+&", *end) && !mkr_cell_blank(end))
            end++;
        mkr_marks mark = find_mark(s, end);
        if (end > s && !mark)
            all = false;
        *out |= mark;
        size_t n = mkr_cell_blank(end);
        s = end + (n ? n : *end != '\0');
    }
    return all;
}

static mkr_nil find_shorthand(const char *s, const char *end) {
    for (mkr_nil nil = MKR_NOT_AVAILABLE; nil <= MKR_INCOMPARABLE; nil++)
        if (is_word(s, end, mkr_nil_shorthand(nil)))
            return nil;
    return MKR_NIL_NONE;
}

bool mkr_shorthand_take(const char *s, const char **end, mkr_marks *marks, mkr_nil *nil, const char **why) {
    if (*end == s || ((*end)[-1] != ']' && (*end)[-1] != ')'))
        return false;
    bool square = (*end)[-1] == ']';
    const char *last = *end - 1, *open = last;
    while (open > s && *open != (square ? '[' : '('))
        open--;
    if (*open != (square ? '[' : '('))
        return false;
    const char *from = open + 1, *to = last;
    mkr_cell_trim(&from, &to);
    mkr_marks mark = find_mark(from, to);
    mkr_nil found = square && !mark ? find_shorthand(from, to) : MKR_NIL_NONE;
    if (!square && !mark)
        return false; /* "(978)", "(47/50)" */
    if (!mark && !found)
        *why = "unknown shorthand in square brackets";
    *marks |= mark;
    if (found)
        *nil = found;
    *end = open;
    return true;
}

/* ---- polarity */

static bool is_listed(const char *word, const char *const *list) {
    for (; *list; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

/* One of the words, alone or with what people say after it: "bigger", "bigger is better". */
static bool is_praised(const char *key, const char *const *words) {
    static const char *const praise[] = {"",          "isbetter",        "isbest",
                                         "isgood",    "valuesarebetter", "valuesarebest",
                                         "thebetter", "valuesaregood",   NULL};
    for (; *words; words++) {
        size_t n = strlen(*words);
        if (strncmp(key, *words, n) == 0 && is_listed(key + n, praise))
            return true;
    }
    return false;
}

/* Blank, or a word that says there is nothing. */
static bool is_nothing(const char *text) {
    const char *s = text, *end = text + strlen(text);
    mkr_cell_trim(&s, &end);
    mkr_marks marks = 0;
    mkr_nil nil = MKR_NIL_NONE;
    const char *why = NULL;
    if (mkr_shorthand_take(s, &end, &marks, &nil, &why))
        return s == end && nil != MKR_NIL_NONE;
    return mkr_nil_find(s, end, NULL) != MKR_NIL_NONE;
}

bool mkr_cell_polarity(const char *text, mkr_polarity *out, bool *given) {
    static const char *const higher[] = {"high",     "higher",     "highest",  "big",           "bigger",
                                         "biggest",  "large",      "larger",   "more",          "up",
                                         "increase", "increasing", "maximise", "aimtomaximise", NULL};
    static const char *const lower[] = {"low",        "lower",    "lowest",        "small", "smaller",
                                        "smallest",   "fewer",    "less",          "down",  "decrease",
                                        "decreasing", "minimise", "aimtominimise", NULL};
    static const char *const on_plan[] = {
        "plan", "onplan", "asplanned",  "target", "ontarget", "closetoplan", "closetotarget",
        "band", "inband", "withinband", "range",  "inrange",  "withinrange", NULL};
    static const char *const none[] = {"none",    "contextual", "context",       "na",
                                       "neutral", "dataonly",   "notapplicable", NULL};
    char key[MKR_WORD_KEY];
    *out = MKR_POLARITY_NONE;
    *given = true;
    if (mkr_word_key(text, key)) {
        bool known = true;
        if (is_praised(key, higher))
            *out = MKR_HIGHER;
        else if (is_praised(key, lower))
            *out = MKR_LOWER;
        else if (is_praised(key, on_plan))
            *out = MKR_ON_PLAN;
        else
            known = is_listed(key, none);
        if (known)
            return true;
    }
    *given = false;
    return is_nothing(text);
}

/* ---- yes and no, lost symbols */

bool mkr_cell_yes(const char *text, bool *out) {
    static const char *const yes[] = {"yes", "y", "true", "1", "cumulative", "ytd", "yeartodate", NULL};
    static const char *const no[] = {"no", "n", "false", "0", "inperiod", "notcumulative", "noncumulative",
                                     NULL};
    char key[MKR_WORD_KEY];
    *out = false;
    if (mkr_word_key(text, key)) {
        *out = is_listed(key, yes);
        if (*out || is_listed(key, no))
            return true;
    }
    return is_nothing(text);
}

/* Wingdings has its arrows at 0xDF to 0xF8. Copied as text they are the Latin-1 letters at those places, "é"
 * for an arrow up, or stand at U+F000 and that. */
bool mkr_cell_is_lost_symbol(const char *text) {
    const char *s = text, *end = text + strlen(text);
    mkr_cell_trim(&s, &end);
    const unsigned char *c = (const unsigned char *)s;
    if (end - s == 2 && c[0] == 0xc3 && c[1] >= 0x9f && c[1] <= 0xb8)
        return true;
    while ((s = memchr(s, 0xef, (size_t)(end - s))) != NULL) {
        c = (const unsigned char *)s;
        if (end - s >= 3 && c[1] >= 0x80 && c[1] <= 0x83)
            return true;
        s++;
    }
    return false;
}
