{
    echo '<report xml:lang="en-GB">'
    echo '<cover><committee>E</committee><meeting date="2024-12-02"/><key-decision>no</key-decision><title>T</title></cover>'
    echo '<section heading="A"><table><row><cell>x</cell><cell><thread>'
    i=0
    while [ $((i += 1)) -le 60 ]; do echo "<node name=\"Node $i\">Text</node>"; done
    echo '</thread></cell></row></table></section></report>'
} >in.xml
