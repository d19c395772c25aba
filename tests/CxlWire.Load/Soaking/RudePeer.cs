using System.Net.Sockets;
using System.Text;

namespace CxlWire.Load.Soaking;

/// <summary>
/// Who sends half a message and leaves, speaks byte by byte, asks without ever reading, or says nothing: on any of the
/// device's sockets. It expects nothing.
/// </summary>
internal sealed class RudePeer(SoakDevice soak, int seed) : Actor(soak, seed)
{
    private static readonly byte[] _extentList =
        [0, 1, 0, 0x01, 0x48, 8, 0, 0, 0, 0, 0, 0, 0xFF, 0, 0, 0, 0, 0, 0, 0];

    private static readonly byte[] _query = Encoding.ASCII.GetBytes(
        "{\"execute\":\"qmp_capabilities\"}\n" + string.Concat(Enumerable.Repeat(
            "{\"execute\":\"x-cxlwire-query-dynamic-capacity\","
                + "\"arguments\":{\"path\":\"/machine/peripheral/cxl-dcd0\"}}\n", 40)));

    private static readonly byte[] _version = [1, 0, 1, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    protected override async Task LiveAsync(CancellationToken stop)
    {
        string path = Soak.AnySocket(Random);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        enough.CancelAfter(TimeSpan.FromMilliseconds(Random.Next(1, 1500)));
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), enough.Token);
            byte[] sensible = path == Soak.Control ? _query
                : path.Contains("function", StringComparison.Ordinal) ? [.. _version, .. Register()]
                : [.. Enumerable.Repeat(_extentList, 200).SelectMany(bytes => bytes)];
            await SpeakAsync(socket, sensible, enough.Token);
            Actions++;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // Closed by the device, or it has had enough.
        }
    }

    private async Task SpeakAsync(Socket socket, byte[] sensible, CancellationToken enough)
    {
        switch (Random.Next(5))
        {
            case 0:
                await socket.SendAsync(sensible.AsMemory(0, Random.Next(sensible.Length)), enough);
                break;
            case 1:
                foreach (byte one in sensible.Take(200))
                    await socket.SendAsync(new[] { one }, enough);
                break;
            case 2:
                await socket.SendAsync(Bytes(Random.Next(4096)), enough);
                break;
            case 3:
                await Task.Delay(Timeout.Infinite, enough);
                break;
            default:
                while (true)
                    await socket.SendAsync(sensible, enough);
        }
    }

    /// <summary>A register, read or written, of any region of the function.</summary>
    private byte[] Register()
    {
        byte[] data = Bytes(8);
        byte[] access = [
            .. BitConverter.GetBytes((ulong)Random.Next(0x200) * 8), .. BitConverter.GetBytes(Random.Next(9)),
            8, 0, 0, 0];
        return Random.Next(2) == 0
            ? [2, 0, 9, 0, 32, 0, 0, 0, .. new byte[8], .. access]
            : [2, 0, 10, 0, 40, 0, 0, 0, .. new byte[8], .. access, .. data];
    }
}
