/* style.h - a house style: what a council chooses, read from templates/NAME.xml.
 *
 * Colours, type roles, words, numbering, dates, mandatory implications, the rating rule and the risk scale. Geometry
 * that belongs to the page design (margins, table rules, chart metrics) is not here but in layout and chart. */
#ifndef MKR_REPORT_STYLE_H
#define MKR_REPORT_STYLE_H

#include "data/data.h"
#include "input/node.h"

/* X(ENUM, "name in the house style") */
#define MKR_COLOURS(X)                                                                                       \
    X(INK, "ink") X(INK2, "ink2") X(INK3, "ink3") X(GREY, "grey") X(RULE, "rule") X(HAIR, "hair")            \
    X(TINT, "tint") X(ACCENT, "accent") X(LINK_COLOUR, "link") X(RED_FILL, "red") X(GREEN_FILL, "green")     \
    X(AMBER_FILL, "amber") X(GOLD, "gold") X(PAPER, "paper")

#define MKR_ROLES(X)                                                                                         \
    X(COVER_TITLE, "cover-title") X(COVER_SUBTITLE, "cover-subtitle") X(TITLE, "title") X(KICKER, "kicker")  \
    X(COUNCIL, "council") X(CLASS, "document-class") X(HEADING_1, "heading-1") X(HEADING_2, "heading-2")     \
    X(HEADING_3, "heading-3") X(PANEL_HEADING, "panel-heading") X(BODY, "body") X(NUMBER, "number")          \
    X(LIST_ITEM, "list-item") X(PEOPLE_LABEL, "people-label") X(PEOPLE_VALUE, "people-value")                \
    X(FACT_LABEL, "fact-label") X(FACT_VALUE, "fact-value") X(FIGURE_LARGE, "figure-large")                  \
    X(FIGURE_DETAIL, "figure-detail") X(FIGURE_LABEL, "figure-label") X(FIGURE_NOTE, "figure-note")          \
    X(CAPTION_TEXT, "caption") X(TABLE_TEXT, "table") X(TABLE_HEAD, "table-head") X(FORM, "form")            \
    X(FORM_HEAD, "form-head") X(INDICATOR, "indicator") X(INDICATOR_HEAD, "indicator-head")                  \
    X(GROUP, "group") X(NOTE_TEXT, "note") X(FOOTER, "footer")

#define MKR_LABELS(X)                                                                                        \
    X(COMMITTEE, "committee") X(MEETING_DATE, "meeting-date") X(PROPOSED_DATE, "proposed-date")              \
    X(KEY_DECISION, "key-decision") X(DIVISIONS, "divisions") X(YES, "yes") X(NO, "no") X(CHAIR, "chair")    \
    X(EXECUTIVE_MEMBER, "executive-member") X(EXECUTIVE_DIRECTOR, "executive-director")                      \
    X(AUTHOR, "author") X(CONTACT, "contact") X(FORWARD_PLAN, "forward-plan")                                \
    X(CLASSIFICATION, "classification") X(REPORT_TO, "report-to") X(SUMMARY, "summary")                      \
    X(RECOMMENDATIONS, "recommendations") X(RECOMMENDATIONS_LEAD, "recommendations-lead")                    \
    X(REASONS, "reasons") X(IMPLICATIONS, "implications") X(BACKGROUND_PAPERS, "background-papers")          \
    X(APPENDICES, "appendices") X(ASSURANCE, "assurance") X(ASSURANCE_AREA, "assurance-area")                \
    X(ASSURANCE_NAME, "assurance-name") X(ASSURANCE_DATE, "assurance-date")                                  \
    X(ASSURANCE_CAPTION, "assurance-caption") X(NOT_REQUIRED, "not-required")                                \
    X(OUTSTANDING, "outstanding") X(SHARED_DATE, "shared-date") X(TABLE_WORD, "table")                       \
    X(FIGURE_WORD, "figure") X(APPENDIX_WORD, "appendix") X(PARAGRAPH_WORD, "paragraph")                     \
    X(PAGE_OF, "page-of") X(PAGES_RANGE, "pages-range") X(ON_PAGE, "on-page") X(CONTINUED, "continued")      \
    X(RISK_CAPTION, "risk-caption") X(MATRIX_CAPTION, "matrix-caption") X(ASSESSMENT, "assessment")          \
    X(CURRENT, "current") X(PROJECTED, "projected") X(NOT_SCORED, "not-scored") X(LIKELIHOOD, "likelihood")  \
    X(IMPACT, "impact") X(SCORE, "score") X(RISK_LEVEL, "risk-level") X(INDICATORS, "indicators")            \
    X(IN_THIS_REPORT, "in-this-report") X(RATED, "rated") X(ARE_NOT_RATED, "are-not-rated")                  \
    X(MORE_THAN, "more-than") X(FEWER_THAN, "fewer-than") X(SAME_AS, "same-as") X(PRIORITY, "priority")      \
    X(RATED_INDICATORS, "rated-indicators") X(ALL_GROUPS, "all-groups") X(RATED_OF_ALL, "rated-of-all")      \
    X(SUMMARY_CAPTION, "summary-caption") X(INDICATORS_CAPTION, "indicators-caption") X(REF, "ref")          \
    X(MEASURE, "measure") X(TARGET, "target") X(TREND, "trend") X(RATING, "rating")                          \
    X(DIRECTION, "direction") X(HIGHER_IS_BETTER, "higher-is-better") X(LOWER_IS_BETTER, "lower-is-better")  \
    X(NO_TARGET_UNIT, "no-target-unit") X(NO_TARGET, "no-target") X(NOT_AVAILABLE, "not-available")          \
    X(OR_FEWER, "or-fewer") X(OR_MORE, "or-more") X(CHANGE_ON, "change-on") X(KEY_GREEN, "key-green")        \
    X(KEY_AMBER_RELATIVE, "key-amber-relative") X(KEY_AMBER_ABSOLUTE, "key-amber-absolute")                  \
    X(KEY_AMBER_POINTS, "key-amber-points") X(KEY_AMBER_THRESHOLD, "key-amber-threshold")                    \
    X(KEY_RED, "key-red") X(KEY_UNRATED, "key-unrated") X(KEY_DIRECTION, "key-direction")                    \
    X(KEY_DIRECTION_EXACT, "key-direction-exact") X(KEY_TREND, "key-trend") X(QUARTER, "quarter") X(QUARTERS, "quarters")        \
    X(MONTH, "month") X(MONTHS, "months") X(YEAR, "year") X(YEARS, "years") X(MARK_A, "mark-a") X(MARK_N, "mark-n")              \
    X(MARK_B, "mark-b") X(MARK_P, "mark-p") X(MARK_E, "mark-e") X(MARK_R, "mark-r") X(MARK_X, "mark-x")      \
    X(MARK_Z, "mark-z") X(MARK_C, "mark-c") X(LEAD_HAPPENED, "lead-in-happened")      \
    X(LEAD_DOING, "lead-in-doing") X(NOT_COMPLETED, "not-completed")

