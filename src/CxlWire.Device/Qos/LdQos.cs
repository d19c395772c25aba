using CxlWire.Device.State;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Qos;

/// <summary>
/// What the Fabric Manager wants of the hosts' bandwidth: telemetry, and each logical device's share (U4, U6, U7).
/// </summary>
internal sealed class LdQos
{
    /// <summary>256 of 256: all of the bandwidth.</summary>
    public const int All = 256;

    private static readonly QosControl _default = new()
    {
        EgressModeratePercentage = 10,
        EgressSeverePercentage = 25,
        BackpressureSampleInterval = 8,
        CompletionCollectionInterval = 64,
    };

    private readonly byte[] _allocated;
    private readonly byte[] _limits;

    /// <summary>Nothing is enabled, allocated or limited.</summary>
    /// <param name="lds">Logical devices.</param>
    public LdQos(int lds)
    {
        _allocated = new byte[lds];
        _limits = new byte[lds];
    }

    /// <summary>Telemetry and its thresholds.</summary>
    public QosControl Control { get; set; } = _default;

    /// <summary>Of all bandwidth, what each logical device may count on: n of <see cref="All"/>.</summary>
    public Span<byte> Allocated => _allocated;

    /// <summary>Of all bandwidth, what each logical device has at most: n of <see cref="All"/>, 0: no limit.</summary>
    public Span<byte> Limits => _limits;

    /// <summary>Writes it, or takes another one in its place.</summary>
    public void Exchange(StateArchive state)
    {
        byte[] bytes = new byte[QosControl.Size], first = new byte[QosControl.Size];
        Control.TryWrite(bytes);
        _default.TryWrite(first);
        bytes = state.Bytes("control", Control == _default ? [] : bytes, QosControl.Size);
        Control = QosControl.TryRead(bytes.Length == 0 ? first : bytes, out QosControl control, out _)
            ? control : throw state.Error("control", $"not {QosControl.Size} bytes");
        state.Bytes("allocated", _allocated, _allocated.Length, _allocated.Length).CopyTo(_allocated, 0);
        state.Bytes("limits", _limits, _limits.Length, _limits.Length).CopyTo(_limits, 0);
    }
}
