#!/bin/sh
# The guest's checks, for .ci/run: prepares what they need where that can be done, and says "skipped" and
# why, with exit code 77, where it cannot. A failed check is a failure. Needs a built CxlWire. A kernel
# with the DCD driver is nobody's package: where DIR/dcd/bzImage is one, docs/guest.md says how to make
# it, its checks follow.
#
#   tools/guest/ci.sh [DIR [QEMU-ROOT]]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
dir=${1:-/var/cache/cxlwire-guest}
qemu_root=${2:-/var/cache/cxlwire-qemu}

skip() { echo "guest: skipped, $1"; exit 77; }

command -v python3 >/dev/null || skip "no python3 here"
[ "$(uname -sm)" = "Linux x86_64" ] || skip "QEMU is prepared on x86-64 Linux only"
if [ ! -e "$dir/versions" ]; then
    [ "$(id -u)" -eq 0 ] || skip "$dir is not prepared, and preparing it needs root"
    command -v apt-get >/dev/null || skip "$dir is not prepared, and preparing it needs apt"
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! timeout 300 "$here/prepare.sh" "$dir" "$qemu_root" >"$log" 2>&1; then
    tail -n 5 "$log"
    skip "tools/guest/prepare.sh failed or took more than 5 minutes, as above"
fi
cat "$dir/versions"
# Half as long again as its own limit: that one is not to be trusted here.
boot() { timeout 540 "$here/boot.py" --timeout 360 --dir "$dir" --qemu-root "$qemu_root" "$@"; }
status=0
boot || status=1

if [ -e "$dir/dcd/bzImage" ]; then
    modules=$(mktemp -d)
    trap 'rm -rf "$log" "$modules"' EXIT
    boot --kernel "$dir/dcd/bzImage" --modules "$modules" || status=1
else
    echo "guest: the checks of a kernel with DCD are skipped, $dir/dcd/bzImage is not there"
fi
exit "$status"
