/* rows.c - write a table of 100,000 rows as a performance system exports it, or pass over one with libcsv
 * alone.
 *
 * rows write INDICATORS PERIODS > FILE   long layout, one row for each indicator and quarter
 * rows pass FILE                         the least that reading can cost: libcsv, every cell looked at once
 */
#include <csv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const priorities[] = {"A greener, more sustainable county", "A healthy and caring county",
                                         "A fairer, ambitious county", "A flourishing and resilient county",
                                         "Organisational health"};

static uint64_t seed = 20241106;

/* A number less than n: xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift
 * generators"). */
static unsigned below(unsigned n) {
    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    return (unsigned)((seed * 2685821657736338717u >> 33) % n);
}

static int write_rows(unsigned indicators, unsigned periods) {
    puts("Ref,Measure,Unit,Polarity,Priority,Period,Value,Target");
    for (unsigned i = 0; i < indicators; i++) {
        unsigned target = 500 + below(400), group = i * 5 / indicators;
        for (unsigned p = 0; p < periods; p++) {
            unsigned year = 2024 - (periods - 1 - p) / 4, quarter = 4 - (periods - 1 - p) % 4;
            unsigned value = target - 60 + below(120);
            printf("K%05u,Requests answered in time by team %u,%%,%s,\"%s\",Q%u %u/%02u,%u.%u,%u.%u\n", i, i,
                   i % 3 ? "higher" : "lower", priorities[group], quarter, year, (year + 1) % 100, value / 10,
                   value % 10, target / 10, target % 10);
        }
    }
    return fflush(stdout) || ferror(stdout);
}

typedef struct sums {
    size_t cells, rows, bytes;
} sums;

static void end_cell(void *bytes, size_t n, void *user) {
    sums *s = user;
    (void)bytes;
    s->cells++;
    s->bytes += n;
}

static void end_row(int c, void *user) {
    sums *s = user;
    (void)c;
    s->rows++;
}

static int pass(const char *path) {
    struct csv_parser parser;
    sums s = {0};
    static char room[1 << 16];
    size_t n;
    FILE *f = fopen(path, "rb");
    if (!f || csv_init(&parser, CSV_STRICT) != 0)
        return 1;
    while ((n = fread(room, 1, sizeof room, f)) > 0)
        if (csv_parse(&parser, room, n, end_cell, end_row, &s) != n)
            return 1;
    csv_fini(&parser, end_cell, end_row, &s);
    csv_free(&parser);
    fclose(f);
    return printf("%zu rows, %zu cells, %zu bytes of text\n", s.rows, s.cells, s.bytes) < 0;
}

int main(int argc, char **argv) {
    if (argc == 4 && !strcmp(argv[1], "write"))
        return write_rows((unsigned)strtoul(argv[2], NULL, 10), (unsigned)strtoul(argv[3], NULL, 10));
    if (argc == 3 && !strcmp(argv[1], "pass"))
        return pass(argv[2]);
    fputs("usage: rows write INDICATORS PERIODS | rows pass FILE\n", stderr);
    return 2;
}
