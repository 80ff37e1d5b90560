/* chart_build.h - what the builders of charts share (private to report). */
#ifndef MKR_REPORT_CHART_BUILD_H
#define MKR_REPORT_CHART_BUILD_H

#include "report/build.h"

/* chart_attr.c: attributes */
bool mkr_build_is_yes(const mkr_node *node, const char *name);
/* Where an attribute stands, or without it the element. */
mkr_where mkr_build_where(const mkr_node *node, const char *name);
/* Which of some words, with NULL after them, an attribute is, from 1; 0 when it is absent. The schema knows
 * no others. */
uint8_t mkr_build_choice(const mkr_node *node, const char *name, const char *const *words);
typedef enum mkr_table_place { /* @table */
                               MKR_TABLE_BELOW, /* also without the attribute */
                               MKR_TABLE_ROWS, /* under the axis, where there is room */
                               MKR_TABLE_ATTACHED,
                               MKR_TABLE_NONE
} mkr_table_place;
mkr_table_place mkr_build_table_place(const mkr_node *node);
/* The next part of a list, without blanks around it: parts stand between ';' or the like, or, for ' ',
 * between blanks; empty ones do not count. False: there are no more. */
bool mkr_build_list_next(const char **s, char between, const char **at, size_t *n);

/* diagram.c, timeline.c */
void mkr_build_diagram(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_timeline(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);

/* chart_table.c: the figures of a chart as a table, as its @table wants them: below it, attached, or not */
typedef struct mkr_chart_figures {
    const char *caption;
    const char *const *cells; /* row by row; the first row and the first column are heads */
    size_t n_rows;
    uint16_t n_columns;
    bool text; /* columns of words: set left */
    uint32_t words; /* or these of them, whatever is in them: bit 1 << column */
    const bool *totals; /* rows that are totals; NULL: none */
    bool short_heads; /* rows are periods, and all else is figures: the columns share the room */
    const struct mkr_chart_figures *attached; /* cells made for the attached file; NULL: the same */
} mkr_chart_figures;
void mkr_build_chart_table(mkr_builder *b, const mkr_node *node, const mkr_chart_figures *figures,
                           mkr_block *to, uint32_t elem);

/* chart_attach.c: attach them, and say so under the chart */
void mkr_build_attach(mkr_builder *b, const mkr_node *node, const mkr_chart_figures *figures, mkr_block *to,
                      uint32_t elem);

/* chart_refs.c: the measures that a chart names */
const mkr_indicator *mkr_build_measure(mkr_builder *b, mkr_where where,
                                       const char *ref); /* NULL after a message */
/* Those of an attribute, parted by blanks; without the attribute all. NULL after messages. */
const mkr_indicator **mkr_build_measures(mkr_builder *b, const mkr_node *node, const char *attr, size_t *n);

/* chart_span.c: @span of a chart, "3 years", in periods of a kind; 0 where it is absent. False after a
 * message. */
bool mkr_build_span_of_time(mkr_builder *b, const mkr_node *node, mkr_period_kind kind, size_t *n);

/* bars.c: what the figures of bars have in common */
/* A figure of bars, in as many drawings as it needs to break over pages. False, after a message, when it has
 * too many rows. */
bool mkr_build_bars(mkr_builder *b, const mkr_node *node, const char *usual, const mkr_bars *bars,
                    mkr_block *to, uint32_t elem);
/* Its figures as a table, captioned like the figure. */
void mkr_build_bars_table(mkr_builder *b, const mkr_node *node, const char *usual, mkr_chart_figures figures,
                          mkr_block *to, uint32_t elem);
void mkr_build_rating_chart(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_comparison_chart(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_bar_chart(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_budget_chart(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);

/* chart_remarks.c: the <remark> children of a chart, by the periods that it shows, ascending */
const mkr_remark *mkr_build_remarks(mkr_builder *b, const mkr_node *node, const mkr_period *periods, size_t n,
                                    size_t *n_remarks);

/* chart_alt_*.c: hold the author's own @alt against the figures of the chart */
void mkr_build_check_alt(mkr_builder *b, const mkr_node *node, const mkr_trend *trend);
void mkr_build_check_alt_control(mkr_builder *b, const mkr_node *node, const mkr_trend *trend);
/* `cells`: those of the table, which may say more than the bars; no cells: NULL. */
void mkr_build_check_alt_bars(mkr_builder *b, const mkr_node *node, const mkr_bars *bars,
                              const char *const *cells, size_t n_cells);
/* Of a comparison: the own row first, then one for each comparator. */
void mkr_build_check_alt_sides(mkr_builder *b, const mkr_node *node, const mkr_bars *bars,
                               mkr_polarity polarity);
/* Of stacked ratings, whichever bar they are said of. */
void mkr_build_check_alt_ratings(mkr_builder *b, const mkr_node *node, const mkr_bars *bars);
/* Of a budget: `net` is what it is over (above zero) or under in all. */
void mkr_build_check_alt_budget(mkr_builder *b, const mkr_node *node, const mkr_bars *bars,
                                const char *const *cells, size_t n_cells, mkr_decimal net);
typedef struct mkr_risk_course {
    const char *ref;
    uint8_t direction; /* mkr_risk_direction */
} mkr_risk_course;
void mkr_build_check_alt_risks(mkr_builder *b, const mkr_node *node, const mkr_risk_course *risks, size_t n);

/* trend_figures.c: the figures of one indicator, or of several, over time, as a chart shows them */
typedef struct mkr_trend_wish {
    size_t most; /* periods */
    uint8_t by; /* mkr_period_kind that they are put together to; MKR_NO_PERIOD: as reported */
    uint8_t how; /* mkr_aggregate; MKR_AGGREGATE_NONE: the last figure where figures are cumulative */
    uint8_t marks; /* mkr_trend_marks */
    bool last_year, band, logarithmic;
    const bool *comparators; /* by index in the data, those that are shown; NULL: all ... */
    uint8_t most_others; /* ... but no more than so many; 0: no limit */
    bool whole; /* it goes back as far as `most` says, whether there are figures or not */
} mkr_trend_wish;

typedef struct mkr_trend_made {
    mkr_trend *trend; /* with n 0 where there is no figure at all */
    const mkr_stretch *stretches; /* what its periods are made of */
    size_t parts; /* figures in each; more than one where periods are put together */
    mkr_period left_out; /* the last, where it is not complete; kind MKR_NO_PERIOD: none */
} mkr_trend_made;

mkr_trend_made mkr_trend_make(mkr_builder *b, const mkr_indicator *const *i, size_t n,
                              const mkr_trend_wish *wish);
/* Are two indicators reported at the same times, or put together to the same periods? */
bool mkr_trend_same_time(mkr_builder *b, const mkr_indicator *i, const mkr_indicator *k, mkr_period_kind by);

/* trend_table.c: the figures of one or several measures as the chart shows them */
void mkr_trend_table(mkr_builder *b, const mkr_node *node, const mkr_indicator *const *i,
                     const mkr_trend_made *made, mkr_block *to, uint32_t elem);
bool mkr_trend_is_across(mkr_period p, size_t n); /* do so many periods stand side by side in a table? */
/* The figure of a measure's own curve in one of the chart's periods, or what stands for a missing one. */
const char *mkr_trend_print(mkr_builder *b, const mkr_indicator *i, const mkr_trend_made *made, size_t curve,
                            size_t k);

/* trend_chart.c, trend_charts.c: what the author of a trend chart asks for. False after a message. */
bool mkr_trend_wish_read(mkr_builder *b, const mkr_node *node, const mkr_indicator *const *i, size_t n,
                         mkr_trend_wish *wish);
bool mkr_trend_read_span(mkr_builder *b, const mkr_node *node, const mkr_indicator *i, mkr_trend_wish *wish);
bool mkr_trend_check(mkr_builder *b, const mkr_node *node, const mkr_indicator *const *i, size_t n,
                     const mkr_trend_wish *wish, const mkr_trend_made *made);
bool mkr_trend_same_units(mkr_builder *b, const mkr_node *node, const char *attr,
                          const mkr_indicator *const *i, size_t n);
/* How longer periods are made; "" where they are not. */
const char *mkr_trend_note(mkr_builder *b, const mkr_trend_wish *wish, const mkr_trend_made *made);
const char *mkr_trend_nothing(mkr_builder *b, const mkr_indicator *i); /* words in place of a chart */
void mkr_build_trend_chart(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_trend_charts(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);

/* risk_map.c, risk_history.c, spc_chart.c, wheel.c */
void mkr_build_risk_map(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_risk_history(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_spc_chart(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);
void mkr_build_wheel(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem);

#endif
