/* key.h - what a rating means, in words made from its rule. */
#ifndef MKR_REPORT_KEY_H
#define MKR_REPORT_KEY_H

#include "report/style.h"

/* What a level of a rule means: "target missed by up to 5%". `unit` is that of an amount. */
char *mkr_key_text(mkr_arena *arena, const mkr_style *style, const mkr_rule *rule, size_t level,
                   const char *unit);

#endif