#define MKR_STYLE_ENUM(id, name) MKR_STYLE_##id,
typedef enum mkr_colour_id { MKR_COLOURS(MKR_STYLE_ENUM) MKR_STYLE_COLOURS } mkr_colour_id;
#undef MKR_STYLE_ENUM
#define MKR_STYLE_ENUM(id, name) MKR_ROLE_##id,
typedef enum mkr_role_id { MKR_ROLES(MKR_STYLE_ENUM) MKR_STYLE_ROLES } mkr_role_id;
#undef MKR_STYLE_ENUM
#define MKR_STYLE_ENUM(id, name) MKR_LABEL_##id,
typedef enum mkr_label_id { MKR_LABELS(MKR_STYLE_ENUM) MKR_STYLE_LABELS } mkr_label_id;
#undef MKR_STYLE_ENUM

typedef struct mkr_role {
    mkr_len size, leading, before, after, tracking;
    uint16_t weight; /* 100 to 900 */
    bool italic, tabular;
    mkr_colour colour;
} mkr_role;

typedef struct mkr_implication_kind {
    const char *kind, *heading;
    bool required;
} mkr_implication_kind;

typedef struct mkr_band {
    const char *word;
    uint32_t from, to;
    mkr_colour colour;
} mkr_band;

enum { MKR_STYLE_RISK_MOST = 10 };

typedef struct mkr_style {
    const char *name, *lang, *council, *council_short, *family, *date_pattern;
    mkr_where family_where;
    mkr_colour colours[MKR_STYLE_COLOURS];
    mkr_role roles[MKR_STYLE_ROLES];
    const char *labels[MKR_STYLE_LABELS];
    bool numbered; /* paragraphs are numbered through the whole report */
    mkr_implication_kind *implications;
    size_t n_implications;
    mkr_rule rule;
    const char *rating_word[MKR_RATINGS], *travel_word[MKR_TRAVELS];
    uint32_t risk_size; /* the scale runs from 1 to this */
    const char *likelihood[MKR_STYLE_RISK_MOST], *impact[MKR_STYLE_RISK_MOST];
    mkr_band *bands;
    size_t n_bands;
} mkr_style;

/* Read a house style from its document. False after messages: something missing, unknown or out of range. */
bool mkr_style_read(mkr_arena *arena, mkr_diag *diag, const mkr_node *root, mkr_style *out);

/* A label with {name} places filled in from pairs of name, value, ..., NULL. */
char *mkr_style_say(mkr_arena *arena, const mkr_style *style, mkr_label_id label, ...);

const mkr_band *mkr_style_band(const mkr_style *style, uint32_t score);

#endif
