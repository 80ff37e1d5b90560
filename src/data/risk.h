/* risk.h - a risk register as a table of data gives it: risks with their scores at several stages, and from
 * period to period.
 *
 * A score is likelihood times impact. Up is worse: the direction of a risk is that of its score. */
#ifndef MKR_DATA_RISK_H
#define MKR_DATA_RISK_H

#include "base/period.h"
#include "data/cell.h"
#include "input/table.h"

typedef enum mkr_risk_stage {
    MKR_RISK_INHERENT, /* without controls; gross */
    MKR_RISK_CURRENT, /* with the controls there are; residual, net */
    MKR_RISK_PREVIOUS, /* current at the last report */
    MKR_RISK_TARGET, /* wanted, or the appetite */
    MKR_RISK_STAGES
} mkr_risk_stage;

typedef struct mkr_risk_score {
    uint8_t likelihood, impact; /* 0: only the score is given */
    uint16_t score; /* 0: not scored */
} mkr_risk_score;

typedef enum mkr_risk_direction {
    MKR_RISK_NO_DIRECTION, /* the file has no previous scores, or this risk has no current one */
    MKR_RISK_INCREASED,
    MKR_RISK_REDUCED,
    MKR_RISK_UNCHANGED,
    MKR_RISK_IS_NEW, /* it has no previous score, others have */
    MKR_RISK_IS_CLOSED,
    MKR_RISK_DIRECTIONS
} mkr_risk_direction;

/* Texts are "" where the file has none. */
typedef struct mkr_risk {
    const char *ref, *title, *description, *cause, *consequence, *owner, *controls, *action, *status;
    mkr_date action_date; /* month 0: not given */
    mkr_risk_score scores[MKR_RISK_STAGES];
    const uint16_t *history; /* scores by period of the register; 0: none */
    mkr_risk_direction direction;
    mkr_where where, date_where;
} mkr_risk;

typedef struct mkr_register {
    mkr_risk *risks;
    size_t n;
    bool has[MKR_RISK_STAGES]; /* some risk has a score of that stage */
    bool has_ref;
    const mkr_period *periods; /* from the first that has a column of scores to the last, without gaps */
    size_t n_periods;
} mkr_register;

/* Where no column has current scores, those of the latest period are, and those of the column before it in
 * time are the previous ones. `size`: likelihood and impact run from 1 to this. False after messages. */
bool mkr_risk_read(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, const mkr_reading *reading,
                   uint32_t size, mkr_register *out);

#endif
