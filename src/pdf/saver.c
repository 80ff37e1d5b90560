/* saver.c - streams, object streams, cross-reference stream. */
#include "pdf/saver.h"

#include <assert.h>
#include <stdio.h>

#include <hpdf_encrypt.h>

#include "pdf/deflate.h"

enum { OBJECTS_EACH = 200, ID_BYTES = 16 };

typedef enum { UNUSED, IN_FILE, IN_STREAM } place_kind; /* as cross-reference streams number them */

typedef struct place {
    uint64_t at; /* offset in the file, or number of the object stream */
    uint8_t kind, index;
} place;

struct mkr_saver {
    mkr_arena *arena;
    mkr_output *out;
    mkr_deflater *deflater;
    mkr_packet *filling;
    HPDF_MD5_CTX hash; /* of all bytes written: the file's identifier */
    MKR_VEC(place) places;
    mkr_buffer head;
    mkr_buffer pairs, objects; /* of the object stream being filled: its index and its content */
    uint32_t stream, n_objects; /* its number, 0 for none yet; objects in it so far */
};

static void put(mkr_saver *saver, const void *bytes, size_t n) {
    HPDF_MD5Update(&saver->hash, bytes, (HPDF_UINT32)n);
    mkr_output_write(saver->out, bytes, n);
}

static place *place_of(mkr_saver *saver, uint32_t number) {
    while (saver->places.n <= number)
        (void)MKR_PUSH(saver->arena, &saver->places);
    return &saver->places.at[number];
}

