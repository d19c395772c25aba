using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Mailbox;

/// <summary>CXL r3.1 8.2.9.1.1 Identify (0001h), response, 18 bytes.</summary>
/// <remarks>The value; <see cref="IdentifyResponseView"/> reads single fields in place.</remarks>
public readonly record struct IdentifyResponse
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int PcieVendorId = 0;
        public const int PcieDeviceId = 2;
        public const int PcieSubsystemVendorId = 4;
        public const int PcieSubsystemId = 6;
        public const int SerialNumber = 8;
        public const int MaximumMessageSize = 16;
        public const int ComponentType = 17;
        public const int Size = 18;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>PCIe vendor ID.</summary>
    public ushort PcieVendorId { get; init; }

    /// <summary>PCIe device ID.</summary>
    public ushort PcieDeviceId { get; init; }

    /// <summary>PCIe subsystem vendor ID.</summary>
    public ushort PcieSubsystemVendorId { get; init; }

    /// <summary>PCIe subsystem ID.</summary>
    public ushort PcieSubsystemId { get; init; }

    /// <summary>Serial number.</summary>
    public ulong SerialNumber { get; init; }

    /// <summary>Largest message that the component takes, as the n of 2^n bytes.</summary>
    public byte MaximumMessageSize { get; init; }

    /// <summary>3: Type 3 device.</summary>
    public byte ComponentType { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out IdentifyResponse value, out LayoutError error)
    {
        bool ok = IdentifyResponseView.TryCreate(bytes, out IdentifyResponseView view, out error);
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

    internal static IdentifyResponse Read(ReadOnlySpan<byte> bytes) => new IdentifyResponseView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.PcieVendorId), PcieVendorId);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.PcieDeviceId), PcieDeviceId);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.PcieSubsystemVendorId), PcieSubsystemVendorId);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.PcieSubsystemId), PcieSubsystemId);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.SerialNumber), SerialNumber);
        destination[Field.MaximumMessageSize] = MaximumMessageSize;
        destination[Field.ComponentType] = ComponentType;
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("pcie_vendor_id", Field.PcieVendorId, 2),
            LayoutField.Unsigned("pcie_device_id", Field.PcieDeviceId, 2),
            LayoutField.Unsigned("pcie_subsystem_vendor_id", Field.PcieSubsystemVendorId, 2),
            LayoutField.Unsigned("pcie_subsystem_id", Field.PcieSubsystemId, 2),
            LayoutField.Unsigned("serial_number", Field.SerialNumber, 8),
            LayoutField.Unsigned("maximum_message_size", Field.MaximumMessageSize, 1, "2^n bytes"),
            LayoutField.Unsigned("component_type", Field.ComponentType, 1),
        ];
        return new Layout("identify_response", "CXL r3.1 8.2.9.1.1 Identify (0001h)", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.1.1 Identify (0001h), response, read in place.</summary>
public readonly ref struct IdentifyResponseView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal IdentifyResponseView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, IdentifyResponse.Field.Size);

    /// <summary>PCIe vendor ID.</summary>
    public ushort PcieVendorId => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(IdentifyResponse.Field.PcieVendorId));

    /// <summary>PCIe device ID.</summary>
    public ushort PcieDeviceId => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(IdentifyResponse.Field.PcieDeviceId));

    /// <summary>PCIe subsystem vendor ID.</summary>
    public ushort PcieSubsystemVendorId => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(IdentifyResponse.Field.PcieSubsystemVendorId));

    /// <summary>PCIe subsystem ID.</summary>
    public ushort PcieSubsystemId => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(IdentifyResponse.Field.PcieSubsystemId));

    /// <summary>Serial number.</summary>
    public ulong SerialNumber => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(IdentifyResponse.Field.SerialNumber));

    /// <summary>Largest message that the component takes, as the n of 2^n bytes.</summary>
    public byte MaximumMessageSize => _bytes[IdentifyResponse.Field.MaximumMessageSize];

    /// <summary>3: Type 3 device.</summary>
    public byte ComponentType => _bytes[IdentifyResponse.Field.ComponentType];

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out IdentifyResponseView view, out LayoutError error)
    {
        bool ok = IdentifyResponse.Layout.TryCheck(bytes, out error);
        view = ok ? new IdentifyResponseView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public IdentifyResponse ToValue() => new()
    {
        PcieVendorId = PcieVendorId,
        PcieDeviceId = PcieDeviceId,
        PcieSubsystemVendorId = PcieSubsystemVendorId,
        PcieSubsystemId = PcieSubsystemId,
        SerialNumber = SerialNumber,
        MaximumMessageSize = MaximumMessageSize,
        ComponentType = ComponentType,
    };
}
