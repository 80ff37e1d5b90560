/* build.h - what the builders of the document share (private to report). */
#ifndef MKR_REPORT_BUILD_H
#define MKR_REPORT_BUILD_H

#include "base/date.h"
#include "report/block.h"
#include "report/key.h"

typedef struct mkr_expr mkr_expr;

typedef enum mkr_shows { /* what a reference prints */
                         MKR_SHOW_WORDS, /* its author's own: nothing more */
                         MKR_SHOW_LABEL,
                         MKR_SHOW_PAGE,
                         MKR_SHOW_BOTH
} mkr_shows;

enum { MKR_REF_SPANS = 3 }; /* of a reference with a page: before it, the page, after it */

typedef struct mkr_unresolved { /* spans that wait for their anchor */
    mkr_spans *spans;
    size_t index; /* of the first */
    uint32_t link;
    mkr_shows show;
} mkr_unresolved;

typedef struct mkr_footnote { /* between its number and its text */
    const mkr_node *node;
    mkr_block *block;
    const char *number;
    uint32_t link; /* leads to the note */
} mkr_footnote;

typedef struct mkr_captioned { /* a table or figure, for the lists of these */
    mkr_label_id word;
    const char *label, *text;
    uint32_t elem; /* of the caption */
} mkr_captioned;

typedef struct mkr_glossary mkr_glossary;
typedef struct mkr_contents mkr_contents;

typedef struct mkr_person {
    const char *id, *name, *office;
    const char *phone, *email; /* or NULL */
} mkr_person;

typedef struct mkr_known_picture {
    const char *src;
    mkr_picture_place place;
    const mkr_picture *picture;
} mkr_known_picture;

typedef struct mkr_register mkr_register;
typedef struct mkr_known_register { /* of a table that has been read; NULL after messages */
    const mkr_table *table;
    const mkr_register *read;
} mkr_known_register;

typedef struct mkr_read_column { /* of a table: what is wrong in it has been said */
    const mkr_table *table;
    uint32_t cell;
} mkr_read_column;

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
    MKR_VEC(mkr_known_picture) pictures;
    MKR_VEC(mkr_known_register) registers;
    MKR_VEC(mkr_read_column) columns; /* that bar charts have drawn */
    uint32_t *slots; /* hash of the ids of the document's anchors: index + 1 */
    size_t n_slots; /* a power of two */
    MKR_VEC(mkr_unresolved) unresolved;
    MKR_VEC(mkr_captioned) captions;
    mkr_glossary *glossary; /* or NULL */
    mkr_contents *contents; /* NULL until its place has come */
    const char *committee;
    mkr_date meeting, published; /* month 0: not known */
    uint32_t paragraphs, tables, figures, footnotes;
    uint32_t figure; /* the newest one's element */
    mkr_paragraph_numbers numbering; /* of paragraphs here */
    bool in_numbered, in_decimal; /* headings here may have numbers; only those of the first depth */
    uint32_t headings[3]; /* by depth: the number of the heading in force */
    const char *section; /* number of the first-depth heading in force; "" for none */
    uint32_t bare_number; /* that the section heading before seems to begin with, or 0 */
    uint32_t decimals, counted; /* paragraphs of this section, for 1.1, and for numbers that restart */
    size_t appendix; /* index of the next one */
    const char *prefix; /* of table and figure numbers: "" or "A" */
    uint8_t level; /* of the heading in force, from 1 */
    const char *lang; /* of text here; NULL: the document's */
    mkr_measure measure; /* of prose here */
    mkr_role_id list_role; /* of list items here */
    uint8_t bullets; /* bulleted lists around */
    bool in_item; /* of a list: a list here is nested */
    bool in_form; /* inside the form of a cover: lists are closer */
    bool commentary_checked;
    const mkr_trend **trends; /* by indicator, those of MKR_TREND_PERIODS; NULL until one is made */
} mkr_builder;

