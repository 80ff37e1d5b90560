/* lint_remains.c - what pasting, conversion and haste leave in a text: tags, escapes, damaged characters,
 * words that stand for something to come. */
#include "report/lint.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "input/encoding.h"

/* ---- tags and escapes that are printed as they stand */

static const struct {
    const char *names, *instead;
} tags[] = {
    {"p", "a paragraph is <p> itself, not &lt;p&gt;"},
    {"ol ul li", "a list is <ol> or <ul> with <li> in it"},
    {"b strong", "bold is <b>"},
    {"i em", "italic is <i>"},
    {"sup", "raised is <sup>"},
    {"sub", "lowered is <sub>"},
    {"br", "a line ends with <br/>"},
    {"a", "a link is <a href=\"...\">"},
    {"table thead tbody tfoot tr td th", "a table is <table> with <row> and <cell>"},
    {"h1 h2 h3 h4 h5 h6", "a heading is that of a <section>"},
    {"blockquote q", "a quotation is <quote>"},
    {"img", "a picture is <figure>"},
    {"abbr", "an abbreviation is <abbr title=\"...\">"},
    {"div span font u s small big center strike del ins html head body title meta link style script form "
     "input "
     "label section article hr pre code col colgroup",
     "delete it"},
};

static bool is_in(const char *names, const char *name, size_t n) {
    for (const char *p = names; *p; p += strspn(p, " ")) {
        size_t length = strcspn(p, " ");
        if (length == n && mkr_same_letters(p, name) >= n)
            return true;
        p += length;
    }
    return false;
}

/* What to write instead of a tag; NULL: it is none. Any end tag and any tag with attributes is one, too, as
 * are those that Word makes, <o:p>. */
static const char *tag_instead(const mkr_lint_text *t, uint32_t at, uint32_t *end) {
    enum { LONGEST = 2000 };
    bool closes = t->at[at + 1] == '/';
    uint32_t name = at + 1 + closes, n = 0;
    while (mkr_is_letter(t->at[name + n]) || (n && mkr_is_digit(t->at[name + n])))
        n++;
    const char *rest = t->at + name + n;
    uint32_t left = t->n - (name + n);
    const char *to = n ? memchr(rest, '>', left < LONGEST ? left : LONGEST) : NULL;
    if (!to || memchr(rest, '<', (size_t)(to - rest)))
        return NULL;
    *end = (uint32_t)(to - t->at) + 1;
    for (size_t i = 0; i < sizeof tags / sizeof *tags && strchr(" \t\r\n/>", *rest); i++)
        if (is_in(tags[i].names, t->at + name, n))
            return tags[i].instead;
    bool attributes = mkr_is_space(*rest) && memchr(rest, '=', (size_t)(to - rest));
    return closes || attributes || *rest == ':' ? "delete it" : NULL;
}

/* " and 3 tags more" after the first. */
static const char *count_more_tags(mkr_lint *l, const mkr_lint_text *t, uint32_t from) {
    size_t n = 0;
    uint32_t end;
    for (uint32_t i = from; i < t->n; i++)
        n += t->at[i] == '<' && tag_instead(t, i, &end);
    return !n ? "" : mkr_printf(l->arena, n > 1 ? " and %zu more tags" : " and %zu more tag", n);
}

static void say_to_come(mkr_lint *l, mkr_lint_text *t, uint32_t from, uint32_t to) {
    mkr_lint_say(l, t, from, MKR_E_PROSE_PLACEHOLDER, "\"%s\"", mkr_lint_quote(l, t, from, to));
}

void mkr_lint_tag(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    uint32_t end = mkr_lint_words(t, at, "<insert");
    if (end) {
        const char *close = memchr(t->at + at, '>', t->n - at < 60 ? t->n - at : 60);
        say_to_come(l, t, at, close ? (uint32_t)(close - t->at) + 1 : end);
        return;
    }
    const char *instead = t->marked_up ? NULL : tag_instead(t, at, &end);
    if (!instead)
        return;
    t->marked_up = true;
    bool cell = t->kind == MKR_LINT_WORDING || t->kind == MKR_LINT_SHEET;
    mkr_lint_say(l, t, at, MKR_E_PROSE_MARKUP, "\"%s\"%s: %s", mkr_lint_quote(l, t, at, end),
                 count_more_tags(l, t, end),
                 cell ? "a cell holds plain words; a line end in it begins a paragraph" : instead);
}

