/* movement.c - tests of the sentence that says how ratings have moved. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/build.h"

static jmp_buf full;

typedef struct fixture {
    mkr_arena *arena;
    mkr_style style;
    mkr_data data;
    mkr_period periods[2];
} fixture;

static int begin(void **state) {
    static fixture f;
    memset(&f, 0, sizeof f);
    f.arena = mkr_arena_new(1u << 20, &full);
    f.style.labels[MKR_LABEL_AND] = "and";
    f.style.labels[MKR_LABEL_INDICATORS] = "indicators";
    f.style.labels[MKR_LABEL_MOVEMENT_FIRST] = "the number of {rating} {of} {change}";
    f.style.labels[MKR_LABEL_MOVEMENT_NEXT] = "{rating} {change}";
    f.style.labels[MKR_LABEL_MOVEMENT_ROSE] = "rose from {from} to {to}";
    f.style.labels[MKR_LABEL_MOVEMENT_FELL] = "fell from {from} to {to}";
    f.style.labels[MKR_LABEL_MOVEMENT_STAYED] = "stayed at {to}";
    f.style.labels[MKR_LABEL_MOVEMENT_SET] = "added since {previous}: {added}, removed: {removed}";
    f.style.rating_word[MKR_GREEN] = "Green";
    f.style.rating_word[MKR_LIGHT_GREEN] = "Light green";
    f.style.rating_word[MKR_AMBER] = "Amber";
    f.style.rating_word[MKR_RED] = "Red";
    f.periods[0] = (mkr_period){MKR_QUARTER, 1, 2023};
    f.periods[1] = (mkr_period){MKR_QUARTER, 2, 2023};
    f.data.periods = f.periods;
    f.data.n_periods = 2;
    f.data.current = 1;
    *state = &f;
    return 0;
}

static int end(void **state) {
    mkr_arena_free(((fixture *)*state)->arena);
    return 0;
}

static void set(fixture *f, mkr_rating r, size_t before, size_t now) {
    f->data.rating_used[r] = true;
    f->data.counts.previous_rating[r] = before;
    f->data.counts.rating[r] = now;
}

static const char *sentence(const fixture *f) {
    return mkr_movement_sentence(f->arena, &f->style, &f->data);
}

/* The change that the minute of 2024 reports, with Amber as it was. */
static void as_minuted(void **state) {
    fixture *f = *state;
    set(f, MKR_GREEN, 19, 28);
    set(f, MKR_AMBER, 12, 12);
    set(f, MKR_RED, 17, 5);
    assert_string_equal(sentence(f),
                        "the number of Green indicators rose from 19 to 28 and Red fell from 17 to "
                        "5; Amber stayed at 12");
}

static void all_move(void **state) {
    fixture *f = *state;
    set(f, MKR_GREEN, 1, 2);
    set(f, MKR_LIGHT_GREEN, 2, 1);
    set(f, MKR_AMBER, 0, 1);
    set(f, MKR_RED, 1118, 0);
    assert_string_equal(sentence(f),
                        "the number of Green indicators rose from 1 to 2, Light green fell from 2 to "
                        "1, Amber rose from 0 to 1 and Red fell from 1,118 to 0");
}

static void none_moves(void **state) {
    fixture *f = *state;
    set(f, MKR_GREEN, 3, 3);
    set(f, MKR_RED, 0, 0);
    assert_string_equal(sentence(f), "the number of Green indicators stayed at 3 and Red stayed at 0");
}

static void with_another_set(void **state) {
    fixture *f = *state;
    set(f, MKR_GREEN, 3, 4);
    f->data.counts.added = 2;
    f->data.n_removed = 1;
    assert_string_equal(sentence(f),
                        "the number of Green indicators rose from 3 to 4; added since Q2: 2, removed: 1");
}

static void nothing_before(void **state) {
    fixture *f = *state;
    set(f, MKR_GREEN, 0, 4);
    f->data.current = 0;
    assert_string_equal(sentence(f), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(as_minuted, begin, end),
        cmocka_unit_test_setup_teardown(all_move, begin, end),
        cmocka_unit_test_setup_teardown(none_moves, begin, end),
        cmocka_unit_test_setup_teardown(with_another_set, begin, end),
        cmocka_unit_test_setup_teardown(nothing_before, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
