using CxlWire.Tests;

namespace CxlWire.Golden.Tests;

/// <summary>Messages in short.</summary>
public sealed class BriefDumpTests
{
    [Fact]
    public void What_tells_nothing_is_left_out_and_what_is_wrong_is_not() => Assert.Equal(
        """
        0000  01           bits 3:0    category                    1           response
        0001  07                       message_tag                 7
        0003  01 48                    opcode                      0x4801      Get Dynamic Capacity Extent List
        0005  38 00 00     bits 20:0   payload_length              56          bytes
        0008  00 00                    return_code                 0           Success
        000c  01 00 00 00              returned                    1
        0010  01 00 00 00              total                       1
        0014  03 00 00 00              generation                  3
        001c                           extents[0]                  extent, 40 bytes
        001c  00 00 00 10 00 00 00 00    start_dpa                 0x10000000  bytes = 256 MiB
        0024  00 00 00 08 00 00 00 00    length                    134217728   bytes = 128 MiB
        002c  5b e1 3c e4 7e 8d 4d d2    tag                       5be13ce4-7e8d-4dd2-a5a3-3e5bfa5a5f01
        0034  a5 a3 3e 5b fa 5a 5f 01
        003c  02 00                      shared_extent_sequence    2
        003e  00 00 00 00 00 01          reserved34                |......|    reserved, not 0
        """,
        InShort(Samples.ExtentListResponse));

    [Fact]
    public void Bits_behind_reserved_ones_have_their_bytes()
    {
        string[] lines = InShort(File.ReadAllBytes(Repository.PathOf(
            "fixtures", "messages", "5601_get_host_dc_region_configuration", "response_typical.bin"))).Split('\n');
        Assert.Contains(
            lines,
            line => line.StartsWith("0030  00           bit 2         non_volatile ", StringComparison.Ordinal));
    }

    private static string InShort(byte[] message)
    {
        Assert.True(new CciMessageReader(message).TryRead(out CciMessage? read));
        return string.Join('\n', AnnotatedDump.BriefLines(read).Select(line => line.ToString()));
    }
}
