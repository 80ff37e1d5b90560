/* glossary.c - abbreviations and what they stand for: the first use of each is marked for screen readers.
 *
 * Each word of the running text is looked up once. A word is a run of letters, digits and &; letters outside
 * ASCII count, typographic punctuation does not. */
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "report/build.h"

typedef struct term {
    const char *name, *expansion;
    size_t n;
    bool used;
    mkr_where where;
} term;

struct mkr_glossary {
    MKR_VEC(term) terms;
    uint32_t *slots; /* hash of the short forms: index + 1 */
    size_t n_slots; /* a power of two */
    size_t unused;
};

static size_t hash(const char *word, size_t n) {
    uint64_t h = 14695981039346656037u; /* FNV-1a */
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)word[i]) * 1099511628211u;
    return (size_t)(h ^ h >> 32);
}

/* The slot of a word: its index + 1, or 0 where it would go. */
static uint32_t *slot_of(const mkr_glossary *g, const char *word, size_t n) {
    size_t i = hash(word, n) & (g->n_slots - 1);
    for (; g->slots[i]; i = (i + 1) & (g->n_slots - 1)) {
        const term *t = &g->terms.at[g->slots[i] - 1];
        if (t->n == n && !memcmp(t->name, word, n))
            break;
    }
    return &g->slots[i];
}

/* Length of the character of a word that stands at p; 0: none does. */
static size_t word_character(const char *p, const char *end) {
    const char *start = p;
    if (p == end || (unsigned char)*p < 0x80)
        return p < end && (mkr_is_letter(*p) || mkr_is_digit(*p) || *p == '&');
    uint32_t ch = mkr_utf8_next(&p, end);
    bool stops =
        ch == MKR_UTF8_BAD || ch < 0xC0 || (ch >= 0x2000 && ch < 0x2070) || (ch >= 0x3000 && ch < 0x3003);
    return stops ? 0 : (size_t)(p - start);
}

static size_t word_length(const char *p, const char *end) {
    const char *start = p;
    for (size_t n; (n = word_character(p, end)) > 0;)
        p += n;
    return (size_t)(p - start);
}

static void add_term(mkr_builder *b, mkr_glossary *g, const mkr_node *n) {
    const mkr_attr *a = mkr_node_find_attr(n, "short");
    const char *name = a->value, *expansion = mkr_build_string(b, n);
    size_t length = strlen(name);
    if (!length || word_length(name, name + length) != length) {
        mkr_say(b->diag, MKR_E_GLOSSARY_WORD, a->where, "\"%s\"", name);
        return;
    }
    if (!*expansion)
        mkr_say(b->diag, MKR_E_EMPTY_EXPANSION, n->where, "\"%s\"", name);
    uint32_t *slot = slot_of(g, name, length);
    if (*slot) {
        mkr_say(b->diag, MKR_E_DUPLICATE_ID, a->where, "\"%s\" also stands in line %u", name,
                g->terms.at[*slot - 1].where.line);
        return;
    }
    *MKR_PUSH(b->arena, &g->terms) =
        (term){.name = name, .expansion = expansion, .n = length, .where = a->where};
    *slot = (uint32_t)g->terms.n;
    g->unused++;
}

void mkr_build_glossary(mkr_builder *b, const mkr_node *node) {
    mkr_glossary *g = mkr_alloc(b->arena, sizeof *g);
    size_t n = 0;
    for (const mkr_node *t = mkr_node_child(node, "term"); t; t = mkr_node_after(t, "term"))
        n++;
    for (g->n_slots = 16; g->n_slots < 2 * n;)
        g->n_slots *= 2;
    g->slots = mkr_alloc_array(b->arena, g->n_slots, sizeof *g->slots);
    for (const mkr_node *t = mkr_node_child(node, "term"); t; t = mkr_node_after(t, "term"))
        add_term(b, g, t);
    b->glossary = g;
}

bool mkr_glossary_next(mkr_glossary *g, const char *text, mkr_short_form *found) {
    if (!g || !g->unused)
        return false;
    const char *end = text + strlen(text);
    for (const char *p = text; p < end;) {
        size_t n = word_length(p, end);
        uint32_t slot = n ? *slot_of(g, p, n) : 0;
        if (slot && !g->terms.at[slot - 1].used) {
            term *t = &g->terms.at[slot - 1];
            t->used = true;
            g->unused--;
            *found = (mkr_short_form){(size_t)(p - text), n, t->expansion};
            return true;
        }
        p += n ? n : 1;
    }
    return false;
}
