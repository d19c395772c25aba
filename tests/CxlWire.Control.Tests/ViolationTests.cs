using CxlWire.Device;
using CxlWire.Device.Configuration;

namespace CxlWire.Control.Tests;

/// <summary>X_CXLWIRE_VIOLATION: the whole event.</summary>
public sealed class ViolationTests
{
    [Fact]
    public async Task A_violation_is_told_with_its_steps()
    {
        var device = new CxlDevice(DeviceConfiguration.Default);
        using var server = new QmpServer([device], new QmpServerOptions { Clock = QmpPeer.Clock });
        await using QmpPeer peer = await QmpPeer.OpenAsync(server);
        server.RaiseViolation(device, new QmpViolation("H1", "must", 0, [3, 7], "one response", "a second"));
        Assert.Equal(
            "{\"timestamp\": {\"seconds\": 1767225600, \"microseconds\": 123456}, "
                + "\"event\": \"X_CXLWIRE_VIOLATION\", \"data\": {"
                + "\"path\": \"/machine/peripheral/cxl-dcd0\", \"host-id\": 0, \"rule\": \"H1\", \"level\": \"must\", "
                + "\"steps\": [3, 7], \"expected\": \"one response\", \"seen\": \"a second\"}}",
            await peer.ReadAsync());
    }

    [Fact]
    public async Task Violations_are_asked_for_when_somebody_judges()
    {
        var device = new CxlDevice(DeviceConfiguration.Default);
        using var server = new QmpServer([device], new QmpServerOptions { Clock = QmpPeer.Clock });
        server.JudgedBy(device, () => [new QmpViolation("H1", "must", 0, [3, 7], "one response", "a second")]);
        await using QmpPeer peer = await QmpPeer.OpenAsync(server);
        Assert.Equal(
            "{\"return\": {\"path\": \"/machine/peripheral/cxl-dcd0\", \"violations\": [{"
                + "\"host-id\": 0, \"rule\": \"H1\", \"level\": \"must\", \"steps\": [3, 7], "
                + "\"expected\": \"one response\", \"seen\": \"a second\"}]}}",
            await peer.AskAsync(
                """{"execute": "x-cxlwire-query-violations", "arguments": {"path": "cxl-dcd0", "host-id": 0}}"""));
    }
}
