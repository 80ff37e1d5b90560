/* data.h - what the tests of indicators share: a house style's scheme, and data read from CSV in a string. */
#ifndef MKR_TESTS_DATA_H
#define MKR_TESTS_DATA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "data/data.h"
#include "input/csv.h"

static jmp_buf full;
static mkr_arena *arena;
static char said[2000]; /* all messages: "CODE row:col; " */
static char text[1100]; /* the text of the last one */
static char every[8000]; /* the texts of all */
static char coerced[4000]; /* "how|from|to; " */

static mkr_rule usual; /* met; missed within a margin; by more */
static mkr_rule other = {.name = "other", .levels = {{.rating = MKR_RED}}, .n = 1};
static mkr_rule rules[2];
static mkr_scheme scheme;

static inline mkr_decimal dec(const char *s) {
    mkr_decimal v;
    assert_true(mkr_decimal_parse(s, &v));
    return v;
}

static inline bool is(mkr_decimal v, const char *s) {
    return mkr_decimal_compare(v, dec(s)) == 0;
}

static inline void note(void *user, mkr_level level, const char *code, mkr_where where, const char *message) {
    (void)user;
    (void)level;
    size_t n = strlen(said), m = strlen(every);
    snprintf(said + n, sizeof said - n, "%s %u:%u; ", code, where.line, where.col);
    snprintf(text, sizeof text, "%s", message);
    snprintf(every + m, sizeof every - m, "%s\n", message);
}

static inline void note_coercion(void *user, mkr_where where, const char *how, const char *from,
                                 const char *to) {
    (void)user;
    (void)where;
    size_t n = strlen(coerced);
    snprintf(coerced + n, sizeof coerced - n, "%s|%s|%s; ", how, from, to);
}

static inline mkr_diag new_diag(void) {
    *said = *text = *every = *coerced = '\0';
    return (mkr_diag){.say = note, .coerced = note_coercion};
}

/* A rule: met is green, within the margin amber, else red. */
static inline mkr_rule rule_of(mkr_rule_level margin) {
    margin.rating = MKR_AMBER;
    return (mkr_rule){.name = "usual",
                      .levels = {{.rating = MKR_GREEN, .when = MKR_MET}, margin, {.rating = MKR_RED}},
                      .n = 3};
}

static inline mkr_rule relative(const char *percent) {
    return rule_of((mkr_rule_level){.when = MKR_WITHIN, .has_percent = true, .percent = dec(percent)});
}

static inline void set_scheme(mkr_rule rule) {
    usual = rule;
    rules[0] = usual;
    rules[1] = other;
    scheme = (mkr_scheme){.rules = rules, .n_rules = 2, .usual = &rules[0]};
}

static inline int set_up(void **state) {
    (void)state;
    arena = mkr_arena_new((size_t)1 << 28, &full);
    set_scheme(relative("5"));
    return arena ? 0 : -1;
}

static inline int tear_down(void **state) {
    (void)state;
    mkr_arena_free(arena);
    return 0;
}

static inline bool try_read_two(const char *csv, const char *values, mkr_data *out) {
    mkr_diag diag = new_diag();
    mkr_dialect comma = {.delimiter = ','};
    mkr_table table, second;
    assert_true(mkr_csv_read(arena, &diag, "x.csv", csv, strlen(csv), &comma, &table));
    if (values)
        assert_true(mkr_csv_read(arena, &diag, "v.csv", values, strlen(values), &comma, &second));
    bool ok = mkr_data_read(arena, &diag, &table, values ? &second : NULL, &scheme, out);
    assert_int_equal(ok, !mkr_diag_failed(&diag));
    return ok;
}

static inline bool try_read(const char *csv, mkr_data *out) {
    return try_read_two(csv, NULL, out);
}

static inline mkr_data read(const char *csv) {
    mkr_data data;
    if (!try_read(csv, &data))
        fail_msg("%s (%s)", said, text);
    return data;
}

static inline void says(const char *csv, const char *want) {
    mkr_data data;
    try_read(csv, &data);
    assert_string_equal(said, want);
}

static inline bool rate(mkr_data *data, const char *period) {
    mkr_diag diag = new_diag();
    mkr_period current = {0};
    if (period)
        assert_true(mkr_period_parse(period, &current));
    bool ok = mkr_data_rate(arena, &diag, current, (mkr_where){"t.xml", 7, 1}, data);
    assert_int_equal(ok, !mkr_diag_failed(&diag));
    return ok;
}

#endif
