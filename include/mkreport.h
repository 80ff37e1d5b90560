/* mkreport.h - typeset accessible council reports: the public interface of libmkreport.
 *
 *   #include <mkreport.h>
 *   #include <stdio.h>
 *
 *   static void say(void *user, const mkreport_message *m) {
 *       fprintf(user, "%s:%u:%u: %s\n", m->file, m->line, m->column, m->text);
 *   }
 *
 *   int main(void) {
 *       const char *data[] = {"indicators.csv"};
 *       mkreport_options options = {.size = sizeof options, .data_dir = "/usr/local/share/mkreport",
 *                                   .output = "report.pdf", .time = -1, .message = say, .user = stderr};
 *       return mkreport_run("report.xml", data, 1, &options);
 *   }
 *
 * The library reads the files it is told to read, and fonts from the folders its catalogue names. It prints
 * nothing, never ends the process, and reads neither clock, locale nor environment. Calls may run at the same
 * time in several threads; each is independent. */
#ifndef MKREPORT_H
#define MKREPORT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined __GNUC__
#define MKREPORT_API __attribute__((visibility("default")))
#else
#define MKREPORT_API
#endif

/* How a run ended; also the program's exit status. */
typedef enum mkreport_status {
    MKREPORT_DONE = 0, /* what was asked for is written */
    MKREPORT_WARNINGS = 1, /* strict, and there were warnings: nothing is written */
    MKREPORT_INPUT = 2, /* the input is wrong: nothing is written, an older output is untouched */
    MKREPORT_SYSTEM = 3 /* the system failed (disk full, no memory): likewise */
} mkreport_status;

typedef enum mkreport_level {
    MKREPORT_NOTICE,
    MKREPORT_WARNING,
    MKREPORT_ERROR,
    MKREPORT_FAILURE
} mkreport_level;

/* How an SVG holds text. Text that stays text can be searched, selected and is small, and where the font is
 * missing another takes its place; outlines look the same everywhere. */
typedef enum mkreport_text {
    MKREPORT_TEXT_USUAL, /* text for a figure by itself, which goes into a web page; outlines for pages */
    MKREPORT_TEXT_AS_TEXT,
    MKREPORT_TEXT_OUTLINES
} mkreport_text;

/* One message. The strings live only during the call. */
typedef struct mkreport_message {
    mkreport_level level;
    const char *code; /* stable name, for example "UNKNOWN_REF"; docs/diagnostics.md lists them */
    const char *file; /* as given by the caller or named in the report */
    unsigned line,
        column; /* from 1; XML: line and column; CSV: row and column; line 0: the file as a whole */
    const char *text; /* English, UTF-8, one line, without place and level */
    const char *advice; /* what the reader of the message can do */
    int draft; /* not 0: a warning that options.final makes an error */
} mkreport_message;

typedef struct mkreport_options {
    size_t size; /* sizeof(mkreport_options): lets the structure grow */
    const char *data_dir; /* folder that holds templates/ and fonts/ */
    const char *output; /* where to write; "-" is standard output; NULL: check only. The suffix decides the
                           format: .pdf (ISO 32000-1, PDF/UA-1, PDF/A-2a), .png or .svg; "-" and a name
                           without suffix are PDF. Without `page`, images of all pages go to NAME-001.png,
                           NAME-002.png ... */
    const char *dump; /* a stage to print to `output` as text instead: "input", "data", "report", "layout",
                         "page" or "tags"; or NULL */
    unsigned page; /* images: this page only, from 1; 0: all */
    unsigned dpi; /* PNG: 36 to 1200; 0: 96 */
    const char *figure; /* only the chart, diagram or picture of this id, on a page of its own size, without
                           caption; "" is refused with a list of the ids there are; NULL: the whole report */
    mkreport_text text; /* SVG */
    int strict; /* not 0: a warning is an error */
    int final; /* not 0: what only a draft may have is an error (counts that disagree, missing commentary ...)
                */
    const char *style; /* house style in place of the one the report names; or NULL */
    const char *encoding; /* of the data: "utf-8", "utf-16le", "utf-16be", "windows-1252"; NULL: find out */
    const char *delimiter; /* of the data: ",", ";", "|" or a tab; NULL: find out */
    const char *log; /* where to write everything that was said and understood, as JSON; or NULL */
    const char *emit; /* where to write the indicators as tidy CSV, without suppressed figures; or NULL */
    int attach; /* not 0: attach that CSV to the PDF, which is then PDF/A-3a */
    int large_print; /* not 0: everything but the page and its margins half as large again; tables that do not
                        fit become lists */
    int greyscale; /* not 0: a proof in shades of grey */
    int draft; /* not 0: "Draft" across every page and a list of what is open; refused with `final` */
    int64_t time; /* seconds since 1970-01-01 UTC for the dates in the PDF; -1: it carries none */
    size_t memory; /* most bytes to hold at once; 0: 1 GiB */
    void (*message)(void *user, const mkreport_message *message); /* or NULL */
    void *user;
} mkreport_options;

/* Typeset `report` (an XML report description) with the tables of `data` (n_data of them; may be none): each
 * FILE or NAME=FILE, a CSV file or FILE.xlsx[,sheet=SHEET]. Names: indicators (what a FILE alone is), values
 * (their figures, in a table of their own), previous (the indicators of the last report); any other for the
 * report to use. `report` may be NULL when only the stage "data" or tidy CSV is asked for. */
MKREPORT_API mkreport_status mkreport_run(const char *report, const char *const *data, size_t n_data,
                                          const mkreport_options *options);

/* "1.0.0" */
MKREPORT_API const char *mkreport_version(void);

/* Every message the library can give: code, level, text and advice of message `index`, from 0. Returns 0 past
 * the last. docs/diagnostics.md is made from this. */
MKREPORT_API int mkreport_describe(size_t index, mkreport_message *out);

#ifdef __cplusplus
}
#endif

#endif
