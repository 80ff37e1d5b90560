/* finance_head.c - what the columns of a budget are: the meaning and the unit of each heading.
 *
 * "2021/22 Forecast Variance Month 7 (£'000)" is the variance, in thousands: the unit is cut out first, then
 * years and months, and what is left is looked up. Of two columns for one thing the later month is meant; the
 * other is a further column of money. Of columns that could be the name the narrowest is it: the service, not
 * its directorate. */
#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "data/finance_parts.h"
#include "data/unit.h"

enum { LONGEST_HEADING = 96, MOST_COLUMNS = 16 };

typedef struct heading {
    char clean[LONGEST_HEADING]; /* without its unit */
    bool has_unit, percent;
    int8_t scale;
    unsigned month; /* "Month 7", "P7", "Q2"; 0 without one */
    mkr_finance_field field;
    size_t rank; /* of the name: its place in `fields` */
} heading;

/* Keys as mkr_word_key makes them; those of the name from the broadest to the narrowest. */
static const struct {
    mkr_finance_field field;
    const char *words;
} fields[] = {
    {MKR_FINANCE_NAME, "portfolio cabinetportfolio"},
    {MKR_FINANCE_NAME, "directorate department"},
    {MKR_FINANCE_NAME, "division"},
    {MKR_FINANCE_NAME, "area servicearea budgetarea programme"},
    {MKR_FINANCE_NAME, "service services"},
    {MKR_FINANCE_NAME,
     "line description name budgethead budgetheading scheme project saving savings reserve reserves item"},
    {MKR_FINANCE_LEVEL, "level kind type rowtype rowkind row"},
    {MKR_FINANCE_BUDGET,
     "budget revisedbudget annualbudget currentbudget approvedbudget latestbudget workingbudget netbudget "
     "fullyearbudget budgetfortheyear totalbudget currentannualbudget revisedannualbudget"},
    {MKR_FINANCE_BUDGET_TO_DATE,
     "budgettodate todatebudget ytdbudget budgetytd yeartodatebudget profiledbudget budgetprofile "
     "profiledbudgettodate"},
    {MKR_FINANCE_ACTUAL,
     "actual actuals actualtodate actualstodate spend spendtodate expendituretodate actualspend "
     "actualexpenditure actualspendtodate actualytd ytdactual ytdactuals yeartodateactual netspend"},
    {MKR_FINANCE_FORECAST,
     "forecast forecastoutturn outturnforecast projectedoutturn projection outturn provisionaloutturn "
     "yearendforecast fullyearforecast estimatedoutturn predictedoutturn forecastspend latestforecast"},
    {MKR_FINANCE_VARIANCE,
     "variance forecastvariance outturnvariance projectedvariance fullyearvariance yearendvariance "
     "variation overunderspend underoverspend overunder underover forecastoverunderspend "
     "forecastoutturnvariance"},
    {MKR_FINANCE_VARIANCE_TO_DATE, "variancetodate ytdvariance varianceytd yeartodatevariance"},
    {MKR_FINANCE_MOVEMENT,
     "movement movementsincelast movementsincelastreport movementsincelastmonth movementsincelastquarter "
     "movementfromlastmonth movementfromlastreport movementinmonth change changesincelast "
     "changesincelastreport movementinvariance"},
    {MKR_FINANCE_RATING, "rag rating ragrating ragstatus"},
    {MKR_FINANCE_RULE, "rule ratingrule"},
    {MKR_FINANCE_UNIT, "unit units"},
    {MKR_FINANCE_NOTE, "note notes noteref noteno notenumber footnote"},
};

static mkr_finance_field find_field(const char *key, bool percent, size_t *rank) {
    if (percent)
        return mkr_is_among("variance forecastvariance outturnvariance variation ofbudget variancepercent "
                            "percentvariance "
                            "variancepercentage percentagevariance variancepercentofbudget "
                            "varianceasofbudget overunderspend "
                            "percentage percent",
                            key) ||
                       !*key
                   ? MKR_FINANCE_PERCENT
                   : MKR_FINANCE_UNKNOWN;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (mkr_is_among(fields[i].words, key)) {
            *rank = i;
            return fields[i].field;
        }
    return MKR_FINANCE_UNKNOWN;
}

/* ---- units */

const char *mkr_finance_unit_name(int8_t scale) {
    return scale == 9 ? "£bn" : scale == 6 ? "£m" : scale == 3 ? "£'000" : "£";
}

bool mkr_finance_unit(const char *text, int8_t *scale) {
    mkr_unit unit = mkr_unit_read(text);
    *scale = unit.scale;
    return unit.kind == MKR_UNIT_POUNDS && !*unit.words;
}

