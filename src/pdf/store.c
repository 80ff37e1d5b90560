/* store.c - checked calls of libharu 2.3.0. */
#include "pdf/store.h"

#include <hpdf_info.h>
#include <hpdf_streams.h>

#define OBJECT_NUMBER 0x00FFFFFFu /* the rest of obj_id are flags */

static void need(mkr_store *store, HPDF_STATUS status) {
    if (status != HPDF_OK)
        longjmp(store->trap, 1);
}

static void *made(mkr_store *store, void *object) {
    if (!object)
        longjmp(store->trap, 1);
    return object;
}

static void release(void *doc) {
    HPDF_Free(doc);
}

void mkr_store_open(mkr_store *store, mkr_arena *arena) {
    store->arena = arena;
    store->doc = made(store, HPDF_New(NULL, NULL));
    mkr_arena_defer(arena, release, store->doc);
    store->doc->pdf_version = HPDF_VER_17;
    store->doc->root_pages->before_write_fn = NULL; /* counts libharu's own pages, of which there are none */
}

uint32_t mkr_store_last(const mkr_store *store) {
    return store->doc->xref->entries->count - 1;
}

static uint32_t number(mkr_store *store, void *object) {
    need(store, HPDF_Xref_Add(store->doc->xref, made(store, object)));
    return mkr_store_last(store);
}

uint32_t mkr_store_reserve(mkr_store *store) {
    return number(store, HPDF_Null_New(store->doc->mmgr));
}

HPDF_Dict mkr_store_dict(mkr_store *store) {
    HPDF_Dict dict = HPDF_Dict_New(store->doc->mmgr);
    number(store, dict);
    return dict;
}

uint32_t mkr_dict_number(HPDF_Dict dict) {
    return dict->header.obj_id & OBJECT_NUMBER;
}

void mkr_dict_name(mkr_store *store, HPDF_Dict dict, const char *key, const char *name) {
    need(store, HPDF_Dict_AddName(dict, key, name));
}

void mkr_dict_int(mkr_store *store, HPDF_Dict dict, const char *key, int32_t value) {
    need(store, HPDF_Dict_AddNumber(dict, key, value));
}

static void *object(mkr_store *store, uint32_t number) {
    HPDF_XrefEntry entry = made(store, HPDF_Xref_GetEntry(store->doc->xref, number));
    return entry->obj;
}

void mkr_dict_ref(mkr_store *store, HPDF_Dict dict, const char *key, uint32_t number) {
    need(store, HPDF_Dict_Add(dict, key, object(store, number)));
}

HPDF_Dict mkr_dict_nested(mkr_store *store, HPDF_Dict dict, const char *key) {
    HPDF_Dict nested = made(store, HPDF_Dict_New(store->doc->mmgr));
    need(store, HPDF_Dict_Add(dict, key, nested));
    return nested;
}

HPDF_Array mkr_dict_array(mkr_store *store, HPDF_Dict dict, const char *key) {
    HPDF_Array array = made(store, HPDF_Array_New(store->doc->mmgr));
    need(store, HPDF_Dict_Add(dict, key, array));
    return array;
}

void mkr_array_ref(mkr_store *store, HPDF_Array array, uint32_t number) {
    need(store, HPDF_Array_Add(array, object(store, number)));
}

static HPDF_STATUS print_text(HPDF_Dict dict, HPDF_Stream stream) {
    const mkr_buffer *text = dict->attr;
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *)text->at, (HPDF_UINT)text->n);
}

mkr_buffer *mkr_dict_text(mkr_store *store, HPDF_Dict dict) {
    if (!dict->attr) {
        mkr_buffer *text = mkr_alloc(store->arena, sizeof *text);
        *text = mkr_buffer_new(store->arena);
        dict->attr = text;
        dict->write_fn = print_text;
    }
    return dict->attr;
}

HPDF_Outline mkr_store_outlines(mkr_store *store) {
    HPDF_Doc doc = store->doc;
    if (!doc->outlines) {
        doc->outlines = made(store, HPDF_OutlineRoot_New(doc->mmgr, doc->xref));
        need(store, HPDF_Dict_Add(doc->catalog, "Outlines", doc->outlines));
        need(store, HPDF_Catalog_SetPageMode(doc->catalog, HPDF_PAGE_MODE_USE_OUTLINE));
    }
    return doc->outlines;
}

HPDF_Outline mkr_outline_add(mkr_store *store, HPDF_Outline parent, bool open) {
    HPDF_Doc doc = store->doc;
    HPDF_Outline item = made(store, HPDF_Outline_New(doc->mmgr, parent, "", NULL, doc->xref));
    need(store, HPDF_Outline_SetOpened(item, open ? HPDF_TRUE : HPDF_FALSE));
    need(store, HPDF_Dict_RemoveElement(item, "Title")); /* 8-bit only: the caller adds it as text */
    need(store, HPDF_Dict_RemoveElement(item, "Type")); /* "Outlines" is the type of the root alone */
    return item;
}

/* libharu writes into our buffer. A longjmp of the arena through its frames is safe: it holds nothing of its
 * own while it prints. */
static HPDF_STATUS into_buffer(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n) {
    mkr_buffer_add(stream->attr, bytes, n);
    return HPDF_OK;
}

bool mkr_store_print(mkr_store *store, uint32_t number, mkr_buffer *out) {
    HPDF_Obj_Header *header = object(store, number);
    if ((header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_NULL)
        return false;
    HPDF_Stream_Rec stream = {.sig_bytes = HPDF_STREAM_SIG_BYTES,
                              .type = HPDF_STREAM_CALLBACK,
                              .mmgr = store->doc->mmgr,
                              .error = &store->doc->error,
                              .write_fn = into_buffer,
                              .attr = out};
    need(store, HPDF_Obj_WriteValue(header, &stream, NULL));
    return true;
}
