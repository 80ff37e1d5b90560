/* node.h - an XML document as mkreport keeps it: elements, attributes and text that know where they stand. */
#ifndef MKR_INPUT_NODE_H
#define MKR_INPUT_NODE_H

#include "base/arena.h"

typedef struct mkr_attr {
    struct mkr_attr *next;
    const char *name, *value; /* xml:lang is named "xml:lang" */
    mkr_where where; /* of the value's first character */
} mkr_attr;

typedef struct mkr_node {
    struct mkr_node *parent, *first, *next;
    const char *name; /* NULL: a text node */
    const char *text; /* text nodes only: adjacent text, CDATA and character references are one node */
    const char *raw; /* text nodes only: where it begins in the bytes of the file, or NULL */
    mkr_attr *attrs;
    mkr_where where; /* of the "<", or of the first character of the text */
} mkr_node;

/* The value of an attribute, or NULL. */
const char *mkr_node_attr(const mkr_node *node, const char *name);
const mkr_attr *mkr_node_find_attr(const mkr_node *node, const char *name);

bool mkr_node_is(const mkr_node *node, const char *name); /* false for text and NULL */
bool mkr_node_is_one_of(const mkr_node *node, const char *const *names); /* up to a NULL */
const mkr_node *mkr_node_child(const mkr_node *node,
                               const char *name); /* first child element so named, or NULL */
const mkr_node *mkr_node_after(const mkr_node *node,
                               const char *name); /* next sibling element so named, or NULL */
const char *mkr_node_string(mkr_arena *arena, const mkr_node *node); /* all text below, in order */

#endif
