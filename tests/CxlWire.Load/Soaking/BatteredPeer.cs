using CxlWire.Protocol;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Load.Soaking;

/// <summary>Speaks to the host that faults happen to: replies are late, wrong, cut, double, or do not come.</summary>
internal sealed class BatteredPeer(SoakDevice soak, int seed) : Actor(soak, seed)
{
    protected override async Task LiveAsync(CancellationToken stop)
    {
        await using EndpointConnection connection =
            await SoakDevice.ConnectAsync(Soak.Host(SoakDevice.BatteredHost));
        var client = new CciClient(connection);
        try
        {
            for (int i = Random.Next(30); i > 0 && !stop.IsCancellationRequested; i--)
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
                patience.CancelAfter(Random.Next(5, 500));
                await client.SendAsync(client.CreateRequest(Any(out byte[] payload), payload), patience.Token);
                Actions++;
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or OperationCanceledException)
        {
            // As a fault wants it; the next connection begins anew.
        }
    }

    private Opcode Any(out byte[] payload)
    {
        (Opcode opcode, payload) = Random.Next(6) switch
        {
            0 => (Opcode.GetEventRecords, [4]),
            1 => (Opcode.ClearEventRecords, [4, 1, 0, 0, 0, 0]),
            2 => (Opcode.GetDynamicCapacityExtentList, new byte[] { 0xFF, 0, 0, 0, 0, 0, 0, 0 }),
            3 => (Opcode.AddDynamicCapacityResponse, new byte[8]),
            4 => (Opcode.BackgroundOperationStatus, []),
            _ => (Opcode.Identify, []),
        };
        return opcode;
    }
}
