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
    "       mkreport chart --id ID -o FILE [options] REPORT.xml [DATA.csv]\n"
    "       mkreport --dump=data|--emit-data=FILE [options] --csv DATA.csv\n"
    "\n"
    "Typesets a council report as an accessible PDF (PDF/UA-1, PDF/A-2a). DATA is CSV or an Excel workbook,\n"
    "FILE.xlsx or FILE.xlsx,sheet=SHEET. With chart, one figure of the report by itself, for a web page or "
    "slide.\n"
    "\n"
    "  -o FILE           where to write: .pdf, .png or .svg; - is standard output\n"
    "                    (default: REPORT.pdf in the working folder)\n"
    "  --page N          images: this page only (else FILE-001.png, FILE-002.png ...)\n"
    "  --dpi N           PNG: resolution, 36 to 1200 (default 96)\n"
    "  --id ID           chart: which figure\n"
    "  --text=KIND       SVG: text or outlines (default: text for a chart, outlines for pages)\n"
    "  --check           report mistakes, write nothing\n"
    "  --strict          a warning is an error\n"
    "  --final           refuse a draft: counts that disagree with the data, commentary that is missing ...\n"
    "  --data NAME=FILE  further data: values, previous, or a name that the report uses (budget, risks ...)\n"
    "  --csv FILE        the indicators, as DATA.csv is; a report is not needed to dump or emit them\n"
    "  --encoding NAME   of the data: utf-8, utf-16le, utf-16be or windows-1252 (default: found out)\n"
    "  --delimiter CHAR  of the data: , ; | or tab (default: found out)\n"
    "  --style STYLE     house style in place of the one that the report names\n"
    "  --emit-data FILE  write the indicators as tidy CSV, without suppressed figures\n"
    "  --attach-data     attach them to the PDF, which is then PDF/A-3a\n"
    "  --large-print     everything half as large again\n"
    "  --greyscale       a proof in shades of grey\n"
    "  --draft           \"Draft\" across every page, and a list of what is open\n"
    "  --json-log FILE   write all that was said and understood as JSON\n"
    "  --dump=STAGE      print a stage as text: input, data, report, layout, page or tags\n"
    "  --data-dir DIR    folder with templates/ and fonts/\n"
    "  --explain         follow each message with advice\n"
    "  --messages        list every message there is, in Markdown\n"
    "  --help, --version\n"
    "\n"
    "exit status: 0 done, 1 warnings under --strict, 2 the input is wrong, 3 the system failed\n";

typedef struct arguments {
    const char *report;
    char *data[64]; /* NAME=FILE, allocated */
    size_t n_data;
    const char *output, *dump, *data_dir, *encoding, *delimiter, *style, *emit, *log, *id, *text;
    long page, dpi;
    int chart, check, strict, final, attach, explain, large_print, greyscale, draft;
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

/* Options that are on or off, and those with a value that is passed on as it is. */
static int take_flag(const char *arg, arguments *a) {
    const struct {
        const char *name;
        int *to;
    } flags[] = {
        {"--check", &a->check},        {"--strict", &a->strict},           {"--final", &a->final},
        {"--attach-data", &a->attach}, {"--large-print", &a->large_print}, {"--greyscale", &a->greyscale},
        {"--draft", &a->draft},        {"--explain", &a->explain}};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (!strcmp(arg, flags[i].name))
            return *flags[i].to = 1;
    return 0;
}

/* 0: not one of these; 1: taken; -1: its value is missing. */
static int take_value(int argc, char **argv, int *i, arguments *a) {
    const struct {
        const char *name;
        const char **to;
    } values[] = {{"-o", &a->output},           {"--output", &a->output},
                  {"--dump", &a->dump},         {"--data-dir", &a->data_dir},
                  {"--encoding", &a->encoding}, {"--delimiter", &a->delimiter},
                  {"--style", &a->style},       {"--emit-data", &a->emit},
                  {"--json-log", &a->log},      {"--id", &a->id},
                  {"--text", &a->text}};
    for (size_t k = 0; k < sizeof values / sizeof *values; k++) {
        const char *v = value_of(values[k].name, argc, argv, i);
        if (v) {
            *values[k].to = v;
            return *v ? 1 : -1;
        }
    }
    return 0;
}

/* Room for one more table; `name` is put before the file. */
static int add_data(arguments *a, const char *name, const char *file) {
    size_t size = strlen(name) + strlen(file) + 1;
    char *text = a->n_data < sizeof a->data / sizeof *a->data ? malloc(size) : NULL;
    if (!text)
        return refuse("too many files", "");
    snprintf(text, size, "%s%s", name, file);
    a->data[a->n_data++] = text;
    return 0;
}

static int read_numbers(int argc, char **argv, int *i, arguments *a, int *wrong) {
    const char *v;
    if ((v = value_of("--page", argc, argv, i)))
        *wrong = read_number(v, 1, 100000, &a->page) ? 0 : refuse("--page needs a page number, not ", v);
    else if ((v = value_of("--dpi", argc, argv, i)))
        *wrong =
            read_number(v, 36, 1200, &a->dpi) ? 0 : refuse("--dpi needs a number from 36 to 1200, not ", v);
    else
        return 0;
    return 1;
}

/* 0 when all is well, else an exit status. */
static int read_arguments(int argc, char **argv, arguments *a) {
    const char *v;
    int options = 1, wrong = 0;
    a->chart = argc > 1 && !strcmp(argv[1], "chart");
    for (int i = 1 + a->chart; i < argc && !wrong; i++) {
        const char *arg = argv[i];
        int taken;
        if (!options || arg[0] != '-' || !arg[1]) {
            if (!a->report)
                a->report = arg;
            else
                wrong = add_data(a, "indicators=", arg);
        } else if (!strcmp(arg, "--")) {
            options = 0;
        } else if ((v = value_of("--csv", argc, argv, &i))) {
            wrong = *v ? add_data(a, "indicators=", v) : refuse("--csv needs a file", "");
        } else if ((v = value_of("--data", argc, argv, &i))) {
            wrong = strchr(v, '=') ? add_data(a, "", v) : refuse("--data needs NAME=FILE, not ", v);
        } else if (!take_flag(arg, a) && !read_numbers(argc, argv, &i, a, &wrong)) {
            taken = take_value(argc, argv, &i, a);
            if (taken <= 0)
                wrong = taken ? refuse(arg, " needs a value") : refuse("unknown option ", arg);
        }
    }
    return wrong;
}

static int known_stage(const char *stage) {
    static const char *const stages[] = {"input", "data", "report", "layout", "page", "tags"};
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
        if (!strcmp(stage, stages[i]))
            return 1;
    return 0;
}

/* How SVG is to hold text: its number, or -1. */
static int text_kind(const char *name) {
    return !name                       ? MKREPORT_TEXT_USUAL
           : !strcmp(name, "text")     ? MKREPORT_TEXT_AS_TEXT
           : !strcmp(name, "outlines") ? MKREPORT_TEXT_OUTLINES
                                       : -1;
}

/* What does not go together, or is missing: 0 when all is well, else an exit status. */
static int check_arguments(const arguments *a) {
    int without_report = a->n_data && (a->emit || (a->dump && !strcmp(a->dump, "data")));
    if (!a->report && (a->chart || !without_report))
        return refuse("no report description given", "");
    if (a->dump && !known_stage(a->dump))
        return refuse("no such stage: ", a->dump);
    if (text_kind(a->text) < 0)
        return refuse("--text is text or outlines, not ", a->text);
    if (a->id && !a->chart)
        return refuse("--id belongs to chart: mkreport chart --id ", a->id);
    if (a->chart && a->id && !a->output && !a->dump && !a->check)
        return refuse("chart needs -o FILE.svg, FILE.png or FILE.pdf", "");
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
         "system's (exit status 3); warnings and notices do not stop the work, unless --strict is given. A "
         "draft message is\n"
         "a warning that --final makes an error.\n\n"
         "| code | level | text | what to do |\n|---|---|---|---|");
    for (size_t i = 0; mkreport_describe(i, &m); i++)
        printf("| %s | %s | %s | %s |\n", m.code, m.draft ? "draft" : levels[m.level], m.text, m.advice);
    return fflush(stdout) ? MKREPORT_SYSTEM : MKREPORT_DONE;
}

