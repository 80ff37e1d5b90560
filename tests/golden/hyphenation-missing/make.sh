# a catalogue whose patterns are missing for English, of no use for Welsh
mkdir -p data
cp -r "$root/templates" "$root/fonts" data/
sed 's/hyph_en_GB.dic/hyph_nowhere.dic/' "$root/fonts/catalogue" >data/fonts/catalogue
printf 'UTF-8\n1ba/x=y,1,2\n' >data/fonts/hyph_cy.dic
