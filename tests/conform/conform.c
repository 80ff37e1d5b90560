/* conform.c - check PDF files against PDF/UA-1 and PDF/A-2a (or 3a): the command line.
 *
 * This is the project's own second opinion on what it writes, so it shares no code with the writer: libqpdf
 * opens the file, and everything the rules ask is read here again from the objects, the content streams and
 * the fonts. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "checks.h"
#include "content.h"
#include "font.h"
#include "text.h"

#define MEMORY_MAX ((rlim_t)4 << 30)

/* The order matters in three places: the metadata name the part of PDF/A, the catalog holds the output
 * intent, and content and annotations are held against the structure tree. */
static void check_all(doc *d) {
    check_metadata(d);
    check_catalog(d);
    tree_load(d);
    content_start(d);
    check_file(d);
    check_objects(d);
    check_elements(d);
    check_pages(d);
    check_annotations(d);
    check_links_of_tree(d);
    check_fonts(d);
}

static void close_all(doc *d) {
    report *rep = d->rep;
    content_free(d);
    fonts_free(d);
    tree_free(d);
    doc_close(d);
    report_free(rep);
}

/* 0: conforms, 1: does not, 2: cannot be read. */
static int check_one(const char *path) {
    report rep = {0};
    doc d;
    const char *why;
    int status = 2;
    if (doc_open(&d, path, &rep, &why)) {
        check_all(&d);
        status = report_print(&rep, path, d.part) ? 0 : 1;
    } else {
        printf("%s: %s\n", path, why);
    }
    close_all(&d);
    return status;
}

/* 0: the text has been printed, 2: it cannot be read, or not all of it. */
static int print_text(const char *path) {
    report rep = {0};
    doc d;
    const char *why = NULL;
    if (doc_open(&d, path, &rep, &why)) {
        d.keep_text = true;
        tree_load(&d);
        content_start(&d);
        check_pages(&d);
        if (rep.failed[R_B_7_3_8_1].count)
            why = "has content or fonts that cannot be read";
        else if (!text_print(&d, stdout))
            why = "has too much text, or it cannot be written";
    }
    if (why)
        fprintf(stderr, "%s: %s\n", path, why);
    close_all(&d);
    return why ? 2 : 0;
}

/* A small file can decode to any number of bytes; it shall fail, not fill the machine. The address sanitizer
 * needs more room than any limit. */
static void limit_memory(void) {
#ifndef __SANITIZE_ADDRESS__
    struct rlimit limit;
    if (!getrlimit(RLIMIT_AS, &limit) && (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > MEMORY_MAX)) {
        limit.rlim_cur = MEMORY_MAX;
        setrlimit(RLIMIT_AS, &limit);
    }
#endif
}

int main(int argc, char **argv) {
    int status = 0;
    if (argc == 2 && !strcmp(argv[1], "--list")) {
        report_list_rules();
        return 0;
    }
    if (argc == 3 && !strcmp(argv[1], "--text")) {
        limit_memory();
        return print_text(argv[2]);
    }
    if (argc < 2 || argv[1][0] == '-') {
        fputs("usage: conform FILE.pdf...\n       conform --text FILE.pdf\n       conform --list\n", stderr);
        return 2;
    }
    limit_memory();
    for (int i = 1; i < argc; i++) {
        int one = check_one(argv[i]);
        status = one > status ? one : status;
    }
    return status;
}
