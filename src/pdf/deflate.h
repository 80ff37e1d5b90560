/* deflate.h - compress packets on all processors and get them back in the order they were put in.
 *
 * The caller fills a packet while others are being compressed. Nothing depends on timing but the time itself:
 * which thread compresses a packet does not change its bytes, and packets leave in order. Workers touch only
 * the memory of their packet; arenas stay with the calling thread. Without a second processor no thread is
 * made. */
#ifndef MKR_PDF_DEFLATE_H
#define MKR_PDF_DEFLATE_H

#include "base/buffer.h"

typedef struct mkr_deflater mkr_deflater;

typedef struct mkr_packet {
    mkr_buffer text; /* to be compressed, unless `bytes` says otherwise */
    const void *bytes; /* or NULL */
    size_t n_bytes; /* compressed instead of text, not copied */
    void *out; /* zlib format (RFC 1950) */
    size_t n_out, cap;
    uint32_t number; /* carried along for the caller */
    char keys[256];
    bool done; /* only under the deflater's lock */
} mkr_packet;

/* Threads end when the arena is freed. */
mkr_deflater *mkr_deflater_open(mkr_arena *arena);

/* An empty packet to fill, or NULL while all are under way: take the oldest out first. */
mkr_packet *mkr_deflater_empty(mkr_deflater *d);

/* Hand over the packet that mkr_deflater_empty gave last. */
void mkr_deflater_put(mkr_deflater *d);

/* Wait for the oldest packet under way; NULL when there is none. It may be used until the next call of
 * mkr_deflater_empty. */
mkr_packet *mkr_deflater_take(mkr_deflater *d);

#endif
