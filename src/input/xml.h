/* xml.h - read XML from memory, check it against a RELAX NG schema, explain what is wrong in our own words.
 */
#ifndef MKR_INPUT_XML_H
#define MKR_INPUT_XML_H

#include "base/diag.h"
#include "input/node.h"

enum { MKR_XML_DEEPEST = 200 }; /* elements within elements */
#define MKR_XML_LARGEST ((size_t)64 << 20) /* bytes */

typedef struct mkr_schema mkr_schema;

/* Compile a RELAX NG schema (XML syntax). `name` is its path for messages. NULL after a message. */
mkr_schema *mkr_schema_read(mkr_arena *arena, mkr_diag *diag, const char *name, const char *bytes, size_t n);

/* Read a document of UTF-8 XML (a byte-order mark is allowed). With a schema, the document is also validated.
 * NULL after at least one message; as many mistakes as possible are reported in one go. Document type
 * declarations, entities other than the five predefined ones, and encodings other than UTF-8 are refused.
 * Nodes live in `arena`, and point into `bytes`. */
mkr_node *mkr_xml_read(mkr_arena *arena, mkr_diag *diag, const char *name, const char *bytes, size_t n,
                       const mkr_schema *schema);

/* A tree for expressions (used by report/expr.c) is libxml2's own; this frees what libxml2 keeps for the
 * process. */
void mkr_xml_cleanup(void);

#endif
