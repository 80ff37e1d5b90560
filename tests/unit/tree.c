/* tree.c - tests of the document tree. Names are those of ISO 32000-1, 14.8.4. */
#include "report/tree.h"

#include "heard.h"

static void starts_with_a_document(void **state) {
    const mkr_tree *t = mkr_tree_new(((world *)*state)->arena);
    assert_int_equal(t->elems.n, 2); /* 0 stands for no element */
    assert_int_equal(mkr_tree_at(t, 1)->tag, MKR_DOCUMENT);
    assert_int_equal(mkr_tree_at(t, 1)->parent, 0);
    assert_int_equal(mkr_tree_at(t, 1)->first, 0);
}

static void keeps_order(void **state) {
    mkr_tree *t = mkr_tree_new(((world *)*state)->arena);
    uint32_t sect = mkr_tree_add(t, 1, MKR_SECT), h = mkr_tree_add(t, sect, MKR_H2);
    uint32_t next = mkr_tree_add(t, 1, MKR_SECT), p = mkr_tree_add(t, sect, MKR_P); /* between others */
    assert_int_equal(mkr_tree_at(t, 1)->first, sect);
    assert_int_equal(mkr_tree_at(t, 1)->last, next);
    assert_int_equal(mkr_tree_at(t, sect)->next, next);
    assert_int_equal(mkr_tree_at(t, next)->next, 0);
    assert_int_equal(mkr_tree_at(t, sect)->first, h);
    assert_int_equal(mkr_tree_at(t, h)->next, p);
    assert_int_equal(mkr_tree_at(t, sect)->last, p);
    assert_int_equal(mkr_tree_at(t, p)->parent, sect);
    assert_int_equal(mkr_tree_at(t, p)->tag, MKR_P);
    assert_int_equal(mkr_tree_at(t, p)->page, 0);
}

static void makes_rare_facts_once(void **state) {
    mkr_tree *t = mkr_tree_new(((world *)*state)->arena);
    uint32_t figure = mkr_tree_add(t, 1, MKR_FIGURE);
    assert_null(mkr_tree_at(t, figure)->more);
    mkr_tree_more(t, figure)->alt = "a bar";
    for (int i = 0; i < 1000; i++) /* elements move as their number grows */
        mkr_tree_add(t, figure, MKR_SPAN);
    assert_string_equal(mkr_tree_more(t, figure)->alt, "a bar");
    assert_null(mkr_tree_more(t, figure)->id);
    size_t n = 0;
    for (uint32_t e = mkr_tree_at(t, figure)->first; e; e = mkr_tree_at(t, e)->next)
        n++;
    assert_int_equal(n, 1000);
}

static void names(void **state) {
    (void)state;
    assert_string_equal(mkr_tag_name(MKR_DOCUMENT), "Document");
    assert_string_equal(mkr_tag_name(MKR_H1), "H1");
    assert_string_equal(mkr_tag_name(MKR_H6), "H6");
    assert_string_equal(mkr_tag_name(MKR_LBODY), "LBody");
    assert_string_equal(mkr_tag_name(MKR_THEAD), "THead");
    assert_string_equal(mkr_tag_name(MKR_FIGURE), "Figure");
    for (int i = 0; i < MKR_TAGS; i++) {
        assert_non_null(mkr_tag_name((mkr_tag)i));
        for (int k = 0; k < i; k++)
            assert_string_not_equal(mkr_tag_name((mkr_tag)i), mkr_tag_name((mkr_tag)k));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_with_a_document),
        cmocka_unit_test(keeps_order),
        cmocka_unit_test(makes_rare_facts_once),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
