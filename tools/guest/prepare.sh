#!/bin/sh
# Prepares what tools/guest/boot.py boots: a stock QEMU, a stock Debian kernel, busybox, and the cxl tool.
#
#   tools/guest/prepare.sh [DIR [QEMU-ROOT]]    default: /var/cache/cxlwire-guest /var/cache/cxlwire-qemu
#
# QEMU-ROOT is what tools/prepare-qemu.sh makes, and is made by it where it is not there. Kernel and
# busybox are the packages of trixie-backports and trixie, unpacked, not installed; cxl is installed in
# QEMU-ROOT, and taken from there with the libraries that it needs. KERNEL=VERSION (7.2.12+deb13-amd64)
# takes that one instead of the one that is there, or the newest. Takes a minute and 620 MB; run again, it
# continues where it stopped, or says that everything is ready. The initramfs is boot.py's matter.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
dir=${1:-/var/cache/cxlwire-guest}
qemu_root=${2:-/var/cache/cxlwire-qemu}

say() { echo "guest/prepare: $1"; }
fail() { echo "guest/prepare: $1" >&2; exit 1; }

[ $# -le 2 ] || { echo "usage: $0 [DIR [QEMU-ROOT]]" >&2; exit 2; }
case $dir in /?*) ;; *) fail "DIR must be an absolute path other than /: $dir" ;; esac

# Ready, and not another kernel wanted: no root needed to say so.
ready() { [ -e "$dir/versions" ] && [ -e "$qemu_root/.cxlwire-prepared" ] && grep -q '^cxl ' "$dir/versions" \
    && { [ -z "${KERNEL:-}" ] || grep -qx "kernel $KERNEL" "$dir/versions"; }; }
if ready; then
    cat "$dir/versions"
    say "$dir is ready"
    exit 0
fi

[ "$(id -u)" -eq 0 ] || fail "needs root, to install QEMU into a folder with debootstrap and chroot"
command -v apt-get >/dev/null || fail "needs apt-get: this script knows Debian packages only"
[ "$(uname -m)" = x86_64 ] || fail "knows amd64 packages only, and this machine is $(uname -m)"

if ! command -v cc >/dev/null; then
    apt-get update
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends gcc libc6-dev
fi

"$here/../prepare-qemu.sh" "$qemu_root"
mkdir -p "$dir"

inside() { chroot "$qemu_root" env LC_ALL=C "$@"; }

newest_kernel() {
    inside apt-cache show -a linux-image-amd64 \
        | sed -n 's/^Depends:.*linux-image-\([^ ]*+deb13-amd64\) (= [^)]*bpo.*/\1/p' | head -n 1
}

# The cache's own package lists may be older than the mirror.
inside apt-get update
there=$(sed -n 's/^kernel //p' "$dir/versions" 2>/dev/null || true)
kernel=${KERNEL:-${there:-$(newest_kernel)}}
[ -n "$kernel" ] || fail "trixie-backports has no linux-image-amd64"

# Downloads packages inside the root and unpacks them all into DIR/NAME, whole or not at all.
unpack() { # NAME PACKAGE...
    name=$1
    shift
    rm -rf "$dir/$name" "$dir/$name.part"
    mkdir -p "$dir/$name.part"
    inside rm -rf /tmp/cxlwire-guest
    inside mkdir -p /tmp/cxlwire-guest
    for package in "$@"; do
        inside sh -c 'cd /tmp/cxlwire-guest && apt-get -o APT::Sandbox::User=root download "$1"' - "$package"
    done
    for archive in "$qemu_root"/tmp/cxlwire-guest/*.deb; do
        dpkg-deb -x "$archive" "$dir/$name.part"
    done
    inside rm -rf /tmp/cxlwire-guest
    mv "$dir/$name.part" "$dir/$name"
}

# cxl and, in the same places as in the root, every library that the loader says it needs.
take_cxl() {
    inside env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends cxl
    rm -rf "$dir/cxl" "$dir/cxl.part"
    mkdir -p "$dir/cxl.part/bin"
    cp -L "$qemu_root/usr/bin/cxl" "$dir/cxl.part/bin/"
    inside ldd /usr/bin/cxl | sed -n 's/^[^/]*\(\/[^ ]*\) (0x.*/\1/p' | while read -r library; do
        mkdir -p "$dir/cxl.part${library%/*}"
        cp -L "$qemu_root$library" "$dir/cxl.part$library"
    done
    mv "$dir/cxl.part" "$dir/cxl"
}

rm -f "$dir/versions"
[ -d "$dir/cxl" ] || take_cxl
[ -d "$dir/$kernel" ] || unpack "$kernel" "linux-binary-$kernel" "linux-modules-$kernel"
[ -d "$dir/busybox" ] || unpack busybox busybox-static

image=$dir/$kernel/boot/vmlinuz-$kernel
[ -e "$image" ] || image=$dir/$kernel/usr/lib/modules/$kernel/vmlinuz
[ -e "$image" ] || fail "linux-binary-$kernel has no vmlinuz where it is looked for"
ln -sfn "${image#"$dir/"}" "$dir/vmlinuz"
ln -sfn "$kernel/usr/lib/modules/$kernel" "$dir/modules"

# Last, so that what was cut short is not called ready.
{
    echo "kernel $kernel"
    inside dpkg-query -W -f 'qemu ${Version}\n' qemu-system-x86
    inside dpkg-query -W -f 'cxl ${Version}\n' cxl
    "$dir/busybox/usr/bin/busybox" | sed -n '1s/^BusyBox v\([^ ]*\).*/busybox \1/p'
} >"$dir/versions.part"
mv "$dir/versions.part" "$dir/versions"
cat "$dir/versions"
say "$dir is ready"