/* expr.c: text value templates (XSLT 3.0, 5.6) over the data tree. */
mkr_expr *mkr_expr_new(mkr_arena *arena, mkr_diag *diag, const mkr_sources *sources);
/* The text with every {expression} replaced; the text itself when there is none; NULL after a message. */
const char *mkr_expr_fill(mkr_expr *expr, const char *text, mkr_where where);
/* Where text from the description goes on after something was filled in: offsets into both texts. */
typedef struct mkr_seam {
    uint32_t source, filled;
} mkr_seam;
typedef struct mkr_filled {
    const char *source, *text; /* text: NULL when it was not filled in, or after a message */
    const mkr_seam *seams; /* ascending; an expression lies between two */
    size_t n;
} mkr_filled;
/* What mkr_expr_fill has made of this very text (known by its address). */
mkr_filled mkr_expr_filled(const mkr_expr *expr, const char *text);

/* rich.c: text and its inline elements */
/* Add the inline content of a node to spans, as ink of `elem`. `number`: spans of what hangs in front, or
 * NULL. */
void mkr_build_inline(mkr_builder *b, const mkr_node *node, mkr_spans *to, uint32_t elem, uint8_t look,
                      mkr_span *number);
void mkr_build_span(mkr_builder *b, mkr_spans *to, const char *text, uint32_t elem, uint8_t look,
                    mkr_where where);
/* spoken.c: a text of one span, printed from data: where it is money in short, "£8.7m", it says it in full.
 */
void mkr_build_spoken(mkr_builder *b, mkr_block *text);
const char *mkr_build_lang(mkr_builder *b, const mkr_node *node); /* xml:lang without blanks */
/* An element made for a node with xml:lang: what is built from here on is in that language. Returns the
 * language before, for b->lang when the node is done. */
const char *mkr_build_enter_lang(mkr_builder *b, const mkr_node *node, uint32_t elem);
/* Is a language another than the one around it? NULL is the document's. */
bool mkr_build_is_foreign(const mkr_builder *b, const char *lang, const char *around);
bool mkr_build_right_to_left(const mkr_builder *b); /* is the language here written right to left? */
const char *mkr_build_attr(mkr_builder *b, const mkr_node *node,
                           const char *name); /* filled in; NULL when absent */
/* A length in points, above 0 and below 10,000; 0 when absent or after a message. */
mkr_len mkr_build_points(mkr_builder *b, const mkr_node *node, const char *name);
const char *mkr_build_string(mkr_builder *b,
                             const mkr_node *node); /* filled in, white space collapsed; "" for NULL */
/* A text block with one span. */
mkr_block *mkr_build_text(mkr_builder *b, mkr_role_id role, uint32_t elem, const char *text, mkr_where where);

/* refs.c */
/* Something that references can name; its label is what they print: "Table 1", or "" when it has none. */
void mkr_build_anchor(mkr_builder *b, const mkr_attr *id, const char *label, uint32_t elem);
void mkr_build_resolve(mkr_builder *b);

/* glossary.c */
typedef struct mkr_short_form { /* a word of a text */
    size_t at, n;
    const char *expansion;
} mkr_short_form;
void mkr_build_glossary(mkr_builder *b, const mkr_node *node);
/* The next short form in a text that has not been used before; it is used now. NULL is an empty glossary. */
bool mkr_glossary_next(mkr_glossary *glossary, const char *text, mkr_short_form *found);

