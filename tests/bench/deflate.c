/* deflate.c - the time it takes only to compress what a PDF says.
 *
 * deflate FILE.pdf compresses each stream again as zlib data with libdeflate at level 6, on one thread. It
 * prints one line: pages; bytes before, bytes after and the median of five times in ms for the content of the
 * pages; and the same three for all streams that are compressed: the pages, and fonts, profile and objects as
 * well. Whatever else a typesetter does, it cannot do less than this. */
#include <libdeflate.h>
#include <qpdf/qpdf-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { LEVEL = 6, RUNS = 5 };

typedef struct stream {
    unsigned char *at;
    size_t n;
} stream;

static double milliseconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void *need(void *memory) {
    if (!memory) {
        fputs("deflate: memory is used up\n", stderr);
        exit(1);
    }
    return memory;
}

typedef struct streams {
    stream *at;
    int n;
} streams;

static qpdf_data open_pdf(const char *path) {
    qpdf_data pdf = qpdf_init();
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    qpdf_read(pdf, path, NULL);
    return pdf;
}

static void close_pdf(qpdf_data pdf) {
    if (qpdf_has_error(pdf)) {
        fprintf(stderr, "deflate: %s\n", qpdf_get_error_full_text(pdf, qpdf_get_error(pdf)));
        exit(1);
    }
    qpdf_cleanup(&pdf);
}

/* The content of each page, uncompressed; a page's several streams are one. */
static streams read_pages(const char *path) {
    qpdf_data pdf = open_pdf(path);
    int n = qpdf_has_error(pdf) ? 0 : qpdf_get_num_pages(pdf);
    streams pages = {.at = need(calloc((size_t)n + 1, sizeof(stream)))};
    for (; pages.n < n; pages.n++) {
        stream *s = &pages.at[pages.n];
        if (qpdf_oh_get_page_content_data(pdf, qpdf_get_page_n(pdf, (size_t)pages.n), &s->at, &s->n) &
            QPDF_ERRORS)
            break;
    }
    close_pdf(pdf);
    return pages;
}

/* Every stream that was compressed, uncompressed. */
static streams read_all(const char *path) {
    qpdf_data pdf = open_pdf(path);
    int n = qpdf_has_error(pdf)
                ? 0
                : qpdf_oh_get_int_value_as_int(pdf, qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/Size"));
    streams all = {.at = need(calloc((size_t)n + 1, sizeof(stream)))};
    for (int i = 1; i < n; i++) {
        qpdf_oh object = qpdf_get_object_by_id(pdf, i, 0);
        QPDF_BOOL filtered = QPDF_FALSE;
        stream *s = &all.at[all.n];
        if (!qpdf_oh_is_stream(pdf, object))
            continue;
        if (qpdf_oh_get_stream_data(pdf, object, qpdf_dl_generalized, &filtered, &s->at, &s->n) & QPDF_ERRORS)
            break;
        if (filtered)
            all.n++;
        else
            free(s->at);
        qpdf_oh_release(pdf, object);
    }
    close_pdf(pdf);
    return all;
}

static size_t compress_all(struct libdeflate_compressor *z, const streams *from, void *room, size_t size) {
    size_t total = 0;
    for (int i = 0; i < from->n; i++)
        total += libdeflate_zlib_compress(z, from->at[i].at, from->at[i].n, room, size);
    return total;
}

/* Print bytes before, bytes after, ms. */
static void measure(struct libdeflate_compressor *z, streams from) {
    size_t before = 0, after = 0, longest = 0;
    for (int i = 0; i < from.n; i++) {
        before += from.at[i].n;
        if (from.at[i].n > longest)
            longest = from.at[i].n;
    }
    size_t size = libdeflate_zlib_compress_bound(z, longest);
    void *room = need(malloc(size));
    double ms[RUNS];
    for (int r = 0; r < RUNS; r++) {
        double start = milliseconds();
        after = compress_all(z, &from, room, size);
        ms[r] = milliseconds() - start;
    }
    qsort(ms, RUNS, sizeof *ms, by_size);
    printf(" %zu %zu %.2f", before, after, ms[RUNS / 2]);
    for (int i = 0; i < from.n; i++)
        free(from.at[i].at);
    free(from.at);
    free(room);
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fputs("usage: deflate FILE.pdf\n", stderr);
        return 2;
    }
    struct libdeflate_compressor *z = need(libdeflate_alloc_compressor(LEVEL));
    streams pages = read_pages(argv[1]);
    printf("%d", pages.n);
    measure(z, pages);
    measure(z, read_all(argv[1]));
    putchar('\n');
    libdeflate_free_compressor(z);
    return 0;
}
