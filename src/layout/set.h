/* set.h - setting: blocks of known width become pieces of known height (private to layout).
 *
 * A piece is what a page break cannot pass through without special care: a line of text, a drawing, a table
 * row. Its items stand in the setter's list relative to the piece's top left corner until the piece is put on
 * a page. */
#ifndef MKR_LAYOUT_SET_H
#define MKR_LAYOUT_SET_H

#include "chart/chart.h"
#include "page/draw.h"
#include "report/block.h"
#include "text/line.h"

enum { MKR_USUAL_PRINT = 1000 }; /* the scale of sheets, in thousandths */

/* A kind of page. Everything is set in its units: the paper's own points divided by its scale, so that large
 * print is an ordinary document on a smaller page, enlarged when its pages are made. */
typedef struct mkr_sheet {
    mkr_len width, height; /* of the paper, in its own points; what follows is in units of the sheet */
    mkr_len frame_x, frame_width; /* what everything stands in */
    mkr_len top, bottom; /* of the content */
    mkr_len head, foot; /* baselines */
    uint32_t scale; /* thousandths */
} mkr_sheet;

static inline mkr_len mkr_content_height(const mkr_sheet *sheet) {
    return sheet->bottom - sheet->top;
}

#define MKR_COLUMN_OFFSET MKR_PT(42) /* of the text column from the frame's left edge */

/* What is known of where things stand: pages as they were after the pass before (0: not yet known), and which
 * of them the part now being laid out has printed. By element; at 0 the number of pages in all. */
typedef struct mkr_places {
    uint32_t *pages;
    uint32_t *asked; /* page + 1; 0: not printed */
} mkr_places;

/* A panel's ground is drawn when its pieces are on a page. */
typedef struct mkr_panel {
    mkr_len x, width;
} mkr_panel;

/* A cell that spans rows, some of which may still wait for a page. */
typedef struct mkr_row_span {
    const mkr_grid_cell *cell;
    uint32_t row, end; /* its first row, and the one after its last */
    mkr_len top, height; /* of its content, on the page its last row will be on; top: space above that */
    mkr_len used; /* what its rows so far on that page are high together */
    mkr_len beside; /* height of its first row, where that is repeated on the next page; else 0 */
} mkr_row_span;

typedef struct mkr_row_spans {
    MKR_VEC(mkr_row_span *) waiting;
    mkr_row_span **open; /* by column: the span that covers the next row, or NULL */
} mkr_row_spans;

/* A table in progress: what repeats at the top of each further page. */
typedef struct mkr_table_run {
    const mkr_block *block;
    const mkr_len *columns; /* widths */
    const mkr_len *fractions; /* by column: the widest part from the decimal point on; NULL: no such cells */
    const mkr_style *style; /* its text may be smaller */
    mkr_len x, width;
    uint16_t head_rows;
    mkr_row_spans *spans;
} mkr_table_run;

typedef struct mkr_piece mkr_piece;
typedef MKR_VEC(mkr_piece) mkr_galley;

/* Parts of a row that are more than the content of a cell in its first column. */
enum mkr_part {
    MKR_PART_SPAN = 0x4000, /* + column: a cell that spans rows; it may reach below its row */
    MKR_PART_GROUND = 0x8000, /* as high as the row */
    MKR_PART_TOP, /* rules above the row */
    MKR_PART_END /* rules below it */
};

struct mkr_piece {
    mkr_len y; /* within the piece it is part of */
    mkr_len height, before; /* before: space above, none at the top of a page */
    uint32_t from, to; /* its items */
    uint32_t link_from, link_to; /* its links */
    mkr_galley parts; /* a row: the pieces of its cells */
    uint16_t cell; /* a part: the column of its cell, or a mkr_part */
    bool keep; /* no page break after it */
    bool yields; /* it keeps, but rather a break after it than after one that does not yield */
    bool page_before;
    bool again; /* a repetition at the top of a page */
    bool splits; /* a row that may break between its lines */
    mkr_len needs; /* begin a page when less than this is left; 0: no such wish */
    mkr_len top, bottom; /* a row: space above the parts and under the lowest */
    uint32_t row; /* of a table: which one */
    const char *foot; /* with page_before: foot from here on */
    const mkr_block *source; /* for messages */
    const mkr_panel *panel;
    const mkr_table_run *table;
    const mkr_block *group; /* the group row to repeat with the table's head, or NULL */
    const mkr_sheet *sheet; /* what it stands on; another one starts a page */
    MKR_VEC(const mkr_block *) footnotes; /* what belongs at the foot of its page */
};

