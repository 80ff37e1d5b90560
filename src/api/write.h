/* write.h - one run's state, and what is written at its end (private to api). */
#ifndef MKR_API_WRITE_H
#define MKR_API_WRITE_H

#include "base/output.h"
#include "input/node.h"
#include "mkreport.h"
#include "page/page.h"
#include "report/block.h"

#define MKR_VERSION "1.0.0"

typedef struct mkr_job {
    const mkreport_options *options;
    mkr_arena *arena;
    MKR_VEC(const char *) inputs; /* paths of the files read: never written */
    mkr_diag diag;
    const mkr_node *root;
    mkr_data *data; /* or NULL */
    const mkr_style *style;
    struct mkr_log *log; /* or NULL */
    mkr_document doc;
    mkr_fonts *fonts;
    mkr_pages pages;
} mkr_job;

bool mkr_job_write(mkr_job *job); /* the document, as the output's suffix says */
bool mkr_job_emit(mkr_job *job); /* tidy CSV to options->emit */
mkr_output *mkr_job_open(mkr_job *job, mkr_arena *arena, const char *path); /* NULL after a message */
bool mkr_job_dump(mkr_job *job); /* options->dump, from the stages that have run */

#endif
