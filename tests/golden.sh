#!/bin/sh
# golden.sh [--regen] [CASE] - each folder of tests/golden is one case, run inside its folder:
#   in.xml           the report; data.csv when there is one; args: further options (one line)
#   command          a word that stands before the report: chart
#   make.sh          makes input that is too large or too odd to keep; then the case runs in a scratch copy of its folder
#   output           name of the output (default out.pdf)
#   status           expected exit status (default 0)
#   diag.txt         expected messages (default none)
#   data.txt report.txt layout.txt page.txt tags.txt   expected dumps of those stages
#   text.txt         expected text in structure order, one line
#   NOTES            how the expected values were worked out
# A file that is there is checked. With --regen it is shown how it differs, then replaced.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
regen=
[ "$1" = --regen ] && regen=1 && shift

same() { # NAME EXPECTED GOT
    if cmp -s "$2" "$3"; then
        pass "$1"
    elif [ -n "$regen" ] && [ "$2" != /dev/null ]; then
        diff -u "$2" "$3"
        cp "$3" "$2"
    else
        fail "$1" "$(diff -u "$2" "$3")"
    fi
}

run_case() {
    this=$1 kept=$root/tests/golden/$1 here=$root/tests/golden/$1
    if [ -f "$kept/make.sh" ]; then
        here=$work/case
        rm -rf "$here"
        cp -r "$kept" "$here"
        (cd "$here" && root=$root sh ./make.sh) || { fail "$this: make.sh"; return; }
    fi
    cd "$here" || exit 1
    out=$work/$(cat output 2>/dev/null || echo out.pdf) messages=$kept/diag.txt
    [ -f "$messages" ] || messages=/dev/null
    set -- $(cat command 2>/dev/null) in.xml $([ -f data.csv ] && echo data.csv) $([ -f args ] && cat args)
    rm -f "$out"
    timeout 60 "$mkreport" "$@" -o "$out" 2>"$work/diag.txt"
    status=$? wanted=$(cat status 2>/dev/null || echo 0)
    if [ "$status" = "$wanted" ]; then pass "$this: exit status"; else fail "$this: exit status $status, expected $wanted" "$(cat "$work/diag.txt")"; fi
    same "$this: messages" "$messages" "$work/diag.txt"
    if [ "$wanted" != 0 ]; then
        expect "$this: no output" test ! -e "$out"
        return
    fi
    for stage in data report layout page tags; do
        [ -f $stage.txt ] || continue
        "$mkreport" "$@" --dump=$stage -o "$work/$stage.txt" 2>/dev/null
        same "$this: $stage" "$kept/$stage.txt" "$work/$stage.txt"
    done
    [ -f "$out" ] || return
    check_pdf "$this" "$out" in.xml "$@"
    if [ -f text.txt ]; then
        structure_text "$out" >"$work/text.txt"
        same "$this: text" "$kept/text.txt" "$work/text.txt"
    fi
}

for case in "$root"/tests/golden/${1:-*}/; do
    run_case "$(basename "$case")"
done
cd "$root" && finish
