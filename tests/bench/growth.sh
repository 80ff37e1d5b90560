#!/bin/sh
# growth.sh - how the time grows when one thing of a report doubles: 2 times is linear, 4 times quadratic.
#
# `growth.sh table` prints a table, and fails nothing. Without arguments it takes smaller sizes and fails where any
# stage takes 3 times as long or more; a case has six attempts, since other programs run beside it. Under a sanitizer,
# whose own memory is what takes the time, it does nothing.
# Needs the tools in build/bench. Times are CPU time less that of a report with next to nothing in it.
set -eu
cd "$(dirname "$0")/../.."
export LC_ALL=C
build=${BUILD:-build}
mode=${1:-check}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# CASE, the smallest size of the table, that of the check, and what is counted
cases='
paragraph 10000 2500 words of one paragraph
lines 20000 10000 lines of one paragraph
word 10000 5000 letters of one word
cell 10000 2500 words of one cell
table 500 100 rows
columns 3 3 columns
rowspan 250 125 rows beside one cell
nesting 3 3 lists in one another
items 8000 12000 items of one list
prose 100 20 pages
headings 1000 500 headings
references 2000 500 references
footnotes 500 200 footnotes
diagrams 250 100 diagrams
timelines 100 50 timelines
'

# One line for $1 at size $2: ms of input, report, layout and pdf, less those in the file empty.
measure() {
    "$build/bench/typeset" "$1" "$2" "$work"
    "$build/bench/stages" "$runs" -o "$work/out.pdf" "$work/report.xml" >"$work/line" || return 1
    awk 'NR == FNR { for (i = 2; i <= 5; i++) empty[i] = $i; next }
         { for (i = 2; i <= 5; i++) printf "%.2f ", ($i > empty[i]) ? $i - empty[i] : 0; print "" }' "$work/empty" "$work/line"
}

start() {
    runs=$1
    "$build/bench/typeset" headings 1 "$work"
    "$build/bench/stages" 9 -o "$work/out.pdf" "$work/report.xml" >"$work/empty"
}

table() {
    start 3
    echo 'growth, ms at n, 2n and 4n; times a doubling: of all, and of layout alone'
    printf '%-24s %7s %8s %8s %8s   %5s %5s   %5s %5s\n' '' n ms '' '' all '' layout ''
    echo "$cases" | while read -r name n _ what; do
        [ "$name" ] || continue
        : >"$work/case"
        for k in 1 2 4; do
            measure "$name" $((n * k)) >>"$work/case" 2>"$work/said" || { echo "$what: $(tail -n 1 "$work/said")"; continue 2; }
        done
        awk -v n="$n" -v what="$what" '
            { all[NR] = $1 + $2 + $3 + $4; layout[NR] = $3 }
            function times(a, b) { return a > 0.5 ? sprintf("%.2f", b / a) : "-" }
            END { printf "%-24s %7d %8.1f %8.1f %8.1f   %5s %5s   %5s %5s\n", what, n, all[1], all[2], all[3],
                  times(all[1], all[2]), times(all[2], all[3]), times(layout[1], layout[2]), times(layout[2], layout[3]) }' "$work/case"
    done
}

# Says which stages of $1 grow too fast from size $2 to twice that, if any. What takes less than 8 ms is not judged.
attempt() {
    { measure "$1" "$2" && measure "$1" $(($2 * 2)); } >"$work/case" || { echo "it cannot be typeset"; return; }
    awk 'NR == 1 { for (i = 1; i <= 4; i++) first[i] = $i }
         NR == 2 { split("input report layout pdf", stage)
                   for (i = 1; i <= 4; i++)
                       if ($i > 8 && $i >= 3 * (first[i] > 2 ? first[i] : 2)) print stage[i] ": " first[i] " ms, then " $i " ms" }' "$work/case"
}

check() {
    if grep -q __asan_init "$build/bench/stages"; then
        echo '0 passed, 0 failed'
        return
    fi
    start 3
    passed=0 failed=0
    echo "$cases" >"$work/cases"
    while read -r name _ n what; do
        [ "$name" ] || continue
        for try in 1 2 3 4 5 6; do
            said=$(attempt "$name" "$n")
            [ "$said" ] || break
        done
        if [ "$said" ]; then
            failed=$((failed + 1))
            echo "FAIL twice as many $what ($n to $((n * 2)), attempt $try): $said"
        else
            passed=$((passed + 1))
            echo "ok twice as many $what"
        fi
    done <"$work/cases"
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ]
}

case $mode in
table) table ;;
check) check ;;
*) echo 'usage: growth.sh [table]' >&2; exit 2 ;;
esac
