/* tie.c - the roles of words and the pairs that stay on one line.
 *
 * The lists are those of council reports in English. A tie is a preference: line.c drops one that would leave
 * a line half empty. */
#include "text/tie.h"

#include <string.h>

enum { LONGEST = 31 }; /* no word with a role is longer, markers and figures included */

static bool digit(char c) {
    return c >= '0' && c <= '9';
}
static bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}
static bool letter(char c) {
    return upper(c) || (c >= 'a' && c <= 'z');
}

/* ---- words known by name */

static const struct {
    uint32_t role;
    const char *words; /* lower case, a space on each side */
} known[] = {
    {MKR_ROLE_MONTH, " january february march april may june july august september october november december "
                     "jan feb mar apr jun jul aug sep sept oct nov dec "},
    {MKR_ROLE_UNIT,
     " % pence pounds thousand million billion percentage minute minutes hour hours day days week weeks "
     "month months year years am pm m km mile miles hectare hectares kg tonne tonnes kwh mwh gwh "},
    {MKR_ROLE_TITLE, " cllr cllrs mr mrs ms miss mx dr prof rev "},
    {MKR_ROLE_LABEL,
     " annex appendix appendices chapter figure figures item minute no page pages paragraph paragraphs "
     "part quarter section sections table tables "},
    {MKR_ROLE_TO, " to - \xE2\x80\x93 "},
};

static uint32_t known_role(const char *s, size_t n) {
    char padded[LONGEST + 3] = " ";
    for (size_t i = 0; i < n; i++)
        padded[i + 1] = upper(s[i]) ? (char)(s[i] + ('a' - 'A')) : s[i];
    memcpy(padded + n + 1, " ", 2);
    uint32_t role = 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strstr(known[i].words, padded))
            role |= known[i].role;
    if (!upper(*s)) /* "may" and "no" are words of their own */
        role &= ~(uint32_t)(MKR_ROLE_MONTH | MKR_ROLE_TITLE);
    return role;
}

/* ---- words known by form */

static const char *const currencies[] = {"\xC2\xA3", "\xE2\x82\xAC", "$", "+", "-", "\xE2\x88\x92", NULL};
static const char *const opening[] = {"(", "[", "\"", "'", "\xE2\x80\x9C", "\xE2\x80\x98", NULL};
static const char *const closing[] = {")", "]", "\"", "'", "\xE2\x80\x9D", "\xE2\x80\x99", ",", ".", ";",
                                      ":", "?", "!",  NULL};

/* Length of the mark of the list that s begins (or ends) with; 0 for none. */
static size_t mark(const char *s, size_t n, const char *const *list, bool at_end) {
    for (; *list; list++) {
        size_t len = strlen(*list);
        if (n >= len && memcmp(at_end ? s + n - len : s, *list, len) == 0)
            return len;
    }
    return 0;
}

/* Bytes of all such marks in a row. */
static size_t marks(const char *s, size_t n, const char *const *list, bool at_end) {
    size_t found = 0, len;
    while ((len = mark(at_end ? s : s + found, n - found, list, at_end)) > 0)
        found += len;
    return found;
}

static bool one_of(const char *s, size_t n, const char *const *list) {
    for (; *list; list++)
        if (strlen(*list) == n && memcmp(*list, s, n) == 0)
            return true;
    return false;
}

/* [currency or sign] digits, stops and slashes [suffix] */
static uint32_t number_role(const char *s, size_t n) {
    static const char *const ordinal[] = {"", "st", "nd", "rd", "th", NULL};
    static const char *const scale[] = {"", "%", "k", "m", "M", "bn", "p", NULL};
    size_t prefix = marks(s, n, currencies, false);
    const char *first = s + prefix, *p = first, *end = s + n;
    while (p < end && digit(*p))
        p++;
    size_t digits = (size_t)(p - first);
    while (p < end && (digit(*p) || strchr(".,/:", *p)))
        p++;
    bool plain = prefix == 0 && p == first + digits; /* nothing but digits so far */
    size_t rest = (size_t)(end - p);
    if (digits == 0)
        return 0;

    uint32_t role = one_of(p, rest, scale) ? MKR_ROLE_NUMBER : 0;
    if (plain && digits <= 2 && one_of(p, rest, ordinal)) {
        int day = digits == 1 ? first[0] - '0' : (first[0] - '0') * 10 + first[1] - '0';
        role |= day >= 1 && day <= 31 ? MKR_ROLE_DAY : 0;
    }
    bool financial = prefix == 0 && rest == 0 && (digits == 2 || digits == 4) && first[digits] == '/';
    if ((plain && rest == 0 && digits == 4) || (!plain && financial))
        role |= MKR_ROLE_YEAR;
    return role;
}

