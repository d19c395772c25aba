using CxlWire.Device.State;
using CxlWire.Protocol.Qos;

namespace CxlWire.Device.Qos;

/// <summary>How the device is to tell of its load (J1, J2).</summary>
internal sealed class QosTelemetry
{
    private static readonly SldQosControl _default = new()
    {
        EgressModeratePercentage = 10,
        EgressSeverePercentage = 25,
        BackpressureSampleInterval = 8,
    };

    /// <summary>What 4701h set last.</summary>
    public SldQosControl Control { get; set; } = _default;

    /// <summary>J2: what was set is forgotten.</summary>
    public void Reset() => Control = _default;

    /// <summary>Writes it, or takes another one in its place.</summary>
    public void Exchange(StateArchive state)
    {
        byte[] bytes = new byte[SldQosControl.Size], first = new byte[SldQosControl.Size];
        Control.TryWrite(bytes);
        _default.TryWrite(first);
        bytes = state.Bytes("control", Control == _default ? [] : bytes, SldQosControl.Size);
        Control = SldQosControl.TryRead(bytes.Length == 0 ? first : bytes, out SldQosControl control, out _)
            ? control : throw state.Error("control", $"not {SldQosControl.Size} bytes");
    }
}
