/* chart_alt_words.c - the words of an author's alternative text, for all that hold one against its chart. */
#include <string.h>

#include "base/ascii.h"
#include "report/chart_alt.h"

bool mkr_alt_is_word_part(char c) {
    return mkr_is_letter(c) || mkr_is_digit(c) || c == '\'' || c == '/' || (unsigned char)c >= 0x80;
}

bool mkr_alt_has_word(const char *list, const char *word) {
    size_t n = strlen(word);
    for (const char *s = strstr(list, word); n && s; s = strstr(s + 1, word))
        if (s > list && s[-1] == ' ' && s[n] == ' ')
            return true;
    return false;
}

bool mkr_alt_is_in_name(const char *name, const char *word) {
    size_t n = strlen(word);
    for (const char *s = name; *s; s++)
        if (mkr_same_letters(s, word) >= n && (s == name || !mkr_alt_is_word_part(s[-1])) &&
            !mkr_alt_is_word_part(s[n]))
            return true;
    return false;
}

const char *mkr_alt_sentence_end(const char *s) {
    while (*s && !(*s == '.' && !mkr_is_digit(s[1])) && !strchr("?!;", *s))
        s++;
    return *s ? s + 1 : s;
}

/* "3", "three", "no"; -1: not a number. */
static int32_t read_count(const mkr_lexicon *lexicon, const char *word) {
    int32_t n = 0;
    if (!mkr_is_digit(*word))
        return mkr_lexicon_find(lexicon, word, strlen(word)).number;
    for (; mkr_is_digit(*word) && n < 100000; word++)
        n = n * 10 + *word - '0';
    return *word ? -1 : n;
}

const char *mkr_alt_take_sentence(mkr_alt_words *w, const char *s) {
    const char *end = mkr_alt_sentence_end(s);
    w->n = 0;
    w->is_question = end > s && end[-1] == '?';
    for (size_t n; s < end; s += n ? n : 1) {
        bool room = w->n < MKR_ALT_MOST;
        for (n = 0; s + n < end && mkr_alt_is_word_part(s[n]); n++)
            if (n < MKR_ALT_WORD - 1 && room)
                w->word[w->n][n] = mkr_lower(s[n]);
        if (n && room)
            w->word[w->n++][n < MKR_ALT_WORD ? n : MKR_ALT_WORD - 1] = '\0';
    }
    return end;
}

mkr_alt_count mkr_alt_read_count(const mkr_alt_words *w, const mkr_lexicon *lexicon, size_t at) {
    static const char all[] = " all every each both ", none[] = " none neither ";
    const char *word = w->word[at];
    if (mkr_alt_has_word(all, word))
        return (mkr_alt_count){MKR_ALT_ALL, 0};
    if (mkr_alt_has_word(none, word))
        return (mkr_alt_count){MKR_ALT_EXACTLY, 0};
    int32_t n = read_count(lexicon, word);
    return n < 0 ? (mkr_alt_count){MKR_ALT_NO_COUNT, 0} : (mkr_alt_count){MKR_ALT_EXACTLY, (size_t)n};
}