mkr_saver *mkr_saver_open(mkr_arena *arena, mkr_output *out) {
    /* four bytes above 127 tell transfer programs that the file is not text (ISO 19005-2, 6.1.2) */
    static const char header[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    mkr_saver *saver = mkr_alloc(arena, sizeof *saver);
    saver->arena = arena;
    saver->out = out;
    saver->deflater = mkr_deflater_open(arena);
    if (!saver->deflater)
        return NULL;
    saver->head = mkr_buffer_new(arena);
    saver->pairs = mkr_buffer_new(arena);
    saver->objects = mkr_buffer_new(arena);
    HPDF_MD5Init(&saver->hash);
    put(saver, header, sizeof header - 1);
    return saver;
}

static void write_stream(mkr_saver *saver, uint32_t number, const char *keys, const void *bytes, size_t n) {
    *place_of(saver, number) = (place){.at = mkr_output_written(saver->out), .kind = IN_FILE};
    saver->head.n = 0;
    mkr_buffer_int(&saver->head, number);
    mkr_buffer_puts(&saver->head, " 0 obj\n<<");
    mkr_buffer_puts(&saver->head, keys);
    mkr_buffer_puts(&saver->head, "/Length ");
    mkr_buffer_int(&saver->head, (int64_t)n);
    mkr_buffer_puts(&saver->head, ">>\nstream\n");
    put(saver, saver->head.at, saver->head.n);
    put(saver, bytes, n);
    put(saver, "\nendstream\nendobj\n", 18);
}

static bool write_oldest(mkr_saver *saver) {
    mkr_packet *p = mkr_deflater_take(saver->deflater);
    if (p)
        write_stream(saver, p->number, p->keys, p->out, p->n_out);
    return p;
}

static mkr_packet *empty_packet(mkr_saver *saver) {
    mkr_packet *p;
    while (!(p = mkr_deflater_empty(saver->deflater)))
        write_oldest(saver);
    return p;
}

static void submit(mkr_saver *saver, mkr_packet *p, uint32_t number, const char *keys) {
    static const char filter[] = "/Filter/FlateDecode";
    size_t n = strlen(keys);
    assert(n + sizeof filter <= sizeof p->keys);
    p->number = number;
    memcpy(p->keys, keys, n);
    memcpy(p->keys + n, filter, sizeof filter);
    mkr_deflater_put(saver->deflater);
}

mkr_buffer *mkr_saver_stream(mkr_saver *saver) {
    saver->filling = empty_packet(saver);
    return &saver->filling->text;
}

void mkr_saver_stream_end(mkr_saver *saver, uint32_t number, const char *keys) {
    submit(saver, saver->filling, number, keys);
}

void mkr_saver_bytes(mkr_saver *saver, uint32_t number, const char *keys, const void *bytes, size_t n) {
    mkr_packet *p = empty_packet(saver);
    p->bytes = bytes;
    p->n_bytes = n;
    submit(saver, p, number, keys);
}

static void write_pending(mkr_saver *saver) {
    while (write_oldest(saver))
        continue;
}

void mkr_saver_plain(mkr_saver *saver, uint32_t number, const char *keys, const void *bytes, size_t n) {
    write_pending(saver); /* so that the order of bytes does not hang on what is done already */
    write_stream(saver, number, keys, bytes, n);
}

uint32_t mkr_saver_reserve(mkr_saver *saver, uint32_t n) {
    uint32_t first = (uint32_t)saver->places.n;
    if (n)
        place_of(saver, first + n - 1);
    return first;
}

static void end_object_stream(mkr_saver *saver) {
    if (!saver->n_objects)
        return;
    char *keys = mkr_printf(saver->arena, "/Type/ObjStm/N %u/First %zu", saver->n_objects, saver->pairs.n);
    mkr_buffer *text = mkr_saver_stream(saver);
    mkr_buffer_add(text, saver->pairs.at, saver->pairs.n);
    mkr_buffer_add(text, saver->objects.at, saver->objects.n);
    mkr_saver_stream_end(saver, saver->stream, keys);
    saver->pairs.n = saver->objects.n = saver->n_objects = 0;
}

mkr_buffer *mkr_saver_object(mkr_saver *saver, uint32_t number) {
    if (saver->n_objects == OBJECTS_EACH)
        end_object_stream(saver);
    if (!saver->n_objects)
        saver->stream = mkr_saver_reserve(saver, 1);
    if (saver->n_objects)
        mkr_buffer_putc(&saver->objects, '\n');
    *place_of(saver, number) = (place){saver->stream, IN_STREAM, (uint8_t)saver->n_objects++};
    mkr_buffer_int(&saver->pairs, number);
    mkr_buffer_putc(&saver->pairs, ' ');
    mkr_buffer_int(&saver->pairs, (int64_t)saver->objects.n);
    mkr_buffer_putc(&saver->pairs, ' ');
    return &saver->objects;
}

void mkr_saver_store(mkr_saver *saver, mkr_store *store) {
    uint32_t last = mkr_store_last(store);
    place_of(saver, last);
    mkr_buffer text = mkr_buffer_new(saver->arena);
    for (uint32_t i = 1; i <= last; i++) {
        text.n = 0;
        if (mkr_store_print(store, i, &text))
            mkr_buffer_add(mkr_saver_object(saver, i), text.at, text.n);
    }
}

static unsigned bytes_for(uint64_t value) {
    unsigned n = 1;
    while (value >>= 8)
        n++;
    return n;
}

/* One row for each object, each byte less the one above it (PNG's predictor "up"), as offsets grow evenly. */
static void print_rows(mkr_saver *saver, unsigned width, mkr_buffer *out) {
    size_t columns = width + 2;
    uint8_t above[16] = {0}, row[16];
    char *p = mkr_buffer_room(out, saver->places.n * (columns + 1));
    for (size_t i = 0; i < saver->places.n; i++) {
        place at = saver->places.at[i];
        row[0] = at.kind;
        for (unsigned k = 0; k < width; k++)
            row[1 + k] = (uint8_t)(at.at >> 8 * (width - 1 - k));
        row[columns - 1] = at.index;
        *p++ = 2;
        for (size_t k = 0; k < columns; k++) {
            *p++ = (char)(row[k] - above[k]);
            above[k] = row[k];
        }
    }
    out->n += saver->places.n * (columns + 1);
}

/* The identifier is a hash of the content, so that the same report has the same bytes. */
static void print_id(const mkr_saver *saver, const mkr_buffer *rows, char hex[2 * ID_BYTES + 1]) {
    HPDF_MD5_CTX hash = saver->hash;
    HPDF_BYTE id[ID_BYTES];
    HPDF_MD5Update(&hash, (const HPDF_BYTE *)rows->at, (HPDF_UINT32)rows->n);
    HPDF_MD5Final(id, &hash);
    for (int i = 0; i < ID_BYTES; i++)
        snprintf(hex + 2 * i, 3, "%02X", id[i]);
}

void mkr_saver_close(mkr_saver *saver, uint32_t root, uint32_t info) {
    char id[2 * ID_BYTES + 1];
    end_object_stream(saver);
    write_pending(saver);
    uint32_t number = mkr_saver_reserve(saver, 1);
    uint64_t start = mkr_output_written(saver->out);
    saver->places.at[number] = (place){.at = start, .kind = IN_FILE};
    unsigned width = bytes_for(start > number ? start : number);
    mkr_buffer *rows = mkr_saver_stream(saver);
    print_rows(saver, width, rows);
    print_id(saver, rows, id);
    mkr_saver_stream_end(saver, number,
                         mkr_printf(saver->arena,
                                    "/Type/XRef/W[1 %u 1]/Size %zu/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]"
                                    "/DecodeParms<</Predictor 12/Columns %u>>",
                                    width, saver->places.n, root, info, id, id, width + 2));
    write_pending(saver);
    char *end = mkr_printf(saver->arena, "startxref\n%llu\n%%%%EOF\n", (unsigned long long)start);
    mkr_output_write(saver->out, end, strlen(end));
}
