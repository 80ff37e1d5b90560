# a megabyte more than a CSV file may have, without a byte on the disk
truncate -s 257M data.csv
