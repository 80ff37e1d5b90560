# templates and a font catalogue of our own
mkdir -p data/fonts
cp -r "$root/templates" data/
sed -n '/<style/,$p' "$root/templates/executive.xml" >data/templates/executive.xml
cp /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf data/fonts/Own.ttf
# fsType (OpenType, table OS/2, offset 8) becomes 2, Restricted License embedding
table=$(od -An -v -tx1 -w16 -j12 -N512 data/fonts/Own.ttf | awk '$1 $2 $3 $4 == "4f532f32" { print $9 $10 $11 $12 }')
printf '\000\002' | dd of=data/fonts/Own.ttf bs=1 seek=$((0x$table + 8)) conv=notrunc 2>/dev/null
printf 'folder .\nfamily Lato\npackage fonts-lato\nface 400 upright Own.ttf\n' >data/fonts/catalogue
