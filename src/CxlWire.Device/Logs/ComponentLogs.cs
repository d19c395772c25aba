using CxlWire.Device.Configuration;
using CxlWire.Device.State;
using CxlWire.Protocol;

namespace CxlWire.Device.Logs;

/// <summary>
/// The logs that 0400h lists on a CCI: the Command Effects Log, and those that hold what they were last populated with
/// (V1). They are the CCI's own: a host reads nothing of another's.
/// </summary>
/// <param name="effectsLog">The Command Effects Log.</param>
/// <param name="policy">Whether there are others.</param>
internal sealed class ComponentLogs(ReadOnlyMemory<byte> effectsLog, QemuPolicy policy)
{
    // Of 64 hosts and 8 regions there is far less to tell.
    private const int MaxLength = 1 << 20;

    private static readonly LogIdentifier[] _identifiers =
    [
        LogIdentifier.CommandEffectsLog, LogIdentifier.VendorDebugLog, LogIdentifier.ComponentStateDumpLog,
    ];

    private byte[] _vendorDebug = [];
    private byte[] _stateDump = [];

    /// <summary>Identifiers of the logs, in the order in which they are listed.</summary>
    public ReadOnlySpan<LogIdentifier> Identifiers =>
        policy.HasFurtherLogs ? _identifiers : _identifiers.AsSpan(0, 1);

    /// <summary>Whether there is such a log.</summary>
    public bool Has(LogIdentifier identifier) => Identifiers.Contains(identifier);

    /// <summary>Whether there is such a log, and it can be cleared and populated.</summary>
    public bool CanPopulate(LogIdentifier identifier) =>
        Has(identifier) && identifier != LogIdentifier.CommandEffectsLog;

    /// <summary>What a log holds; there is such a one.</summary>
    public ReadOnlySpan<byte> Read(LogIdentifier identifier) =>
        identifier == LogIdentifier.CommandEffectsLog ? effectsLog.Span
        : identifier == LogIdentifier.VendorDebugLog ? _vendorDebug
        : _stateDump;

    /// <summary>Has a log hold nothing; it can be cleared.</summary>
    public void Clear(LogIdentifier identifier) => Populate(identifier, []);

    /// <summary>Has a log hold what there is to tell now; it can be populated.</summary>
    public void Populate(LogIdentifier identifier, byte[] log)
    {
        if (identifier == LogIdentifier.VendorDebugLog)
            _vendorDebug = log;
        else
            _stateDump = log;
    }

    /// <summary>Writes what was populated, or takes something else in its place.</summary>
    public void Exchange(StateArchive state)
    {
        _vendorDebug = state.Bytes("vendor_debug", _vendorDebug, MaxLength);
        _stateDump = state.Bytes("component_state_dump", _stateDump, MaxLength);
    }
}
