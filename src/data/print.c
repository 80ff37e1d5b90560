/* print.c - figures as text: with their unit, and as they stand in data. Not here: the dump (dump.c). */
#include "data/reader.h"
#include "data/unit.h"

const char *mkr_unrated_name(mkr_unrated u) {
    static const char *const names[MKR_UNRATED_REASONS] = {
        "", "no-target", "no-value", "contextual", "not-yet-due", "suppressed", "no-basis"};
    return names[u];
}

const char *mkr_polarity_name(const mkr_indicator *i) {
    static const char *const names[] = {[MKR_POLARITY_NONE] = "none",
                                        [MKR_HIGHER] = "higher",
                                        [MKR_LOWER] = "lower",
                                        [MKR_ON_PLAN] = "on plan"};
    return i->polarity_given ? names[i->polarity] : "";
}

char *mkr_indicator_print(mkr_arena *arena, const mkr_indicator *i, mkr_decimal v) {
    return mkr_unit_print_number(arena, i->unit, v, i->places);
}

char *mkr_indicator_print_unit(mkr_arena *arena, const mkr_indicator *i, mkr_decimal v) {
    return mkr_unit_print(arena, i->unit, v, i->places);
}

/* ---- the actual of a value */

/* Does it miss its target? An indicator without polarity misses nothing. */
static bool misses(const mkr_indicator *i, int side) {
    switch (i->polarity) {
    case MKR_HIGHER:
        return side < 0;
    case MKR_LOWER:
        return side > 0;
    case MKR_ON_PLAN:
        return side != 0;
    case MKR_POLARITY_NONE:
        break;
    }
    return false;
}

/* The actual rounded for print, but a step back on its own side of a target that rounding would carry it to
 * or past: 94.96 against 95 is 94.9 with one decimal. */
static mkr_decimal keep_side(const mkr_indicator *i, const mkr_value *v) {
    mkr_decimal actual = mkr_actual(v), target = mkr_target(v);
    int side = mkr_decimal_compare(actual, target);
    if (!v->has_target || !misses(i, side) || actual.places <= i->places)
        return actual;
    mkr_decimal rounded = mkr_decimal_round(actual, i->places);
    int after = mkr_decimal_compare(rounded, target);
    if (after != 0 && (after < 0) == (side < 0))
        return actual;
    rounded.units += side < 0 ? -1 : 1; /* it has i->places decimals, for the actual has more */
    return rounded;
}

mkr_decimal mkr_value_shown(const mkr_data *data, const mkr_indicator *i, const mkr_value *v) {
    return data->scheme->never_across ? keep_side(i, v) : mkr_actual(v);
}

char *mkr_nil_print(mkr_arena *arena, mkr_nil nil, const char *limit) {
    if (nil == MKR_BELOW || nil == MKR_ABOVE)
        return mkr_printf(arena, "%c%s", nil == MKR_BELOW ? '<' : '>', limit);
    return mkr_printf(arena, "[%s]", mkr_nil_shorthand(nil == MKR_NIL_NONE ? MKR_NOT_AVAILABLE : nil));
}

char *mkr_comparator_print(mkr_arena *arena, const mkr_comparator *c, bool source) {
    const char *from = source ? c->source : "";
    if (!*c->period && !*from)
        return mkr_strdup(arena, c->label);
    return mkr_printf(arena, "%s (%s%s%s)", c->label, c->period, *c->period && *from ? "; " : "", from);
}

char *mkr_value_print(mkr_arena *arena, const mkr_data *data, const mkr_indicator *i, const mkr_value *v,
                      bool unit) {
    mkr_decimal number = v->has_actual ? mkr_value_shown(data, i, v) : mkr_actual(v);
    char *text = unit ? mkr_indicator_print_unit(arena, i, number) : mkr_indicator_print(arena, i, number);
    return v->has_actual ? text : mkr_nil_print(arena, mkr_value_nil(v), text);
}