/* Where a unit of money stands in a heading: "£", and a scale after it; "'000" alone. */
static const char *find_unit(const char *s, const char **end, int8_t *scale) {
    const char *pound = strstr(s, "£");
    *scale = 0;
    if (pound) {
        const char *p = pound + strlen("£");
        while (*p == ' ')
            p++;
        size_t n = mkr_scale_read(p, scale);
        *end = n ? p + n : pound + strlen("£");
        return pound;
    }
    const char *noughts = strstr(s, "'000");
    if (!noughts)
        noughts = strstr(s, "\u2019000");
    if (noughts)
        *end = noughts + mkr_scale_read(noughts, scale);
    return noughts;
}

/* Take the unit out, and the brackets around it. */
static void cut_unit(heading *h) {
    const char *end, *unit = find_unit(h->clean, &end, &h->scale);
    if (!unit)
        return;
    h->has_unit = true;
    if (unit > h->clean && unit[-1] == '(' && *end == ')') {
        unit--;
        end++;
    }
    char *to = h->clean + (unit - h->clean);
    while (to > h->clean && to[-1] == ' ')
        to--;
    while (*end == ' ')
        end++;
    if (to > h->clean && *end)
        *to++ = ' ';
    memmove(to, end, strlen(end) + 1);
}

/* ---- years and months */

static bool is_year(const char *s, size_t n) {
    size_t digits = 0;
    for (size_t i = 0; i < n; i++) {
        if (!mkr_is_digit(s[i]) && s[i] != '/' && s[i] != '-')
            return false;
        digits += mkr_is_digit(s[i]);
    }
    return digits == 4 || digits == 6 || digits == 8;
}

/* "month 7", "month7", "M7", "P07", "Q2": how many bytes it has, 0 when it is none. */
static size_t take_month(const char *s, unsigned *month) {
    static const char *const words[] = {"month", "period", "quarter", "qtr", "m", "p", "q"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]), digits = 0;
        if (mkr_same_letters(s, words[i]) < n)
            continue;
        n += s[n] == ' ';
        unsigned number = 0;
        for (; digits < 2 && mkr_is_digit(s[n + digits]); digits++)
            number = number * 10 + (unsigned)(s[n + digits] - '0');
        if (!digits || mkr_is_digit(s[n + digits]) || mkr_is_letter(s[n + digits]))
            continue;
        *month = number;
        return n + digits;
    }
    return 0;
}

/* The heading without years and months. */
static void drop_periods(heading *h, char out[static LONGEST_HEADING]) {
    size_t n = 0;
    for (const char *s = h->clean; *s;) {
        size_t length = strcspn(s, " "), taken = take_month(s + (*s == '('), &h->month);
        if (taken)
            length = taken + (*s == '(');
        else if (!is_year(s, length)) {
            memcpy(out + n, s, length);
            n += length;
        }
        s += length;
        if (*s == ' ')
            s++;
    }
    out[n] = '\0';
}

static void read_heading(const char *text, heading *h) {
    *h = (heading){.field = MKR_FINANCE_UNKNOWN};
    size_t n = strlen(text);
    if (n >= LONGEST_HEADING)
        return;
    for (size_t i = 0; i < n; i++) /* a heading may be broken over lines */
        if ((h->clean[i] = text[i]) == '\n' || text[i] == '\r' || text[i] == '_')
            h->clean[i] = ' ';
    cut_unit(h);
    char rest[LONGEST_HEADING], key[MKR_WORD_KEY];
    drop_periods(h, rest);
    h->percent = strchr(rest, '%') || strstr(rest, "ercent") || strstr(rest, "er cent");
    if (!mkr_word_key(rest, key) || (!*key && !h->percent))
        h->field = h->has_unit ? MKR_FINANCE_OTHER : MKR_FINANCE_UNKNOWN;
    else
        h->field = find_field(key, h->percent, &h->rank);
    if (h->field == MKR_FINANCE_UNKNOWN && h->has_unit)
        h->field = MKR_FINANCE_OTHER;
}

static bool is_money(mkr_finance_field field) {
    return field <= MKR_FINANCE_MOVEMENT;
}

static bool is_head(const mkr_row *row) {
    bool name = false, money = false;
    for (uint32_t i = 0; i < row->n; i++) {
        heading h;
        read_heading(row->cells[i].text, &h);
        name = name || h.field == MKR_FINANCE_NAME;
        money = money || (is_money(h.field) && *row->cells[i].text);
    }
    return name && money;
}

/* ---- mapping */