/* SOURCE_DATE_EPOCH, or -1: the output then carries no dates. */
static int64_t source_date(void) {
    const char *text = getenv("SOURCE_DATE_EPOCH");
    long seconds;
    return text && read_number(text, 0, LONG_MAX, &seconds) ? seconds : -1;
}

static int run(arguments *a) {
    char room[PATH_MAX + 64];
    int wrong = check_arguments(a);
    if (wrong)
        return wrong;
    char *own = a->output || a->dump || a->chart || !a->report ? NULL : default_output(a->report);
    mkreport_options options = {.size = sizeof options,
                                .data_dir = a->data_dir ? a->data_dir : find_data_dir(room, sizeof room),
                                .output = a->check    ? NULL
                                          : a->output ? a->output
                                                      : own,
                                .dump = a->check ? NULL : a->dump,
                                .page = (unsigned)a->page,
                                .dpi = (unsigned)a->dpi,
                                .figure = !a->chart ? NULL
                                          : a->id   ? a->id
                                                    : "",
                                .text = (mkreport_text)text_kind(a->text),
                                .strict = a->strict,
                                .final = a->final,
                                .style = a->style,
                                .encoding = a->encoding,
                                .delimiter =
                                    a->delimiter && !strcmp(a->delimiter, "tab") ? "\t" : a->delimiter,
                                .log = a->log,
                                .emit = a->check ? NULL : a->emit,
                                .attach = a->attach,
                                .large_print = a->large_print,
                                .greyscale = a->greyscale,
                                .draft = a->draft,
                                .time = source_date(),
                                .message = say,
                                .user = a};
    mkreport_status status = mkreport_run(a->report, (const char *const *)a->data, a->n_data, &options);
    free(own);
    return (int)status;
}

int main(int argc, char **argv) {
    signal(SIGPIPE, SIG_IGN); /* writing then fails, is reported and cleaned up after */
#ifdef SIGXFSZ
    signal(SIGXFSZ, SIG_IGN);
#endif
    arguments a = {0};
    if (argc == 2 && !strcmp(argv[1], "--help"))
        return fputs(usage, stdout) < 0 || fflush(stdout) ? MKREPORT_SYSTEM : MKREPORT_DONE;
    if (argc == 2 && !strcmp(argv[1], "--version"))
        return printf("mkreport %s\n", mkreport_version()) < 0 || fflush(stdout) ? MKREPORT_SYSTEM
                                                                                 : MKREPORT_DONE;
    if (argc == 2 && !strcmp(argv[1], "--messages"))
        return list_messages();
    int wrong = read_arguments(argc, argv, &a), status = wrong ? wrong : run(&a);
    for (size_t i = 0; i < a.n_data; i++)
        free(a.data[i]);
    return status;
}
