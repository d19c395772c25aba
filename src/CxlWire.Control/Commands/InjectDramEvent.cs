using CxlWire.Protocol;
using CxlWire.Protocol.Events;

namespace CxlWire.Control.Commands;

/// <summary><c>cxl-inject-dram-event</c>: a CXL r3.1 8.2.9.2.1.2 DRAM Event Record.</summary>
internal static class InjectDramEvent
{
    // As in QEMU, of nibble-mask and row 24 bits are kept: its own example has more.
    public static EventInjection.Injection Read(QmpArguments arguments)
    {
        EventInjection.Target target = EventInjection.ReadTarget(arguments);
        byte? channel = arguments.OptionalUInt8("channel");
        byte? rank = arguments.OptionalUInt8("rank");
        uint? nibbleMask = arguments.OptionalUInt32("nibble-mask");
        byte? bankGroup = arguments.OptionalUInt8("bank-group");
        byte? bank = arguments.OptionalUInt8("bank");
        uint? row = arguments.OptionalUInt32("row");
        ushort? column = arguments.OptionalUInt16("column");
        IReadOnlyList<ulong>? masks = arguments.OptionalUInt64s("correction-mask");
        EventInjection.ComponentIdentifier component = EventInjection.ReadComponentIdentifier(arguments);
        byte? subChannel = arguments.OptionalUInt8("sub-channel");
        EventInjection.CorrectedErrors errors = EventInjection.ReadCorrectedErrors(arguments, "cvme-count");
        var record = new DramEventRecord
        {
            Header = EventInjection.ReadHeader(arguments, target.Log, EventRecordIdentifier.Dram),
            PhysicalAddress = arguments.UInt64("dpa"),
            MemoryEventDescriptor = arguments.UInt8("descriptor"),
            MemoryEventType = new DramEventType(arguments.UInt8("type")),
            TransactionType = new MemoryTransactionType(arguments.UInt8("transaction-type")),
            ChannelValid = channel is not null,
            RankValid = rank is not null,
            NibbleMaskValid = nibbleMask is not null,
            BankGroupValid = bankGroup is not null,
            BankValid = bank is not null,
            RowValid = row is not null,
            ColumnValid = column is not null,
            CorrectionMaskValid = masks is not null,
            ComponentIdentifierValid = component.Valid,
            ComponentIdentifierIsPldm = component.IsPldm,
            SubChannelValid = subChannel is not null,
            Channel = channel ?? 0,
            Rank = rank ?? 0,
            NibbleMask = nibbleMask ?? 0,
            BankGroup = bankGroup ?? 0,
            Bank = bank ?? 0,
            Row = row ?? 0,
            Column = column ?? 0,
            CorrectionMask = CorrectionMask(masks ?? []),
            ComponentIdentifier = component.Value,
            SubChannel = subChannel ?? 0,
            CorrectedErrorsInSeveralComponents = errors.InSeveralComponents,
            CorrectedErrorThresholdExceeded = errors.ThresholdExceeded,
            CorrectedErrorFlagsReserved = errors.FlagsReserved,
            CorrectedErrorCount = errors.Count,
            MemoryEventSubType = new MemoryEventSubType(EventInjection.ReadSubType(arguments)),
        };
        byte[] bytes = new byte[DramEventRecord.Size];
        record.TryWrite(bytes);
        return new EventInjection.Injection(target, bytes);
    }

    // As in QEMU: the first four count.
    private static Bits256 CorrectionMask(IReadOnlyList<ulong> masks) =>
        new(
            masks.ElementAtOrDefault(0),
            masks.ElementAtOrDefault(1),
            masks.ElementAtOrDefault(2),
            masks.ElementAtOrDefault(3));
}
