/* lint_facts.c - dates and references typed by hand, the words of links. */
#include "report/lint.h"

#include "data/cell.h"

/* ---- dates */

static uint32_t day_before(const mkr_lint_text *t, uint32_t at, uint32_t *day) {
    uint32_t end = mkr_lint_skip_blanks_back(t, at), from = mkr_lint_word_before(t, end);
    if (end - from == 2 && !strncmp(t->at + from, "of", 2)) {
        end = mkr_lint_skip_blanks_back(t, from);
        from = mkr_lint_word_before(t, end);
    }
    if (from < end && end - from != 2) /* "rd", "th" */
        return at;
    end = from;
    *day = 0;
    while (from && end - from < 2 && mkr_is_digit(t->at[from - 1]))
        from--;
    for (uint32_t i = from; i < end; i++)
        *day = *day * 10 + (uint32_t)(t->at[i] - '0');
    bool alone = !from || !(mkr_is_digit(t->at[from - 1]) || strchr(".,/:", t->at[from - 1]));
    return from < end && alone ? from : at;
}

/* "Monday" before a day, with or without a comma or "the"; "" when there is none. */
static const char *weekday_before(mkr_lint *l, const mkr_lint_text *t, uint32_t *at) {
    static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
    uint32_t end = mkr_lint_skip_blanks_back(t, *at), from = mkr_lint_word_before(t, end);
    if (end - from == 3 && !strncmp(t->at + from, "the", 3))
        end = mkr_lint_skip_blanks_back(t, from);
    if (end && t->at[end - 1] == ',')
        end--;
    from = mkr_lint_word_before(t, end);
    for (size_t i = 0; i < 7; i++)
        if (end - from >= 3 && mkr_same_letters(t->at + from, days[i]) >= end - from) {
            *at = from;
            return mkr_strndup(l->arena, days[i], end - from);
        }
    return "";
}

/* A year of four digits, after a comma perhaps; 0 when none follows. */
static int year_after(const mkr_lint_text *t, uint32_t at, uint32_t *end) {
    uint32_t i = mkr_lint_skip_blanks(t, at + (t->at[at] == ','));
    if (strspn(t->at + i, "0123456789") != 4 || i == at)
        return 0;
    *end = i + 4;
    return (t->at[i] - '0') * 1000 + (t->at[i + 1] - '0') * 100 + (t->at[i + 2] - '0') * 10 + t->at[i + 3] -
           '0';
}

static void check_date(mkr_lint *l, mkr_lint_text *t, uint32_t from, uint32_t end, const char *date) {
    mkr_date read;
    const char *why;
    if (!mkr_date_parse(l->arena, date, &read, &why))
        mkr_lint_say(l, t, from, MKR_E_PROSE_DATE, "\"%s\": %s", mkr_lint_quote(l, t, from, end), why);
}

/* "Monday 3 December 2024"; without its year, a day that the month has in none: "the 31st of June". */
void mkr_lint_month(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    enum { LEAP_YEAR = 2024 };
    uint32_t end = at, day;
    int month = 0;
    while (mkr_is_letter(t->at[end]))
        end++;
    for (int i = 0; i < 12; i++)
        if (end - at >= 3 && mkr_same_letters(t->at + at, months[i]) >= end - at)
            month = i + 1;
    uint32_t from = month ? day_before(t, at, &day) : at;
    if (from == at)
        return;
    int year = year_after(t, end, &end);
    if (!year && (day > 31 || (int)day <= mkr_date_days_in(month, LEAP_YEAR)))
        return;
    const char *weekday = year ? weekday_before(l, t, &from) : "";
    check_date(l, t, from, end,
               mkr_printf(l->arena, "%s %u %s %d", weekday, day, months[month - 1], year ? year : LEAP_YEAR));
}

