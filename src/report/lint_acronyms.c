/* lint_acronyms.c - abbreviations in capitals that are used several times and never explained.
 *
 * Explained is one that stands in <glossary>, in <abbr>, or beside its words: "Key Performance Indicator
 * (KPI)", "KPI (Key Performance Indicator)". One message each, at its first place. */
#include "report/lint.h"

enum { LONGEST = 6, USES = 3 }; /* letters; an abbreviation used no more often is let pass */

typedef struct acronym {
    char letters[LONGEST + 1];
    bool explained;
    size_t n;
    mkr_where first;
} acronym;

struct mkr_lint_acronyms {
    mkr_arena *arena;
    MKR_VEC(acronym) all; /* by first use */
    uint32_t *slots; /* hash: index + 1 */
    size_t n_slots; /* a power of two */
};

mkr_lint_acronyms *mkr_lint_acronyms_new(mkr_arena *arena) {
    mkr_lint_acronyms *a = mkr_alloc(arena, sizeof *a);
    a->arena = arena;
    return a;
}

static uint32_t *slot_of(const mkr_lint_acronyms *a, const char *letters) {
    uint32_t h = 2166136261u;
    for (const char *p = letters; *p; p++)
        h = (h ^ (unsigned char)*p) * 16777619u;
    size_t i = h & (a->n_slots - 1);
    while (a->slots[i] && strcmp(a->all.at[a->slots[i] - 1].letters, letters) != 0)
        i = (i + 1) & (a->n_slots - 1);
    return &a->slots[i];
}

static acronym *find(mkr_lint_acronyms *a, const char *letters) {
    if (a->all.n * 2 >= a->n_slots) {
        a->n_slots = a->n_slots ? a->n_slots * 2 : 64;
        a->slots = mkr_alloc_array(a->arena, a->n_slots, sizeof *a->slots);
        for (size_t i = 0; i < a->all.n; i++)
            *slot_of(a, a->all.at[i].letters) = (uint32_t)i + 1;
    }
    uint32_t *slot = slot_of(a, letters);
    if (!*slot) {
        acronym *new = MKR_PUSH(a->arena, &a->all);
        memcpy(new->letters, letters, LONGEST + 1);
        *slot = (uint32_t)a->all.n;
    }
    return &a->all.at[*slot - 1];
}

/* How many letters it has, without the s of the plural; 0: no abbreviation. */
static size_t length_of(const char *text) {
    size_t n = 0;
    while (mkr_lint_is_capital(text[n]))
        n++;
    bool ends = !mkr_lint_is_word(text[n + (text[n] == 's')]);
    return n > 1 && n <= LONGEST && ends ? n : 0;
}

/* Known to every reader; roman numbers. */
static bool needs_none(const char *letters) {
    static const char *const known[] = {"UK", "GB", "EU",  "UN",  "US",  "USA", "NHS", "VAT", "BBC", "MP",
                                        "TV", "IT", "ID",  "AM",  "PM",  "OK",  "PDF", "CSV", "XML", "HTML",
                                        "PO", "NO", "YES", "URL", "FAQ", "BST", "GMT", "LED", "DVD", "USB"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i], letters))
            return true;
    return !letters[strspn(letters, "IVX")];
}

/* Words in capitals between others are a cry, not an abbreviation. */
static bool is_shouted(const mkr_lint_text *t, uint32_t at, uint32_t end) {
    uint32_t next = mkr_lint_skip_blanks(t, end), before = mkr_lint_skip_blanks_back(t, at);
    bool left = before > 1 && before < at && mkr_lint_is_capital(t->at[before - 1]) &&
                mkr_lint_is_capital(t->at[before - 2]);
    bool right = next > end && mkr_lint_is_capital(t->at[next]) && mkr_lint_is_capital(t->at[next + 1]);
    return left && right;
}

static bool is_explained(const mkr_lint_text *t, uint32_t at, uint32_t end) {
    uint32_t next = mkr_lint_skip_blanks(t, end);
    if (mkr_lint_before(t, at) == '(' && (t->at[end] == ')' || t->at[end] == ',' || t->at[end] == ';'))
        return true;
    return next > end && t->at[next] == '(' && mkr_lower(t->at[next + 1]) == mkr_lower(t->at[at]);
}

void mkr_lint_acronym(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    char letters[LONGEST + 1] = "";
    size_t n = length_of(t->at + at);
    char before = mkr_lint_before(t, at);
    if (!n || (before && strchr("/-&@.'_", before)))
        return;
    uint32_t end = at + (uint32_t)n + (t->at[at + n] == 's');
    if (t->at[end] && strchr("/-&@_", t->at[end]))
        return;
    memcpy(letters, t->at + at, n);
    if (needs_none(letters) || mkr_prose_is_computed(&t->prose, at) || is_shouted(t, at, end))
        return;
    acronym *a = find(l->acronyms, letters);
    if (!a->n++)
        a->first = mkr_prose_where(&t->prose, at);
    a->explained |= is_explained(t, at, end);
}

void mkr_lint_explained(mkr_lint *l, const char *text) {
    char letters[LONGEST + 1] = "";
    text += strspn(text, " \t\r\n");
    size_t n = length_of(text);
    memcpy(letters, text, n);
    if (n)
        find(l->acronyms, letters)->explained = true;
}

void mkr_lint_unexplained(mkr_lint *l) {
    for (size_t i = 0; i < l->acronyms->all.n; i++) {
        const acronym *a = &l->acronyms->all.at[i];
        if (a->n > USES && !a->explained)
            mkr_lint_say_at(l, a->first, MKR_E_PROSE_ACRONYM,
                            mkr_printf(l->arena, "%s, %zu times", a->letters, a->n));
    }
}
