# a megabyte more than a report may have, without a byte on the disk
truncate -s 65M in.xml
