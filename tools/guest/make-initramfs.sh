#!/bin/sh
# Makes the guest's initramfs: init, functions and guest-tool (guest-tool.c, mailbox.c, drive.c) beside this script, busybox, the cxl tool
# where prepare.sh got it, and those CXL modules that a kernel does not have built in. boot.py calls it, so
# that it is never out of date; it takes a second, a C compiler, and no root.
#
#   tools/guest/make-initramfs.sh FILE [MODULES [DIR]]
#
# DIR is what tools/guest/prepare.sh made (/var/cache/cxlwire-guest), MODULES the folder of a kernel's
# modules, named as its version: lib/modules/7.2.12+deb13-amd64, by default that of the kernel in DIR; any
# empty folder where all of CXL is built in.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
fail() { echo "guest/make-initramfs: $1" >&2; exit 1; }

case $# in 1 | 2 | 3) ;; *) echo "usage: $0 FILE [MODULES [DIR]]" >&2; exit 2 ;; esac
file=$1
dir=${3:-/var/cache/cxlwire-guest}
modules=${2:-$dir/modules}
# In the order in which init loads them; what they need comes with them.
wanted="libnvdimm cxl_core cxl_port cxl_pmem cxl_acpi cxl_mem cxl_pci"

busybox=$dir/busybox/usr/bin/busybox
[ -x "$busybox" ] || fail "$busybox is not there: run tools/guest/prepare.sh first"
[ -d "$modules" ] || fail "$modules is not a folder"
version=$(basename "$(readlink -f "$modules")")
command -v cc >/dev/null || fail "needs a C compiler, cc, for guest-tool"

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$root/bin" "$root/dev" "$root/proc" "$root/sys" "$root/lib/modules/$version"

# A name's module file, _ and - being the same; nothing where it is built in.
find_module() { find "$modules/" -name "$(echo "$1" | sed 's/[_-]/[_-]/g').ko*" | head -n 1; }

unpack() {
    case $1 in
        *.xz) "$busybox" xz -dc "$1" ;;
        *.gz) "$busybox" gzip -dc "$1" ;;
        *.zst) zstd -dqc "$1" ;;
        *) cat "$1" ;;
    esac
}

add_module() {
    to=$root/lib/modules/$version/$1.ko
    [ ! -e "$to" ] || return 0
    from=$(find_module "$1")
    [ -n "$from" ] || return 0
    unpack "$from" >"$to"
    for need in $(tr '\0' '\n' <"$to" | sed -n 's/^depends=//p' | tr ',' ' '); do add_module "$need"; done
}

for module in $wanted; do
    add_module "$module"
    [ ! -e "$root/lib/modules/$version/$module.ko" ] || echo "$module"
done >"$root/modules"
# depmod takes a folder whose name is no version for another one.
[ ! -s "$root/modules" ] || "$busybox" depmod -b "$root" "$version"

cc -static -O2 -Wall -Wextra -Werror -o "$root/bin/guest-tool" "$here/guest-tool.c" "$here/mailbox.c" "$here/drive.c"
cp "$busybox" "$root/bin/busybox"
[ ! -d "$dir/cxl" ] || cp -R "$dir/cxl/." "$root/"
cp "$here/init" "$here/functions" "$root/"
chmod 755 "$root/init" "$root/bin/busybox"

(cd "$root" && find . | "$busybox" cpio -o -H newc 2>/dev/null) | gzip -1 -n >"$file.part"
mv "$file.part" "$file"
