/* attach.c - embedded files, their file specifications, and where the catalog names them.
 *
 * PDF/A-3 lets a PDF carry any file as long as it says what the file is (Subtype, AFRelationship) and what it
 * belongs to (ISO 19005-3, 6.8 and annex E): to the whole document, through AF in the catalog, where readers
 * look; the figures of a chart also to its structure element.
 * The name tree EmbeddedFiles is what readers list attachments from (ISO 32000-1, 7.7.4). */
#include "pdf/attach.h"

#include <stdlib.h>

#include <hpdf_encrypt.h>

#include "base/utf8.h"
#include "pdf/literal.h"
#include "pdf/metadata.h"

enum { MD5_BYTES = 16 };

typedef struct entry {
    const mkr_pdf_attachment *file;
    const char *name; /* fit to be a file's name anywhere */
    mkr_buffer key; /* the name in UTF-16BE: the name tree goes by the order of bytes */
    uint32_t spec; /* number of the file specification */
} entry;

/* ---- names */

/* A file name has no folders in it, and nothing that some file system forbids: a slash or a drive would lead
 * whoever saves the attachments elsewhere. */
static const char *safe_name(mkr_arena *arena, const char *name) {
    char *safe = mkr_strdup(arena, name);
    for (char *p = safe; *p; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7F || strchr("/\\:*?\"<>|", *p))
            *p = '_';
    return safe;
}

/* F is a string of bytes in an encoding that nobody states (ISO 32000-1, 7.11.2): a character outside ASCII
 * becomes a low line there; UF has it as it is. */
static const char *ascii_name(mkr_arena *arena, const char *name) {
    mkr_buffer ascii = mkr_buffer_new(arena);
    for (const char *end = name + strlen(name); name < end;) {
        uint32_t c = mkr_utf8_next(&name, end);
        mkr_buffer_putc(&ascii, c < 0x80 ? (char)c : '_');
    }
    return mkr_buffer_text(&ascii);
}

static mkr_buffer key_of(mkr_arena *arena, const char *name) {
    mkr_buffer key = mkr_buffer_new(arena);
    mkr_buffer_add(&key, "\xFE\xFF", 2);
    mkr_pdf_utf16(&key, name);
    return key;
}

static int by_key(const void *a, const void *b) {
    const mkr_buffer *p = &((const entry *)a)->key, *q = &((const entry *)b)->key;
    int order = memcmp(p->at, q->at, p->n < q->n ? p->n : q->n);
    return order ? order : (p->n > q->n) - (p->n < q->n);
}

/* In the order of the name tree; NULL after a message. */
static entry *sorted(mkr_arena *arena, mkr_diag *diag, const mkr_pdf_info *info) {
    size_t n = info->n_attachments;
    entry *entries = mkr_alloc_array(arena, n, sizeof *entries);
    for (size_t i = 0; i < n; i++) {
        const char *name = safe_name(arena, info->attachments[i].name);
        entries[i] = (entry){.file = &info->attachments[i], .name = name, .key = key_of(arena, name)};
    }
    qsort(entries, n, sizeof *entries, by_key);
    for (size_t i = 1; i < n; i++)
        if (!by_key(&entries[i - 1], &entries[i])) {
            mkr_say(diag, MKR_E_PDF_ATTACHED_TWICE, (mkr_where){0}, "\"%s\"", entries[i].name);
            return NULL;
        }
    return entries;
}

/* ---- one file */

static void put_checksum(mkr_buffer *out, const mkr_pdf_attachment *file) {
    HPDF_MD5_CTX hash;
    HPDF_BYTE sum[MD5_BYTES];
    HPDF_MD5Init(&hash);
    if (file->n)
        HPDF_MD5Update(&hash, (const HPDF_BYTE *)file->bytes, (HPDF_UINT32)file->n);
    HPDF_MD5Final(sum, &hash);
    mkr_buffer_puts(out, "/CheckSum<");
    for (int i = 0; i < MD5_BYTES; i++)
        mkr_buffer_printf(out, "%02X", sum[i]);
    mkr_buffer_putc(out, '>');
}

