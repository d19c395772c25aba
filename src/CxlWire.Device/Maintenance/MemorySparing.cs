using CxlWire.Device.Features;
using CxlWire.Protocol.Events;
using CxlWire.Protocol.Features;
using CxlWire.Protocol.Maintenance;

namespace CxlWire.Device.Maintenance;

/// <summary>Memory sparing of one unit, soft and hard, safe in use; the device begins none of its own accord.</summary>
internal sealed class MemorySparing(FeatureIdentifier identifier, SparingUnit unit, ushort spares)
    : RepairFeature(identifier, [0, 0], MaintenanceClass.MemorySparing, (byte)unit, spares)
{
    public override int GetSize => MemorySparingReadable.Size;

    public override FeatureFlaw? Check(ReadOnlySpan<byte> writable)
    {
        MemorySparingWritable.TryRead(writable, out MemorySparingWritable wanted, out _);
        return wanted.DeviceInitiated
            ? new FeatureFlaw(0, "the device begins no operation of its own accord")
            : null;
    }

    /// <summary>Where an operation is, as a record tells it: of what is asked for, what its unit has.</summary>
    public MemorySparingEventRecord Describe(in MemorySparingParameters wanted)
    {
        bool hasBank = unit <= SparingUnit.Bank;
        bool hasRow = unit <= SparingUnit.Row;
        bool hasColumn = unit == SparingUnit.Cacheline;
        bool hasSubChannel = hasColumn && wanted.SubChannelValid;
        return new MemorySparingEventRecord
        {
            QueryResources = wanted.QueryResources,
            HardSparing = wanted.HardSparing,
            ChannelValid = true,
            RankValid = true,
            NibbleMaskValid = wanted.NibbleMaskValid,
            BankGroupValid = hasBank,
            BankValid = hasBank,
            RowValid = hasRow,
            ColumnValid = hasColumn,
            SubChannelValid = hasSubChannel,
            Channel = wanted.Channel,
            Rank = wanted.Rank,
            NibbleMask = wanted.NibbleMaskValid ? wanted.NibbleMask : 0,
            BankGroup = hasBank ? wanted.BankGroup : (byte)0,
            Bank = hasBank ? wanted.Bank : (byte)0,
            Row = hasRow ? wanted.Row : 0,
            Column = hasColumn ? wanted.Column : (ushort)0,
            SubChannel = hasSubChannel ? wanted.SubChannel : (byte)0,
        };
    }

    protected override void Encode(ReadOnlySpan<byte> writable, Span<byte> readable) => new MemorySparingReadable
    {
        MaxLatency = MaxLatency,
        OperationClass = OperationClass.Value,
        OperationSubclass = OperationSubclass,
        HardSparingSupported = true,
        SoftSparingSupported = true,
    }.TryWrite(readable);
}
