/* action.h - actions as a table of data gives them: what, who, from when to when, and how far it is. */
#ifndef MKR_DATA_ACTION_H
#define MKR_DATA_ACTION_H

#include "base/diag.h"
#include "data/cell.h"
#include "input/table.h"

typedef enum mkr_action_status {
    MKR_ACTION_NOT_SAID,
    MKR_ACTION_PLANNED,
    MKR_ACTION_UNDER_WAY,
    MKR_ACTION_DONE,
    MKR_ACTION_OVERDUE
} mkr_action_status;

/* Texts are "" where the file has none. */
typedef struct mkr_action {
    const char *label, *owner;
    mkr_date from, to; /* from: month 0 when not given */
    uint8_t status; /* mkr_action_status, as the file says it */
    mkr_where where, from_where, status_where;
} mkr_action;

typedef MKR_VEC(mkr_action) mkr_actions;

/* What a text says of how far an action is: nothing for a blank, n/a, TBC ... False for any other word. */
bool mkr_action_status_read(const char *text, const mkr_reading *reading, uint8_t *out);
bool mkr_action_say_status(mkr_diag *diag, mkr_where where, const char *text); /* false */

/* The columns action, from, to, owner, status, or other words for them; action and to are needed, in each
 * row. False after messages. */
bool mkr_action_read(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, const mkr_reading *reading,
                     mkr_actions *out);

#endif
