#!/bin/sh
# MCTP with the kernel's own, for .ci/run: prepares a User-Mode Linux where that can be done, and says "skipped" and
# why, with exit code 77, where it cannot. A failed check is a failure. Needs a built CxlWire.
#
#   tools/mctp/ci.sh [DIR]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
dir=${1:-/var/cache/cxlwire-uml}

skip() { echo "mctp: skipped, $1"; exit 77; }

command -v python3 >/dev/null || skip "no python3 here"
[ "$(uname -sm)" = "Linux x86_64" ] || skip "User-Mode Linux is built on x86-64 Linux only"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! timeout 600 "$here/prepare.sh" "$dir" >"$log" 2>&1; then
    tail -n 5 "$log"
    skip "tools/mctp/prepare.sh failed or took more than 10 minutes, as above"
fi
cat "$dir/versions"
timeout 600 "$here/run.py" --dir "$dir" --times 10
