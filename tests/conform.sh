#!/bin/sh
# conform.sh - the conformance checker itself: it must find what is wrong in files broken on purpose.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
"$mkreport" examples/executive/report.xml examples/executive/indicators.csv -o "$work/good.pdf" || exit 1
sh tests/conform/bad.sh "$work/good.pdf" "$BUILD/conform" >"$work/log" 2>&1
status=$?
grep missed "$work/log"
sed -n 's/^\([0-9]*\) caught, \([0-9]*\) missed.*/\1 passed, \2 failed/p' "$work/log"
exit $status
