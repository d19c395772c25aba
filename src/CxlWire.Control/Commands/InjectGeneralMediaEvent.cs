using CxlWire.Protocol;
using CxlWire.Protocol.Events;

namespace CxlWire.Control.Commands;

/// <summary><c>cxl-inject-general-media-event</c>: a CXL r3.1 8.2.9.2.1.1 General Media Event Record.</summary>
internal static class InjectGeneralMediaEvent
{
    // As in QEMU, of device 24 bits are kept.
    public static EventInjection.Injection Read(QmpArguments arguments)
    {
        EventInjection.Target target = EventInjection.ReadTarget(arguments);
        byte? channel = arguments.OptionalUInt8("channel");
        byte? rank = arguments.OptionalUInt8("rank");
        uint? device = arguments.OptionalUInt32("device");
        EventInjection.ComponentIdentifier component = EventInjection.ReadComponentIdentifier(arguments);
        EventInjection.CorrectedErrors errors = EventInjection.ReadCorrectedErrors(arguments, "cme-count");
        var record = new GeneralMediaEventRecord
        {
            Header = EventInjection.ReadHeader(arguments, target.Log, EventRecordIdentifier.GeneralMedia),
            PhysicalAddress = arguments.UInt64("dpa"),
            MemoryEventDescriptor = arguments.UInt8("descriptor"),
            MemoryEventType = new GeneralMediaEventType(arguments.UInt8("type")),
            TransactionType = new MemoryTransactionType(arguments.UInt8("transaction-type")),
            ChannelValid = channel is not null,
            RankValid = rank is not null,
            DeviceValid = device is not null,
            ComponentIdentifierValid = component.Valid,
            ComponentIdentifierIsPldm = component.IsPldm,
            Channel = channel ?? 0,
            Rank = rank ?? 0,
            Device = device ?? 0,
            ComponentIdentifier = component.Value,
            CorrectedErrorsInSeveralComponents = errors.InSeveralComponents,
            CorrectedErrorThresholdExceeded = errors.ThresholdExceeded,
            CorrectedErrorFlagsReserved = errors.FlagsReserved,
            CorrectedErrorCount = errors.Count,
            MemoryEventSubType = new MemoryEventSubType(EventInjection.ReadSubType(arguments)),
        };
        byte[] bytes = new byte[GeneralMediaEventRecord.Size];
        record.TryWrite(bytes);
        return new EventInjection.Injection(target, bytes);
    }
}
