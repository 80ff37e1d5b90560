/* stated.c - words and signs of a file that stand for a rating, a direction, a quartile or a frequency. */
#include <string.h>

#include "base/utf8.h"
#include "data/reader.h"

typedef struct {
    const char *key; /* as mkr_word_key strips it */
    uint8_t value;
} word;

static bool find_word(const word *words, size_t n, const char *text, uint8_t *out) {
    char key[MKR_WORD_KEY];
    if (!mkr_word_key(text, key))
        return false;
    for (size_t i = 0; i < n; i++)
        if (strcmp(words[i].key, key) == 0) {
            *out = words[i].value;
            return true;
        }
    return false;
}

static bool is_nil(const char *text) {
    mkr_cell_value v;
    mkr_cell_read(text, NULL, &v);
    return v.kind == MKR_CELL_NIL && v.nil != MKR_BELOW && v.nil != MKR_ABOVE;
}

/* ---- ratings */

bool mkr_stated_rating(const char *text, mkr_rating *out) {
    static const word words[] = {
        {"green", MKR_GREEN},
        {"g", MKR_GREEN},
        {"lightgreen", MKR_LIGHT_GREEN},
        {"lg", MKR_LIGHT_GREEN},
        {"amber", MKR_AMBER},
        {"a", MKR_AMBER},
        {"red", MKR_RED},
        {"r", MKR_RED},
        {"blue", MKR_BLUE},
        {"b", MKR_BLUE},
        {"none", MKR_UNRATED},
        {"unrated", MKR_UNRATED},
        {"notrated", MKR_UNRATED},
        {"norating", MKR_UNRATED},
        {"grey", MKR_UNRATED},
    };
    uint8_t value = MKR_UNRATED;
    bool known = find_word(words, sizeof words / sizeof *words, text, &value);
    *out = (mkr_rating)value;
    return known || is_nil(text);
}

/* ---- directions of travel */

/* Arrows and triangles, with what they mean for performance. */
static mkr_travel find_arrow(uint32_t c) {
    static const struct {
        uint16_t sign;
        uint8_t travel;
    } arrows[] = {
        {0x25B2, MKR_IMPROVING}, {0x25B3, MKR_IMPROVING}, {0x2191, MKR_IMPROVING}, {0x2B06, MKR_IMPROVING},
        {0x21E7, MKR_IMPROVING}, {0x2197, MKR_IMPROVING}, {0x25BC, MKR_DECLINING}, {0x25BD, MKR_DECLINING},
        {0x2193, MKR_DECLINING}, {0x2B07, MKR_DECLINING}, {0x21E9, MKR_DECLINING}, {0x2198, MKR_DECLINING},
        {0x25BA, MKR_STABLE},    {0x25B6, MKR_STABLE},    {0x2192, MKR_STABLE},    {0x2194, MKR_STABLE},
        {0x21E8, MKR_STABLE},    {0x21D4, MKR_STABLE},    {0x27A1, MKR_STABLE},    {0x25C4, MKR_STABLE},
    };
    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
        if (arrows[i].sign == c)
            return (mkr_travel)arrows[i].travel;
    return MKR_NO_COMPARISON;
}

static bool find_direction(const char *text, mkr_travel *out) {
    static const word words[] = {
        {"improving", MKR_IMPROVING},
        {"improved", MKR_IMPROVING},
        {"improvement", MKR_IMPROVING},
        {"better", MKR_IMPROVING},
        {"up", MKR_IMPROVING},
        {"positive", MKR_IMPROVING},
        {"stable", MKR_STABLE},
        {"steady", MKR_STABLE},
        {"same", MKR_STABLE},
        {"level", MKR_STABLE},
        {"unchanged", MKR_STABLE},
        {"maintained", MKR_STABLE},
        {"nochange", MKR_STABLE},
        {"declining", MKR_DECLINING},
        {"declined", MKR_DECLINING},
        {"deteriorating", MKR_DECLINING},
        {"deteriorated", MKR_DECLINING},
        {"worsening", MKR_DECLINING},
        {"worse", MKR_DECLINING},
        {"down", MKR_DECLINING},
        {"negative", MKR_DECLINING},
        {"new", MKR_NEW},
        {"nc", MKR_NOT_COMPARABLE},
        {"notcomparable", MKR_NOT_COMPARABLE},
        {"notassessed", MKR_NOT_ASSESSED},
        {"nocomparison", MKR_NO_COMPARISON},
    };
    uint8_t value = MKR_NO_COMPARISON;
    bool known = find_word(words, sizeof words / sizeof *words, text, &value);
    *out = (mkr_travel)value;
    return known || is_nil(text);
}

