using CxlWire.Device;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>Every golden message: what the codec and the device make of it.</summary>
public class Goldens
{
    private static readonly string _folder = Repository.PathOf("fixtures", "messages");

    /// <summary>Folder and case of every golden that can be loaded.</summary>
    public static TheoryData<string> Names => [.. All.Keys];

    internal static SortedDictionary<string, GoldenCase> All { get; } = Load();

    [Fact]
    public void Every_golden_is_decoded_compared_and_encoded_again()
    {
        GoldenReport report = GoldenDirectory.Verify(_folder);
        Assert.True(report.IsGood, string.Join(Environment.NewLine, report.Mismatches));
        Assert.Equal(report.Cases, All.Count);
    }

    [Fact]
    public void Every_request_gets_the_return_code_that_its_golden_says()
    {
        GoldenCase[] requests = [.. All.Values.Where(c => c.ReturnCode is not null)];
        Assert.All(requests, golden =>
        {
            CommandResult result = GoldenAnswers.Of(golden);
            Assert.True(golden.ReturnCode == result.Code, $"{golden.Name}: {result.Code}, {result.Refusal}");
        });
        Assert.All(
            All.Values.Where(c => c.Name.Contains("/request_", StringComparison.Ordinal)), c =>
                Assert.Contains(c, requests));
    }

    [Fact]
    public void Every_refused_payload_is_refused_by_the_device_too()
    {
        // A tunnel looks at what it carries, and no one may send 0106h to the device (C1).
        ReturnCode[] expected = [ReturnCode.InvalidPayloadLength, ReturnCode.InvalidInput, ReturnCode.Unsupported];
        Assert.All(
            All.Values.Where(c => c is { Refusal: not null, ReturnCode: not null }),
            c => Assert.Contains(c.ReturnCode!.Value, expected));
    }

    private static SortedDictionary<string, GoldenCase> Load()
    {
        var cases = new SortedDictionary<string, GoldenCase>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(_folder, "*.bin", SearchOption.AllDirectories))
        {
            if (GoldenCase.TryLoad(file, out GoldenCase? golden, out _))
                cases.Add(golden!.Name, golden);
        }

        return cases;
    }
}
