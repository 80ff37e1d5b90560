/* text.c - print the text of a document in the order of its structure tree, each block on a line of its own.
 *
 * The walk through the content has kept the text of each marked-content sequence; here the tree puts them in
 * order. ActualText of an element replaces all below it (ISO 32000-1, 14.9.4). The walk has a stack of its
 * own, for the tree may be as deep as a hostile file likes. */
#include "text.h"

#include <stdlib.h>

#define TEXT_MAX ((size_t)256 << 20) /* bytes: elements can share one long ActualText */

/* An element that has been entered, and the kid that comes next. */
typedef struct step {
    const elem *e;
    size_t next;
} step;

typedef struct printer {
    tree *t;
    FILE *out;
    buffer line;
    size_t total;
    arena mem; /* for one ActualText at a time */
    step *stack;
    size_t n, cap;
} printer;

/* The types that run on in the line of the block around them. A label is a block in a list only. */
static bool is_block(const elem *e) {
    switch (e->std) {
    case ST_Lbl:
        return e->parent && e->parent->std == ST_LI;
    case ST_Span:
    case ST_Quote:
    case ST_Reference:
    case ST_BibEntry:
    case ST_Code:
    case ST_Link:
    case ST_Annot:
    case ST_Ruby:
    case ST_RB:
    case ST_RT:
    case ST_RP:
    case ST_Warichu:
    case ST_WT:
    case ST_WP:
    case ST_Formula:
    case ST_Form:
    case ST_NonStruct:
    case ST_Private:
        return false;
    default:
        return true;
    }
}

static bool is_blank(const buffer *b) {
    for (size_t i = 0; i < b->n; i++)
        if (!strchr(" \t\r\n", b->s[i]))
            return false;
    return true;
}

static void end_line(printer *p) {
    if (!is_blank(&p->line)) {
        if (p->line.s[p->line.n - 1] != '\n')
            buffer_add(&p->line, "\n", 1);
        fwrite(p->line.s, 1, p->line.n, p->out);
    }
    p->line.n = 0;
}

static void add(printer *p, const char *s, size_t n) {
    p->total += n;
    if (p->total <= TEXT_MAX)
        buffer_add(&p->line, s, n);
}

static void enter(printer *p, const elem *e) {
    const char *actual = cos_text(&p->mem, cos_get(e->object, "ActualText"));
    if (is_block(e))
        end_line(p);
    if (actual)
        add(p, actual, strlen(actual));
    arena_reset(&p->mem);
    p->stack = grow(p->stack, p->n, &p->cap, sizeof *p->stack);
    p->stack[p->n++] = (step){e, actual ? e->n_kids : 0};
}

static void leave(printer *p) {
    if (is_block(p->stack[--p->n].e))
        end_line(p);
}

/* A sequence that several kids name, which is a fault, is printed where the first of them stands. */
static void add_marked(printer *p, marked *m) {
    add(p, m->text.s, m->text.n);
    m->text.n = 0;
}

static void print_tree(printer *p, const elem *top) {
    enter(p, top);
    while (p->n && p->total <= TEXT_MAX) {
        step *at = &p->stack[p->n - 1];
        if (at->next == at->e->n_kids) {
            leave(p);
            continue;
        }
        const kid *k = &at->e->kids[at->next++];
        if (k->kind == KID_ELEM)
            enter(p, k->child);
        else if (k->kind == KID_MARKED)
            add_marked(p, &p->t->marked[k->marked]);
    }
}

bool text_print(doc *d, FILE *out) {
    printer p = {.t = d->tree, .out = out};
    for (size_t i = 0; i < p.t->n; i++)
        if (!p.t->order[i]->parent)
            print_tree(&p, p.t->order[i]);
    end_line(&p);
    free(p.stack);
    free(p.line.s);
    arena_free(&p.mem);
    return !fflush(out) && !ferror(out) && p.total <= TEXT_MAX;
}
