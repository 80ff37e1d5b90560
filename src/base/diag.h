/* diag.h - what the program says about its input.
 *
 * Every message has a code in diag.def, which fixes its level, its text and its advice; docs/diagnostics.md
 * is made from the same list. A caller adds the place and, after a colon, the particulars. */
#ifndef MKR_BASE_DIAG_H
#define MKR_BASE_DIAG_H

#include "base/arena.h"

typedef enum mkr_level { MKR_NOTICE, MKR_WARNING, MKR_ERROR, MKR_FAILURE } mkr_level;

/* In diag.def: a warning that becomes an error when the document is to be final. */
#define MKR_DRAFT MKR_WARNING

typedef enum mkr_code {
#define X(code, level, text, advice) MKR_E_##code,
#include "base/diag.def"
#undef X
    MKR_CODES
} mkr_code;

/* Receives each message as it is made. `text` is the whole message without place and level. */
typedef void mkr_diag_fn(void *user, mkr_level level, const char *code, mkr_where where, const char *text);

/* Receives each cell that was read as something other than its text: `from` as it stands in the file, `to` as
 * it was understood, `how` in a few words ("thousands commas taken out"). Never called for a suppressed
 * value. */
typedef void mkr_coerced_fn(void *user, mkr_where where, const char *how, const char *from, const char *to);

typedef struct mkr_diag {
    mkr_diag_fn *say;
    mkr_coerced_fn *coerced; /* or NULL */
    void *user;
    bool strict; /* a warning counts as an error */
    bool final; /* what may stand in a draft only is an error */
    size_t said[MKR_FAILURE + 1];
    size_t open[MKR_CODES]; /* how often there was something that only a draft may have */
    size_t raised; /* of the errors, those that are warnings made strict */
    char buffer[1024]; /* the message being made */
} mkr_diag;

enum { MKR_MOST_ERRORS = 20 }; /* after these, further errors are counted but not said */

/* Say something. `details` (printf) follows the fixed text after ": "; NULL for none.
 * Returns false for errors and failures, so that `return mkr_say(...)` reads well; true for the others. */
bool mkr_say(mkr_diag *d, mkr_code code, mkr_where where, const char *details, ...)
    __attribute__((format(printf, 4, 5)));

/* Something that only a draft may have, and whose page shows it: said when the document is to be final, else
 * counted. */
bool mkr_open(mkr_diag *d, mkr_code code, mkr_where where, const char *details);

/* Has anything been said that forbids output? */
bool mkr_diag_failed(const mkr_diag *d);

/* Note a coercion; costs nothing when nobody listens. */
void mkr_coerced(mkr_diag *d, mkr_where where, const char *how, const char *from, const char *to);

mkr_level mkr_code_level(mkr_code code);
bool mkr_code_is_draft(mkr_code code); /* an error when the document is to be final */
const char *mkr_code_name(mkr_code code); /* "CELL_TOO_WIDE" */
const char *mkr_code_text(mkr_code code); /* "cell does not fit in the table" */
const char *mkr_code_advice(mkr_code code); /* what the reader of the message can do */

/* The name in `names` (NULL-terminated) nearest to `wrong` by edit distance, or NULL when none is near. */
const char *mkr_nearest(const char *wrong, const char *const *names);

#endif
