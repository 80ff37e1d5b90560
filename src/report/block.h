/* block.h - the document: blocks in reading order, checked and numbered, before anything is measured.
 *
 * A block is text, a stack of blocks, a grid of cells or a drawing. It names the role its text takes from the
 * house style and the element of the document tree its ink belongs to; it knows nothing of fonts or pages. */
#ifndef MKR_REPORT_BLOCK_H
#define MKR_REPORT_BLOCK_H

#include "base/buffer.h"
#include "report/drawing.h"
#include "report/style.h"
#include "report/tree.h"

/* ---- text */

enum { /* how a span differs from its role */
       MKR_BOLD = 1,
       MKR_ITALIC = 2,
       MKR_SEMIBOLD = 4,
       MKR_SUP = 8,
       MKR_SUB = 16,
       MKR_LINKED = 32, /* link colour and underline */
       MKR_MUTED = 64, /* second ink */
       MKR_REGULAR = 128 /* regular weight whatever the role says */
};

/* Something drawn in the line before the text of its span. */
typedef enum mkr_icon {
    MKR_ICON_NONE,
    MKR_ICON_RATING, /* + mkr_rating */
    MKR_ICON_TRAVEL = MKR_ICON_RATING + MKR_RATINGS,
    MKR_ICON_OUTSTANDING = MKR_ICON_TRAVEL + MKR_TRAVELS,
    MKR_ICON_RISK_CURRENT,
    MKR_ICON_RISK_PROJECTED,
} mkr_icon;

/* Texts that depend on where things come to stand. */
typedef enum mkr_late {
    MKR_LATE_NOT,
    MKR_LATE_RANGE, /* "pages 7 to 76" of an appendix */
    MKR_LATE_PAGE /* "12", of an element */
} mkr_late;

typedef struct mkr_span {
    const char *text; /* UTF-8; '\n' breaks the line */
    uint8_t look, icon;
    uint8_t late; /* mkr_late: the text is known only after layout */
    uint32_t late_of; /* an appendix (from 0) or an element */
    mkr_len slot; /* not 0: the text stands left in a slot this wide, so that what precedes it lines up */
    uint32_t elem;
    const char *ref; /* until references are resolved: the id that this span names */
    const char *lang; /* NULL: the document's */
    struct mkr_block *footnote; /* stands at the foot of the page this span is on; the span is its number */
    mkr_where where;
} mkr_span;

typedef MKR_VEC(mkr_span) mkr_spans;

/* What hangs in front of a paragraph. */
typedef enum mkr_hang { MKR_HANG_NONE, MKR_HANG_NUMBER, MKR_HANG_ITEM, MKR_HANG_BULLET } mkr_hang;

/* ---- grids */

typedef enum mkr_align {
    MKR_ALIGN_LEFT, /* where lines begin: right in right-to-left text */
    MKR_ALIGN_RIGHT,
    MKR_ALIGN_DECIMAL,
    MKR_ALIGN_JUSTIFIED
} mkr_align;

typedef struct mkr_column {
    mkr_len width; /* wanted; 0: as the text needs */
    mkr_len least; /* never narrower than this */
    uint16_t weight; /* its part of what is left over, beside the other columns' */
    bool fits; /* widen when a word does not fit, at the cost of the column that gives way */
    bool gives_way; /* takes what the others leave */
    bool key; /* comes again where the grid is folded */
    bool whole; /* its lines do not break: names of periods */
    mkr_len lead; /* free space at its left */
    mkr_len gap; /* free space at its right; mkr_grid_new sets what the look has */
} mkr_column;

typedef struct mkr_block mkr_block;

typedef struct mkr_grid_cell {
    mkr_block *content; /* or NULL */
    uint16_t column, colspan, rowspan;
    uint8_t align;
    bool head; /* it names its row or column */
    bool again; /* its ink stands elsewhere: here it is an artifact */
    bool underline; /* a rule below, as wide as its columns: the upper line of a two-level head */
} mkr_grid_cell;

typedef enum mkr_row_kind { MKR_ROW_HEAD, MKR_ROW_GROUP, MKR_ROW_BODY, MKR_ROW_TOTAL } mkr_row_kind;

