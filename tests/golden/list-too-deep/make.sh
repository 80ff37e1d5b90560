# 40 lists in one another, a line each: the first begins in line 7.
{
    printf '<report xml:lang="en-GB">\n<cover>\n<committee>Executive</committee> <meeting date="2024-12-02"/> <key-decision>no</key-decision>\n'
    printf '<title>Test report</title>\n</cover>\n<section heading="One">\n'
    i=0
    while [ $i -lt 40 ]; do echo '<ul><li>x'; i=$((i + 1)); done
    while [ $i -gt 0 ]; do echo '</li></ul>'; i=$((i - 1)); done
    printf '</section>\n</report>\n'
} >in.xml
