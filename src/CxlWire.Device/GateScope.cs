using System.Diagnostics;

namespace CxlWire.Device;

/// <summary>A turn in the gate of a device (<see cref="CxlDevice.Enter"/>); disposing it leaves the gate.</summary>
public ref struct GateScope
{
    private readonly GateWatch? _watch;
    private readonly long _start;
    private Lock.Scope _gate;

    internal GateScope(Lock.Scope gate, GateWatch? watch)
    {
        _gate = gate;
        _watch = watch;
        _start = watch is null ? 0 : Stopwatch.GetTimestamp();
    }

    /// <summary>Leaves the gate.</summary>
    public void Dispose()
    {
        _watch?.EndTurn(_start);
        _gate.Dispose();
    }
}
