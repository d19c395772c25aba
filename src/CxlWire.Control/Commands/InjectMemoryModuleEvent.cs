using CxlWire.Protocol;
using CxlWire.Protocol.Events;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Control.Commands;

/// <summary>
/// <c>cxl-inject-memory-module-event</c>: a CXL r3.1 8.2.9.2.1.3 Memory Module Event Record. The health in it
/// is the command's, whatever the device's is.
/// </summary>
internal static class InjectMemoryModuleEvent
{
    public static EventInjection.Injection Read(QmpArguments arguments)
    {
        EventInjection.Target target = EventInjection.ReadTarget(arguments);
        EventInjection.ComponentIdentifier component = EventInjection.ReadComponentIdentifier(arguments);
        var record = new MemoryModuleEventRecord
        {
            Header = EventInjection.ReadHeader(arguments, target.Log, EventRecordIdentifier.MemoryModule),
            DeviceEventType = new DeviceEventType(arguments.UInt8("type")),
            Health = new GetHealthInfoResponse
            {
                HealthStatus = arguments.UInt8("health-status"),
                MediaStatus = arguments.UInt8("media-status"),
                AdditionalStatus = arguments.UInt8("additional-status"),
                LifeUsed = arguments.UInt8("life-used"),
                DeviceTemperature = arguments.Int16("temperature"),
                DirtyShutdownCount = arguments.UInt32("dirty-shutdown-count"),
                CorrectedVolatileErrorCount = arguments.UInt32("corrected-volatile-error-count"),
                CorrectedPersistentErrorCount = arguments.UInt32("corrected-persistent-error-count"),
            },
            ComponentIdentifierValid = component.Valid,
            ComponentIdentifierIsPldm = component.IsPldm,
            ComponentIdentifier = component.Value,
            DeviceEventSubType = new DeviceEventSubType(EventInjection.ReadSubType(arguments)),
        };
        byte[] bytes = new byte[MemoryModuleEventRecord.Size];
        record.TryWrite(bytes);
        return new EventInjection.Injection(target, bytes);
    }
}
