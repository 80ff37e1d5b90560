/* pattern.c - RELAX NG patterns: make them from a schema, read documents with them (see pattern.h).
 *
 * Not here: whether text fits a datatype (datatype.c), what to say of a fault (explain.c). */
#include "input/pattern.h"

#include <string.h>

enum { BUCKETS = 1024 };

typedef struct definition {
    const char *name;
    const mkr_node *rng;
    const mkr_pattern *pattern; /* once it has been asked for */
} definition;

struct mkr_grammar {
    mkr_arena *arena;
    const mkr_node *rng;
    MKR_VEC(definition) definitions;
    mkr_pattern *table[BUCKETS];
    const mkr_pattern *empty, *fail, *text;
};

/* ---- equal patterns are one object */

static size_t bucket_of(const mkr_pattern *p) {
    uintptr_t h = (uintptr_t)p->kind;
    h = h * 31 + ((uintptr_t)p->a >> 4);
    h = h * 31 + ((uintptr_t)p->b >> 4);
    h = h * 31 + ((uintptr_t)p->rng >> 4);
    return (h ^ h >> 10) % BUCKETS;
}

static const mkr_pattern *unique(mkr_grammar *g, mkr_pattern p) {
    mkr_pattern **bucket = &g->table[bucket_of(&p)];
    for (mkr_pattern *q = *bucket; q; q = q->next)
        if (q->kind == p.kind && q->a == p.a && q->b == p.b && q->rng == p.rng)
            return q;
    mkr_pattern *own = mkr_alloc(g->arena, sizeof *own);
    *own = p;
    own->next = *bucket;
    *bucket = own;
    return own;
}

static const mkr_pattern *choice(mkr_grammar *g, const mkr_pattern *a, const mkr_pattern *b) {
    if (mkr_pattern_fails(a) || a == b)
        return b;
    if (mkr_pattern_fails(b))
        return a;
    if (a->kind == MKR_PAT_CHOICE) /* one chain to the right, so that a repetition is found */
        return choice(g, a->a, choice(g, a->b, b));
    for (const mkr_pattern *p = b; p; p = p->kind == MKR_PAT_CHOICE ? p->b : NULL)
        if (p == a || (p->kind == MKR_PAT_CHOICE && p->a == a))
            return b;
    return unique(
        g, (mkr_pattern){.kind = MKR_PAT_CHOICE, .nullable = a->nullable || b->nullable, .a = a, .b = b});
}

static const mkr_pattern *both(mkr_grammar *g, mkr_pattern_kind kind, const mkr_pattern *a,
                               const mkr_pattern *b) {
    if (mkr_pattern_fails(a) || mkr_pattern_fails(b))
        return g->fail;
    if (a == g->empty)
        return b;
    if (b == g->empty)
        return a;
    return unique(g, (mkr_pattern){.kind = kind, .nullable = a->nullable && b->nullable, .a = a, .b = b});
}

static const mkr_pattern *more(mkr_grammar *g, const mkr_pattern *a) {
    if (mkr_pattern_fails(a) || a == g->empty)
        return a;
    return unique(g, (mkr_pattern){.kind = MKR_PAT_MORE, .nullable = a->nullable, .a = a});
}

/* ---- from the schema */

static const mkr_pattern *from_rng(mkr_grammar *g, const mkr_node *rng);

static const mkr_pattern *from_children(mkr_grammar *g, const mkr_node *rng, mkr_pattern_kind kind) {
    const mkr_pattern *all = NULL;
    for (const mkr_node *child = rng->first; child; child = child->next) {
        if (!child->name)
            continue;
        const mkr_pattern *p = from_rng(g, child);
        if (!all)
            all = p;
        else
            all = kind == MKR_PAT_CHOICE ? choice(g, all, p) : both(g, kind, all, p);
    }
    return all ? all : g->empty;
}

/* A reference leads back to itself only through an element, whose content is made later. */
static const mkr_pattern *from_ref(mkr_grammar *g, const char *name) {
    for (size_t i = 0; i < g->definitions.n; i++) {
        definition *d = &g->definitions.at[i];
        if (strcmp(d->name, name))
            continue;
        if (!d->pattern)
            d->pattern = from_children(g, d->rng, MKR_PAT_GROUP);
        return d->pattern;
    }
    return g->fail;
}

static const mkr_pattern *from_named(mkr_grammar *g, const mkr_node *rng, mkr_pattern_kind kind) {
    return unique(g, (mkr_pattern){.kind = kind, .rng = rng, .name = mkr_node_attr(rng, "name")});
}

