/* refs.c - what references can name, and what they print.
 *
 * Anchors are collected while the document is built; references, which may come first, are resolved at the
 * end. Pages are known only after layout: a late span stands for them. */
#include <string.h>

#include "base/buffer.h"
#include "report/build.h"

/* FNV-1a; ids of one document are its author's own, so collisions made on purpose only slow that author down.
 */
static size_t hash(const char *id) {
    uint64_t h = 14695981039346656037u;
    for (; *id; id++)
        h = (h ^ (unsigned char)*id) * 1099511628211u;
    return (size_t)(h ^ h >> 32);
}

/* The slot of an id: its index + 1, or 0 where it would go. */
static uint32_t *anchor_slot(const mkr_builder *b, const char *id) {
    size_t i = hash(id) & (b->n_slots - 1);
    while (b->slots[i] && strcmp(b->doc->anchors.at[b->slots[i] - 1].id, id) != 0)
        i = (i + 1) & (b->n_slots - 1);
    return &b->slots[i];
}

static const mkr_anchor *find_anchor(const mkr_builder *b, const char *id) {
    uint32_t slot = b->n_slots ? *anchor_slot(b, id) : 0;
    return slot ? &b->doc->anchors.at[slot - 1] : NULL;
}

static void add_anchor(mkr_builder *b, mkr_anchor anchor) {
    *MKR_PUSH(b->arena, &b->doc->anchors) = anchor;
    if (b->doc->anchors.n * 2 > b->n_slots) {
        b->n_slots = b->n_slots ? b->n_slots * 2 : 64;
        b->slots = mkr_alloc_array(b->arena, b->n_slots, sizeof *b->slots);
        for (size_t i = 0; i + 1 < b->doc->anchors.n; i++)
            *anchor_slot(b, b->doc->anchors.at[i].id) = (uint32_t)i + 1;
    }
    *anchor_slot(b, anchor.id) = (uint32_t)b->doc->anchors.n;
}

/* "Table 3" is in the language of the house style; a heading without a number names itself, in its own. */
static const char *lang_of(const mkr_builder *b, const char *label) {
    static const mkr_label_id words[] = {MKR_LABEL_TABLE_WORD, MKR_LABEL_FIGURE_WORD,
                                         MKR_LABEL_PARAGRAPH_WORD, MKR_LABEL_SECTION_WORD,
                                         MKR_LABEL_APPENDIX_WORD};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *word = b->style->labels[words[i]];
        size_t n = strlen(word);
        if (!strncmp(label, word, n) && label[n] == ' ')
            return b->style->lang;
    }
    return b->lang;
}

void mkr_build_anchor(mkr_builder *b, const mkr_attr *id, const char *label, uint32_t elem) {
    if (!id)
        return;
    const mkr_anchor *other = find_anchor(b, id->value);
    if (other)
        mkr_say(b->diag, MKR_E_DUPLICATE_ID, id->where, "\"%s\" also stands in line %u", id->value,
                other->where.line);
    else
        add_anchor(b, (mkr_anchor){id->value, label, lang_of(b, label), elem, id->where});
}

static void report_unknown(mkr_builder *b, const mkr_span *span) {
    const char *near = NULL;
    if (b->diag->said[MKR_ERROR] < MKR_MOST_ERRORS) { /* a search through all for what will be printed only */
        const char **ids = mkr_alloc_array(b->arena, b->doc->anchors.n + 1, sizeof *ids);
        for (size_t i = 0; i < b->doc->anchors.n; i++)
            ids[i] = b->doc->anchors.at[i].id;
        near = mkr_nearest(span->ref, ids);
    }
    if (near)
        mkr_say(b->diag, MKR_E_UNKNOWN_REF, span->where, "\"%s\"; did you mean \"%s\"?", span->ref, near);
    else
        mkr_say(b->diag, MKR_E_UNKNOWN_REF, span->where, "\"%s\"", span->ref);
}

/* n bytes of a label of the house style with {label} filled in. */
static const char *fill(mkr_builder *b, const char *words, size_t n, const char *label) {
    const char place[] = "{label}", *at = strstr(words, place);
    if (!at || at + strlen(place) > words + n)
        return mkr_strndup(b->arena, words, n);
    const char *rest = at + strlen(place);
    return mkr_printf(b->arena, "%.*s%s%.*s", (int)(at - words), words, label, (int)(words + n - rest), rest);
}

/* "Table 3 on page 12": what stands before the page, the page, what stands after it. */
static void print_page(mkr_builder *b, mkr_span *spans, mkr_label_id id, const mkr_anchor *a,
                       mkr_elem_more *more) {
    const char place[] = "{n}", *words = b->style->labels[id], *at = strstr(words, place);
    size_t before = at ? (size_t)(at - words) : strlen(words);
    more->contents = spans[0].text = fill(b, words, before, a->label);
    if (!at)
        return;
    spans[1].late = MKR_LATE_PAGE;
    spans[1].late_of = a->elem;
    b->doc->late = true;
    spans[2].text = fill(b, at + strlen(place), strlen(at + strlen(place)), a->label);
    more->contents = NULL; /* layout knows the page */
    more->around[0] = spans[0].text;
    more->around[1] = spans[2].text;
}

/* What a reference prints is in a language of its own, whatever the text around it is in. */
static void set_language(mkr_builder *b, const mkr_unresolved *u, const char *lang) {
    mkr_span *spans = &u->spans->at[u->index];
    if (!mkr_build_is_foreign(b, lang, spans->lang))
        return;
    lang = lang ? lang : b->doc->lang;
    mkr_tree_more(b->tree, u->link)->lang = lang;
    for (size_t i = 0; i < (u->show == MKR_SHOW_LABEL ? 1 : MKR_REF_SPANS); i++)
        spans[i].lang = lang;
}

static void resolve(mkr_builder *b, const mkr_unresolved *u, const mkr_anchor *a) {
    mkr_span *span = &u->spans->at[u->index];
    mkr_elem_more *more = mkr_tree_more(b->tree, u->link);
    more->target = a->elem;
    if (!a->elem)
        mkr_say(b->diag, MKR_E_UNKNOWN_REF, span->where, "\"%s\" is a decorative figure", span->ref);
    else if ((u->show == MKR_SHOW_LABEL || u->show == MKR_SHOW_BOTH) && !*a->label)
        mkr_say(b->diag, MKR_E_UNNUMBERED_REF, span->where, "\"%s\"", span->ref);
    switch (u->show) {
    case MKR_SHOW_WORDS:
        return;
    case MKR_SHOW_LABEL:
        set_language(b, u, a->lang);
        more->contents = span->text = a->label;
        break;
    case MKR_SHOW_PAGE:
        set_language(b, u, b->style->lang);
        print_page(b, span, MKR_LABEL_ON_PAGE, a, more);
        break;
    case MKR_SHOW_BOTH:
        set_language(b, u, a->lang);
        print_page(b, span, MKR_LABEL_LABEL_ON_PAGE, a, more);
        break;
    }
}

void mkr_build_resolve(mkr_builder *b) {
    for (size_t i = 0; i < b->unresolved.n; i++) {
        const mkr_unresolved *u = &b->unresolved.at[i];
        const mkr_span *span = &u->spans->at[u->index];
        const mkr_anchor *a = find_anchor(b, span->ref);
        if (a)
            resolve(b, u, a);
        else
            report_unknown(b, span);
    }
}