/* "31/06/2024" */
void mkr_lint_slash(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    uint32_t from = at;
    while (from && at - from < 3 && mkr_is_digit(t->at[from - 1]))
        from--;
    size_t month = strspn(t->at + at + 1, "0123456789");
    uint32_t second = at + 1 + (uint32_t)month;
    size_t year = t->at[second] == '/' ? strspn(t->at + second + 1, "0123456789") : 0;
    bool alone = !from || !strchr("/-.=", t->at[from - 1]);
    if (from == at || at - from > 2 || month < 1 || month > 2 || year != 4 || !alone ||
        t->at[second + 5] == '/')
        return;
    check_date(l, t, from, second + 5, mkr_strndup(l->arena, t->at + from, second + 5 - from));
}

/* ---- references typed by hand */

const mkr_label_id mkr_lint_references[MKR_LINT_REFERENCES] = {MKR_LABEL_APPENDIX_WORD,
                                                               MKR_LABEL_PARAGRAPH_WORD, MKR_LABEL_TABLE_WORD,
                                                               MKR_LABEL_FIGURE_WORD, MKR_LABEL_SECTION_WORD};

void mkr_lint_know_appendices(mkr_lint *l) {
    for (size_t i = 0; i < l->b->doc->appendices.n; i++)
        l->appendices |= 1u << (l->b->doc->appendices.at[i].id[0] - 'A'); /* one capital, says the schema */
}

static bool has_appendix(const mkr_lint *l, char letter) {
    return mkr_lint_is_capital(letter) && l->appendices >> (letter - 'A') & 1;
}

/* "Appendix C of the constitution" and "Schedule 12A paragraph 3" are in something else. */
static bool is_elsewhere(const mkr_lint_text *t, uint32_t from, uint32_t end) {
    static const char *const after[] = {" of ", " to ", " in ", " at ", " on ", " (to ", " (of "};
    uint32_t before = mkr_lint_skip_blanks_back(t, from);
    if (before && (mkr_is_digit(t->at[before - 1]) || mkr_lint_is_capital(t->at[before - 1])))
        return true;
    for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
        uint32_t to = mkr_lint_words(t, end, after[i]);
        if (to)
            return !mkr_lint_words(t, to, "this report");
    }
    return false;
}

/* The number after a word of reference; 0 when there is none that can be judged. */
static uint32_t number_after(const mkr_lint_text *t, uint32_t at, uint32_t *number) {
    size_t n = strspn(t->at + at, "0123456789");
    char next = t->at[at + n], then = next ? t->at[at + n + 1] : '\0';
    bool part = next && strchr(".,-:(", next) && (mkr_is_digit(then) || next == '(');
    if (!n || n > 4 || part || mkr_lint_is_word(next) || next == '%' || next == '/')
        return 0;
    *number = 0;
    for (size_t i = 0; i < n; i++)
        *number = *number * 10 + (uint32_t)(t->at[at + i] - '0');
    return at + (uint32_t)n;
}

static void check_appendix(mkr_lint *l, mkr_lint_text *t, uint32_t from, uint32_t at) {
    size_t digits = strspn(t->at + at, "0123456789");
    uint32_t end = at + (uint32_t)(digits ? digits : mkr_lint_is_capital(t->at[at]));
    bool part = mkr_lint_is_word(t->at[end]) || (t->at[end] == '.' && mkr_is_digit(t->at[end + 1]));
    if (end > at && digits < 3 && !part && !has_appendix(l, t->at[at]) && !is_elsewhere(t, from, end))
        mkr_lint_say(l, t, from, MKR_E_PROSE_REFERENCE, "\"%s\"; this report has no such appendix",
                     mkr_lint_quote(l, t, from, end));
}

/* The last number of what a word of reference names; false: that is not known, or numbers are often those of
 * something else, such as the section of an act. */
static bool last_number(const mkr_lint *l, mkr_label_id word, uint32_t number, const char **name,
                        uint32_t *last) {
    enum { MEANT = 10 }; /* sections beyond the last that a slip may name */
    const mkr_builder *b = l->b;
    switch (word) {
    case MKR_LABEL_TABLE_WORD:
        *name = "table";
        *last = b->tables;
        return true;
    case MKR_LABEL_FIGURE_WORD:
        *name = "figure";
        *last = b->figures;
        return true;
    case MKR_LABEL_PARAGRAPH_WORD:
        *name = "paragraph";
        *last = b->paragraphs;
        return l->continuous && *last;
    default:
        *name = "section";
        *last = b->headings[0];
        return *last && number <= *last + MEANT;
    }
}

