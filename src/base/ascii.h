/* ascii.h - characters by ASCII alone: what <ctype.h> and <strings.h> answer depends on the locale. */
#ifndef MKR_BASE_ASCII_H
#define MKR_BASE_ASCII_H

#include <string.h>

#include "base/types.h"

static inline bool mkr_is_digit(char c) {
    return c >= '0' && c <= '9';
}

static inline char mkr_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static inline bool mkr_is_letter(char c) {
    return mkr_lower(c) >= 'a' && mkr_lower(c) <= 'z';
}

/* What XML calls white space (XML 1.0, 2.3). */
static inline bool mkr_is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Is there nothing but white space? */
static inline bool mkr_is_blank(const char *text) {
    return !text[strspn(text, " \t\r\n")];
}

/* How many of the first characters are the same, upper or lower case. */
static inline size_t mkr_same_letters(const char *a, const char *b) {
    size_t n = 0;
    while (a[n] && mkr_lower(a[n]) == mkr_lower(b[n]))
        n++;
    return n;
}

/* How many bytes the blank at s has: blank, tab, line break, or U+00A0; 0 when there is none. */
static inline size_t mkr_blank(const char *s) {
    if (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r')
        return 1;
    return strncmp(s, "\u00a0", 2) == 0 ? 2 : 0;
}

#endif
