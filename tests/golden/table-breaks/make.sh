# a table of 60 rows with a group after each 20
awk '/ROWS/ { for (i = 1; i <= 60; i++) {
    if (i % 20 == 1) printf "      <row kind=\"group\"><cell>Group %d</cell></row>\n", (i + 19) / 20
    printf "      <row><cell>Row %d</cell><cell align=\"right\">%d</cell></row>\n", i, i * 7 }
    next } { print }' frame.xml >in.xml
