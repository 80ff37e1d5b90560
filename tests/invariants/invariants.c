/* invariants.c - typeset random reports and check what must hold of every one.
 *
 * invariants [--features=MASK] [--keep] [--shrink] SEED COUNT DIR typesets COUNT reports, from SEED on, in
 * DIR/SEED/, prints each fault and then how many reports passed. --keep: DIR/SEED.pdf is kept, with what must
 * be read out of it in DIR/SEED.txt. --shrink leaves out as many parts and features of a failing report as it
 * can. Each report is made in a process of its own with a time limit, so that a crash is a fault, too. */
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "mkreport.h"

enum { SECONDS = 30, FAULT = 1 };

static const char *name; /* of the report under test */
static const document_texts *texts;
static const char *text_file; /* where its text goes, or NULL */
static size_t faults;

/* The library calls this instead of the real one (the linker's --wrap). */
bool __real_mkr_layout(mkr_arena *arena, mkr_diag *diag, mkr_document *doc, mkr_fonts *fonts, uint32_t scale,
                       mkr_pages *out);
bool __wrap_mkr_layout(mkr_arena *arena, mkr_diag *diag, mkr_document *doc, mkr_fonts *fonts, uint32_t scale,
                       mkr_pages *out);
bool __wrap_mkr_layout(mkr_arena *arena, mkr_diag *diag, mkr_document *doc, mkr_fonts *fonts, uint32_t scale,
                       mkr_pages *out) {
    bool ok = __real_mkr_layout(arena, diag, doc, fonts, scale, out);
    const char *text = "";
    if (ok)
        faults += check_layout(mkr_arena_child(arena), name, doc, out, texts, &text);
    FILE *f = text_file ? fopen(text_file, "w") : NULL;
    if (f && fputs(text, f) >= 0)
        fclose(f);
    return ok;
}

static void say(void *user, const mkreport_message *m) {
    (void)user;
    if (m->level >= MKREPORT_ERROR)
        printf("%s: %u:%u: %s %s\n", name, m->line, m->column, m->code, m->text);
}

/* Editions of the same source, for some seeds. */
static int run(const char *report, const char *output, uint64_t edition) {
    mkreport_options options = {.size = sizeof options,
                                .data_dir = ".",
                                .output = output,
                                .large_print = edition == 1 || edition == 2,
                                .greyscale = edition == 2,
                                .draft = edition == 3,
                                .time = -1,
                                .message = say};
    mkreport_status status = mkreport_run(report, NULL, 0, &options);
    fflush(stdout);
    return faults || status != MKREPORT_DONE ? FAULT : 0;
}

static int typeset(const document_plan *plan, const char *folder, const char *output) {
    document_texts written;
    char report[4096], text[4096];
    uint64_t edition = plan->features & FEATURE_EDITIONS ? plan->seed % 8 : 0;
    document_write(plan, folder, &written);
    texts = &written;
    snprintf(report, sizeof report, "%s/report.xml", folder);
    snprintf(text, sizeof text, "%s.txt", folder);
    text_file = output ? text : NULL;
    return run(report, output, edition);
}

/* Make and check one report in another process; quiet when only the outcome counts. */
static bool passes(const document_plan *plan, const char *folder, const char *output, bool quiet) {
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        alarm(SECONDS);
        if (quiet && !freopen("/dev/null", "w", stdout))
            _exit(FAULT);
        _exit(typeset(plan, folder, output));
    }
    int status = -1;
    if (child < 0 || waitpid(child, &status, 0) < 0)
        return false;
    if (WIFSIGNALED(status) && !quiet)
        printf("%s: ended by signal %d\n", name, WTERMSIG(status));
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void shrink(document_plan *plan, const char *folder) {
    for (size_t i = 1; i < MOST_PARTS; i++) {
        plan->skip[i] = true;
        if (passes(plan, folder, NULL, true))
            plan->skip[i] = false;
    }
    for (unsigned f = 1; f < FEATURES; f *= 2) {
        plan->features &= ~f;
        if (passes(plan, folder, NULL, true))
            plan->features |= f;
    }
    static const int sizes[] = {1, 2, 3, 4, 6, 8, 12, 20, 0};
    for (size_t i = 0; i < 9 && (plan->rows = sizes[i]) && passes(plan, folder, NULL, true); i++)
        ;
    for (size_t i = 0; i < 9 && (plan->words = sizes[i]) && passes(plan, folder, NULL, true); i++)
        ;
    printf("%s: least (features %u):\n", name, plan->features);
    passes(plan, folder, NULL, false);
}

static unsigned long number(const char *text) {
    char *end;
    unsigned long n = strtoul(text, &end, 0);
    if (!*text || *end) {
        fprintf(stderr, "invariants: not a number: %s\n", text);
        exit(2);
    }
    return n;
}

int main(int argc, char **argv) {
    bool keep = false, least = false;
    unsigned features = ~0u;
    int a = 1;
    for (; a < argc && !strncmp(argv[a], "--", 2); a++)
        if (!strcmp(argv[a], "--keep"))
            keep = true;
        else if (!strcmp(argv[a], "--shrink"))
            least = true;
        else if (!strncmp(argv[a], "--features=", 11))
            features = (unsigned)number(argv[a] + 11);
    if (argc == 3 && !strcmp(argv[1], "--check")) {
        name = argv[2];
        texts = &(document_texts){0};
        return run(argv[2], NULL, 0);
    }
    if (argc - a != 3) {
        fputs("usage: invariants [--features=MASK] [--keep] [--shrink] SEED COUNT DIR\n", stderr);
        return 2;
    }
    unsigned long seed = number(argv[a]), count = number(argv[a + 1]), passed = 0;
    for (unsigned long s = seed; s < seed + count; s++) {
        char label[32], folder[4096], output[4096 + 4];
        document_plan plan = {.seed = s, .features = features};
        snprintf(label, sizeof label, "seed %lu", s);
        snprintf(folder, sizeof folder, "%s/%lu", argv[a + 2], s);
        snprintf(output, sizeof output, "%s.pdf", folder);
        name = label;
        mkdir(folder, 0777);
        bool good = passes(&plan, folder, keep ? output : NULL, false);
        passed += good;
        if (!good && least)
            shrink(&plan, folder);
    }
    printf("%lu passed, %lu failed\n", passed, count - passed);
    return passed == count ? 0 : 1;
}
