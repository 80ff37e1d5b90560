/* zip.c - read the parts of a package with libzip, which checks their sums. */
#include "input/zip.h"

#include <string.h>
#include <zip.h>

#include "input/table.h"

enum { MOST_PARTS = 10000 }; /* a workbook has some dozens; libzip keeps each in memory of its own */

struct mkr_zip {
    mkr_diag *diag;
    const char *name;
    zip_t *archive;
    size_t left; /* bytes that may still be unpacked */
};

static void close_archive(void *archive) {
    zip_discard(archive);
}

static void close_part(void *file) {
    zip_fclose(file);
}

/* Parts of the archive, by the signatures of their entries in its directory. */
static size_t count_parts(const char *s, size_t n) {
    size_t parts = 0;
    for (const char *p = s, *end = s + n; (p = memchr(p, 'P', (size_t)(end - p))) != NULL; p++)
        parts += end - p >= 4 && memcmp(p, "PK\x01\x02", 4) == 0;
    return parts;
}

static bool refuse(mkr_zip *zip, mkr_code code, const char *part, const char *why) {
    return mkr_say(zip->diag, code, (mkr_where){.file = zip->name}, "%s: %s", part, why);
}

mkr_zip *mkr_zip_open(mkr_arena *arena, mkr_diag *diag, const char *name, const char *bytes, size_t n) {
    mkr_where file = {.file = name};
    zip_error_t error;
    if (count_parts(bytes, n) > MOST_PARTS) {
        mkr_say(diag, MKR_E_XLSX_LIMIT, file, "more than %d parts", MOST_PARTS);
        return NULL;
    }
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes, n, 0, &error);
    zip_t *archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (!archive) {
        zip_source_free(source);
        mkr_say(diag, MKR_E_XLSX_DAMAGED, file, "%s", zip_error_strerror(&error));
        zip_error_fini(&error);
        return NULL;
    }
    zip_error_fini(&error);
    mkr_arena_defer(arena, close_archive, archive);
    mkr_zip *zip = mkr_alloc(arena, sizeof *zip);
    *zip = (mkr_zip){diag, name, archive, MKR_TABLE_LARGEST};
    return zip;
}

static zip_int64_t find(mkr_zip *zip, const char *part) {
    return zip_name_locate(zip->archive, part, ZIP_FL_NOCASE); /* ISO/IEC 29500-2, 6.2.2.3 */
}

bool mkr_zip_has(mkr_zip *zip, const char *part) {
    return find(zip, part) >= 0;
}

/* True when the part has exactly n bytes and its sum is right. */
static bool unpack(zip_file_t *file, char *to, size_t n) {
    char beyond;
    for (size_t had = 0; had < n;) {
        zip_int64_t more = zip_fread(file, to + had, n - had);
        if (more <= 0)
            return false;
        had += (size_t)more;
    }
    return zip_fread(file, &beyond, 1) == 0;
}

bool mkr_zip_read(mkr_zip *zip, mkr_arena *arena, const char *part, const char **bytes, size_t *n) {
    zip_stat_t about;
    zip_int64_t at = find(zip, part);
    if (at < 0)
        return refuse(zip, MKR_E_XLSX_DAMAGED, part, "this part is missing");
    if (zip_stat_index(zip->archive, (zip_uint64_t)at, 0, &about) < 0 || !(about.valid & ZIP_STAT_SIZE))
        return refuse(zip, MKR_E_XLSX_DAMAGED, part, zip_strerror(zip->archive));
    if (about.size > zip->left)
        return refuse(zip, MKR_E_XLSX_LIMIT, part, "it unpacks to more than 256 MiB");
    char *text = mkr_alloc(arena, (size_t)about.size + 1);
    mkr_arena *scratch = mkr_arena_child(arena);
    zip_file_t *file = zip_fopen_index(zip->archive, (zip_uint64_t)at, 0);
    if (file)
        mkr_arena_defer(scratch, close_part, file);
    bool ok = file && unpack(file, text, (size_t)about.size);
    mkr_arena_free(scratch);
    if (!file)
        return refuse(zip, MKR_E_XLSX_DAMAGED, part, zip_strerror(zip->archive));
    zip->left -= (size_t)about.size;
    *bytes = text;
    *n = (size_t)about.size;
    return ok || refuse(zip, MKR_E_XLSX_DAMAGED, part, "its packed data is damaged");
}
