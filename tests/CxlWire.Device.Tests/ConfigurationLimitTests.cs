using System.Text;
using CxlWire.Device.Configuration;
using CxlWire.Device.Json;
using CxlWire.Protocol;

namespace CxlWire.Device.Tests;

/// <summary>Device files at their limits, and what a file says that says nothing.</summary>
public class ConfigurationLimitTests
{
    private static DeviceConfiguration Parse(string json) =>
        DeviceConfigurationFile.Parse(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void An_empty_file_is_the_default_device()
    {
        DeviceConfiguration read = Parse("{}");
        Assert.True(Text16.TryCreate("CXLWIRE 0.1", out Text16 revision));
        Assert.Equal(
            new DeviceConfiguration
            {
                SerialNumber = 0xC1_1DCD_0001,
                FirmwareRevision = revision,
                Pcie = new PcieIdentity(0x1E98, 0x0DCD, 0x1E98, 1),
                VolatileCapacity = 256UL << 20,
                PersistentCapacity = 0,
                Hosts = 1,
                Regions = read.Regions,
                ExtentsSupported = 512,
                TagsSupported = 64,
                EventLogDepths = new EventLogDepths(8, 8, 8, 8, 8),
                PayloadSize = 2048,
                SanitizeBytesPerSecond = 1UL << 30,
                LsaSize = 128 << 10,
                PoisonListMaximum = 256,
                QomPath = "/machine/peripheral/cxl-dcd0",
            },
            read);
        Assert.Equal(
            [RegionAt(0x1000_0000, handle: 1), RegionAt(0x5000_0000, handle: 2)],
            read.Regions);

        static RegionConfiguration RegionAt(ulong baseDpa, uint handle) => new()
        {
            BaseDpa = baseDpa,
            DecodeLength = 1UL << 30,
            Length = 1UL << 30,
            BlockSize = 2UL << 20,
            SupportedBlockSizes = (1UL << 29) - 64,
            DsmadHandle = handle,
        };
    }

    [Theory]
    [InlineData("""{"sanitize_bytes_per_second": 0}""",
        "sanitize_bytes_per_second: 0: F5: nothing would ever be clean")]
    [InlineData("""{"lsa_size": 16777217}""", "lsa_size: 16777217: more than 16 MiB")]
    [InlineData("""{"pcie": {"vendor": 1}}""", "pcie.vendor: 1: not a member that a device file has")]
    [InlineData("""{"event_log_depths": {"info": 1}}""",
        "event_log_depths.info: 1: not a member that a device file has")]
    public void What_is_beyond_is_refused(string json, string message) =>
        Assert.Equal(message, Assert.Throws<JsonFileException>(() => Parse(json)).Message);

    [Fact]
    public void What_is_at_the_limit_is_taken()
    {
        Assert.Equal(1ul, Parse("""{"sanitize_bytes_per_second": 1}""").SanitizeBytesPerSecond);
        Assert.Equal(16 << 20, Parse("""{"lsa_size": "16 MiB"}""").LsaSize);
        Assert.Equal(80_000, Parse("""{"extents_supported": 40000}""").StagedRangesLimit);
    }

    [Fact]
    public void R2_regions_begin_after_all_static_capacity() =>
        Assert.Equal(
            [0x3000_0000ul, 0x7000_0000],
            Parse("""{"volatile_capacity": "256 MiB", "persistent_capacity": "512 MiB"}""").Regions
                .Select(region => region.BaseDpa));

    [Fact]
    public void R2_the_default_regions_end_with_64_bits()
    {
        Assert.Equal(
            [0xFFFF_FFFF_3000_0000, 0xFFFF_FFFF_7000_0000],
            Parse("""{"volatile_capacity": "0xffffffff30000000"}""").Regions.Select(region => region.BaseDpa));
        Assert.Equal(
            "regions: absent: R2: no room for the default regions after the static capacity",
            Assert.Throws<JsonFileException>(() => Parse("""{"volatile_capacity": "0xffffffff40000000"}""")).Message);
    }

    [Fact]
    public void F6_supported_block_sizes_are_those_of_the_list_and_the_one_that_is_set() =>
        Assert.Equal(
            (2UL << 20) | (4UL << 20) | (8UL << 20),
            Parse("""{"regions": [{"block_size": "4 MiB", "supported_block_sizes": ["2 MiB", "8 MiB"]}]}""")
                .Regions[0].SupportedBlockSizes);

    [Fact]
    public void F6_half_of_all_addresses_may_be_one_block() =>
        Assert.Equal(
            ~63UL,
            Parse("""{"volatile_capacity": 0, "regions": [{"length": "0x8000000000000000"}]}""")
                .Regions[0].SupportedBlockSizes);

    [Fact]
    public void A_quirk_that_is_named_twice_is_one() =>
        Assert.Equal(Parse("""{"quirks": ["q5"]}""").Quirks, Parse("""{"quirks": ["q5", "q5"]}""").Quirks);
}
