#!/bin/sh
# See that there is an nginx for the tests of deploy/nginx.conf: nginx.sh FOLDER
# Debian's own package, laid out in FOLDER: nothing is installed and no server starts.
set -u

folder=$1
command -v nginx >/dev/null 2>&1 && exit 0
[ -x "$folder/usr/sbin/nginx" ] && exit 0

laid_out() {
    command -v apt-get >/dev/null 2>&1 || return 1
    got=$(mktemp -d) || return 1
    # apt fetches as a user of its own, who has to get in.
    chmod 755 "$got"
    (cd "$got" && apt-get download -qq nginx >/dev/null 2>&1) || { rm -rf "$got"; return 1; }
    mkdir -p "$folder" && dpkg -x "$got"/nginx_*.deb "$folder"
    rm -rf "$got"
    "$folder/usr/sbin/nginx" -v >/dev/null 2>&1
}

echo "Fetching nginx for the tests ..."
laid_out && exit 0
rm -rf "$folder"
echo "nginx could not be fetched, so the test of deploy/nginx.conf is left out." >&2
echo "To run it too, install nginx: on Debian and Ubuntu: apt install nginx." >&2
