/* build.h - what the builders of the document share (private to report). */
#ifndef MKR_REPORT_BUILD_H
#define MKR_REPORT_BUILD_H

#include "base/date.h"
#include "report/block.h"

typedef struct mkr_expr mkr_expr;

/* Something a reference can name. */
typedef struct mkr_anchor {
    const char *id, *label; /* "Figure 1", "paragraph 3" */
    uint32_t elem;
    mkr_where where;
} mkr_anchor;

typedef struct mkr_unresolved { /* a span that waits for its anchor */
    mkr_spans *spans;
    size_t index;
    uint32_t link;
    bool worded; /* the author gave the text */
} mkr_unresolved;

typedef struct mkr_person {
    const char *id, *name, *office;
} mkr_person;

typedef struct mkr_builder {
    mkr_arena *arena;
    mkr_diag *diag;
    const mkr_sources *sources;
    const mkr_style *style;
    const mkr_data *data;
    mkr_document *doc;
    mkr_tree *tree;
    mkr_expr *expr;
    MKR_VEC(mkr_person) people;
    MKR_VEC(mkr_anchor) anchors;
    uint32_t *slots; /* hash of the anchors' ids: index + 1 */
    size_t n_slots; /* a power of two */
    MKR_VEC(mkr_unresolved) unresolved;
    const char *committee;
    mkr_date meeting; /* month 0: not known */
    uint32_t paragraphs, tables, figures;
    size_t appendix; /* index of the next one */
    const char *prefix; /* of table and figure numbers: "" or "A" */
    uint8_t level; /* of the heading in force, from 1 */
    mkr_measure measure; /* of prose here */
    bool numbered; /* paragraphs here carry numbers */
    mkr_role_id list_role; /* of list items here */
} mkr_builder;

/* expr.c: text value templates (XSLT 3.0, 5.6) over the data tree. */
mkr_expr *mkr_expr_new(mkr_arena *arena, mkr_diag *diag, const mkr_data *data);
/* The text with every {expression} replaced; the text itself when there is none; NULL after a message. */
const char *mkr_expr_fill(mkr_expr *expr, const char *text, mkr_where where);

/* rich.c: text and its inline elements */
/* Add the inline content of a node to spans, as ink of `elem`. `number`: spans of what hangs in front, or
 * NULL. */
void mkr_build_inline(mkr_builder *b, const mkr_node *node, mkr_spans *to, uint32_t elem, uint8_t look,
                      mkr_span *number);
void mkr_build_span(mkr_builder *b, mkr_spans *to, const char *text, uint32_t elem, uint8_t look,
                    mkr_where where);
const char *mkr_build_lang(mkr_builder *b, const mkr_node *node); /* xml:lang without blanks */
const char *mkr_build_attr(mkr_builder *b, const mkr_node *node,
                           const char *name); /* filled in; NULL when absent */
const char *mkr_build_string(mkr_builder *b,
                             const mkr_node *node); /* filled in, white space collapsed; "" for NULL */
/* A text block with one span. */
mkr_block *mkr_build_text(mkr_builder *b, mkr_role_id role, uint32_t elem, const char *text, mkr_where where);
void mkr_build_anchor(mkr_builder *b, const mkr_attr *id, const char *label, uint32_t elem);
void mkr_build_resolve(mkr_builder *b);

/* flow.c: paragraphs, lists, figures, sections */
bool mkr_build_block(mkr_builder *b, const mkr_node *node, mkr_block *to,
                     uint32_t elem); /* false: not a block */
void mkr_build_blocks(mkr_builder *b, const mkr_node *parent, mkr_block *to, uint32_t elem);
/* Inline content, or blocks, of a list item, a cell or a field. */
void mkr_build_mixed(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem, mkr_role_id role);
/* A heading one level below the one in force; returns its block. The caller restores b->level. */
mkr_block *mkr_build_heading(mkr_builder *b, const char *text, const mkr_attr *id, mkr_block *to,
                             uint32_t elem, mkr_where where);
void mkr_build_section(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
mkr_block *mkr_build_paragraph(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
mkr_block *mkr_build_stack(mkr_builder *b, mkr_where where);

/* table.c: grids, and tables as written in the description */
mkr_grid *mkr_grid_new(mkr_builder *b, mkr_grid_look look, uint16_t n_columns, mkr_where where,
                       mkr_block **block);
/* Say how wide a column is; width 0 with `gives_way`: what the others leave. */
void mkr_grid_column(mkr_grid *grid, uint16_t column, mkr_len width, bool fits, bool gives_way);
mkr_grid_row *mkr_grid_row_add(mkr_builder *b, mkr_grid *grid, mkr_row_kind kind, uint16_t n_cells);
/* Caption of a table or figure: "Table 1" and its text. elem receives the ink. */
mkr_block *mkr_build_caption(mkr_builder *b, mkr_label_id word, uint32_t number, const char *text,
                             uint32_t elem, mkr_where where);
const char *mkr_build_number(mkr_builder *b, mkr_label_id word, uint32_t number); /* "Table A1" */
/* Begin a table: Table element with Caption, caption block, grid; the caller adds rows. */
typedef struct mkr_table_parts {
    uint32_t table, head, body; /* elements; body: the TBODY in force */
    mkr_grid *grid;
    mkr_block *block, *caption; /* caption: NULL without one */
} mkr_table_parts;
mkr_table_parts mkr_build_table_begin(mkr_builder *b, const mkr_node *node, const char *caption,
                                      mkr_grid_look look, uint16_t n_columns, mkr_measure measure,
                                      mkr_block *to, uint32_t elem);
/* A cell with a fresh TH or TD element below row; its content block (text) is returned for spans to be added.
 */
mkr_block *mkr_build_cell(mkr_builder *b, mkr_grid_cell *cell, uint32_t row, mkr_tag tag, mkr_scope scope,
                          mkr_role_id role, mkr_align align, mkr_where where);
/* A row that spans the table and names a group; begins a TBODY. Returns its text. */
mkr_block *mkr_build_group_row(mkr_builder *b, mkr_table_parts *t, const char *label, mkr_where where);
/* The <note> children of a table, under it; the table just added keeps with them. */
void mkr_build_notes(mkr_builder *b, const mkr_node *table, mkr_block *to, uint32_t elem);
void mkr_build_table(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);

/* cover.c, report.c, implications.c, assurance.c, indicators.c, detail.c: the parts of a report */
void mkr_build_people(mkr_builder *b, const mkr_node *people);
const mkr_person *mkr_build_person(mkr_builder *b,
                                   const mkr_node *node); /* by @person; NULL after a message */
void mkr_build_cover(mkr_builder *b, const mkr_node *cover, mkr_block *to, uint32_t elem);
void mkr_build_implications(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_assurance(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
mkr_date mkr_build_date(mkr_builder *b, const mkr_node *node); /* @date; month 0 after a message */
char *mkr_build_print_date(mkr_builder *b, mkr_date date);
void mkr_build_appendix(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_headline(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_rag_summary(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_indicators(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_details(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);

#endif
