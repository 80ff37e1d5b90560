# the house style of the examples with another margin and dead band
sed -e '/<level rating="amber" when="within" percent="5"\/>/s/percent="5"/amount="2.5"/' -e 's/dead-band="1"/dead-band="0"/' "$root/templates/executive.xml" >style.xml
