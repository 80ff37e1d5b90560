/* decimal.h - exact decimal numbers, units / 10^places.
 *
 * No binary floating point touches a published figure. */
#ifndef MKR_BASE_DECIMAL_H
#define MKR_BASE_DECIMAL_H

#include "base/arena.h"

typedef struct mkr_decimal {
    int64_t units; /* |units| <= 10^17 */
    uint8_t places; /* 0 to 9 */
} mkr_decimal;

/* Powers of ten: all that 64 bits hold with a sign. */
enum { MKR_TENS = 19 };
extern const int64_t mkr_ten_to[MKR_TENS];

/* Read [sign]digits[.digits], sign "-", "+" or U+2212, nothing before or after. False when it is not that or
 * is out of range. Trailing zeros count as places: "85.0" has one. */
bool mkr_decimal_parse(const char *s, mkr_decimal *out);

/* <0, 0 or >0 as a is less than, equal to or greater than b, whatever their places. */
int mkr_decimal_compare(mkr_decimal a, mkr_decimal b);

/* Exact results; false when out of range. */
bool mkr_decimal_add(mkr_decimal a, mkr_decimal b, mkr_decimal *out);
bool mkr_decimal_subtract(mkr_decimal a, mkr_decimal b, mkr_decimal *out);
bool mkr_decimal_multiply(mkr_decimal a, mkr_decimal b, mkr_decimal *out);

/* <0, 0 or >0 as a * b is less than, equal to or greater than c * d: exact for all numbers, even where the
 * products are out of range. */
int mkr_decimal_compare_products(mkr_decimal a, mkr_decimal b, mkr_decimal c, mkr_decimal d);

mkr_decimal mkr_decimal_abs(mkr_decimal a);

/* Round half away from zero to `places`. */
mkr_decimal mkr_decimal_round(mkr_decimal a, uint8_t places);

/* Print with `places` (0 to 9) decimals, rounded half away from zero, thousands in commas, U+2212 for minus:
 * "−1,234.5". What rounds to zero has no minus. */
char *mkr_decimal_print(mkr_arena *arena, mkr_decimal a, uint8_t places);

/* The number as programs write it, with all its places: "-1234.50". */
enum { MKR_DECIMAL_PLAIN = 32 }; /* bytes */
void mkr_decimal_plain(char out[static MKR_DECIMAL_PLAIN], mkr_decimal a);

/* Where a lies between low (0) and high (span), in integers, rounded to nearest; a may lie outside (a place
 * past the range of mkr_len becomes its end); 0 unless low < high. */
mkr_len mkr_decimal_place(mkr_decimal a, mkr_decimal low, mkr_decimal high, mkr_len span);

#endif
