/* claims_words.c - the words of sentences about counts.
 *
 * A sentence is compared with the data only where every word is known: any other may say that the count is of
 * something else ("five of the housing indicators"). So a word left out here costs a check that could have
 * been made, never a false alarm; words that narrow down what is counted must not be added. */
#include <string.h>

#include "base/ascii.h"
#include "report/claims.h"

static const struct {
    uint16_t bits;
    const char *words;
} classes[] = {
    {MKR_WORD_PLAIN,
     "a after against altogether also an and any at be because been being but compared comparison compares "
     "count counts did does during each end every figure figures had have has he how however i into is it "
     "its "
     "itself just latest made make makes many me members much of on only or our out quite same she so some "
     "such "
     "taken that the their there therefore this those these through to together too us very was we were what "
     "while whilst although though with yet between since up down from by in for under within across among "
     "not "
     "now then than more fewer less further as at are which who when where both current currently all other"},
    {MKR_WORD_PLAIN, "change changed changes climbed compare continue continued continues decrease decreased "
                     "decreases dropped "
                     "drop drops fall fallen falling falls fell gave give given gives go goes going gone "
                     "grew grow grown increase "
                     "increased increases increasing move moved moves number numbered numbers overall "
                     "picture position positive "
                     "negative present presented presents remain remained remaining remains rise risen rises "
                     "rising rose saw see "
                     "seen set sets show showed showing shown shows slight slightly small stand stands stay "
                     "stayed stays stood "
                     "sum sums total totals turned went half majority percentage proportion share steady "
                     "encouraging better worse "
                     "good poor"},
    {MKR_WORD_PLAIN,
     "rag rating ratings status statuses direction directions travel performance performing performed basis "
     "period periods quarter quarters quarterly month months monthly year years annual end-of-year year-end "
     "date "
     "today previous last prior preceding earlier before ago start priority priorities plan appendix annex "
     "table "
     "chart off near behind reduced track"},
    {MKR_WORD_PLAIN, /* of headings */
     "summary overview introduction background purpose conclusion conclusions results result headlines "
     "headline "
     "highlights issues key main recommendations reasons proposals considerations executive cabinet "
     "committee "
     "corporate management read indicators' county strategic"},
    {MKR_WORD_NOUN | MKR_WORD_PLAIN, "indicator indicators measure measures kpi kpis pi pis"},
    {MKR_WORD_QUALITY | MKR_WORD_PLAIN, "performance key corporate"},
    {MKR_WORD_LINK, "a an are as at been being had has have having is of reported showing shown assessed "
                    "classed flagged the them these was were which with"},
    {MKR_WORD_PLAIN, "reported assessed classed flagged"},
    {MKR_WORD_VERB, "are is was were have has"},
    {MKR_WORD_WHOLE | MKR_WORD_PLAIN,
     "report report's reports council council's overall altogether total totals"},
    {MKR_WORD_NOT_COUNT,
     "about above additional almost another appendix approximately around at below by chapter down every "
     "extra "
     "figure first further item last least more most nearly next note number other over page paragraph phase "
     "priority quarter remaining roughly same section stage table than these those top under up version week "
     "within year fewer less newly each per pages paragraphs tables"},
    {MKR_WORD_UNSURE | MKR_WORD_PLAIN,
     "aim aimed aims anticipated could expect expected expects forecast if intend intended may might must "
     "planned predict predicted project projected proposed should target unless until will would"},
    {MKR_WORD_TURN,
     "although and as because but compared reflecting though when where which while whilst who with"},
    {MKR_WORD_BACK | MKR_WORD_PLAIN, "these those them they which whom including include includes included"},
    {MKR_WORD_CONTAINS | MKR_WORD_PLAIN,
     "contains contain comprises comprise covers cover contained covered"},
    {MKR_WORD_ARTICLE, "the all our"},
    {MKR_WORD_PLACE, "in under for within"},
    {MKR_WORD_COMPARABLE | MKR_WORD_PLAIN, "comparable compared"},
};

