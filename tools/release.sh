#!/usr/bin/env bash
# Makes what a release has: packages with symbols, the command as one native file, checksums. From a clean checkout of the tag.
#
#   tools/release.sh [--native net10.0|net9.0|none] [--out DIR]
#
# The native file needs a C linker (clang or gcc), zlib's headers, and the Native AOT packs of that .NET for linux-x64;
# "none" leaves it out. DIR, artifacts where left out, is emptied first.
set -euo pipefail

native=net10.0
out=artifacts
while [ $# -gt 0 ]; do
  case $1 in
    --native) native=$2 && shift 2 ;;
    --out) out=$2 && shift 2 ;;
    *) sed -n '2,7s/^# \?//p' "$0" && exit 2 ;;
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

if [ "$native" != none ]; then
  linker=$(command -v clang || command -v gcc)
  files=$(mktemp -d)
  trap 'rm -rf "$files"' EXIT
  dotnet publish src/CxlWire.Cli "${settings[@]}" -r linux-x64 -p:NativeTarget="$native" \
    -p:CppCompilerAndLinker="$linker" -o "$files/native"
  cp "$files/native/cxlwire" "$out/cxlwire-$version-linux-x64"
fi

(cd "$out" && sha256sum -- * > SHA256SUMS)
cat "$out/SHA256SUMS"