typedef struct mkr_setter {
    mkr_arena *arena; /* lives as long as the pages of the part being laid out */
    mkr_arena *lasting; /* lives as long as the document */
    mkr_arena *scratch; /* runs and lines of the text block being set */
    mkr_arena *pieces, *other; /* the pieces that wait for a page; they change places where a page ends */
    mkr_diag *diag;
    mkr_document *doc;
    const mkr_style *style; /* of what is being set: the document's, but for tables in smaller text */
    const mkr_style *small_style; /* made when first needed */
    mkr_fonts *fonts;
    const mkr_font *font[MKR_STYLE_ROLES][16]; /* by role and variant, found when first needed */
    mkr_chart_style chart;
    mkr_items items; /* of all pieces not yet on a page */
    MKR_VEC(mkr_page_link) links;
    mkr_sheet portrait, landscape;
    const mkr_sheet *sheet; /* what blocks are being set for */
    mkr_places places;
    mkr_item *across[2]; /* the words across a page, portrait and landscape; NULL: not yet drawn */
    bool again; /* setting a repetition: everything is an artifact */
    bool in_cell;
    const mkr_block *source; /* the block on the page that is being set */

    /* A long table would wait as a whole: this puts on pages what has a place, after each row. NULL inside a
     * panel. */
    void (*drain)(void *user);
    void *drain_user;

    /* between two blocks of one galley */
    mkr_len after; /* space the last block wants below */
    bool after_heading;
} mkr_setter;

bool mkr_setter_open(mkr_setter *s, mkr_arena *arena, mkr_diag *diag, mkr_document *doc, mkr_fonts *fonts);

const mkr_font *mkr_set_font(mkr_setter *s, uint8_t role, uint8_t look);

/* Append the pieces of a block. On the page x is the sum of the indents it stands in, from the frame's left
 * edge, and width what they leave; in a cell they are the cell's own. */
void mkr_set_block(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to);

/* How wide the measure of a block is on the sheet, without indents. */
mkr_len mkr_measure_width(const mkr_setter *s, const mkr_block *block);

/* sheet.c */
void mkr_sheets_make(mkr_setter *s, uint32_t scale);
bool mkr_is_large_print(const mkr_setter *s);
/* Blocks that keep together stand on one kind of page: where one needs a landscape page, all have it. */
void mkr_sheets_choose(mkr_block *stack);
/* From units of the sheet to points of the paper: a length; a page's items and links from the given ones on.
 */
mkr_len mkr_sheet_points(const mkr_sheet *sheet, mkr_len length);
void mkr_sheet_enlarge(const mkr_sheet *sheet, mkr_page *page, size_t first_item, size_t first_link);

/* late.c */
/* What such a span prints, as far as is known. */
const char *mkr_late_text(mkr_setter *s, const mkr_span *span);

/* text.c */
void mkr_set_text(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_align align,
                  mkr_len fraction, mkr_galley *to);
/* Widths of a text block's content: least without breaking a word, most on one line. */
void mkr_text_extent(mkr_setter *s, const mkr_block *block, mkr_len *least, mkr_len *most);
/* Width of what stands from the decimal point on. */
mkr_len mkr_text_fraction(mkr_setter *s, const mkr_block *block);

/* grid.c */
void mkr_set_grid(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to);
/* What stands at the top of a page in the middle of a table: caption, head, group. */
void mkr_set_table_again(mkr_setter *s, const mkr_table_run *table, const mkr_block *group, mkr_galley *to);
/* Set the content of a cell into `to`, with parts marked as `part`; returns its height. `continued`: once
 * more, as an artifact, with the word for that when it names a row. */
