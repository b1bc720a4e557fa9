#!/bin/sh
# See that there is a PostgreSQL for the tests, which start one of their own: postgres.sh
# Debian's own package where packages can be installed; the system's server is left alone.
set -u

have_postgres() {
    command -v initdb >/dev/null 2>&1 && return 0
    for program in /usr/lib/postgresql/*/bin/initdb; do
        [ -x "$program" ] && return 0
    done
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

debian_package() {
    command -v apt-get >/dev/null 2>&1 || return 1
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get update -qq >/dev/null 2>&1
    as_root apt-get install -qq -y --no-install-recommends "$@" >/dev/null 2>&1 </dev/null
}

have_postgres && exit 0
echo "Installing PostgreSQL for the tests ..."
debian_package postgresql && have_postgres && exit 0
echo "PostgreSQL could not be installed, so the tests of a store in PostgreSQL are left out." >&2
echo "The same tests run on SQLite. To run them all, install PostgreSQL's server programs" >&2
echo "(initdb and pg_ctl): on Debian and Ubuntu: apt install postgresql." >&2
