/* style.h - a house style: what a council chooses, read from templates/NAME.xml.
 *
 * Colours, type roles, words, numbering, dates, mandatory implications, the rating rule and the risk scale.
 * Geometry that belongs to the page design (margins, table rules, chart metrics) is not here but in layout
 * and chart. */
#ifndef MKR_REPORT_STYLE_H
#define MKR_REPORT_STYLE_H

#include "data/data.h"
#include "input/node.h"

/* Colours, type roles and labels are listed in style.def. */
typedef enum mkr_colour_id {
#define COLOUR(id, name) MKR_STYLE_##id,
#include "report/style.def"
    MKR_STYLE_COLOURS
} mkr_colour_id;

typedef enum mkr_role_id {
#define ROLE(id, name) MKR_ROLE_##id,
#include "report/style.def"
    MKR_STYLE_ROLES
} mkr_role_id;

typedef enum mkr_label_id {
#define LABEL(id, name) MKR_LABEL_##id,
#include "report/style.def"
    MKR_STYLE_LABELS
} mkr_label_id;

typedef struct mkr_role {
    mkr_len size, leading, before, after, tracking;
    uint16_t weight; /* 100 to 900 */
    bool italic, tabular, ligatures;
    mkr_colour colour;
} mkr_role;

typedef enum mkr_paragraph_numbers {
    MKR_NUMBERS_NONE,
    MKR_NUMBERS_CONTINUOUS, /* 1. 2. 3. through the whole report */
    MKR_NUMBERS_RESTART, /* from 1 in each section */
    MKR_NUMBERS_DECIMAL, /* 1.1 1.2 2.1, after the number of the section */
    MKR_NUMBERS_LETTERED /* a) b) c), from a in each section */
} mkr_paragraph_numbers;

typedef struct mkr_implication_kind {
    const char *kind, *heading;
    bool required;
} mkr_implication_kind;

typedef struct mkr_band {
    const char *word;
    uint32_t from, to;
    mkr_colour colour;
    mkr_where where; /* of the colour */
} mkr_band;

enum { MKR_STYLE_RISK_MOST = 10 };

typedef struct mkr_style {
    const char *name, *lang, *council, *council_short, *family, *date_pattern;
    mkr_where family_where;
    mkr_colour colours[MKR_STYLE_COLOURS];
    mkr_role roles[MKR_STYLE_ROLES];
    const char *labels[MKR_STYLE_LABELS];
    mkr_paragraph_numbers numbering;
    bool headings_numbered, justified, hyphenated, zebra, running_head;
    bool cover_is_table;
    const char *cover_required; /* names of elements, parted by white space, or NULL */
    uint32_t contents_from,
        contents_levels; /* pages a report needs for a list of contents; levels of headings in it */
    mkr_implication_kind *implications;
    size_t n_implications;
    mkr_scheme scheme;
    const char *rating_word[MKR_RATINGS],
        *travel_word[MKR_TRAVELS]; /* NULL for ratings the style does not use */
    uint8_t rating_shape[MKR_RATINGS]; /* mkr_shape */
    uint32_t risk_size; /* the scale runs from 1 to this */
    const char *likelihood[MKR_STYLE_RISK_MOST], *impact[MKR_STYLE_RISK_MOST];
    mkr_band *bands;
    size_t n_bands;
} mkr_style;

/* Read a house style from its document, roots[0], and those that it extends, each followed by its base. What
 * a style says stands in place of what its base says: colours, roles, labels and words one by one by name,
 * the list of implications and the rules of rating as a whole, any other element likewise. False after
 * messages: something missing, unknown or out of range. */
bool mkr_style_read(mkr_arena *arena, mkr_diag *diag, const mkr_node *const *roots, size_t n_roots,
                    mkr_style *out);

/* The numbering of that name in the schema. */
mkr_paragraph_numbers mkr_style_numbers(const char *name);

/* A label with {name} places filled in from pairs of name, value, ..., NULL. */
char *mkr_style_say(mkr_arena *arena, const mkr_style *style, mkr_label_id label, ...);

/* Ink or paper, whichever reads better on a ground. */
mkr_colour_id mkr_style_colour_on(const mkr_style *style, mkr_colour_id ground);

const mkr_band *mkr_style_band(const mkr_style *style, uint32_t score);

#endif
