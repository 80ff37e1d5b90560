/* claims_read.c - read a text for the check of typed figures: its words, numbers, ratings, groups and
 * periods.
 *
 * One pass over the text; an item looks at most a few words ahead. */
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "report/claims.h"

typedef struct reader {
    mkr_claims *c;
    const char *text, *p;
    mkr_items *out;
} reader;

static mkr_item *add(reader *r, mkr_item_kind kind, const char *end) {
    mkr_item *item = MKR_PUSH(r->c->arena, r->out);
    item->kind = (uint8_t)kind;
    item->at = (uint32_t)(r->p - r->text);
    item->end = (uint32_t)(end - r->text);
    r->p = end;
    return item;
}

static const char *skip_blanks(const char *p) {
    for (size_t n; (n = mkr_blank(p)) > 0;)
        p += n;
    return p;
}

/* How many bytes of a letter, or of another character that words are made of, stand at p; 0: none does. */
static size_t word_character(const char *p) {
    if (mkr_is_letter(*p) || mkr_is_digit(*p))
        return 1;
    if ((unsigned char)*p < 0x80)
        return 0;
    const char *next = p;
    uint32_t ch = mkr_utf8_next(&next, p + strnlen(p, 4));
    bool sign = ch == MKR_UTF8_BAD || ch < 0xC0 || (ch >= 0x2010 && ch <= 0x206F) || ch == 0xFFFC ||
                (ch >= 0x20A0 && ch <= 0x20CF) || ch == 0x2212;
    return sign ? 0 : (size_t)(next - p);
}

/* An apostrophe or a hyphen inside a word. */
static size_t inner_mark(const char *p) {
    size_t n = *p == '\'' || *p == '-' ? 1 : !strncmp(p, "\u2019", 3) || !strncmp(p, "\u2011", 3) ? 3 : 0;
    return n && word_character(p + n) ? n : 0;
}

static const char *word_end(const char *p) {
    for (size_t n; (n = word_character(p)) > 0 || (n = inner_mark(p)) > 0;)
        p += n;
    return p;
}

/* Where p goes on after these words, which are compared without regard to case (unless `exact`) and to how
 * wide the blanks are; NULL when other words stand there. */
static const char *match_all(const char *p, const char *words, bool exact) {
    for (const char *w = words; *w;) {
        size_t blank = mkr_blank(w);
        if (blank) {
            if (!mkr_blank(p))
                return NULL;
            p = skip_blanks(p);
            w = skip_blanks(w);
            continue;
        }
        if (exact ? *p != *w : mkr_lower(*p) != mkr_lower(*w))
            return NULL;
        p++;
        w++;
    }
    return word_character(p) || inner_mark(p) ? NULL : p;
}

/* Most comparisons end at the first letter. */
static inline const char *match(const char *p, const char *words, bool exact) {
    return (exact ? *p == *words : mkr_lower(*p) == mkr_lower(*words)) ? match_all(p, words, exact) : NULL;
}

/* ---- periods */

static unsigned when_of(const mkr_claims *c, mkr_period p) {
    return mkr_period_same(p, c->current)                       ? MKR_AT_CURRENT
           : c->has_previous && mkr_period_same(p, c->previous) ? MKR_AT_PREVIOUS
                                                                : MKR_AT_OTHER;
}

/* The financial year at p, "2024/25": where it ends, or NULL. */
static const char *financial_year(const char *p, mkr_period *out) {
    char text[10];
    size_t n = 0;
    bool parted = false;
    for (; n < sizeof text && (mkr_is_digit(p[n]) || p[n] == '/' || p[n] == '-'); n++)
        parted |= !mkr_is_digit(p[n]);
    if (n < 5 || n == sizeof text || !parted)
        return NULL;
    memcpy(text, p, n);
    text[n] = '\0';
    return mkr_period_parse(text, out) && out->kind == MKR_YEAR ? p + n : NULL;
}

/* A calendar year, "2017": where it ends, or NULL. */
static const char *calendar_year(const char *p, int *out) {
    int year = 0, n = 0;
    for (; n < 5 && mkr_is_digit(p[n]); n++)
        year = year * 10 + p[n] - '0';
    bool goes_on = n == 4 && ((strchr(",.", p[4]) && mkr_is_digit(p[5])) || strchr("%/-", p[4]));
    *out = year;
    return n == 4 && year >= 1980 && year < 2100 && !(p[4] && goes_on) && !word_character(p + 4) ? p + 4
                                                                                                 : NULL;
}

