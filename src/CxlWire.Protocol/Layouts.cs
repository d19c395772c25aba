using CxlWire.Protocol.Events;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Protocol;

/// <summary>
/// Every layout, by the name that JSON files, ksy files and the command line use. The list, and the layouts that are
/// another under a payload's name, fall out of the declarations.
/// </summary>
public static partial class Layouts
{
    /// <summary>0401h, response: the bytes of the log that were asked for.</summary>
    [ListLayout("get_log_response", "CXL r3.1 8.2.9.5.2 Get Log (0401h)", "data", typeof(byte))]
    public static partial Layout GetLogResponse { get; }

    /// <summary>0501h, response: the bytes of the feature that were asked for.</summary>
    [ListLayout("get_feature_response", "CXL r3.1 8.2.9.6.2 Get Feature (0501h)", "data", typeof(byte))]
    public static partial Layout GetFeatureResponse { get; }

    /// <summary>The Command Effects Log, which 0401h returns in part or whole.</summary>
    [ListLayout("command_effects_log", "CXL r3.1 8.2.9.5.2.1 Command Effects Log", "entries", typeof(CelEntry))]
    public static partial Layout CommandEffectsLog { get; }

    /// <summary>4102h, response: the bytes of the label storage area that were asked for.</summary>
    [ListLayout("get_lsa_response", "CXL r3.1 8.2.9.9.2.3 Get LSA (4102h)", "data", typeof(byte))]
    public static partial Layout GetLsaResponse { get; }

    /// <summary>4601h, response: the data that the protocol defines for what was asked.</summary>
    [ListLayout(
        "security_receive_response", "CXL r3.1 8.2.9.9.7.2 Security Receive (4601h)", "data", typeof(byte))]
    public static partial Layout SecurityReceiveResponse { get; }

    /// <summary>The layout of that name; dashes count as underscores.</summary>
    public static bool TryGet(string name, out Layout layout)
    {
        string wanted = name.Replace('-', '_');
        layout = All.FirstOrDefault(l => l.Name == wanted) ?? Layout.Empty;
        return layout.Name == wanted;
    }

    /// <summary>
    /// The layout of a record: that of its identifier where this library knows it, else
    /// <see cref="EventRecord.Layout"/>.
    /// </summary>
    /// <param name="record">At least 16 bytes of an event record.</param>
    public static Layout OfEventRecord(ReadOnlySpan<byte> record)
    {
        var identifier = new EventRecordIdentifier(Uuid.Read(record));
        return identifier == EventRecordIdentifier.DynamicCapacity ? DynamicCapacityEventRecord.Layout
            : identifier == EventRecordIdentifier.GeneralMedia ? GeneralMediaEventRecord.Layout
            : identifier == EventRecordIdentifier.Dram ? DramEventRecord.Layout
            : identifier == EventRecordIdentifier.MemoryModule ? MemoryModuleEventRecord.Layout
            : identifier == EventRecordIdentifier.MemorySparing ? MemorySparingEventRecord.Layout
            : EventRecord.Layout;
    }
}