typedef struct mapper {
    mkr_arena *arena;
    mkr_diag *diag;
    const mkr_finance_options *options;
    mkr_finance_head *head;
    mkr_finance *f;
    heading *headings;
    bool *used;
} mapper;

/* Of columns of names keep the narrowest; the others are not used. */
static void keep_narrowest(const mapper *m) {
    size_t narrowest = 0, n = m->head->sheet.head->n;
    for (size_t i = 0; i < n; i++)
        if (m->headings[i].field == MKR_FINANCE_NAME && m->headings[i].rank > narrowest)
            narrowest = m->headings[i].rank;
    for (size_t i = 0; i < n; i++)
        if (m->headings[i].field == MKR_FINANCE_NAME && m->headings[i].rank < narrowest)
            m->headings[i].field = MKR_FINANCE_UNKNOWN;
}

/* A field that may stand in one column only; of two with months the later one. */
static void place(mapper *m, uint32_t cell) {
    mkr_finance_field field = m->headings[cell].field;
    uint32_t *at = &m->head->cell[field], older = cell;
    if (*at == MKR_NO_CELL) {
        *at = cell;
        return;
    }
    if (m->headings[*at].month == m->headings[cell].month || !is_money(field)) {
        mkr_sheet_say_two(m->diag, &m->head->sheet, *at, cell);
        return;
    }
    if (m->headings[cell].month > m->headings[*at].month) {
        older = *at;
        *at = cell;
    }
    m->headings[older].field = MKR_FINANCE_OTHER;
}

/* A row below the header that holds nothing but units. */
static bool is_row_of_units(const mkr_sheet *sheet, mkr_arena *arena) {
    if (sheet->first >= sheet->table->n)
        return false;
    const mkr_row *row = &sheet->table->rows[sheet->first];
    for (uint32_t i = 0; i < row->n; i++) {
        int8_t scale;
        const char *text = mkr_sheet_text(arena, row, i);
        if (*text && !mkr_finance_unit(text, &scale) && strcmp(text, "%") != 0)
            return false;
    }
    return true;
}

static void take_units(mapper *m) {
    mkr_sheet *sheet = &m->head->sheet;
    if (!is_row_of_units(sheet, m->arena))
        return;
    const mkr_row *row = &sheet->table->rows[sheet->first++];
    for (uint32_t i = 0; i < row->n && i < sheet->head->n; i++) {
        const char *text = mkr_sheet_text(m->arena, row, i);
        heading *h = &m->headings[i];
        if (!*text || h->has_unit)
            continue;
        h->has_unit = mkr_finance_unit(text, &h->scale);
        if (h->field == MKR_FINANCE_UNKNOWN && h->has_unit)
            h->field = MKR_FINANCE_OTHER;
        if (h->field == MKR_FINANCE_VARIANCE && !h->has_unit)
            h->field = MKR_FINANCE_PERCENT;
    }
}

/* The unit of columns whose headings say none: what was asked for; else the one that the others agree on;
 * else pounds. */
static int8_t usual_scale(mapper *m) {
    int8_t scale = 0;
    if (m->options->unit && mkr_finance_unit(m->options->unit, &scale))
        return scale;
    const mkr_row *row = m->head->sheet.head;
    uint32_t with = MKR_NO_CELL, without = MKR_NO_CELL;
    bool agree = true;
    for (uint32_t i = 0; i < row->n; i++) {
        const heading *h = &m->headings[i];
        if (!is_money(h->field) || !*row->cells[i].text)
            continue;
        if (!h->has_unit) {
            without = i;
            continue;
        }
        agree = agree && (with == MKR_NO_CELL || h->scale == scale);
        scale = h->scale;
        with = i;
    }
    if (!agree && without != MKR_NO_CELL)
        mkr_say(m->diag, MKR_E_FINANCE_UNIT, mkr_sheet_where(&m->head->sheet, row, without),
                "\"%s\" has none, and the other columns differ",
                mkr_cell_excerpt(row->cells[without].text).text);
    return scale;
}

/* Add a column of money; where it is one of those that variances compare, remember which. */
static uint32_t add_column(mapper *m, const char *text, mkr_finance_field field, uint32_t cell,
                           int8_t scale) {
    m->f->columns[m->f->n_columns] = (mkr_finance_column){text, field, cell, scale};
    return (uint32_t)m->f->n_columns++;
}

