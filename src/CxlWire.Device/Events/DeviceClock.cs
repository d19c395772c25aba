using CxlWire.Device.State;

namespace CxlWire.Device.Events;

/// <summary>The timestamp of one CCI: 0 until set, then it runs with the injected clock (E10).</summary>
internal sealed class DeviceClock(TimeProvider time)
{
    private long _setAt;
    private ulong _setTo;
    private bool _isSet;

    /// <summary>Nanoseconds since 1970-01-01 UTC as the setter sees them, or 0.</summary>
    public ulong Now => _isSet ? At(time.GetTimestamp()) : 0;

    /// <summary>Writes what time it is, or has another time run on from now.</summary>
    public void Exchange(StateArchive state)
    {
        bool isSet = state.Flag("timestamp_set", _isSet);
        ulong now = state.Number("timestamp", Now);
        if (state.IsReading)
            (_setTo, _setAt, _isSet) = (now, time.GetTimestamp(), isSet);
    }

    public void Set(ulong nanoseconds)
    {
        (_setTo, _setAt, _isSet) = (nanoseconds, time.GetTimestamp(), true);
    }

    /// <summary>
    /// What <see cref="Now"/> was at a timestamp of the injected clock; before it was set: what it was set to.
    /// </summary>
    public ulong At(long timestamp)
    {
        if (!_isSet)
            return 0;
        ulong ticks = (ulong)Math.Max(timestamp - _setAt, 0);
        return unchecked(_setTo + (ulong)((UInt128)ticks * 1_000_000_000 / (ulong)time.TimestampFrequency));
    }
}