static const struct {
    mkr_states state;
    const char *words;
} states[] = {
    {MKR_STATE_RATED, "rated"},
    {MKR_STATE_RATING(MKR_UNRATED), "unrated"},
    {MKR_STATE_TRAVEL(MKR_IMPROVING), "improved improving"},
    {MKR_STATE_TRAVEL(MKR_STABLE), "stable unchanged"},
    {MKR_STATE_TRAVEL(MKR_DECLINING), "declined declining deteriorated deteriorating worsened worsening"},
};

enum { SLOTS = 1024, LONGEST = 24 }; /* a power of two, well above the number of words */

static const char *const numbers[] = {"no",      "one",     "two",       "three",    "four",
                                      "five",    "six",     "seven",     "eight",    "nine",
                                      "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                      "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
static const char *const tens[] = {"twenty", "thirty",  "forty",  "fifty",
                                   "sixty",  "seventy", "eighty", "ninety"};

typedef struct entry {
    const char *word;
    size_t n;
    mkr_lexeme is;
} entry;

struct mkr_lexicon {
    entry slots[SLOTS];
};

static bool same(const char *a, const char *b, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (mkr_lower(a[i]) != b[i])
            return false;
    return true;
}

static size_t slot_of(const mkr_lexicon *l, const char *word, size_t n) {
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)mkr_lower(word[i])) * 16777619u;
    size_t s = h & (SLOTS - 1);
    while (l->slots[s].word && (l->slots[s].n != n || !same(word, l->slots[s].word, n)))
        s = (s + 1) & (SLOTS - 1);
    return s;
}

static mkr_lexeme *enter(mkr_lexicon *l, const char *word, size_t n) {
    entry *e = &l->slots[slot_of(l, word, n)];
    if (!e->word)
        *e = (entry){word, n, {.number = -1}};
    return &e->is;
}

mkr_lexicon *mkr_lexicon_new(mkr_arena *arena) {
    mkr_lexicon *l = mkr_alloc(arena, sizeof *l);
    for (size_t c = 0; c < sizeof classes / sizeof *classes; c++)
        for (const char *p = classes[c].words; *p; p += strcspn(p, " "), p += strspn(p, " "))
            enter(l, p, strcspn(p, " "))->bits |= classes[c].bits;
    for (size_t c = 0; c < sizeof states / sizeof *states; c++)
        for (const char *p = states[c].words; *p; p += strcspn(p, " "), p += strspn(p, " "))
            enter(l, p, strcspn(p, " "))->states = states[c].state;
    for (int i = 0; i < 20; i++)
        enter(l, numbers[i], strlen(numbers[i]))->number = (int8_t)i;
    for (int i = 0; i < 8; i++)
        enter(l, tens[i], strlen(tens[i]))->number = (int8_t)(20 + 10 * i);
    enter(l, "none", 4)->number = 0;
    return l;
}

static mkr_lexeme find(const mkr_lexicon *l, const char *word, size_t n) {
    const entry *e = n > LONGEST ? NULL : &l->slots[slot_of(l, word, n)];
    return e && e->word ? e->is : (mkr_lexeme){.number = -1};
}

mkr_lexeme mkr_lexicon_find(const mkr_lexicon *l, const char *word, size_t n) {
    mkr_lexeme is = find(l, word, n);
    const char *hyphen = is.bits || is.states || is.number >= 0 ? NULL : memchr(word, '-', n);
    if (hyphen) { /* "twenty-one" */
        size_t first = (size_t)(hyphen - word);
        int8_t ten = find(l, word, first).number, unit = find(l, hyphen + 1, n - first - 1).number;
        if (ten >= 20 && unit >= 1 && unit <= 9)
            is.number = (int8_t)(ten + unit);
    }
    return is;
}