static void check_number(mkr_lint *l, mkr_lint_text *t, uint32_t from, uint32_t at, mkr_label_id word) {
    const char *name;
    uint32_t number, last, end = number_after(t, at, &number);
    bool known = end && last_number(l, word, number, &name, &last);
    if (!known || (number && number <= last) || is_elsewhere(t, from, end))
        return;
    const char *quote = mkr_lint_quote(l, t, from, end);
    if (last)
        mkr_lint_say(l, t, from, MKR_E_PROSE_REFERENCE, "\"%s\"; the last %s is %u", quote, name, last);
    else
        mkr_lint_say(l, t, from, MKR_E_PROSE_REFERENCE, "\"%s\"; this report has no %s", quote, name);
}

void mkr_lint_reference(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    char first = mkr_lower(t->at[at]), second = mkr_lower(t->at[at + 1]);
    for (size_t i = 0; i < MKR_LINT_REFERENCES; i++) {
        if (l->references[i][0] != first || l->references[i][1] != second)
            continue;
        mkr_label_id word = mkr_lint_references[i];
        uint32_t after = mkr_lint_words(t, at, l->b->style->labels[word]);
        uint32_t number = after ? mkr_lint_skip_blanks(t, after) : 0;
        if (number == after)
            continue;
        if (word == MKR_LABEL_APPENDIX_WORD)
            check_appendix(l, t, at, number);
        else
            check_number(l, t, at, number, word);
    }
}

/* ---- links */

/* The words of a link in small letters, without what stands around them. */
static const char *plain(mkr_lint *l, const char *text) {
    mkr_buffer words = mkr_buffer_new(l->arena);
    for (const char *p = text; *p; p++)
        if (!mkr_is_space(*p))
            mkr_buffer_putc(&words, mkr_lower(*p));
        else if (words.n && words.at[words.n - 1] != ' ')
            mkr_buffer_putc(&words, ' ');
    while (words.n && strchr(" .,:;!>()", words.at[words.n - 1]))
        words.n--;
    return mkr_buffer_text(&words);
}

/* Words that say nothing, and addresses, which are read out letter by letter (WCAG 2.2, 2.4.4). */
static bool says_nothing(const char *words) {
    static const char *const empty[] = {"click here",
                                        "here",
                                        "this link",
                                        "link",
                                        "more",
                                        "read more",
                                        "this",
                                        "this page",
                                        "this website",
                                        "website",
                                        "details",
                                        "click this link",
                                        "download",
                                        "see here",
                                        "click",
                                        "find out more",
                                        "more information"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        if (!strcmp(words, empty[i]))
            return true;
    return !strncmp(words, "http://", 7) || !strncmp(words, "https://", 8) || !strncmp(words, "www.", 4);
}

void mkr_lint_link(mkr_lint *l, const mkr_node *link) {
    const mkr_attr *href = mkr_node_find_attr(link, "href");
    mkr_prose words = mkr_prose_new(l->arena, l->b->expr, false);
    mkr_prose_add(&words, link);
    const char *text = mkr_buffer_text(&words.text);
    if (href && !strncmp(href->value, "mailto:", 7) && !strchr(href->value, '@'))
        mkr_say(l->b->diag, MKR_E_BAD_LINK, href->where, "\"%s\" has no @", href->value);
    if (!words.lost && says_nothing(plain(l, text)))
        mkr_lint_say_at(
            l, link->where, MKR_E_LINK_TEXT,
            mkr_printf(l->arena, "\"%s\"", mkr_cell_excerpt(text + strspn(text, " \t\r\n")).text));
    mkr_arena_reset(l->arena);
}
