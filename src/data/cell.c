/* cell.c - from the text of a cell to its meaning.
 *
 * Reading is forgiving about how a figure is dressed (£, %, thousands commas, brackets, three kinds of minus)
 * and strict about what it is: whatever could mean two things is wrong, never guessed. */
#include "data/cell.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

/* ---- blanks and words */

static void trim(const char **s, const char **end) {
    size_t n;
    while (*s < *end && (n = mkr_blank(*s)) > 0)
        *s += n;
    for (;;)
        if (*s < *end && mkr_blank(*end - 1) == 1)
            *end -= 1;
        else if (*end - *s >= 2 && mkr_blank(*end - 2) == 2)
            *end -= 2;
        else
            return;
}

const char *mkr_cell_text(mkr_arena *arena, const char *text) {
    const char *s = text, *end = text + strlen(text), *whole = end;
    trim(&s, &end);
    return end == whole ? s : mkr_strndup(arena, s, (size_t)(end - s));
}

bool mkr_word_key(const char *text, char key[static MKR_WORD_KEY]) {
    static const char *const ignored[] = {"\u00a3", "\u00a0", "\u2013", "\u2014", "\u2019"};
    size_t n = 0;
    while (*text) {
        if ((unsigned char)*text >= 0x80) {
            size_t i = 0, most = sizeof ignored / sizeof *ignored;
            while (i < most && strncmp(text, ignored[i], strlen(ignored[i])) != 0)
                i++;
            if (i == most)
                return false;
            text += strlen(ignored[i]);
            continue;
        }
        if (mkr_is_letter(*text) || mkr_is_digit(*text)) {
            if (n == MKR_WORD_KEY - 1)
                return false;
            key[n++] = mkr_lower(*text);
        }
        text++;
    }
    key[n] = '\0';
    return true;
}

mkr_excerpt mkr_cell_excerpt(const char *text) {
    mkr_excerpt e = {{0}};
    const char *end = text + strlen(text);
    size_t n = 0;
    while (text < end) {
        const char *from = text;
        mkr_utf8_next(&text, end);
        size_t more = (size_t)(text - from);
        if (n + more > sizeof e.text - 4) {
            memcpy(e.text + n, "...", 3);
            break;
        }
        memcpy(e.text + n, from, more);
        if (*from == '\n' || *from == '\r' || *from == '\t')
            e.text[n] = ' ';
        n += more;
    }
    return e;
}

/* ---- numbers */

/* Words that stand where a figure would, and the shorthand they mean (Analysis Function, symbols in tables).
 * The words are in lower case; any case is read. */
static const struct {
    const char *word, *shorthand;
} nil_words[] = {
    {"", "x"},    {"-", "x"},   {"\u2013", "x"}, {"..", "x"},  {"tbc", "x"},
    {"[x]", "x"}, {"n/a", "z"}, {"[z]", "z"},    {"[c]", "c"},
};

static const char *find_nil(const char *s, size_t n) {
    for (size_t i = 0; i < sizeof nil_words / sizeof *nil_words; i++) {
        const char *word = nil_words[i].word;
        if (strlen(word) == n && mkr_same_letters(s, word) >= n)
            return nil_words[i].shorthand;
    }
    return NULL;
}

static bool take(const char **s, const char *end, const char *what) {
    size_t n = strlen(what);
    if ((size_t)(end - *s) < n || memcmp(*s, what, n) != 0)
        return false;
    *s += n;
    return true;
}

static bool take_back(const char *s, const char **end, char what) {
    if (*end == s || (*end)[-1] != what)
        return false;
    --*end;
    return true;
}

typedef struct {
    bool minus, plus, pounds, bracket, percent;
} dress;

static void take_sign(const char **s, const char *end, dress *d) {
    d->minus = take(s, end, "-") || take(s, end, "\u2212") || take(s, end, "\u2013");
    d->plus = !d->minus && take(s, end, "+");
}

/* Take off what a figure is dressed in; false when the pieces do not go together. */
static bool undress(const char **s, const char **end, dress *d) {
    d->bracket = take(s, *end, "(");
    take_sign(s, *end, d);
    d->pounds = take(s, *end, "£");
    if (!d->bracket)
        d->bracket = take(s, *end, "(");
    if (!d->minus && !d->plus)
        take_sign(s, *end, d);
    d->percent = take_back(*s, end, '%');
    if (d->bracket && !take_back(*s, end, ')'))
        return false;
    if (!d->percent)
        d->percent = take_back(*s, end, '%');
    trim(s, end);
    return !(d->bracket && (d->minus || d->plus)) && !(d->pounds && d->percent);
}

enum { MOST_DIGITS = 60 }; /* of one figure as written; far more than a decimal holds */

static const char *const not_a_number = "not a number";

/* Copy the digits of "1,234.5" without the commas; NULL or what is wrong. */
static const char *copy_digits(const char *s, const char *end, char *out) {
    size_t group = 0;
    bool grouped = false;
    if (end - s > MOST_DIGITS)
        return not_a_number;
    if (s < end && *s == '.')
        *out++ = '0';
    for (; s < end && *s != '.'; s++)
        if (mkr_is_digit(*s)) {
            *out++ = *s;
            group++;
        } else if (*s == ',' && group > 0 && group <= 3 && (!grouped || group == 3)) {
            grouped = true;
            group = 0;
        } else
            return *s == ',' ? "a comma that does not part thousands" : not_a_number;
    if (grouped && group != 3)
        return "a comma that does not part thousands";
    if (s < end) {
        size_t places = (size_t)(end - s) - 1;
        for (const char *p = s + 1; p < end; p++)
            if (!mkr_is_digit(*p))
                return not_a_number;
        if (places > 9)
            return "more than 9 decimals";
        memcpy(out, s, places + 1);
        out += places + 1;
    }
    *out = '\0';
    return NULL;
}

