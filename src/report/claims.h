/* claims.h - what the parts of the check of typed figures share (private to report/claims*.c). */
#ifndef MKR_REPORT_CLAIMS_H
#define MKR_REPORT_CLAIMS_H

#include "report/prose.h"

/* ---- what a figure is about */

/* States an indicator can be in: a bit for each rating, then directions of travel, then "rated". */
typedef uint16_t mkr_states;
#define MKR_STATE_RATING(r) ((mkr_states)(1u << (r)))
#define MKR_STATE_TRAVEL(t) ((mkr_states)(1u << (MKR_RATINGS + (t))))
#define MKR_STATE_RATED ((mkr_states)(1u << (MKR_RATINGS + MKR_TRAVELS)))
#define MKR_STATES_OF_TRAVEL                                                                                 \
    (MKR_STATE_TRAVEL(MKR_IMPROVING) | MKR_STATE_TRAVEL(MKR_STABLE) | MKR_STATE_TRAVEL(MKR_DECLINING))

/* Which indicators: all, one group's, or some that the check cannot tell: then counts are not compared. */
typedef enum mkr_extent { MKR_SCOPE_ALL, MKR_SCOPE_GROUP, MKR_SCOPE_OPEN } mkr_extent;
typedef struct mkr_claim_scope {
    mkr_extent extent;
    const mkr_group *group;
} mkr_claim_scope;

/* Periods that are named: a set of these. */
enum { MKR_AT_CURRENT = 1, MKR_AT_PREVIOUS = 2, MKR_AT_OTHER = 4 };

/* ---- words (claims_words.c) */

enum { /* what a word can do in a sentence about counts; 0: not known, it may narrow down what is counted */
       MKR_WORD_PLAIN = 1,
       MKR_WORD_NOUN = 2, /* indicators, measures */
       MKR_WORD_LINK = 4, /* may stand between a number and its rating: "are", "rated as" */
       MKR_WORD_WHOLE = 8, /* speaks of the whole report */
       MKR_WORD_NOT_COUNT = 16, /* the number after it is no count: "by", "more than", "paragraph" */
       MKR_WORD_UNSURE = 32, /* what may or will be: "would", "forecast" */
       MKR_WORD_TURN = 64, /* after a comma, begins another thought: "while", "which" */
       MKR_WORD_BACK = 128, /* points back: "these", "which", "including" */
       MKR_WORD_CONTAINS = 256,
       MKR_WORD_ARTICLE = 512, /* "the", "all", "our" */
       MKR_WORD_PLACE = 1024, /* "in", "under": a group's name may follow */
       MKR_WORD_COMPARABLE = 2048,
       MKR_WORD_VERB = 4096, /* "is", "are": what follows is said of the number */
       MKR_WORD_QUALITY = 8192, /* stands before a noun without narrowing it: "performance", "key" */
};
typedef struct mkr_lexicon mkr_lexicon;
mkr_lexicon *mkr_lexicon_new(mkr_arena *arena);
typedef struct mkr_lexeme {
    uint16_t bits; /* MKR_WORD_...; 0: not known */
    mkr_states states; /* "improved", "declined", "unchanged" ...; or 0 */
    int8_t number; /* "no", "one" to "ninety-nine"; or -1 */
} mkr_lexeme;
mkr_lexeme mkr_lexicon_find(const mkr_lexicon *l, const char *word, size_t n); /* any case */

/* ---- a text, read (claims_read.c) */

typedef enum mkr_item_kind {
    MKR_ITEM_WORD, /* one that is known */
    MKR_ITEM_UNKNOWN,
    MKR_ITEM_NUMBER,
    MKR_ITEM_PERCENT,
    MKR_ITEM_STATE,
    MKR_ITEM_GROUP,
    MKR_ITEM_PERIOD,
    MKR_ITEM_MARK, /* a punctuation mark */
    MKR_ITEM_END, /* of a sentence */
} mkr_item_kind;

typedef struct mkr_item {
    uint8_t kind;
    char mark;
    uint8_t when; /* period: MKR_AT_... */
    bool spelled; /* a number in words */
    bool below; /* "<1%" */
    uint16_t word; /* MKR_WORD_... */
    mkr_states states;
    mkr_decimal number;
    const mkr_group *group;
    uint32_t at, end; /* bytes of the text */
} mkr_item;

typedef MKR_VEC(mkr_item) mkr_items;

typedef struct mkr_claims {
    mkr_builder *b;
    mkr_arena *arena; /* of one text; emptied after each */
    const mkr_data *data; /* or NULL */
    const mkr_lexicon *lexicon;
    bool english; /* the grammar knows English only */
    bool has_previous;
    mkr_period current, previous;
} mkr_claims;

void mkr_claims_read(mkr_claims *c, const char *text, mkr_items *out);

/* ---- checks */

/* claims_prose.c: what the sentences of a text say. `when`: periods that the headings above name. Both are
 * set to what a list that follows the text is about. */
void mkr_claims_prose(mkr_claims *c, mkr_prose *prose, mkr_claim_scope *scope, unsigned *when);

/* claims_table.c: totals, counts and percentages of a typed table */
void mkr_claims_table(mkr_claims *c, const mkr_node *table, mkr_claim_scope scope, unsigned when);

/* claims.c: what the data say. `when`: the periods, current or previous, that may be meant. */
/* Could there be n indicators in one of these states? True also where that cannot be known. */
bool mkr_claims_agrees(const mkr_claims *c, mkr_claim_scope scope, mkr_states states, unsigned when,
                       int64_t n);
/* Could all indicators (or all rated, all compared) be in one of these states? */
bool mkr_claims_all_agree(const mkr_claims *c, mkr_claim_scope scope, mkr_states states, unsigned when);
/* Could N less than before, or more if `change` is above 0, be in one of these states now? */
bool mkr_claims_change_agrees(const mkr_claims *c, mkr_claim_scope scope, mkr_states states, int64_t change);
/* What a share may be of: a set of these; 0: of any. */
enum { MKR_OF_ALL = 1, MKR_OF_RATED = 2, MKR_OF_COMPARED = 4 };
/* Could a percentage be theirs? */
bool mkr_claims_share_agrees(const mkr_claims *c, mkr_claim_scope scope, mkr_states states, unsigned when,
                             const mkr_item *percent, unsigned bases, bool loose);
/* Could n be all of them, the rated or the compared? */
bool mkr_claims_total_agrees(const mkr_claims *c, mkr_claim_scope scope, int64_t n);
/* "13 in Q2 2024/25", "13 in Q2 2024/25, 15 in Q1 2024/25": for messages. */
const char *mkr_claims_tell(const mkr_claims *c, mkr_claim_scope scope, mkr_states states, unsigned when);
/* "16% of 114 (all), 32% of 56 (rated)" */
const char *mkr_claims_tell_shares(const mkr_claims *c, mkr_claim_scope scope, mkr_states states);
const char *mkr_claims_tell_share(const mkr_claims *c, int64_t n, int64_t m, uint8_t places); /* "30%" */
/* Say that `quote` (n bytes) is wrong, and the truth. */
void mkr_claims_say(mkr_claims *c, mkr_where where, const char *quote, size_t n, const char *truth);
/* Is a percentage n / m, rounded? `loose`: to either side, as where shares are made to add up to 100. */
bool mkr_claims_is_share(mkr_decimal percent, bool below, int64_t n, int64_t m, bool loose);

#endif
