using CxlWire.Device.Events;
using CxlWire.Device.Features;
using CxlWire.Device.Registers;
using CxlWire.Device.State;
using CxlWire.Protocol;
using CxlWire.Protocol.Events;
using CxlWire.Protocol.Features;
using CxlWire.Protocol.Maintenance;

namespace CxlWire.Device.Maintenance;

/// <summary>A feature that has a maintenance operation (0600h), and the spare resources that this one uses.</summary>
internal abstract class RepairFeature : Feature
{
    private readonly ushort _spares;
    private int _usedSoft;
    private int _usedHard;

    /// <summary>A feature all of whose spares are left.</summary>
    protected RepairFeature(
        FeatureIdentifier identifier, byte[] value, MaintenanceClass operationClass, byte subclass, ushort spares)
        : base(value)
    {
        Identifier = identifier;
        OperationClass = operationClass;
        OperationSubclass = subclass;
        _spares = spares;
    }

    /// <summary>How long an operation takes; 5 where 0501h tells it.</summary>
    public static TimeSpan Duration => TimeSpan.FromMilliseconds(100);

    public override FeatureIdentifier Identifier { get; }

    /// <summary>Class of its operation.</summary>
    public MaintenanceClass OperationClass { get; }

    /// <summary>Subclass of it.</summary>
    public byte OperationSubclass { get; }

    /// <summary>Spare resources that are left.</summary>
    public ushort Available => (ushort)(_spares - _usedSoft - _usedHard);

    /// <summary>What 0501h tells of <see cref="Duration"/>.</summary>
    protected static byte MaxLatency => 5;

    /// <summary>Uses a spare; there is one.</summary>
    /// <param name="hard">Whether it stays used with the power off.</param>
    public void Use(bool hard)
    {
        if (hard)
            _usedHard++;
        else
            _usedSoft++;
    }

    /// <inheritdoc/>
    public override void Exchange(StateArchive state)
    {
        base.Exchange(state);
        _usedSoft = state.Number("used_soft", _usedSoft, _spares);
        _usedHard = state.Number("used_hard", _usedHard, _spares - _usedSoft);
    }

    /// <inheritdoc/>
    public override void Reset(ResetKind kind)
    {
        base.Reset(kind);
        if (kind == ResetKind.PowerOn)
            _usedSoft = 0;
    }

    /// <summary>Appends a record that tells of the operation (M4).</summary>
    /// <param name="log">The informational log of the host that asked for it.</param>
    /// <param name="what">Where it was; the rest is filled in.</param>
    public void Tell(EventLog log, MemorySparingEventRecord what)
    {
        Span<byte> record = stackalloc byte[MemorySparingEventRecord.Size];
        (what with
        {
            Header = new EventRecordHeader
            {
                EventRecordIdentifier = EventRecordIdentifier.MemorySparing,
                RecordLength = EventRecord.Size,
                Severity = EventSeverity.Informational,
                MaintenanceOperationSubclassValid = true,
                MaintenanceOperationClass = OperationClass.Value,
                MaintenanceOperationSubclass = OperationSubclass,
            },
            MaintenanceOperationClass = OperationClass.Value,
            MaintenanceOperationSubclass = OperationSubclass,
            SpareResourcesAvailable = Available,
        }).TryWrite(record);
        log.Append(record);
    }
}
