/* xlsx.c - open a workbook and find the sheet to read.
 *
 * A workbook is a package of parts that name each other by relationships (ISO/IEC 29500-2, 6.5): the package
 * names the workbook, the workbook its sheets, shared strings and styles. Not here: what stands on the sheet
 * (xlsx_sheet.c), formulas, which are not calculated, and charts. */
#include "input/xlsx.h"

#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "input/workbook.h"

enum { MOST_RELATIONS = 10000 };

/* ---- relationships */

typedef struct {
    const char *id, *type, *target; /* the type's last word, the path of the part */
} relation;

typedef MKR_VEC(relation) relations;

/* The path of a part named in another: from the root, or from where the other stands. */
static const char *resolve(mkr_arena *arena, const char *base, const char *target) {
    const char *slash = strrchr(base, '/');
    size_t folder = slash ? (size_t)(slash - base) : 0;
    if (*target == '/')
        return mkr_strdup(arena, target + 1);
    for (; strncmp(target, "./", 2) == 0 || strncmp(target, "../", 3) == 0;
         target = strchr(target, '/') + 1) {
        if (target[1] == '/')
            continue;
        while (folder && base[folder - 1] != '/')
            folder--;
        folder -= folder > 0;
    }
    return folder ? mkr_printf(arena, "%.*s/%s", (int)folder, base, target) : mkr_strdup(arena, target);
}

static const char *last_word(const char *type) {
    const char *slash = strrchr(type, '/');
    return slash ? slash + 1 : type;
}

/* The relationships of the part `base` ("" is the package), which stand in a part of their own beside it. */
static bool read_relations(mkr_xlsx *book, const char *base, relations *out) {
    mkr_xlsx_part part;
    const char *name = last_word(base);
    const char *path = mkr_printf(book->scratch, "%.*s_rels/%s.rels", (int)(name - base), base, name);
    if (!mkr_xlsx_part_open(book, path, &part))
        return false;
    while (mkr_xlsx_next(&part)) {
        if (!mkr_xlsx_starts(&part, "Relationship"))
            continue;
        const char *id = mkr_xlsx_attr(&part, "Id"), *type = mkr_xlsx_attr(&part, "Type");
        const char *target = mkr_xlsx_attr(&part, "Target"), *mode = mkr_xlsx_attr(&part, "TargetMode");
        if (!id || !type || !target || (mode && strcmp(mode, "External") == 0))
            continue;
        if (out->n == MOST_RELATIONS) {
            mkr_xlsx_damaged(&part, "too many relationships");
            break;
        }
        *MKR_PUSH(book->scratch, out) =
            (relation){mkr_strdup(book->scratch, id), mkr_strdup(book->scratch, last_word(type)),
                       resolve(book->scratch, base, target)};
    }
    mkr_xlsx_part_close(&part);
    return !part.failed;
}

static const relation *find_type(const relations *all, const char *type) {
    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->at[i].type, type) == 0)
            return &all->at[i];
    return NULL;
}

/* The worksheet with this id; NULL when there is none, or it is a chart or dialogue. */
static const relation *find_worksheet(const relations *all, const char *id) {
    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->at[i].id, id) == 0 && strcmp(all->at[i].type, "worksheet") == 0)
            return &all->at[i];
    return NULL;
}

/* ---- sheets */

typedef struct {
    const char *name, *path;
    bool hidden;
} sheet_entry;

typedef MKR_VEC(sheet_entry) sheets;

