#!/bin/sh
# stages.sh - each stage includes only what the table in docs/architecture.md allows; each library lives in one stage.
cd "$(dirname "$0")/.." || exit 1
status=0
complain() { echo "$1"; status=1; }
may() { # STAGE ALLOWED...
    stage=$1
    shift
    for include in $(grep -ho '^#include "[a-z]*/' src/"$stage"/*.[ch] | sed 's/.*"//;s#/##' | sort -u); do
        case " $stage base $* " in *" $include "*) ;; *) complain "src/$stage includes $include/" ;; esac
    done
}
may base
may input
may data input
may report input data
may text
may page text
may chart data text page report
may layout report text chart page data
may pdf page text report
may image page text
may api input data report text layout page pdf image
grep -ho '^#include "report/[a-z.]*' src/chart/*.[ch] | grep -v 'report/drawing.h$' && complain "src/chart includes more of report than drawing.h"
only() { # HEADER STAGES...
    header=$1
    shift
    for file in $(grep -lE "^#include <$header" -r src); do
        stage=$(echo "$file" | cut -d/ -f2)
        case " $* " in *" $stage "*) ;; *) complain "$file includes <$header>" ;; esac
    done
}
only 'libxml/' input report
only 'csv.h' input
only 'iconv.h' input
only 'zip.h' input
only 'hb' text pdf
only 'hpdf' pdf
only 'lcms2' pdf input
only 'libdeflate' pdf
only 'cairo' image input
only 'librsvg' input
only 'linebreak' text
only 'fribidi' text
grep -q '#include "' src/cmd/*.c && complain "src/cmd includes a private header"
exit $status
