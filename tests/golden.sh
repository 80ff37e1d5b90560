#!/bin/sh
# golden.sh [--regen] [CASE] - each folder of tests/golden is one case, run inside its folder:
#   in.xml           the report; data.csv when there is one; args: further options (one line)
#   status           expected exit status (default 0)
#   diag.txt         expected messages
#   data.txt report.txt layout.txt page.txt tags.txt   expected dumps of those stages
#   text.txt         expected text in structure order, one line
# A file that is there is checked. With --regen it is shown how it differs, then replaced.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
regen=
[ "$1" = --regen ] && regen=1 && shift

same() { # NAME EXPECTED GOT
    if cmp -s "$2" "$3"; then
        pass "$1"
    elif [ -n "$regen" ]; then
        diff -u "$2" "$3"
        cp "$3" "$2"
    else
        fail "$1" "$(diff -u "$2" "$3")"
    fi
}

run_case() {
    cd "$root/tests/golden/$1" || exit 1
    set -- "$1" in.xml $([ -f data.csv ] && echo data.csv) $([ -f args ] && cat args)
    name=$1
    shift
    rm -f "$work/out.pdf"
    "$mkreport" "$@" -o "$work/out.pdf" 2>"$work/diag.txt"
    status=$? wanted=$(cat status 2>/dev/null || echo 0)
    if [ "$status" = "$wanted" ]; then pass "$name: exit status"; else fail "$name: exit status $status, expected $wanted" "$(cat "$work/diag.txt")"; fi
    [ -f diag.txt ] && same "$name: messages" diag.txt "$work/diag.txt"
    if [ "$wanted" != 0 ]; then
        expect "$name: no output" test ! -e "$work/out.pdf"
        return
    fi
    for stage in data report layout page tags; do
        [ -f $stage.txt ] || continue
        "$mkreport" "$@" --dump=$stage -o "$work/$stage.txt" 2>/dev/null
        same "$name: $stage" $stage.txt "$work/$stage.txt"
    done
    [ -f "$work/out.pdf" ] || return
    check_pdf "$name" "$work/out.pdf" in.xml "$@"
    if [ -f text.txt ]; then
        structure_text "$work/out.pdf" >"$work/text.txt"
        same "$name: text" text.txt "$work/text.txt"
    fi
}

for case in "$root"/tests/golden/${1:-*}/; do
    run_case "$(basename "$case")"
done
cd "$root" && finish
