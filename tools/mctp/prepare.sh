#!/bin/sh
# Prepares what tools/mctp/run.py boots: a User-Mode Linux with AF_MCTP and the serial line discipline, from
# Debian's kernel source.
#
#   tools/mctp/prepare.sh [DIR]    default: /var/cache/cxlwire-uml
#
# Takes three to six minutes, 2 GB while it builds and 4 MB afterwards. The source is downloaded and unpacked,
# not installed; root is needed only where gcc, make, flex, bison, bc or xz are missing. Run again, it says that
# everything is ready.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
dir=${1:-/var/cache/cxlwire-uml}

say() { echo "mctp/prepare: $1"; }
fail() { echo "mctp/prepare: $1" >&2; exit 1; }

[ $# -le 1 ] || { echo "usage: $0 [DIR]" >&2; exit 2; }
case $dir in /?*) ;; *) fail "DIR must be an absolute path other than /: $dir" ;; esac
if [ -e "$dir/versions" ] && cmp -s "$here/kernel.config" "$dir/kernel.config"; then
    cat "$dir/versions"
    say "$dir is ready"
    exit 0
fi

command -v apt-get >/dev/null || fail "needs apt-get: this script knows Debian's packages only"
[ "$(uname -m)" = x86_64 ] || fail "User-Mode Linux is built on x86-64 only, and this machine is $(uname -m)"

missing=
for pair in gcc:gcc make:make flex:flex bison:bison bc:bc xz:xz-utils; do
    command -v "${pair%:*}" >/dev/null || missing="$missing ${pair#*:}"
done
[ -e /usr/include/stdio.h ] || missing="$missing libc6-dev"
[ -e /usr/include/linux/mctp.h ] || missing="$missing linux-libc-dev"
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
say "$package is downloaded and unpacked"
(cd "$work" && apt-get -o APT::Sandbox::User=root download "$package" && dpkg-deb -x ./*.deb .)
tar -xf "$work/usr/src/$package.tar.xz" -C "$work"

say "the kernel is built"
cd "$work/$package"
make -s ARCH=um tinyconfig
scripts/kconfig/merge_config.sh -m .config "$here/kernel.config" >"$work/merge.log"
make -s ARCH=um olddefconfig
grep '^CONFIG_' "$here/kernel.config" | while read -r option; do
    grep -qx "$option" .config || fail "$package takes no $option"
done
make -s ARCH=um -j "$(nproc)" linux >"$work/make.log" 2>&1 || { tail -n 20 "$work/make.log"; fail "make failed"; }
cp linux "$dir/linux.part"
mv "$dir/linux.part" "$dir/linux"
cp "$here/kernel.config" "$dir/kernel.config"

# Last, so that what was cut short is not called ready.
echo "uml $(make -s ARCH=um kernelversion) of $package" >"$dir/versions.part"
cd /
rm -rf "$work"
mv "$dir/versions.part" "$dir/versions"
cat "$dir/versions"
say "$dir is ready"
