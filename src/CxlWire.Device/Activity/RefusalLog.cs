namespace CxlWire.Device.Activity;

/// <summary>
/// The newest refusals of a device, and how many there have been. To be used with the device's gate held.
/// </summary>
public sealed class RefusalLog
{
    /// <summary>Refusals that are kept: the newest.</summary>
    public const int Capacity = 256;

    // Made for the first one: many devices refuse nothing.
    private RefusedCommand[] _ring = [];

    /// <summary>Refusals since the device was made.</summary>
    public long Count { get; private set; }

    /// <summary>Those that are kept, oldest first.</summary>
    public IEnumerable<RefusedCommand> Newest
    {
        get
        {
            for (long number = Math.Max(0, Count - Capacity); number < Count; number++)
                yield return _ring[number % Capacity];
        }
    }

    /// <summary>Keeps one, in place of the oldest; nothing is allocated once there has been one.</summary>
    internal RefusedCommand Add(in ExecutedCommand command, Refusal refusal)
    {
        if (Count == 0)
            _ring = new RefusedCommand[Capacity];
        var refused = new RefusedCommand(Count + 1, command.HostId, command.Route, command.Opcode, refusal);
        _ring[Count++ % Capacity] = refused;
        return refused;
    }
}
