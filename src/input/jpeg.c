/* jpeg.c - JPEG (ISO/IEC 10918-1): kept as it is where a PDF can show it, else decoded with libjpeg.
 *
 * Kept are grey and colour pictures of up to MKR_PICTURE_DENSITY pixels an inch, with their own ICC profile
 * if a PDF may hold it, up to the end of the picture: what telephones append is left out. They are decoded
 * once at an eighth, which reads every bit of the data and so proves it sound, and thrown away. Pictures in
 * four inks become sRGB, by their profile or, without one, as ink on white paper: red is what cyan and black
 * let through. Pixels that had to be decoded are stored as they are, and only where some had to go are the
 * others encoded again: quality 90, colour at full resolution.
 *
 * How the picture is to be held is a matter of the matrix that paints it (mkr_picture_matrix). */
#include <jerror.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include "base/buffer.h"
#include "input/jpeg_app.h"
#include "input/picture_parts.h"

enum {
    MOST_SCANS = 100, /* of a progressive JPEG: a small file can ask for thousands, each over all pixels */
    MOST_MEMORY = 400 << 20, /* bytes libjpeg may hold; a progressive picture stands there as a whole */
    QUALITY = 90
};

typedef struct decoder {
    struct jpeg_decompress_struct d;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf failed;
    bool unclean; /* bytes that do not belong there: shown well, but not passed through */
    char message[JMSG_LENGTH_MAX];
} decoder;

static void fail(j_common_ptr d) {
    decoder *j = d->client_data;
    if (d->err->msg_code == JERR_NO_BACKING_STORE)
        snprintf(j->message, sizeof j->message,
                 "it is progressive and too large for that; save it as baseline");
    else
        d->err->format_message(d, j->message);
    longjmp(j->failed, 1);
}

/* libjpeg goes on after corrupt data with a warning; to us that is damage, but for stray bytes between
 * segments. */
static void warn(j_common_ptr d, int level) {
    decoder *j = d->client_data;
    if (level >= 0) /* a trace */
        return;
    if (d->err->msg_code != JWRN_EXTRANEOUS_DATA)
        fail(d);
    j->unclean = true;
}

static void count_scans(j_common_ptr d) {
    decoder *j = d->client_data;
    if (j->d.input_scan_number <= MOST_SCANS)
        return;
    snprintf(j->message, sizeof j->message, "it has more than %d scans", MOST_SCANS);
    longjmp(j->failed, 1);
}

static void release(void *p) {
    decoder *j = p;
    jpeg_destroy_decompress(&j->d);
}

/* A decoder that has read the header; false after a failure, which j->message names. */
static bool open_decoder(decoder *j, mkr_arena *arena, const uint8_t *bytes, size_t n) {
    mkr_arena_defer(arena, release, j);
    j->d.err = jpeg_std_error(&j->errors);
    j->errors.error_exit = fail;
    j->errors.emit_message = warn;
    j->d.client_data = j;
    if (setjmp(j->failed))
        return false;
    jpeg_create_decompress(&j->d); /* it keeps err and client_data */
    j->d.mem->max_memory_to_use = MOST_MEMORY;
    j->progress.progress_monitor = count_scans;
    j->d.progress = &j->progress;
    jpeg_mem_src(&j->d, bytes, (unsigned long)n);
    jpeg_save_markers(&j->d, JPEG_APP0 + 1, UINT16_MAX); /* EXIF */
    jpeg_save_markers(&j->d, JPEG_APP0 + 2, UINT16_MAX); /* ICC profile */
    jpeg_read_header(&j->d, TRUE);
    return true;
}

/* ---- colours */

static bool in_inks(const decoder *j) {
    return j->d.jpeg_color_space == JCS_CMYK || j->d.jpeg_color_space == JCS_YCCK;
}

static unsigned channels_of(const decoder *j) {
    return in_inks(j) ? 4 : j->d.jpeg_color_space == JCS_GRAYSCALE ? 1 : 3;
}

static void set_colours(decoder *j) {
    unsigned n = channels_of(j);
    j->d.out_color_space = n == 4 ? JCS_CMYK : n == 1 ? JCS_GRAYSCALE : JCS_RGB;
}

/* Adobe's programs store how much paper shows, others how much ink. */
static bool is_inverted(const decoder *j) {
    return j->d.saw_Adobe_marker;
}

static void inks_to_rgb(const uint8_t *cmyk, uint8_t *rgb, size_t n, bool inverted) {
    uint8_t flip = inverted ? 0 : 255;
    for (; n--; cmyk += 4)
        for (int i = 0; i < 3; i++)
            *rgb++ = (uint8_t)(((cmyk[i] ^ flip) * (cmyk[3] ^ flip) + 127) / 255);
}

/* A decoded row in what is stored: itself, or in sRGB at `to`. */
static const uint8_t *convert(const decoder *j, const mkr_profile *profile, const uint8_t *row, uint8_t *to) {
    if (profile)
        mkr_profile_apply(profile, row, to, j->d.output_width);
    else if (in_inks(j))
        inks_to_rgb(row, to, j->d.output_width, is_inverted(j));
    else
        return row;
    return to;
}