/* A quarter or month whose year may follow: where it ends. */
static const char *with_year(const mkr_claims *c, const char *p, mkr_period *period, unsigned *when) {
    mkr_period year;
    int calendar;
    const char *next = skip_blanks(p), *end = financial_year(next, &year);
    if (end) {
        period->year = year.year;
    } else if (period->kind == MKR_MONTH && (end = calendar_year(next, &calendar)) != NULL) {
        period->year = (int16_t)(period->index >= 9 ? calendar - 1 : calendar); /* January to March */
    } else { /* the nearest one */
        end = p;
        period->year = c->current.year;
        if (!mkr_period_same(*period, c->current) && c->has_previous && c->previous.kind == period->kind &&
            c->previous.index == period->index)
            period->year = c->previous.year;
    }
    *when = when_of(c, *period);
    return end;
}

static const char *quarter_at(const reader *r, unsigned *when) {
    static const char *const names[4][4] = {{"q1", "quarter 1", "quarter one", "first quarter"},
                                            {"q2", "quarter 2", "quarter two", "second quarter"},
                                            {"q3", "quarter 3", "quarter three", "third quarter"},
                                            {"q4", "quarter 4", "quarter four", "fourth quarter"}};
    if (!strchr("qQfFsStT", *r->p))
        return NULL;
    for (uint8_t q = 0; q < 4; q++)
        for (int i = 0; i < 4; i++) {
            const char *end = match(r->p, names[q][i], false);
            mkr_period quarter = {.kind = MKR_QUARTER, .index = q};
            if (end)
                return with_year(r->c, end, &quarter, when);
        }
    return NULL;
}

/* A month counts in a report by months; beside quarters and years it only matters that it lies in the current
 * one. */
static const char *month_at(const reader *r, unsigned *when) {
    static const char *const names[] = {"April",   "May",      "June",     "July",    "August",   "September",
                                        "October", "November", "December", "January", "February", "March"};
    if (*r->p < 'A' || *r->p > 'S')
        return NULL;
    for (uint8_t m = 0; m < 12; m++) {
        const char *end = match(r->p, names[m], true);
        if (!end)
            continue;
        mkr_period now = r->c->current, month = {.kind = MKR_MONTH, .index = m};
        end = with_year(r->c, end, &month, when);
        if (now.kind != MKR_MONTH)
            *when = month.year == now.year && (now.kind == MKR_YEAR || m / 3 == now.index) ? MKR_AT_CURRENT
                                                                                           : MKR_AT_OTHER;
        return end;
    }
    return NULL;
}

static const char *relative_at(const reader *r, unsigned *when) {
    static const char *const before[] = {"last", "previous", "prior", "preceding"};
    static const struct {
        const char *word;
        mkr_period_kind kind; /* MKR_NO_PERIOD: of any kind */
    } spans[] = {{"quarter", MKR_QUARTER},  {"month", MKR_MONTH},      {"year", MKR_YEAR},
                 {"period", MKR_NO_PERIOD}, {"report", MKR_NO_PERIOD}, {"time", MKR_NO_PERIOD}};
    const char *start = NULL, *end;
    if (!strchr("lLpPaA", *r->p))
        return NULL;
    for (int b = 0; b < 4 && !start; b++)
        start = match(r->p, before[b], false);
    for (int s = 0; start && s < 6; s++)
        if ((end = match(skip_blanks(start), spans[s].word, false)) != NULL) {
            bool ours =
                spans[s].kind == MKR_NO_PERIOD || spans[s].kind == (mkr_period_kind)r->c->current.kind;
            *when = ours ? MKR_AT_PREVIOUS : MKR_AT_OTHER;
            return end;
        }
    end = match(r->p, "a year ago", false);
    *when = r->c->current.kind == MKR_YEAR ? MKR_AT_PREVIOUS : MKR_AT_OTHER;
    return end ? end : match(r->p, "a year earlier", false);
}

