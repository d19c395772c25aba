using System.Text;
using CxlWire.Device;
using CxlWire.Protocol;
using CxlWire.Protocol.Events;

namespace CxlWire.Control.Commands;

/// <summary>
/// What the three commands that inject an event record have in common: where it goes, its common header
/// (CXL r3.1 8.2.9.2.1), and how it gets into its log.
/// </summary>
internal static class EventInjection
{
    private static readonly string[] _logs = ["informational", "warning", "failure", "fatal"];

    public static Target ReadTarget(QmpArguments arguments) => new(
        HostId: arguments.OptionalUInt16("host-id") ?? 0,
        Log: new EventLogType((byte)arguments.Enumeration("log", _logs)));

    /// <summary>
    /// The header. <c>flags</c> are the record's as they are on the wire, 24 bits, but for the severity: that
    /// is the log's. A field that is given is valid.
    /// </summary>
    public static EventRecordHeader ReadHeader(
        QmpArguments arguments, EventLogType log, EventRecordIdentifier identifier)
    {
        uint flags = arguments.UInt32("flags");
        byte? subclass = arguments.OptionalUInt8("maint-op-subclass");
        ushort? ldId = arguments.OptionalUInt16("ld-id");
        byte? headId = arguments.OptionalUInt8("head-id");
        return new EventRecordHeader
        {
            EventRecordIdentifier = identifier,
            RecordLength = EventRecord.Size,
            Severity = new EventSeverity(log.Value),
            PermanentCondition = (flags & 0x4) != 0,
            MaintenanceNeeded = (flags & 0x8) != 0,
            PerformanceDegraded = (flags & 0x10) != 0,
            HardwareReplacementNeeded = (flags & 0x20) != 0,
            MaintenanceOperationSubclassValid = subclass is not null || (flags & 0x40) != 0,
            LdIdValid = ldId is not null || (flags & 0x80) != 0,
            HeadIdValid = headId is not null || (flags & 0x100) != 0,
            FlagsReserved = (ushort)((flags >> 9) & 0x7FFF),
            MaintenanceOperationClass = arguments.OptionalUInt8("maint-op-class") ?? 0,
            MaintenanceOperationSubclass = subclass ?? 0,
            LdId = ldId ?? 0,
            HeadId = headId ?? 0,
        };
    }

    /// <summary>
    /// The component identifier. As in QEMU: text, of which at most 15 bytes are kept, so that a zero always ends it,
    /// whose format counts only where there is one.
    /// </summary>
    public static ComponentIdentifier ReadComponentIdentifier(QmpArguments arguments)
    {
        string? text = arguments.OptionalText("component-id");
        bool isPldm = arguments.OptionalBoolean("is-comp-id-pldm");
        byte[] utf8 = Encoding.UTF8.GetBytes(text ?? "");
        Span<byte> identifier = stackalloc byte[Uuid.Size];
        identifier.Clear();
        utf8.AsSpan(0, Math.Min(utf8.Length, Uuid.Size - 1)).CopyTo(identifier);
        return new ComponentIdentifier(text is not null, text is not null && isPldm, Uuid.Read(identifier));
    }

    /// <summary>
    /// What is known of corrected errors. QEMU keeps the low 24 bits of the count; what it would cut is refused here.
    /// </summary>
    /// <param name="arguments">Of the command.</param>
    /// <param name="countName">What the command calls the count.</param>
    public static CorrectedErrors ReadCorrectedErrors(QmpArguments arguments, string countName)
    {
        byte flags = arguments.OptionalUInt8("cme-ev-flags") ?? 0;
        return new CorrectedErrors(
            (flags & 1) != 0, (flags & 2) != 0, (byte)(flags >> 2), arguments.OptionalUInt24(countName) ?? 0);
    }

    /// <summary>QEMU demands it. It came later than the other arguments, so here it may be absent.</summary>
    public static byte ReadSubType(QmpArguments arguments) => arguments.OptionalUInt8("sub-type") ?? 0;

    /// <summary>A row of the command table.</summary>
    public static QmpCommand Row(string name, Func<QmpArguments, Injection> read) =>
        QmpCommand.OnDevice(name, read, Execute, FindDevice);

    /// <summary>Appends the record. One that finds its log full is lost and counted (E6); QMP is not told.</summary>
    private static void Execute(QmpCall call, CxlDevice device, Injection injection)
    {
        Host host = DynamicCapacityArguments.FindHost(device, injection.Target.HostId);
        host.Cci.Logs[injection.Target.Log.Value].Append(injection.Record);
    }

    // As QEMU's commands of this kind complain.
    public static CxlDevice FindDevice(QomTree tree, string path) =>
        tree.Find(path, out _) is not { } node
            ? throw QmpException.Generic($"Unable to resolve path: {tree.Instead(path)}")
            : node.Device
                ?? throw QmpException.Generic($"Path does not point to a CXL type 3 device: {tree.Instead(path)}");

    /// <summary>Whose log a record goes to, and which.</summary>
    public sealed record Target(ushort HostId, EventLogType Log);

    /// <summary>Bytes that name a component, and what the validity flags say of them.</summary>
    public readonly record struct ComponentIdentifier(bool Valid, bool IsPldm, Uuid Value);

    /// <summary>Corrected memory errors: the flags, bit by bit, and the count of 24 bits.</summary>
    public readonly record struct CorrectedErrors(
        bool InSeveralComponents, bool ThresholdExceeded, byte FlagsReserved, uint Count);

    /// <param name="Target">Where it goes.</param>
    /// <param name="Record">The record, 128 bytes, without handle and timestamp.</param>
    public sealed record Injection(Target Target, byte[] Record);
}
