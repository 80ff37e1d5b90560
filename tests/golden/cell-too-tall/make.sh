{
    echo '<report xml:lang="en-GB"><cover><committee>Executive</committee><meeting date="2024-12-02"/><key-decision>no</key-decision><title>Test report</title></cover>'
    echo '<section heading="S"><table><head><row><cell>A</cell><cell>B</cell></row></head>'
    echo '<row><cell>x</cell><cell>'
    i=0
    while [ $i -lt 170000 ]; do printf '<br/>'; i=$((i + 1)); done
    echo '</cell></row></table></section></report>'
} >in.xml
