/* words.c - made-up text for benchmarks and tests. The words mean nothing. */
#include "words.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char *const long_words[] = {
    "council",       "service",    "performance",  "quarter",     "residents",   "support",      "target",
    "demand",        "increase",   "staffing",     "recruitment", "improvement", "delivery",     "programme",
    "children",      "adults",     "housing",      "waste",       "recycling",   "highways",     "planning",
    "applications",  "budget",     "pressure",     "contract",    "supplier",    "partnership",  "community",
    "health",        "transport",  "climate",      "reduction",   "investment",  "capital",      "revenue",
    "savings",       "inspection", "assessment",   "referrals",   "placements",  "provision",    "education",
    "attendance",    "schools",    "library",      "customer",    "complaint",   "response",     "collection",
    "business",      "employment", "regeneration", "resilience",  "efficiency",  "homelessness", "prevention",
    "accommodation", "engagement", "governance",   "assurance",   "training",    "workforce",    "forecast",
    "variance",      "monitoring", "benchmark",    "average",     "baseline",    "additional",   "capacity",
    "significantly"};
static const char *const short_words[] = {"the", "of",   "in",  "to",   "for",  "with", "from", "by",
                                          "at",  "on",   "as",  "this", "that", "and",  "is",   "are",
                                          "was", "were", "has", "been", "will", "our"};
static const char *const facts[] = {"£2.4m",    "87.5%", "Q2 2024/25", "year-to-date", "(see Appendix A)",
                                    "O’Brien’s"};

static uint64_t state = 20241106;

void words_seed(uint64_t seed) {
    state = seed;
}

/* xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift generators"). */
size_t below(size_t n) {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (size_t)((state * UINT64_C(2685821657736338717)) >> 33) % n;
}

int between(int least, int most) {
    return least + (int)below((size_t)(most - least + 1));
}

void put_sentence(FILE *f, int words) {
    int fact = words > 8 && below(4) == 0 ? words / 3 : -1;
    for (int i = 0; i < words; i++) {
        const char *word = i == fact ? PICK(facts) : i % 2 ? PICK(short_words) : PICK(long_words);
        if (i == 0)
            fprintf(f, "%c%s", word[0] - 'a' + 'A', word + 1);
        else
            fprintf(f, "%s %s", i == words / 2 && fact > 0 ? "," : "", word);
    }
    putc('.', f);
}

void put_text(FILE *f, int words) {
    while (words > 0) {
        int n = between(11, 22);
        if (n > words - 6)
            n = words;
        put_sentence(f, n);
        words -= n;
        if (words)
            putc(' ', f);
    }
}

static void fail(const char *program, const char *what) {
    fprintf(stderr, "%s: %s: %s\n", program, what, strerror(errno));
    exit(1);
}

FILE *create_file(const char *program, const char *folder, const char *name) {
    char path[4096];
    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path) {
        errno = ENAMETOOLONG;
        fail(program, folder);
    }
    FILE *f = fopen(path, "w");
    if (!f)
        fail(program, path);
    return f;
}

void finish_file(FILE *f, const char *program, const char *name) {
    bool bad = ferror(f);
    if (fclose(f) || bad)
        fail(program, name);
}