/* A, B2, C.1 */
static bool is_letter_reference(const char *s, size_t n) {
    if (!upper(*s))
        return false;
    for (size_t i = 1; i < n; i++)
        if (!digit(s[i]) && s[i] != '.')
            return false;
    return true;
}

/* [b], [12] */
static bool is_marker(const char *s, size_t n) {
    const char *close = n > 2 && *s == '[' ? memchr(s, ']', n) : NULL;
    if (!close || close - s < 2 || close - s > 4)
        return false;
    for (const char *p = s + 1; p < close; p++)
        if (!digit(*p) && !letter(*p))
            return false;
    return true;
}

uint32_t mkr_word_role(const char *s, size_t n) {
    if (n > LONGEST)
        return MKR_ROLE_CLOSES | (upper(*s) ? MKR_ROLE_CAPITAL : 0);
    size_t before = marks(s, n, opening, false);
    size_t after = marks(s + before, n - before, closing, true);
    const char *core = s + before;
    size_t len = n - before - after;
    if (len == 0)
        return 0;

    uint32_t role = known_role(core, len) | number_role(core, len);
    if (len == 2 && *core == 'Q' && core[1] >= '1' && core[1] <= '4')
        role |= MKR_ROLE_QUARTER;
    if (is_letter_reference(core, len))
        role |= MKR_ROLE_LETTER;
    if (is_marker(s, n))
        role |= MKR_ROLE_MARKER;
    if (upper(*core) ||
        (uint8_t)*core >= 0xC3) /* accented letters count as capitals: a name, more often than not */
        role |= MKR_ROLE_CAPITAL;
    if (before > 0)
        role |= MKR_ROLE_OPENS;
    bool abbreviated = after == 1 && s[n - 1] == '.' && (role & (MKR_ROLE_TITLE | MKR_ROLE_LABEL));
    if (after > 0 && !abbreviated)
        role |= MKR_ROLE_CLOSES;
    if (before == 1 && *s == '(' && after > 0 && core[len] == ')' && (role & MKR_ROLE_NUMBER))
        role |= MKR_ROLE_BRACKET;
    return role;
}

/* ---- pairs */

bool mkr_roles_tie(uint32_t left, uint32_t right) {
    static const struct {
        uint32_t left, right;
    } pairs[] = {
        {MKR_ROLE_DAY, MKR_ROLE_MONTH},    {MKR_ROLE_QUARTER, MKR_ROLE_YEAR},
        {MKR_ROLE_NUMBER, MKR_ROLE_UNIT},  {MKR_ROLE_LABEL, MKR_ROLE_NUMBER},
        {MKR_ROLE_LABEL, MKR_ROLE_LETTER}, {MKR_ROLE_TITLE, MKR_ROLE_CAPITAL},
    };
    if (right & MKR_ROLE_MARKER)
        return true;
    if (left & MKR_ROLE_CLOSES)
        return false;
    if (left & MKR_ROLE_NUMBER && right & MKR_ROLE_BRACKET)
        return true;
    if (right & MKR_ROLE_OPENS)
        return false;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (left & pairs[i].left && right & pairs[i].right)
            return true;
    return false;
}

bool mkr_roles_date(uint32_t day, uint32_t month, uint32_t year) {
    return mkr_roles_tie(day, month) && month & MKR_ROLE_MONTH && !(month & MKR_ROLE_CLOSES) &&
           year & MKR_ROLE_YEAR && !(year & MKR_ROLE_OPENS);
}

bool mkr_roles_range(uint32_t from, uint32_t to, uint32_t until) {
    return from & MKR_ROLE_NUMBER && !(from & MKR_ROLE_CLOSES) && to & MKR_ROLE_TO &&
           !(to & (MKR_ROLE_OPENS | MKR_ROLE_CLOSES)) && until & MKR_ROLE_NUMBER && !(until & MKR_ROLE_OPENS);
}
