#!/bin/sh
# See that there is a TypeScript to check the browser modules' types: typescript.sh FOLDER
# Nothing is built with it; the modules are served as they stand.
set -u

folder=$1
[ -x "$folder/node_modules/.bin/tsc" ] && exit 0

if command -v npm >/dev/null 2>&1; then
    echo "Fetching TypeScript for the tests ..."
    mkdir -p "$folder" && npm install --prefix "$folder" --silent --no-audit --no-fund \
        "typescript@~5.9" >/dev/null 2>&1 && exit 0
fi
rm -rf "$folder"
echo "TypeScript could not be fetched, so the types of the browser's modules are not checked." >&2
echo "To check them too, install npm: on Debian and Ubuntu: apt install npm." >&2
