using CxlWire.Protocol.Media;
using CxlWire.Tests;

namespace CxlWire.Golden.Tests;

public class WideBitsDumpTests
{
    [Fact]
    public void Bits_of_eight_bytes_stand_beside_the_first_four()
    {
        byte[] record = Hex.Bytes("03 10 00 00 00 00 00 00", "01 00 00 00", "00 00 00 00");
        Assert.True(FieldNode.TryRead(record, MediaErrorRecord.Layout, out FieldNode? root, out _));
        Assert.Equal(
            """
            media_error_record, 16 bytes: CXL r3.1 8.2.9.9.4.1 Media Error Record
            0000  03 10 00 00  bits 2:0    source                      3           injected
            0004  00 00 00 00
            0000               bits 5:3    address_reserved            0
            0000               bits 63:6   address                     64          64 bytes
            0008  01 00 00 00              length                      1           64 bytes
            000c  00 00 00 00              reserved12                  0
            """,
            string.Join('\n', AnnotatedDump.Lines(root)));
    }
}
