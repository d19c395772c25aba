#!/bin/sh
# MCTP with the kernel's own, for .ci/run: prepares a kernel where that can be done, and says "skipped" and why, with
# exit code 77, where it cannot. A failed check is a failure. Needs a built CxlWire.
#
#   tools/mctp/ci.sh                  in a User-Mode Linux
#   tools/mctp/ci.sh --guest LINE     in a QEMU guest, LINE as run.py has it; its kernel, which takes longer, is only
#                                     built where CXLWIRE_MCTP_GUEST is set
set -eu

here=$(cd "$(dirname "$0")" && pwd)

skip() { echo "mctp: skipped, $1"; exit 77; }

kind=
times=10
if [ "${1:-}" = --guest ]; then
    kind=--guest
    times=3
fi
command -v python3 >/dev/null || skip "no python3 here"
[ "$(uname -sm)" = "Linux x86_64" ] || skip "the kernel is built on x86-64 Linux only"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if [ -n "$kind" ]; then
    [ -n "${CXLWIRE_MCTP_GUEST:-}" ] || "$here/prepare.sh" --guest --ready >"$log" 2>&1 \
        || skip "no kernel for a guest: tools/mctp/prepare.sh --guest builds one, or this does with CXLWIRE_MCTP_GUEST=1"
    [ -e /var/cache/cxlwire-qemu/.cxlwire-prepared ] || command -v qemu-system-x86_64 >/dev/null \
        || skip "no qemu-system-x86_64, and none of tools/prepare-qemu.sh"
fi
# kind is a word or none.
# shellcheck disable=SC2086
if ! timeout 600 "$here/prepare.sh" $kind >"$log" 2>&1; then
    tail -n 5 "$log"
    skip "tools/mctp/prepare.sh failed or took more than 10 minutes, as above"
fi
tail -n 3 "$log"
timeout 600 "$here/run.py" "$@" --times "$times"
