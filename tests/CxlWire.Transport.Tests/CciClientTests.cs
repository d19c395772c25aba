using System.IO.Pipelines;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Tests;

namespace CxlWire.Transport.Tests;

/// <summary>The requester's side: the bytes of what it asks.</summary>
public sealed class CciClientTests
{
    private readonly CciClient _client;

    public CciClientTests()
    {
        var pipe = new Pipe();
        _client = new CciClient(new Loop(pipe.Reader, pipe.Writer));
    }

    [Theory]
    [InlineData(0, "000000")]
    [InlineData(0xFFFFF, "ffff0f")]
    [InlineData(0x100000, "000010")]
    [InlineData(CciHeader.MaxPayloadLength, "ffff1f")]
    public void A_request_says_how_long_its_payload_is(int length, string said)
    {
        byte[] request = _client.CreateRequest(Opcode.SetLsa, new byte[length]);
        Assert.Equal(Hex.Text(Hex.Bytes("00 00 00 03 41", said, "0000 0000")), Hex.Text(request.AsSpan(0, 12)));
        Assert.Equal(12 + length, request.Length);
    }

    [Fact]
    public void A_payload_that_no_header_can_tell_is_not_cut_short()
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _client.CreateRequest(Opcode.SetLsa, new byte[CciHeader.MaxPayloadLength + 1]));
    }

    private sealed record Loop(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