/* The media type as a name: "/text#2Fcsv" (ISO 32000-1, 7.3.5). */
static void put_media_type(mkr_buffer *out, const char *mime) {
    mkr_buffer_putc(out, '/');
    for (; *mime; mime++) {
        if (*mime > ' ' && *mime <= '~' && !strchr("#%()/<>[]{}", *mime))
            mkr_buffer_putc(out, *mime);
        else
            mkr_buffer_printf(out, "#%02X", (unsigned char)*mime);
    }
}

static uint32_t embed(mkr_arena *arena, const mkr_pdf_attachment *file, mkr_store *store, mkr_saver *saver,
                      const char *date) {
    uint32_t number = mkr_store_reserve(store);
    mkr_buffer keys = mkr_buffer_new(arena);
    mkr_buffer_puts(&keys, "/Type/EmbeddedFile/Subtype");
    put_media_type(&keys, file->mime);
    mkr_buffer_puts(&keys, "/Params<</Size ");
    mkr_buffer_int(&keys, (int64_t)file->n);
    put_checksum(&keys, file);
    mkr_pdf_entry(&keys, "ModDate", date);
    mkr_buffer_puts(&keys, ">>");
    mkr_saver_bytes(saver, number, mkr_buffer_text(&keys), file->bytes, file->n);
    return number;
}

/* F and UF both: PDF/UA-1, 7.11. */
static uint32_t specify(mkr_arena *arena, const entry *e, mkr_store *store, uint32_t stream) {
    HPDF_Dict spec = mkr_store_dict(store);
    mkr_dict_name(store, spec, "Type", "Filespec");
    mkr_dict_name(store, spec, "AFRelationship", "Data");
    HPDF_Dict streams = mkr_dict_nested(store, spec, "EF");
    mkr_dict_ref(store, streams, "F", stream);
    mkr_dict_ref(store, streams, "UF", stream);
    mkr_buffer *text = mkr_dict_text(store, spec);
    mkr_pdf_entry(text, "F", ascii_name(arena, e->name));
    mkr_pdf_entry(text, "UF", e->name);
    mkr_pdf_entry(text, "Desc", e->file->description);
    return mkr_dict_number(spec);
}

/* ---- the catalog */

static void put_catalog(mkr_buffer *out, const entry *entries, size_t n) {
    mkr_buffer_puts(out, "/AF[");
    for (size_t i = 0; i < n; i++) {
        mkr_pdf_ref(out, entries[i].spec);
        mkr_buffer_putc(out, i + 1 < n ? ' ' : ']');
    }
    mkr_buffer_puts(out, "/Names<</EmbeddedFiles<</Names[");
    for (size_t i = 0; i < n; i++) {
        mkr_pdf_bytes(out, entries[i].key.at, entries[i].key.n);
        mkr_pdf_ref(out, entries[i].spec);
    }
    mkr_buffer_puts(out, "]>>>>");
}

bool mkr_attach_files(mkr_arena *arena, mkr_diag *diag, mkr_store *store, mkr_saver *saver,
                      const mkr_pdf_info *info, mkr_marks *marks) {
    size_t n = info->n_attachments;
    if (!n)
        return true;
    entry *entries = sorted(arena, diag, info);
    if (!entries)
        return false;
    const char *date = mkr_metadata_date(arena, info);
    for (size_t i = 0; i < n; i++) {
        uint32_t stream = embed(arena, entries[i].file, store, saver, date);
        entries[i].spec = specify(arena, &entries[i], store, stream);
        marks->elems[entries[i].file->elem].file = entries[i].spec; /* of element 0: not looked at */
    }
    put_catalog(mkr_dict_text(store, store->doc->catalog), entries, n);
    return true;
}
