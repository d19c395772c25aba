using CxlWire.Device;
using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using static CxlWire.Control.Tests.TestHost;

namespace CxlWire.Control.Tests;

/// <summary>The commands of the seeds: their arguments, their refusals, what they say.</summary>
public sealed class DynamicCapacityTests
{
    private const string Add = "cxl-add-dynamic-capacity";
    private const string Release = "cxl-release-dynamic-capacity";
    private const string Status = "cxl-release-dynamic-capacity-status";
    private const string Tag = "0F0E0D0C-0b0a-0908-0706-050403020100";

    private readonly CxlDevice _device = new(DeviceConfiguration.Default);

    [Theory]
    [InlineData("/machine/peripheral/cxl-dcd0")]
    [InlineData("/machine//peripheral/cxl-dcd0/")]
    [InlineData("peripheral/cxl-dcd0")]
    [InlineData("cxl-dcd0")]
    public async Task Add_finds_the_device(string path)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Add, Adding(path: $"\"{path}\"")));
        Assert.Equal(1, _device.Hosts[0].Offers.ExtentCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/machine/peripheral")]
    [InlineData("/machine/peripheral/cxl-dcd1")]
    [InlineData("dcd0")]
    [InlineData("/cxl-dcd0")]
    [InlineData("cxl-dcd0/x")]
    public async Task Any_command_unknown_device(string path)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string expected = Refusal.Of(
            $"Unable to resolve CXL type 3 device: '{path}' is given, the device is /machine/peripheral/cxl-dcd0");
        Assert.Equal(expected, await peer.AskAsync(Add, Adding(path: $"\"{path}\"")));
        Assert.Equal(expected, await peer.AskAsync(Release, Releasing(path: $"\"{path}\"")));
        Assert.Equal(expected, await peer.AskAsync(Status, Asking(path: $"\"{path}\"")));
        Assert.Equal(expected, await peer.AskAsync("x-cxlwire-query-dynamic-capacity", $$"""{"path": "{{path}}"}"""));
    }

    [Fact]
    public async Task Add_ambiguous_path()
    {
        var other = new CxlDevice(DeviceConfiguration.Default with { QomPath = "/machine/unattached/cxl-dcd0" });
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device, other);
        Assert.Equal(
            Refusal.Of("Unable to resolve CXL type 3 device: "
                + "'cxl-dcd0' is given, the devices are /machine/peripheral/cxl-dcd0 and 1 more"),
            await peer.AskAsync(Add, Adding(path: "\"cxl-dcd0\"")));
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Add, Adding(path: "\"unattached/cxl-dcd0\"")));
        Assert.Equal((0, 1), (_device.Hosts[0].Offers.ExtentCount, other.Hosts[0].Offers.ExtentCount));
    }

    [Fact]
    public async Task Add_carries_everything()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string arguments =
            Adding(region: "1", tag: $"\"{Tag}\"", extents: Extents((4 * Mebibyte, 2 * Mebibyte), (0, 4 * Mebibyte)));
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Add, arguments));
        Offer offer = _device.Hosts[0].Offers.First!;
        Assert.Equal("0f0e0d0c-0b0a-0908-0706-050403020100", offer.Tag.ToString());
        Assert.Equal(
            [(Region1 + (4 * Mebibyte), 2 * Mebibyte), (Region1, 4 * Mebibyte)],
            offer.Extents.Select(extent => (extent.StartDpa, extent.Length)));
    }

    [Theory]
    [InlineData("path", null, "Parameter 'path' is missing")]
    [InlineData("host-id", null, "Parameter 'host-id' is missing")]
    [InlineData("selection-policy", null, "Parameter 'selection-policy' is missing")]
    [InlineData("region", null, "Parameter 'region' is missing")]
    [InlineData("extents", null, "Parameter 'extents' is missing")]
    [InlineData("path", "1", "Invalid parameter type for 'path', expected: string: 1 is given")]
    [InlineData("host-id", "\"0\"", "Parameter 'host-id' expects uint64: "
        + "'0' is given, 0 to 18446744073709551615 are allowed")]
    [InlineData("host-id", "-1", "Parameter 'host-id' expects uint64: "
        + "-1 is given, 0 to 18446744073709551615 are allowed")]
    [InlineData("host-id", "0.5", "Parameter 'host-id' expects uint64: "
        + "0.5 is given, 0 to 18446744073709551615 are allowed")]
    [InlineData("host-id", "65536", "Parameter 'host-id' expects uint16_t: 65536 is given, 0 to 65535 are allowed")]
    [InlineData("selection-policy", "2", "Invalid parameter type for 'selection-policy', expected: string: 2 is given")]
    [InlineData("selection-policy", "\"y\"", "Parameter 'selection-policy' does not accept value 'y': "
        + "free, contiguous, prescriptive, enable-shared-access are allowed")]
    [InlineData("region", "true", "Parameter 'region' expects uint64: "
        + "true is given, 0 to 18446744073709551615 are allowed")]
    [InlineData("region", "256", "Parameter 'region' expects uint8_t: 256 is given, 0 to 255 are allowed")]
    [InlineData("tag", "null", "Invalid parameter type for 'tag', expected: string: null is given")]
    [InlineData("extents", "{}", "Invalid parameter type for 'extents', expected: array: {} is given")]
    [InlineData("extents", "[1]", "Invalid parameter type for 'extents[0]', expected: object: 1 is given")]
    [InlineData("extents", """[{"len": 1}]""", "Parameter 'extents[0].offset' is missing")]
    [InlineData("extents", """[{"offset": 0, "len": 1}, {"offset": 0}]""", "Parameter 'extents[1].len' is missing")]
    [InlineData("extents", """[{"offset": 0, "len": "1"}]""", "Parameter 'extents[0].len' expects uint64: "
        + "'1' is given, 0 to 18446744073709551615 are allowed")]
    [InlineData("extents", """[{"offset": -1, "len": 1}]""", "Parameter 'extents[0].offset' expects uint64: "
        + "-1 is given, 0 to 18446744073709551615 are allowed")]
    [InlineData("extents", """[{"offset": 0, "len": 1.0}]""", "Parameter 'extents[0].len' expects uint64: "
        + "1.0 is given, 0 to 18446744073709551615 are allowed")]
    [InlineData("extents", """[{"offset": 0, "len": 1e6}]""", "Parameter 'extents[0].len' expects uint64: "
        + "1e6 is given, 0 to 18446744073709551615 are allowed")]
    [InlineData(
        "extents", """[{"offset": 0, "len": 18446744073709551616}]""", "Parameter 'extents[0].len' expects uint64: "
            + "18446744073709551616 is given, 0 to 18446744073709551615 are allowed")]
    [InlineData("extents", """[{"offset": 0, "len": 1, "x": 1}]""", "Parameter 'extents[0].x' is unexpected")]
    [InlineData("length", "2097152", "Parameter 'length' is unexpected")]
    [InlineData("selection-policy", "\"free\"", "Parameter 'length' is missing")]
    [InlineData("selection-policy", "\"contiguous\"", "Parameter 'length' is missing")]
    [InlineData("selection-policy", "\"enable-shared-access\"", "Parameter 'tag' is missing")]
    [InlineData("x", "1", "Parameter 'x' is unexpected")]
    public async Task Add_wrong_parameter(string name, string? value, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(Refusal.Of(description), await peer.AskAsync(Add, With(Adding(), name, value)));
        Assert.Equal(0, _device.Hosts[0].Offers.ExtentCount);
    }

    [Theory]
    [InlineData("removal-policy", "\"y\"", "Parameter 'removal-policy' does not accept value 'y': "
        + "tag-based, prescriptive are allowed")]
    [InlineData("removal-policy", null, "Parameter 'removal-policy' is missing")]
    [InlineData("removal-policy", "\"tag-based\"", "Parameter 'tag' is missing")]
    [InlineData("extents", null, "Parameter 'extents' is missing")]
    [InlineData("forced-removal", "1", "Invalid parameter type for 'forced-removal', expected: boolean: 1 is given")]
    [InlineData("sanitize-on-release", "\"\"", "Invalid parameter type for 'sanitize-on-release', expected: boolean: "
        + "'' is given")]
    [InlineData("selection-policy", "\"free\"", "Parameter 'selection-policy' is unexpected")]
    public async Task Release_wrong_parameter(string name, string? value, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(Refusal.Of(description), await peer.AskAsync(Release, With(Releasing(), name, value)));
    }

    [Theory]
    [InlineData("tag", null, "Parameter 'tag' is missing")]
    [InlineData("tag", "1", "Invalid parameter type for 'tag', expected: string: 1 is given")]
    [InlineData("extents", "[]", "Parameter 'extents' is unexpected")]
    public async Task Status_wrong_parameter(string name, string? value, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(Refusal.Of(description), await peer.AskAsync(Status, With(Asking(), name, value)));
    }

    [Theory]
    [InlineData("region", "2", "region id is too large: 2 is given, 1 is the last")]
    [InlineData("host-id", "1", "host id is too large: 1 is given, 0 is the last")]
    [InlineData("tag", "\"x\"", "Tag must be valid: "
        + "'x' is given, 00000000-0000-0000-0000-000000000000 is what one looks like")]
    [InlineData("extents", "[]", "at least one extent is needed")]
    [InlineData("extents", """[{"offset": 0, "len": 0}]""", "extent with 0 length is not allowed: extents[0].len is 0")]
    [InlineData("extents", """[{"offset": 1, "len": 2097152}]""", "dpa or len is not aligned to region block size: "
        + "extents[0].offset is 1, blocks have 2097152 bytes")]
    [InlineData(
        "extents", """[{"offset": 0, "len": 18446744073709551615}]""",
        "dpa or len is not aligned to region block size: "
            + "extents[0].len is 18446744073709551615, blocks have 2097152 bytes")]
    [InlineData("extents", """[{"offset": 1073741824, "len": 2097152}]""", "extent range is beyond the region end: "
        + "extents[0] has offset 1073741824 and len 2097152, the region 1073741824 bytes")]
    [InlineData(
        "extents", """[{"offset": 18446744073707454464, "len": 2097152}]""", "extent range is beyond the region end: "
            + "extents[0] has offset 18446744073707454464 and len 2097152, the region 1073741824 bytes")]
    [InlineData(
        "extents", """[{"offset": 0, "len": 4194304}, {"offset": 2097152, "len": 2097152}]""",
        "duplicate or overlapped extents are detected: extents[1] has offset 2097152 and len 2097152")]
    public async Task Add_refused(string name, string value, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(Refusal.Of(description), await peer.AskAsync(Add, With(Adding(), name, value)));
        Assert.Equal(0, _device.Hosts[0].Offers.ExtentCount);
    }

    [Fact]
    public async Task Add_refused_for_what_is_offered_or_accepted()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Add, Adding()));
        const string Which = "extents[0] has dpa 0x10000000 len 0x200000";
        Assert.Equal(
            Refusal.Of($"cannot add DPA again while still pending: {Which}"), await peer.AskAsync(Add, Adding()));
        AcceptFirstOffer(_device);
        Assert.StartsWith("{\"timestamp\"", await peer.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal(
            Refusal.Of($"cannot add DPA already accessible to the same LD: {Which}"),
            await peer.AskAsync(Add, Adding()));
    }

    [Theory]
    [InlineData("region", "2", "region id is too large: 2 is given, 1 is the last")]
    [InlineData("tag", "\"\"", "Tag must be valid: "
        + "'' is given, 00000000-0000-0000-0000-000000000000 is what one looks like")]
    [InlineData("extents", """[{"offset": 0, "len": 0}]""", "extent with 0 length is not allowed: extents[0].len is 0")]
    [InlineData("extents", """[{"offset": 0, "len": 2097152}]""", "cannot release extent with pending DPA range: "
        + "extents[0] has dpa 0x10000000 len 0x200000")]
    [InlineData(
        "extents", """[{"offset": 2097152, "len": 2097152}]""", "cannot release extent with non-existing DPA range: "
            + "extents[0] has dpa 0x10200000 len 0x200000")]
    public async Task Release_refused(string name, string value, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Add, Adding()));
        Assert.Equal(Refusal.Of(description), await peer.AskAsync(Release, With(Releasing(), name, value)));
    }

    [Fact]
    public async Task Release_defaults()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Add, Adding()));
        AcceptFirstOffer(_device);
        await peer.ReadAsync();
        string arguments = With(With(Releasing(), "forced-removal", "false"), "sanitize-on-release", "false");
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Release, arguments));
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(Release, With(Releasing(), "tag", $"\"{Tag}\"")));
    }

    [Fact]
    public async Task Status_at_every_step()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string released =
            $$$"""{"return": {"status": "Released", "message": "Tag {{{Tag}}} released or not found"}}""";
        Assert.Equal(released, await peer.AskAsync(Status, Asking()));

        await peer.AskAsync(Add, Adding(tag: $"\"{Tag}\"", extents: Extents((256 * Mebibyte, 128 * Mebibyte))));
        Assert.Equal(
            """{"return": {"status": "Pending", "message": "Found pending extent with tag"""
                + """ 0f0e0d0c-0b0a-0908-0706-050403020100 dpa 0x20000000 len 0x8000000"}}""",
            await peer.AskAsync(Status, Asking()));

        AcceptFirstOffer(_device);
        await peer.ReadAsync();
        string committed =
            """{"return": {"status": "Committed", "message": "Found committed extent with tag"""
                + """ 0f0e0d0c-0b0a-0908-0706-050403020100 dpa 0x20000000 len 0x8000000"}}""";
        Assert.Equal(committed, await peer.AskAsync(Status, Asking()));

        await peer.AskAsync(Release, Releasing(extents: Extents((256 * Mebibyte, 128 * Mebibyte))));
        Assert.Equal(committed, await peer.AskAsync(Status, Asking()));

        TestHost.Release(_device, new DpaRange(Region0 + (256 * Mebibyte), 128 * Mebibyte));
        await peer.ReadAsync();
        Assert.Equal(released, await peer.AskAsync(Status, Asking()));
    }

    [Theory]
    [InlineData("region", "2", "Region id is too large: 2 is given, 1 is the last")]
    [InlineData("tag", "\"x\"", "Tag must be valid: "
        + "'x' is given, 00000000-0000-0000-0000-000000000000 is what one looks like")]
    [InlineData("host-id", "1", "host id is too large: 1 is given, 0 is the last")]
    public async Task Status_refused(string name, string value, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(Refusal.Of(description), await peer.AskAsync(Status, With(Asking(), name, value)));
    }

    [Fact]
    public async Task Status_looks_at_the_region_before_the_tag()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(
            Refusal.Of("Region id is too large: 2 is given, 1 is the last"),
            await peer.AskAsync(Status, Asking(region: "2", tag: "\"x\"")));
    }

    [Fact]
    public async Task Query_shows_offers_and_extents()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await peer.AskAsync(
            Add, Adding(tag: $"\"{Tag}\"", extents: Extents((2 * Mebibyte, 2 * Mebibyte), (0, 2 * Mebibyte))));
        AcceptFirstOffer(_device);
        await peer.ReadAsync();
        await peer.AskAsync(Add, Adding(region: "1", extents: Extents((0, 8 * Mebibyte))));
        await peer.AskAsync(
            Add, Adding(
                region: "1", tag: $"\"{Tag.Replace('F', '0')}\"", extents: Extents((8 * Mebibyte, 2 * Mebibyte))));

        const string regions =
            """[{"region": 0, "base": 268435456, "decode-length": 1073741824, "length": 1073741824, "block-size":"""
                + """ 2097152, "sharable": false, "sanitize-on-release": false}, """
            + """{"region": 1, "base": 1342177280, "decode-length": 1073741824, "length": 1073741824, "block-size":"""
            + """ 2097152, "sharable": false, "sanitize-on-release": false}]""";
        const string offers =
            """[{"extents": [{"region": 1, "offset": 0, "len": 8388608, "shared-sequence": 0}]}, """
            + """{"tag": "000e0d0c-0b0a-0908-0706-050403020100", "extents": [{"region": 1, "offset": 8388608, "len":"""
            + """ 2097152, "tag": "000e0d0c-0b0a-0908-0706-050403020100", "shared-sequence": 0}]}]""";
        const string extents =
            """[{"region": 0, "offset": 2097152, "len": 2097152, "tag": "0f0e0d0c-0b0a-0908-0706-050403020100","""
                + """ "shared-sequence": 0}, """
            + """{"region": 0, "offset": 0, "len": 2097152, "tag": "0f0e0d0c-0b0a-0908-0706-050403020100","""
            + """ "shared-sequence": 0}]""";
        Assert.Equal(
            $$$"""{"return": {"path": "/machine/peripheral/cxl-dcd0", "regions": {{{regions}}}, "extents-supported":"""
                + """ 512, "tags-supported": 64, "tags-available": 62,"""
                + """ "sanitizing": [], "poisoned": [],"""
                + """ "hosts": [{"host-id": 0, "generation": 1, "extents-available": 508, "pending-offers":"""
                + $$$""" {{{offers}}}, "accepted-extents": {{{extents}}}}]}}""",
            await peer.AskAsync("x-cxlwire-query-dynamic-capacity", """{"path": "cxl-dcd0"}"""));
    }

    private static string Extents(params (ulong Offset, ulong Length)[] extents) =>
        $"[{string.Join(", ", extents.Select(e => $$"""{"offset": {{e.Offset}}, "len": {{e.Length}}}"""))}]";

    private static string Adding(
        string path = "\"cxl-dcd0\"", string region = "0", string? tag = null, string extents =
            """[{"offset": 0, "len": 2097152}]""") =>
        With(
            $$"""{"path": {{path}}, "host-id": 0, "selection-policy": "prescriptive", "region": {{region}},"""
                + $$""" "extents": {{extents}}}""",
            "tag",
            tag);

    private static string Releasing(
        string path = "\"cxl-dcd0\"", string extents = """[{"offset": 0, "len": 2097152}]""") =>
        $$"""{"path": {{path}}, "host-id": 0, "removal-policy": "prescriptive", "region": 0, "extents": {{extents}}}""";

    private static string Asking(string path = "\"cxl-dcd0\"", string region = "0", string tag = $"\"{Tag}\"") =>
        $$"""{"path": {{path}}, "host-id": 0, "region": {{region}}, "tag": {{tag}}}""";

    // The arguments with a member changed, added, or (null) left out.
    private static string With(string arguments, string name, string? value)
    {
        System.Text.Json.Nodes.JsonObject members = System.Text.Json.Nodes.JsonNode.Parse(arguments)!.AsObject();
        members.Remove(name);
        string text = members.ToJsonString();
        return value is null ? text : $"{text[..^1]},\"{name}\":{value}}}";
    }
}
