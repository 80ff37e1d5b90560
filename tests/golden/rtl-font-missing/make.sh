# templates and a font catalogue of our own, in which the font for one script is not installed
mkdir -p data/fonts
cp -r "$root/templates" data/
{
    grep -v '^fallback' "$root/fonts/catalogue" | grep -v '^script'
    printf 'family Nowhere\npackage fonts-nowhere\nface 400 upright Nowhere.ttf\nscript Arab Nowhere\nfallback Lato\n'
} | grep -v '^folder \.' >data/fonts/catalogue
