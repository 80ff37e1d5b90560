/* words.c - figures in words. */
#include "report/build.h"

const char *mkr_build_count(mkr_arena *arena, size_t n) {
    static const char *const words[] = {"no",  "one",   "two",   "three", "four", "five",
                                        "six", "seven", "eight", "nine",  "ten"};
    if (n < sizeof words / sizeof *words)
        return words[n];
    return mkr_decimal_print(arena, (mkr_decimal){(int64_t)n, 0}, 0);
}

const char *mkr_build_capital(mkr_arena *arena, const char *text) {
    char *copy = mkr_strdup(arena, text);
    if (copy[0] >= 'a' && copy[0] <= 'z')
        copy[0] = (char)(copy[0] - 'a' + 'A');
    return copy;
}

const char *mkr_build_polarity(const mkr_builder *b, mkr_polarity polarity) {
    static const mkr_label_id labels[] = {[MKR_HIGHER] = MKR_LABEL_HIGHER_IS_BETTER,
                                          [MKR_LOWER] = MKR_LABEL_LOWER_IS_BETTER,
                                          [MKR_ON_PLAN] = MKR_LABEL_ON_PLAN_IS_BEST};
    return polarity == MKR_POLARITY_NONE ? NULL : b->style->labels[labels[polarity]];
}

const char *mkr_build_period_name(mkr_arena *arena, mkr_period p) {
    const char *name = mkr_period_short(p);
    return *name ? name : mkr_period_year(arena, p);
}
