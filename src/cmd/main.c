/* main.c - the program: options in, messages out. It uses the library through its public header only. */
#include <mkreport.h>

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
    "usage: mkreport [options] REPORT.xml [DATA.csv]\n"
    "\n"
    "Typesets a council report as an accessible PDF (PDF/UA-1, PDF/A-2a).\n"
    "\n"
    "  -o FILE           where to write: .pdf, .png or .svg; - is standard output\n"
    "                    (default: REPORT.pdf in the working folder)\n"
    "  --page N          images: this page only (else FILE-001.png, FILE-002.png ...)\n"
    "  --dpi N           PNG: resolution, 36 to 1200 (default 96)\n"
    "  --check           report mistakes, write nothing\n"
    "  --strict          a warning is an error\n"
    "  --dump=STAGE      print a stage as text: input, data, report, layout, page or tags\n"
    "  --data-dir DIR    folder with templates/ and fonts/\n"
    "  --explain         follow each message with advice\n"
    "  --messages        list every message there is, in Markdown\n"
    "  --help, --version\n"
    "\n"
    "exit status: 0 done, 1 warnings under --strict, 2 the input is wrong, 3 the system failed\n";

typedef struct arguments {
    const char *files[64];
    size_t n_files;
    const char *output, *dump, *data_dir;
    long page, dpi;
    int check, strict, explain;
} arguments;

static int refuse(const char *what, const char *which) {
    fprintf(stderr, "mkreport: error: %s%s; try mkreport --help\n", what, which);
    return MKREPORT_INPUT;
}

/* Value of option `name` at argv[*i], as "--name value" or "--name=value"; NULL when it is another option. A
 * missing value is "". */
static const char *value_of(const char *name, int argc, char **argv, int *i) {
    size_t n = strlen(name);
    if (strncmp(argv[*i], name, n))
        return NULL;
    if (argv[*i][n] == '=')
        return argv[*i] + n + 1;
    if (argv[*i][n])
        return NULL;
    return *i + 1 < argc ? argv[++*i] : "";
}

static int read_number(const char *text, long low, long high, long *out) {
    char *end;
    errno = 0;
    *out = strtol(text, &end, 10);
    return *text && !*end && !errno && *out >= low && *out <= high;
}

/* 0 when all is well, else an exit status. */
static int read_arguments(int argc, char **argv, arguments *a) {
    const char *v;
    int options = 1;
    for (int i = 1; i < argc; i++) {
        if (!options || argv[i][0] != '-' || !argv[i][1]) {
            if (a->n_files == sizeof a->files / sizeof *a->files)
                return refuse("too many files", "");
            a->files[a->n_files++] = argv[i];
        } else if (!strcmp(argv[i], "--")) {
            options = 0;
        } else if (!strcmp(argv[i], "--check")) {
            a->check = 1;
        } else if (!strcmp(argv[i], "--strict")) {
            a->strict = 1;
        } else if (!strcmp(argv[i], "--explain")) {
            a->explain = 1;
        } else if ((v = value_of("-o", argc, argv, &i)) || (v = value_of("--output", argc, argv, &i))) {
            if (!*v)
                return refuse("-o needs a file", "");
            a->output = v;
        } else if ((v = value_of("--dump", argc, argv, &i))) {
            a->dump = v;
        } else if ((v = value_of("--data-dir", argc, argv, &i))) {
            a->data_dir = v;
        } else if ((v = value_of("--page", argc, argv, &i))) {
            if (!read_number(v, 1, 100000, &a->page))
                return refuse("--page needs a page number, not ", v);
        } else if ((v = value_of("--dpi", argc, argv, &i))) {
            if (!read_number(v, 36, 1200, &a->dpi))
                return refuse("--dpi needs a number from 36 to 1200, not ", v);
        } else {
            return refuse("unknown option ", argv[i]);
        }
    }
    return 0;
}

static int known_stage(const char *stage) {
    static const char *const stages[] = {"input", "data", "report", "layout", "page", "tags"};
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
        if (!strcmp(stage, stages[i]))
            return 1;
    return 0;
}

/* The folder with templates/ and fonts/: beside the installed program, above the built one, or as configured.
 */
