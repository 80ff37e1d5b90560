/* deflate.c - a ring of packets between one producer and a few compressing threads.
 *
 * Packets are counted from the start: [taken, begun) are being compressed or done, [begun, put) wait, and the
 * rest of the ring is empty. The calling thread does not wait idly: while the oldest packet is unfinished it
 * compresses a waiting one itself. */
#include "pdf/deflate.h"

#include <libdeflate.h>
#include <pthread.h>
#include <unistd.h>

enum { LEVEL = 6, MOST_WORKERS = 3, PACKETS_EACH = 4, MOST_PACKETS = (MOST_WORKERS + 1) * PACKETS_EACH };

typedef struct worker {
    mkr_deflater *pool;
    struct libdeflate_compressor *compressor;
    pthread_t thread;
} worker;

struct mkr_deflater {
    mkr_arena *arena;
    mkr_packet packets[MOST_PACKETS];
    size_t size; /* of the ring */
    worker caller, workers[MOST_WORKERS];
    size_t n_workers;
    pthread_mutex_t lock;
    pthread_cond_t more, finished;
    size_t taken, begun, put;
    bool closing;
};

static void compress(worker *w, mkr_packet *p) {
    if (!p->bytes) {
        p->bytes = p->text.n ? p->text.at : "";
        p->n_bytes = p->text.n;
    }
    p->n_out = libdeflate_zlib_compress(w->compressor, p->bytes, p->n_bytes, p->out, p->cap);
}

/* Compress the next waiting packet. Called, and returns, with the lock held. */
static void compress_next(worker *w) {
    mkr_deflater *d = w->pool;
    mkr_packet *p = &d->packets[d->begun++ % d->size];
    pthread_mutex_unlock(&d->lock);
    compress(w, p);
    pthread_mutex_lock(&d->lock);
    p->done = true;
    pthread_cond_signal(&d->finished);
}

static void *work(void *argument) {
    worker *w = argument;
    mkr_deflater *d = w->pool;
    pthread_mutex_lock(&d->lock);
    for (;;) {
        if (d->closing)
            break;
        if (d->begun < d->put)
            compress_next(w);
        else
            pthread_cond_wait(&d->more, &d->lock);
    }
    pthread_mutex_unlock(&d->lock);
    return NULL;
}

static void shut(void *handle) {
    mkr_deflater *d = handle;
    pthread_mutex_lock(&d->lock);
    d->closing = true;
    pthread_cond_broadcast(&d->more);
    pthread_mutex_unlock(&d->lock);
    for (size_t i = 0; i < d->n_workers; i++) {
        pthread_join(d->workers[i].thread, NULL);
        libdeflate_free_compressor(d->workers[i].compressor);
    }
    if (d->caller.compressor)
        libdeflate_free_compressor(d->caller.compressor);
    pthread_cond_destroy(&d->finished);
    pthread_cond_destroy(&d->more);
    pthread_mutex_destroy(&d->lock);
}

/* False when there is no memory or no thread to be had: then fewer hands do the work. */
static bool hire(mkr_deflater *d, worker *w) {
    w->pool = d;
    w->compressor = libdeflate_alloc_compressor(LEVEL);
    if (!w->compressor)
        return false;
    if (w == &d->caller || !pthread_create(&w->thread, NULL, work, w))
        return true;
    libdeflate_free_compressor(w->compressor);
    return false;
}

mkr_deflater *mkr_deflater_open(mkr_arena *arena) {
    mkr_deflater *d = mkr_alloc(arena, sizeof *d);
    d->arena = arena;
    for (size_t i = 0; i < MOST_PACKETS; i++)
        d->packets[i].text = mkr_buffer_new(arena);
    pthread_mutex_init(&d->lock, NULL);
    pthread_cond_init(&d->more, NULL);
    pthread_cond_init(&d->finished, NULL);
    mkr_arena_defer(arena, shut, d);
    if (!hire(d, &d->caller))
        return NULL;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    while (d->n_workers < MOST_WORKERS && (long)d->n_workers + 1 < processors &&
           hire(d, &d->workers[d->n_workers]))
        d->n_workers++;
    d->size = (d->n_workers + 1) * PACKETS_EACH;
    return d;
}

mkr_packet *mkr_deflater_empty(mkr_deflater *d) {
    if (d->put - d->taken == d->size)
        return NULL;
    mkr_packet *p = &d->packets[d->put % d->size];
    p->text.n = 0;
    p->bytes = NULL;
    p->keys[0] = '\0';
    return p;
}

void mkr_deflater_put(mkr_deflater *d) {
    mkr_packet *p = &d->packets[d->put % d->size];
    size_t n = p->bytes ? p->n_bytes : p->text.n;
    size_t bound = libdeflate_zlib_compress_bound(d->caller.compressor, n);
    if (p->cap < bound) {
        p->cap = bound + bound / 2;
        p->out = mkr_alloc(d->arena, p->cap);
    }
    p->done = false;
    pthread_mutex_lock(&d->lock);
    d->put++;
    pthread_cond_signal(&d->more);
    pthread_mutex_unlock(&d->lock);
}

mkr_packet *mkr_deflater_take(mkr_deflater *d) {
    if (d->taken == d->put)
        return NULL;
    mkr_packet *p = &d->packets[d->taken % d->size];
    pthread_mutex_lock(&d->lock);
    while (!p->done) {
        if (d->begun < d->put)
            compress_next(&d->caller);
        else
            pthread_cond_wait(&d->finished, &d->lock);
    }
    pthread_mutex_unlock(&d->lock);
    d->taken++;
    return p;
}
