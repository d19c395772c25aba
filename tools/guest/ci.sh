#!/bin/sh
# The guest's checks, for .ci/run: prepares what they need where that can be done, and says "skipped" and
# why, with exit code 77, where it cannot. A failed check is a failure. Needs a built CxlWire.
#
#   tools/guest/ci.sh [--judge] [--dcd] [DIR [QEMU-ROOT]]
#
# With --judge a guest is put into the cases of cxlwire judge, and its verdicts are to be those of docs/judge.
# With --dcd the checks are those of a kernel with the DCD driver, which is nobody's package: docs/guest.md
# says how to make one. It is CXLWIRE_DCD_KERNEL or, where that is not set, DIR/dcd/bzImage. It needs all of
# CXL built in.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
judge=false
if [ "${1:-}" = --judge ]; then
    judge=true
    shift
fi
dcd=false
if [ "${1:-}" = --dcd ]; then
    dcd=true
    shift
fi
dir=${1:-/var/cache/cxlwire-guest}
qemu_root=${2:-/var/cache/cxlwire-qemu}

skip() { echo "guest: skipped, $1"; exit 77; }

kernel=
if $dcd; then
    kernel=${CXLWIRE_DCD_KERNEL:-}
    if [ -n "$kernel" ] && [ ! -e "$kernel" ]; then
        echo "guest: CXLWIRE_DCD_KERNEL is $kernel, which is not there" >&2
        exit 1
    fi
    if [ -z "$kernel" ] && [ -e "$dir/dcd/bzImage" ]; then kernel=$dir/dcd/bzImage; fi
    [ -n "$kernel" ] || skip "no kernel with the DCD driver: no CXLWIRE_DCD_KERNEL, no $dir/dcd/bzImage"
fi
command -v python3 >/dev/null || skip "no python3 here"
[ "$(uname -sm)" = "Linux x86_64" ] || skip "QEMU is prepared on x86-64 Linux only"
if [ ! -e "$dir/versions" ]; then
    [ "$(id -u)" -eq 0 ] || skip "$dir is not prepared, and preparing it needs root"
    command -v apt-get >/dev/null || skip "$dir is not prepared, and preparing it needs apt"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! timeout 300 "$here/prepare.sh" "$dir" "$qemu_root" >"$work/log" 2>&1; then
    tail -n 5 "$work/log"
    skip "tools/guest/prepare.sh failed or took more than 5 minutes, as above"
fi
cat "$dir/versions"
# Half as long again as its own limit: that one is not to be trusted here.
boot() { timeout 540 "$here/boot.py" --timeout 360 --dir "$dir" --qemu-root "$qemu_root" "$@"; }
judge() { timeout 540 "$here/judge.py" --timeout 480 --dir "$dir" --qemu-root "$qemu_root" "$@"; }
if ! $dcd; then
    if $judge; then judge; else boot; fi
    exit
fi
echo "guest: the kernel with the DCD driver is $(readlink -f "$kernel")"
mkdir "$work/modules"
if $judge; then
    judge --kernel "$kernel" --modules "$work/modules" --dcd
    exit
fi
boot --kernel "$kernel" --modules "$work/modules" --dcd