/* "2024/25" alone, or "2017". A year that the current period lies in says nothing more. */
static const char *year_at(const reader *r, unsigned *when) {
    mkr_period year;
    int calendar, now = r->c->current.year;
    const char *end = financial_year(r->p, &year);
    if (!end) {
        end = calendar_year(r->p, &calendar);
        year.year = (int16_t)(calendar == now + 1 ? now : calendar);
    }
    bool before = r->c->has_previous && r->c->current.kind == MKR_YEAR && year.year == r->c->previous.year;
    *when = year.year == now ? MKR_AT_CURRENT : before ? MKR_AT_PREVIOUS : MKR_AT_OTHER;
    return end;
}

static bool read_period(reader *r) {
    unsigned when = 0;
    const char *end = quarter_at(r, &when);
    end = end ? end : month_at(r, &when);
    end = end ? end : relative_at(r, &when);
    end = end ? end : mkr_is_digit(*r->p) ? year_at(r, &when) : NULL;
    if (!end)
        return false;
    add(r, MKR_ITEM_PERIOD, end)->when = (uint8_t)when;
    return true;
}

/* ---- numbers */

/* Digits, with thousands parted by commas; a decimal fraction. */
static const char *digits_end(const char *p, char plain[static 32]) {
    size_t n = 0;
    while (n < 24 && (mkr_is_digit(*p) || (*p == ',' && n && mkr_is_digit(p[1]) && mkr_is_digit(p[2]) &&
                                           mkr_is_digit(p[3]) && !mkr_is_digit(p[4])))) {
        if (*p != ',')
            plain[n++] = *p;
        p++;
    }
    if (*p == '.' && mkr_is_digit(p[1]) && n < 24) {
        plain[n++] = *p++;
        while (n < 31 && mkr_is_digit(*p))
            plain[n++] = *p++;
    }
    plain[n] = '\0';
    return p;
}

static const char *percent_end(const char *p) {
    const char *next = skip_blanks(p), *end = match(next, "per cent", false);
    return *next == '%' ? next + 1 : end ? end : match(next, "percent", false);
}

/* "2-3", "5-year", "£5m", "12th": not a count. */
static bool is_dressed(const reader *r, const char *end) {
    bool money = (r->p > r->text && strchr("$+-", r->p[-1])) ||
                 (r->p >= r->text + 2 && !strncmp(r->p - 2, "£", 2)) ||
                 (r->p >= r->text + 3 && !strncmp(r->p - 3, "\u2212", 3));
    bool range = (*end == '-' && end[1]) || (!strncmp(end, "\u2013", 3) && mkr_is_digit(end[3]));
    return money || range || word_character(end) || inner_mark(end);
}

static void read_number(reader *r) {
    char plain[32];
    mkr_decimal number;
    const char *end = digits_end(r->p, plain), *percent = percent_end(end);
    bool below = r->out->n && r->out->at[r->out->n - 1].mark == '<';
    if (is_dressed(r, end) || !mkr_decimal_parse(plain, &number) || number.units > 1000000000000) {
        end = word_end(end);
        if (end[0] == '-' || !strncmp(end, "\u2013", 3))
            end = word_end(end + (end[0] == '-' ? 1 : 3));
        bool ordinal = end > r->p + 2 && mkr_is_digit(end[-3]) && mkr_is_letter(end[-1]);
        add(r, ordinal ? MKR_ITEM_WORD : MKR_ITEM_UNKNOWN, end);
        return;
    }
    if (percent && below)
        r->out->n--;
    mkr_item *item = add(r, percent ? MKR_ITEM_PERCENT : MKR_ITEM_NUMBER, percent ? percent : end);
    item->number = number;
    item->below = percent && below;
    if (!percent && number.places)
        item->kind = MKR_ITEM_UNKNOWN; /* no count */
}

/* ---- words */

/* The states a house style's word stands for, and where it ends. */
static const char *style_state(const reader *r, mkr_states *states) {
    const mkr_style *s = r->c->b->style;
    const char *longest = r->p, *end;
    for (int i = 0; i < MKR_RATINGS; i++)
        if (s->rating_word[i] && (end = match(r->p, s->rating_word[i], false)) && end > longest) {
            longest = end;
            *states = MKR_STATE_RATING(i);
        }
    for (int t = MKR_IMPROVING; t <= MKR_DECLINING; t++)
        if (s->travel_word[t] && (end = match(r->p, s->travel_word[t], false)) && end > longest) {
            longest = end;
            *states = MKR_STATE_TRAVEL(t);
        }
    static const char *const unrated[] = {"not rated", "no rating", "not given a rating", "without a rating"};
    for (size_t i = 0; i < sizeof unrated / sizeof *unrated; i++)
        if ((end = match(r->p, unrated[i], false)) && end > longest) {
            longest = end;
            *states = MKR_STATE_RATING(MKR_UNRATED);
        }
    return longest > r->p ? longest : NULL;
}

