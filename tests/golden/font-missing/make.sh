# templates and a font catalogue of our own
mkdir -p data/fonts
cp -r "$root/templates" data/
sed -n '/<style/,$p' "$root/templates/executive.xml" >data/templates/executive.xml
printf 'folder .\nfamily Lato\npackage fonts-lato\nface 400 upright Lato-Nowhere.ttf\n' >data/fonts/catalogue
