/* reader.h - what the parts of reading share (private to data).
 *
 * read.c goes over the tables; rows.c says who each row is about and puts the rows of an indicator together;
 * facts.c reads what does not depend on the period, stated.c words that stand for something else, values.c
 * the figures, comparisons.c those of others; suppress.c takes away small numbers of people. */
#ifndef MKR_DATA_READER_H
#define MKR_DATA_READER_H

#include "data/header.h"
#include "data/names.h"

#define MKR_NOBODY UINT32_MAX /* a row that cannot be used; a message has been made */

/* A table and its rows below the header. */
typedef struct mkr_source {
    const mkr_table *table;
    mkr_table_role role;
    mkr_header header;
    size_t n_rows; /* without totals and notes at the foot */
    uint32_t *who; /* each row's indicator, or MKR_NOBODY */
    mkr_period *when; /* each row's period; NULL in the wide layout */
    uint32_t *sorted; /* the rows by indicator, then period, then place in the file */
    uint32_t *start; /* where the rows of indicator k begin in `sorted`; those of the last end at start[n] */
    uint16_t *comparator; /* which of the data each comparator of the header is */
} mkr_source;

/* The rows in which an indicator's texts stand that may name a suppressed figure; NULL: it has no such text,
 * or a message was made of it. */
enum { MKR_PROSE_FIELDS = 3 };
typedef struct mkr_prose {
    const mkr_row *row[MKR_PROSE_FIELDS]; /* by mkr_prose_fields */
} mkr_prose;

typedef struct mkr_reader {
    mkr_arena *arena, *scratch;
    mkr_diag *diag;
    const mkr_scheme *scheme;
    mkr_data *data;
    mkr_names *refs;
    mkr_source facts, *values; /* values: the second table, or the first once more */
    mkr_source second;
    bool ok;
    uint8_t
        *places; /* each indicator's decimals + 1, 0: not given; NULL without the column, as are the next */
    uint32_t *part_of; /* the number of each indicator's total + 1, 0: none */
    mkr_prose *prose; /* of each indicator, where figures are suppressed */
    size_t n_suppressed;
    struct { /* of the indicator being read */
        bool percent; /* its unit is % */
        mkr_known *compared; /* the latest figure of each comparator of the data ... */
        mkr_known *series; /* ... those of each period, one comparator after the other ... */
        uint16_t *n_series; /* ... and in how many periods it has one */
        size_t n_large, n_between; /* plain figures above 1.5, and of more than 1 to 1.5 */
        mkr_decimal largest;
        mkr_where fraction; /* of the first figure below 1; line 0: there is none */
        const char *fraction_text;
        mkr_where half; /* of the first figure of at least a half and at most 1; line 0: there is none */
        const char *half_text;
        bool not_shares; /* some figure is not between 0 and 1, or has its % */
        mkr_where sign; /* of the first figure with % or £; line 0: there is none */
        const char *sign_text;
    } now;
} mkr_reader;

static inline const mkr_row *mkr_source_row(const mkr_source *s, size_t i) {
    return &s->table->rows[s->header.lower + 1 + i];
}
static inline mkr_where mkr_source_where(const mkr_source *s, const mkr_row *row, uint32_t cell) {
    return mkr_cell_where(s->table, row, &row->cells[cell]);
}
static inline const char *mkr_source_heading(const mkr_source *s, uint32_t cell) {
    return mkr_header_heading(s->table, &s->header, cell);
}

/* Markers that are said of a measure, not of a figure: new, amended, removed. In the long layout, where they
 * stand in the row of a figure, the others are of that figure. */
#define MKR_MEASURE_MARKS (MKR_MARK('n') | MKR_MARK('a') | MKR_MARK('d'))

/* ---- rows.c */

/* Say who each row is about, and when; false when no row can be used. */
bool mkr_rows_identify(mkr_reader *r, mkr_source *s);

/* Put the rows of each indicator together, in order of time. */
void mkr_rows_sort(mkr_reader *r, mkr_source *s);

/* ---- facts.c */

void mkr_facts_read(mkr_reader *r, size_t n); /* of indicator n */

/* ---- comparisons.c */

void mkr_comparisons_begin(mkr_reader *r); /* when the periods are known */
void mkr_comparisons_read(mkr_reader *r, size_t n); /* of indicator n, when its facts are read */
/* The first `drop` periods are taken away. */
void mkr_comparisons_drop(mkr_data *data, size_t drop);

/* ---- stated.c: words of a file for what the program has its own names for. Blanks and nil words give the
 * first value of the type. False when the word is unknown. */

bool mkr_stated_rating(const char *text, mkr_rating *out);
bool mkr_stated_travel(const char *text, mkr_travel *out); /* of performance, whether word or arrow */
bool mkr_stated_quartile(const char *text, uint8_t *out);
bool mkr_stated_frequency(const char *text,
                          uint8_t *months); /* 0: blank; less than a month is MKR_LESS_THAN_MONTH */
#define MKR_LESS_THAN_MONTH UINT8_MAX

/* What the arrow or sign was that a lost symbol font has left in the text; NULL when there is none. `cell`
 * says that the text is a whole cell of directions or ratings, where a lone letter is one too. */
const char *mkr_stated_lost(const char *text, bool cell);

/* ---- values.c */

void mkr_values_read(mkr_reader *r, size_t n); /* of indicator n */

/* Read a figure in the indicator's unit, with messages. False when there is none; v->kind and v->nil say why,
 * and *out is the limit of "<5". */
bool mkr_figure_read(mkr_reader *r, const mkr_source *s, const mkr_row *row, uint32_t cell,
                     const mkr_indicator *i, mkr_cell_value *v, mkr_decimal *out);

/* ---- suppress.c */

extern const mkr_field mkr_prose_fields[MKR_PROSE_FIELDS]; /* commentary, action, override reason */

/* Is it a small number of people, or less than one, or made from one that is typed beside it? */
bool mkr_suppress_is_small(const mkr_reader *r, const mkr_cell_value *v, mkr_decimal number);

/* Keep in mind that the number of indicator n is suppressed, and warn when a text of it has the number among
 * its words; once for each text. */
void mkr_suppress_note(mkr_reader *r, size_t n, mkr_decimal number);

/* Suppress what would give a suppressed figure back, and say how many there are. */
void mkr_suppress_others(mkr_reader *r);

/* ---- group.c */

mkr_group *mkr_groups_make(mkr_arena *arena, const mkr_data *data, mkr_by by, size_t *n); /* without counts */

/* ---- print.c */

const char *mkr_polarity_name(const mkr_indicator *i); /* "higher" ...; "" when it is not given */

#endif
