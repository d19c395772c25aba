#!/usr/bin/env bash
# Has CxlWire as somebody else would: somebody with a new home and a new clone, who runs the lines of the README and of
# other documents as they are written; then, outside of the clone, with the command that those lines installed, and with
# a test project that uses CxlWire.Testing: a test that passes, and one that fails and has to say why.
#
#   tools/install-check.sh [DIR]      DIR: what tools/release.sh made; else the README's line makes it
#
# Packages of others come from where dotnet restore has them, ours from the folder alone. Without python3 the documents'
# lines are left out, but for those that install.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
xunit=$(sed -n 's:.*Include="xunit.v3" Version="\([^"]*\)".*:\1:p' Directory.Packages.props)
usual=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')

work=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT

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
  cp "$1"/*.nupkg "$1"/*.snupkg "$packages"
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
echo "8 packages: as they should be"

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

mkdir driver
cd driver
cat >driver.csproj <<END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="CxlWire.Testing" Version="$version" />
    <PackageReference Include="xunit.v3" Version="$xunit" />
  </ItemGroup>
</Project>
END
cat >DriverTests.cs <<'END'
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Testing;
using Xunit;

public class DriverTests
{
    [Fact]
    public async Task Capacity_is_offered_to_the_driver()
    {
        await using var fixture = new DeviceFixture();
        await using HostClient driver = fixture.ConnectClient();
        Assert.Null(fixture.Add(new AddCapacityRequest { Extents = [new RegionRange(0, 128 << 20)] }));
        CciReply records = await driver.AskAsync(Opcode.GetEventRecords, new byte[] { 4 }, TestContext.Current.CancellationToken);
        Assert.Equal(ReturnCode.Success, records.ReturnCode);
        Assert.Equal(1, records.Payload[20]);
    }

    [Fact]
    public async Task Fails_on_purpose()
    {
        await using var fixture = new DeviceFixture();
        Assert.Null(fixture.Add(new AddCapacityRequest { Extents = [new RegionRange(1, 128 << 20)] }));
    }
}
END
dotnet build -warnaserror -v quiet
dotnet run --no-build -- -method '*.Capacity_is_offered_to_the_driver' || fail "the test that should pass does not"
if dotnet run --no-build -- -method '*.Fails_on_purpose' >failure.txt; then fail "the test that should fail does not"; fi
grep -qF "O2: extents: dpa or len is not aligned to region block size" failure.txt || {
  cat failure.txt
  fail "the test that fails does not name rule and field"
}
echo "a test project: passes, and fails with rule and field"
