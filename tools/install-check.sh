#!/usr/bin/env bash
# Has CxlWire as somebody else would: somebody with a new home and a new clone, who runs the lines of the README and of
# other documents as they are written, and then has the first red test of docs/first-test.md, in five minutes at most;
# then, outside of the clone, with the command that those lines installed.
#
#   tools/install-check.sh [DIR]      DIR: what tools/release.sh made; else the README's line makes it
#
# Packages of others come from where dotnet restore has them, ours from the folder alone. Without python3 the documents'
# lines are left out, but for those that install.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
usual=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')

work=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT

have_pytest() { "$1" -c 'import pytest, ensurepip' 2>/dev/null; }

# What the wheel and the test in Python need.
if ! /usr/bin/python3 -c 'import setuptools, wheel, pytest, ensurepip' 2>/dev/null \
  && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    python3-setuptools python3-wheel python3-pytest python3-venv >/dev/null 2>&1 || true
fi

fail() {
  echo "FAILED: $1"
  exit 1
}

# The files as they are now, and the history that source link wants.
git clone -q . "$work/clone"
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
  if [ -e "$file" ]; then printf '%s\0' "$file"; fi
done | tar -c --null -T - | tar -x -C "$work/clone"
packages=$work/clone/artifacts
made=()
if [ $# -gt 0 ]; then
  mkdir "$packages"
  cp "$1"/* "$packages"
  made=(--done tools/release.sh)
fi

# The user's sources, and what was restored from them before.
sources=$(dotnet nuget config paths | tail -n 1)
export HOME=$work/home DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export PATH=$HOME/.dotnet/tools:$PATH
mkdir -p "$HOME/.nuget/NuGet"
fallback="<fallbackPackageFolders><add key=\"usual\" value=\"$usual\" /></fallbackPackageFolders>"
sed "s:</configuration>:$fallback&:" "$sources" >"$HOME/.nuget/NuGet/NuGet.Config"
cd "$work/clone"
if command -v python3 >/dev/null; then
  tools/run-docs.py "${made[@]}" README.md docs/conversations.md docs/faults.md || [ $? -eq 77 ] \
    || fail "a document says what is not so"
  if ! have_pytest python3 && have_pytest /usr/bin/python3; then
    mkdir "$work/bin"
    ln -s /usr/bin/python3 "$work/bin/python3"
  fi
  begun=$SECONDS
  status=0
  PATH=$work/bin:$PATH tools/run-docs.py --done tools/release.sh --done "dotnet tool" docs/first-test.md || status=$?
  case $status in
    0) echo "docs/first-test.md: a red test in .NET, C and Python, and a green one, in $((SECONDS - begun)) s" ;;
    77) echo "docs/first-test.md: not all of it, see above" ;;
    *) fail "the first test is not as docs/first-test.md says" ;;
  esac
  [ $((SECONDS - begun)) -le 300 ] || fail "that is not five minutes"
else
  echo "the documents' lines: skipped, no python3 here"
  [ $# -gt 0 ] || tools/release.sh --native none
  dotnet tool install --global CxlWire.Tool --add-source artifacts
fi

for package in Protocol Device Transport Control Golden Conversations Verification Judge Testing Testing.FsCheck; do
  file=$packages/CxlWire.$package.$version.nupkg
  content=$(unzip -Z1 "$file")
  for part in "CxlWire.$package.nuspec" README.md "lib/net10.0/CxlWire.$package.dll" \
    "lib/net10.0/CxlWire.$package.xml"; do
    grep -qxF "$part" <<<"$content" || fail "$file has no $part"
  done
  if grep -q Generator <<<"$content"; then fail "$file has the generator in it"; fi
  about=$(unzip -p "$file" "CxlWire.$package.nuspec")
  grep -qF '<license type="expression">MIT</license>' <<<"$about" \
    || fail "$file does not say its licence"
  if [ "$package" = Testing ] && grep -q FsCheck <<<"$about"; then
    fail "$file brings FsCheck along"
  fi
  symbols=$(unzip -Z1 "${file%.nupkg}.snupkg")
  grep -qxF "lib/net10.0/CxlWire.$package.pdb" <<<"$symbols" || fail "no symbols for $file"
done
tar xOf "$packages/cxlwire-c-$version.tar.gz" "cxlwire-c-$version/cxlwire.h" | cmp - clients/c/cxlwire.h \
  || fail "the archive for C has another header"
if [ -e "$packages/cxlwire-$version-py3-none-any.whl" ]; then
  unzip -p "$packages/cxlwire-$version-py3-none-any.whl" cxlwire/_tables.py | cmp - clients/python/cxlwire/_tables.py \
    || fail "the wheel has other tables"
fi
echo "the packages: as they should be"

mkdir "$work/user"
cd "$work/user"
cat >nuget.config <<END
<configuration>
  <packageSources><add key="cxlwire" value="$packages" /></packageSources>
</configuration>
END

[ "$(command -v cxlwire)" = "$HOME/.dotnet/tools/cxlwire" ] || fail "cxlwire is not the one that was installed"
[ "$(cxlwire --version)" = "$version" ] || fail "cxlwire --version says $(cxlwire --version), not $version"
cxlwire fixtures verify
cxlwire fixtures extract fixtures
cxlwire decode fixtures/messages/4801_get_dc_extent_list/request_typical.bin | grep get_dc_extent_list_request >/dev/null \
  || fail "decode does not show the fields of 4801h"
cxlwire serve --device @two-hosts-shared --host "unix:$work/cci" --log-level warning </dev/null &
server=$!
cxlwire send "unix:$work/cci" get-dc-extent-list | grep Success >/dev/null || fail "send was not answered"
kill "$server"
wait "$server" || fail "serve ended with $?"
server=
echo "the command: installed and used"
