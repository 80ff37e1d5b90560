{
    echo '<report xml:lang="en-GB"><cover><committee>Executive</committee><meeting date="2024-12-02"/><key-decision>no</key-decision><title>Test report</title></cover><section heading="S"><table><row><cell>Label</cell><cell>'
    i=0; while [ $i -lt 60 ]; do printf '<p>Line %s%s</p>' $i "$([ $((i % 20)) = 9 ] && echo '<footnote>Note.</footnote>')"; i=$((i + 1)); done
    echo '</cell></row></table></section></report>'
} >in.xml
