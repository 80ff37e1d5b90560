#!/bin/sh
# run.sh - how fast mkreport is, how its time and memory grow, and how close it comes to the least work possible.
#
# Builds nothing: needs build/mkreport and the tools of this folder in build/bench ("make bench" makes them all).
# Every figure is a median over whole processes after a warm-up: RUNS of them, 7 unless told otherwise.
set -eu
cd "$(dirname "$0")/../.."
export LC_ALL=C

build=${BUILD:-build}
runs=${RUNS:-7}
race=${RACE:-../shared/bench/race.py}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# The report of $1 indicators. One line: indicators, wall ms, CPU ms, peak KiB, bytes of the PDF, pages, bytes of page
# content before and after compression, ms of libdeflate alone on it; the same three for all streams.
measure() {
    dir=$work/$1
    mkdir "$dir"
    "$build/bench/gen" "$1" "$dir"
    times=$("$build/bench/timeit" "$runs" "$build/mkreport" "$dir/report.xml" "$dir/data.csv" -o "$dir/out.pdf")
    content=$("$build/bench/deflate" "$dir/out.pdf")
    echo "$1 $times $(wc -c <"$dir/out.pdf") $content"
}

for n in 20 114 2000; do
    measure "$n" >>"$work/figures"
done

awk '
BEGIN { print "indicators  pages       ms   cpu ms  pages/s  peak MiB  KiB a page  libdeflate ms  ratio" }
{
    printf "%10d %6d %8.1f %8.1f %8.0f %9.1f %11.1f %14.1f %6.2f\n",
        $1, $6, $2, $3, $6 / $2 * 1000, $4 / 1024, $5 / 1024 / $6, $9, $2 / $9
    page[$1] = $2 / $6
}
END {
    printf "\nTime a page, 2,000 indicators against 114: %.2f times\n", page[2000] / page[114]
    print "libdeflate ms: level 6, one thread, in process, on the same page content. ratio: ms to that."
}' "$work/figures"

# ---- data alone: 100,000 rows read, rated and summarised; the aim is 150 ms and 60 MB

data_case() { # NAME FILE
    # shellcheck disable=SC2046 # the figures of timeit are words
    printf '%-34s %8s %8s %9s\n' "$1" $("$build/bench/timeit" "$runs" "$build/mkreport" --dump=data --csv "$2" -o "$work/data.txt" |
        awk '{ printf "%.1f %.1f %.1f", $1, $2, $3 / 1024 }')
    printf '%-34s %8s %8s %9s\n' '  a plain libcsv pass over it' $("$build/bench/timeit" "$runs" "$build/bench/rows" pass "$2" |
        awk '{ printf "%.1f %.1f %.1f", $1, $2, $3 / 1024 }')
}
echo
printf '%-34s %8s %8s %9s\n' 'data alone' ms 'cpu ms' 'peak MiB'
"$build/bench/rows" write 5000 20 >"$work/long.csv"
data_case '100,000 rows, 5,000 indicators' "$work/long.csv"
"$build/bench/rows" write 25000 4 >"$work/many.csv"
data_case '100,000 rows, 25,000 indicators' "$work/many.csv"

# ---- typesetting alone: prose, and one long table. The aims: layout 100 µs a dense page and 60 µs a row, 120 MB for
# 1,000 pages, and all in 2.5 times what libdeflate takes for the same streams

typeset_case() { # CASE SIZE WHAT: the last is a page or a row
    dir=$work/$1
    mkdir "$dir"
    "$build/bench/typeset" "$1" "$2" "$dir"
    {
        "$build/bench/stages" "$runs" -o "$dir/out.pdf" "$dir/report.xml"
        "$build/bench/timeit" "$runs" "$build/mkreport" "$dir/report.xml" -o "$dir/out.pdf"
        "$build/bench/deflate" "$dir/out.pdf"
    } 2>>"$work/messages" | awk -v n="$2" -v what="$3" '
        NR == 1 { input = $2; report = $3; layout = $4; pdf = $5; pages = $6 }
        NR == 2 { ms = $1; peak = $3 }
        NR == 3 {
            units = what == "page" ? pages : n
            printf "%-6s %6d %8.1f %8.1f %8.1f %8.1f %8.1f %9.1f %9.1f %10d %8.1f %6.2f\n", what, units, ms, input, report,
                layout, pdf, layout * 1000 / units, peak / 1024, $5, $7, ms / $7
        }'
}
echo
echo 'for each    number ms total    input   report   layout      pdf layout µs  peak MiB    streams  deflate  ratio'
typeset_case prose 950 page
typeset_case table 5000 row
echo 'input to pdf: CPU ms of the stages. streams: bytes before compression; deflate: ms of libdeflate alone on them.'
echo
BUILD=$build tests/bench/growth.sh table

# ---- charts alone: 2,000 of them, with labels, laid out and written; the aim is 250 ms and 3 KB a chart

dir=$work/2000
cat >"$dir/charts.xml" <<'END'
<report xml:lang="en-GB">
  <cover><committee>Executive</committee><meeting date="2024-12-02"/><key-decision>no</key-decision><title>Charts</title></cover>
  <section heading="Charts"><trend-charts table="none" scale="own"/></section>
</report>
END
{
    "$build/bench/stages" "$runs" -o "$dir/charts.pdf" "$dir/charts.xml" "$dir/data.csv"
    wc -c <"$dir/charts.pdf"
} 2>>"$work/messages" | awk '
    NR == 1 { layout = $4; pdf = $5; pages = $6 }
    NR == 2 {
        print "\n2,000 charts  layout ms   pdf ms      sum  pages  bytes a chart"
        printf "%23.1f %8.1f %8.1f %6d %14.0f\n", layout, pdf, layout + pdf, pages, $1 / 2000
    }'

# ---- the race with other typesetters, where they and its script are at hand

installed() {
    case $1 in
    typst) node -e 'require.resolve("@myriaddreamin/typst-ts-node-compiler")' >/dev/null 2>&1 ;;
    groff) command -v gropdf >/dev/null ;; # a smaller package has groff without it
    *) command -v "$1" >/dev/null ;;
    esac
}

echo
if [ ! -f "$race" ] || ! command -v python3 >/dev/null; then
    echo "race: skipped, needs python3 and $race"
    exit 0
fi
peers=
for peer in typst weasyprint groff fop chromium; do
    if installed "$peer"; then
        peers="$peers $peer"
    else
        echo "race: $peer is skipped, it is not installed"
    fi
done
[ "$peers" ] || exit 0
# The race's report has the same content as the peers' files for 114 indicators, and only for these.
# shellcheck disable=SC2086 # one word a peer
TMPDIR=$work MKREPORT="$build/mkreport tests/bench/race/report.xml {csv} -o {out}" python3 "$race" 114 $peers