mkr_len mkr_set_cell(mkr_setter *s, const mkr_table_run *table, const mkr_grid_cell *cell, uint16_t part,
                     bool continued, mkr_galley *to);

/* rules.c */
mkr_len mkr_column_left(const mkr_table_run *table, uint16_t column); /* from the left of the table */
void mkr_rule_top(mkr_setter *s, const mkr_table_run *table, size_t row); /* at y 0 */
void mkr_rule_end(mkr_setter *s, const mkr_table_run *table, size_t row);
/* Draw the ground that has been kept for a row, now as high as that. */
void mkr_set_ground(mkr_setter *s, const mkr_table_run *table, mkr_piece *row);

/* rows.c */
/* Divide row k so that its first part is at most `room` high; the rest follows it. False when that would part
 * what belongs together; `anyhow`: only when nothing fits. */
bool mkr_row_split(mkr_setter *s, mkr_galley *pieces, size_t k, mkr_len room, bool anyhow);
/* A page is to end before piece k: cells that span rows on both sides go on there. */
void mkr_rows_part(mkr_setter *s, mkr_galley *pieces, size_t k);

/* columns.c */
typedef struct mkr_grid_plan {
    const mkr_len *widths;
    bool small; /* with the smaller text */
    bool fits; /* else the widths are of no use */
} mkr_grid_plan;
mkr_grid_plan mkr_grid_plan_columns(mkr_setter *s, const mkr_block *block, mkr_len width);
/* For a generated grid that does not fit: long words broken. */
mkr_grid_plan mkr_grid_plan_broken(mkr_setter *s, const mkr_block *block, mkr_len width);
/* Can a grid be so narrow, without being folded? */
bool mkr_grid_fits(mkr_setter *s, const mkr_block *block, mkr_len width);
/* The house style with tables in their usual or in smaller text. */
const mkr_style *mkr_grid_style(mkr_setter *s, bool small);

/* What each column must have, and what it would like when `roomy` is enough for it. */
void mkr_grid_needs(mkr_setter *s, const mkr_block *block, mkr_len roomy, mkr_len *least, mkr_len *wanted);

/* fold.c */
/* A grid too wide for `width` as grids that fit below one another: groups of its columns, each beside the key
 * columns. 0 after an error. */
size_t mkr_grid_fold(mkr_setter *s, const mkr_block *block, mkr_len width, const mkr_block ***parts);
/* Before anything is set: tables too wide for the text column take the frame, with their captions and notes;
 * those too wide for the frame of an upright page, even in smaller text, are marked as landscape where that
 * helps. The widths are those of the frames; `turned` 0: there are no turned pages. */
void mkr_grids_place(mkr_setter *s, mkr_block *stack, mkr_len upright, mkr_len turned);

/* drawing.c */
void mkr_set_drawing(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to);
/* Figures side by side, or one under another: in large print, and where they would be too narrow. */
void mkr_set_figures(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to);

/* cut.c */
/* Part the last piece, a drawing, where nothing is drawn across, so that its first part is at most `first`
 * high and the others `room`; as it is where that cannot be. */
void mkr_piece_cut(mkr_setter *s, mkr_galley *to, mkr_len first, mkr_len room);

/* beside.c */
/* A figure with boxes beside it, where there is room for both; what else there is of them, below. */
void mkr_set_beside(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_galley *to);

/* Begin a piece; the items added until mkr_piece_end are its own. */
mkr_piece *mkr_piece_begin(mkr_setter *s, mkr_galley *to);
void mkr_piece_end(mkr_setter *s, mkr_piece *piece, mkr_len height);
/* Space above a block, from what came before and what it wants. */
mkr_len mkr_space_above(mkr_setter *s, const mkr_block *block);
void mkr_space_below(mkr_setter *s, const mkr_block *block);

#endif