static void add_columns(mapper *m) {
    const mkr_finance_head *head = m->head;
    mkr_finance *f = m->f;
    bool outturn =
        head->cell[MKR_FINANCE_FORECAST] != MKR_NO_CELL && head->cell[MKR_FINANCE_BUDGET] != MKR_NO_CELL;
    mkr_finance_field value = outturn ? MKR_FINANCE_FORECAST : MKR_FINANCE_ACTUAL;
    mkr_finance_field base = outturn || head->cell[MKR_FINANCE_BUDGET_TO_DATE] == MKR_NO_CELL
                                 ? MKR_FINANCE_BUDGET
                                 : MKR_FINANCE_BUDGET_TO_DATE;
    bool paired = head->cell[value] != MKR_NO_CELL && head->cell[base] != MKR_NO_CELL;
    if (paired && !outturn && head->cell[MKR_FINANCE_VARIANCE] == MKR_NO_CELL) { /* it is called "to date" */
        uint32_t cell = m->head->cell[MKR_FINANCE_VARIANCE_TO_DATE];
        if (cell != MKR_NO_CELL)
            m->headings[cell].field = MKR_FINANCE_VARIANCE;
        m->head->cell[MKR_FINANCE_VARIANCE] = cell;
    }
    int8_t scale = usual_scale(m);
    f->value = f->base = f->variance = MKR_FINANCE_NONE;
    for (uint32_t i = 0; i < head->sheet.head->n && f->n_columns < MOST_COLUMNS; i++) {
        const heading *h = &m->headings[i];
        if (!is_money(h->field))
            continue;
        uint32_t at = add_column(m, *h->clean ? h->clean : mkr_finance_unit_name(h->scale), h->field, i,
                                 h->has_unit ? h->scale : scale);
        if (h->field == MKR_FINANCE_VARIANCE)
            f->variance = at;
        if (paired && h->field == value)
            f->value = at;
        if (paired && h->field == base)
            f->base = at;
        if (f->value != MKR_FINANCE_NONE && f->base != MKR_FINANCE_NONE && f->variance == MKR_FINANCE_NONE &&
            head->cell[MKR_FINANCE_VARIANCE] == MKR_NO_CELL && f->n_columns < MOST_COLUMNS)
            f->variance =
                add_column(m, NULL, MKR_FINANCE_VARIANCE, MKR_FINANCE_NONE, f->columns[f->base].scale);
    }
}

/* The unit that most columns are in. */
static int8_t find_scale(const mkr_finance *f) {
    size_t counts[10] = {0};
    int8_t best = 0;
    for (size_t i = 0; i < f->n_columns; i++)
        if (++counts[f->columns[i].scale] > counts[best])
            best = f->columns[i].scale;
    return counts[best] ? best : 0;
}

bool mkr_finance_map(mkr_arena *arena, mkr_diag *diag, const mkr_table *table,
                     const mkr_finance_options *options, mkr_finance_head *head, mkr_finance *out) {
    size_t errors = diag->said[MKR_ERROR];
    if (!mkr_sheet_open(arena, diag, table, is_head, "a service (or line) and a budget, actual or forecast",
                        &head->sheet))
        return false;
    const mkr_row *row = head->sheet.head;
    mapper m = {arena,
                diag,
                options,
                head,
                out,
                mkr_alloc_array(arena, row->n, sizeof(heading)),
                mkr_alloc_array(arena, row->n, sizeof(bool))};
    for (uint32_t i = 0; i < row->n; i++)
        read_heading(row->cells[i].text, &m.headings[i]);
    take_units(&m);
    keep_narrowest(&m);
    for (size_t i = 0; i < MKR_FINANCE_FIELDS; i++)
        head->cell[i] = MKR_NO_CELL;
    size_t n_money = 0;
    for (uint32_t i = 0; i < row->n; i++) {
        mkr_finance_field field = m.headings[i].field;
        m.used[i] = field != MKR_FINANCE_UNKNOWN;
        n_money += is_money(field);
        if (field != MKR_FINANCE_UNKNOWN && field != MKR_FINANCE_OTHER)
            place(&m, i);
    }
    if (n_money >= MOST_COLUMNS)
        mkr_say(diag, MKR_E_TABLE_TOO_WIDE, mkr_sheet_where(&head->sheet, row, 0),
                "%zu columns of money, at most %d", n_money, MOST_COLUMNS - 1);
    out->columns = mkr_alloc_array(arena, MOST_COLUMNS, sizeof *out->columns);
    add_columns(&m);
    out->percent_cell = head->cell[MKR_FINANCE_PERCENT];
    out->rating_cell = head->cell[MKR_FINANCE_RATING];
    out->scale = find_scale(out);
    out->name = mkr_sheet_text(arena, row, head->cell[MKR_FINANCE_NAME]);
    mkr_sheet_say_unused(arena, diag, &head->sheet, m.used);
    return diag->said[MKR_ERROR] == errors;
}
