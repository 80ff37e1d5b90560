/* dump.c - print an XML document with its positions. */
#include "input/dump.h"

static void put_text(mkr_buffer *out, const char *s) {
    for (; *s; s++) {
        if (*s == '\n')
            mkr_buffer_puts(out, "\\n");
        else
            mkr_buffer_putc(out, *s);
    }
}

static void put_node(const mkr_node *n, unsigned depth, mkr_buffer *out) {
    mkr_buffer_printf(out, "%*s%u:%u ", (int)depth * 2, "", n->where.line, n->where.col);
    if (!n->name) {
        mkr_buffer_putc(out, '"');
        put_text(out, n->text);
        mkr_buffer_puts(out, "\"\n");
        return;
    }
    mkr_buffer_printf(out, "<%s", n->name);
    for (const mkr_attr *a = n->attrs; a; a = a->next) {
        mkr_buffer_printf(out, " %s=\"", a->name);
        put_text(out, a->value);
        mkr_buffer_printf(out, "\"@%u:%u", a->where.line, a->where.col);
    }
    mkr_buffer_puts(out, ">\n");
    for (const mkr_node *c = n->first; c; c = c->next)
        put_node(c, depth + 1, out);
}

void mkr_node_dump(const mkr_node *root, mkr_buffer *out) {
    put_node(root, 0, out);
}
