/* write.c - the order in which a PDF file is made.
 *
 * First pages and document tree are brought together and checked. Then the page streams are printed,
 * compressed on other processors meanwhile, and leave at once; after them the fonts and images that the pages
 * turned out to use, the objects libharu keeps, the structure tree, and the cross-reference stream. */
#include "pdf/pdf.h"

#include "pdf/attach.h"
#include "pdf/content.h"
#include "pdf/fontfile.h"
#include "pdf/imagefile.h"
#include "pdf/links.h"
#include "pdf/literal.h"
#include "pdf/metadata.h"
#include "pdf/saver.h"
#include "pdf/structure.h"

enum { KIDS_A_NODE = 40 }; /* of the page tree */

typedef struct job {
    mkr_arena *arena;
    mkr_diag *diag;
    const mkr_pages *pages;
    const mkr_tree *tree;
    const mkr_fonts *fonts;
    const mkr_pdf_info *info;
    mkr_output *out;
    mkr_marks *marks;
    mkr_store store;
    mkr_saver *saver;
    mkr_content content;
    HPDF_Dict resources, *page_dicts;
    uint32_t *page_numbers;
} job;

/* ---- pages */

static void make_page(job *j, size_t page) {
    const mkr_page *from = j->pages->at.at[page];
    uint32_t stream = mkr_store_reserve(&j->store);
    HPDF_Dict dict = mkr_store_dict(&j->store);
    mkr_dict_name(&j->store, dict, "Type", "Page");
    mkr_dict_ref(&j->store, dict, "Resources", mkr_dict_number(j->resources));
    mkr_dict_ref(&j->store, dict, "Contents", stream);
    mkr_dict_int(&j->store, dict, "StructParents", (int32_t)page);
    mkr_dict_name(&j->store, dict, "Tabs", "S");
    mkr_buffer *text = mkr_dict_text(&j->store, dict);
    mkr_buffer_puts(text, "/MediaBox[0 0 ");
    mkr_buffer_len(text, from->width);
    mkr_buffer_putc(text, ' ');
    mkr_buffer_len(text, from->height);
    mkr_buffer_putc(text, ']');
    j->page_dicts[page] = dict;
    j->page_numbers[page] = mkr_dict_number(dict);
    mkr_content_print(&j->content, (uint32_t)page, mkr_saver_stream(j->saver));
    mkr_saver_stream_end(j->saver, stream, "");
}

static void make_pages(job *j) {
    size_t n = j->pages->at.n;
    j->page_dicts = mkr_alloc_array(j->arena, n, sizeof(HPDF_Dict));
    j->page_numbers = mkr_alloc_array(j->arena, n, sizeof(uint32_t));
    for (size_t i = 0; i < n; i++)
        make_page(j, i);
}

/* ---- page tree (ISO 32000-1, 7.7.3) */

typedef struct node {
    HPDF_Dict dict;
    int32_t count; /* of pages below */
} node;

static void adopt(job *j, node *parent, const node *kids, size_t n) {
    HPDF_Array array = mkr_dict_array(&j->store, parent->dict, "Kids");
    for (size_t i = 0; i < n; i++) {
        mkr_array_ref(&j->store, array, mkr_dict_number(kids[i].dict));
        mkr_dict_ref(&j->store, kids[i].dict, "Parent", mkr_dict_number(parent->dict));
        parent->count += kids[i].count;
    }
    mkr_dict_int(&j->store, parent->dict, "Count", parent->count);
}

/* Group nodes until they fit below the root, which libharu has made. */
static void make_page_tree(job *j) {
    size_t n = j->pages->at.n;
    node *level = mkr_alloc_array(j->arena, n, sizeof *level);
    for (size_t i = 0; i < n; i++)
        level[i] = (node){j->page_dicts[i], 1};
    while (n > KIDS_A_NODE) {
        size_t groups = (n + KIDS_A_NODE - 1) / KIDS_A_NODE;
        for (size_t i = 0; i < groups; i++) {
            size_t from = i * KIDS_A_NODE, left = n - from;
            node parent = {mkr_store_dict(&j->store), 0};
            mkr_dict_name(&j->store, parent.dict, "Type", "Pages");
            adopt(j, &parent, &level[from], left < KIDS_A_NODE ? left : KIDS_A_NODE);
            level[i] = parent;
        }
        n = groups;
    }
    adopt(j, &(node){j->store.doc->root_pages, 0}, level, n);
}

/* ---- resources */

