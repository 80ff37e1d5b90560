/* drawing.h - what a drawing shows, in figures and words.
 *
 * The report stage fills these in from data and description; the chart stage makes ink and an alternative
 * text of them, and of report it knows this file alone. Nothing here has a size or a colour. Texts are never
 * NULL unless it says so; arrays live as long as the document. */
#ifndef MKR_REPORT_DRAWING_H
#define MKR_REPORT_DRAWING_H

#include "base/picture.h"
#include "data/data.h"

/* ---- figures over time: trend, sparkline, process control, history of scores */

typedef struct mkr_datum { /* a figure of one period */
    mkr_decimal v;
    bool given;
    const char *mark; /* where there is none: "[x]", or NULL */
} mkr_datum;

/* Index of the last of n figures that is given; n: none is. */
static inline size_t mkr_datum_last(const mkr_datum *at, size_t n) {
    for (size_t i = n; i-- > 0;)
        if (at[i].given)
            return i;
    return n;
}

typedef enum mkr_curve_role { MKR_CURVE_OWN, MKR_CURVE_COMPARATOR, MKR_CURVE_LAST_YEAR } mkr_curve_role;

typedef struct mkr_curve {
    const char *name; /* "" for the only one */
    uint8_t role; /* mkr_curve_role */
    const mkr_datum *at; /* by period */
} mkr_curve;

typedef enum mkr_guide_role { MKR_GUIDE_TARGET, MKR_GUIDE_MEAN, MKR_GUIDE_LIMIT } mkr_guide_role;

typedef struct mkr_guide { /* what the figures are held against: it stands across each period */
    const char *name; /* "Target", "Mean", "Upper limit" */
    uint8_t role; /* mkr_guide_role */
    const mkr_datum *at; /* by period */
} mkr_guide;

typedef struct mkr_remark { /* what happened in a period, in the author's words */
    size_t at;
    const char *text;
} mkr_remark;

typedef enum mkr_signal {
    MKR_SIGNAL_NONE,
    MKR_SIGNAL_IMPROVEMENT,
    MKR_SIGNAL_CONCERN,
    MKR_SIGNAL_NEUTRAL,
    MKR_SIGNALS
} mkr_signal;
typedef enum mkr_trend_marks { MKR_TREND_LINE, MKR_TREND_BARS, MKR_TREND_BOTH } mkr_trend_marks;

enum {
    MKR_CURVES_MOST = 6, /* of a chart: more cannot be told apart (F-05), */
    MKR_PERIODS_MOST = 60 /* and with more the points run together */
};

typedef struct mkr_trend {
    const char *name; /* what is shown: "Care Act assessments overdue" */
    const char *axis; /* title of the axis, "% of new plans", or "" */
    const char *unit; /* as in mkr_indicator; or "" */
    uint8_t places; /* decimals to print */
    uint8_t polarity; /* mkr_polarity */
    uint8_t travel; /* mkr_travel of the last figure; MKR_NO_COMPARISON: not judged */
    const mkr_period *periods; /* n, ascending, without gaps */
    size_t n;
    const mkr_curve *curves; /* the own ones first; at least one, at most MKR_CURVES_MOST */
    size_t n_curves;
    const mkr_guide *guides; /* the target first, if any */
    size_t n_guides;
    const mkr_datum *band[2]; /* lower and upper edge of the tolerated, by period; or NULL */
    const char *band_name; /* printed at its end; NULL: it is not */
    const char *limits_name; /* of mean and limits where they are at one level; NULL: there are none */
    const size_t *breaks; /* periods that begin a new definition: lines are not joined across them */
    size_t n_breaks;
    const mkr_remark *remarks; /* ascending */
    size_t n_remarks;
    const uint8_t *signals; /* mkr_signal of each point of the first line; or NULL */
    uint8_t marks; /* mkr_trend_marks */
    bool restarts; /* figures of the year to date: lines are not joined into the next financial year */
    bool on_year_before; /* the change that counts is on the same period a year before ... */
    mkr_datum year_before; /* ... whose figure this is */
    bool has_other_targets; /* there are targets, of which no guide can be made */
    bool logarithmic;
    bool beside_facts; /* in a detail block */
    bool rows; /* with the figures in rows under the axis */
    bool has_range; /* the axis covers low to high whatever the figures: charts side by side on one scale */
    mkr_decimal low, high;
} mkr_trend;

/* ---- process control: a trend whose guides are mean and limits, and what it comes to */

typedef enum mkr_variation {
    MKR_VARIATION_UNKNOWN, /* too few figures */
    MKR_VARIATION_COMMON_CAUSE,
    MKR_VARIATION_IMPROVEMENT,
    MKR_VARIATION_CONCERN,
    MKR_VARIATION_NEUTRAL /* a change that is neither */
} mkr_variation;

