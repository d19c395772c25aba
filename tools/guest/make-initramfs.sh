#!/bin/sh
# Makes DIR/initramfs.gz of what tools/guest/prepare.sh put into DIR, and of init and guest-tool.c
# beside this script. Run it after a change to either; it needs a C compiler and no root.
#
#   tools/guest/make-initramfs.sh [DIR]         default: /var/cache/cxlwire-guest
set -eu

here=$(cd "$(dirname "$0")" && pwd)
dir=${1:-/var/cache/cxlwire-guest}
# In the order in which init loads them; what they need comes with them.
modules="libnvdimm cxl_pmem cxl_acpi cxl_mem cxl_pci"

fail() { echo "guest/make-initramfs: $1" >&2; exit 1; }

busybox=$dir/busybox/usr/bin/busybox
[ -x "$busybox" ] || fail "$busybox is not there: run tools/guest/prepare.sh first"
kernel=$(readlink "$dir/kernel")
all=$dir/kernel/usr/lib/modules/$kernel
[ -d "$all" ] || all=$dir/kernel/lib/modules/$kernel
[ -d "$all" ] || fail "$dir/kernel has no modules of $kernel"

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/bin" "$root/dev" "$root/proc" "$root/sys" "$root/run" "$root/tmp" "$root/lib/modules/$kernel"

# A name's module file, _ and - being the same; empty where it is built in.
find_module() { find "$all" -name "$(echo "$1" | sed 's/[_-]/[_-]/g').ko*" | head -n 1; }

add_module() {
    [ ! -e "$root/lib/modules/$kernel/$1.ko" ] || return 0
    file=$(find_module "$1")
    [ -n "$file" ] || return 0
    case $file in
        *.xz) "$busybox" xz -dc "$file" ;;
        *.gz) "$busybox" gzip -dc "$file" ;;
        *.zst) zstd -dqc "$file" ;;
        *) cat "$file" ;;
    esac >"$root/lib/modules/$kernel/$1.ko"
    needs=$(tr '\0' '\n' <"$root/lib/modules/$kernel/$1.ko" | sed -n 's/^depends=//p' | tr ',' ' ')
    for module in $needs; do add_module "$module"; done
}
for module in $modules; do add_module "$module"; done
"$busybox" depmod -b "$root" "$kernel"

cc -static -O2 -Wall -Wextra -Werror -o "$root/bin/guest-tool" "$here/guest-tool.c"
cp "$busybox" "$root/bin/busybox"
cp "$here/init" "$here/functions" "$root/"
chmod 755 "$root/init" "$root/bin/busybox"
echo "$modules" >"$root/modules"

(cd "$root" && find . | "$busybox" cpio -o -H newc 2>/dev/null) | gzip -n >"$dir/initramfs.part"
mv "$dir/initramfs.part" "$dir/initramfs.gz"