/* What a row of a cover has in common with the next: their label, or all but a line. */
typedef enum mkr_row_join { MKR_JOIN_NOTHING, MKR_JOIN_LABEL, MKR_JOIN_LINES } mkr_row_join;

/* What repeats on the pages that further rows reach is the text of a group row, until the next group; of a
 * row that joins the next, its text (the name of a list's lines) or a grid of one row (heads), as long as
 * rows join. */
typedef struct mkr_grid_row {
    mkr_grid_cell *cells;
    uint16_t n;
    uint8_t kind;
    bool middle; /* cells are centred vertically: rows that hold a bar */
    bool keep; /* on the page of the next row */
    uint8_t joins; /* MKR_LOOK_COVER, and lists: mkr_row_join */
    mkr_block *continued; /* what repeats on the next page, or NULL */
} mkr_grid_row;

/* What a grid looks like: its rules and padding. */
typedef enum mkr_grid_look {
    MKR_LOOK_TABLE,
    MKR_LOOK_FORM, /* assurance and other forms */
    MKR_LOOK_INDICATOR,
    MKR_LOOK_FACTS, /* the strip of facts on a cover */
    MKR_LOOK_PEOPLE, /* label and value under one another */
    MKR_LOOK_HEADLINE, /* headline figures */
    MKR_LOOK_KEY, /* the key under a table: no rules */
    MKR_LOOK_DETAIL, /* chart beside facts */
    MKR_LOOK_SIDE, /* the facts of a detail block */
    MKR_LOOK_FIGURES, /* side by side, where there is room */
    MKR_LOOK_BESIDE, /* a figure, and a stack of boxes beside it as far as there is room */
    MKR_LOOK_COVER, /* a cover in table form */
    MKR_LOOK_STRIP, /* a strip of facts in one of its cells */
} mkr_grid_look;

/* What to do with a grid that is wider than its page. */
typedef enum mkr_too_wide { MKR_WIDE_AUTO, MKR_WIDE_LANDSCAPE, MKR_WIDE_FOLD } mkr_too_wide;

typedef struct mkr_grid {
    mkr_column *columns;
    uint16_t n_columns;
    uint8_t look, wide; /* mkr_grid_look, mkr_too_wide */
    bool close; /* its rows stand close: a table that repeats a figure */
    bool list; /* large print: rows that join are the lines of what was one row */
    MKR_VEC(mkr_grid_row) rows;
    mkr_block *caption_continued; /* or NULL */
    struct mkr_column_extent
        *extents[2]; /* layout notes here what the columns need, in usual and small text */
} mkr_grid;

/* ---- blocks */

typedef enum mkr_block_kind {
    MKR_BLOCK_TEXT,
    MKR_BLOCK_STACK,
    MKR_BLOCK_PANEL,
    MKR_BLOCK_GRID,
    MKR_BLOCK_DRAWING
} mkr_block_kind;

/* Where a block stands: offset from the frame's left edge and width. */
typedef enum mkr_measure { MKR_MEASURE_COLUMN, MKR_MEASURE_FRAME, MKR_MEASURE_WIDE } mkr_measure;

struct mkr_block {
    mkr_block *next;
    uint8_t kind, role, measure, hang;
    bool heading; /* keep with what follows; no space of its own under another heading */
    bool keep_next;
    bool page_before; /* starts a page */
    bool group_before; /* starts a page when less than 40 % is left */
    bool whole; /* a stack whose parts stay on one page */
    bool landscape; /* stands on pages turned on their side */
    bool if_long; /* is there only in a report as long as the house style says: the list of contents */
    bool right_to_left; /* the direction of its text; it is indented, and labels hang, at the right */
    uint8_t align; /* text outside cells: mkr_align */
    int32_t space_before; /* -1: the role's; else this many 1/1000 pt */
    int32_t space_after;
    mkr_len indent; /* from the left of the measure */
    mkr_len hang_by; /* how far left of the text what hangs begins */
    uint32_t elem;
    const char *foot; /* page_before: what stands at the left of the foot from here on */
    mkr_where where;

