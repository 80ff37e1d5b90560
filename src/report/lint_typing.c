/* lint_typing.c - punctuation, brackets, quotation marks, words that stand twice, headings in capitals. */
#include "report/lint.h"

#include "data/cell.h"

/* ---- where a text goes on */

static bool is_blank_at(const mkr_lint_text *t, uint32_t at) {
    return at < t->n && mkr_blank(t->at + at) > 0;
}

/* The end of the run of characters without blanks around `at`, and its beginning. */
static uint32_t token(const mkr_lint_text *t, uint32_t at, uint32_t *from) {
    enum { LONGEST = 256 }; /* addresses are shorter */
    uint32_t to = at;
    while (to < t->n && to - at < LONGEST && !mkr_is_space(t->at[to]))
        to++;
    *from = at;
    while (*from && at - *from < LONGEST && !mkr_is_space(t->at[*from - 1]))
        --*from;
    return to;
}

/* Part of an address of a page, of mail or of a file, or of what else has its own spelling. */
static bool in_address(const mkr_lint_text *t, uint32_t at) {
    uint32_t from, to = token(t, at, &from);
    for (uint32_t i = from; i < to; i++)
        if (strchr("@/\\_=", t->at[i]) || !strncmp(t->at + i, "www.", 4))
            return true;
    return false;
}

static size_t letters_before(const mkr_lint_text *t, uint32_t at, bool small) {
    size_t n = 0;
    while (n < 3 && at > n && mkr_is_letter(t->at[at - n - 1]) &&
           (!small || !mkr_lint_is_capital(t->at[at - n - 1])))
        n++;
    return n;
}

static size_t letters_after(const mkr_lint_text *t, uint32_t at) {
    size_t n = 0;
    while (n < 3 && mkr_is_letter(t->at[at + 1 + n]))
        n++;
    return n;
}

/* ---- stops, commas and the like */

/* A blank before a mark, though not before one that begins something: "...", ".5", ":)", or a ratio "1 : 2".
 */
static void check_space_before(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    char c = t->at[at], next = t->at[at + 1];
    bool ends = at + 1 == t->n || is_blank_at(t, at + 1) || (strchr("\"')", next) && c != ':') ||
                (c == ',' && mkr_is_letter(next));
    if (c == ':' && mkr_is_digit(t->at[mkr_lint_skip_blanks(t, at + 1)]))
        return;
    bool spaced = at && mkr_is_space(t->at[at - 1]) && mkr_lint_skip_blanks_back(t, at) > 0;
    if (spaced && ends)
        mkr_lint_say(l, t, at - 1, MKR_E_PROSE_SPACE, "\"%s\"",
                     mkr_lint_quote(l, t, mkr_lint_back(t, at), at + 1));
}

/* The next character but blanks is a full stop, too: ". ." and "..", but not "..." or ". . .". True: so. */
static bool check_two_stops(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    uint32_t second = mkr_lint_skip_blanks(t, at + 1), third = mkr_lint_skip_blanks(t, second + 1);
    uint32_t before = mkr_lint_skip_blanks_back(t, at);
    bool follows = before && t->at[before - 1] == '.';
    if (follows || second >= t->n || t->at[second] != '.')
        return follows;
    if (third >= t->n || t->at[third] != '.')
        mkr_lint_say(l, t, second, MKR_E_PROSE_STOP, "\"%s\"",
                     mkr_lint_quote(l, t, mkr_lint_back(t, at), second + 1));
    return true;
}

void mkr_lint_stop(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    if (check_two_stops(l, t, at))
        return;
    check_space_before(l, t, at);
    bool ends = letters_before(t, at, true) > 2;
    t->several |=
        ends && is_blank_at(t, at + 1) && mkr_lint_is_capital(t->at[mkr_lint_skip_blanks(t, at + 1)]);
    bool sentence = ends && mkr_lint_is_capital(t->at[at + 1]) && letters_after(t, at) > 1 &&
                    !mkr_lint_is_capital(t->at[at + 2]);
    uint32_t from = at, to = sentence ? token(t, at, &from) : 0;
    for (uint32_t i = at + 1; i + 1 < to; i++)
        sentence &= t->at[i] != '.'; /* a name in several parts */
    if (sentence && l->english && !in_address(t, at))
        mkr_lint_say(l, t, at + 1, MKR_E_PROSE_NO_SPACE, "\"%s\"", mkr_lint_quote(l, t, from, to));
}

/* "&nbsp;" is no semicolon. */
static bool ends_escape(const mkr_lint_text *t, uint32_t at) {
    uint32_t from = at;
    while (from && at - from < 8 && (mkr_is_letter(t->at[from - 1]) || mkr_is_digit(t->at[from - 1])))
        from--;
    return from < at && t->at[at] == ';' && mkr_lint_before(t, from) == '&';
}

