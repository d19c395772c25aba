using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Golden.Tests;

/// <summary>
/// Event records for people: names for values and identifiers, and component identifiers that are PLDM's.
/// </summary>
public class EventRecordDumpTests
{
    private const string GeneralMedia = "fbcd0a77c260417f85a9088b1621eba6";
    private const string Dram = "601dcbb39c064eabb8af4e9bfb5c9624";
    private const string MemoryModule = "fe927475dd594339a58679bab113b774";
    private const string MemorySparing = "e71f3a402d2940928a394d1c966c7c65";
    private const string Component = "03 121314151617 18191a1b 0000000000";

    [Fact]
    public void A_component_identifier_that_is_PLDMs_is_read_as_such() => Assert.Equal(
        """
            0030  00 00 00 00 00 00 00 00  physical_address                      0             bytes
            0038  02                       memory_event_descriptor               2
            0039  03                       memory_event_type                     3             TE state violation
            003a  02                       transaction_type                      2             host write
            003b  18 00        bit 0       channel_valid                         false
            003b               bit 1       rank_valid                            false
            003b               bit 2       device_valid                          false
            003b               bit 3       component_identifier_valid            true
            003b               bit 4       component_identifier_is_pldm          true
            003b               bits 15:5   validity_reserved                     0
            003d  00                       channel                               0
            003e  00                       rank                                  0
            003f  00 00 00                 device                                0
            0042                           component_identifier                  pldm_component_identifier, 16 bytes
            0042  03           bit 0         entity_identifier_valid             true
            0042               bit 1         resource_identifier_valid           true
            0042               bits 7:2      flags_reserved                      0
            0043  12 13 14 15 16 17          entity_identifier                   0x171615141312
            0049  18 19 1a 1b                resource_identifier                 0x1b1a1918
            004d  00 00 00 00 00             reserved11                          0
            0052  03           bit 0       corrected_errors_in_several_components  true
            0052               bit 1       corrected_error_threshold_exceeded    true
            0052               bits 7:2    corrected_error_flags_reserved        0
            0053  04 03 02                 corrected_error_count                 131844
            0056  05                       memory_event_sub_type                 5             media link CRC error
            """,
        string.Join(
            '\n', Dump(
                GeneralMedia, Hex.Zeros(8), "02 03 02", Hex.U16(0b1_1000), Hex.Zeros(5), Component, "03 040302 05",
                Hex.Zeros(41))
                .SkipWhile(l => !l.StartsWith("0030", StringComparison.Ordinal))
                .TakeWhile(l => !l.StartsWith("0057", StringComparison.Ordinal))));

    [Theory]
    [InlineData(0b0_1000)]
    [InlineData(0b1_0000)]
    [InlineData(0)]
    public void A_component_identifier_that_is_not_said_to_be_PLDMs_is_the_vendors(int validity) => Assert.Contains(
        Dump(GeneralMedia, Hex.Zeros(11), Hex.U16(validity), Hex.Zeros(5), Component, Hex.Zeros(46)),
        l => l.EndsWith(" 03121314-1516-1718-191a-1b0000000000", StringComparison.Ordinal));

    [Theory]
    [InlineData(GeneralMedia, 59, 66)]
    [InlineData(Dram, 59, 105)]
    [InlineData(MemoryModule, 67, 69)]
    [InlineData(MemorySparing, 52, 74)]
    public void Every_record_that_names_a_component_may_name_PLDMs(string identifier, int validity, int component)
    {
        byte[] data = new byte[80];
        data[validity - 48] = data[validity - 47] = 0xFF;
        Hex.Bytes(Component).CopyTo(data, component - 48);
        Assert.Contains(
            Dump(identifier, Hex.Text(data)),
            l => l.StartsWith($"{component:x4} ", StringComparison.Ordinal)
                && l.EndsWith(" pldm_component_identifier, 16 bytes", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("77cf92719c02470b9fe4bc7b75f2da97", "Physical Switch")]
    [InlineData("40d2642533964c4da5da3d47263af425", "Virtual Switch")]
    [InlineData("8dc443630c964710b7bf04bb99534c3f", "MLD Port")]
    [InlineData(MemorySparing, "Memory Sparing")]
    public void Identifiers_have_names(string identifier, string name) => Assert.Contains(
        Dump(identifier, Hex.Zeros(80)), l => l.EndsWith($" {name}", StringComparison.Ordinal));

    [Theory]
    [InlineData(GeneralMedia, 57, 6, "CKID violation")]
    [InlineData(GeneralMedia, 58, 7, "internal media error check scrub")]
    [InlineData(GeneralMedia, 58, 8, "media initialization")]
    [InlineData(GeneralMedia, 86, 1, "internal data path error")]
    [InlineData(Dram, 57, 1, "scrub media ECC error")]
    [InlineData(Dram, 57, 5, "advanced programmable CME counter expiration")]
    [InlineData(Dram, 58, 1, "host read")]
    [InlineData(Dram, 126, 4, "media link data training error")]
    [InlineData(MemoryModule, 48, 8, "power management fault")]
    [InlineData(MemoryModule, 85, 3, "unsupported memory media FRU")]
    public void Values_have_names(string identifier, int at, byte value, string name)
    {
        byte[] data = new byte[80];
        data[at - 48] = value;
        string[] lines = Dump(identifier, Hex.Text(data));
        int line = Array.FindIndex(lines, l => l.StartsWith($"{at:x4}  {value:x2} ", StringComparison.Ordinal));

        // A long name goes on the next line.
        Assert.EndsWith($" {name}", lines[line].EndsWith($" {value}", StringComparison.Ordinal)
            ? lines[line + 1] : lines[line], StringComparison.Ordinal);
    }

    /// <summary>A record as 0100h returns it: identifier, an empty header, and what comes behind that.</summary>
    private static string[] Dump(string identifier, params string[] data)
    {
        byte[] record = Hex.Bytes([identifier, "80", Hex.Zeros(31), .. data]);
        Assert.True(FieldNode.TryRead(record, Layouts.OfEventRecord(record), out FieldNode? root, out _));
        return [.. AnnotatedDump.Lines(root!).Select(l => l.ToString())];
    }
}
