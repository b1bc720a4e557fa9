#!/bin/sh
# See that there is a LibreOffice without windows for the tests of documents: libreoffice.sh
# Debian's own packages where packages can be installed; one that is there already is left alone.
set -u

have_libreoffice() {
    command -v soffice >/dev/null 2>&1 || command -v libreoffice >/dev/null 2>&1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

debian_packages() {
    command -v apt-get >/dev/null 2>&1 || return 1
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get update -qq >/dev/null 2>&1
    as_root apt-get install -qq -y --no-install-recommends "$@" >/dev/null 2>&1 </dev/null
}

have_libreoffice && exit 0
echo "Installing LibreOffice for the tests of documents ..."
debian_packages libreoffice-writer-nogui libreoffice-calc-nogui && have_libreoffice && exit 0
echo "LibreOffice could not be installed, so the tests that open documents in it are left out." >&2
echo "What is in the documents is tested all the same. To run them all, install LibreOffice" >&2
echo "Writer and Calc: on Debian and Ubuntu: apt install libreoffice-writer libreoffice-calc." >&2
