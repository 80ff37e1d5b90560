/* log.h - the log of a run as JSON (RFC 8259): what was read, said, understood and decided (private to api).
 *
 * It can be filed as evidence with the report: no figure that was suppressed is in it, and the same input
 * gives the same bytes. */
#ifndef MKR_API_LOG_H
#define MKR_API_LOG_H

#include "api/write.h"

typedef struct mkr_log mkr_log;

enum { MKR_LOG_MOST_COERCIONS = 100000 }; /* of more the log gives the number only */

mkr_log *mkr_log_new(mkr_arena *arena);
void mkr_log_message(mkr_log *log, const mkreport_message *m);
void mkr_log_coercion(mkr_log *log, mkr_where where, const char *how, const char *from, const char *to);

/* Write it to options->log, however the run ended. False after a message. */
bool mkr_log_write(mkr_log *log, mkr_job *job, mkreport_status status);

#endif