void mkr_lint_comma(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    check_space_before(l, t, at);
    if (ends_escape(t, at) || letters_before(t, at, false) < 2 || letters_after(t, at) < 2 ||
        in_address(t, at))
        return;
    uint32_t from, to = token(t, at, &from);
    mkr_lint_say(l, t, at + 1, MKR_E_PROSE_NO_SPACE, "\"%s\"", mkr_lint_quote(l, t, from, to));
}

void mkr_lint_end_mark(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    if (t->at[at] != '?') /* that may stand for something to come */
        check_space_before(l, t, at);
}

static bool is_no_break(const mkr_lint_text *t, uint32_t at) {
    return !strncmp(t->at + at, "\u00A0", 2);
}

/* A no-break space beside another blank: two are printed. The first of a run of blanks speaks for all. */
void mkr_lint_no_break(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    uint32_t before = at;
    while (before && mkr_is_space(t->at[before - 1]))
        before--;
    if (!is_no_break(t, at) || (before > 1 && is_no_break(t, before - 2)))
        return;
    uint32_t after = mkr_lint_skip_blanks(t, at);
    if (after - before > 2 && before && after < t->n)
        mkr_lint_say(l, t, at, MKR_E_PROSE_BLANKS, "after \"%s\"",
                     mkr_lint_quote(l, t, mkr_lint_back(t, before), before));
}

/* ---- words that stand twice */

void mkr_lint_twice(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    static const char *const meant[] = {"had", "that", "very", "much", "many", "no", "so"};
    uint32_t end = at, before = mkr_lint_skip_blanks_back(t, at);
    while (end < t->n && mkr_is_letter(t->at[end]))
        end++;
    uint32_t n = end - at;
    bool goes_on = mkr_lint_is_word(t->at[end]) || t->at[end] == '\'' || t->at[end] == '-';
    if (before == at || before < n || (n == 1 && t->at[at] != 'a') || goes_on)
        return;
    for (uint32_t i = 0; i < n; i++)
        if (mkr_lower(t->at[before - n + i]) != t->at[at + i])
            return;
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
        if (n == strlen(meant[i]) && !strncmp(t->at + at, meant[i], n))
            return;
    char left = mkr_lint_before(t, before - n);
    if (!mkr_lint_is_word(left) && left != '-' && left != '\'')
        mkr_lint_say(l, t, at, MKR_E_PROSE_TWICE, "\"%s\"", mkr_lint_quote(l, t, before - n, end));
}

/* ---- brackets */

/* "a)" and "iv)" count something, and ":)" smiles. */
static bool is_counter(const mkr_lint_text *t, uint32_t at) {
    uint32_t from = at;
    if (mkr_lint_before(t, at) == ':' || mkr_lint_before(t, at) == ';')
        return true;
    while (from && at - from < 4 && (mkr_is_letter(t->at[from - 1]) || mkr_is_digit(t->at[from - 1])))
        from--;
    return from < at && (!from || mkr_is_space(t->at[from - 1]));
}

void mkr_lint_bracket(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    int square = t->at[at] == '[' || t->at[at] == ']';
    bool opens = t->at[at] == '(' || t->at[at] == '[';
    if (opens && !t->open[square]++) {
        t->open_at[square] = at;
    } else if (!opens && t->open[square]) {
        t->open[square]--;
    } else if (!opens && !is_counter(t, at)) {
        mkr_lint_say(l, t, at, MKR_E_PROSE_BRACKET, "\"%s\"",
                     mkr_lint_quote(l, t, mkr_lint_back(t, at), at + 1));
    }
}

enum { AHEAD = 24 }; /* bytes that a message quotes of what follows */

static const char *quote_from(mkr_lint *l, const mkr_lint_text *t, uint32_t at) {
    uint32_t to = at + AHEAD < t->n ? at + AHEAD : t->n;
    while (to < t->n && ((unsigned char)t->at[to] & 0xC0) == 0x80)
        to++;
    return mkr_lint_quote(l, t, at, to);
}

static void check_brackets(mkr_lint *l, mkr_lint_text *t) {
    for (int square = 0; square < 2; square++)
        if (t->open[square])
            mkr_lint_say(l, t, t->open_at[square], MKR_E_PROSE_BRACKET, "\"%s\"",
                         quote_from(l, t, t->open_at[square]));
}

/* ---- quotation marks */

static void count(mkr_lint_count *c, mkr_lint_text *t, uint32_t at) {
    if (!mkr_prose_is_computed(&t->prose, at) && !c->n++)
        c->first = mkr_prose_where(&t->prose, at);
}

