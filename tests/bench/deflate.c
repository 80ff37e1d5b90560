/* deflate.c - the time it takes only to compress what a PDF's pages say.
 *
 * deflate FILE.pdf takes the content of every page, compresses each as zlib data with libdeflate at level 6,
 * on one thread, and prints one line: pages, bytes before, bytes after, and the median of five times in ms.
 * Whatever else a typesetter does, it cannot do less than this. */
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

/* The content of each page, uncompressed; a page's several streams are one. NULL after a message. */
static stream *read_pages(const char *path, int *n) {
    stream *pages = NULL;
    qpdf_data pdf = qpdf_init();
    if (!(qpdf_read(pdf, path, NULL) & QPDF_ERRORS) && (*n = qpdf_get_num_pages(pdf)) > 0) {
        pages = need(calloc((size_t)*n, sizeof *pages));
        for (int i = 0; i < *n; i++)
            if (qpdf_oh_get_page_content_data(pdf, qpdf_get_page_n(pdf, (size_t)i), &pages[i].at,
                                              &pages[i].n) &
                QPDF_ERRORS)
                break;
    }
    if (qpdf_has_error(pdf)) {
        fprintf(stderr, "deflate: %s\n", qpdf_get_error_full_text(pdf, qpdf_get_error(pdf)));
        exit(1);
    }
    qpdf_cleanup(&pdf);
    return pages;
}

static size_t compress_all(struct libdeflate_compressor *z, const stream *pages, int n, void *room,
                           size_t size) {
    size_t total = 0;
    for (int i = 0; i < n; i++)
        total += libdeflate_zlib_compress(z, pages[i].at, pages[i].n, room, size);
    return total;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fputs("usage: deflate FILE.pdf\n", stderr);
        return 2;
    }
    int n = 0;
    stream *pages = read_pages(argv[1], &n);
    struct libdeflate_compressor *z = need(libdeflate_alloc_compressor(LEVEL));
    size_t before = 0, after = 0, longest = 0;
    for (int i = 0; i < n; i++) {
        before += pages[i].n;
        if (pages[i].n > longest)
            longest = pages[i].n;
    }
    size_t size = libdeflate_zlib_compress_bound(z, longest);
    void *room = need(malloc(size));
    double ms[RUNS];
    for (int r = 0; r < RUNS; r++) {
        double start = milliseconds();
        after = compress_all(z, pages, n, room, size);
        ms[r] = milliseconds() - start;
    }
    qsort(ms, RUNS, sizeof *ms, by_size);
    printf("%d %zu %zu %.2f\n", n, before, after, ms[RUNS / 2]);

    for (int i = 0; i < n; i++)
        free(pages[i].at);
    free(pages);
    free(room);
    libdeflate_free_compressor(z);
    return 0;
}
