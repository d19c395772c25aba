using CxlWire.Protocol;
using CxlWire.Protocol.Events;

namespace CxlWire.Control.Commands;

/// <summary><c>cxl-inject-dram-event</c>: a CXL r3.1 8.2.9.2.1.2 DRAM Event Record.</summary>
internal static class InjectDramEvent
{
    private const ushort ChannelValid = 1 << 0;
    private const ushort RankValid = 1 << 1;
    private const ushort NibbleMaskValid = 1 << 2;
    private const ushort BankGroupValid = 1 << 3;
    private const ushort BankValid = 1 << 4;
    private const ushort RowValid = 1 << 5;
    private const ushort ColumnValid = 1 << 6;
    private const ushort CorrectionMaskValid = 1 << 7;

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
        var record = new DramEventRecord
        {
            Header = EventInjection.ReadHeader(arguments, target.Log, EventRecordIdentifier.Dram),
            PhysicalAddress = arguments.UInt64("dpa"),
            MemoryEventDescriptor = arguments.UInt8("descriptor"),
            MemoryEventType = arguments.UInt8("type"),
            TransactionType = arguments.UInt8("transaction-type"),
            Channel = channel ?? 0,
            Rank = rank ?? 0,
            NibbleMask = nibbleMask ?? 0,
            BankGroup = bankGroup ?? 0,
            Bank = bank ?? 0,
            Row = row ?? 0,
            Column = column ?? 0,
            CorrectionMask = CorrectionMask(masks ?? []),
            ValidityFlags = (ushort)((channel is null ? 0 : ChannelValid)
                | (rank is null ? 0 : RankValid)
                | (nibbleMask is null ? 0 : NibbleMaskValid)
                | (bankGroup is null ? 0 : BankGroupValid)
                | (bank is null ? 0 : BankValid)
                | (row is null ? 0 : RowValid)
                | (column is null ? 0 : ColumnValid)
                | (masks is null ? 0 : CorrectionMaskValid)),
        };
        EventInjection.CheckSubType(arguments);
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
