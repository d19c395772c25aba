using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Testing;

namespace CxlWire.Examples.Dotnet;

/// <summary>A small driver of a host: it takes what it is offered, and gives back what it is asked for.</summary>
/// <param name="cci">The host's CCI.</param>
internal sealed class SmallDriver(HostClient cci)
{
    private readonly List<Extent> _chain = [];

    /// <summary>What the host may use.</summary>
    public IReadOnlyList<Extent> Held { get; private set; } = [];

    /// <summary>Reads what the host holds from the device: at the start, and whenever it is not sure.</summary>
    public async Task ReadListAsync() => Held = (await cci.GetExtentListAsync()).Extents;

    /// <summary>Reads the Dynamic Capacity log until it is empty, does what the records say, and clears them.</summary>
    public async Task HandleEventsAsync()
    {
        while (await cci.GetDynamicCapacityRecordsAsync() is { Count: > 0 } records)
        {
            foreach (DynamicCapacityEventRecord record in records)
                await HandleAsync(record);
            await cci.ClearDynamicCapacityRecordsAsync(records);
        }
    }

    private async Task HandleAsync(DynamicCapacityEventRecord record)
    {
        if (record.EventType == DynamicCapacityEventType.AddCapacity)
        {
            _chain.Add(record.Extent);
            if (record.More)
                return;
            await cci.AddDynamicCapacityResponseAsync(_chain);
            _chain.Clear();
        }
        else if (record.EventType == DynamicCapacityEventType.ReleaseCapacity)
        {
            await cci.ReleaseDynamicCapacityAsync([record.Extent]);
        }

        await ReadListAsync();
    }
}
