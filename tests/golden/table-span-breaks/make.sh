# 30 rows under one label; the text beside them is longer than the rows of the first page
awk '/ROWS/ { for (i = 1; i <= 30; i++) {
    printf "      <row>%s<cell head=\"no\">Row %d</cell>", i == 1 ? "<cell rowspan=\"30\">North</cell>" : "", i
    if (i == 1) { printf "<cell rowspan=\"30\">"; for (k = 1; k <= 45; k++) printf "line %d<br/>", k; printf "end</cell>" }
    print "</row>" }
    next } { print }' frame.xml >in.xml
