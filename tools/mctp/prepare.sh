#!/bin/sh
# Prepares what tools/mctp/run.py boots: a kernel with AF_MCTP and the serial line discipline, from Debian's kernel
# source, as a User-Mode Linux or, with --guest, for a QEMU guest, and then also a busybox.
#
#   tools/mctp/prepare.sh [DIR]            default: /var/cache/cxlwire-uml
#   tools/mctp/prepare.sh --guest [DIR]    default: /var/cache/cxlwire-mctp-guest
#
# Takes three to six minutes, 2 GB while it builds and 4 MB afterwards. The packages are downloaded and unpacked,
# not installed; root is needed only where gcc, make, flex, bison, bc, xz or libelf's header are missing. Run again,
# it says that everything is ready. With --ready it says only that, or that it is not, with exit code 1.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
kind=uml arch=um image=linux dir=/var/cache/cxlwire-uml
if [ "${1:-}" = --guest ]; then
    kind=guest arch=x86_64 image=arch/x86/boot/bzImage dir=/var/cache/cxlwire-mctp-guest
    shift
fi
is_only_asked=false
if [ "${1:-}" = --ready ]; then
    is_only_asked=true
    shift
fi

say() { echo "mctp/prepare: $1"; }
fail() { echo "mctp/prepare: $1" >&2; exit 1; }

[ $# -le 1 ] || { echo "usage: $0 [--guest] [--ready] [DIR]" >&2; exit 2; }
dir=${1:-$dir}
case $dir in /?*) ;; *) fail "DIR must be an absolute path other than /: $dir" ;; esac
options() { cat "$here/kernel.config" "$here/$kind.config"; }
if [ -e "$dir/versions" ] && options | cmp -s - "$dir/kernel.config"; then
    cat "$dir/versions"
    say "$dir is ready"
    exit 0
fi
! $is_only_asked || fail "$dir is not ready"

command -v apt-get >/dev/null || fail "needs apt-get: this script knows Debian's packages only"
[ "$(uname -m)" = x86_64 ] || fail "the kernel is built on x86-64 only, and this machine is $(uname -m)"

missing=
for pair in gcc:gcc make:make flex:flex bison:bison bc:bc xz:xz-utils; do
    command -v "${pair%:*}" >/dev/null || missing="$missing ${pair#*:}"
done
[ -e /usr/include/stdio.h ] || missing="$missing libc6-dev"
[ -e /usr/include/linux/mctp.h ] || missing="$missing linux-libc-dev"
[ $kind = uml ] || [ -e /usr/include/gelf.h ] || missing="$missing libelf-dev"
if [ -n "$missing" ]; then
    [ "$(id -u)" -eq 0 ] || fail "needs these packages, and only root can install them:$missing"
    apt-get update
    # Word by word: they are names of packages.
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
fi

newest_source() { apt-cache search --names-only '^linux-source-[0-9.]*$' | cut -d ' ' -f 1 | sort -V | tail -n 1; }
package=$(newest_source)
if [ -z "$package" ] && [ "$(id -u)" -eq 0 ]; then
    apt-get update
    package=$(newest_source)
fi
[ -n "$package" ] || fail "no package linux-source-... is known here: is apt-get update needed?"
# The serial line discipline is of Linux 5.18; what is older than 6.12 was not tried.
[ "$(printf '%s\n' linux-source-6.12 "$package" | sort -V | head -n 1)" = linux-source-6.12 ] \
    || fail "$package is older than linux-source-6.12"

mkdir -p "$dir"
work=$dir/build
rm -rf "$work" "$dir/versions"
mkdir "$work"
unpack() { (cd "$work" && apt-get -o APT::Sandbox::User=root download "$1" && dpkg-deb -x "$1"_*.deb .); }
say "$package is downloaded and unpacked"
unpack "$package"
tar -xf "$work/usr/src/$package.tar.xz" -C "$work"

say "the kernel is built"
cd "$work/$package"
options >"$work/kernel.config"
make -s ARCH=$arch tinyconfig
scripts/kconfig/merge_config.sh -m .config "$work/kernel.config" >"$work/merge.log"
make -s ARCH=$arch olddefconfig
grep '^CONFIG_' "$work/kernel.config" | while read -r option; do
    grep -qx "$option" .config || fail "$package takes no $option"
done
make -s ARCH=$arch -j "$(nproc)" "${image##*/}" >"$work/make.log" 2>&1 \
    || { tail -n 20 "$work/make.log"; fail "make failed"; }
cp "$image" "$dir/${image##*/}.part"
mv "$dir/${image##*/}.part" "$dir/${image##*/}"
echo "$kind $(make -s ARCH=$arch kernelversion) of $package" >"$work/versions"
if [ $kind = guest ]; then
    unpack busybox-static
    busybox=$(find "$work/bin" "$work/usr/bin" -name busybox 2>/dev/null | head -n 1)
    [ -n "$busybox" ] || fail "busybox-static has no busybox where it is looked for"
    cp "$busybox" "$dir/busybox"
    "$dir/busybox" | sed -n '1s/^BusyBox v\([^ ]*\).*/busybox \1/p' >>"$work/versions"
fi
cp "$work/kernel.config" "$dir/kernel.config"

# Last, so that what was cut short is not called ready.
mv "$work/versions" "$dir/versions.part"
cd /
rm -rf "$work"
mv "$dir/versions.part" "$dir/versions"
cat "$dir/versions"
say "$dir is ready"
