/* spc_chart.h - a control chart while it is made (private to spc_chart.c and spc_table.c). */
#ifndef MKR_REPORT_SPC_CHART_H
#define MKR_REPORT_SPC_CHART_H

#include "data/spc.h"
#include "report/chart_build.h"

typedef struct mkr_spc_maker {
    mkr_builder *b;
    const mkr_node *node;
    const mkr_indicator *i;
    size_t n; /* periods shown */
    bool cut; /* they are the last of more */
    mkr_period *periods;
    const mkr_value **values; /* the figure of each */
    bool *begins; /* a section */
    bool *rebased; /* because the author says so */
    mkr_datum *figures, *target, *mean, *lower, *upper;
    mkr_spc_mark *marks;
    uint8_t *signals;
    size_t section, in_section; /* the first period of the last section; figures in it */
    size_t fewest, fewest_at; /* figures of the smallest section, and where that begins */
    bool cut_at_zero; /* a limit would be below zero, where no figure can be */
    bool beyond; /* a limit is longer than a number can be */
    mkr_shorthand used;
    mkr_decimal *room; /* the figures of a section */
} mkr_spc_maker;

/* spc_table.c: figures, mean, limits and signals, a row for each period */
void mkr_spc_table(const mkr_spc_maker *m, mkr_block *to, uint32_t elem);

#endif
