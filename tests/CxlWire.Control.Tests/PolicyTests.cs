using System.Text.Json;
using CxlWire.Device;
using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using CxlWire.Protocol;
using CxlWire.Protocol.Fm;
using CxlWire.Tests;
using static CxlWire.Control.Tests.TestHost;

namespace CxlWire.Control.Tests;

/// <summary>Every policy, on a device with two hosts and a sharable region 1 (F1 to F5, S1 to S4).</summary>
public sealed class PolicyTests
{
    private const string Add = "cxl-add-dynamic-capacity";
    private const string Release = "cxl-release-dynamic-capacity";
    private const string Tag = "00112233-4455-6677-8899-aabbccddeeff";
    private const string OtherTag = "ffeeddcc-bbaa-9988-7766-554433221100";

    private readonly ManualTime _time = new();
    private readonly CxlDevice _device;

    public PolicyTests()
    {
        DeviceConfiguration configuration = DeviceConfigurationFile.Parse(
            """
            {"hosts": 2, "regions": [{"length": "1 GiB"}, {"length": "1 GiB", "sharable": true}],
            "sanitize_bytes_per_second": "1 MiB"}
            """u8.ToArray());
        _device = new CxlDevice(configuration, _time);
    }

    [Fact]
    public async Task F1_free_takes_the_lowest_room_there_is()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await DoAsync(
            peer, Add,
            """{"host-id": 0, "selection-policy": "prescriptive", "region": 0, "extents": [{"offset": 2097152, "len":"""
            + """ 2097152}]}""");
        await DoAsync(peer, Add, """{"host-id": 1, "selection-policy": "free", "region": 0, "length": 6291456}""");
        Assert.Equal([(Region0, 2 * Mebibyte), (Region0 + (4 * Mebibyte), 4 * Mebibyte)], Offered(1));
    }

    [Fact]
    public async Task F1_contiguous_takes_the_lowest_room_that_is_long_enough()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await DoAsync(
            peer, Add,
            """{"host-id": 0, "selection-policy": "prescriptive", "region": 0, "extents": [{"offset": 2097152, "len":"""
            + """ 2097152}]}""");
        await DoAsync(
            peer, Add,
            $$"""{"host-id": 1, "selection-policy": "contiguous", "region": 0, "tag": "{{Tag}}", "length": 6291456,"""
            + """ "extents": []}""");
        Assert.Equal([(Region0 + (4 * Mebibyte), 6 * Mebibyte)], Offered(1));
        Assert.Equal(Tag, _device.Hosts[1].Offers.First!.Tag.ToString());
    }

    [Theory]
    [InlineData(
        """{"host-id": 0, "selection-policy": "free", "region": 0, "length": 0}""",
        "extent with 0 length is not allowed: length is 0")]
    [InlineData(
        """{"host-id": 0, "selection-policy": "free", "region": 0, "length": 1}""",
        "dpa or len is not aligned to region block size: length is 1, blocks have 2097152 bytes")]
    [InlineData(
        """{"host-id": 0, "selection-policy": "free", "region": 0, "length": 1075838976}""",
        "not enough free capacity: length is 1075838976")]
    [InlineData(
        """{"host-id": 0, "selection-policy": "contiguous", "region": 0, "length": 1073741824}""",
        "not enough free capacity: length is 1073741824")]
    [InlineData(
        """{"host-id": 0, "selection-policy": "contiguous", "region": 0, "length": -1}""",
        "Parameter 'length' expects uint64: -1 is given, 0 to 18446744073709551615 are allowed")]
    [InlineData(
        """{"host-id": 0, "selection-policy": "free", "region": 0, "length": 2097152, "extents": [{"offset": 0,"""
            + """ "len": 2097152}]}""", "extents are listed, but the device is to choose them")]
    [InlineData(
        """{"host-id": 0, "selection-policy": "free", "region": 1, "length": 2097152}""",
        "sharable capacity needs a tag")]
    [InlineData(
        """{"host-id": 0, "selection-policy": "enable-shared-access", "region": 1, "tag":"""
            + """ "ffeeddcc-bbaa-9988-7766-554433221100"}""", "no capacity of the region has the tag")]
    [InlineData(
        """{"host-id": 0, "selection-policy": "enable-shared-access", "region": 0, "tag":"""
            + """ "00112233-4455-6677-8899-aabbccddeeff"}""", "region is not sharable")]
    [InlineData(
        """{"host-id": 0, "selection-policy": "enable-shared-access", "region": 1, "tag": "x"}""",
        "Tag must be valid: 'x' is given, 00000000-0000-0000-0000-000000000000 is what one looks like")]
    [InlineData(
        """{"host-id": 0, "selection-policy": "enable-shared-access", "region": 1, "tag":"""
            + """ "00112233-4455-6677-8899-aabbccddeeff", "length": 1}""", "Parameter 'length' is unexpected")]
    [InlineData(
        """{"host-id": 2, "selection-policy": "free", "region": 0, "length": 2097152}""",
        "host id is too large: 2 is given, 1 is the last")]
    [InlineData(
        """{"host-id": 0, "selection-policy": "free", "region": 2, "length": 2097152}""",
        "region id is too large: 2 is given, 1 is the last")]
    public async Task F2_add_refused(string arguments, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await DoAsync(
            peer, Add,
            """{"host-id": 1, "selection-policy": "prescriptive", "region": 0, "extents": [{"offset": 0, "len":"""
            + """ 2097152}]}""");
        Assert.Equal(Refusal.Of(description), await AskAsync(peer, Add, arguments));
        Assert.Equal(0, _device.Hosts[0].Offers.ExtentCount);
    }

    [Theory]
    [InlineData(
        """{"host-id": 0, "removal-policy": "tag-based", "region": 1, "tag": "ffeeddcc-bbaa-9988-7766-554433221100"}""",
        "cannot release extent with non-existing DPA range: tag ffeeddcc-bbaa-9988-7766-554433221100")]
    [InlineData(
        """{"host-id": 0, "removal-policy": "tag-based", "region": 1, "tag": "00112233-4455-6677-8899-aabbccddeeff"}""",
        "cannot release extent with pending DPA range: tag 00112233-4455-6677-8899-aabbccddeeff")]
    [InlineData(
        """{"host-id": 1, "removal-policy": "tag-based", "region": 1, "tag": "00112233-4455-6677-8899-aabbccddeeff","""
            + """ "forced-removal": true}""",
        "cannot release extent with non-existing DPA range: tag 00112233-4455-6677-8899-aabbccddeeff")]
    [InlineData(
        """{"host-id": 0, "removal-policy": "tag-based", "region": 2, "tag": "00112233-4455-6677-8899-aabbccddeeff"}""",
        "region id is too large: 2 is given, 1 is the last")]
    [InlineData(
        """{"host-id": 0, "removal-policy": "tag-based", "region": 1, "tag": "00112233-4455-6677-8899-aabbccddeeff","""
            + """ "extents": [{"offset": 0, "len": 2097152}]}""", "extents are listed, but the tag says which")]
    [InlineData(
        """{"host-id": 0, "removal-policy": "prescriptive", "region": 1, "forced-removal": true, "extents":"""
            + """ [{"offset": 0, "len": 2097152}]}""", "cannot remove part of an offer")]
    public async Task F3_release_refused(string arguments, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await DoAsync(
            peer, Add,
            $$"""{"host-id": 0, "selection-policy": "contiguous", "region": 1, "tag": "{{Tag}}", "length": 4194304}""");
        Assert.Equal(Refusal.Of(description), await AskAsync(peer, Release, arguments));
        Assert.Equal(1, _device.Hosts[0].Offers.ExtentCount);
    }

    [Fact]
    public async Task F3_a_tag_chooses_whatever_the_region()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await DoAsync(
            peer, Add,
            $$"""{"host-id": 0, "selection-policy": "contiguous", "region": 1, "tag": "{{Tag}}", "length": 4194304}""");
        AcceptFirstOffer(_device);
        await peer.ReadAsync();
        await DoAsync(
            peer, Release,
            $$"""{"host-id": 0, "removal-policy": "tag-based", "region": 0, "tag": "{{Tag}}", "forced-removal":"""
            + """ true}""");
        Assert.Equal(
            Told("X_CXLWIRE_DC_RELEASED", 0, """[{"region": 1, "offset": 0, "len": 4194304}]"""),
            await peer.ReadAsync());
    }

    [Fact]
    public async Task F4_a_forced_removal_takes_what_is_accepted_and_what_is_pending()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await DoAsync(
            peer, Add,
            """{"host-id": 1, "selection-policy": "prescriptive", "region": 0, "extents": [{"offset": 0, "len":"""
            + """ 4194304}]}""");
        AcceptFirstOffer(_device, 1);
        await peer.ReadAsync();
        await DoAsync(
            peer, Add,
            """{"host-id": 1, "selection-policy": "prescriptive", "region": 0, "extents": [{"offset": 4194304, "len":"""
            + """ 2097152}]}""");
        await DoAsync(
            peer, Release,
            """{"host-id": 1, "removal-policy": "prescriptive", "region": 0, "forced-removal": true, "extents":"""
            + """ [{"offset": 2097152, "len": 4194304}]}""");
        Assert.Equal(
            """{"timestamp": {"seconds": 1767225600, "microseconds": 123456}, "event": "X_CXLWIRE_DC_RELEASED","""
                + """ "data": {"path": "/machine/peripheral/cxl-dcd0", "host-id": 1, "extents": [{"region": 0,"""
                + """ "offset": 2097152, "len": 2097152}]}}""",
            await peer.ReadAsync());
        Assert.Equal(
            """[{"host-id": 1, "generation": 2, "extents-available": 511, "pending-offers": [], "accepted-extents":"""
                + """ [{"region": 0, "offset": 0, "len": 2097152, "shared-sequence": 0}]}]""",
            await QueryHostAsync(peer, 1));
    }

    [Fact]
    public async Task F5_sanitized_capacity_is_offered_again_only_when_it_is_clean()
    {
        const string again =
            """{"host-id": 1, "selection-policy": "prescriptive", "region": 0, "extents": [{"offset": 0, "len":"""
                + """ 2097152}]}""";
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await DoAsync(peer, Add, """{"host-id": 0, "selection-policy": "free", "region": 0, "length": 4194304}""");
        AcceptFirstOffer(_device);
        await peer.ReadAsync();
        await DoAsync(
            peer, Release,
            """{"host-id": 0, "removal-policy": "prescriptive", "region": 0, "sanitize-on-release": true, "extents":"""
            + """ [{"offset": 0, "len": 4194304}]}""");
        TestHost.Release(_device, new DpaRange(Region0, 4 * Mebibyte));
        await peer.ReadAsync();
        Assert.Equal(
            Refusal.Of("cannot add DPA that is being sanitized or kept by a reference: "
                + "extents[0] has dpa 0x10000000 len 0x200000"),
            await AskAsync(peer, Add, again));
        _time.Advance(TimeSpan.FromSeconds(4));
        await DoAsync(peer, Add, again);
    }

    [Fact]
    public async Task S3_S4_shared_capacity_from_the_first_host_to_the_last()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await DoAsync(
            peer, Add,
            $$"""{"host-id": 0, "selection-policy": "contiguous", "region": 1, "tag": "{{Tag}}", "length": 4194304}""");
        const string share =
            $$"""{"host-id": 1, "selection-policy": "enable-shared-access", "region": 1, "tag": "{{Tag}}"}""";
        Assert.Equal(Refusal.Of("not all of the tag's capacity is held"), await AskAsync(peer, Add, share));
        AcceptFirstOffer(_device);
        Assert.Equal(
            Told("X_CXLWIRE_DC_ADD_RESPONSE", 0, """[{"region": 1, "offset": 0, "len": 4194304}]"""),
            await peer.ReadAsync());
        await DoAsync(peer, Add, share);
        Assert.Equal(("Committed", "Pending"), (await StatusAsync(peer, 0), await StatusAsync(peer, 1)));
        AcceptFirstOffer(_device, 1);
        Assert.Equal(
            Told("X_CXLWIRE_DC_ADD_RESPONSE", 1, """[{"region": 1, "offset": 0, "len": 4194304}]"""),
            await peer.ReadAsync());

        const string held =
            $$"""[{"region": 1, "offset": 0, "len": 4194304, "tag": "{{Tag}}", "shared-sequence": 0}]""";
        Assert.Equal(
            """[{"host-id": 0, "generation": 1, "extents-available": 511, "pending-offers": [], "accepted-extents":"""
                + $$""" {{held}}}]""", await QueryHostAsync(peer, 0));
        Assert.Equal(
            """[{"host-id": 1, "generation": 1, "extents-available": 511, "pending-offers": [], "accepted-extents":"""
                + $$""" {{held}}}]""", await QueryHostAsync(peer, 1));

        await DoAsync(
            peer, Release, $$"""{"host-id": 0, "removal-policy": "tag-based", "region": 1, "tag": "{{Tag}}"}""");
        Assert.Equal(("Committed", "Committed"), (await StatusAsync(peer, 0), await StatusAsync(peer, 1)));
        TestHost.Release(_device, 0, new DpaRange(Region1, 4 * Mebibyte));
        Assert.Equal(
            Told("X_CXLWIRE_DC_RELEASED", 0, """[{"region": 1, "offset": 0, "len": 4194304}]"""),
            await peer.ReadAsync());
        Assert.Equal(("Released", "Committed"), (await StatusAsync(peer, 0), await StatusAsync(peer, 1)));

        // Still held by the other host, so not free.
        const string other =
            $$"""{"host-id": 0, "selection-policy": "prescriptive", "region": 1, "tag": "{{OtherTag}}", "extents":"""
                + """ [{"offset": 0, "len": 4194304}]}""";
        Assert.Equal(Refusal.Of("cannot add DPA that another host has: "
            + "extents[0] has dpa 0x50000000 len 0x400000"), await AskAsync(peer, Add, other));
        await DoAsync(
            peer, Release,
            $$"""{"host-id": 1, "removal-policy": "tag-based", "region": 1, "tag": "{{Tag}}", "forced-removal":"""
            + """ true}""");
        Assert.Equal(
            Told("X_CXLWIRE_DC_RELEASED", 1, """[{"region": 1, "offset": 0, "len": 4194304}]"""),
            await peer.ReadAsync());
        Assert.Equal(("Released", "Released"), (await StatusAsync(peer, 0), await StatusAsync(peer, 1)));
        await DoAsync(peer, Add, other);
    }

    [Fact]
    public async Task Status_honours_the_host_the_region_and_the_tag()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await DoAsync(
            peer, Add,
            $$"""{"host-id": 1, "selection-policy": "contiguous", "region": 1, "tag": "{{Tag}}", "length": 4194304}""");
        Assert.Equal(
            $$$"""{"return": {"status": "Pending", "message": "Found pending extent with tag {{{Tag}}} dpa 0x50000000"""
                + """ len 0x400000"}}""",
            await AskAsync(
                peer, "cxl-release-dynamic-capacity-status", $$"""{"host-id": 1, "region": 1, "tag": "{{Tag}}"}"""));
        Assert.Equal("Released", await StatusAsync(peer, 0));
        Assert.Equal("Released", await StatusAsync(peer, 1, region: 0));
        Assert.Equal("Released", await StatusAsync(peer, 1, tag: OtherTag));
    }

    [Fact]
    public async Task Query_tells_of_every_host_and_of_what_is_left()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await DoAsync(
            peer, Add,
            $$"""{"host-id": 1, "selection-policy": "contiguous", "region": 1, "tag": "{{Tag}}", "length": 4194304}""");
        Assert.EndsWith(
            $"\"extents-supported\": 512, \"tags-supported\": 64, \"tags-available\": 63, "
                + "\"sanitizing\": [], \"poisoned\": [], \"hosts\": ["
            + $"{{\"host-id\": 0, \"generation\": 0, \"extents-available\": 512, \"pending-offers\": [], "
            + "\"accepted-extents\": []}, "
            + $"{{\"host-id\": 1, \"generation\": 0, \"extents-available\": 511, \"pending-offers\": "
            + $"[{{\"tag\": \"{Tag}\", \"extents\": [{{\"region\": 1, \"offset\": 0, \"len\": 4194304, "
            + $"\"tag\": \"{Tag}\", \"shared-sequence\": 0}}]}}], \"accepted-extents\": []}}]}}}}",
            await AskAsync(peer, "x-cxlwire-query-dynamic-capacity", "{}"),
            StringComparison.Ordinal);
        Assert.Equal(
            Refusal.Of("host id is too large: 2 is given, 1 is the last"),
            await AskAsync(peer, "x-cxlwire-query-dynamic-capacity", """{"host-id": 2}"""));
    }

    [Fact]
    public async Task Query_tells_of_regions_as_they_are_now()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        var configuration = new SetDynamicCapacityRegionConfigurationRequest { Region = 1, BlockSize = 4 * Mebibyte };
        byte[] request = new byte[SetDynamicCapacityRegionConfigurationRequest.Size];
        configuration.TryWrite(request);
        using (_device.Enter())
        {
            CommandResult result = _device.FabricManager.Cci.Execute(
                Opcode.SetDynamicCapacityRegionConfiguration, request, new byte[2048]);
            Assert.Equal(ReturnCode.Success, result.Code);
        }

        Assert.Contains(
            """{"region": 1, "base": 1342177280, "decode-length": 1073741824, "length": 1073741824, "block-size":"""
                + """ 4194304, "sharable": true, "sanitize-on-release": false}""",
            await AskAsync(peer, "x-cxlwire-query-dynamic-capacity", "{}"),
            StringComparison.Ordinal);
    }

    private static string Told(string name, int hostId, string extents) =>
        $$$"""{"timestamp": {"seconds": 1767225600, "microseconds": 123456}, "event": "{{{name}}}", "data": {"path":"""
            + $$$""" "/machine/peripheral/cxl-dcd0", "host-id": {{{hostId}}}, "tag": "{{{Tag}}}", "extents":"""
            + $$$""" {{{extents}}}}}""";

    private static Task<string> AskAsync(QmpPeer peer, string command, string arguments) =>
        peer.AskAsync(
            command, arguments == "{}" ? """{"path": "cxl-dcd0"}""" : $$"""{"path": "cxl-dcd0", {{arguments[1..]}}""");

    private static async Task DoAsync(QmpPeer peer, string command, string arguments) =>
        Assert.Equal(QmpPeer.Done, await AskAsync(peer, command, arguments));

    private static async Task<string> StatusAsync(QmpPeer peer, int hostId, int region = 1, string tag = Tag)
    {
        string reply = await AskAsync(
            peer, "cxl-release-dynamic-capacity-status",
            $$"""{"host-id": {{hostId}}, "region": {{region}}, "tag": "{{tag}}"}""");
        using var answer = JsonDocument.Parse(reply);
        return answer.RootElement.GetProperty("return").GetProperty("status").GetString()!;
    }

    // The hosts of the reply, as text.
    private static async Task<string> QueryHostAsync(QmpPeer peer, int hostId)
    {
        string reply = await AskAsync(peer, "x-cxlwire-query-dynamic-capacity", $$"""{"host-id": {{hostId}}}""");
        int at = reply.IndexOf("\"hosts\": ", StringComparison.Ordinal);
        return reply[(at + 9)..^2];
    }

    private IEnumerable<(ulong Start, ulong Length)> Offered(int hostId) =>
        _device.Hosts[hostId].Offers.First!.Extents.Select(e => (e.StartDpa, e.Length));
}
