/* datatype.c - the datatypes of XML Schema, as libxml2's RELAX NG validator applies them. */
#include <libxml/xmlschemastypes.h>
#include <string.h>

#include "input/pattern.h"

#define XSD BAD_CAST "http://www.w3.org/2001/XMLSchema"

static const struct {
    const char *name;
    xmlSchemaTypeType type;
} facets[] = {
    {"pattern", XML_SCHEMA_FACET_PATTERN},           {"minInclusive", XML_SCHEMA_FACET_MININCLUSIVE},
    {"minExclusive", XML_SCHEMA_FACET_MINEXCLUSIVE}, {"maxInclusive", XML_SCHEMA_FACET_MAXINCLUSIVE},
    {"maxExclusive", XML_SCHEMA_FACET_MAXEXCLUSIVE}, {"minLength", XML_SCHEMA_FACET_MINLENGTH},
    {"maxLength", XML_SCHEMA_FACET_MAXLENGTH},
};

/* One <param> of a datatype. */
static bool facet_allows(xmlSchemaTypePtr type, const mkr_node *param, const mkr_node *data, const char *text,
                         xmlSchemaValPtr value) {
    const char *name = mkr_node_attr(param, "name");
    bool allows = false;
    xmlSchemaFacetPtr facet = xmlSchemaNewFacet();
    for (size_t i = 0; facet && i < sizeof facets / sizeof *facets; i++) {
        if (!name || strcmp(facets[i].name, name))
            continue;
        facet->type = facets[i].type;
        facet->value = BAD_CAST(param->first ? param->first->text : "");
        allows = !xmlSchemaCheckFacet(facet, type, NULL, BAD_CAST mkr_node_attr(data, "type")) &&
                 !xmlSchemaValidateFacet(type, facet, BAD_CAST text, value);
    }
    xmlSchemaFreeFacet(facet);
    return allows;
}

bool mkr_datatype_allows(const mkr_node *data, const char *text) {
    xmlSchemaTypePtr type = xmlSchemaGetPredefinedType(BAD_CAST mkr_node_attr(data, "type"), XSD);
    xmlSchemaValPtr value = NULL;
    if (!type)
        return false;
    bool allows = !xmlSchemaValPredefTypeNode(type, BAD_CAST text, &value, NULL);
    for (const mkr_node *p = mkr_node_child(data, "param"); allows && p; p = mkr_node_after(p, "param"))
        allows = facet_allows(type, p, data, text, value);
    xmlSchemaFreeValue(value);
    return allows;
}