/* "&nbsp;", "&amp;" and "&#160;" that were escaped once more. */
static const struct {
    const char *name, *means;
} escapes[] = {
    {"nbsp", "a space"}, {"amp", "&"},    {"lt", "<"},          {"gt", ">"},        {"quot", "\""},
    {"apos", "'"},       {"pound", "£"},  {"euro", "€"},        {"ndash", "–"},     {"mdash", "—"},
    {"lsquo", "‘"},      {"rsquo", "’"},  {"ldquo", "“"},       {"rdquo", "”"},     {"hellip", "…"},
    {"bull", "a list"},  {"eacute", "é"}, {"middot", "a list"}, {"shy", "nothing"}, {"copy", "©"},
};

void mkr_lint_escape(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    const char *name = t->at + at + 1, *means = NULL;
    char character[8] = "";
    size_t n = *name == '#' ? 1 : 0;
    while (n < 8 && (mkr_is_letter(name[n]) || mkr_is_digit(name[n])))
        n++;
    if (n < 2 || name[n] != ';')
        return;
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (strlen(escapes[i].name) == n && !strncmp(escapes[i].name, name, n))
            means = escapes[i].means;
    if (*name == '#') {
        bool hex = mkr_lower(name[1]) == 'x';
        unsigned long c = strtoul(name + 1 + hex, NULL, hex ? 16 : 10);
        mkr_utf8_put(c > 0xA0 && c < 0xD800 ? (uint32_t)c : ' ', character);
        means = *character == ' ' ? "a space" : character;
    }
    if (means)
        mkr_lint_say(l, t, at, MKR_E_PROSE_ESCAPE, "\"%s\"; it should be %s",
                     mkr_lint_quote(l, t, at, at + (uint32_t)n + 2), means);
}

/* "_x000D_" is how a workbook writes a control character. */
void mkr_lint_excel(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    const char *s = t->at + at;
    if (s[1] != 'x' || strspn(s + 2, "0123456789abcdefABCDEF") != 4 || s[6] != '_')
        return;
    mkr_lint_say(l, t, at, MKR_E_PROSE_ESCAPE, "\"%s\"; it should be %s", mkr_lint_quote(l, t, at, at + 7),
                 !strncmp(s + 2, "000", 3) ? "nothing, or the end of a line" : "the character of that code");
}

