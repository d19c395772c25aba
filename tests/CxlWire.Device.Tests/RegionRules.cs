using CxlWire.Device.Json;
using CxlWire.Protocol;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>R: regions.</summary>
public class RegionRules
{
    private const string Region0 =
        "0000001000000000 0400000000000000 0000004000000000 0000200000000000 01000000 00 000000";
    private const string Region1 =
        "0000005000000000 0400000000000000 0000004000000000 0000200000000000 02000000 00 000000";
    private const string NothingTracked = "00020000 00020000 40000000 40000000";

    [Fact]
    public void R1_regions_are_told_lowest_first() => Assert.Equal(
        Reply(ReturnCode.Success, "02 02 000000000000", Region0, Region1, NothingTracked),
        new Rig().Ask(Opcode.GetDynamicCapacityConfiguration, "08 00"));

    [Theory]
    [InlineData("""{"regions": []}""", "regions: []: R1: a device has 1 to 8 regions")]
    [InlineData(
        """{"regions": [{}, {}, {}, {}, {}, {}, {}, {}, {}]}""",
        "regions: [{}, {}, {}, {}, {}, {}, {}, {}, {}]: R1: a device has 1 to 8 regions")]
    [InlineData(
        """{"regions": [{"base_dpa": "2 GiB"}, {"base_dpa": "1 GiB"}]}""",
        "regions[1].base_dpa: \"1 GiB\": R1, R2: overlaps the static capacity or the region before it")]
    public void R1_a_device_without_1_to_8_regions_in_order_does_not_start(string json, string complaint) =>
        Assert.Equal(complaint, Assert.Throws<JsonFileException>(() => new Rig(json)).Message);

    [Theory]
    [InlineData(
        """{"base_dpa": "257 MiB"}""",
        "regions[0].base_dpa: \"257 MiB\": R2: not a multiple of 256 MiB and of the block size")]
    [InlineData(
        """{"base_dpa": "256 MiB", "block_size": "512 MiB"}""",
        "regions[0].base_dpa: \"256 MiB\": R2: not a multiple of 256 MiB and of the block size")]
    [InlineData(
        """{"base_dpa": 0}""", "regions[0].base_dpa: 0: R1, R2: overlaps the static capacity or the region before it")]
    [InlineData(
        """{"decode_length": 0}""",
        "regions[0].decode_length: 0: R2: not a non-zero multiple of 256 MiB of at least the length")]
    [InlineData(
        """{"decode_length": "1025 MiB"}""",
        "regions[0].decode_length: \"1025 MiB\": R2: not a non-zero multiple of 256 MiB of at least the length")]
    [InlineData(
        """{"decode_length": "512 MiB"}""",
        "regions[0].decode_length: \"512 MiB\": R2: not a non-zero multiple of 256 MiB of at least the length")]
    [InlineData("""{"length": 0}""", "regions[0].length: 0: R2: not a non-zero multiple of the block size")]
    [InlineData(
        """{"length": "3 MiB"}""", "regions[0].length: \"3 MiB\": R2: not a non-zero multiple of the block size")]
    [InlineData("""{"block_size": 32}""", "regions[0].block_size: 32: R2: not a power of two of at least 64 bytes")]
    [InlineData(
        """{"block_size": 3145728}""", "regions[0].block_size: 3145728: R2: not a power of two of at least 64 bytes")]
    [InlineData("""{"dsmad_handle": 256}""", "regions[0].dsmad_handle: 256: R2: a DSMAD handle is at most FFh")]
    [InlineData(
        """{"base_dpa": "0xfffffffff0000000"}""", "regions[0].decode_length: absent: R2: the region leaves 64 bits")]
    public void R2_a_region_that_Linux_refuses_does_not_start(string region, string complaint) => Assert.Equal(
        complaint, Assert.Throws<JsonFileException>(() => new Rig($$"""{"regions": [{{region}}]}""")).Message);

    [Fact]
    public void R2_regions_follow_each_other_aligned_to_their_block_size()
    {
        var rig = new Rig("""{"regions": [{"length": "64 MiB"}, {"length": "1 GiB", "block_size": "1 GiB"}]}""");
        Assert.Equal(
            Reply(
                ReturnCode.Success,
                "02 02 000000000000",
                "0000001000000000 0100000000000000 0000000400000000 0000200000000000 01000000 00 000000",
                "0000004000000000 0400000000000000 0000004000000000 0000004000000000 02000000 00 000000",
                NothingTracked),
            rig.Ask(Opcode.GetDynamicCapacityConfiguration, "08 00"));
    }

    [Fact]
    public void R3_start_at_or_past_the_number_of_regions_is_invalid_input()
    {
        var rig = new Rig();
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.GetDynamicCapacityConfiguration, "01 02"));
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.GetDynamicCapacityConfiguration, "00 ff"));
    }

    [Fact]
    public void R3_count_is_cut_to_what_exists()
    {
        var rig = new Rig();
        Assert.Equal(
            Reply(ReturnCode.Success, "02 01 000000000000", Region1, NothingTracked),
            rig.Ask(Opcode.GetDynamicCapacityConfiguration, "ff 01"));
        Assert.Equal(
            Reply(ReturnCode.Success, "02 01 000000000000", Region0, NothingTracked),
            rig.Ask(Opcode.GetDynamicCapacityConfiguration, "01 00"));
    }

    [Fact]
    public void R3_count_0_returns_header_and_tail() => Assert.Equal(
        Reply(ReturnCode.Success, "02 00 000000000000", NothingTracked),
        new Rig().Ask(Opcode.GetDynamicCapacityConfiguration, "00 00"));

    [Fact]
    public void R3_count_is_cut_to_what_fits_the_payload()
    {
        string eight = string.Join(", ", Enumerable.Repeat("{}", 8));
        var rig = new Rig($$"""{"payload_size": 256, "regions": [{{eight}}]}""");
        string reply = rig.Ask(Opcode.GetDynamicCapacityConfiguration, "08 00");
        Assert.StartsWith("Success: 0805000000000000", reply, StringComparison.Ordinal);
        Assert.Equal("Success: ".Length + (2 * (8 + (5 * 40) + 16)), reply.Length);
        Assert.EndsWith(NothingTracked.Replace(" ", "", StringComparison.Ordinal), reply, StringComparison.Ordinal);
    }

    [Fact]
    public void R4_extents_available_is_supported_less_accepted_and_pending()
    {
        var rig = new Rig();
        rig.Give((0, 1), (2, 1));
        Assert.Null(rig.Offer(0, "00112233-4455-6677-8899-aabbccddeeff", (4, 1)));
        Assert.Equal(
            Reply(ReturnCode.Success, "02 00 000000000000", "00020000 fd010000 40000000 3f000000"),
            rig.Ask(Opcode.GetDynamicCapacityConfiguration, "00 00"));
    }

    [Fact]
    public void Flags_tell_sanitize_on_release()
    {
        var rig = new Rig("""{"regions": [{"sanitize_on_release": true}]}""");
        Assert.Equal(
            Reply(
                ReturnCode.Success,
                "01 01 000000000000",
                "0000001000000000 0400000000000000 0000004000000000 0000200000000000 01000000 01 000000",
                NothingTracked),
            rig.Ask(Opcode.GetDynamicCapacityConfiguration, "08 00"));
    }
}
