# templates and a font catalogue of our own
mkdir -p data/fonts
cp -r "$root/templates" data/
sed -n '/<style/,$p' "$root/templates/executive.xml" >data/templates/executive.xml
