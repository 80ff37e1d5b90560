/* spc.h - statistical process control: the XmR chart of the NHS "Making Data Count" method.
 *
 * Mean and process limits of a series, and which of its figures show more than the common variation of a
 * steady process. */
#ifndef MKR_DATA_SPC_H
#define MKR_DATA_SPC_H

#include "base/decimal.h"

enum {
    MKR_SPC_LEAST = 12, /* figures; limits of fewer are provisional */
    MKR_SPC_FEWEST = 5 /* of still fewer there are no limits */
};

typedef enum mkr_spc_signal {
    MKR_SPC_COMMON_CAUSE, /* no signal */
    MKR_SPC_OUTSIDE, /* the figure lies outside the limits */
    MKR_SPC_TREND, /* it is one of seven that rise (fall) each time */
    MKR_SPC_NEAR_LIMIT, /* of three in a row, all on one side of the mean, two or more lie in the outer third,
                           this one included */
    MKR_SPC_ONE_SIDE, /* it is one of seven on one side of the mean */
    MKR_SPC_SIGNALS
} mkr_spc_signal;

typedef struct mkr_spc_mark {
    uint8_t signal; /* mkr_spc_signal; of several the first of that list that applies */
    int8_t direction; /* 1 high or rising, -1 low or falling, 0 none */
} mkr_spc_mark;

typedef struct mkr_spc {
    mkr_decimal mean, lower, upper; /* rounded to two places more than the figures have, for drawing */
    bool beyond; /* a limit is out of the range of mkr_decimal: it stands at the end of that */
    mkr_spc_signal signal; /* of the last figure */
    int direction;
} mkr_spc;

/* Judge the last of n figures in order of time. False when they are fewer than MKR_SPC_LEAST or more than
 * 10,000. Exact, but for the rounding of mean and limits. */
bool mkr_spc_judge(const mkr_decimal *figures, size_t n, mkr_spc *out);

/* Judge each of them: marks[n]. False when they are fewer than MKR_SPC_FEWEST or more than 10,000. */
bool mkr_spc_chart(const mkr_decimal *figures, size_t n, mkr_spc *out, mkr_spc_mark *marks);

/* 1 when a value lies above the upper limit of the figures, -1 below the lower one, 0 between or on them.
 * There are as many as for mkr_spc_chart. */
int mkr_spc_side(const mkr_decimal *figures, size_t n, mkr_decimal value);

#endif
