/* hyphen.c - where words and addresses may be divided. English is what pyphen 0.13 makes of the same
 * patterns, Welsh what the rules at the head of fonts/hyph_cy.dic say. */
#include "text.h"

#include <linebreak.h>

#include "text/address.h"
#include "text/fonts.h"
#include "text/hyphen.h"

/* The word with = where it may be divided. */
static const char *divided(world *w, const char *lang, const char *word) {
    const mkr_dictionary *d = mkr_dictionary_find(w->fonts, lang, here);
    mkr_buffer out = mkr_buffer_new(w->arena);
    size_t n = strlen(word);
    bool *after = mkr_alloc(w->arena, n + 1);
    assert_non_null(d);
    mkr_word_hyphens(d, word, n, after);
    for (size_t i = 0; i < n; i++) {
        mkr_buffer_putc(&out, word[i]);
        if (after[i])
            mkr_buffer_putc(&out, '=');
    }
    return mkr_buffer_text(&out);
}

static void check(void **state, const char *lang, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++) {
        char word[100];
        size_t k = 0;
        for (const char *s = words[i]; *s; s++)
            if (*s != '=')
                word[k++] = *s;
        word[k] = '\0';
        assert_string_equal(divided(*state, lang, word), words[i]);
    }
}

static void test_english(void **state) {
    static const char *const words[] = {
        "per=form=ance",      "im=ple=ment=a=tion", "coun=cil",        "au=thor=ity", "re=com=mend=a=tions",
        "ex=pendit=ure",      "sus=tain=ab=il=ity", "neigh=bour=hood", "com=mit=tee", "hy=phen=a=tion",
        "safe=guard=ing",     "ac=count=ab=il=ity", "quarterly",       "table",       "the",
        "re=spons=ib=il=ity", "ad=min=is=tra=tion", "or=gan=isa=tion", "over=spend",
    };
    check(state, "en-GB", words, sizeof words / sizeof *words);
}

static void test_left_alone(void **state) {
    static const char *const words[] = {
        "Per=form=ance",
        "(per=form=ance),",
        "PERFORMANCE",
        "perFormance",
        "performance2",
        "coun=cil's",
        "coun=cil\xE2\x80\x99s",
        "https://performance.gov.uk/recommendations",
        "performance@somerset.gov.uk",
        "self-admin=is=tra=tion", /* four letters at least on each side of a hyphen */
        "hy=phen=a=tion-free",
        "\xC3\x89tablissement", /* a capital beyond ASCII */
    };
    check(state, "en", words, sizeof words / sizeof *words);
}

static void test_welsh(void **state) {
    static const char *const words[] = {
        "ca=bi=net", "pwyll=gor", "chwar=ter",    "cy=lli=deb",     "ym=drech",   "lly=wodrae=thu", "dangos",
        "arho=liad", "rhag=len",  "cym=dei=thas", "cyf=ri=fol=deb", "cyfwe=liad", "gwla=dol",
    };
    check(state, "cy-GB", words, sizeof words / sizeof *words);
}

static void test_languages(void **state) {
    world *w = *state;
    const mkr_dictionary *english = mkr_dictionary_find(w->fonts, "en-GB", here);
    assert_non_null(english);
    assert_ptr_equal(mkr_dictionary_find(w->fonts, "EN-us", here), english);
    assert_ptr_not_equal(mkr_dictionary_find(w->fonts, "cy", here), english);
    assert_null(mkr_dictionary_find(w->fonts, "de", here)); /* without a message */
    assert_null(mkr_dictionary_find(w->fonts, "eng", here));
    assert_null(mkr_dictionary_find(w->fonts, "", here));
    assert_null(mkr_dictionary_find(w->fonts, NULL, here));
    assert_string_equal(w->heard, "");
}

/* The word with | where a line may end. */
static const char *address_parts(world *w, const char *word) {
    size_t n = strlen(word);
    char *breaks = mkr_alloc(w->arena, n);
    mkr_buffer out = mkr_buffer_new(w->arena);
    memset(breaks, LINEBREAK_NOBREAK, n);
    mkr_address_breaks(word, n, breaks);
    for (size_t i = 0; i < n; i++) {
        mkr_buffer_putc(&out, word[i]);
        if (breaks[i] == LINEBREAK_ALLOWBREAK)
            mkr_buffer_putc(&out, '|');
    }
    return mkr_buffer_text(&out);
}

static void test_addresses(void **state) {
    static const struct {
        const char *word, *parts;
    } cases[] = {
        {"https://www.somerset.gov.uk/plans/2024?year=2&part=3#risk",
         "https://www.somerset.gov.uk/|plans/|2024|?year=|2&|part=|3|#risk"},
        {"(www.somerset.gov.uk/plans/).", "(www.somerset.gov.uk/|plans/)."},
        {"http://very-long-name.of-a-server.council.gov.uk/x",
         "http://very|-long|-name|.of|-a|-server|.council|.gov|.uk/x"},
        {"jane.doe@somerset.gov.uk", "jane.|doe|@somerset.|gov.uk"},
        {"and/or", "and/or"}, /* no address */
        {"@council", "@council"},
        {"a@", "a@"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(address_parts(*state, cases[i].word), cases[i].parts);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_english, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_left_alone, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_welsh, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_languages, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_addresses, open_world, close_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
