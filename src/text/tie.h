/* tie.h - what may not be separated: a number and its unit, a date, "Cllr X".
 *
 * Each word has a role, found once when it is shaped; whether two neighbours belong together is then a
 * question of their roles alone. */
#ifndef MKR_TEXT_TIE_H
#define MKR_TEXT_TIE_H

#include "base/types.h"

enum {
    MKR_ROLE_NUMBER = 1 << 0, /* 12  1,234.5  £5.4m  2024/25  (0.9% */
    MKR_ROLE_DAY = 1 << 1, /* 13  1st */
    MKR_ROLE_YEAR = 1 << 2, /* 2023  2024/25 */
    MKR_ROLE_MONTH = 1 << 3, /* February  Feb */
    MKR_ROLE_QUARTER = 1 << 4, /* Q2 */
    MKR_ROLE_UNIT = 1 << 5, /* %  days  million */
    MKR_ROLE_TITLE = 1 << 6, /* Cllr  Dr */
    MKR_ROLE_LABEL = 1 << 7, /* Appendix  Table  page */
    MKR_ROLE_LETTER = 1 << 8, /* A  B2 */
    MKR_ROLE_TO = 1 << 9, /* to  - */
    MKR_ROLE_MARKER = 1 << 10, /* [b] */
    MKR_ROLE_BRACKET = 1 << 11, /* (0.9%) */
    MKR_ROLE_CAPITAL = 1 << 12, /* begins with a capital */
    MKR_ROLE_OPENS = 1 << 13, /* punctuation stands before it */
    MKR_ROLE_CLOSES = 1 << 14, /* punctuation stands after it */
    /* Set when shaping: Unicode Standard Annex 14 forbids a break here even over spaces. */
    MKR_ROLE_HOLDS_NEXT = 1 << 15, /* "(" */
    MKR_ROLE_HOLDS_PREVIOUS = 1 << 16 /* "!" */
};

/* The role of a word of n bytes, without the two HOLDS bits. */
uint32_t mkr_word_role(const char *s, size_t n);

/* Do two words with a space between belong together? */
bool mkr_roles_tie(uint32_t left, uint32_t right);

/* Are the three a date, so that its year stays too? A month and a year alone may part. */
bool mkr_roles_date(uint32_t day, uint32_t month, uint32_t year);

/* A number, "to", a number: then both spaces are tied. */
bool mkr_roles_range(uint32_t from, uint32_t to, uint32_t until);

#endif