/* "#REF!" is what a spreadsheet has instead of a figure. */
void mkr_lint_error_value(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    static const char *const values[] = {"#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (!strncmp(t->at + at, values[i], strlen(values[i])))
            say_to_come(l, t, at, at + (uint32_t)strlen(values[i]));
}

/* ---- damaged characters */

void mkr_lint_encoded(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    size_t bytes;
    uint32_t c;
    char should_be[5] = "", looks[24] = "";
    if (!mkr_encoding_twice(t->at + at, t->at + t->n, &bytes, &c))
        return;
    for (const char *p = t->at + at, *from = p; p < t->at + at + bytes; from = p)
        if (mkr_utf8_next(&p, t->at + t->n) >= 0xA0) /* the rest is invisible */
            strncat(looks, from, (size_t)(p - from));
    mkr_utf8_put(c == 0xA0 ? ' ' : c, should_be);
    mkr_lint_say(l, t, at, MKR_E_PROSE_ENCODED_TWICE, "\"%s\" is probably \"%s\"", looks, should_be);
}

/* é, ê or è standing alone: arrows and bullets of a symbol font become these; a private-use character: only
 * its own font knows what it shows. */
void mkr_lint_symbol(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    const char *s = t->at + at, *next = s;
    uint32_t c = mkr_utf8_next(&next, t->at + t->n);
    bool begins = !at || mkr_lint_skip_blanks_back(t, at) < at;
    if (c >= 0xE000 && c <= 0xF8FF)
        mkr_lint_say(l, t, at, MKR_E_PROSE_LOST_FONT, "U+%04X", (unsigned)c);
    else if (begins && (c == 0xE8 || c == 0xE9 || c == 0xEA) && (!*next || mkr_blank(next)))
        mkr_lint_say(l, t, at, MKR_E_PROSE_SYMBOL, "\"%.2s\"", s);
}

/* U+FFFD, and what nobody sees: a mark of byte order, and places to break a word that are in none. */
void mkr_lint_odd(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    const char *p = t->at + at;
    uint32_t c = mkr_utf8_next(&p, t->at + t->n);
    if (c == 0xFFFD) {
        mkr_lint_say(l, t, at, MKR_E_PROSE_LOST, "\"%s\"",
                     mkr_lint_quote(l, t, mkr_lint_back(t, at), (uint32_t)(p - t->at)));
        return;
    }
    bool breaks = c == 0xAD || c == 0x200B;
    bool outside = !at || p == t->at + t->n || mkr_blank(p) || mkr_is_space(t->at[at - 1]);
    if ((c == 0xFEFF || (breaks && outside)) && !mkr_prose_is_computed(&t->prose, at) && !l->invisible.n++)
        l->invisible.first = mkr_prose_where(&t->prose, at);
}

void mkr_lint_invisible(mkr_lint *l) {
    if (l->invisible.n)
        mkr_lint_say_at(
            l, l->invisible.first, MKR_E_PROSE_INVISIBLE,
            mkr_printf(l->arena, l->invisible.n > 1 ? "the first of %zu" : "%zu", l->invisible.n));
}

/* ---- words that stand for something to come */

/* "xx", "XX", "£xxx", but not within a word. */
static uint32_t run_of_x(const mkr_lint_text *t, uint32_t at) {
    uint32_t end = at;
    while (t->at[end] == t->at[at])
        end++;
    return mkr_lower(t->at[at]) == 'x' && end - at > 1 ? end : 0;
}

void mkr_lint_placeholder(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    static const char *const words[] = {"tbc",
                                        "tba",
                                        "tbd",
                                        "lorem ipsum",
                                        "error! reference source not found",
                                        "error! bookmark not defined",
                                        "click here to enter",
                                        "click or tap here to enter",
                                        "choose an item"};
    char first = mkr_lower(t->at[at]), second = mkr_lower(t->at[at + 1]);
    uint32_t end = run_of_x(t, at);
    for (size_t i = 0; !end && i < sizeof words / sizeof *words; i++)
        if (words[i][0] == first && words[i][1] == second)
            end = mkr_lint_words(t, at, words[i]);
    if (end && !mkr_lint_is_word(t->at[end]) && t->at[end] != '-')
        say_to_come(l, t, at, end);
}

/* "[insert name]", "[date]", "[…]". */
void mkr_lint_square(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    static const char *const words[] = {"insert",  "add ",    "date]", "name]", "number]",
                                        "amount]", "figure]", "to be", "xx",    "?"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (mkr_lint_words(t, at + 1, words[i])) {
            const char *close = memchr(t->at + at, ']', t->n - at < 60 ? t->n - at : 60);
            say_to_come(l, t, at, close ? (uint32_t)(close - t->at) + 1 : at + 1);
            return;
        }
}

/* Is it the word before a number that is still to come, "Appendix ?": where that begins; `before`: no. */
static uint32_t numbered_before(const mkr_lint_text *t, uint32_t before) {
    static const char *const named[] = {"appendix", "annex",  "paragraph", "section",
                                        "table",    "figure", "page"};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        uint32_t n = (uint32_t)strlen(named[i]);
        if (before >= n && mkr_lint_words(t, before - n, named[i]) == before)
            return before - n;
    }
    return before;
}

/* "Appendix ?", "??"; else a mark like any other. */
void mkr_lint_question(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    uint32_t before = mkr_lint_skip_blanks_back(t, at), end = at + 1;
    char previous = mkr_lint_before(t, at);
    if (previous == '?' || previous == '[' || mkr_is_letter(previous))
        return;
    while (t->at[end] == '?')
        end++;
    uint32_t word = before < at ? numbered_before(t, before) : before;
    if (word < before)
        say_to_come(l, t, word, end);
    else if (end - at > 1)
        say_to_come(l, t, at, end);
    else if (before && before < at && l->english && (end == t->n || mkr_blank(t->at + end)))
        mkr_lint_say(l, t, at - 1, MKR_E_PROSE_SPACE, "\"%s\"",
                     mkr_lint_quote(l, t, mkr_lint_back(t, at), end));
}
