using CxlWire.Device;
using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Control.Tests;

/// <summary>
/// x-cxlwire-query-activity, and what x-cxlwire-query-dynamic-capacity tells of sanitizing and poison.
/// </summary>
public sealed class ActivityTests
{
    private const string Activity = "x-cxlwire-query-activity";
    private const ulong Mebibyte = 1 << 20;
    private const ulong Region0 = 0x1000_0000;

    private readonly ManualTime _clock = new();
    private readonly CxlDevice _device;

    public ActivityTests() => _device = new CxlDevice(
        DeviceConfigurationFile.Parse(
            """
            {"hosts": 2, "sanitize_bytes_per_second": "1 MiB",
             "event_log_depths": {"failure": 1, "dynamic_capacity": 1}}
            """u8.ToArray()),
        _clock);

    [Fact]
    public async Task Commands_records_and_what_was_lost_are_told_of_each_CCI()
    {
        using var server = new QmpServer([_device]);
        for (int i = 0; i < 3; i++)
            _device.Hosts[1].Cci.Execute(Opcode.GetTimestamp, [], new byte[_device.Hosts[1].Cci.MaximumPayload]);
        _device.FabricManager.Cci.Execute(new Opcode(0xC000), [], new byte[512]);
        Offer(0, 2);
        Offer(2, 2);
        _device.Hosts[0].Cci.Logs[EventLogType.Failure.Value].Append(new byte[128]);
        _device.Hosts[0].Cci.Logs[EventLogType.Failure.Value].Append(new byte[128]);
        await using QmpPeer peer = await QmpPeer.OpenAsync(server);
        string manager = $"{{\"commands\": 1, \"logs\": [{Log("informational")}, {Log("warning")}, {Log("failure")}, "
            + $"{Log("fatal")}, {Log("dynamic capacity")}]}}";
        string host1 = manager.Replace(
            "{\"commands\": 1", "{\"host-id\": 1, \"commands\": 3", StringComparison.Ordinal);
        string host0 = $"{{\"host-id\": 0, \"commands\": 0, \"logs\": [{Log("informational")}, {Log("warning")}, "
            + $"{Log("failure", records: 1, lost: 1)}, {Log("fatal")}, "
            + $"{Log("dynamic capacity", records: 1, waiting: 1)}]}}";
        string ccis = $"{host0}, {host1}, {manager}";
        Assert.Equal(
            "{\"return\": {\"path\": \"/machine/peripheral/cxl-dcd0\", \"ccis\": [" + ccis + "]}}",
            await peer.AskAsync(Activity, """{"path": "cxl-dcd0"}"""));

        // Counting begins anew; logs have what they have.
        await peer.AskAsync("x-cxlwire-reset-journal", """{"path": "cxl-dcd0"}""");
        Assert.Equal(
            "{\"return\": {\"path\": \"/machine/peripheral/cxl-dcd0\", \"ccis\": ["
                + ccis.Replace("\"commands\": 3", "\"commands\": 0", StringComparison.Ordinal)
                    .Replace("\"commands\": 1", "\"commands\": 0", StringComparison.Ordinal) + "]}}",
            await peer.AskAsync(Activity, """{"path": "cxl-dcd0"}"""));
    }

    [Fact]
    public async Task What_is_sanitized_and_poisoned_is_told_at_any_time_and_looking_changes_nothing()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        OfferAndAccept();
        Assert.Null(_device.InjectPoison(new DpaRange(Region0 + 64, 128)));
        Assert.Equal(("", "{\"region\": 0, \"offset\": 64, \"len\": 128}"), await AskAsync(peer));
        Release(4, 2);
        string first = "{\"region\": 0, \"offset\": 4194304, \"len\": 2097152}";
        Assert.Equal(first, (await AskAsync(peer)).Sanitizing);

        // A second round begins when the first ends, after two seconds, and takes two more.
        _clock.Advance(TimeSpan.FromSeconds(1));
        Release(0, 2);
        string second = "{\"region\": 0, \"offset\": 0, \"len\": 2097152}";
        Assert.Equal($"{second}, {first}", (await AskAsync(peer)).Sanitizing);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(second, (await AskAsync(peer)).Sanitizing);
        _clock.Advance(TimeSpan.FromSeconds(1.999));
        Assert.Equal(second, (await AskAsync(peer)).Sanitizing);
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal("", (await AskAsync(peer)).Sanitizing);
    }

    [Fact]
    public async Task Of_more_ranges_than_4096_that_is_told()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        OfferAndAccept();
        for (ulong i = 0; i < 4096; i++)
            Assert.Null(_device.InjectPoison(new DpaRange(Region0 + (i * 128), 64)));
        Assert.Equal(4096, (await AskAsync(peer)).Poisoned.Split("}, {").Length);
        Assert.Null(_device.InjectPoison(new DpaRange(Region0 + (4096 * 128), 64)));
        (_, string poisoned) = await AskAsync(peer);
        Assert.Equal(4096, poisoned.Split("}, {").Length);
        Assert.EndsWith("\"len\": 64}], \"more-ranges\": tru", poisoned, StringComparison.Ordinal);
    }

    private static string Log(string name, int records = 0, int waiting = 0, int lost = 0) =>
        $"{{\"log\": \"{name}\", \"records\": {records}, \"waiting\": {waiting}, "
            + $"\"overflow-count\": {lost}}}";

    private static async Task<(string Sanitizing, string Poisoned)> AskAsync(QmpPeer peer)
    {
        string reply = await peer.AskAsync("x-cxlwire-query-dynamic-capacity", """{"path": "cxl-dcd0"}""");
        while (reply.StartsWith("{\"timestamp\"", StringComparison.Ordinal))
            reply = await peer.ReadAsync();
        int start = reply.IndexOf("\"sanitizing\": [", StringComparison.Ordinal);
        string[] parts = reply[start..reply.IndexOf(", \"hosts\"", StringComparison.Ordinal)].Split("], ", 2);
        return (parts[0]["\"sanitizing\": [".Length..], parts[1]["\"poisoned\": [".Length..^1]);
    }

    private void Offer(ulong offset, ulong length) => Assert.Null(_device.FabricManager.Add(new AddCapacityRequest
    {
        HostId = 0,
        Region = 0,
        SelectionPolicy = SelectionPolicy.Prescriptive,
        Extents = [new RegionRange(offset * Mebibyte, length * Mebibyte)],
    }));

    /// <summary>Host 0 has 8 MiB at the beginning of region 0.</summary>
    private void OfferAndAccept()
    {
        Offer(0, 8);
        _device.Hosts[0].Cci.Execute(
            Opcode.AddDynamicCapacityResponse,
            Convert.FromHexString("0100000000000000" + "0000001000000000" + "0000800000000000" + "0000000000000000"),
            new byte[512]);
    }

    private void Release(ulong offset, ulong length) => Assert.Null(
        _device.FabricManager.Release(new ReleaseCapacityRequest
        {
            HostId = 0,
            Region = 0,
            RemovalPolicy = RemovalPolicy.Prescriptive,
            ForcedRemoval = true,
            SanitizeOnRelease = true,
            Extents = [new RegionRange(offset * Mebibyte, length * Mebibyte)],
        }));
}