/* ---- as it is */

/* May a PDF show these bytes? Three components without an Adobe marker are YCbCr there, and arithmetic coding
 * is unknown. */
static bool passes_through(const decoder *j) {
    J_COLOR_SPACE space = j->d.jpeg_color_space;
    bool colours =
        space == JCS_GRAYSCALE || space == JCS_YCbCr || (space == JCS_RGB && j->d.saw_Adobe_marker);
    return colours && j->d.data_precision == 8 && !j->d.arith_code && !j->unclean;
}

/* Read all of it; *end receives the length up to the end of the picture. */
static bool prove(decoder *j, uint8_t *row, size_t n, size_t *end) {
    if (setjmp(j->failed))
        return false;
    j->d.scale_num = 1;
    j->d.scale_denom = 8;
    jpeg_start_decompress(&j->d);
    while (j->d.output_scanline < j->d.output_height)
        jpeg_read_scanlines(&j->d, &row, 1);
    jpeg_finish_decompress(&j->d);
    *end = n - j->d.src->bytes_in_buffer;
    return true;
}

/* mkr_picture.decode */
static bool decode_rows(decoder *j, const mkr_profile *profile, uint8_t *rgb) {
    if (setjmp(j->failed))
        return false;
    j->d.out_color_space = profile && j->d.jpeg_color_space == JCS_GRAYSCALE ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&j->d);
    JSAMPARRAY own = j->d.mem->alloc_sarray((j_common_ptr)&j->d, JPOOL_IMAGE, j->d.output_width * 3, 1);
    while (j->d.output_scanline < j->d.output_height) {
        uint8_t *to = rgb + (size_t)j->d.output_scanline * j->d.output_width * 3;
        JSAMPROW row = profile ? own[0] : to;
        jpeg_read_scanlines(&j->d, &row, 1);
        convert(j, profile, row, to);
    }
    return true;
}

static void decode(const mkr_picture *picture, mkr_arena *scratch, uint8_t *rgb) {
    decoder *j = mkr_alloc(scratch, sizeof *j);
    const mkr_profile *profile = NULL;
    if (picture->profile)
        mkr_profile_open(scratch, picture->profile, picture->profile_bytes, picture->channels, false,
                         &profile);
    if (open_decoder(j, scratch, picture->jpeg, picture->jpeg_bytes))
        decode_rows(j, profile, rgb);
}

/* ---- decoded */

/* The least of the scales that libjpeg decodes to at once which still has the pixels wanted. */
static void choose_scale(decoder *j, const mkr_picture *wanted) {
    uint32_t denominator = 8;
    while (denominator > 1 && ((j->d.image_width + denominator - 1) / denominator < wanted->width ||
                               (j->d.image_height + denominator - 1) / denominator < wanted->height))
        denominator /= 2;
    j->d.scale_num = 1;
    j->d.scale_denom = denominator;
}

static bool decode_reduced(decoder *j, const mkr_profile *profile, uint8_t *row, uint8_t *rgb,
                           mkr_reducer *reducer) {
    if (setjmp(j->failed))
        return false;
    jpeg_start_decompress(&j->d);
    while (j->d.output_scanline < j->d.output_height) {
        jpeg_read_scanlines(&j->d, &row, 1);
        mkr_reducer_row(reducer, convert(j, profile, row, rgb));
    }
    jpeg_finish_decompress(&j->d);
    return true;
}

typedef struct encoder {
    struct jpeg_compress_struct c;
    struct jpeg_error_mgr errors;
    struct jpeg_destination_mgr to;
    jmp_buf failed;
    mkr_buffer out;
    uint8_t chunk[1 << 16];
} encoder;

static void fail_encoding(j_common_ptr c) {
    encoder *e = c->client_data;
    longjmp(e->failed, 1);
}

static void release_encoder(void *p) {
    encoder *e = p;
    jpeg_destroy_compress(&e->c);
}

static void empty_chunk(j_compress_ptr c) {
    encoder *e = c->client_data;
    e->to.next_output_byte = e->chunk;
    e->to.free_in_buffer = sizeof e->chunk;
}

static boolean take_chunk(j_compress_ptr c) {
    encoder *e = c->client_data;
    mkr_buffer_add(&e->out, e->chunk, sizeof e->chunk);
    empty_chunk(c);
    return TRUE;
}

static void take_last(j_compress_ptr c) {
    encoder *e = c->client_data;
    mkr_buffer_add(&e->out, e->chunk, sizeof e->chunk - e->to.free_in_buffer);
}

