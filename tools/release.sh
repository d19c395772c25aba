#!/usr/bin/env bash
# Makes what a release has: packages with symbols, the command as one native file, what clients in Python and C need,
# checksums. From a clean checkout of the tag.
#
#   tools/release.sh [--native net10.0|net9.0|none] [--out DIR]
#
# The native file needs a C linker (clang or gcc), zlib's headers, and the Native AOT packs of that .NET for linux-x64;
# "none" leaves it out. The wheel needs python3 with setuptools and wheel; without, it is left out, and that is said. DIR,
# artifacts where left out, is emptied first.
set -euo pipefail

native=net10.0
out=artifacts
while [ $# -gt 0 ]; do
  case $1 in
    --native) native=$2 && shift 2 ;;
    --out) out=$2 && shift 2 ;;
    *) sed -n '2,9s/^# \?//p' "$0" && exit 2 ;;
  esac
done

mkdir -p "$out"
out=$(cd "$out" && pwd)
cd "$(dirname "$0")/.."
rm -rf "${out:?}"/*
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
settings=(-c Release -p:ContinuousIntegrationBuild=true)

# What is there already may have been built with other settings, or elsewhere, and MSBuild does not compile again for that.
rm -rf src/*/obj/Release src/*/bin/Release src/*/obj/native src/*/bin/native

# These bring the others along: what they refer to is built once.
for package in Protocol Device Transport Control Golden Conversations Verification Judge Testing Testing.FsCheck; do
  dotnet pack "src/CxlWire.$package" "${settings[@]}" -o "$out"
done
dotnet pack src/CxlWire.Cli "${settings[@]}" -o "$out" '-p:ToolPackageRuntimeIdentifiers="linux-x64;any"'

files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT

# The commit's time, so that a second clone makes the same files.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
headers=$files/cxlwire-c-$version
mkdir "$headers"
cp LICENSE clients/c/README.md clients/c/cxlwire.h clients/c/cxlwire_client.h "$headers"
chmod 644 "$headers"/*
tar -C "$files" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
  -c "${headers##*/}" | gzip -n >"$out/${headers##*/}.tar.gz"

cp -r clients/python "$files/python"
cp LICENSE "$files/python"
for python in python3 /usr/bin/python3 none; do
  if [ "$python" = none ]; then
    echo "the Python wheel: left out, there is no python3 with setuptools and wheel here"
  elif "$python" -c 'import setuptools, wheel' 2>/dev/null; then
    (cd "$files/python" && "$python" -W ignore -c \
      'import sys, setuptools.build_meta; setuptools.build_meta.build_wheel(sys.argv[1])' "$out" >/dev/null)
    break
  fi
done

if [ "$native" != none ]; then
  linker=$(command -v clang || command -v gcc)
  dotnet publish src/CxlWire.Cli "${settings[@]}" -r linux-x64 -p:NativeTarget="$native" \
    -p:CppCompilerAndLinker="$linker" -o "$files/native"
  cp "$files/native/cxlwire" "$out/cxlwire-$version-linux-x64"
fi

(cd "$out" && sha256sum -- * > SHA256SUMS)
cat "$out/SHA256SUMS"
