using CxlWire.Device.Journal;
using CxlWire.Device.State;
using CxlWire.Protocol;

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

    /// <summary>Writes them, or takes others in their place.</summary>
    internal void Exchange(StateArchive state)
    {
        long count = (long)state.Number("refusal_count", (ulong)Count, long.MaxValue);
        var refusals = state.List("refusals", Newest, Exchange, Capacity);
        if (!state.IsReading)
            return;
        if (count < refusals.Count() || refusals.Count() != Math.Min(count, Capacity))
        {
            throw state.Error(
                "refusal_count", $"V3: not as many as there are, of which the newest {Capacity} are kept");
        }

        (_ring, Count) = (count == 0 ? [] : new RefusedCommand[Capacity], count - refusals.Count());
        foreach ((RefusedCommand refused, _) in refusals)
            _ring[Count % Capacity] = refused with { Number = ++Count };
    }

    private static RefusedCommand Exchange(StateArchive state, RefusedCommand refused)
    {
        Refusal? why = refused.Refusal;
        bool isManagers = state.Flag("fabric_manager", refused is { Number: > 0, HostId: null });
        int host = state.Number("host", refused.HostId ?? 0, ushort.MaxValue);
        var route = (CommandRoute)state.Number("route", (int)refused.Route, (int)CommandRoute.Tunnel);
        var opcode = new Opcode((ushort)state.Number("opcode", refused.Opcode.Value, ushort.MaxValue));
        var code = new ReturnCode((ushort)state.Number("return_code", why?.Code.Value ?? 0, ushort.MaxValue));
        string? rule = state.Text("rule", why?.Rule);
        string field = state.Text("field", why?.Field) ?? "";
        bool hasOffset = state.Flag("has_offset", why?.Offset is not null);
        int offset = state.Number("offset", why?.Offset ?? 0);
        string reason = state.Text("reason", why?.Reason) ?? "";
        return new RefusedCommand(
            0, isManagers ? null : host, route, opcode,
            new Refusal(code, rule, field, hasOffset ? offset : null, reason));
    }
}
