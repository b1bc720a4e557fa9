#!/bin/sh
# See that there is a browser for the tests: browser.sh PYTHON
# Debian's own Chromium where packages can be installed, otherwise Playwright's download.
set -u
python=$1

works() {
    command -v "$1" >/dev/null 2>&1 && "$1" --version >/dev/null 2>&1
}

have_browser() {
    works chromium-headless-shell || works chromium || works chromium-browser || playwrights_own
}

playwrights_own() {
    "$python" - <<'EOF' >/dev/null 2>&1
import sys
from pathlib import Path
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    sys.exit(not Path(playwright.chromium.executable_path).exists())
EOF
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

# Where there is a whole Chromium already, the one without windows is still worth its download:
# the tests take a fraction of the time with it.
works chromium-headless-shell && exit 0
echo "Installing a browser for the tests ..."
debian_package chromium-headless-shell && have_browser && exit 0
have_browser && exit 0
debian_package chromium && have_browser && exit 0
"$python" -m playwright install chromium >/dev/null 2>&1 </dev/null
have_browser && exit 0
echo "No browser could be installed, so the tests in tests/browser are left out." >&2
echo "Install Chromium, or run: $python -m playwright install --with-deps chromium" >&2
