using System.Text;
using CxlWire.Device.Configuration;
using CxlWire.Device.Json;

namespace CxlWire.Device.Tests;

/// <summary>Device files: what is wrong is told by path and value, and nothing starts.</summary>
public class ConfigurationTests
{
    private static DeviceConfiguration Parse(string json) =>
        DeviceConfigurationFile.Parse(Encoding.UTF8.GetBytes(json));

    [Theory]
    [InlineData("[]", ": []: an object is needed")]
    [InlineData("7", ": 7: an object is needed")]
    [InlineData("""{"sereal_number": 1}""", "sereal_number: 1: not a member that a device file has")]
    [InlineData("""{"regions": {}}""", "regions: {}: an array is needed")]
    [InlineData("""{"regions": [7]}""", "regions[0]: 7: an object is needed")]
    [InlineData("""{"regions": [{"size": 1}]}""", "regions[0].size: 1: not a member that a device file has")]
    [InlineData("""{"regions": [{"sharable": 1}]}""", "regions[0].sharable: 1: true or false is needed")]
    [InlineData("""{"regions": [{"length": "1 GB"}]}""", "regions[0].length: \"1 GB\": a whole number is needed")]
    [InlineData(
        """{"regions": [{"length": "x MiB"}]}""",
        "regions[0].length: \"x MiB\": a whole number is needed before the unit, and no more than 64 bits after it")]
    [InlineData(
        """{"regions": [{"length": "99999999 PiB"}]}""",
        "regions[0].length: \"99999999 PiB\": a whole number is needed before the unit, and no more than 64 bits "
        + "after it")]
    [InlineData("""{"regions": [{"length": -1}]}""", "regions[0].length: -1: a whole number is needed")]
    [InlineData("""{"regions": [{"length": 1.5}]}""", "regions[0].length: 1.5: a whole number is needed")]
    [InlineData(
        """{"serial_number": "0x11223344556677889"}""",
        "serial_number: \"0x11223344556677889\": a whole number is needed")]
    [InlineData("""{"serial_number": null}""", "serial_number: null: a whole number is needed")]
    [InlineData("""{"pcie": {"vendor_id": 65536}}""", "pcie.vendor_id: 65536: not between 0 and 65535")]
    [InlineData(
        """{"firmware_revision": "longer than sixteen"}""",
        "firmware_revision: \"longer than sixteen\": not 16 Latin-1 characters at most")]
    [InlineData("""{"firmware_revision": 7}""", "firmware_revision: 7: text is needed")]
    [InlineData("""{"volatile_capacity": "300 MiB"}""", "volatile_capacity: \"300 MiB\": not a multiple of 256 MiB")]
    [InlineData(
        """{"volatile_capacity": "0xfffffffff0000000", "persistent_capacity": "256 MiB"}""",
        "persistent_capacity: \"256 MiB\": R2: static capacity leaves 64 bits")]
    [InlineData("""{"partition_alignment": "1 MiB"}""", "partition_alignment: \"1 MiB\": not a multiple of 256 MiB")]
    [InlineData(
        """{"partition_alignment": "256 MiB"}""",
        "partition_alignment: \"256 MiB\": D1: without partitionable_capacity there is nothing to align")]
    [InlineData(
        """{"partitionable_capacity": "256 MiB"}""",
        "partitionable_capacity: \"256 MiB\": D1: without partition_alignment nothing can be partitioned")]
    [InlineData(
        """{"partitionable_capacity": "768 MiB", "partition_alignment": "512 MiB"}""",
        "partitionable_capacity: \"768 MiB\": D1: not a multiple of partition_alignment")]
    [InlineData(
        """
        {"volatile_capacity": "256 MiB", "partitionable_capacity": "0xfffffffff0000000",
         "partition_alignment": "256 MiB"}
        """,
        "partitionable_capacity: \"0xfffffffff0000000\": R2: static capacity leaves 64 bits")]
    [InlineData(
        """{"volatile_capacity": "0xfffffffff0000000"}""",
        "regions: absent: R2: no room for the default regions after the static capacity")]
    [InlineData("""{"extents_supported": 0}""", "extents_supported: 0: not between 1 and 4294967295")]
    [InlineData("""{"extents_supported": 4294967296}""", "extents_supported: 4294967296: not between 1 and 4294967295")]
    [InlineData(
        """{"event_log_depths": {"dynamic_capacity": 0}}""",
        "event_log_depths.dynamic_capacity: 0: not between 1 and 65535")]
    [InlineData(
        """{"event_log_depths": {"warning": 70000}}""", "event_log_depths.warning: 70000: not between 0 and 65535")]
    [InlineData("""{"payload_size": 128}""", "payload_size: 128: not a power of two from 256 to 1048576 (1 MiB)")]
    [InlineData(
        """{"payload_size": "2 MiB"}""", "payload_size: \"2 MiB\": not a power of two from 256 to 1048576 (1 MiB)")]
    [InlineData("""{"payload_size": 2000}""", "payload_size: 2000: not a power of two from 256 to 1048576 (1 MiB)")]
    [InlineData("""{"poison_list_maximum": 65537}""", "poison_list_maximum: 65537: not between 0 and 65536")]
    [InlineData("""{"profile": "QEMU"}""", "profile: \"QEMU\": not a profile: spec or qemu")]
    [InlineData(
        """{"quirks": ["q3", "q2"]}""",
        "quirks[1]: \"q2\": not a quirk: q3, q4, q5, q6, q7, q8, q9, q10, q11, q12, q13, q14, q15, q16, q17, q18, q19,"
        + " q20, q22, q24, q25, q26, q27, q28, q23")]
    [InlineData(
        """{"regions": [{"supported_block_sizes": ["2 MiB", "512 MiB"]}]}""",
        "regions[0].supported_block_sizes[1]: \"512 MiB\": R2: not a power of two of at least 64 bytes that the "
        + "region's start and length are multiples of")]
    [InlineData(
        """{"qom_path": "cxl-dcd0"}""",
        "qom_path: \"cxl-dcd0\": not an absolute path of non-empty parts, like /machine/peripheral/cxl-dcd0")]
    [InlineData(
        """{"qom_path": "/machine//x"}""",
        "qom_path: \"/machine//x\": not an absolute path of non-empty parts, like /machine/peripheral/cxl-dcd0")]
    public void A_wrong_value_is_named_by_path_and_value(string json, string complaint) =>
        Assert.Equal(complaint, Assert.Throws<JsonFileException>(() => Parse(json)).Message);

