rep() { i=0; while [ $i -lt $2 ]; do printf %s "$1"; i=$((i + 1)); done; }
{
    echo '<report xml:lang="en-GB"><cover><committee>Executive</committee><meeting date="2024-12-02"/><key-decision>no</key-decision><title>Test report</title></cover>'
    echo '<section heading="S">'
    rep '<section heading="P" landscape="yes"><p number="no">x</p></section><section heading="Q"><p number="no">x</p></section>' 4
    rep '<p number="no">y</p>' 23
    echo "<p number=\"no\" id=\"p\">Page <ref to=\"p\" show=\"page\"/> $(rep n 51) $(rep n 48) $(rep n 40)</p></section></report>"
} >in.xml
