/* numbering.c - numbers of headings, paragraphs and list items: counted here, printed as real text.
 *
 * Headings of sections count by depth: 1. 2. at the first, 1.1 at the second, 1.1.1 at the third, none below.
 * Decimal paragraphs take the second place for themselves (1.1 is a paragraph), so that under them only the
 * first depth has numbers. Paragraphs that restart or are lettered count through a section of the first
 * depth, or through the section that asks for such numbers. */
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "report/build.h"

enum { DEEPEST = 3 }; /* depths of headings that can have numbers */

/* a to z, then aa to az, ba ...: digits from 1 to 26. */
static char *letters(mkr_arena *arena, uint32_t n) {
    char out[8] = "", *p = out + sizeof out - 1;
    for (; n > 0; n = (n - 1) / 26)
        *--p = (char)('a' + (n - 1) % 26);
    return mkr_printf(arena, "%s", p);
}

enum { LARGEST_ROMAN = 3999 };

static char *roman(mkr_arena *arena, uint32_t n) {
    static const struct {
        uint32_t value;
        const char *text;
    } parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
                 {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
    mkr_buffer b = mkr_buffer_new(arena);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (; n >= parts[i].value; n -= parts[i].value)
            mkr_buffer_puts(&b, parts[i].text);
    mkr_buffer_text(&b);
    return b.at;
}

const char *mkr_number_item(mkr_arena *arena, char type, uint32_t n) {
    if (type == 'a')
        return mkr_printf(arena, "%s)", letters(arena, n));
    if (type == 'i' && n <= LARGEST_ROMAN)
        return mkr_printf(arena, "%s)", roman(arena, n));
    return mkr_printf(arena, "%u.", n);
}

/* Thousandths of the size, for fonts about as wide as Lato: layout knows exact widths, but the items of a
 * list have one indent, which must be known before. */
static uint32_t width_of(const char *label) {
    uint32_t width = 0;
    for (; *label; label++)
        width += strchr("il.", *label) ? 270u : *label == ')' ? 320u : strchr("mw", *label) ? 850u : 580u;
    return width;
}

mkr_len mkr_number_room(mkr_arena *arena, char type, uint32_t first, uint32_t last, mkr_len usual,
                        mkr_len size) {
    uint32_t widest = 0;
    for (uint32_t n = first; n <= last; n++) {
        uint32_t width = width_of(mkr_number_item(arena, type, n));
        widest = width > widest ? width : widest;
    }
    mkr_len room = (mkr_len)((int64_t)widest * size / 1000) + MKR_PT(2.5), step = MKR_PT(0.75);
    room = (room + step - 1) / step * step;
    return room > usual ? room : usual;
}

/* ---- headings */

static bool is_numbered(const mkr_builder *b, size_t depth) {
    if (depth == 0)
        return b->in_numbered && (b->style->headings_numbered || b->numbering == MKR_NUMBERS_DECIMAL);
    return depth < DEEPEST && *b->section && b->style->headings_numbered && !b->in_decimal;
}

const char *mkr_number_heading(mkr_builder *b, size_t depth) {
    if (depth == 0) {
        b->section = "";
        b->decimals = b->counted = 0;
        b->in_decimal = b->numbering == MKR_NUMBERS_DECIMAL || b->style->numbering == MKR_NUMBERS_DECIMAL;
    }
    if (!is_numbered(b, depth))
        return NULL;
    b->headings[depth]++;
    for (size_t i = depth + 1; i < DEEPEST; i++)
        b->headings[i] = 0;
    const char *number = mkr_printf(b->arena, "%u", b->headings[0]);
    for (size_t i = 1; i <= depth; i++)
        number = mkr_printf(b->arena, "%s.%u", number, b->headings[i]);
    if (depth == 0)
        b->section = number;
    return number;
}

/* ---- paragraphs */

/* A paragraph that asks for a number where none are is numbered as the house style numbers. */
static mkr_paragraph_numbers numbering_of(const mkr_builder *b) {
    return b->numbering ? b->numbering : b->style->numbering ? b->style->numbering : MKR_NUMBERS_CONTINUOUS;
}

mkr_number mkr_number_paragraph(mkr_builder *b, mkr_where where) {
    mkr_number n = {.printed = "", .cited = ""};
    switch (numbering_of(b)) {
    case MKR_NUMBERS_NONE:
    case MKR_NUMBERS_CONTINUOUS:
        n.cited = mkr_printf(b->arena, "%u", ++b->paragraphs);
        n.printed = mkr_printf(b->arena, "%s.", n.cited);
        break;
    case MKR_NUMBERS_RESTART:
        n.cited = mkr_printf(b->arena, "%u", ++b->counted);
        n.printed = mkr_printf(b->arena, "%s.", n.cited);
        break;
    case MKR_NUMBERS_DECIMAL:
        if (!*b->section)
            mkr_say(b->diag, MKR_E_NO_SECTION_NUMBER, where, NULL);
        n.printed = n.cited = mkr_printf(b->arena, "%s.%u", b->section, ++b->decimals);
        break;
    case MKR_NUMBERS_LETTERED:
        n.cited = letters(b->arena, ++b->counted);
        n.printed = mkr_printf(b->arena, "%s)", n.cited);
        break;
    }
    return n;
}

/* ---- typed numbers */

/* "1." "12)" "1.1." "a)" "(iv)" and a blank: what a number printed in front would double. A bare "1.1" is one
 * only where decimals are printed, since a sentence may begin with a figure. */
static bool begins_with_number(const char *s) {
    s += strspn(s, " \t\r\n");
    bool open = *s == '(';
    s += open;
    size_t digits = strspn(s, "0123456789"), n = digits ? strspn(s, "0123456789.") : strspn(s, "ivx");
    if (!n && *s >= 'a' && *s <= 'z')
        n = 1;
    bool stop = digits && s[n - 1] == '.';
    if (!n || digits > 3 || (s[n] != ')' && !stop))
        return false;
    n += s[n] == ')';
    return s[n] == ' ' || s[n] == '\0';
}

/* A blank, and a word with a capital, which "MW" is not. */
static bool begins_words(const char *s) {
    return s[0] == ' ' && s[1] >= 'A' && s[1] <= 'Z' && !(s[2] >= 'A' && s[2] <= 'Z');
}

/* "1.1 Three options", as decimal numbers are printed. */
static bool begins_with_decimal(const char *s) {
    s += strspn(s, " \t\r\n");
    size_t n = strspn(s, "0123456789."), whole = strspn(s, "0123456789");
    return whole && whole < 3 && n > whole + 1 && s[n - 1] != '.' && begins_words(s + n);
}

/* "Section 3: Costs" */
static bool begins_with_word(const char *s, const char *word) {
    size_t n = mkr_same_letters(s, word), digits = s[n] == ' ' ? strspn(s + n + 1, "0123456789.") : 0;
    const char *rest = s + n + 1 + digits;
    return !word[n] && digits && digits < 6 &&
           (*rest == ':' || !strncmp(rest, " –", 4) || !strncmp(rest, " - ", 3));
}

bool mkr_number_is_typed(const char *heading, const char *word) {
    const char *s = heading + strspn(heading, " \t\r\n");
    size_t n = strspn(s, "0123456789.");
    bool stops = n > 1 && s[0] != '.' && s[n - 1] == '.' && s[n] == ' ';
    return stops || begins_with_number(s) || begins_with_decimal(s) || begins_with_word(s, word);
}

uint32_t mkr_number_bare(const char *heading) {
    const char *s = heading + strspn(heading, " \t\r\n");
    size_t n = strspn(s, "0123456789");
    return n && n < 3 && begins_words(s + n) ? (uint32_t)strtoul(s, NULL, 10) : 0;
}

void mkr_number_check(mkr_builder *b, const mkr_block *block) {
    char start[16] = "";
    const char *printed = block->label.at[0].text, *point = strchr(printed, '.');
    size_t used = 0;
    for (size_t i = 0; i < block->spans.n && used + 1 < sizeof start; i++)
        for (const char *p = block->spans.at[i].text; *p && used + 1 < sizeof start; p++)
            start[used++] = *p;
    if (begins_with_number(start) || (point && point[1] && begins_with_decimal(start)))
        mkr_say(b->diag, MKR_E_DOUBLE_NUMBER, block->where, "\"%s\" before \"%.*s\"", printed,
                (int)strcspn(start, " "), start);
}
