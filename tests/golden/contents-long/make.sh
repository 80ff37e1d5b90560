{
    echo '<report xml:lang="en-GB">  <cover><committee>Executive</committee><meeting date="2024-12-02"/><key-decision>no</key-decision><title>Test report</title></cover>'
    i=1
    while [ $i -le 19 ]; do
        echo "<appendix id=\"$(printf "\\$(printf %o $((64 + i)))")\" heading=\"Number $i\"><p>Text.</p></appendix>"
        i=$((i + 1))
    done
    echo '</report>'
} >in.xml
