using CxlWire.Device;
using CxlWire.Tests;
using Microsoft.Extensions.Logging;

namespace CxlWire.Transport.Tests;

public sealed class SecretLogTests
{
    [Theory]
    [InlineData(0x4503, false)]
    [InlineData(0x4102, true)]
    public async Task K8_a_trace_line_of_a_tunnel_shows_its_payload_where_no_passphrase_goes_through(
        int opcode, bool isShown)
    {
        var log = new ListLogger { Minimum = LogLevel.Trace };
        CxlDevice device = TestDevice.Create();
        await using var link = new InProcessLink(new CciServer(device, device.FabricManager.Cci, log));
        byte[] inner = Message.Request(5, opcode, new string('c', 64));
        await link.Peer.SendAsync(
            Message.Request(6, 0x5300, "0000", Hex.U16(inner.Length), Hex.Text(inner)));
        await link.Peer.ReceiveAsync();
        string line = Assert.Single(log.Lines, l => l.StartsWith("Trace", StringComparison.Ordinal));
        Assert.Contains("Tunnel Management Command (5300h), tag 6, 48 bytes", line, StringComparison.Ordinal);
        Assert.Equal(isShown, line.Contains("cccc", StringComparison.Ordinal));
    }
}
