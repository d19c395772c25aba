using CxlWire.Device;
using CxlWire.Device.Configuration;

namespace CxlWire.Control.Tests;

public sealed class QueryTests
{
    private readonly CxlDevice _device = new(DeviceConfiguration.Default);

    [Fact]
    public async Task Query_version()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(
            """{"return": {"qemu": {"micro": 3, "minor": 1, "major": 11}, "package": "CxlWire 0.1.0"}}""",
            await peer.AskAsync("""{"execute": "query-version"}"""));
    }

    [Fact]
    public async Task Query_commands_is_sorted()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string[] names =
        [
            "cxl-add-dynamic-capacity", "cxl-inject-correctable-error", "cxl-inject-dram-event",
            "cxl-inject-general-media-event", "cxl-inject-memory-module-event", "cxl-inject-poison",
            "cxl-inject-uncorrectable-errors", "cxl-release-dynamic-capacity", "cxl-release-dynamic-capacity-status",
            "qmp_capabilities", "qom-get", "qom-list", "query-commands", "query-events", "query-name",
            "query-qmp-schema",
            "query-status", "query-version", "quit", "system_reset", "x-cxlwire-clear-faults",
            "x-cxlwire-inject-fault", "x-cxlwire-load", "x-cxlwire-load-faults",
            "x-cxlwire-query-activity", "x-cxlwire-query-dynamic-capacity",
            "x-cxlwire-query-faults", "x-cxlwire-query-journal", "x-cxlwire-query-refusals",
            "x-cxlwire-query-violations", "x-cxlwire-reset-journal",
            "x-cxlwire-save", "x-cxlwire-verify", "x-cxlwire-wait",
        ];
        Assert.Equal(
            $$"""{"return": [{{string.Join(", ", names.Select(name => $$"""{"name": "{{name}}"}"""))}}]}""",
            await peer.AskAsync("""{"execute": "query-commands"}"""));
    }

    [Theory]
    [InlineData("/", """[{"name": "type", "type": "string"}, {"name": "machine", "type": "child<container>"}]""")]
    [InlineData(
        "/machine", """[{"name": "type", "type": "string"}, {"name": "peripheral", "type": "child<container>"}]""")]
    [InlineData(
        "/machine/peripheral",
        """[{"name": "type", "type": "string"}, {"name": "cxl-dcd0", "type": "child<cxl-type3>"}]""")]
    [InlineData(
        "//machine/peripheral/",
        """[{"name": "type", "type": "string"}, {"name": "cxl-dcd0", "type": "child<cxl-type3>"}]""")]
    [InlineData(
        "peripheral", """[{"name": "type", "type": "string"}, {"name": "cxl-dcd0", "type": "child<cxl-type3>"}]""")]
    [InlineData(
        "cxl-dcd0",
        """[{"name": "type", "type": "string"}, {"name": "num-dc-regions", "type": "uint8"}, """
            + """{"name": "sn", "type": "uint64"}, {"name": "x-cxlwire-hosts", "type": "uint16"}]""")]
    public async Task Qom_list(string path, string properties)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal($$"""{"return": {{properties}}}""", await peer.AskAsync("qom-list", $$"""{"path": "{{path}}"}"""));
    }

    [Theory]
    [InlineData("/machine", "type", "\"container\"")]
    [InlineData("/machine/peripheral", "cxl-dcd0", "\"/machine/peripheral/cxl-dcd0\"")]
    [InlineData("cxl-dcd0", "type", "\"cxl-type3\"")]
    [InlineData("cxl-dcd0", "num-dc-regions", "2")]
    [InlineData("cxl-dcd0", "sn", "829428662273")]
    [InlineData("cxl-dcd0", "x-cxlwire-hosts", "1")]
    public async Task Qom_get(string path, string property, string value)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(
            $$"""{"return": {{value}}}""",
            await peer.AskAsync("qom-get", $$"""{"path": "{{path}}", "property": "{{property}}"}"""));
    }

    [Fact]
    public async Task Qom_get_unknown_property()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(
            Refusal.Of("Property 'container.sn' not found"),
            await peer.AskAsync("qom-get", """{"path": "/machine", "property": "sn"}"""));
        Assert.Equal(
            """{"error": {"class": "DeviceNotFound", "desc": "Device '/x' not found"}}""",
            await peer.AskAsync("qom-get", """{"path": "/x", "property": "sn"}"""));
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("dcd0")]
    [InlineData("/cxl-dcd0")]
    [InlineData("")]
    public async Task Qom_list_unknown_path(string path)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(
            $$$"""{"error": {"class": "DeviceNotFound", "desc": "Device '{{{path}}}' not found"}}""",
            await peer.AskAsync("qom-list", $$"""{"path": "{{path}}"}"""));
    }

    [Fact]
    public async Task Qom_list_ambiguous_path()
    {
        var other = new CxlDevice(DeviceConfiguration.Default with { QomPath = "/machine/unattached/cxl-dcd0" });
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device, other);
        Assert.Equal(
            Refusal.Of("Path 'cxl-dcd0' is ambiguous"), await peer.AskAsync("qom-list", """{"path": "cxl-dcd0"}"""));
        Assert.Equal(
            """{"return": [{"name": "type", "type": "string"}, {"name": "peripheral", "type": "child<container>"},"""
                + """ {"name": "unattached", "type": "child<container>"}]}""",
            await peer.AskAsync("qom-list", """{"path": "/machine"}"""));
    }
}
