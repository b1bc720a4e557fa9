#!/bin/sh
# Make a virtual environment with the first Python that is new enough: environment.sh FOLDER
set -eu
folder=$1

new_enough() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if new_enough "$folder/bin/python" && "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi
for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if new_enough "$python"; then
        if "$python" -m venv --clear "$folder" >/dev/null 2>&1; then
            exit 0
        fi
        without_venv=$python
    fi
done
rm -rf "$folder"
if [ -n "${without_venv:-}" ]; then
    echo "$without_venv cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv" >&2
else
    echo "The kit needs Python 3.11 or later, and found none. Install one, or say where it is: make PYTHON=/path/to/python3.12" >&2
fi
exit 1