/* An arrow, a word, or both when they agree: "▲ Improving". */
bool mkr_stated_travel(const char *text, mkr_travel *out) {
    const char *rest = text, *end = text + strlen(text);
    if (rest == end)
        return find_direction(text, out);
    mkr_travel arrow = find_arrow(mkr_utf8_next(&rest, end)), said;
    if (arrow == MKR_NO_COMPARISON)
        return find_direction(text, out);
    if (strncmp(rest, "\uFE0E", 3) == 0 || strncmp(rest, "\uFE0F", 3) == 0) /* a variant of the sign */
        rest += 3;
    *out = arrow;
    if (!rest[strspn(rest, " ")])
        return true;
    return find_direction(rest, &said) && said == arrow;
}

/* ---- quartiles and frequencies */

bool mkr_stated_quartile(const char *text, uint8_t *out) {
    static const word words[] = {
        {"1", 1},           {"q1", 1},
        {"1st", 1},         {"first", 1},
        {"top", 1},         {"best", 1},
        {"2", 2},           {"q2", 2},
        {"2nd", 2},         {"second", 2},
        {"3", 3},           {"q3", 3},
        {"3rd", 3},         {"third", 3},
        {"4", 4},           {"q4", 4},
        {"4th", 4},         {"fourth", 4},
        {"bottom", 4},      {"worst", 4},
        {"topquartile", 1}, {"firstquartile", 1},
        {"1stquartile", 1}, {"secondquartile", 2},
        {"2ndquartile", 2}, {"thirdquartile", 3},
        {"3rdquartile", 3}, {"fourthquartile", 4},
        {"4thquartile", 4}, {"bottomquartile", 4},
    };
    *out = 0;
    return find_word(words, sizeof words / sizeof *words, text, out) || is_nil(text);
}

bool mkr_stated_frequency(const char *text, uint8_t *months) {
    static const word words[] = {
        {"monthly", 1},
        {"month", 1},
        {"quarterly", 3},
        {"quarter", 3},
        {"termly", 4},
        {"halfyearly", 6},
        {"biannual", 6},
        {"biannually", 6},
        {"sixmonthly", 6},
        {"6monthly", 6},
        {"twiceayear", 6},
        {"annual", 12},
        {"annually", 12},
        {"yearly", 12},
        {"year", 12},
        {"annualindicator", 12},
        {"onceayear", 12},
        {"biennial", 24},
        {"twoyearly", 24},
        {"everytwoyears", 24},
        {"every2years", 24},
        {"daily", MKR_LESS_THAN_MONTH},
        {"weekly", MKR_LESS_THAN_MONTH},
        {"fortnightly", MKR_LESS_THAN_MONTH},
    };
    *months = 0;
    return !*text || find_word(words, sizeof words / sizeof *words, text, months);
}

/* ---- lost symbol fonts */

/* What Wingdings and Symbol show at a code: as characters of the private use area, and, for arrows in a cell
 * of their own, as Latin letters. */
static const struct {
    uint16_t code, letter;
    const char *was;
} symbols[] = {
    {0xF0E9, 0xE9, "an arrow up"},
    {0xF0EA, 0xEA, "an arrow down"},
    {0xF0E8, 0xE8, "an arrow to the right"},
    {0xF0E7, 0xE7, "an arrow to the left"},
    {0xF0F1, 0xF1, "an arrow up"},
    {0xF0F2, 0xF2, "an arrow down"},
    {0xF0F0, 0xF0, "an arrow to the right"},
    {0xF0AD, 0, "an arrow up"},
    {0xF0AF, 0, "an arrow down"},
    {0xF0AE, 0, "an arrow to the right"},
    {0xF0B7, 0, "a bullet"},
    {0xF0A7, 0, "a bullet"},
    {0xF06C, 0, "a bullet"},
    {0xF06E, 0, "a square"},
    {0xF0FC, 0, "a tick"},
    {0xF0FE, 0, "a ticked box"},
    {0xF0FB, 0, "a cross"},
};

static const char *find_symbol(uint32_t c, bool letter) {
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if ((letter ? symbols[i].letter : symbols[i].code) == c)
            return symbols[i].was;
    return letter ? "an arrow" : "a sign";
}

/* U+E000 to U+F8FF begins with the bytes EE, or EF 80 to EF A3. */
static const char *find_private(const char *text) {
    for (const char *s = text; (s = strpbrk(s, "\xEE\xEF")); s++)
        if ((unsigned char)*s == 0xEE || (unsigned char)s[1] <= 0xA3)
            return s;
    return NULL;
}

const char *mkr_stated_lost(const char *text, bool cell) {
    const char *at = find_private(text);
    if (at)
        return find_symbol(mkr_utf8_next(&at, at + 3), false);
    if (!cell || !mkr_cell_is_lost_symbol(text))
        return NULL;
    const char *s = text, *end = text + strlen(text);
    return find_symbol(mkr_utf8_next(&s, end), true);
}
