/* lint.h - what the checks of wording share (private to report/lint*.c). */
#ifndef MKR_REPORT_LINT_H
#define MKR_REPORT_LINT_H

#include "base/ascii.h"
#include "report/prose.h"

/* What kind of text is looked at: each check says which it is for. */
enum {
    MKR_LINT_PARAGRAPH = 1,
    MKR_LINT_ITEM = 2, /* of a list, a note, a field: words, or a sentence or two */
    MKR_LINT_CELL = 4,
    MKR_LINT_HEADING = 8, /* captions, labels and other attributes too */
    MKR_LINT_WORDING = 16, /* texts of an indicator; what data checks itself is not checked again */
    MKR_LINT_SHEET = 32, /* a cell of further data */
    MKR_LINT_TYPED = MKR_LINT_PARAGRAPH | MKR_LINT_ITEM | MKR_LINT_CELL | MKR_LINT_HEADING,
    MKR_LINT_ALL = 63
};

enum { MKR_LINT_REFERENCES = 5 }; /* words that references begin with */

typedef struct mkr_lint_text {
    mkr_prose prose;
    const char *at;
    uint32_t n;
    uint8_t kind;
    bool several; /* it holds more than one sentence */
    bool marked_up; /* a tag was found: one message tells of all */
    uint32_t open[2], quote; /* how many brackets ( [ and quotation marks are open */
    uint32_t open_at[2], quote_at; /* the outermost of them */
    uint32_t straight, straight_at; /* straight double quotation marks, and the last of them */
} mkr_lint_text;

typedef struct mkr_lint_count { /* of what is told once for the whole report */
    size_t n;
    mkr_where first;
} mkr_lint_count;

typedef struct mkr_lint_acronyms mkr_lint_acronyms;
typedef struct mkr_lint_marks mkr_lint_marks;

typedef struct mkr_lint {
    mkr_builder *b;
    mkr_arena *arena; /* of one text; emptied after each */
    bool english; /* some checks know English only */
    bool continuous; /* paragraphs are numbered through the whole report */
    uint32_t triggers[2][256]; /* the checks that a byte calls for anywhere, and where a word begins */
    uint16_t said[MKR_CODES];
    uint32_t appendices; /* bit 0: there is an Appendix A */
    char references[MKR_LINT_REFERENCES][2]; /* how their words begin, in small letters */
    mkr_lint_acronyms *acronyms;
    mkr_lint_marks *marks;
    mkr_lint_count straight, curly, invisible;
} mkr_lint;

/* Called where a text has one of the bytes the check is for. */
typedef void mkr_lint_check(mkr_lint *l, mkr_lint_text *t, uint32_t at);

/* lint.c: say that something is wrong, up to MKR_LINT_MOST times for each code. */
enum { MKR_LINT_MOST = 25 };
void mkr_lint_say(mkr_lint *l, mkr_lint_text *t, uint32_t at, mkr_code code, const char *details, ...)
    __attribute__((format(printf, 5, 6)));
void mkr_lint_say_at(mkr_lint *l, mkr_where where, mkr_code code, const char *details);
/* Part of a text for a message: on one line, not too long. */
const char *mkr_lint_quote(mkr_lint *l, const mkr_lint_text *t, uint32_t from, uint32_t to);
uint32_t mkr_lint_back(const mkr_lint_text *t, uint32_t at); /* where a few words before begin */
/* Where t goes on after these words, in any case, with blanks as wide as may be; 0: others stand there. */
uint32_t mkr_lint_words(const mkr_lint_text *t, uint32_t at, const char *words);

/* A letter, a digit, or part of a letter beyond ASCII: not a no-break space, dash or quotation mark, whose
 * first byte is C2 or E2. */
static inline bool mkr_lint_is_word(char ch) {
    unsigned char c = (unsigned char)ch;
    return mkr_is_letter(ch) || mkr_is_digit(ch) || (c >= 0x80 && c != 0xC2 && c != 0xE2);
}
static inline bool mkr_lint_is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}
static inline char mkr_lint_before(const mkr_lint_text *t, uint32_t at) {
    return at ? t->at[at - 1] : '\0';
}
uint32_t mkr_lint_word_before(const mkr_lint_text *t, uint32_t at); /* where letters up to `at` begin */
uint32_t mkr_lint_skip_blanks(const mkr_lint_text *t, uint32_t at);
uint32_t mkr_lint_skip_blanks_back(const mkr_lint_text *t, uint32_t at); /* to behind what stands before */

/* lint_typing.c: punctuation, brackets, quotation marks, words that stand twice */
mkr_lint_check mkr_lint_stop, mkr_lint_comma, mkr_lint_end_mark, mkr_lint_bracket, mkr_lint_quotation,
    mkr_lint_straight, mkr_lint_no_break, mkr_lint_twice;
void mkr_lint_end(mkr_lint *l, mkr_lint_text *t,
                  const mkr_node *node); /* what is known at the end of a text */
void mkr_lint_capitals(mkr_lint *l, mkr_lint_text *t);
void mkr_lint_mixed(mkr_lint *l); /* at the end of the report */

/* lint_remains.c: what pasting, conversion and haste leave behind */
mkr_lint_check mkr_lint_tag, mkr_lint_escape, mkr_lint_excel, mkr_lint_encoded, mkr_lint_symbol, mkr_lint_odd,
    mkr_lint_placeholder, mkr_lint_square, mkr_lint_error_value, mkr_lint_question;
void mkr_lint_invisible(mkr_lint *l); /* at the end of the report */

/* lint_facts.c: dates and references typed by hand, links */
mkr_lint_check mkr_lint_month, mkr_lint_slash, mkr_lint_reference;
extern const mkr_label_id mkr_lint_references[MKR_LINT_REFERENCES]; /* the words that references begin with */
void mkr_lint_know_appendices(mkr_lint *l); /* before any text is looked at */
void mkr_lint_link(mkr_lint *l, const mkr_node *link);

/* lint_marks.c: marks without a note, notes without a mark */
mkr_lint_check mkr_lint_star, mkr_lint_note_number;
mkr_lint_marks *mkr_lint_marks_new(mkr_arena *arena);
/* A table or section: its notes explain its marks. To begin one gives what its end takes. */
typedef struct mkr_lint_scope {
    size_t from, explained;
} mkr_lint_scope;
mkr_lint_scope mkr_lint_scope_begin(mkr_lint *l);
void mkr_lint_scope_end(mkr_lint *l, mkr_lint_scope outer);
void mkr_lint_scope_explain(mkr_lint *l, const char *text); /* a text that may begin with a mark */
void mkr_lint_unused_notes(mkr_lint *l, const mkr_node *table); /* <note mark="..."> of its own */
void mkr_lint_without_note(mkr_lint *l); /* at the end of the report */

/* lint_acronyms.c */
mkr_lint_acronyms *mkr_lint_acronyms_new(mkr_arena *arena);
mkr_lint_check mkr_lint_acronym;
void mkr_lint_explained(mkr_lint *l, const char *acronym);
void mkr_lint_unexplained(mkr_lint *l); /* at the end of the report */

#endif
