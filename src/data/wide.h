/* wide.h - decimals as whole numbers of 10^-9 in 128 bits, for sums and products that must be exact (private
 * to data). A decimal is at most 10^26 of them, so there is room to multiply by some 10^12 more. */
#ifndef MKR_DATA_WIDE_H
#define MKR_DATA_WIDE_H

#include "base/decimal.h"

typedef __int128 mkr_wide;

enum { MKR_WIDE_PLACES = 9 };

static inline mkr_wide mkr_wide_of(mkr_decimal a) {
    return (mkr_wide)a.units * mkr_ten_to[MKR_WIDE_PLACES - a.places];
}

static inline mkr_wide mkr_wide_abs(mkr_wide a) {
    return a < 0 ? -a : a;
}

/* <0, 0 or >0 as a is less than, equal to or greater than `percent` per cent of the size of `base`; exact for
 * all decimals and for |a| up to 2 * 10^26. */
int mkr_wide_compare_share(mkr_wide a, mkr_decimal base, mkr_decimal percent);

#endif
