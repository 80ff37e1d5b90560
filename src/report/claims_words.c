/* claims_words.c - the words of sentences about counts.
 *
 * A sentence is compared with the data only where every word is known: any other may say that the count is of
 * something else ("five of the housing indicators"). So a word left out here costs a check that could have
 * been made, never a false alarm; words that narrow down what is counted must not be added. */
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

typedef struct entry {
    const char *word;
    size_t n;
    uint16_t bits;
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

mkr_lexicon *mkr_lexicon_new(mkr_arena *arena) {
    mkr_lexicon *l = mkr_alloc(arena, sizeof *l);
    for (size_t c = 0; c < sizeof classes / sizeof *classes; c++)
        for (const char *p = classes[c].words; *p; p += strspn(p, " ")) {
            size_t n = strcspn(p, " ");
            entry *e = &l->slots[slot_of(l, p, n)];
            *e = (entry){p, n, e->bits | classes[c].bits};
            p += n;
        }
    return l;
}

uint16_t mkr_lexicon_find(const mkr_lexicon *l, const char *word, size_t n) {
    return n > LONGEST ? 0 : l->slots[slot_of(l, word, n)].bits;
}

/* Which word of a list separated by blanks; -1: none. */
static int index_in(const char *list, const char *word, size_t n) {
    int i = 0;
    for (const char *p = list; *p; p += strspn(p, " "), i++) {
        size_t length = strcspn(p, " ");
        if (length == n && same(word, p, n))
            return i;
        p += length;
    }
    return -1;
}

mkr_states mkr_lexicon_state(const char *word, size_t n) {
    for (size_t s = 0; s < sizeof states / sizeof *states; s++)
        if (index_in(states[s].words, word, n) >= 0)
            return states[s].state;
    return 0;
}

bool mkr_lexicon_number(const char *word, size_t n, int64_t *out) {
    static const char small[] = "no one two three four five six seven eight nine ten eleven twelve thirteen "
                                "fourteen fifteen sixteen seventeen eighteen nineteen twenty",
                      tens[] = "twenty thirty forty fifty sixty seventy eighty ninety";
    size_t first = 0;
    while (first < n && word[first] != '-')
        first++;
    int whole = n == 4 && same(word, "none", 4) ? 0 : index_in(small, word, n);
    int ten = index_in(tens, word, first);
    int unit = first + 1 < n ? index_in(small, word + first + 1, n - first - 1) : 0;
    bool compound = ten >= 0 && (first == n || (unit >= 1 && unit <= 9));
    *out = whole >= 0 ? whole : (ten + 2) * 10 + unit;
    return whole >= 0 || compound;
}