/* The rows of a picture as JPEG, in e->out. */
static bool encode_rows(encoder *e, const mkr_picture *p, const uint8_t *pixels) {
    if (setjmp(e->failed))
        return false;
    jpeg_create_compress(&e->c);
    e->c.dest = &e->to;
    e->c.image_width = p->width;
    e->c.image_height = p->height;
    e->c.input_components = p->channels;
    e->c.in_color_space = p->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&e->c);
    jpeg_set_quality(&e->c, QUALITY, TRUE);
    e->c.comp_info[0].h_samp_factor = e->c.comp_info[0].v_samp_factor = 1; /* as the others: 4:4:4 */
    e->c.optimize_coding = TRUE;
    jpeg_start_compress(&e->c, TRUE);
    while (e->c.next_scanline < e->c.image_height) {
        JSAMPROW row = (JSAMPROW)(uintptr_t)(pixels + (size_t)e->c.next_scanline * p->width * p->channels);
        jpeg_write_scanlines(&e->c, &row, 1);
    }
    jpeg_finish_compress(&e->c);
    return true;
}

static bool encode(const mkr_picture_source *s, const uint8_t *pixels, mkr_picture *out) {
    encoder *e = mkr_alloc(s->scratch, sizeof *e);
    mkr_arena_defer(s->scratch, release_encoder, e);
    e->out = mkr_buffer_new(s->arena);
    e->c.err = jpeg_std_error(&e->errors);
    e->errors.error_exit = fail_encoding;
    e->c.client_data = e;
    e->to = (struct jpeg_destination_mgr){
        .init_destination = empty_chunk, .empty_output_buffer = take_chunk, .term_destination = take_last};
    if (!encode_rows(e, out, pixels))
        return false;
    out->jpeg = (const uint8_t *)e->out.at;
    out->jpeg_bytes = e->out.n;
    out->decode = decode;
    return true;
}

static bool decode_for(const mkr_picture_source *s, decoder *j, const mkr_profile *profile,
                       mkr_picture *out) {
    bool fewer = out->width < j->d.image_width || out->height < j->d.image_height;
    out->channels = profile || in_inks(j) ? 3 : (uint8_t)channels_of(j);
    set_colours(j);
    choose_scale(j, out);
    jpeg_calc_output_dimensions(&j->d);
    mkr_reducer *reducer = mkr_reducer_new(fewer ? s->scratch : s->arena, j->d.output_width,
                                           j->d.output_height, out->width, out->height, out->channels);
    uint8_t *row = mkr_alloc_array(s->scratch, j->d.output_width, 4);
    uint8_t *rgb = mkr_alloc_array(s->scratch, j->d.output_width, 3);
    if (!decode_reduced(j, profile, row, rgb, reducer))
        return false;
    if (fewer)
        return encode(s, mkr_reducer_pixels(reducer), out);
    out->pixels = mkr_reducer_pixels(reducer);
    return true;
}

/* ---- both */

static const mkr_profile *find_profile(const mkr_picture_source *s, const decoder *j, mkr_picture *out) {
    size_t n;
    const uint8_t *bytes = mkr_jpeg_profile(s->arena, &j->d, &n);
    if (!bytes)
        return NULL;
    const mkr_profile *profile = mkr_picture_profile(s, bytes, n, channels_of(j), is_inverted(j));
    if (profile && channels_of(j) != 4 && mkr_profile_embeds(profile)) {
        out->profile = bytes;
        out->profile_bytes = n;
    }
    return profile;
}

static bool keep(const mkr_picture_source *s, decoder *j, mkr_picture *out) {
    uint8_t *row = mkr_alloc_array(s->scratch, j->d.image_width, 4);
    if (!prove(j, row, s->n, &out->jpeg_bytes))
        return mkr_picture_damaged(s, j->message);
    out->channels = (uint8_t)channels_of(j);
    out->jpeg = s->bytes;
    out->decode = decode;
    return true;
}

static bool convert_all(const mkr_picture_source *s, const mkr_profile *profile, mkr_picture *out) {
    decoder *j = mkr_alloc(s->scratch, sizeof *j);
    out->profile = NULL;
    out->jpeg = NULL;
    if (!open_decoder(j, s->scratch, s->bytes, s->n) || !decode_for(s, j, profile, out))
        return mkr_picture_damaged(s, j->message);
    return true;
}

bool mkr_jpeg_read(const mkr_picture_source *s, mkr_picture *out) {
    decoder *j = mkr_alloc(s->scratch, sizeof *j);
    if (!open_decoder(j, s->scratch, s->bytes, s->n))
        return mkr_picture_damaged(s, j->message);
    mkr_exif exif = mkr_exif_read(&j->d);
    out->turn = exif.turn;
    if (!mkr_picture_plan(s, j->d.image_width, j->d.image_height, out))
        return false;
    if (exif.has_location)
        mkr_say(s->diag, MKR_E_PICTURE_LOCATION, s->where, "%s", s->name);
    const mkr_profile *profile = find_profile(s, j, out);
    bool whole = out->width == j->d.image_width && out->height == j->d.image_height;
    if (whole && passes_through(j) && (!profile || out->profile)) {
        if (!keep(s, j, out))
            return false;
        if (!j->unclean)
            return true;
    }
    return convert_all(s, profile, out);
}
