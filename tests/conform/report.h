/* report.h - what was found wrong in one file, rule by rule. */
#ifndef CONFORM_REPORT_H
#define CONFORM_REPORT_H

#include "cos.h"

#define RULE(symbol, id, twin, text) R_##symbol,
typedef enum {
#include "rules.def"
    RULE_COUNT
} rule;
#undef RULE

#define REPORT_LINES 20 /* printed for one file at most */

/* Where something is wrong; any part may be missing. */
struct elem;
typedef struct place {
    const cos *object;
    size_t page; /* from 1; 0: not on a page */
    const struct elem *elem;
} place;

#define NOWHERE ((place){0})
static inline place at_object(const cos *object) {
    return (place){.object = object};
}
static inline place at_page(size_t page) {
    return (place){.page = page};
}
static inline place on_page(size_t page, const cos *object) {
    return (place){.object = object, .page = page};
}
static inline place at_elem(const struct elem *elem) {
    return (place){.elem = elem};
}

typedef struct finding {
    uint64_t count;
    size_t n_lines;
    const char *lines[REPORT_LINES]; /* the first places, as text */
} finding;

typedef struct report {
    arena mem;
    finding failed[RULE_COUNT], undecided[RULE_COUNT];
} report;

/* The rule is broken at this place; detail is a printf format. */
__attribute__((format(printf, 4, 5))) void fail(report *r, rule broken, place where, const char *detail, ...);
void fail_at(report *r, rule broken, place where);
/* The rule could not be looked into at this place. */
__attribute__((format(printf, 4, 5))) void undecided(report *r, rule open, place where, const char *detail,
                                                     ...);

/* True when no rule is broken. part is the part of PDF/A the file claims, for the verdict. */
bool report_print(const report *r, const char *file, int part);
void report_list_rules(void);
void report_free(report *r);

#endif