typedef enum mkr_capability { /* will the target be met? */
                              MKR_CAPABILITY_UNKNOWN,
                              MKR_CAPABILITY_PASS,
                              MKR_CAPABILITY_FAIL,
                              MKR_CAPABILITY_HIT_OR_MISS
} mkr_capability;

/* Mean and limits are reckoned: they are printed with a decimal more than the figures. */
static inline uint8_t mkr_limit_places(uint8_t places) {
    return (uint8_t)(places < 9 ? places + 1 : 9);
}

typedef struct mkr_control_chart {
    const mkr_trend *trend;
    const char *signal_word[MKR_SIGNALS]; /* by mkr_signal; the first is not printed */
    uint8_t variation, capability; /* mkr_variation, mkr_capability */
    bool low; /* the variation is of low or falling figures */
    bool provisional; /* its limits rest on few figures */
    const char *variation_head, *capability_head; /* "Variation", "Assurance" */
    const char *variation_word, *capability_word; /* what they are, in words; "" where unknown */
} mkr_control_chart;

/* ---- bars from left to right, a row each: ratings, comparisons, budgets, any figures */

typedef enum mkr_bar_tone {
    MKR_BAR_OWN, /* accent */
    MKR_BAR_OTHER, /* grey: what the own one is compared with */
    MKR_BAR_ADVERSE, /* solid ... */
    MKR_BAR_FAVOURABLE, /* ... and an outline: shades of grey tell them apart as well */
    MKR_BAR_TOTAL, /* ink */
    MKR_BAR_RATING /* + mkr_rating */
} mkr_bar_tone;

typedef struct mkr_bar_part {
    mkr_decimal from, to; /* in a plain bar `from` is zero; `to` may be the lesser */
    uint8_t tone; /* mkr_bar_tone */
    const char *inside; /* printed in it where there is room: a count; or NULL */
} mkr_bar_part;

typedef struct mkr_bar_dot { /* a benchmark beside the bar */
    mkr_decimal v;
    uint8_t series; /* index into mkr_bars.dots: its name and look */
} mkr_bar_dot;

typedef struct mkr_bar {
    const char *group; /* in a line of its own above the row; or NULL */
    const char *label; /* of the row */
    const mkr_bar_part *parts; /* each begins where the one before ends */
    size_t n_parts; /* none: the row says `value` only */
    const char *value; /* printed after the bar: "£1.2m adverse", "[x]"; or NULL */
    const char *brief; /* printed in its place where it would take too much of the width; or NULL */
    const char *said; /* the same for the alternative text, "7 Green, 2 Amber"; NULL: the value */
    bool has_target;
    mkr_decimal target; /* a tick across the bar */
    const mkr_bar_dot *dots;
    size_t n_dots;
    bool bold; /* the own row, a total */
} mkr_bar;

enum { MKR_BARS_MOST = 120 }; /* rows of a figure */

typedef struct mkr_bars {
    const char *name; /* what is shown */
    const char *axis; /* title of the axis, with the unit; or "" */
    const char *unit; /* or "" */
    uint8_t places;
    const mkr_bar *rows;
    size_t n; /* at most MKR_BARS_MOST */
    size_t from, to; /* rows of this drawing: a long figure is made of several, so that it can break */
    const char *const *dots; /* names of the benchmarks, at most MKR_CURVES_MOST */
    size_t n_dots;
    const char *target_word; /* NULL when no row has a target */
    const char *tone_word[MKR_BAR_RATING]; /* in the key above; NULL: not there */
    uint8_t tones; /* ratings in the key: bit 1 << mkr_rating of each that occurs */
    bool points; /* dots on a line instead of bars: the axis need not begin at zero */
    bool joined; /* a waterfall: a hairline leads from the end of each bar to the next */
    bool may_break; /* its author lets the axis start above zero where the totals dwarf the steps (F-04) */
    const char *summary; /* for the alternative text: what the figures come to, in a sentence or more */
} mkr_bars;

/* ---- risks */

typedef struct mkr_score {
    bool has_current, has_projected;
    uint32_t current[2], projected[2]; /* likelihood, impact */
} mkr_score;

typedef struct mkr_risk_point {
    const char *ref; /* "R1" */
    uint32_t at[2]; /* likelihood, impact */
    bool listed; /* all risks of its cell are named below the map: the drawing need not */
} mkr_risk_point;

typedef struct mkr_risk_move { /* one or more risks that go from one cell to another */
    uint32_t from[2], to[2];
    const char *refs; /* of those, where the plates do not tell; else "" */
} mkr_risk_move;

typedef struct mkr_risk_map {
    const mkr_risk_point *risks; /* those that have a place */
    size_t n;
    const mkr_risk_move *moves; /* no two alike */
    size_t n_moves;
    const char *at_word; /* the score that references stand at: "Current score" */
    const char *move_word; /* what an arrow says: "From last report to current score"; or "" */
    const char *summary; /* for the alternative text: which increased ..., in a sentence or more; or "" */
    const char *counts; /* the same by how many, where that would be too long */
} mkr_risk_map;

