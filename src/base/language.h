/* language.h - what is known of a language by its tag (BCP 47). */
#ifndef MKR_BASE_LANGUAGE_H
#define MKR_BASE_LANGUAGE_H

#include "base/types.h"

/* Is it written from right to left? */
bool mkr_language_right_to_left(const char *tag);

/* Is it the same language, if perhaps of two regions: "en" and "en-GB"? */
bool mkr_language_same(const char *a, const char *b);

#endif
