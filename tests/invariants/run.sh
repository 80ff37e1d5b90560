#!/bin/sh
# run.sh [SEED [COUNT]] - typeset random reports and check what must hold of every one: see invariants.c and check_*.c.
#
# Of their PDF files: they conform, and (every third is asked) what a reader finds by their tags is what the layout
# placed. Reports with faults stay in $BUILD/invariants-faults. FEATURES: a mask of document.h, when not everything is to
# be in the reports.
cd "$(dirname "$0")/../.." || exit 1
export LC_ALL=C
build=${BUILD:-build}
seed=${1:-1} count=${2:-150}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

fail() {
    failed=$((failed + 1))
    echo "FAIL $1"
    mkdir -p "$build/invariants-faults"
    [ -d "$work/$2" ] && cp -r "$work/$2" "$build/invariants-faults/"
}

# Leave out what does not count, as add_bare of check.c does.
bare() {
    tr -d ' \n\t\f\r' | sed 's/\xC2[\xA0\xAD]//g; s/\xE2\x80[\x8B-\x8F\xA8-\xAF]//g; s/\xE2\x81[\xA0-\xA9]//g'
}

rm -rf "$build/invariants-faults"
"$build/invariants" --features="${FEATURES:-0xFFFFFFFF}" --keep "$seed" "$count" "$work" >"$work/log"
sed -n 's/^seed \([0-9]*\): .*/\1/p' "$work/log" | sort -un >"$work/bad"
while read -r bad; do
    fail "$(grep "^seed $bad:" "$work/log" | head -n 5)" "$bad"
done <"$work/bad"
passed=$((count - failed))

"$build/conform" "$work"/*.pdf >"$work/conformance" || fail "conformance: $(grep -v 'conforms to' "$work/conformance" | head -n 20)" none
for text in "$work"/*.txt; do
    pdf=${text%.txt}.pdf
    [ -f "$pdf" ] && [ $(($(basename "$pdf" .pdf) % 3)) = 0 ] || continue
    "$build/conform" --text "$pdf" | bare | cmp -s - "$text" || fail "the text of seed $(basename "$pdf" .pdf)" "$(basename "$pdf" .pdf)"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
