# U+F0B7 and U+F0E8, a bullet and an arrow of a symbol font; U+F001, which a fallback font happens to have (octal, for any printf)
{
    cat <<'HEAD'
<report xml:lang="en-GB">
  <cover>
    <committee>Executive</committee> <meeting date="2024-12-02"/> <key-decision>no</key-decision>
    <title>Test report</title>
  </cover>
  <section heading="Summary">
HEAD
    printf '    <p>\357\202\267 Performance is good.</p>\n'
    printf '    <p>Calls are \357\203\250 on last year, visits too.</p>\n'
    printf '    <p>Also \357\200\201.</p>\n'
    printf '    <p>Travel: \303\251 on last year.</p>\n'
    echo '  </section>'
    echo '</report>'
} >in.xml
