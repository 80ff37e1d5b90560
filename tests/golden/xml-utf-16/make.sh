iconv -f UTF-8 -t UTF-16 plain.xml >in.xml