static const mkr_pattern *from_rng(mkr_grammar *g, const mkr_node *rng) {
    const char *name = rng->name;
    if (!strcmp(name, "element"))
        return from_named(g, rng, MKR_PAT_ELEMENT);
    if (!strcmp(name, "attribute"))
        return from_named(g, rng, MKR_PAT_ATTRIBUTE);
    if (!strcmp(name, "ref"))
        return from_ref(g, mkr_node_attr(rng, "name"));
    if (!strcmp(name, "text"))
        return g->text;
    if (!strcmp(name, "value"))
        return unique(
            g, (mkr_pattern){.kind = MKR_PAT_VALUE, .rng = rng, .name = mkr_node_string(g->arena, rng)});
    if (!strcmp(name, "data"))
        return unique(g, (mkr_pattern){.kind = MKR_PAT_DATA, .rng = rng});
    if (!strcmp(name, "choice"))
        return from_children(g, rng, MKR_PAT_CHOICE);
    if (!strcmp(name, "interleave"))
        return from_children(g, rng, MKR_PAT_INTERLEAVE);
    const mkr_pattern *inside = from_children(g, rng, MKR_PAT_GROUP); /* group, empty, or one of these: */
    if (!strcmp(name, "optional"))
        return choice(g, inside, g->empty);
    if (!strcmp(name, "zeroOrMore"))
        return choice(g, more(g, inside), g->empty);
    if (!strcmp(name, "oneOrMore"))
        return more(g, inside);
    if (!strcmp(name, "mixed"))
        return both(g, MKR_PAT_INTERLEAVE, inside, g->text);
    return inside;
}

mkr_grammar *mkr_grammar_new(mkr_arena *arena, const mkr_node *rng) {
    mkr_grammar *g = mkr_alloc(arena, sizeof *g);
    g->arena = arena;
    g->rng = rng;
    g->empty = unique(g, (mkr_pattern){.kind = MKR_PAT_EMPTY, .nullable = true});
    g->fail = unique(g, (mkr_pattern){.kind = MKR_PAT_NOT_ALLOWED});
    g->text = unique(g, (mkr_pattern){.kind = MKR_PAT_TEXT, .nullable = true});
    for (const mkr_node *d = mkr_node_child(rng, "define"); d; d = mkr_node_after(d, "define"))
        *MKR_PUSH(arena, &g->definitions) = (definition){.name = mkr_node_attr(d, "name"), .rng = d};
    return g;
}

const mkr_pattern *mkr_grammar_start(mkr_grammar *g) {
    const mkr_node *start = mkr_node_child(g->rng, "start");
    return start ? from_children(g, start, MKR_PAT_GROUP) : g->fail;
}

const mkr_pattern *mkr_grammar_element(mkr_grammar *g, const mkr_node *rng) {
    return from_named(g, rng, MKR_PAT_ELEMENT);
}

const mkr_pattern *mkr_pattern_content(mkr_grammar *g, const mkr_pattern *p) {
    if (!p->content) {
        const mkr_pattern *content = from_children(g, p->rng, MKR_PAT_GROUP);
        if (p->kind == MKR_PAT_ATTRIBUTE && content == g->empty)
            content = g->text; /* RELAX NG 4.11: an attribute without a pattern has text */
        ((mkr_pattern *)p)->content = content;
    }
    return p->content;
}

/* ---- derivatives */

typedef struct token {
    mkr_pattern_kind kind; /* MKR_PAT_TEXT, MKR_PAT_ATTRIBUTE or MKR_PAT_ELEMENT */
    const char *name, *text;
} token;

#define BLANKS " \n\t\r"

static const char *next_word(const char **at, size_t *bytes) {
    const char *word = *at + strspn(*at, BLANKS);
    *bytes = strcspn(word, BLANKS);
    *at = word + *bytes;
    return word;
}

/* Equal word for word, whatever blanks stand around the words (the datatype "token"). */
static bool same_token(const char *a, const char *b) {
    size_t n, m;
    do {
        const char *in_a = next_word(&a, &n), *in_b = next_word(&b, &m);
        if (n != m || memcmp(in_a, in_b, n))
            return false;
    } while (n);
    return true;
}

static const mkr_pattern *after(mkr_grammar *g, const mkr_pattern *p, const token *t);

static bool matches_attr(mkr_grammar *g, const mkr_pattern *p, const token *t) {
    if (strcmp(p->name, t->name))
        return false;
    if (!t->text)
        return true;
    token value = {MKR_PAT_TEXT, NULL, t->text};
    const mkr_pattern *content = mkr_pattern_content(g, p);
    return after(g, content, &value)->nullable || (content->nullable && !t->text[strspn(t->text, BLANKS)]);
}

/* One pattern that is not made of others. */
static bool matches(mkr_grammar *g, const mkr_pattern *p, const token *t) {
    switch (p->kind) {
    case MKR_PAT_VALUE:
        return t->kind == MKR_PAT_TEXT && same_token(p->name, t->text);
    case MKR_PAT_DATA:
        return t->kind == MKR_PAT_TEXT && mkr_datatype_allows(p->rng, t->text);
    case MKR_PAT_ELEMENT:
        return t->kind == MKR_PAT_ELEMENT && !strcmp(p->name, t->name);
    case MKR_PAT_ATTRIBUTE:
        return t->kind == MKR_PAT_ATTRIBUTE && matches_attr(g, p, t);
    default:
        return false;
    }
}

