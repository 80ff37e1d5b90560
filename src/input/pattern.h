/* pattern.h - RELAX NG patterns, and what is left of one after a piece of a document.
 *
 * This is the derivative method of James Clark's "An algorithm for RELAX NG validation" (2002): the pattern
 * that remains after a child, a text or an attribute has been read is again a pattern, and what may follow
 * can be read off it. Equal patterns are one object, so that the remainders of a long element are few and
 * choices do not grow. */
#ifndef MKR_INPUT_PATTERN_H
#define MKR_INPUT_PATTERN_H

#include "input/node.h"

typedef enum mkr_pattern_kind {
    MKR_PAT_EMPTY,
    MKR_PAT_NOT_ALLOWED,
    MKR_PAT_TEXT,
    MKR_PAT_VALUE, /* exactly this text */
    MKR_PAT_DATA, /* text of a datatype */
    MKR_PAT_CHOICE, /* a or b */
    MKR_PAT_GROUP, /* a, then b */
    MKR_PAT_INTERLEAVE, /* a and b, mixed in any way */
    MKR_PAT_MORE, /* a, once or more */
    MKR_PAT_ATTRIBUTE,
    MKR_PAT_ELEMENT
} mkr_pattern_kind;

typedef struct mkr_pattern {
    mkr_pattern_kind kind;
    bool nullable; /* nothing at all is enough */
    const struct mkr_pattern *a, *b;
    const mkr_node *rng; /* attributes, elements, values and data: what stands in the schema */
    const char *name; /* of an attribute or element; the text of a value */
    const struct mkr_pattern *content; /* of an attribute or element, made when first asked for */
    struct mkr_pattern *next; /* in the table of all patterns */
} mkr_pattern;

typedef struct mkr_grammar mkr_grammar;

/* A grammar from the tree of a schema that mkr_schema_read has accepted. */
mkr_grammar *mkr_grammar_new(mkr_arena *arena, const mkr_node *rng);
const mkr_pattern *mkr_grammar_start(mkr_grammar *g);
const mkr_pattern *mkr_grammar_element(mkr_grammar *g,
                                       const mkr_node *rng); /* of an <element> of the schema */

/* What may stand in an element or attribute. */
const mkr_pattern *mkr_pattern_content(mkr_grammar *g, const mkr_pattern *p);

/* What remains of p after a child element, a text, an attribute; MKR_PAT_NOT_ALLOWED when that cannot stand
 * there. An attribute with value NULL matches whatever the value should be. */
const mkr_pattern *mkr_pattern_after_element(mkr_grammar *g, const mkr_pattern *p, const char *name);
const mkr_pattern *mkr_pattern_after_text(mkr_grammar *g, const mkr_pattern *p, const char *text);
const mkr_pattern *mkr_pattern_after_attr(mkr_grammar *g, const mkr_pattern *p, const char *name,
                                          const char *value);

/* What remains when there are no more attributes; with `forgive`, missing ones count as given. */
const mkr_pattern *mkr_pattern_without_attrs(mkr_grammar *g, const mkr_pattern *p, bool forgive);

static inline bool mkr_pattern_fails(const mkr_pattern *p) {
    return p->kind == MKR_PAT_NOT_ALLOWED;
}

/* ---- looking into patterns */

typedef MKR_VEC(const char *) mkr_name_list;
void mkr_name_list_add(mkr_arena *arena, mkr_name_list *names, const char *name); /* unless it is there */

/* The names of the elements or attributes (by kind) in p; with `first`, only of those that may come next. */
void mkr_pattern_names(mkr_arena *arena, const mkr_pattern *p, mkr_pattern_kind kind, bool first,
                       mkr_name_list *out);

/* Each value and each datatype that p allows, as a message words it. */
void mkr_pattern_values(mkr_arena *arena, const mkr_pattern *p, mkr_name_list *out);

/* The element or attribute so named in p, or NULL. */
const mkr_pattern *mkr_pattern_find(const mkr_pattern *p, mkr_pattern_kind kind, const char *name);

/* ---- datatype.c */

/* Does the datatype that a <data> of the schema stands for allow this text? */
bool mkr_datatype_allows(const mkr_node *data, const char *text);

#endif
