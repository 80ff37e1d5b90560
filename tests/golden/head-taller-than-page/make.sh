# a head of 150 lines of 12.75 points: with 4.5 above, 4.5 + 0.75 below 1922.25 points
awk '/LINES/ { for (i = 0; i < 150; i++) print "<p>One line.</p>"; next } { print }' frame.xml >in.xml