static const char *read_amount(const char *s, const char *end, mkr_decimal *out) {
    dress d;
    char digits[MOST_DIGITS + 2];
    if (!undress(&s, &end, &d))
        return not_a_number;
    const char *why = copy_digits(s, end, digits);
    if (why)
        return why;
    if (!mkr_decimal_parse(digits, out))
        return strlen(digits) > 17 ? "too many digits" : not_a_number;
    if (d.minus || d.bracket)
        out->units = -out->units;
    return NULL;
}

/* Say more about what is not a number, where that helps. */
static const char *explain(const char *s, const char *end, const char *why) {
    if (why != not_a_number)
        return why;
    if (*s == '#')
        return "an error value of the spreadsheet";
    size_t n = (size_t)(end - s);
    if (mkr_is_digit(s[strspn(s, "+-")]) && strspn(s, "0123456789.,+-eE") >= n && strcspn(s, "eE") < n)
        return "a number with an exponent, as spreadsheets shorten long ones";
    return why;
}

void mkr_cell_read(const char *text, mkr_cell_value *out) {
    if (mkr_decimal_parse(text, &out->number)) { /* nearly always */
        out->kind = MKR_CELL_NUMBER;
        return;
    }
    const char *s = text, *end = text + strlen(text);
    trim(&s, &end);
    *out = (mkr_cell_value){.kind = MKR_CELL_NIL, .nil = find_nil(s, (size_t)(end - s))};
    if (out->nil)
        return;
    const char *why = read_amount(s, end, &out->number);
    out->kind = why ? MKR_CELL_WRONG : MKR_CELL_NUMBER;
    out->why = why ? explain(s, end, why) : NULL;
}

/* ---- polarity and flags */

static bool is_listed(const char *word, const char *const *list) {
    for (; *list; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

bool mkr_cell_polarity(const char *text, mkr_polarity *out, bool *given) {
    static const char *const higher[] = {"high",
                                         "higher",
                                         "highest",
                                         "highisgood",
                                         "higherisgood",
                                         "highisbetter",
                                         "big",
                                         "bigger",
                                         "biggerisbetter",
                                         "up",
                                         "higherisbetter",
                                         "largerisbetter",
                                         "increase",
                                         "increasing",
                                         "maximise",
                                         "aimtomaximise",
                                         "biggervaluesarebest",
                                         "larger",
                                         NULL};
    static const char *const lower_words[] = {"low",
                                              "lower",
                                              "lowest",
                                              "lowisgood",
                                              "lowerisgood",
                                              "lowisbetter",
                                              "small",
                                              "smaller",
                                              "smallerisbetter",
                                              "down",
                                              "lowerisbetter",
                                              "smallervaluesarebest",
                                              "decrease",
                                              "decreasing",
                                              "minimise",
                                              "aimtominimise",
                                              NULL};
    static const char *const none[] = {"none",          "contextual", "context", "na",
                                       "notapplicable", "neutral",    NULL};
    char key[MKR_WORD_KEY];
    *out = MKR_POLARITY_NONE;
    *given = true;
    if (!mkr_word_key(text, key))
        return false;
    if (is_listed(key, higher))
        *out = MKR_HIGHER;
    else if (is_listed(key, lower_words))
        *out = MKR_LOWER;
    else if (!is_listed(key, none)) {
        mkr_cell_value v;
        mkr_cell_read(text, &v);
        *given = false;
        return v.kind == MKR_CELL_NIL;
    }
    return true;
}

/* Letters with one meaning each, and the words for them. */
static const struct {
    char letter;
    const char *word;
} flags[] = {
    {'n', "new"},       {'b', "backdated"}, {'p', "provisional"},
    {'e', "estimated"}, {'r', "revised"},   {'a', "amended"},
};
enum { N_FLAGS = sizeof flags / sizeof *flags };

static char find_flag(const char *s, size_t n) {
    for (size_t i = 0; i < N_FLAGS; i++) {
        bool is_word = strlen(flags[i].word) == n && mkr_same_letters(s, flags[i].word) >= n;
        if (is_word || (n == 1 && mkr_lower(*s) == flags[i].letter))
            return flags[i].letter;
    }
    return '\0';
}

/* Add a flag once. */
static void add_flag(char *letters, char flag) {
    size_t n = strlen(letters);
    if (!strchr(letters, flag) && n < N_FLAGS)
        letters[n] = flag;
}

/* Add the flags of one word: a flag's word, or letters that are all flags ("np"). */
static bool add_word(char *letters, const char *s, size_t n) {
    char flag = find_flag(s, n);
    if (flag) {
        add_flag(letters, flag);
        return true;
    }
    for (size_t i = 0; i < n; i++)
        if (!find_flag(s + i, 1))
            return false;
    for (size_t i = 0; i < n; i++)
        add_flag(letters, find_flag(s + i, 1));
    return true;
}

bool mkr_cell_flags(mkr_arena *arena, const char *text, const char **out) {
    char letters[N_FLAGS + 1] = "";
    bool all = true;
    for (const char *s = text; *s;) {
        size_t n = strcspn(s, " \t\r\n,;/[]()+");
        if (n > 0 && !add_word(letters, s, n))
            all = false;
        s += n;
        s += *s != '\0';
    }
    *out = *letters ? mkr_strdup(arena, letters) : "";
    return all;
}