static bool read_state(reader *r, const char *end, const mkr_lexeme *is) {
    mkr_states states = 0;
    const char *styled = style_state(r, &states);
    if (!styled)
        states = is->states;
    if (!states)
        return false;
    add(r, MKR_ITEM_STATE, styled ? styled : end)->states = states;
    return true;
}

enum {
    MOST_GROUPS = 64
}; /* beyond, their names are not looked for: every word is compared with every name */

static bool read_group(reader *r) {
    const mkr_data *d = r->c->data;
    const char *longest = r->p, *end;
    const mkr_group *group = NULL;
    for (size_t g = 0; d && d->n_groups <= MOST_GROUPS && g < d->n_groups; g++)
        if (*d->groups[g].name && (end = match(r->p, d->groups[g].name, true)) && end > longest) {
            longest = end;
            group = &d->groups[g];
        }
    if (!group)
        return false;
    bool first = !r->out->n || r->out->at[r->out->n - 1].kind == MKR_ITEM_END;
    bool single = !strpbrk(group->name, " \t\n");
    add(r, first && single ? MKR_ITEM_UNKNOWN : MKR_ITEM_GROUP, longest)->group = group;
    return true;
}

/* Is it part of the council's name? That narrows nothing down. */
static bool is_council(const reader *r, const char *end) {
    const mkr_style *s = r->c->b->style;
    size_t n = (size_t)(end - r->p);
    for (const char *p = s->council ? s->council : ""; *p; p += strspn(p, " ")) {
        size_t length = strcspn(p, " ");
        if (length == n && !strncmp(p, r->p, n))
            return true;
        p += length;
    }
    return false;
}

static void read_word(reader *r) {
    const char *end = word_end(r->p);
    size_t n = (size_t)(end - r->p);
    const mkr_lexeme is = mkr_lexicon_find(r->c->lexicon, r->p, n);
    if (read_group(r) || read_period(r) || read_state(r, end, &is))
        return;
    char next = *skip_blanks(end);
    if (is.number >= 0 && !(n == 2 && next == '.')) { /* "No. 5" */
        mkr_item *item = add(r, MKR_ITEM_NUMBER, end);
        item->number = (mkr_decimal){is.number, 0};
        item->spelled = true;
        return;
    }
    bool council = !is.bits && is_council(r, end);
    add(r, is.bits || council ? MKR_ITEM_WORD : MKR_ITEM_UNKNOWN, end)->word = is.bits;
}

/* A stop ends a sentence when a blank follows, and then no small letter ("e.g. this"). */
static bool ends_sentence(const char *p) {
    const char *next = skip_blanks(p + 1);
    return strchr(".!?", *p) && (next > p + 1 || !*next || strchr("\"')", p[1])) &&
           !(*next >= 'a' && *next <= 'z');
}

static void read_mark(reader *r) {
    const char *next = r->p;
    bool end = ends_sentence(r->p);
    uint32_t ch = mkr_utf8_next(&next, r->p + strnlen(r->p, 4));
    if (ch == 0xFFFC || ch == 0xA3)
        add(r, MKR_ITEM_UNKNOWN, next);
    else
        add(r, end ? MKR_ITEM_END : MKR_ITEM_MARK, next)->mark = ch < 0x80 ? (char)ch : '"';
}

void mkr_claims_read(mkr_claims *c, const char *text, mkr_items *out) {
    reader r = {c, text, text, out};
    while (*(r.p = skip_blanks(r.p))) {
        if (mkr_is_digit(*r.p)) {
            if (!read_period(&r))
                read_number(&r);
        } else if (word_character(r.p)) {
            read_word(&r);
        } else {
            read_mark(&r);
        }
    }
    add(&r, MKR_ITEM_END, r.p);
}