    mkr_spans spans; /* text */
    mkr_spans label; /* what hangs: "16.", "a)"; empty for a bullet */
    mkr_block *first, *last; /* stack, panel */
    mkr_grid *grid;
    mkr_drawing *drawing;
};

/* Bookmarks: headings in order. */
typedef struct mkr_bookmark {
    const char *title;
    uint32_t elem;
    uint8_t level; /* from 1 */
} mkr_bookmark;

typedef struct mkr_appendix {
    const char *id, *title;
    uint32_t elem; /* its heading */
    uint32_t first_page, last_page; /* set by layout */
} mkr_appendix;

/* Something a reference can name. */
typedef struct mkr_anchor {
    const char *id, *label; /* "Figure 1", "paragraph 3" */
    const char *lang; /* of the label; NULL: the document's */
    uint32_t elem;
    mkr_where where;
} mkr_anchor;

/* A file that goes with the document (ISO 19005-3, 6.8): the figures of a chart. */
typedef struct mkr_attachment {
    const char *name, *description; /* "figure-1.csv" */
    const char *bytes;
    size_t n;
    uint32_t figure; /* the element whose figures they are */
} mkr_attachment;

typedef struct mkr_document {
    const char *title, *short_title, *author, *lang;
    const char *council; /* short name, for charts; or NULL */
    const mkr_style *style;
    const mkr_data *data;
    mkr_tree *tree;
    mkr_block *body; /* one stack */
    MKR_VEC(mkr_bookmark) bookmarks;
    MKR_VEC(mkr_appendix) appendices;
    MKR_VEC(mkr_anchor) anchors;
    MKR_VEC(mkr_attachment) attachments;
    bool late; /* some span prints what is known only after layout */
    const char *mark; /* classification at the top of every page, or NULL */
    const char *status; /* "draft", "final", "superseded", "withdrawn"; or NULL */
    const char *across; /* "Draft" across every page, or NULL */
} mkr_document;

mkr_block *mkr_block_new(mkr_arena *arena, mkr_block_kind kind, mkr_role_id role, uint32_t elem,
                         mkr_where where);
void mkr_block_add(mkr_block *stack, mkr_block *child);
/* Add the word for what goes on from the page before, " (continued)", in the house style's language; an
 * artifact. There is a span before it. */
void mkr_block_continue(mkr_arena *arena, const mkr_document *doc, mkr_block *text);

typedef struct mkr_named_table {
    const char *name; /* "budget", "risks" ... */
    mkr_table table;
} mkr_named_table;

typedef struct mkr_sources {
    const mkr_node *root;
    const mkr_style *style;
    const mkr_data *data; /* rated; NULL when no indicators were given */
    const mkr_named_table *tables; /* further data */
    size_t n_tables;
    bool draft; /* the draft edition, whatever the report says of its status */
    void *user;
    /* Read a file named in the description, relative to it. False after a message at `where`. */
    bool (*read)(void *user, mkr_where where, const char *name, const char **bytes, size_t *n);
} mkr_sources;

/* Build the document from its description and the data. False after messages; as many as possible in one go.
 */
bool mkr_report_build(mkr_arena *arena, mkr_diag *diag, const mkr_sources *sources, mkr_document *out);

/* A figure of a report, or a group of figures, for a page by itself. */
typedef struct mkr_lone_figure {
    const char *id;
    const mkr_block *first,
        *last; /* the drawing, or the blocks from the first drawing of the group to its last */
    uint32_t elem; /* MKR_FIGURE, or the MKR_DIV around them */
    const char *caption; /* without "Figure 1"; NULL: it has none */
    const char *lang; /* of its texts */
} mkr_lone_figure;

/* Find the figure of that id. False after a message at `where` that lists the ids there are; "": none was
 * given. */
bool mkr_figure_find(mkr_arena *arena, mkr_diag *diag, const mkr_document *doc, const char *id,
                     mkr_where where, mkr_lone_figure *out);

void mkr_report_dump(const mkr_document *doc, mkr_buffer *out);

#endif
