#!/usr/bin/env bash
# Compiles ksy/ to src/CxlWire.Kaitai/Generated with the compiler pinned in tools/ksy.
#   tools/compile-ksy.sh           writes the C#
#   tools/compile-ksy.sh --check   writes nothing, names what is stale
# Exit code: 0 done or current, 1 stale, 2 wrong arguments or a ksy that does not compile, 3 no compiler to run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tool=$root/tools/ksy
generated=$root/src/CxlWire.Kaitai/Generated

check=false
case "$#:${1-}" in
  0:) ;;
  1:--check) check=true ;;
  *)
    echo "usage: tools/compile-ksy.sh [--check]" >&2
    exit 2
    ;;
esac

for program in node npm; do
  if ! command -v "$program" >/dev/null; then
    echo "compile-ksy.sh: $program is not installed; the ksy compiler runs on Node.js 18 or newer with npm." >&2
    exit 3
  fi
done

# npm writes this file last, so it is older than the lock if the pinned versions changed since.
if [[ ! $tool/node_modules/.package-lock.json -nt $tool/package-lock.json ]]; then
  if ! (cd "$tool" && npm ci --silent >&2); then
    echo "compile-ksy.sh: npm could not install the ksy compiler into tools/ksy/node_modules." >&2
    exit 3
  fi
fi

fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
node "$tool/compile.js" "$root/ksy" "$fresh"

if ! "$check"; then
  mkdir -p "$generated"
  rm -f "$generated"/*.cs
  cp "$fresh"/*.cs "$generated"
  exit 0
fi

stale=0
while IFS= read -r name; do
  if ! cmp -s "$fresh/$name" "$generated/$name"; then
    if [[ ! -e $fresh/$name ]]; then
      why="has no ksy"
    elif [[ ! -e $generated/$name ]]; then
      why="is missing"
    else
      why="is stale"
      diff -u --label "committed/$name" --label "compiled/$name" "$generated/$name" "$fresh/$name" >&2 || true
    fi
    echo "src/CxlWire.Kaitai/Generated/$name $why"
    stale=1
  fi
done < <(shopt -s nullglob; for file in "$fresh"/*.cs "$generated"/*.cs; do echo "${file##*/}"; done | LC_ALL=C sort -u)

if [[ $stale -ne 0 ]]; then
  echo "compile-ksy.sh: run tools/compile-ksy.sh and commit what it writes." >&2
fi
exit "$stale"
