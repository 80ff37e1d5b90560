/* diag.c - tests of messages: their words, counts and limits, and of the nearest right name. */
#include "base/diag.h"

#include "base/utf8.h"
#include "heard.h"

static const mkr_where here = {"f.xml", 3, 7};

static void words(void **state) {
    world *w = *state;
    hush(w);
    assert_false(mkr_say(&w->diag, MKR_E_CANNOT_READ, here, "%s: %s", "x.csv", "gone"));
    assert_false(mkr_say(&w->diag, MKR_E_NO_MEMORY, (mkr_where){"f.xml", 0, 0}, NULL));
    assert_true(mkr_say(&w->diag, MKR_E_EMPTY_FIELD, here, NULL));
    assert_string_equal(w->heard, "f.xml:3:7 CANNOT_READ cannot read the file: x.csv: gone\n"
                                  "f.xml:0:0 NO_MEMORY memory is used up\n"
                                  "f.xml:3:7 EMPTY_FIELD a field has no value\n");
}

static void counts(void **state) {
    world *w = *state;
    hush(w);
    mkr_say(&w->diag, MKR_E_EMPTY_FIELD, here, NULL);
    assert_false(mkr_diag_failed(&w->diag));
    assert_int_equal(w->diag.said[MKR_WARNING], 1);
    mkr_say(&w->diag, MKR_E_CANNOT_READ, here, NULL);
    assert_true(mkr_diag_failed(&w->diag));
    assert_int_equal(w->diag.said[MKR_ERROR], 1);
    assert_int_equal(w->diag.raised, 0);
    hush(w);
    mkr_say(&w->diag, MKR_E_NO_MEMORY, here, NULL);
    assert_true(mkr_diag_failed(&w->diag));
}

static void strict(void **state) {
    world *w = *state;
    hush(w);
    w->diag.strict = true;
    assert_false(mkr_say(&w->diag, MKR_E_EMPTY_FIELD, here, NULL));
    assert_int_equal(w->diag.said[MKR_WARNING], 0);
    assert_int_equal(w->diag.said[MKR_ERROR], 1);
    assert_int_equal(w->diag.raised, 1);
    assert_true(mkr_diag_failed(&w->diag));
}

static size_t lines(const char *s) {
    size_t n = 0;
    while ((s = strchr(s, '\n')))
        n++, s++;
    return n;
}

static void says_twenty_errors(void **state) {
    world *w = *state;
    hush(w);
    for (int i = 0; i < 25; i++)
        mkr_say(&w->diag, MKR_E_CANNOT_READ, here, NULL);
    assert_int_equal(lines(w->heard), 20);
    assert_int_equal(w->diag.said[MKR_ERROR], 25);
    mkr_say(&w->diag, MKR_E_NO_MEMORY, here, NULL); /* a failure is always said */
    assert_int_equal(lines(w->heard), 21);
}

static void needs_no_listener(void **state) {
    (void)state;
    mkr_diag d = {0};
    assert_false(mkr_say(&d, MKR_E_CANNOT_READ, here, NULL));
    assert_int_equal(d.said[MKR_ERROR], 1);
}

static void cuts_between_characters(void **state) {
    world *w = *state;
    char euros[3000];
    for (size_t i = 0; i + 3 < sizeof euros; i += 3)
        memcpy(euros + i, "\xE2\x82\xAC", 4);
    for (int lead = 0; lead < 3; lead++) { /* wherever the end of the room falls in a character */
        hush(w);
        mkr_say(&w->diag, MKR_E_CANNOT_READ, here, "%.*s%s", lead, "ab", euros);
        size_t n = strlen(w->heard);
        assert_in_range(n, 1000, 1100);
        assert_int_equal(mkr_utf8_check(w->heard, n), n);
        assert_string_equal(w->heard + n - 4, "...\n");
    }
}

static void every_code_is_explained(void **state) {
    (void)state;
    for (int i = 0; i < MKR_CODES; i++) {
        const char *name = mkr_code_name((mkr_code)i);
        assert_int_equal(strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"), strlen(name));
        assert_true(strlen(mkr_code_text((mkr_code)i)) > 0);
        assert_true(strlen(mkr_code_advice((mkr_code)i)) > 0);
        assert_in_range(mkr_code_level((mkr_code)i), MKR_NOTICE, MKR_FAILURE);
        for (int k = 0; k < i; k++)
            assert_string_not_equal(name, mkr_code_name((mkr_code)k));
    }
}

static void nearest(void **state) {
    (void)state;
    static const char *const names[] = {"period", "priority", "measure", "rag", NULL};
    assert_string_equal(mkr_nearest("period", names), "period");
    assert_string_equal(mkr_nearest("priod", names), "period"); /* left out */
    assert_string_equal(mkr_nearest("peroid", names), "period"); /* swapped */
    assert_string_equal(mkr_nearest("measuere", names), "measure"); /* put in */
    assert_string_equal(mkr_nearest("prioritx", names), "priority"); /* mistaken */
    assert_string_equal(mkr_nearest("rga", names), "rag"); /* a swap is one mistake, not two */
    assert_null(mkr_nearest("gr", names));
    assert_null(mkr_nearest("commentary", names));
    assert_null(mkr_nearest("", names));
    assert_null(mkr_nearest("period", (const char *const[]){NULL}));
}

static void nearest_of_long_names(void **state) {
    (void)state;
    char name[100], wrong[100];
    memset(name, 'x', sizeof name);
    memset(wrong, 'x', sizeof wrong);
    name[99] = wrong[99] = '\0';
    wrong[50] = 'y';
    const char *names[] = {name, "short", NULL};
    assert_null(mkr_nearest(wrong, names)); /* nobody's name is this long */
    name[48] = wrong[48] = '\0';
    wrong[20] = 'y';
    assert_ptr_equal(mkr_nearest(wrong, names), name);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words),
        cmocka_unit_test(counts),
        cmocka_unit_test(strict),
        cmocka_unit_test(says_twenty_errors),
        cmocka_unit_test(needs_no_listener),
        cmocka_unit_test(cuts_between_characters),
        cmocka_unit_test(every_code_is_explained),
        cmocka_unit_test(nearest),
        cmocka_unit_test(nearest_of_long_names),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
