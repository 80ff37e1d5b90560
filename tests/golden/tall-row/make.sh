# one row of 80 lines in its second cell, more than a page holds
awk '/LINES/ { for (i = 1; i <= 80; i++) printf "line %d<br/>", i; print "end"; next } { print }' frame.xml >in.xml
