#!/bin/sh
# Prepares a folder that holds a stock QEMU with cxl-type3 (10.1 or later), for
# tools/qemu-diff --qemu-root DIR:
#
#   tools/prepare-qemu.sh /var/cache/cxlwire-qemu
#
# Debian trixie by debootstrap, then qemu-system-x86 of trixie-backports inside it. The
# mirror is the one that this machine's apt is set up with. Takes a minute or more and 350 MB;
# run again, it continues where it stopped, or says that everything is there.
set -eu

suite=trixie
emulator=qemu-system-x86_64

fail() { echo "prepare-qemu: $1" >&2; exit 1; }

[ $# -eq 1 ] || { echo "usage: $0 DIR" >&2; exit 2; }
case $1 in /?*) ;; *) fail "DIR must be an absolute path other than /: $1" ;; esac
root=$1

[ "$(id -u)" -eq 0 ] || fail "needs root (debootstrap and chroot); qemu-diff --qemu-root does too"

if [ -e "$root/.cxlwire-prepared" ] && chroot "$root" "$emulator" --version; then
    echo "prepare-qemu: $root is ready"
    exit 0
fi

command -v apt-get >/dev/null || fail "needs apt-get: this script knows Debian packages only"

mirror=$(apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' \
    | sed -n 's/^Debian|Debian|//p' | sort -u | head -n 1)
if [ -z "$mirror" ]; then
    apt-get update
    mirror=$(apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' \
        | sed -n 's/^Debian|Debian|//p' | sort -u | head -n 1)
fi
[ -n "$mirror" ] || fail "apt on this machine knows no Debian mirror"

if ! command -v debootstrap >/dev/null; then
    apt-get update
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends debootstrap
fi

# A base that was cut short is made again: debootstrap resumes in the same folder.
if [ ! -e "$root/.cxlwire-base" ]; then
    debootstrap --variant=minbase "$suite" "$root" "$mirror"
    : >"$root/.cxlwire-base"
fi

echo "deb $mirror $suite-backports main" >"$root/etc/apt/sources.list.d/backports.list"
# A proxy that apt goes through here is needed there as well.
apt-config dump | grep -i '^Acquire::https\?::proxy' >"$root/etc/apt/apt.conf.d/90proxy" || true

inside() {
    chroot "$root" env DEBIAN_FRONTEND=noninteractive LC_ALL=C "$@"
}
inside apt-get update
inside apt-get install -y --no-install-recommends -t "$suite-backports" qemu-system-x86
inside apt-get clean
: >"$root/.cxlwire-prepared"

chroot "$root" "$emulator" --version
echo "prepare-qemu: $root is ready"