/* ---- nodes and arrows: the golden thread, small diagrams */

typedef struct mkr_node_text {
    const char *name, *note;
} mkr_node_text;

typedef struct mkr_edge {
    size_t from, to; /* indices of nodes, not the same */
    const char *label; /* or "" */
    bool back; /* leads back to an earlier node: the edges without these make no cycle */
} mkr_edge;

typedef enum mkr_diagram_direction {
    MKR_DIAGRAM_AS_FITS, /* across where there is room */
    MKR_DIAGRAM_ACROSS, /* from left to right */
    MKR_DIAGRAM_DOWN /* from the top down */
} mkr_diagram_direction;

typedef struct mkr_diagram {
    const mkr_node_text *nodes;
    size_t n_nodes;
    const mkr_edge *edges; /* in the order of the description */
    size_t n_edges;
    uint8_t direction; /* mkr_diagram_direction */
} mkr_diagram;

/* ---- the performance wheel */

enum { MKR_WHEEL_MOST = 20 }; /* segments: more have no room for their words */

typedef struct mkr_wheel_segment {
    const char *ref, *name;
    size_t group; /* index into mkr_wheel.groups */
    uint8_t rating, travel; /* mkr_rating, mkr_travel */
} mkr_wheel_segment;

typedef struct mkr_wheel_group {
    const char *key, *name; /* "P", "People's Priorities" */
} mkr_wheel_group;

typedef struct mkr_wheel {
    const mkr_wheel_segment *segments; /* clockwise from 12 o'clock, at most MKR_WHEEL_MOST */
    size_t n;
    const mkr_wheel_group *groups;
    size_t n_groups; /* 0: no ring of groups; the segments of a group are neighbours */
    const char *noun; /* "objectives" */
} mkr_wheel;

/* ---- actions on a line of time */

typedef enum mkr_event_state {
    MKR_EVENT_PLANNED,
    MKR_EVENT_UNDER_WAY,
    MKR_EVENT_DONE,
    MKR_EVENT_OVERDUE
} mkr_event_state;

typedef struct mkr_event {
    const char *label;
    const char *status; /* its word: "Done" */
    mkr_date from, to; /* from: month 0 for an event of one day */
    uint8_t state; /* mkr_event_state */
} mkr_event;

typedef struct mkr_timeline {
    const mkr_event *events;
    size_t n;
    size_t begin, end; /* those that this part of it shows; the alternative text tells of all */
    mkr_date today; /* of the meeting; month 0: not known */
    const char *today_word;
    const char *today_is; /* for the alternative text: "the meeting", "publication" */
} mkr_timeline;

/* ---- a drawing */

typedef enum mkr_drawing_kind {
    MKR_DRAW_TREND,
    MKR_DRAW_SPARKLINE,
    MKR_DRAW_CONTROL_CHART,
    MKR_DRAW_RATING_BAR, /* in a cell */
    MKR_DRAW_BARS,
    MKR_DRAW_MATRIX, /* one risk */
    MKR_DRAW_RISK_MAP, /* many */
    MKR_DRAW_THREAD, /* a chain of nodes */
    MKR_DRAW_DIAGRAM,
    MKR_DRAW_WHEEL,
    MKR_DRAW_TIMELINE,
    MKR_DRAW_PICTURE,
    MKR_DRAW_MASTHEAD, /* the accent bar */
    MKR_DRAW_RULE, /* ink, across the width */
    MKR_DRAW_CONCERN_RULE, /* in the colour of a rating, above an area of concern */
    MKR_DRAWINGS
} mkr_drawing_kind;

typedef struct mkr_drawing {
    mkr_drawing_kind kind;
    bool needs_alt; /* layout writes the alternative text of its element from the data */
    union {
        const mkr_trend *trend; /* MKR_DRAW_TREND, MKR_DRAW_SPARKLINE */
        struct {
            const mkr_counts *counts; /* MKR_DRAW_RATING_BAR */
            mkr_len bar_unit; /* width of one */
        };
        const mkr_control_chart *control;
        const mkr_bars *bars;
        const mkr_score *score; /* MKR_DRAW_MATRIX */
        const mkr_risk_map *map;
        const mkr_diagram *diagram; /* MKR_DRAW_THREAD, MKR_DRAW_DIAGRAM */
        const mkr_wheel *wheel;
        uint8_t rating; /* MKR_DRAW_CONCERN_RULE: mkr_rating */
        const mkr_timeline *timeline;
        struct {
            const mkr_picture *picture;
            mkr_picture_place place; /* of the picture; its measure may make it narrower */
        };
    };
} mkr_drawing;

#endif
