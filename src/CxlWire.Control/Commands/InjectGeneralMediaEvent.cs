using System.Text;
using CxlWire.Protocol;
using CxlWire.Protocol.Events;

namespace CxlWire.Control.Commands;

/// <summary><c>cxl-inject-general-media-event</c>: a CXL r3.1 8.2.9.2.1.1 General Media Event Record.</summary>
internal static class InjectGeneralMediaEvent
{
    private const ushort ChannelValid = 1 << 0;
    private const ushort RankValid = 1 << 1;
    private const ushort DeviceValid = 1 << 2;
    private const ushort ComponentIdentifierValid = 1 << 3;

    // As in QEMU, of device 24 bits are kept.
    public static EventInjection.Injection Read(QmpArguments arguments)
    {
        EventInjection.Target target = EventInjection.ReadTarget(arguments);
        byte? channel = arguments.OptionalUInt8("channel");
        byte? rank = arguments.OptionalUInt8("rank");
        uint? device = arguments.OptionalUInt32("device");
        string? component = arguments.OptionalText("component-id");
        var record = new GeneralMediaEventRecord
        {
            Header = EventInjection.ReadHeader(arguments, target.Log, EventRecordIdentifier.GeneralMedia),
            PhysicalAddress = arguments.UInt64("dpa"),
            MemoryEventDescriptor = arguments.UInt8("descriptor"),
            MemoryEventType = arguments.UInt8("type"),
            TransactionType = arguments.UInt8("transaction-type"),
            Channel = channel ?? 0,
            Rank = rank ?? 0,
            Device = device ?? 0,
            ComponentIdentifier = ComponentIdentifier(component ?? ""),
            ValidityFlags = (ushort)((channel is null ? 0 : ChannelValid)
                | (rank is null ? 0 : RankValid)
                | (device is null ? 0 : DeviceValid)
                | (component is null ? 0 : ComponentIdentifierValid)),
        };
        EventInjection.CheckSubType(arguments);
        byte[] bytes = new byte[GeneralMediaEventRecord.Size];
        record.TryWrite(bytes);
        return new EventInjection.Injection(target, bytes);
    }

    // As in QEMU: text, of which at most 15 bytes are kept, so that a zero always ends it.
    private static Uuid ComponentIdentifier(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Span<byte> identifier = stackalloc byte[Uuid.Size];
        identifier.Clear();
        utf8.AsSpan(0, Math.Min(utf8.Length, Uuid.Size - 1)).CopyTo(identifier);
        return Uuid.Read(identifier);
    }
}
