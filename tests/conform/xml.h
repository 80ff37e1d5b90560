/* xml.h - as much XML 1.0 with namespaces as a metadata packet needs: a tree of elements, attributes and
 * text. */
#ifndef CONFORM_XML_H
#define CONFORM_XML_H

#include "mem.h"

typedef struct xml_name {
    const char *prefix, *local, *uri; /* "" where there is none */
} xml_name;

typedef struct xml_attr xml_attr;
struct xml_attr {
    xml_name name;
    const char *value;
    xml_attr *next;
};

typedef struct xml_node xml_node;
struct xml_node {
    xml_name name;
    xml_attr *attrs;
    xml_node *parent, *first, *last, *next;
    const char *text; /* its own, without that of the elements in it; "" if none */
};

/* The root element, all memory from the arena; NULL when the bytes are not well-formed (or nested absurdly).
 */
xml_node *xml_parse(arena *mem, const char *bytes, size_t n);

/* Exact namespace and local name. */
bool xml_is(const xml_name *name, const char *uri, const char *local);
const xml_node *xml_child(const xml_node *node, const char *uri, const char *local);
const char *xml_attr_value(const xml_node *node, const char *uri, const char *local); /* NULL: none */
/* The next element in document order inside top; NULL at the end. */
const xml_node *xml_next(const xml_node *top, const xml_node *at);

#endif
