/* language.c - what is known of a language by its tag. */
#include "base/language.h"

#include "base/ascii.h"

static bool ends(char c) {
    return !c || c == '-';
}

bool mkr_language_same(const char *a, const char *b) {
    size_t n = mkr_same_letters(a, b);
    return n && ((ends(a[n]) && ends(b[n])) || memchr(a, '-', n));
}

/* Arabic, Hebrew, Persian, Urdu, Yiddish, Pashto, Uyghur, Sindhi, Central Kurdish, Dhivehi. */
bool mkr_language_right_to_left(const char *tag) {
    static const char *const languages[] = {"ar", "he", "fa", "ur", "yi", "ps", "ug", "sd", "ckb", "dv"};
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        size_t n = mkr_same_letters(tag, languages[i]);
        if (!languages[i][n] && ends(tag[n]))
            return true;
    }
    return false;
}
