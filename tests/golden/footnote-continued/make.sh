rep() { i=0; while [ $i -lt $2 ]; do printf '%s ' "$1"; i=$((i + 1)); done; }
{
    echo '<report xml:lang="en-GB"><cover><committee>Executive</committee><meeting date="2024-12-02"/><key-decision>no</key-decision><title>Test report</title></cover><section heading="S">'
    rep '<p number="no">Line.</p>' 15
    printf '<p number="no">Reference<footnote>'
    i=0; while [ $i -lt 120 ]; do printf 'word%s ' $i; i=$((i + 1)); done
    printf '</footnote>.</p><p number="no">After.<footnote>Short.</footnote></p></section></report>'
} >in.xml