static const mkr_pattern *after(mkr_grammar *g, const mkr_pattern *p, const token *t) {
    const mkr_pattern *in_a, *in_b;
    switch (p->kind) {
    case MKR_PAT_TEXT:
        return t->kind == MKR_PAT_TEXT ? p : g->fail;
    case MKR_PAT_CHOICE:
        return choice(g, after(g, p->a, t), after(g, p->b, t));
    case MKR_PAT_GROUP:
        in_a = both(g, p->kind, after(g, p->a, t), p->b);
        if (t->kind == MKR_PAT_ATTRIBUTE) /* attributes have no order */
            return choice(g, in_a, both(g, p->kind, p->a, after(g, p->b, t)));
        return p->a->nullable ? choice(g, in_a, after(g, p->b, t)) : in_a;
    case MKR_PAT_INTERLEAVE:
        in_a = both(g, p->kind, after(g, p->a, t), p->b);
        in_b = both(g, p->kind, p->a, after(g, p->b, t));
        return choice(g, in_a, in_b);
    case MKR_PAT_MORE:
        return both(g, MKR_PAT_GROUP, after(g, p->a, t), choice(g, p, g->empty));
    default:
        return matches(g, p, t) ? g->empty : g->fail;
    }
}

const mkr_pattern *mkr_pattern_after_element(mkr_grammar *g, const mkr_pattern *p, const char *name) {
    return after(g, p, &(token){MKR_PAT_ELEMENT, name, NULL});
}

const mkr_pattern *mkr_pattern_after_text(mkr_grammar *g, const mkr_pattern *p, const char *text) {
    return after(g, p, &(token){MKR_PAT_TEXT, NULL, text});
}

const mkr_pattern *mkr_pattern_after_attr(mkr_grammar *g, const mkr_pattern *p, const char *name,
                                          const char *value) {
    return after(g, p, &(token){MKR_PAT_ATTRIBUTE, name, value});
}

const mkr_pattern *mkr_pattern_without_attrs(mkr_grammar *g, const mkr_pattern *p, bool forgive) {
    switch (p->kind) {
    case MKR_PAT_ATTRIBUTE:
        return forgive ? g->empty : g->fail;
    case MKR_PAT_CHOICE:
        return choice(g, mkr_pattern_without_attrs(g, p->a, forgive),
                      mkr_pattern_without_attrs(g, p->b, forgive));
    case MKR_PAT_GROUP:
    case MKR_PAT_INTERLEAVE:
        return both(g, p->kind, mkr_pattern_without_attrs(g, p->a, forgive),
                    mkr_pattern_without_attrs(g, p->b, forgive));
    case MKR_PAT_MORE:
        return more(g, mkr_pattern_without_attrs(g, p->a, forgive));
    default:
        return p;
    }
}

/* ---- looking into patterns */

void mkr_name_list_add(mkr_arena *arena, mkr_name_list *names, const char *name) {
    for (size_t i = 0; i < names->n; i++)
        if (!strcmp(names->at[i], name))
            return;
    *MKR_PUSH(arena, names) = name;
}

void mkr_pattern_names(mkr_arena *arena, const mkr_pattern *p, mkr_pattern_kind kind, bool first,
                       mkr_name_list *out) {
    if (p->kind == kind)
        mkr_name_list_add(arena, out, p->name);
    if (p->a)
        mkr_pattern_names(arena, p->a, kind, first, out);
    if (p->b && !(first && p->kind == MKR_PAT_GROUP && !p->a->nullable))
        mkr_pattern_names(arena, p->b, kind, first, out);
}

void mkr_pattern_values(mkr_arena *arena, const mkr_pattern *p, mkr_name_list *out) {
    if (p->kind == MKR_PAT_VALUE)
        mkr_name_list_add(arena, out, p->name);
    if (p->kind == MKR_PAT_DATA) {
        const mkr_node *words = mkr_node_child(p->rng, "a:documentation");
        const char *type = mkr_node_attr(p->rng, "type");
        mkr_name_list_add(arena, out, words ? mkr_node_string(arena, words) : type);
    }
    if (p->a)
        mkr_pattern_values(arena, p->a, out);
    if (p->b)
        mkr_pattern_values(arena, p->b, out);
}

const mkr_pattern *mkr_pattern_find(const mkr_pattern *p, mkr_pattern_kind kind, const char *name) {
    if (p->kind == kind && !strcmp(p->name, name))
        return p;
    const mkr_pattern *found = p->a ? mkr_pattern_find(p->a, kind, name) : NULL;
    return found || !p->b ? found : mkr_pattern_find(p->b, kind, name);
}
