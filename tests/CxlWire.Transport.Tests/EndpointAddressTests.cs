using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

public sealed class EndpointAddressTests
{
    [Theory]
    [InlineData("stdio")]
    [InlineData("unix:/run/cxl.sock")]
    [InlineData("unix:a:b,c")]
    [InlineData("fifo:/tmp/in,/tmp/out")]
    [InlineData("tcp:127.0.0.1:4000")]
    [InlineData("tcp:[::1]:0")]
    [InlineData("pipe:cxl0")]
    [InlineData("fd:3")]
    public void Prints_as_it_parses(string text)
    {
        EndpointAddress address = EndpointAddress.Parse(text);
        Assert.Equal(text, address.ToString());
        Assert.Equal(EndpointAddress.Parse(text), address);
    }

    [Fact]
    public void Localhost_is_the_loopback_address() =>
        Assert.Equal("tcp:127.0.0.1:1", EndpointAddress.Parse("tcp:localhost:1").ToString());

    [Theory]
    [InlineData("", "an endpoint is stdio, unix:PATH, fifo:IN,OUT, tcp:ADDRESS:PORT or pipe:NAME")]
    [InlineData("stdio:", "an endpoint is stdio, unix:PATH, fifo:IN,OUT, tcp:ADDRESS:PORT or pipe:NAME")]
    [InlineData("/run/cxl.sock", "an endpoint is stdio, unix:PATH, fifo:IN,OUT, tcp:ADDRESS:PORT or pipe:NAME")]
    [InlineData("unix:", "unix:PATH needs a path")]
    [InlineData(
        "fifo:/tmp/in",
        "fifo:IN,OUT needs two paths with a comma between them and none in them: of the FIFO that the device reads, "
            + "and of the one that it writes")]
    [InlineData(
        "fifo:a,b,c",
        "fifo:IN,OUT needs two paths with a comma between them and none in them: of the FIFO that the device reads, "
            + "and of the one that it writes")]
    [InlineData("fifo:a,a", "IN and OUT are the same FIFO")]
    [InlineData("tcp:127.0.0.1", "tcp:ADDRESS:PORT needs a port")]
    [InlineData("tcp:127.0.0.1:65536", "'65536' is no port, which is a number up to 65535")]
    [InlineData("tcp:example:1", "'example' is no IP address, nor localhost")]
    [InlineData("tcp:::1:1", "an IPv6 address, and no other, stands in brackets: tcp:[::1]:PORT")]
    [InlineData("tcp:[127.0.0.1]:1", "an IPv6 address, and no other, stands in brackets: tcp:[::1]:PORT")]
    [InlineData("pipe:", "pipe:NAME needs a name, without slashes")]
    [InlineData("pipe:a/b", "pipe:NAME needs a name, without slashes")]
    [InlineData("fd:", "fd:NUMBER needs the number of a descriptor, 3 or more")]
    [InlineData("fd:2", "fd:NUMBER needs the number of a descriptor, 3 or more")]
    [InlineData("fd:-3", "fd:NUMBER needs the number of a descriptor, 3 or more")]
    [InlineData("fd:2147483648", "fd:NUMBER needs the number of a descriptor, 3 or more")]
    public void Anything_else_is_refused_in_a_sentence(string text, string reason)
    {
        Assert.False(EndpointAddress.TryParse(text, out EndpointAddress? address, out string? error));
        Assert.Null(address);
        Assert.Equal($"'{text}' is no endpoint: {reason}.", error);
        Assert.Equal(error, Assert.Throws<FormatException>(() => EndpointAddress.Parse(text)).Message);
    }

    [Fact]
    public void A_path_longer_than_a_socket_address_holds_is_refused()
    {
        Assert.True(EndpointAddress.TryParse("unix:/" + new string('a', 106), out _, out _));
        Assert.False(EndpointAddress.TryParse("unix:/" + new string('ä', 54), out _, out string? error));
        Assert.EndsWith(
            "its path is 109 bytes long, a socket's path has 107 at most.", error, StringComparison.Ordinal);
    }
}
