/* check_words.c - every character of the document stands on the pages once, and in the document's order. */
#include "check_parts.h"

#include <string.h>

/* The ink of each element is what its blocks say: nothing lost, nothing twice. */
static void check_elements(checker *c) {
    for (uint32_t i = 1; i < c->doc->tree->elems.n; i++) {
        fact *f = &c->facts[i];
        bool skipped = f->if_long && !f->inked.n;
        if (f->drawn || skipped || (f->late && f->inked.n))
            continue;
        const char *said = mkr_buffer_text(&f->said), *inked = mkr_buffer_text(&f->inked);
        if (strcmp(said, inked) != 0)
            complain(c, "element %u (%s) says \"%.60s\", its ink on page %u \"%.60s\"", i, tag_at(c, i), said,
                     f->first_page, inked);
    }
}

/* The text of all ink in the order of the document tree. */
static void read_tree(checker *c, uint32_t elem, mkr_buffer *out) {
    mkr_buffer_add(out, c->facts[elem].inked.at, c->facts[elem].inked.n);
    for (uint32_t i = elem_at(c, elem)->first; i; i = elem_at(c, i)->next)
        read_tree(c, i, out);
}

/* What was written into the report is read out again, in that order. */
static void check_source(checker *c, const char *text) {
    const char *from = text;
    for (size_t i = 0; i < c->texts->n_anywhere; i++)
        if (!strstr(text, c->texts->anywhere[i]))
            complain(c, "lost: \"%.80s\"", c->texts->anywhere[i]);
    for (size_t i = 0; i < c->texts->n_in_order; i++) {
        const char *piece = c->texts->in_order[i], *at = strstr(from, piece);
        if (at)
            from = at + strlen(piece);
        else
            complain(c, "%s: \"%.80s\"", strstr(text, piece) ? "out of order" : "lost", piece);
    }
}

const char *check_words(checker *c) {
    mkr_buffer all = mkr_buffer_new(c->arena);
    read_tree(c, 1, &all);
    check_elements(c);
    check_source(c, mkr_buffer_text(&all));
    return mkr_buffer_text(&all);
}