    [Theory]
    [InlineData("", "$: line 1: not JSON: ")]
    [InlineData("{\n\"x\": }", "$: line 2: not JSON: ")]
    [InlineData("""{"serial_number": 1, "serial_number": 2}""", "$: line 1: not JSON: ")]
    [InlineData("{\n \"\\udc00\": 1}", "$: line 2, byte 2: half of a surrogate pair")]
    [InlineData("""{"firmware_revision": "\ud800"}""", "$: line 1, byte 23: half of a surrogate pair")]
    public void What_is_not_JSON_is_named_by_line(string json, string complaint) => Assert.StartsWith(
        complaint, Assert.Throws<JsonFileException>(() => Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void JSON_too_deep_is_refused() => Assert.Throws<JsonFileException>(
        () => Parse(new string('[', 100_000)));

    [Fact]
    public void What_is_not_UTF_8_is_named_by_line_and_byte() => Assert.Equal(
        "$: line 2, byte 4: not UTF-8",
        Assert.Throws<JsonFileException>(() => DeviceConfigurationFile.Parse(
            (byte[])[.. "{\n  \""u8, 0xF8, .. "\": 1}"u8])).Message);

    [Fact]
    public void Long_and_unprintable_names_are_shown_shortened_and_without_what_terminals_obey()
    {
        string name = "\u009b" + new string('x', 1000);
        string message = Assert.Throws<JsonFileException>(() => Parse($$"""{"{{name}}": 1}""")).Message;
        Assert.Equal($"?{new string('x', 56)}...: 1: not a member that a device file has", message);
    }

    [Fact]
    public void What_is_not_JSON_is_quoted_shortened() => Assert.InRange(
        Assert.Throws<JsonFileException>(() => Parse($$"""{"": {{new string('n', 2000)}}}""")).Message.Length, 60, 300);

    [Fact]
    public void Long_values_are_shown_shortened()
    {
        string value = new('x', 1000);
        string message = Assert.Throws<JsonFileException>(() => Parse($$"""{"qom_path": "{{value}}"}""")).Message;
        Assert.InRange(message.Length, 60, 200);
    }

    [Fact]
    public void Sizes_have_units_and_numbers_may_be_text()
    {
        DeviceConfiguration configuration = Parse(
            """
            {
              // Comments and trailing commas do no harm.
              "serial_number": "18446744073709551615",
              "regions": [{"length": "2GiB", "block_size": "0x200000"}, {"length": 1073741824, "block_size": "4 KiB"},],
            }
            """);
        Assert.Equal(ulong.MaxValue, configuration.SerialNumber);
        Assert.Equal(
            [
                new RegionConfiguration { BaseDpa = 0x1000_0000, DecodeLength = 2UL << 30, Length = 2UL << 30,
                    BlockSize = 2 << 20, DsmadHandle = 1, SupportedBlockSizes = 0x1FFF_FFC0 },
                new RegionConfiguration { BaseDpa = 0x9000_0000, DecodeLength = 1 << 30, Length = 1 << 30,
                    BlockSize = 4 << 10, DsmadHandle = 2, SupportedBlockSizes = 0x1FFF_FFC0 },
            ],
            configuration.Regions);
    }
}
