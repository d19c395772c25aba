using CxlWire.Device;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Dcd;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Load.Soaking;

/// <summary>Who speaks over a CCI stream, and takes nothing but whole replies of the right layout.</summary>
internal abstract class CciActor(SoakDevice soak, int seed, string path) : Actor(soak, seed)
{
    private CciClient? _client;

    protected static ulong Block => 2 << 20;

    protected sealed override async Task LiveAsync(CancellationToken stop)
    {
        await using EndpointConnection connection = await SoakDevice.ConnectAsync(path);
        _client = new CciClient(connection);
        for (int i = Random.Next(200); i > 0 && !stop.IsCancellationRequested; i--)
            await ActAsync();
    }

    protected abstract Task ActAsync();

    /// <summary>Asks, and checks the reply.</summary>
    /// <returns>The payload; null: refused.</returns>
    protected async Task<byte[]?> AskAsync(Opcode opcode, byte[] payload)
    {
        using var patience = new CancellationTokenSource(Patience);
        byte[] reply = (await _client!.SendAsync(_client.CreateRequest(opcode, payload), patience.Token))[^1];
        CciHeader.TryRead(reply.AsSpan(0, CciHeader.Size), out CciHeader header, out _);
        Actions++;
        if (header.ReturnCode != ReturnCode.Success)
        {
            return reply.Length == CciHeader.Size ? null
                : throw new InvalidDataException($"{this}: {opcode}: {header.ReturnCode} with a payload");
        }

        ReadOnlySpan<byte> body = reply.AsSpan(CciHeader.Size);
        if (CommandTable.TryGet(opcode, out CommandRow row) && !row.Response.TryCheck(body, out LayoutError error))
            throw new InvalidDataException($"{this}: {opcode}: {error}");
        return body.ToArray();
    }

    /// <summary>Several requests at once; the replies come in their order.</summary>
    protected async Task AskInABurstAsync(Opcode opcode, byte[] payload)
    {
        byte[][] requests = [.. Enumerable.Range(0, 32).Select(_ => _client!.CreateRequest(opcode, payload))];
        using var patience = new CancellationTokenSource(Patience);
        Task<IReadOnlyList<byte[]>> last = _client!.SendAsync(
            [.. requests.SelectMany(request => request)], patience.Token);
        foreach (byte[] request in requests)
        {
            byte[] reply = request == requests[0] ? (await last)[^1] : await _client.ReadAsync(patience.Token);
            while (reply[0] == 0)
                reply = await _client.ReadAsync(patience.Token);
            if (reply[1] != request[1] || !reply.AsSpan(3, 2).SequenceEqual(request.AsSpan(3, 2)))
                throw new InvalidDataException($"{this}: the reply to {request[1]} is {reply[1]}'s");
            Actions++;
        }
    }

    /// <summary>An address of a region, or some way off.</summary>
    protected ulong AnyDpa(Region region) =>
        region.Configuration.BaseDpa + (((ulong)Random.Next(24) * Block) + (Random.Next(40) == 0 ? 64ul : 0));

    protected Region AnyRegion() => Soak.Device.Regions[Random.Next(Soak.Device.Regions.Count)];

    protected Tag AnyTag() => new(new Uuid(0, (ulong)Random.Next(7)));

    protected static byte[] Ranges(IReadOnlyCollection<UpdatedExtent> ranges, bool more = false)
    {
        byte[] payload = new byte[UpdatedExtentList.Size + (ranges.Count * UpdatedExtent.Size)];
        new UpdatedExtentList { Count = (uint)ranges.Count, More = more }.TryWrite(payload);
        int at = UpdatedExtentList.Size;
        foreach (UpdatedExtent range in ranges)
        {
            range.TryWrite(payload.AsSpan(at));
            at += UpdatedExtent.Size;
        }

        return payload;
    }
}
