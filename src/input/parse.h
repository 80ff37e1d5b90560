/* parse.h - what the files of XML reading share; libxml2's types appear here by name only. */
#ifndef MKR_INPUT_PARSE_H
#define MKR_INPUT_PARSE_H

#include "input/lex.h"

/* A document in both forms. libxml2's tree serves validation; the _private of its elements is their mkr_node.
 */
typedef struct mkr_parsed {
    struct _xmlDoc *doc;
    mkr_node *root;
    uint64_t squares; /* sum over all elements of the square of the number of their children */
} mkr_parsed;

/* Nodes go into `arena`, libxml2's tree into the care of `scratch`. False after a message. */
bool mkr_xml_parse(mkr_arena *arena, mkr_arena *scratch, mkr_diag *diag, const char *name, const char *bytes,
                   size_t n, mkr_parsed *out);

/* ---- malformed.c */

typedef struct mkr_malformed { /* libxml2's first complaint */
    int code; /* an xmlParserErrors; 0: none */
    size_t offset; /* of the byte it stood at */
    char text[160]; /* its own words, perhaps cut */
} mkr_malformed;

void mkr_malformed_say(mkr_diag *diag, const char *name, const char *bytes, size_t n,
                       const mkr_malformed *why);

/* How many bytes of a name to print: its length unless that is silly. */
int mkr_shown(const char *name, size_t bytes);

/* ---- schema.c and explain.c */

/* True when valid; false after at least one message. */
bool mkr_schema_check(const mkr_schema *schema, mkr_arena *scratch, mkr_diag *diag, const mkr_parsed *parsed);

/* Report each place where the tree departs from the schema (whose own tree `rng` is) and return how many
 * there are; looking stops at MKR_MOST_ERRORS. When there are none but `culprit` is given, that node is
 * reported. */
size_t mkr_explain(mkr_arena *scratch, mkr_diag *diag, const mkr_node *rng, const mkr_node *root,
                   const mkr_node *culprit);

#endif
