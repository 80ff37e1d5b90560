# the usual rule gives light green
sed -e 's/<rating rule="standard"/<rating rule="quartile"/' "$root/templates/executive.xml" >style.xml