/* U+2018 to U+201D; single ones may be apostrophes, so only the double ones must pair. */
void mkr_lint_quotation(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    const unsigned char *s = (const unsigned char *)t->at + at;
    if (s[1] != 0x80 || (s[2] != 0x98 && s[2] != 0x99 && s[2] != 0x9C && s[2] != 0x9D))
        return;
    count(&l->curly, t, at);
    if (s[2] == 0x9C && !t->quote++)
        t->quote_at = at;
    else if (s[2] == 0x9D && t->quote)
        t->quote--;
    else if (s[2] == 0x9D)
        mkr_lint_say(l, t, at, MKR_E_PROSE_QUOTE, "\"%s\"",
                     mkr_lint_quote(l, t, mkr_lint_back(t, at), at + 3));
}

/* Inches, feet and "£'000" are no quotation. */
void mkr_lint_straight(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    char before = mkr_lint_before(t, at), after = t->at[at + 1];
    if (t->at[at] == '"' && !mkr_is_digit(before)) {
        t->straight++;
        t->straight_at = at;
    } else if (mkr_is_digit(before) || mkr_is_digit(after)) {
        t->straight += t->at[at] == '"' && t->straight % 2; /* "Quarter 2" */
        return;
    }
    if (mkr_lint_is_word(before) || mkr_is_letter(after))
        count(&l->straight, t, at);
}

/* A quotation of several paragraphs closes in the last of them only. */
static bool goes_on(const mkr_node *node) {
    const mkr_node *n = node ? node->next : NULL;
    while (n && !n->name)
        n = n->next;
    const char *text = n && n->first && n->first->text ? n->first->text : "";
    text += strspn(text, " \t\r\n");
    return !strncmp(text, "\u201C", 3) || *text == '"';
}

static void check_quotes(mkr_lint *l, mkr_lint_text *t, const mkr_node *node) {
    bool odd = !t->quote && t->straight % 2;
    uint32_t at = odd ? t->straight_at : t->quote_at;
    if ((t->quote || odd) && !goes_on(node))
        mkr_lint_say(l, t, at, MKR_E_PROSE_QUOTE, "\"%s\"", quote_from(l, t, at));
}

void mkr_lint_mixed(mkr_lint *l) {
    bool straight = l->straight.n <= l->curly.n; /* are the rarer ones */
    const mkr_lint_count *rare = straight ? &l->straight : &l->curly,
                         *other = straight ? &l->curly : &l->straight;
    if (rare->n)
        mkr_lint_say_at(l, rare->first, MKR_E_PROSE_QUOTES_MIXED,
                        mkr_printf(l->arena, "the first of %zu %s ones, beside %zu %s", rare->n,
                                   straight ? "straight" : "curly", other->n,
                                   straight ? "curly" : "straight"));
}

/* ---- the end of a paragraph, headings */

static void check_last_stop(mkr_lint *l, mkr_lint_text *t, const mkr_node *node) {
    const char *number = mkr_node_attr(node, "number");
    uint32_t end = mkr_lint_skip_blanks_back(t, t->n);
    if (t->prose.breaks || (number && !strcmp(number, "no")))
        return;
    if (mkr_is_letter(mkr_lint_before(t, end)) && t->several && !in_address(t, end - 1))
        mkr_lint_say(l, t, end - 1, MKR_E_PROSE_NO_STOP, "\"%s\"",
                     mkr_lint_quote(l, t, mkr_lint_back(t, end), end));
}

void mkr_lint_end(mkr_lint *l, mkr_lint_text *t, const mkr_node *node) {
    check_brackets(l, t);
    if (l->english)
        check_quotes(l, t, node);
    if (l->english && t->kind == MKR_LINT_PARAGRAPH)
        check_last_stop(l, t, node);
}

/* Capitals throughout, in more than an abbreviation. */
void mkr_lint_capitals(mkr_lint *l, mkr_lint_text *t) {
    const char *s = mkr_buffer_text(&t->prose.text);
    size_t capitals = 0, word = 0, longest = 0;
    for (const char *p = s; *p; p++) {
        if (mkr_lint_is_capital(*p)) {
            capitals++;
            longest = ++word > longest ? word : longest;
        } else if (mkr_lint_is_word(*p) && !mkr_is_digit(*p)) {
            return; /* a small letter */
        } else {
            word = 0;
        }
    }
    if (capitals >= 7 && longest >= 5)
        mkr_lint_say(l, t, 0, MKR_E_HEADING_CAPITALS, "\"%s\"", mkr_cell_excerpt(s).text);
}
