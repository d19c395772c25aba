#!/bin/sh
# Makes the initramfs of a QEMU guest: guest-init, a busybox, mctp-talk (static) and a conversation.
#
#   tools/mctp/make-initramfs.sh FILE MCTP-TALK [CONVERSATION [DIR]]
#
# CONVERSATION is by default that beside this script, DIR what tools/mctp/prepare.sh --guest made.
set -eu

here=$(cd "$(dirname "$0")" && pwd)

case $# in 2 | 3 | 4) ;; *) echo "usage: $0 FILE MCTP-TALK [CONVERSATION [DIR]]" >&2; exit 2 ;; esac
file=$1
busybox=${4:-/var/cache/cxlwire-mctp-guest}/busybox
if [ ! -x "$busybox" ]; then
    echo "mctp/make-initramfs: $busybox is not there: run tools/mctp/prepare.sh --guest first" >&2
    exit 1
fi

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$root/bin" "$root/dev" "$root/proc"
cp "$busybox" "$root/bin/busybox"
cp "$2" "$root/bin/mctp-talk"
cp "${3:-$here/conversation.txt}" "$root/conversation.txt"
cp "$here/guest-init" "$root/init"
(cd "$root" && find . | "$busybox" cpio -o -H newc 2>/dev/null) | gzip -1 -n >"$file.part"
mv "$file.part" "$file"
