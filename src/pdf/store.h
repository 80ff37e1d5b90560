/* store.h - the objects of one PDF file, kept and numbered by libharu.
 *
 * Every libharu call of this stage that can fail goes through here. Like an arena, a store never hands out
 * NULL: when libharu reports an error (its errors are sticky; memory is the realistic one), control returns
 * to the trap.
 *
 * What libharu would write badly (reals with its five decimals, long or Unicode strings, arrays past its
 * limit of 32,767) is text of our own that a dictionary prints after its keys: mkr_dict_text. */
#ifndef MKR_PDF_STORE_H
#define MKR_PDF_STORE_H

#include <hpdf.h>
#include <hpdf_doc.h>

#include "base/buffer.h"

typedef struct mkr_store {
    mkr_arena *arena;
    HPDF_Doc doc;
    jmp_buf trap;
} mkr_store;

/* Start a document that is freed with the arena. The caller has set the trap. */
void mkr_store_open(mkr_store *store, mkr_arena *arena);

/* Take an object number for something the saver writes itself, such as a stream. */
uint32_t mkr_store_reserve(mkr_store *store);

/* A new object that is a dictionary, and its number. */
HPDF_Dict mkr_store_dict(mkr_store *store);
uint32_t mkr_dict_number(HPDF_Dict dict);

/* Entries: a name, an integer, a reference to an object, a nested dictionary. */
void mkr_dict_name(mkr_store *store, HPDF_Dict dict, const char *key, const char *name);
void mkr_dict_int(mkr_store *store, HPDF_Dict dict, const char *key, int32_t value);
void mkr_dict_ref(mkr_store *store, HPDF_Dict dict, const char *key, uint32_t number);
HPDF_Dict mkr_dict_nested(mkr_store *store, HPDF_Dict dict, const char *key);

/* A list of references. */
HPDF_Array mkr_dict_array(mkr_store *store, HPDF_Dict dict, const char *key);
void mkr_array_ref(mkr_store *store, HPDF_Array array, uint32_t number);

/* Where to add entries as text: "/MediaBox[0 0 595.276 841.89]". */
mkr_buffer *mkr_dict_text(mkr_store *store, HPDF_Dict dict);

/* Outline items, which libharu links and counts. */
HPDF_Outline mkr_store_outlines(mkr_store *store);
HPDF_Outline mkr_outline_add(mkr_store *store, HPDF_Outline parent, bool open);

/* Number of the last object so far, and the text of an object; false for a reserved number. */
uint32_t mkr_store_last(const mkr_store *store);
bool mkr_store_print(mkr_store *store, uint32_t number, mkr_buffer *out);

#endif
