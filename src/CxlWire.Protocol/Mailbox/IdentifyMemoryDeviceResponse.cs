using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Mailbox;

/// <summary>CXL r3.1 8.2.9.9.1.1 Identify Memory Device (4000h), response, 69 bytes.</summary>
/// <remarks>The value; <see cref="IdentifyMemoryDeviceResponseView"/> reads single fields in place.</remarks>
public readonly record struct IdentifyMemoryDeviceResponse
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int FirmwareRevision = 0;
        public const int TotalCapacity = 16;
        public const int VolatileCapacity = 24;
        public const int PersistentCapacity = 32;
        public const int PartitionAlignment = 40;
        public const int InformationalEventLogSize = 48;
        public const int WarningEventLogSize = 50;
        public const int FailureEventLogSize = 52;
        public const int FatalEventLogSize = 54;
        public const int LsaSize = 56;
        public const int PoisonListMaximum = 60;
        public const int InjectPoisonLimit = 63;
        public const int PoisonHandlingCapabilities = 65;
        public const int QosTelemetryCapabilities = 66;
        public const int DynamicCapacityEventLogSize = 67;
        public const int Size = 69;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>ASCII, padded with zeros.</summary>
    public Text16 FirmwareRevision { get; init; }

    /// <summary>Static capacity, volatile and persistent, in units of 256 MiB.</summary>
    public ulong TotalCapacity { get; init; }

    /// <summary>Volatile only, in units of 256 MiB.</summary>
    public ulong VolatileCapacity { get; init; }

    /// <summary>Persistent only, in units of 256 MiB.</summary>
    public ulong PersistentCapacity { get; init; }

    /// <summary>0: not partitionable, in units of 256 MiB.</summary>
    public ulong PartitionAlignment { get; init; }

    /// <summary>Records.</summary>
    public ushort InformationalEventLogSize { get; init; }

    /// <summary>Records.</summary>
    public ushort WarningEventLogSize { get; init; }

    /// <summary>Records.</summary>
    public ushort FailureEventLogSize { get; init; }

    /// <summary>Records.</summary>
    public ushort FatalEventLogSize { get; init; }

    /// <summary>Label storage area, in bytes.</summary>
    public uint LsaSize { get; init; }

    /// <summary>Media error records that the device can list.</summary>
    public uint PoisonListMaximum { get; init; }

    /// <summary>Poisoned addresses that may be injected.</summary>
    public ushort InjectPoisonLimit { get; init; }

    /// <summary>Bit mask.</summary>
    public byte PoisonHandlingCapabilities { get; init; }

    /// <summary>Bit mask.</summary>
    public byte QosTelemetryCapabilities { get; init; }

    /// <summary>Records.</summary>
    public ushort DynamicCapacityEventLogSize { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out IdentifyMemoryDeviceResponse value, out LayoutError error)
    {
        bool ok = IdentifyMemoryDeviceResponseView.TryCreate(bytes, out IdentifyMemoryDeviceResponseView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Writes the layout, reserved bits included.</summary>
    /// <returns>False where the destination is shorter than <see cref="Size"/>; nothing is written.</returns>
    public bool TryWrite(Span<byte> destination)
    {
        if (destination.Length < Size)
            return false;
        Write(destination);
        return true;
    }

    internal static IdentifyMemoryDeviceResponse Read(ReadOnlySpan<byte> bytes) => new IdentifyMemoryDeviceResponseView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        FirmwareRevision.Write(destination.Slice(Field.FirmwareRevision));
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.TotalCapacity), TotalCapacity);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.VolatileCapacity), VolatileCapacity);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.PersistentCapacity), PersistentCapacity);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.PartitionAlignment), PartitionAlignment);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.InformationalEventLogSize), InformationalEventLogSize);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.WarningEventLogSize), WarningEventLogSize);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.FailureEventLogSize), FailureEventLogSize);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.FatalEventLogSize), FatalEventLogSize);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.LsaSize), LsaSize);
        LittleEndian.WriteUInt24(destination.Slice(Field.PoisonListMaximum), PoisonListMaximum);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.InjectPoisonLimit), InjectPoisonLimit);
        destination[Field.PoisonHandlingCapabilities] = PoisonHandlingCapabilities;
        destination[Field.QosTelemetryCapabilities] = QosTelemetryCapabilities;
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.DynamicCapacityEventLogSize), DynamicCapacityEventLogSize);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Text("firmware_revision", Field.FirmwareRevision, 16),
            LayoutField.Unsigned("total_capacity", Field.TotalCapacity, 8, "256 MiB"),
            LayoutField.Unsigned("volatile_capacity", Field.VolatileCapacity, 8, "256 MiB"),
            LayoutField.Unsigned("persistent_capacity", Field.PersistentCapacity, 8, "256 MiB"),
            LayoutField.Unsigned("partition_alignment", Field.PartitionAlignment, 8, "256 MiB"),
            LayoutField.Unsigned("informational_event_log_size", Field.InformationalEventLogSize, 2),
            LayoutField.Unsigned("warning_event_log_size", Field.WarningEventLogSize, 2),
            LayoutField.Unsigned("failure_event_log_size", Field.FailureEventLogSize, 2),
            LayoutField.Unsigned("fatal_event_log_size", Field.FatalEventLogSize, 2),
            LayoutField.Unsigned("lsa_size", Field.LsaSize, 4, "bytes"),
            LayoutField.Unsigned("poison_list_maximum", Field.PoisonListMaximum, 3),
            LayoutField.Unsigned("inject_poison_limit", Field.InjectPoisonLimit, 2),
            LayoutField.Unsigned("poison_handling_capabilities", Field.PoisonHandlingCapabilities, 1),
            LayoutField.Unsigned("qos_telemetry_capabilities", Field.QosTelemetryCapabilities, 1),
            LayoutField.Unsigned("dynamic_capacity_event_log_size", Field.DynamicCapacityEventLogSize, 2),
        ];
        return new Layout("identify_memory_device_response", "CXL r3.1 8.2.9.9.1.1 Identify Memory Device (4000h)", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.9.1.1 Identify Memory Device (4000h), response, read in place.</summary>
public readonly ref struct IdentifyMemoryDeviceResponseView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal IdentifyMemoryDeviceResponseView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, IdentifyMemoryDeviceResponse.Field.Size);

    /// <summary>ASCII, padded with zeros.</summary>
    public Text16 FirmwareRevision => Text16.Read(_bytes.Slice(IdentifyMemoryDeviceResponse.Field.FirmwareRevision));

    /// <summary>Static capacity, volatile and persistent, in units of 256 MiB.</summary>
    public ulong TotalCapacity => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(IdentifyMemoryDeviceResponse.Field.TotalCapacity));

    /// <summary>Volatile only, in units of 256 MiB.</summary>
    public ulong VolatileCapacity => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(IdentifyMemoryDeviceResponse.Field.VolatileCapacity));

    /// <summary>Persistent only, in units of 256 MiB.</summary>
    public ulong PersistentCapacity => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(IdentifyMemoryDeviceResponse.Field.PersistentCapacity));

    /// <summary>0: not partitionable, in units of 256 MiB.</summary>
    public ulong PartitionAlignment => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(IdentifyMemoryDeviceResponse.Field.PartitionAlignment));

    /// <summary>Records.</summary>
    public ushort InformationalEventLogSize => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(IdentifyMemoryDeviceResponse.Field.InformationalEventLogSize));

    /// <summary>Records.</summary>
    public ushort WarningEventLogSize => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(IdentifyMemoryDeviceResponse.Field.WarningEventLogSize));

    /// <summary>Records.</summary>
    public ushort FailureEventLogSize => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(IdentifyMemoryDeviceResponse.Field.FailureEventLogSize));

    /// <summary>Records.</summary>
    public ushort FatalEventLogSize => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(IdentifyMemoryDeviceResponse.Field.FatalEventLogSize));

    /// <summary>Label storage area, in bytes.</summary>
    public uint LsaSize => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(IdentifyMemoryDeviceResponse.Field.LsaSize));

    /// <summary>Media error records that the device can list.</summary>
    public uint PoisonListMaximum => LittleEndian.ReadUInt24(_bytes.Slice(IdentifyMemoryDeviceResponse.Field.PoisonListMaximum));

    /// <summary>Poisoned addresses that may be injected.</summary>
    public ushort InjectPoisonLimit => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(IdentifyMemoryDeviceResponse.Field.InjectPoisonLimit));

    /// <summary>Bit mask.</summary>
    public byte PoisonHandlingCapabilities => _bytes[IdentifyMemoryDeviceResponse.Field.PoisonHandlingCapabilities];

    /// <summary>Bit mask.</summary>
    public byte QosTelemetryCapabilities => _bytes[IdentifyMemoryDeviceResponse.Field.QosTelemetryCapabilities];

    /// <summary>Records.</summary>
    public ushort DynamicCapacityEventLogSize => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(IdentifyMemoryDeviceResponse.Field.DynamicCapacityEventLogSize));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out IdentifyMemoryDeviceResponseView view, out LayoutError error)
    {
        bool ok = IdentifyMemoryDeviceResponse.Layout.TryCheck(bytes, out error);
        view = ok ? new IdentifyMemoryDeviceResponseView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public IdentifyMemoryDeviceResponse ToValue() => new()
    {
        FirmwareRevision = FirmwareRevision,
        TotalCapacity = TotalCapacity,
        VolatileCapacity = VolatileCapacity,
        PersistentCapacity = PersistentCapacity,
        PartitionAlignment = PartitionAlignment,
        InformationalEventLogSize = InformationalEventLogSize,
        WarningEventLogSize = WarningEventLogSize,
        FailureEventLogSize = FailureEventLogSize,
        FatalEventLogSize = FatalEventLogSize,
        LsaSize = LsaSize,
        PoisonListMaximum = PoisonListMaximum,
        InjectPoisonLimit = InjectPoisonLimit,
        PoisonHandlingCapabilities = PoisonHandlingCapabilities,
        QosTelemetryCapabilities = QosTelemetryCapabilities,
        DynamicCapacityEventLogSize = DynamicCapacityEventLogSize,
    };
}
