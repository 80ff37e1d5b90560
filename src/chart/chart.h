/* chart.h - draw data: charts, diagrams, the shapes of ratings, and what they say in words.
 *
 * Every drawing is put at (0, 0) downwards and rightwards into a list of items, all of it ink of one element
 * (or of 0, where the drawing is decoration). Sizes, colours and places follow the page design: docs/look is
 * not ours to repeat here; the numbers stand beside the code that uses them. */
#ifndef MKR_CHART_CHART_H
#define MKR_CHART_CHART_H

#include "data/data.h"
#include "page/draw.h"
#include "report/drawing.h"

enum { MKR_RISK_MOST = 10 };
typedef struct mkr_risk_band {
    const char *word;
    uint32_t from, to; /* scores */
    mkr_colour colour;
} mkr_risk_band;

typedef struct mkr_risk_scale {
    uint32_t size; /* 5 */
    const char *likelihood[MKR_RISK_MOST], *impact[MKR_RISK_MOST]; /* words for 1 to size */
    const mkr_risk_band *bands; /* lowest first */
    size_t n_bands;
    const char *likelihood_word, *impact_word, *current_word,
        *projected_word; /* "Likelihood" ... "Projected" */
    const char *range; /* scores of a band: "{from} to {to}" */
} mkr_risk_scale;

typedef struct mkr_chart_style {
    mkr_fonts *fonts;
    const mkr_font *regular, *semibold, *bold; /* with tabular figures */
    mkr_colour ink, ink2, ink3, grey, rule, hair, tint, paper, accent, gold;
    mkr_colour rating[MKR_RATINGS]; /* fill of each rating's shape */
    mkr_colour rating_text[MKR_RATINGS]; /* text on that fill */
    const char *rating_word[MKR_RATINGS]; /* "Unrated", "Green", ... as the house style words them */
    uint8_t rating_shape[MKR_RATINGS]; /* mkr_shape */
    const char *travel_word[MKR_TRAVELS];
    const char *target_word, *no_target_word, *actual_word, *new_definition_word, *not_available_word;
    const char *axis_starts, *axis_starts_logarithmic, *axis_ends; /* "axis starts at {value}" ... */
    mkr_risk_scale scale;
    bool large_print;
} mkr_chart_style;

/* ---- any drawing that is made from figures and words */

typedef struct mkr_canvas { /* where a drawing goes */
    const mkr_chart_style *style;
    mkr_items *to;
    uint32_t elem;
    mkr_where where; /* in the description: for messages about missing glyphs */
    mkr_len room; /* width of the column it sits in; a drawing is never wider */
} mkr_canvas;

mkr_len mkr_chart_draw(const mkr_canvas *canvas, const mkr_drawing *drawing); /* gives its height */
/* What it shows, in a sentence or a few (WCAG 2.2, 1.1.1). */
char *mkr_chart_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_drawing *drawing);

/* ---- figures over time: the last 60 periods of a trend */
/* Gives the height, 0 when no own curve has a figure; the width is the room's, but beside facts 345 at most.
 */
mkr_len mkr_trend_draw(const mkr_canvas *canvas, const mkr_trend *trend);
/* What kind of chart, measure, range, first, last, high and low, target met or missed, direction. */
char *mkr_trend_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_trend *trend);

/* ---- in a line or a cell */
void mkr_sparkline_draw(const mkr_canvas *canvas, const mkr_trend *trend); /* 40 x 17, whatever the room */

/* The shape of a rating or the arrow of a direction, for text of a size, in a box 1.1 size wide, centred 0.37
 * size above the baseline; (x, y) is the box's left edge on the baseline. */
void mkr_rating_draw(const mkr_chart_style *style, mkr_rating rating, mkr_len size, mkr_len x, mkr_len y,
                     mkr_items *to);
void mkr_travel_draw(const mkr_chart_style *style, mkr_travel travel, mkr_len size, mkr_len x, mkr_len y,
                     mkr_items *to);
void mkr_outstanding_draw(const mkr_chart_style *style, mkr_len size, mkr_len x, mkr_len y, mkr_items *to);

/* A bar of counts, 15 high: green to red, what is rated; `unit` is the width of one. Returns its width. */
mkr_len mkr_rating_bar_draw(const mkr_chart_style *style, const mkr_counts *counts, mkr_len unit,
                            mkr_items *to, uint32_t elem);
char *mkr_rating_bar_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_counts *counts);

/* ---- risk matrix */
const mkr_risk_band *mkr_risk_band_of(const mkr_risk_scale *scale, uint32_t score);
/* Where the key does not fit beside the cells it stands below. */
mkr_len mkr_matrix_draw(const mkr_canvas *canvas, const mkr_score *risk);
char *mkr_matrix_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_score *risk);
mkr_len mkr_risk_map_draw(const mkr_canvas *canvas, const mkr_risk_map *map);
char *mkr_risk_map_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_risk_map *map);
/* The marker of the score table: filled or open, like mkr_rating_draw. */
void mkr_risk_mark_draw(const mkr_chart_style *style, bool projected, mkr_len size, mkr_len x, mkr_len y,
                        mkr_items *to);

#endif
