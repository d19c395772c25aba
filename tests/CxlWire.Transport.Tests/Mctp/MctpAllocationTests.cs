using System.Buffers;
using CxlWire.Tests;
using static CxlWire.Tests.SerialLine;

namespace CxlWire.Transport.Tests.Mctp;

public sealed class MctpAllocationTests
{
    [Theory]
    [InlineData("08 0000000148 080000 00000000 0a000000 00000000")]
    [InlineData("08 0000000048 020000 00000000 ff00")]
    [InlineData("07 0000000056 000000 00000000")]
    public async Task A_command_allocates_nothing_from_frame_to_frame(string command)
    {
        await using var rig = new MctpRig();
        byte[] message = Hex(command);
        byte[] line =
        [
            .. Ask(Whole, Convert.ToHexString(message)),
            .. Ask(Start, Convert.ToHexString(message, 0, 5)),
            .. Ask(End | 0x10, Convert.ToHexString(message, 5, message.Length - 5)),
        ];
        byte[] output = new byte[rig.Session.OutputSize];
        int length = 0;
        long allocated = Allocations.Least(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                var unread = new ReadOnlySequence<byte>(line);
                rig.Session.Begin();
                length = rig.Session.Answer(ref unread, output).Length;
            }
        });
        Assert.InRange(length, 2 * 20, output.Length);
        Assert.Equal(0, allocated);
    }
}
