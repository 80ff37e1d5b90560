#!/bin/sh
# run.sh - every test on the build in $BUILD (default build): unit tests, shell tests, goldens, the example.
# Ends with the line "N passed, N failed"; exit status 1 when anything failed.
cd "$(dirname "$0")/.." || exit 1
BUILD=${BUILD:-build}
export BUILD
passed=0 failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# Add up the "N passed, N failed" line that ends the log of a part.
count() {
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$2" | tail -n 1)
    if [ -n "$line" ]; then
        set -- "$1" ${line%% *} $(echo "$line" | sed 's/.*, \([0-9]*\) failed/\1/') "$3"
        passed=$((passed + $2)) failed=$((failed + $3))
        [ "$3" = 0 ] && [ "$4" != 0 ] && failed=$((failed + 1)) && echo "FAIL $1: exit status $4"
    else
        failed=$((failed + 1))
        echo "FAIL $1: did not finish (exit status $3)"
    fi
}

for test in "$BUILD"/unit/*; do
    case $test in *.d) continue ;; esac
    name=$(basename "$test")
    "$test" >"$work/log" 2>&1
    status=$?
    ok=$(grep -c '^\[       OK \]' "$work/log") bad=$(grep '^\[  FAILED  \] [a-z_0-9]*$' "$work/log" | sort -u | grep -c .)
    [ "$status" != 0 ] && [ "$bad" = 0 ] && bad=1
    [ "$bad" != 0 ] && echo "FAIL unit $name" && tail -n 40 "$work/log"
    passed=$((passed + ok)) failed=$((failed + bad))
    echo "unit $name: $ok passed, $bad failed"
done

for part in golden secrets example cabinet editions gallery docs program conform invariants/run bench/growth; do
    tests/$part.sh >"$work/log" 2>&1
    status=$?
    grep -v '^ok ' "$work/log"
    count "$part" "$work/log" "$status"
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
