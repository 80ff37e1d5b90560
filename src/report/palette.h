/* palette.h - can the colours of a house style be told apart? (private to report) */
#ifndef MKR_REPORT_PALETTE_H
#define MKR_REPORT_PALETTE_H

#include "report/style.h"

/* Where something was given last, and the how-manyth it was of all. */
typedef struct mkr_palette_place {
    mkr_where where;
    unsigned order;
} mkr_palette_place;

typedef struct mkr_palette_places {
    mkr_palette_place colours[MKR_STYLE_COLOURS], roles[MKR_STYLE_ROLES], risk;
    unsigned n;
} mkr_palette_places;

/* Report colours without enough contrast: lines and shapes on the paper, text on the paper, on panels and on
 * the ratings, neighbouring ratings, risk bands. The style is complete. */
void mkr_palette_check(mkr_diag *diag, const mkr_style *style, const mkr_palette_places *places);

#endif
