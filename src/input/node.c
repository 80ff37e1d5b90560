/* node.c - look things up in the tree of an XML document. */
#include "input/node.h"

#include <string.h>

#include "base/buffer.h"

const mkr_attr *mkr_node_find_attr(const mkr_node *node, const char *name) {
    for (const mkr_attr *a = node->attrs; a; a = a->next)
        if (!strcmp(a->name, name))
            return a;
    return NULL;
}

const char *mkr_node_attr(const mkr_node *node, const char *name) {
    const mkr_attr *a = mkr_node_find_attr(node, name);
    return a ? a->value : NULL;
}

bool mkr_node_is(const mkr_node *node, const char *name) {
    return node && node->name && !strcmp(node->name, name);
}

bool mkr_node_is_one_of(const mkr_node *node, const char *const *names) {
    for (; *names; names++)
        if (mkr_node_is(node, *names))
            return true;
    return false;
}

static const mkr_node *named(const mkr_node *node, const char *name) {
    while (node && !mkr_node_is(node, name))
        node = node->next;
    return node;
}

const mkr_node *mkr_node_child(const mkr_node *node, const char *name) {
    return named(node->first, name);
}

const mkr_node *mkr_node_after(const mkr_node *node, const char *name) {
    return named(node->next, name);
}

static void add_text(mkr_buffer *b, const mkr_node *node) {
    if (node->text)
        mkr_buffer_puts(b, node->text);
    for (const mkr_node *child = node->first; child; child = child->next)
        add_text(b, child);
}

const char *mkr_node_string(mkr_arena *arena, const mkr_node *node) {
    mkr_buffer b = mkr_buffer_new(arena);
    add_text(&b, node);
    return mkr_buffer_text(&b);
}
