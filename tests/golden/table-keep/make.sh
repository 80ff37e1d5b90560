# 42 rows, the 17th to the 19th of which keep with the next; then two totals
awk '/ROWS/ { for (i = 1; i <= 42; i++)
    printf "      <row%s><cell>Row %d</cell><cell align=\"right\">1</cell></row>\n", (i >= 17 && i <= 19 ? " keep=\"yes\"" : ""), i
    print "      <row kind=\"total\"><cell>Total</cell><cell align=\"right\">42</cell></row>"
    print "      <row kind=\"total\"><cell>Again</cell><cell align=\"right\">42</cell></row>"
    next } { print }' frame.xml >in.xml
