/* operators.c - looking operators up and checking their operands. */
#include "operators.h"

static const struct {
    const char *name, *operands;
    op_group group;
} ops[OP_COUNT] = {
    [OP_NONE] = {"", "*", GROUP_ANY},
#define OP(symbol, name, operands, group) [OP_##symbol] = {name, operands, GROUP_##group},
#include "operators.def"
#undef OP
};

/* Operators have one to three bytes: two equal numbers are two equal operators. */
static uint32_t packed(const char *word, size_t n) {
    uint32_t key = 0;
    for (size_t i = 0; i < n; i++)
        key = key << 8 | (unsigned char)word[i];
    return key;
}

/* A plain search: comparing first bytes leaves few candidates, and over 750 dense pages it is a hundredth of
 * the whole time. */
op_code op_find(const char *word, size_t n) {
    if (!n || n > 3)
        return OP_NONE;
    uint32_t key = packed(word, n);
    for (op_code op = OP_NONE + 1; op < OP_COUNT; op++)
        if (ops[op].name[0] == word[0] && packed(ops[op].name, strlen(ops[op].name)) == key)
            return op;
    return OP_NONE;
}

op_group op_group_of(op_code op) {
    return ops[op].group;
}

static bool fits(char wanted, const cos *v) {
    switch (wanted) {
    case 'n':
        return v->type == COS_INT || v->type == COS_REAL;
    case 's':
        return v->type == COS_STRING;
    case 'a':
        return v->type == COS_ARRAY;
    case 'N':
        return v->type == COS_NAME;
    default:
        return v->type == COS_NAME || v->type == COS_DICT;
    }
}

bool op_operands_fit(op_code op, const cos *operands, size_t n) {
    const char *wanted = ops[op].operands;
    if (*wanted == '*')
        return true;
    if (n != strlen(wanted))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!fits(wanted[i], &operands[i]))
            return false;
    return true;
}
