/* imagefile.h - put a picture into the file. */
#ifndef MKR_PDF_IMAGEFILE_H
#define MKR_PDF_IMAGEFILE_H

#include "base/picture.h"
#include "pdf/saver.h"

/* Write an image XObject and give its number. A JPEG that PDF can show as it is goes in as it is. */
uint32_t mkr_imagefile_embed(mkr_arena *arena, const mkr_picture *picture, mkr_store *store,
                             mkr_saver *saver);

#endif