static bool make_fonts(job *j) {
    const mkr_face *const *faces;
    size_t n = mkr_fonts_faces(j->fonts, &faces);
    HPDF_Dict fonts = mkr_dict_nested(&j->store, j->resources, "Font");
    for (size_t i = 0; i < n; i++) {
        unsigned index = mkr_face_index(faces[i]);
        if (!j->content.faces[index].used)
            continue;
        uint32_t font = mkr_fontfile_embed(j->arena, j->diag, faces[i], &j->store, j->saver);
        if (!font)
            return false;
        mkr_dict_ref(&j->store, fonts, mkr_printf(j->arena, "F%u", index), font);
    }
    return true;
}

/* libharu's dictionaries hold 4,095 entries: pictures may be more. */
static void make_images(job *j) {
    mkr_buffer *text = mkr_dict_text(&j->store, j->resources);
    mkr_buffer_puts(text, "/XObject<<");
    for (size_t i = 0; i < j->content.images.n; i++) {
        mkr_buffer_printf(text, "/I%zu ", i);
        mkr_pdf_ref(text,
                    mkr_imagefile_embed(j->arena, j->content.images.at[i].picture, &j->store, j->saver));
    }
    mkr_buffer_puts(text, ">>");
}

/* ---- catalog */

static bool make_catalog(job *j, uint32_t structure) {
    HPDF_Dict catalog = j->store.doc->catalog;
    uint32_t profile = mkr_metadata_profile(j->arena, &j->store, j->saver);
    if (!profile)
        return mkr_say(j->diag, MKR_E_NO_MEMORY, (mkr_where){0}, NULL);
    mkr_dict_ref(&j->store, catalog, "StructTreeRoot", structure);
    mkr_dict_ref(&j->store, catalog, "Metadata", mkr_metadata_xmp(j->arena, &j->store, j->saver, j->info));
    mkr_buffer *text = mkr_dict_text(&j->store, catalog);
    mkr_pdf_entry(text, "Lang", j->info->lang);
    mkr_buffer_puts(
        text, "/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
              "/PageLabels<</Nums[0<</S/D>>]>>"
              "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
              "/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)/DestOutputProfile ");
    mkr_pdf_ref(text, profile);
    mkr_buffer_puts(text, ">>]");
    mkr_metadata_info(&j->store, j->info);
    return mkr_attach_files(j->arena, j->diag, &j->store, j->saver, j->info, j->marks);
}

/* ---- the whole */

static void prepare_content(job *j) {
    const mkr_face *const *faces;
    size_t n = mkr_fonts_faces(j->fonts, &faces);
    j->content = (mkr_content){.arena = j->arena, .marks = j->marks};
    j->content.faces = mkr_alloc_array(j->arena, n, sizeof *j->content.faces);
}

static bool write_file(job *j) {
    mkr_store_open(&j->store, j->arena);
    j->saver = mkr_saver_open(j->arena, j->out);
    if (!j->saver)
        return mkr_say(j->diag, MKR_E_NO_MEMORY, (mkr_where){0}, NULL);
    uint32_t structure = mkr_store_reserve(&j->store);
    j->resources = mkr_store_dict(&j->store);
    prepare_content(j);
    make_pages(j);
    make_page_tree(j);
    mkr_links_annotate(&j->store, j->marks, j->page_dicts);
    if (!mkr_links_outline(&j->store, j->diag, j->marks, j->page_dicts, j->info) || !make_fonts(j))
        return false;
    make_images(j);
    if (!make_catalog(j, structure))
        return false;
    mkr_saver_store(j->saver, &j->store);
    if (!mkr_structure_write(j->arena, j->diag, j->marks, j->page_numbers, structure, j->saver))
        return false;
    mkr_saver_close(j->saver, mkr_dict_number(j->store.doc->catalog), mkr_dict_number(j->store.doc->info));
    return mkr_output_write(j->out, "", 0); /* false when anything before could not be written */
}

/* libharu's errors come back here. */
static bool guarded(job *j) {
    if (setjmp(j->store.trap))
        return mkr_say(j->diag, MKR_E_PDF_LIBRARY, (mkr_where){0}, NULL);
    return write_file(j);
}

bool mkr_pdf_write(mkr_arena *arena, mkr_diag *diag, const mkr_pages *pages, const mkr_tree *tree,
                   const mkr_fonts *fonts, const mkr_pdf_info *info, mkr_output *out) {
    mkr_arena *scratch = mkr_arena_child(arena);
    job *j = mkr_alloc(scratch, sizeof *j);
    *j = (job){.arena = scratch,
               .diag = diag,
               .pages = pages,
               .tree = tree,
               .fonts = fonts,
               .info = info,
               .out = out};
    j->marks = mkr_marks_collect(scratch, pages, tree);
    bool ok = mkr_marks_check(j->marks, diag) && guarded(j);
    mkr_arena_free(scratch);
    return ok;
}
