/* judged.h - what the tests of ratings and of directions of travel share: rules, and one indicator over some
 * quarters. */
#ifndef MKR_TESTS_JUDGED_H
#define MKR_TESTS_JUDGED_H

#include "data/rate.h"
#include "heard.h"

/* In tables of the tests what is left out is 0. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

enum { MOST = 40 };

static inline mkr_decimal dec(const char *s) {
    mkr_decimal v;
    if (!mkr_decimal_parse(s, &v))
        fail_msg("%s", s);
    return v;
}

/* ---- rules */

#define LEVEL(r, w, ...)                                                                                     \
    { .rating = MKR_##r, .when = MKR_##w, __VA_ARGS__ }
#define PERCENT(u, p) .has_percent = true, .percent = {u, p}
#define AMOUNT(u, p) .has_amount = true, .amount = {u, p}
#define POINTS(u, p) .has_points = true, .points = {u, p}
#define OUTSIDE .outside = true

enum {
    MAIDSTONE,
    HAVERING,
    HAVERING_OWN,
    BELFAST,
    BRIGHTON,
    POINTS_2,
    KENT_RANGE,
    EAST_SUSSEX,
    NORTH_NORFOLK,
    BRACKNELL,
    FINANCE,
    FINANCE_LARGER,
    STRICT,
    RULES
};

static const mkr_rule rules[RULES] = {
    [MAIDSTONE] = {"maidstone",
                   false,
                   {LEVEL(GREEN, MET), LEVEL(AMBER, WITHIN, PERCENT(10, 0)), LEVEL(RED, OTHERWISE)},
                   3,
                   {0}},
    [HAVERING] = {"havering",
                  false,
                  {LEVEL(GREEN, WITHIN, PERCENT(10, 0)), LEVEL(AMBER, LAST_YEAR), LEVEL(RED, OTHERWISE)},
                  3,
                  {0}},
    [HAVERING_OWN] = {"own", false, {LEVEL(GREEN, WITHIN, PERCENT(5, 0)), LEVEL(RED, OTHERWISE)}, 2, {0}},
    [BELFAST] = {"belfast",
                 false,
                 {LEVEL(GREEN, WITHIN, PERCENT(1, 0)), LEVEL(AMBER, WITHIN, PERCENT(5, 0), OUTSIDE),
                  LEVEL(RED, OTHERWISE)},
                 3,
                 {0}},
    [BRIGHTON] = {"brighton", false, {LEVEL(GREEN, MET), LEVEL(AMBER, FLOOR), LEVEL(RED, OTHERWISE)}, 3, {0}},
    [POINTS_2] = {"points",
                  false,
                  {LEVEL(GREEN, MET), LEVEL(AMBER, WITHIN, POINTS(25, 1)), LEVEL(RED, OTHERWISE)},
                  3,
                  {0}},
    [KENT_RANGE] = {"range", false, {LEVEL(GREEN, RANGE), LEVEL(RED, OTHERWISE)}, 2, {0}},
    [EAST_SUSSEX] =
        {"carry-over", false, {LEVEL(BLUE, CARRIED), LEVEL(GREEN, MET), LEVEL(RED, OTHERWISE)}, 3, {0}},
    [NORTH_NORFOLK] = {"quartile",
                       false,
                       {LEVEL(GREEN, QUARTILE, .quartile = 1), LEVEL(LIGHT_GREEN, QUARTILE, .quartile = 2),
                        LEVEL(AMBER, QUARTILE, .quartile = 3), LEVEL(RED, QUARTILE, .quartile = 4)},
                       4,
                       {0}},
    [BRACKNELL] = {"forecast",
                   true,
                   {LEVEL(GREEN, MET), LEVEL(AMBER, WITHIN, PERCENT(5, 0)), LEVEL(RED, OTHERWISE)},
                   3,
                   {0}},
    [FINANCE] = {"finance",
                 false,
                 {LEVEL(GREEN, MET), LEVEL(AMBER, WITHIN, PERCENT(5, 0), AMOUNT(100, 0), OUTSIDE),
                  LEVEL(RED, OTHERWISE)},
                 3,
                 {0}},
    [FINANCE_LARGER] = {"larger",
                        false,
                        {LEVEL(GREEN, MET),
                         LEVEL(AMBER, WITHIN, PERCENT(5, 0), AMOUNT(100, 0), .larger = true),
                         LEVEL(RED, OTHERWISE)},
                        3,
                        {0}},
    [STRICT] = {"strict",
                false,
                {LEVEL(GREEN, MET, OUTSIDE), LEVEL(AMBER, FLOOR, OUTSIDE), LEVEL(RED, OTHERWISE)},
                3,
                {0}},
};

/* ---- one indicator over some quarters */

typedef struct {
    mkr_data data;
    mkr_scheme scheme;
    mkr_indicator i;
    mkr_value values[MOST];
    mkr_period periods[MOST];
} bench;

static inline bench *set_bench(int rule, mkr_polarity polarity) {
    static bench b;
    b = (bench){.i = {.ref = "A",
                      .unit = "%",
                      .step = 1,
                      .places = 2,
                      .polarity = polarity,
                      .polarity_given = true,
                      .rule = &rules[rule],
                      .where = {"x.csv", 2, 1}}};
    b.i.values = b.values;
    b.data = (mkr_data){.scheme = &b.scheme, .indicators = &b.i, .n = 1, .periods = b.periods};
    for (int p = 0; p < MOST; p++)
        b.periods[p] = (mkr_period){MKR_QUARTER, (uint8_t)(p % 4), (int16_t)(2000 + p / 4)};
    return &b;
}

/* "80", "<5", ">5", "[c]", "[nd]", "[nc]", "" */
static inline void set_actual(mkr_value *v, const char *s) {
    mkr_nil nil = *s == '<' ? MKR_BELOW : *s == '>' ? MKR_ABOVE : MKR_NIL_NONE;
    v->has_actual = false;
    if (!strcmp(s, "[c]"))
        nil = MKR_CONFIDENTIAL;
    else if (!strcmp(s, "[nd]"))
        nil = MKR_NOT_DUE;
    else if (!strcmp(s, "[nc]"))
        nil = MKR_INCOMPARABLE;
    else if (*s) {
        mkr_decimal d = dec(s + (nil != MKR_NIL_NONE));
        v->actual_units = d.units;
        v->actual_places = d.places;
        v->has_actual = nil == MKR_NIL_NONE;
    }
    mkr_set_nil(v, nil);
}

static inline void set_target(mkr_value *v, const char *s) {
    mkr_decimal d = dec(s);
    v->target_units = d.units;
    v->target_places = d.places;
    v->has_target = true;
}

static inline void set_decimal(const char *s, bool *has, mkr_decimal *out) {
    if (s) {
        *has = true;
        *out = dec(s);
    }
}

/* ---- a series of figures */

typedef struct {
    mkr_basis basis;
    mkr_polarity polarity;
    const char
        *values; /* one a quarter, the last is the current one; "b" after a value is a break before it */
    mkr_travel want, longer;
    const char *band, *maximum, *target;
    bool amount, at_maximum;
    uint8_t step, periods;
} journey;

static inline void set_journey(bench *b, const journey *j) {
    char text[400], *save = NULL;
    snprintf(text, sizeof text, "%s", j->values);
    b->scheme.basis = j->basis;
    b->scheme.dead_band = dec(j->band ? j->band : "0");
    b->scheme.band_is_amount = j->amount;
    b->scheme.at_maximum = j->at_maximum;
    b->scheme.trend_periods = j->periods ? j->periods : 3;
    b->i.step = j->step ? j->step : 1;
    set_decimal(j->maximum, &b->i.has_maximum, &b->i.maximum);
    for (char *v = strtok_r(text, " ", &save); v; v = strtok_r(NULL, " ", &save)) {
        mkr_value *value = &b->values[b->data.n_periods++];
        char *mark = strchr(v, 'b');
        if (mark) {
            value->marks = MKR_MARK('b');
            *mark = '\0';
        }
        set_actual(value, strcmp(v, ".") ? v : "");
        if (j->target)
            set_target(value, j->target);
    }
    b->data.current = b->data.n_periods - 1;
}

#endif
