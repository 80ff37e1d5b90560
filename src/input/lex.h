/* lex.h - where the constructs of an XML document begin and end.
 *
 * Not a parser: libxml2 decides what is well-formed and reads names, values and text. But its line numbers
 * stop at 65,535, it counts columns in bytes and keeps none of an attribute. As far as a document is
 * well-formed, the constructs found here are those of XML 1.0; what follows the first mistake is a guess, and
 * nothing rests on it. */
#ifndef MKR_INPUT_LEX_H
#define MKR_INPUT_LEX_H

#include "input/xml.h"

typedef enum mkr_lex_kind {
    MKR_LEX_TEXT, /* up to the next "<" */
    MKR_LEX_CDATA, /* <![CDATA[...]]> */
    MKR_LEX_OPEN, /* <name ...> */
    MKR_LEX_EMPTY, /* <name .../> */
    MKR_LEX_CLOSE, /* </name> */
    MKR_LEX_ASIDE, /* a comment, a processing instruction, the XML declaration */
    MKR_LEX_DOCTYPE, /* <!DOCTYPE, no more of it */
    MKR_LEX_BROKEN /* it has no end, or is none of these */
} mkr_lex_kind;

enum { MKR_LEX_MOST_ATTRS = 100 }; /* libxml2 compares each attribute of a tag with every other */

typedef struct mkr_lexeme {
    mkr_lex_kind kind;
    const char *at, *end;
    const char *name; /* of a tag, not terminated */
    size_t name_bytes;
    unsigned attrs; /* of a tag; counting stops one past MKR_LEX_MOST_ATTRS, and `end` is there */
} mkr_lexeme;

/* The construct that begins at `at` (at < end). */
mkr_lexeme mkr_lex(const char *at, const char *end);

typedef struct mkr_lex_attr {
    const char *name, *value; /* neither is terminated; the value is without its quotes and not decoded */
    size_t name_bytes, value_bytes;
} mkr_lex_attr;

/* Read the attribute at or after *at and step over it; false when the tag has no more. Start behind the tag's
 * name. */
bool mkr_lex_next_attr(const char **at, const char *end, mkr_lex_attr *out);

/* ---- through a document, knowing which elements are open */

typedef struct mkr_walk {
    const char *end;
    mkr_lexeme here;
    unsigned depth; /* elements open around `here` */
    mkr_lexeme open[MKR_XML_DEEPEST]; /* their start tags, outermost first */
} mkr_walk;

void mkr_walk_start(mkr_walk *walk, const char *at, const char *end);

/* Go to the next construct. False at the end, and where an element would stand deeper than MKR_XML_DEEPEST.
 */
bool mkr_walk_next(mkr_walk *walk);

/* ---- lines and columns */

typedef struct mkr_place {
    const char *file, *at, *end;
    uint32_t line, col;
} mkr_place;

/* The place before the first character; a byte-order mark has no column. */
mkr_place mkr_place_start(const char *file, const char *bytes, size_t n);

/* Go forward to `to`, which must not lie before, and say where that is. A line ends with LF, CRLF or CR. */
mkr_where mkr_place_move(mkr_place *place, const char *to);

/* Length of the byte-order mark. */
size_t mkr_lex_mark(const char *bytes, size_t n);

#endif