/* aside.c: quotations, notes, footnotes */
uint32_t mkr_build_note(mkr_builder *b, uint32_t parent); /* a Note element with its identifier */
void mkr_build_quote(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_aside(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
/* A footnote gets its number and block where its reference stands, and its text and elements when the
 * paragraph or cell `elem` is done. */
mkr_footnote mkr_build_footnote_begin(mkr_builder *b, const mkr_node *node, uint32_t link);
void mkr_build_footnote_end(mkr_builder *b, const mkr_footnote *footnote, uint32_t elem);

/* contents.c */
/* Keep the place of the list of contents: <contents>, or NULL for the list that long reports have anyway.
 * Only the first call counts. */
void mkr_build_contents_place(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_contents(mkr_builder *b); /* fill it, when all else is built */

/* numbering.c */
typedef struct mkr_number {
    const char *printed, *cited; /* "2.", "2" */
} mkr_number;
mkr_number mkr_number_paragraph(mkr_builder *b, mkr_where where); /* the next one */
/* The next number of a heading, "2" or "2.1"; NULL where headings of that depth (from 0) have none. */
const char *mkr_number_heading(mkr_builder *b, size_t depth);
/* What stands before item n of a list of type '1', 'a' or 'i': "1.", "a)" */
const char *mkr_number_item(mkr_arena *arena, char type, uint32_t n);
/* Indent of a list's text in which the numbers of its items have room, not less than the usual one. */
mkr_len mkr_number_room(mkr_arena *arena, char type, uint32_t first, uint32_t last, mkr_len usual,
                        mkr_len size);
/* "13. Key considerations", "1) Costs", "2.1 Costs", "Section 3: Costs"; `word` is the one for section. */
bool mkr_number_is_typed(const char *heading, const char *word);
uint32_t mkr_number_bare(const char *heading); /* 2 of "2 Options", which may be a count; else 0 */
/* Warn when a numbered text begins with a typed number, too. */
void mkr_number_check(mkr_builder *b, const mkr_block *block);

/* flow.c: paragraphs, lists, sections */
bool mkr_build_is_blank(const char *text); /* nothing but blanks, no-break spaces among them */
/* Does it hold anything to be printed? Paragraphs and cells without words do not count. */
bool mkr_build_has_content(const mkr_node *node);
/* In place of a part without content: a message, and words that say so. False: it has some. */
bool mkr_build_not_completed(mkr_builder *b, const mkr_node *part, mkr_role_id role, mkr_block *to,
                             uint32_t elem);
bool mkr_build_block(mkr_builder *b, const mkr_node *node, mkr_block *to,
                     uint32_t elem); /* false: not a block */
void mkr_build_blocks(mkr_builder *b, const mkr_node *parent, mkr_block *to, uint32_t elem);
/* Inline content, or blocks, of a list item, a cell or a field. */
void mkr_build_mixed(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem, mkr_role_id role);
/* Paragraphs and list items of a cell: set how far they stand apart. Returns the last of them, or NULL. */
mkr_block *mkr_build_spread(mkr_block *stack, mkr_len between);
/* A heading one level below the one in force; returns its block. The caller restores b->level. */
mkr_block *mkr_build_heading(mkr_builder *b, const char *text, const mkr_attr *id, mkr_block *to,
                             uint32_t elem, mkr_where where);
void mkr_build_section(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
mkr_block *mkr_build_paragraph(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
mkr_block *mkr_build_stack(mkr_builder *b, mkr_where where);

/* figure.c: pictures and the thread; what all figures have in common */
typedef struct mkr_figure_parts {
    uint32_t group, figure; /* elements: the Div of both, or what the figure stands in; the Figure */
    mkr_block *caption; /* for the caller to add; NULL without one */
} mkr_figure_parts;
/* Begin a figure with its number, if it has a caption, and what references find by the node's @id. */
mkr_figure_parts mkr_build_figure_begin(mkr_builder *b, const mkr_node *node, const char *caption,
                                        const char *alt, uint32_t elem);
mkr_block *mkr_build_drawing(mkr_builder *b, mkr_drawing drawing, uint32_t elem, mkr_where where);
/* A whole chart: its caption, or the usual one, and the drawing with its author's @alt or one made of the
 * data. */
void mkr_build_chart(mkr_builder *b, const mkr_node *node, const char *usual, mkr_drawing drawing,
                     mkr_block *to, uint32_t elem);
void mkr_build_picture(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_pictures(mkr_builder *b, const mkr_node *node, mkr_block *to,
                        uint32_t elem); /* side by side */
void mkr_build_thread(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
/* The <logo> of a cover, in place of bar and name: at most 42 pt high and half the frame wide. */
void mkr_build_logo(mkr_builder *b, const mkr_node *logo, mkr_block *to, uint32_t elem);

/* table.c: what tables are made of */
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
/* The text of a caption that is known only when the table is done. */
void mkr_build_caption_late(mkr_builder *b, mkr_table_parts *t, const char *text);
/* A cell with a fresh TH or TD element below row; its content block (text) is returned for spans to be added.
 */
mkr_block *mkr_build_cell(mkr_builder *b, mkr_grid_cell *cell, uint32_t row, mkr_tag tag, mkr_scope scope,
                          mkr_role_id role, mkr_align align, mkr_where where);
/* A row that spans the table and names a group; begins a TBODY. Returns its text. */
mkr_block *mkr_build_group_row(mkr_builder *b, mkr_table_parts *t, const char *label, mkr_where where);
/* Add what explains a table, or another such, just above: no page break parts them. */
void mkr_build_under(mkr_block *to, mkr_block *note);
/* The <note> children of a table, under it; the table just added keeps with them. */
void mkr_build_notes(mkr_builder *b, const mkr_node *table, mkr_block *to, uint32_t elem);
/* table_heads.c: let the cells of a table name their heads, as is needed when heads come in levels or span.
 */
void mkr_build_heads(mkr_builder *b, uint32_t table, uint16_t n_columns);

/* table_read.c: tables as written in the description */
void mkr_build_table(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);

/* cover.c, report.c, implications.c, assurance.c, indicators.c, detail.c: the parts of a report */
void mkr_build_people(mkr_builder *b, const mkr_node *people);
const mkr_person *mkr_build_person(mkr_builder *b,
                                   const mkr_node *node); /* by @person; NULL after a message */
/* The link to a telephone number, "tel:+441823359251"; NULL when it is none. */
const char *mkr_build_tel(mkr_arena *arena, const char *phone);
void mkr_build_cover(mkr_builder *b, const mkr_node *cover, mkr_block *to, uint32_t elem);
/* The words before the recommendations, "The Executive is asked to:" */
const char *mkr_build_lead(mkr_builder *b, const mkr_node *recommendations);
typedef struct mkr_implication {
    const mkr_implication_kind *kind;
    const mkr_node *node; /* NULL: required, and missing */
    const char *heading;
} mkr_implication;
typedef MKR_VEC(mkr_implication) mkr_implications;
/* Those of the report and, after them, those that it should have; what is wrong with them is said. */
mkr_implications mkr_build_list_implications(mkr_builder *b, const mkr_node *node);
void mkr_build_implications(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
/* The content of one in a cell of the cover: its words and, for a risk, the strip of its scores. */
void mkr_build_implication_cell(mkr_builder *b, const mkr_node *parent, const mkr_implication *i,
                                mkr_block *to, uint32_t elem);
void mkr_build_assurance(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
/* The sign-offs as rows of the form of a cover, beside a label (a TH) that spans them all. */
void mkr_build_signoffs(mkr_builder *b, const mkr_node *node, const char *label, mkr_grid *grid,
                        uint32_t body);
mkr_date mkr_build_date(mkr_builder *b, const mkr_node *node); /* @date; month 0 after a message */
char *mkr_build_print_date(mkr_builder *b, mkr_date date);
void mkr_build_appendix(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);

/* Parts made from data: generated.c knows them by name; false: not one of them. */
bool mkr_build_generated(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_headline(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_rag_summary(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_indicators(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_details(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_movement(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_exceptions(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_changes(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_finance(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_risks(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
/* risks.c: the register named by @data, read once; NULL after messages. */
const mkr_register *mkr_build_register(mkr_builder *b, const mkr_node *node);
/* Words in place of a chart of risks that have no score. */
void mkr_build_no_scores(mkr_builder *b, const mkr_node *node, const char *words, mkr_block *to,
                         uint32_t elem);
void mkr_build_data_table(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
mkr_by mkr_build_by(const mkr_node *node); /* its @by */
/* The table named by @data, or `usual`; NULL after a message. */
const mkr_table *mkr_build_source(mkr_builder *b, const mkr_node *node, const char *usual);

/* key.c */
typedef struct mkr_shorthand { /* what the tables of one part have used, for the legend */
    mkr_marks marks;
    bool nil[MKR_NILS];
} mkr_shorthand;
/* The key of the rules in force, the basis of direction, the legend. */
void mkr_build_key(mkr_builder *b, const mkr_shorthand *used, mkr_block *to, uint32_t elem, mkr_where where);
/* " [p] provisional. [x] not available.": what the shorthand used stands for. */
void mkr_build_legend(mkr_builder *b, const mkr_shorthand *used, mkr_buffer *out);

/* trend.c: the figures of an indicator over its last `most` periods, up to the current one */
enum { MKR_TREND_PERIODS = 12 }; /* of details and sparklines, which share them */
const mkr_trend *mkr_trend_of_indicator(mkr_builder *b, const mkr_indicator *i, size_t most);

const char *mkr_build_basis(mkr_builder *b); /* what direction of travel compares: a sentence or two */

/* detail.c: an officer's rating explained: "HC02 Judged Amber by ...; calculated Red. Reason" */
const char *mkr_build_judgement(mkr_builder *b, const mkr_indicator *i);
const char *mkr_build_missing(mkr_builder *b, const mkr_indicator *i, const mkr_value *v); /* why, in words */
/* The latest figure that was due: that of the current period or, where none is due then, of the last one that
 * has one; *when: its period, "" for the current one. */
const mkr_value *mkr_build_due(mkr_builder *b, const mkr_indicator *i, const char **when);
/* Commentary and action of an indicator: each line a paragraph. */
void mkr_build_commentary(mkr_builder *b, const mkr_indicator *i, mkr_block *to, uint32_t elem);

/* counts.c: what the parts that count share */
typedef struct mkr_ratings { /* ratings to be shown, best first */
    uint8_t at[MKR_RATINGS]; /* mkr_rating */
    size_t n;
} mkr_ratings;
/* Those the house style has a word for: green, amber and red always, the others where some rule or indicator
 * uses them; unrated is not among them. */
mkr_ratings mkr_build_ratings(const mkr_builder *b);
bool mkr_build_rating_is_used(const mkr_data *data, mkr_rating r); /* or was, in the period before */
const char *mkr_build_figure(mkr_arena *arena, size_t n); /* "1,118" */
const char *mkr_build_current(mkr_arena *arena, const mkr_data *data); /* the period, "Q2" */
/* The period compared with, "Q1": that of the last report where there is one; NULL when there is none. */
const char *mkr_build_previous(mkr_arena *arena, const mkr_data *data);
const char *mkr_build_noun(mkr_builder *b, const mkr_node *node); /* what is counted: @of, or "indicators" */
/* Cells of tables with two levels of heads name their heads (ISO 14289-1, 7.5): give an element an id; name
 * up to three ids, NULL for none. */
const char *mkr_build_head_id(mkr_builder *b, uint32_t elem);
void mkr_build_headers(mkr_builder *b, uint32_t cell, const char *first, const char *second,
                       const char *third);
/* A note under the table just added, which keeps with it. */
void mkr_build_table_note(mkr_builder *b, const char *text, mkr_block *to, uint32_t elem, mkr_where where);

/* movement.c: "the number of Green indicators rose from 19 to 28 and Red fell from 17 to 5; Amber stayed at
 * 12", without a stop; "" when there is no period to compare with. */
char *mkr_movement_sentence(mkr_arena *arena, const mkr_style *style, const mkr_data *data);

/* exceptions.c: say once for the whole report which red indicators have no commentary (and no narrative). */
void mkr_build_check_commentary(mkr_builder *b);

/* words.c: figures in words, by the conventions of the house style's language (English) */
const char *mkr_build_count(mkr_arena *arena, size_t n); /* "one" to "ten", then "11", "1,200" */
const char *mkr_build_capital(mkr_arena *arena, const char *text); /* with a capital first letter (ASCII) */
const char *mkr_build_polarity(const mkr_builder *b,
                               mkr_polarity polarity); /* "higher is better"; NULL for none */
const char *mkr_build_period_name(mkr_arena *arena, mkr_period p); /* "Q1", "September", "2023/24" */

/* lint.c: look over all that was typed for slips of the pen and remains */
void mkr_build_lint(mkr_builder *b, const mkr_node *root);

/* status.c: the classification mark and the word across the pages; then, when all else has been built, what
 * is open in a draft. */
void mkr_build_marks(mkr_builder *b, const mkr_node *root);
void mkr_build_open_items(mkr_builder *b);

/* small_numbers.c: hold what is typed beside measures against the figures of them that are suppressed */
void mkr_build_check_small_numbers(mkr_builder *b, const mkr_node *root);

/* claims.c: compare the counts and percentages that the finished document states with the data */
void mkr_build_check_claims(mkr_builder *b, const mkr_node *root);

#endif
