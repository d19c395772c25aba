using CxlWire.Tests;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

/// <summary>The other side of a CCI stream: whole messages, as hexadecimal text.</summary>
internal sealed class Peer(Stream input, Stream output, IAsyncDisposable? connection = null) : IAsyncDisposable
{
    private readonly CancellationToken _deadline = Deadline.Token;

    public static async Task<Peer> ConnectAsync(EndpointAddress address, TimeSpan timeout = default)
    {
        EndpointConnection connection = await EndpointClient.ConnectAsync(address, timeout, Deadline.Token);
        return new Peer(connection.Input.AsStream(), connection.Output.AsStream(), connection);
    }

    public async Task SendAsync(params byte[][] messages)
    {
        await output.WriteAsync(messages.SelectMany(m => m).ToArray(), _deadline);
        await output.FlushAsync(_deadline);
    }

    public async Task SendByteByByteAsync(params byte[][] messages)
    {
        foreach (byte b in messages.SelectMany(m => m))
            await SendAsync([b]);
    }

    public async Task<string> ReceiveAsync()
    {
        byte[] header = new byte[12];
        await input.ReadExactlyAsync(header, _deadline);
        byte[] payload = new byte[header[5] | (header[6] << 8) | ((header[7] & 0x1F) << 16)];
        await input.ReadExactlyAsync(payload, _deadline);
        return Hex.Text([.. header, .. payload]);
    }

    /// <summary>The next messages are these.</summary>
    public async Task ExpectAsync(params byte[][] messages)
    {
        foreach (byte[] message in messages)
            Assert.Equal(Hex.Text(message), await ReceiveAsync());
    }

    /// <summary>All that is still to come.</summary>
    public async Task<byte[]> ReceiveToEndAsync()
    {
        using var bytes = new MemoryStream();
        await input.CopyToAsync(bytes, _deadline);
        return bytes.ToArray();
    }

    /// <summary>There are no more bytes.</summary>
    public async Task ExpectEndAsync() => Assert.Equal(0, await input.ReadAsync(new byte[1], _deadline));

    public async Task AskAsync(byte[] request, params byte[][] replies)
    {
        await SendAsync(request);
        await ExpectAsync(replies);
    }

    /// <summary>A command that no CCI has is answered at once, by any device.</summary>
    public Task PingAsync(int tag) => AskAsync(Message.Request(tag, 0xC000), Message.Response(tag, 0xC000, 3));

    public ValueTask CloseOutputAsync() => output.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
            return;
        }

        await output.DisposeAsync();
        await input.DisposeAsync();
    }
}
