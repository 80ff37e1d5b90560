# 40 boxes one below the other, each with 4,400 words of 30 letters.
awk 'BEGIN {
    for (i = 0; i < 4400; i++)
        words = words "Interdepartmentalconsultations" " "
    print "<report xml:lang=\"en-GB\">"
    print "  <cover>"
    print "    <committee>Executive</committee> <meeting date=\"2024-12-02\"/> <key-decision>no</key-decision>"
    print "    <title>Test report</title>"
    print "  </cover>"
    print "  <section heading=\"One\">"
    print "    <p>Text.</p>"
    print "    <diagram direction=\"down\">"
    for (i = 1; i <= 40; i++)
        print "      <node id=\"n" i "\" name=\"" words "\"/>"
    for (i = 1; i < 40; i++)
        print "      <edge from=\"n" i "\" to=\"n" i + 1 "\"/>"
    print "    </diagram>"
    print "  </section>"
    print "</report>"
}' >in.xml
