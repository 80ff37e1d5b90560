/* spoken.c - sums of money that are printed short, as a screen reader should say them: "£8.692m" is "8.692
 * million pounds" (ISO 32000-1, 14.9.5: the expansion of an abbreviation).
 *
 * For figures that the program prints from data, never for what somebody has written. */
#include <string.h>

#include "base/ascii.h"
#include "data/unit.h"
#include "report/build.h"

static const char *minus(mkr_builder *b, bool negative, const char *figure) {
    return negative ? mkr_style_say(b->arena, b->style, MKR_LABEL_SPOKEN_MINUS, "figure", figure, NULL)
                    : figure;
}

/* The bytes of a sign before a figure; a bracket is one. */
static size_t sign_length(const char *s, bool *negative) {
    static const char *const signs[] = {"(", "-", "\u2212", "+"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (!strncmp(s, signs[i], strlen(signs[i]))) {
            *negative = i < 3;
            return strlen(signs[i]);
        }
    return 0;
}

/* NULL: what is printed is said as it stands. */
static const char *spoken(mkr_builder *b, const char *printed) {
    static const mkr_label_id words[] = {
        [3] = MKR_LABEL_SPOKEN_THOUSAND, [6] = MKR_LABEL_SPOKEN_MILLION, [9] = MKR_LABEL_SPOKEN_BILLION};
    bool negative = false;
    const char *s = printed + sign_length(printed, &negative);
    bool pounds = !strncmp(s, "£", 2);
    s += pounds ? 2 : 0;
    size_t n = strspn(s, "0123456789.,");
    int8_t scale = 0;
    const char *end = s + n + (pounds ? mkr_scale_read(s + n, &scale) : 0);
    if (n == 0 || (*printed == '(') != (*end == ')') || end[*end == ')'])
        return NULL;
    const char *figure = mkr_strndup(b->arena, s, n);
    if (scale)
        figure = mkr_style_say(b->arena, b->style, words[scale], "n", figure, NULL);
    else if (*printed != '(')
        return NULL;
    else if (pounds)
        figure = mkr_printf(b->arena, "£%s", figure);
    return minus(b, negative, figure);
}

void mkr_build_spoken(mkr_builder *b, mkr_block *text) {
    const char *said = text->spans.n == 1 ? spoken(b, text->spans.at[0].text) : NULL;
    if (!said)
        return;
    uint32_t span = mkr_tree_add(b->tree, text->elem, MKR_SPAN);
    mkr_tree_more(b->tree, span)->expansion = said;
    text->spans.at[0].elem = span;
}
