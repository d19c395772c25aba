using CxlWire.Control;
using CxlWire.Conversations;
using CxlWire.Device;
using CxlWire.Golden;
using CxlWire.Judge;
using CxlWire.Protocol;
using CxlWire.Testing;
using CxlWire.Testing.FsCheck;
using CxlWire.Tests;
using CxlWire.Transport;
using CxlWire.Verification;

namespace CxlWire.Conformance;

/// <summary>
/// docs/api has what each package promises, so that a change of it is seen in a diff. CXLWIRE_UPDATE=1 writes it anew.
/// </summary>
public class PublicApi
{
    private static readonly Type[] _oneOfEach =
    [
        typeof(Layout), typeof(CxlDevice), typeof(CciServer), typeof(QmpServer), typeof(GoldenCase),
        typeof(Conversation), typeof(Condition), typeof(DriverJudge), typeof(DeviceFixture), typeof(LayoutGenerators),
    ];

    public static TheoryData<string> Packages => [.. _oneOfEach.Select(type => type.Assembly.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_file_is_what_the_package_has(string package)
    {
        string path = Repository.PathOf("docs", "api", $"{package}.txt");
        Type known = _oneOfEach.Single(type => type.Assembly.GetName().Name == package);
        string[] expected = [.. ApiText.Describe(known.Assembly)];
        if (Environment.GetEnvironmentVariable("CXLWIRE_UPDATE") == "1")
            File.WriteAllText(path, string.Concat(expected.Select(line => line + "\n")));
        string[] written = File.ReadAllLines(path);
        string changes = string.Join(
            '\n', expected.Except(written).Select(line => $"+{line}").Concat(
                written.Except(expected).Select(line => $"-{line}")));
        Assert.True(
            expected.SequenceEqual(written),
            $"docs/api/{package}.txt is stale; if the change is meant, CXLWIRE_UPDATE=1 writes it:\n{changes}");
    }

    [Fact]
    public void Every_package_has_its_file()
    {
        IEnumerable<string> files =
            Directory.EnumerateFiles(Repository.PathOf("docs", "api")).Select(f => Path.GetFileNameWithoutExtension(f));
        Assert.Equal(
            _oneOfEach.Select(type => type.Assembly.GetName().Name!).Order(StringComparer.Ordinal),
            files.Order(StringComparer.Ordinal));
    }
}
