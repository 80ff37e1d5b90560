sed -n '/<style/,$p' "$root/templates/executive.xml" | sed 's/family="Lato"/family="Latto"/' >style.xml
