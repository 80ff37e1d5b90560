/* dump.h - print an XML document with its positions. */
#ifndef MKR_INPUT_DUMP_H
#define MKR_INPUT_DUMP_H

#include "base/buffer.h"
#include "input/node.h"

/* One node a line, indented: "line:col <name attribute="value">" or "line:col "text"". */
void mkr_node_dump(const mkr_node *root, mkr_buffer *out);

#endif