static bool read_workbook(mkr_xlsx *book, const char *path, const relations *all, sheets *out) {
    mkr_xlsx_part part;
    if (!mkr_xlsx_part_open(book, path, &part))
        return false;
    while (mkr_xlsx_next(&part)) {
        if (mkr_xlsx_starts(&part, "workbookPr"))
            book->from_1904 = mkr_xlsx_is_on(mkr_xlsx_attr(&part, "date1904"));
        if (!mkr_xlsx_starts(&part, "sheet") || out->n == MOST_RELATIONS)
            continue;
        const char *name = mkr_xlsx_attr(&part, "name"), *id = mkr_xlsx_attr(&part, "id");
        const char *state = mkr_xlsx_attr(&part, "state");
        const relation *sheet = name && id ? find_worksheet(all, id) : NULL;
        if (sheet)
            *MKR_PUSH(book->scratch, out) = (sheet_entry){mkr_strdup(book->scratch, name), sheet->target,
                                                          state && strcmp(state, "visible") != 0};
    }
    mkr_xlsx_part_close(&part);
    return !part.failed;
}

/* Names of sheets for a message: those that can be seen, or all. */
static const char *list(mkr_xlsx *book, const sheets *all, bool hidden_too) {
    mkr_buffer b = mkr_buffer_new(book->scratch);
    for (size_t i = 0; i < all->n; i++)
        if (hidden_too || !all->at[i].hidden)
            mkr_buffer_printf(&b, "%s\"%s\"%s", b.n ? ", " : "", all->at[i].name,
                              all->at[i].hidden ? " (hidden)" : "");
    return mkr_buffer_text(&b);
}

static const sheet_entry *find_named(mkr_xlsx *book, const sheets *all, const char *name) {
    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->at[i].name, name) == 0)
            return &all->at[i];
    mkr_say(book->diag, MKR_E_XLSX_SHEET, (mkr_where){.file = book->name}, "\"%s\"; there are %s", name,
            list(book, all, true));
    return NULL;
}

/* The first sheet that can be seen. That there are others is said. */
static const sheet_entry *find_first(mkr_xlsx *book, const sheets *all) {
    const sheet_entry *first = NULL;
    size_t seen = 0;
    for (size_t i = 0; i < all->n; i++) {
        if (all->at[i].hidden)
            continue;
        first = first ? first : &all->at[i];
        seen++;
    }
    if (!first)
        mkr_say(book->diag, MKR_E_XLSX_DAMAGED, (mkr_where){.file = book->name},
                "it has no sheet that can be seen");
    if (seen > 1)
        mkr_say(book->diag, MKR_E_XLSX_SHEETS, (mkr_where){.file = book->name}, "\"%s\" was read, of %s",
                first->name, list(book, all, false));
    return first;
}

/* ---- the whole */

static bool read_book(mkr_xlsx *book, const char *wanted, mkr_table *out) {
    relations of_package = {0}, of_workbook = {0};
    sheets all = {0};
    if (!read_relations(book, "", &of_package))
        return false;
    const relation *main = find_type(&of_package, "officeDocument");
    if (!main || !mkr_zip_has(book->zip, main->target))
        return mkr_say(book->diag, MKR_E_XLSX_DAMAGED, (mkr_where){.file = book->name},
                       "no workbook is in it");
    if (!read_relations(book, main->target, &of_workbook) ||
        !read_workbook(book, main->target, &of_workbook, &all))
        return false;
    const sheet_entry *sheet = wanted ? find_named(book, &all, wanted) : find_first(book, &all);
    const relation *strings = find_type(&of_workbook, "sharedStrings"),
                   *styles = find_type(&of_workbook, "styles");
    return sheet && (!strings || mkr_xlsx_read_strings(book, strings->target)) &&
           (!styles || mkr_xlsx_read_styles(book, styles->target)) &&
           mkr_xlsx_read_sheet(book, sheet->path, out);
}

bool mkr_xlsx_read(mkr_arena *arena, mkr_diag *diag, const char *name, const char *bytes, size_t n,
                   const char *sheet, mkr_table *out) {
    mkr_xlsx book = {.arena = arena, .scratch = mkr_arena_child(arena), .diag = diag, .name = name};
    *out = (mkr_table){.file = name};
    book.zip = mkr_zip_open(book.scratch, diag, name, bytes, n);
    bool ok = book.zip && read_book(&book, sheet, out);
    mkr_arena_free(book.scratch);
    return ok;
}
