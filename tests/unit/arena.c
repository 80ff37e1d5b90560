/* arena.c - tests of memory that is released all at once. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CEILING = 1 << 20 };

static jmp_buf full;

/* The call must give up through the trap. */
#define ASSERT_FULL(call)                                                                                    \
    do {                                                                                                     \
        if (!setjmp(full)) {                                                                                 \
            call;                                                                                            \
            fail_msg("%s found memory", #call);                                                              \
        }                                                                                                    \
    } while (0)

static int set_up(void **state) {
    *state = mkr_arena_new(CEILING, &full);
    return *state ? 0 : -1;
}

static int tear_down(void **state) {
    mkr_arena_free(*state);
    return 0;
}

static bool is_zero(const char *p, size_t n) {
    while (n && !*p)
        p++, n--;
    return !n;
}

static void aligned_and_zeroed(void **state) {
    for (size_t n = 0; n < 200; n++) {
        char *p = mkr_alloc(*state, n);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        assert_true(is_zero(p, n));
        memset(p, 0xFF, n); /* the next must not see this */
    }
    mkr_arena_reset(*state);
    assert_true(is_zero(mkr_alloc(*state, 10000), 10000));
    assert_true(is_zero(mkr_alloc_array(*state, 300, 100), 30000)); /* larger than a first block */
}

static void strings(void **state) {
    assert_string_equal(mkr_strdup(*state, ""), "");
    assert_string_equal(mkr_strdup(*state, "report"), "report");
    assert_string_equal(mkr_strndup(*state, "report", 3), "rep");
    assert_string_equal(mkr_printf(*state, "%s %d%%", "rated", 95), "rated 95%");
}

static void grows_in_place(void **state) {
    uint32_t *a = mkr_grow(*state, NULL, 0, 3, sizeof *a);
    memcpy(a, (uint32_t[]){1, 2, 3}, 3 * sizeof *a);
    assert_ptr_equal(mkr_grow(*state, a, 3, 100, sizeof *a), a);
    assert_int_equal(a[2], 3);
    assert_true(is_zero((char *)(a + 3), 97 * sizeof *a));
}

static void grows_elsewhere(void **state) {
    uint32_t *old = mkr_grow(*state, NULL, 0, 3, sizeof *old), *grown;
    memcpy(old, (uint32_t[]){1, 2, 3}, 3 * sizeof *old);
    mkr_alloc(*state, 1); /* now another is the newest */
    grown = mkr_grow(*state, old, 3, 100, sizeof *grown);
    assert_ptr_not_equal(grown, old);
    assert_memory_equal(grown, old, 3 * sizeof *old);
    assert_true(is_zero((char *)(grown + 3), 97 * sizeof *grown));
}

static void pushes(void **state) {
    MKR_VEC(uint64_t) v = {0};
    for (uint64_t i = 0; i < 1000; i++) {
        uint64_t *item = MKR_PUSH((mkr_arena *)*state, &v);
        assert_int_equal(*item, 0);
        *item = i;
    }
    assert_int_equal(v.n, 1000);
    for (uint64_t i = 0; i < 1000; i++)
        assert_int_equal(v.at[i], i);
}

static void keeps_to_the_ceiling(void **state) {
    volatile size_t got = 0;
    if (!setjmp(full))
        for (;; got += 1000)
            mkr_alloc(*state, 1000);
    assert_in_range(mkr_arena_held(*state), got, CEILING);
    assert_true(got >= CEILING / 2); /* what is wasted is less than what is given */
    mkr_arena_reset(*state);
    assert_non_null(mkr_alloc(*state, 1000));
}

static void refuses_sums_that_overflow(void **state) {
    void *p = mkr_alloc(*state, 8);
    ASSERT_FULL(mkr_alloc(*state, SIZE_MAX));
    ASSERT_FULL(mkr_alloc(*state, SIZE_MAX - 15));
    ASSERT_FULL(mkr_alloc_array(*state, SIZE_MAX / 2 + 1, 2));
    ASSERT_FULL(mkr_grow(*state, p, 1, SIZE_MAX / 8 + 1, 8));
    ASSERT_FULL(mkr_grow(*state, p, 1, SIZE_MAX, 1));
    ASSERT_FULL(mkr_alloc(*state, CEILING));
    assert_non_null(mkr_alloc(*state, 8)); /* a refusal takes nothing */
}

static void children_share_the_ceiling(void **state) {
    mkr_arena *child = mkr_arena_child(*state), *grandchild = mkr_arena_child(child);
    size_t before = mkr_arena_held(*state);
    mkr_alloc(grandchild, CEILING / 4 * 3);
    assert_true(mkr_arena_held(*state) >= before + CEILING / 4 * 3);
    ASSERT_FULL(mkr_alloc(*state, CEILING / 2));
    mkr_arena_free(child);
    assert_int_equal(mkr_arena_held(*state), before);
    assert_non_null(mkr_alloc(*state, CEILING / 2));
}

/* ---- deferred releases */

static char order[16];
static char a[] = "a", b[] = "b", c[] = "c";

static void note(void *letter) {
    strncat(order, letter, 1);
}

static void releases_last_first(void **state) {
    order[0] = '\0';
    mkr_arena *child = mkr_arena_child(*state);
    mkr_arena_defer(child, note, a);
    mkr_arena_defer(child, note, b);
    mkr_arena_reset(child);
    assert_string_equal(order, "ba");
    mkr_arena_defer(child, note, c);
    mkr_arena_free(child);
    assert_string_equal(order, "bac"); /* each once */
}

static void releases_children_with_their_parent(void **state) {
    order[0] = '\0';
    mkr_arena *parent = mkr_arena_child(*state), *child = mkr_arena_child(parent);
    mkr_arena_defer(parent, note, a);
    mkr_arena_defer(child, note, c);
    mkr_arena_free(parent);
    assert_string_equal(order, "ca"); /* what a child holds may need what its parent holds */
}

static void releases_what_it_has_no_room_to_note(void **state) {
    order[0] = '\0';
    if (!setjmp(full))
        for (;;)
            mkr_alloc(*state, 16);
    ASSERT_FULL(mkr_arena_defer(*state, note, c));
    assert_string_equal(order, "c");
}

static void frees_nothing(void **state) {
    (void)state;
    mkr_arena_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(aligned_and_zeroed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(strings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(grows_in_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(grows_elsewhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pushes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_to_the_ceiling, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_sums_that_overflow, set_up, tear_down),
        cmocka_unit_test_setup_teardown(children_share_the_ceiling, set_up, tear_down),
        cmocka_unit_test_setup_teardown(releases_last_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(releases_children_with_their_parent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(releases_what_it_has_no_room_to_note, set_up, tear_down),
        cmocka_unit_test(frees_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
