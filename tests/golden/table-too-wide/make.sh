# 65 columns
awk '/CELLS/ { for (i = 0; i < 65; i++) printf "<cell>%d</cell>", i; print ""; next } { print }' frame.xml >in.xml
