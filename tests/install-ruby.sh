#!/bin/sh
# Installs the Debian packages that the tests against the real Jekyll need, when that is possible
# without a question. tests/conftest.py says in its last lines what is missing.
set -eu
command -v apt-get >/dev/null 2>&1 || exit 0
missing=""
for package in "$@"; do
    dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
        missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then
    run=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    run="sudo"
else
    exit 0
fi
echo "installing$missing"
$run apt-get update --quiet --quiet || true
# shellcheck disable=SC2086 # one word a package
$run env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --quiet --no-install-recommends $missing >/dev/null
