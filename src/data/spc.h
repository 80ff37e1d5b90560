/* spc.h - statistical process control: the XmR chart of the NHS "Making Data Count" method.
 *
 * Mean and process limits of a series, and whether its last figure shows more than the common variation of a
 * steady process. */
#ifndef MKR_DATA_SPC_H
#define MKR_DATA_SPC_H

#include "base/decimal.h"

enum { MKR_SPC_LEAST = 12 }; /* figures; limits of fewer are provisional, so they are not used */

typedef enum mkr_spc_signal {
    MKR_SPC_COMMON_CAUSE, /* no signal */
    MKR_SPC_OUTSIDE, /* the last figure lies outside the limits */
    MKR_SPC_TREND, /* the last seven rise (fall) each time */
    MKR_SPC_NEAR_LIMIT, /* of the last three, all on one side of the mean, two or more lie in the outer third,
                           the last one included */
    MKR_SPC_ONE_SIDE, /* the last seven lie on one side of the mean */
} mkr_spc_signal;

typedef struct mkr_spc {
    mkr_decimal mean, lower, upper; /* rounded to two places more than the figures have, for drawing */
    mkr_spc_signal signal;
    int direction; /* of the signal: 1 high or rising, -1 low or falling, 0 none */
} mkr_spc;

/* Judge the last of n figures in order of time. False when they are fewer than MKR_SPC_LEAST or more than
 * 10,000. Exact, but for the rounding of mean and limits. */
bool mkr_spc_judge(const mkr_decimal *figures, size_t n, mkr_spc *out);

#endif