static const char *find_data_dir(char *room, size_t size) {
    static const char *const places[] = {"/../share/mkreport", "/.."};
    char program[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    char *slash = n > 0 ? (program[n] = '\0', strrchr(program, '/')) : NULL;
    for (size_t i = 0; slash && i < sizeof places / sizeof *places; i++) {
        *slash = '\0';
        int used = snprintf(room, size, "%s%s/templates/mkreport.rng", program, places[i]);
        if (used > 0 && (size_t)used < size && !access(room, R_OK)) {
            room[(size_t)used - strlen("/templates/mkreport.rng")] = '\0';
            return room;
        }
    }
    return MKREPORT_DATA_DIR;
}

/* REPORT.xml becomes REPORT.pdf in the working folder. */
static char *default_output(const char *report) {
    const char *slash = strrchr(report, '/'), *name = slash ? slash + 1 : report, *dot = strrchr(name, '.');
    size_t stem = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    char *path = malloc(stem + sizeof ".pdf");
    if (path)
        sprintf(path, "%.*s.pdf", (int)stem, name);
    return path;
}

static void say(void *user, const mkreport_message *m) {
    static const char *const levels[] = {"notice", "warning", "error", "error"};
    const arguments *a = user;
    if (m->line)
        fprintf(stderr, "%s:%u:%u: %s: %s\n", m->file, m->line, m->column, levels[m->level], m->text);
    else
        fprintf(stderr, "%s: %s: %s\n", *m->file ? m->file : "mkreport", levels[m->level], m->text);
    if (a->explain && *m->advice)
        fprintf(stderr, "    %s\n", m->advice);
}

static int list_messages(void) {
    static const char *const levels[] = {"notice", "warning", "error", "failure"};
    mkreport_message m;
    puts("# Messages\n\nMade by `mkreport --messages`. An error means that nothing was written (exit status "
         "2); a failure is the\n"
         "system's (exit status 3); warnings and notices do not stop the work, unless --strict is given.\n\n"
         "| code | level | text | what to do |\n|---|---|---|---|");
    for (size_t i = 0; mkreport_describe(i, &m); i++)
        printf("| %s | %s | %s | %s |\n", m.code, levels[m.level], m.text, m.advice);
    return fflush(stdout) ? MKREPORT_SYSTEM : MKREPORT_DONE;
}

/* SOURCE_DATE_EPOCH, or -1: the output then carries no dates. */
static int64_t source_date(void) {
    const char *text = getenv("SOURCE_DATE_EPOCH");
    long seconds;
    return text && read_number(text, 0, LONG_MAX, &seconds) ? seconds : -1;
}

int main(int argc, char **argv) {
    signal(SIGPIPE, SIG_IGN); /* writing then fails, is reported and cleaned up after */
#ifdef SIGXFSZ
    signal(SIGXFSZ, SIG_IGN);
#endif
    arguments a = {0};
    char room[PATH_MAX + 64];
    if (argc == 2 && !strcmp(argv[1], "--help"))
        return fputs(usage, stdout) < 0 || fflush(stdout) ? MKREPORT_SYSTEM : MKREPORT_DONE;
    if (argc == 2 && !strcmp(argv[1], "--version"))
        return printf("mkreport %s\n", mkreport_version()) < 0 || fflush(stdout) ? MKREPORT_SYSTEM
                                                                                 : MKREPORT_DONE;
    if (argc == 2 && !strcmp(argv[1], "--messages"))
        return list_messages();
    int wrong = read_arguments(argc, argv, &a);
    if (wrong)
        return wrong;
    if (!a.n_files)
        return refuse("no report description given", "");
    if (a.dump && !known_stage(a.dump))
        return refuse("no such stage: ", a.dump);
    char *own = a.output || a.dump ? NULL : default_output(a.files[0]);
    mkreport_options options = {.size = sizeof options,
                                .data_dir = a.data_dir ? a.data_dir : find_data_dir(room, sizeof room),
                                .output = a.check    ? NULL
                                          : a.output ? a.output
                                                     : own,
                                .dump = a.check ? NULL : a.dump,
                                .page = (unsigned)a.page,
                                .dpi = (unsigned)a.dpi,
                                .strict = a.strict,
                                .time = source_date(),
                                .message = say,
                                .user = &a};
    mkreport_status status = mkreport_run(a.files[0], a.files + 1, a.n_files - 1, &options);
    free(own);
    return (int)status;
}
