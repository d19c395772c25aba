using CxlWire.Device.Features;
using CxlWire.Protocol.Features;
using CxlWire.Protocol.Maintenance;

namespace CxlWire.Device.Maintenance;

/// <summary>sPPR or hPPR: records are off at first, and the device begins no operation of its own accord.</summary>
internal sealed class PostPackageRepair(FeatureIdentifier identifier, byte subclass, ushort spares)
    : RepairFeature(identifier, [0, 0, 0], MaintenanceClass.PostPackageRepair, subclass, spares)
{
    private const int RepairModeIndex = 2;

    public override byte Version => 3;

    public override int GetSize => PostPackageRepairReadable.Size;

    /// <summary>Whether a repair stays with the power off.</summary>
    public bool IsHard => Identifier == FeatureIdentifier.HardPostPackageRepair;

    /// <summary>Whether records tell of repairs.</summary>
    public bool HasRecords => Value(CopyWritable()).SparingRecords;

    public override FeatureFlaw? Check(ReadOnlySpan<byte> writable)
    {
        PostPackageRepairWritable wanted = Value(writable);
        if (wanted.DeviceInitiated)
            return new FeatureFlaw(0, "the device begins no operation of its own accord");
        return wanted.DeviceInitiatedAtBoot
            ? new FeatureFlaw(RepairModeIndex, "the device begins no operation when it starts")
            : null;
    }

    protected override void Encode(ReadOnlySpan<byte> writable, Span<byte> readable) => new PostPackageRepairReadable
    {
        MaxLatency = MaxLatency,
        OperationClass = OperationClass.Value,
        OperationSubclass = OperationSubclass,
        DpaSupported = true,
        NibbleMaskSupported = true,
        SparingRecordsCapable = true,
        SparingRecords = Value(writable).SparingRecords,
    }.TryWrite(readable);

    private static PostPackageRepairWritable Value(ReadOnlySpan<byte> writable)
    {
        PostPackageRepairWritable.TryRead(writable, out PostPackageRepairWritable value, out _);
        return value;
    }
}
