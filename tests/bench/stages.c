/* stages.c - where the time of a run goes, stage by stage.
 *
 * stages RUNS [-o FILE.pdf] REPORT.xml [DATA.csv] runs the library once to warm up, then RUNS times, and
 * prints one line of medians, CPU time in ms but for the first: wall ms of the whole; input (schema, report,
 * style and data); report; layout; pdf; and then the pages and the peak memory of the process in KiB.
 *
 * It is linked so that the calls from one stage to the next come here first (the linker's --wrap): the run
 * timed is the real one, not a copy of it. */
#define _DEFAULT_SOURCE /* getrusage */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "layout/layout.h"
#include "mkreport.h"
#include "pdf/pdf.h"
#include "median.h"

enum { WALL, INPUT, REPORT, LAYOUT, PDF, FIGURES, MOST_RUNS = 1000 };

static double spent[FIGURES];
static size_t pages;

static double milliseconds(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double cpu(void) {
    return milliseconds(CLOCK_PROCESS_CPUTIME_ID);
}

/* ---- the stages, timed */

bool __real_mkr_report_build(mkr_arena *arena, mkr_diag *diag, const mkr_sources *sources, mkr_document *out);
bool __wrap_mkr_report_build(mkr_arena *arena, mkr_diag *diag, const mkr_sources *sources, mkr_document *out);
bool __real_mkr_layout(mkr_arena *arena, mkr_diag *diag, mkr_document *doc, mkr_fonts *fonts, uint32_t scale,
                       mkr_pages *out);
bool __wrap_mkr_layout(mkr_arena *arena, mkr_diag *diag, mkr_document *doc, mkr_fonts *fonts, uint32_t scale,
                       mkr_pages *out);
bool __real_mkr_pdf_write(mkr_arena *arena, mkr_diag *diag, const mkr_pages *in, const mkr_tree *tree,
                          const mkr_fonts *fonts, const mkr_pdf_info *info, mkr_output *out);
bool __wrap_mkr_pdf_write(mkr_arena *arena, mkr_diag *diag, const mkr_pages *in, const mkr_tree *tree,
                          const mkr_fonts *fonts, const mkr_pdf_info *info, mkr_output *out);

bool __wrap_mkr_report_build(mkr_arena *arena, mkr_diag *diag, const mkr_sources *sources,
                             mkr_document *out) {
    double start = cpu();
    bool ok = __real_mkr_report_build(arena, diag, sources, out);
    spent[REPORT] = cpu() - start;
    return ok;
}

bool __wrap_mkr_layout(mkr_arena *arena, mkr_diag *diag, mkr_document *doc, mkr_fonts *fonts, uint32_t scale,
                       mkr_pages *out) {
    double start = cpu();
    bool ok = __real_mkr_layout(arena, diag, doc, fonts, scale, out);
    spent[LAYOUT] = cpu() - start;
    pages = out->at.n;
    return ok;
}

bool __wrap_mkr_pdf_write(mkr_arena *arena, mkr_diag *diag, const mkr_pages *in, const mkr_tree *tree,
                          const mkr_fonts *fonts, const mkr_pdf_info *info, mkr_output *out) {
    double start = cpu();
    bool ok = __real_mkr_pdf_write(arena, diag, in, tree, fonts, info, out);
    spent[PDF] = cpu() - start;
    return ok;
}

/* ---- runs */

static void say(void *user, const mkreport_message *m) {
    (void)user;
    if (m->level >= MKREPORT_ERROR)
        fprintf(stderr, "stages: %s:%u:%u: %s\n", m->file, m->line, m->column, m->text);
}

static void run(const char *report, const char *const *data, size_t n_data, const char *output) {
    mkreport_options options = {
        .size = sizeof options, .data_dir = ".", .output = output, .time = -1, .message = say};
    double start = cpu(), wall = milliseconds(CLOCK_MONOTONIC);
    memset(spent, 0, sizeof spent);
    if (mkreport_run(report, data, n_data, &options) != MKREPORT_DONE)
        exit(1);
    spent[WALL] = milliseconds(CLOCK_MONOTONIC) - wall;
    spent[INPUT] = cpu() - start - spent[REPORT] - spent[LAYOUT] - spent[PDF];
}

int main(int argc, char **argv) {
    static double at[FIGURES][MOST_RUNS];
    long runs = argc > 2 ? strtol(argv[1], NULL, 10) : 0;
    const char *output = NULL;
    int i = 2;
    if (argc > 4 && !strcmp(argv[i], "-o")) {
        output = argv[i + 1];
        i += 2;
    }
    if (runs < 1 || runs > MOST_RUNS || i >= argc || argc > i + 2) {
        fputs("usage: stages RUNS [-o FILE.pdf] REPORT.xml [DATA.csv]\n", stderr);
        return 2;
    }
    for (long r = -1; r < runs; r++) { /* the first is the warm-up */
        run(argv[i], (const char *const *)argv + i + 1, (size_t)(argc - i - 1), output);
        for (int k = 0; k < FIGURES && r >= 0; k++)
            at[k][r] = spent[k];
    }
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    for (int k = 0; k < FIGURES; k++)
        printf("%.2f ", median(at[k], (size_t)runs));
    printf("%zu %ld\n", pages, used.ru_maxrss);
    return 0;
}
