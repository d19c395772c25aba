using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Mailbox;

/// <summary>CXL r3.1 8.2.9.1.2 Background Operation Status (0002h), response, 8 bytes.</summary>
/// <remarks>The value; <see cref="BackgroundOperationStatusResponseView"/> reads single fields in place.</remarks>
public readonly record struct BackgroundOperationStatusResponse
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Status = 0;
        public const int Reserved1 = 1;
        public const int Opcode = 2;
        public const int ReturnCode = 4;
        public const int VendorStatus = 6;
        public const int Size = 8;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>A background operation runs.</summary>
    public bool InProgress { get; init; }

    /// <summary>How far it is, 0 to 100.</summary>
    public byte PercentageComplete { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte Reserved1 { get; init; }

    /// <summary>The command that runs, or ran last, in the background.</summary>
    public Opcode Opcode { get; init; }

    /// <summary>How it ended.</summary>
    public ReturnCode ReturnCode { get; init; }

    /// <summary>Vendor-specific extended status.</summary>
    public ushort VendorStatus { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out BackgroundOperationStatusResponse value, out LayoutError error)
    {
        bool ok = BackgroundOperationStatusResponseView.TryCreate(bytes, out BackgroundOperationStatusResponseView view, out error);
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

    internal static BackgroundOperationStatusResponse Read(ReadOnlySpan<byte> bytes) => new BackgroundOperationStatusResponseView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        destination[Field.Status] = (byte)((InProgress ? 0x1u : 0u)
            | ((PercentageComplete & 0x7Fu) << 1));
        destination[Field.Reserved1] = Reserved1;
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.Opcode), Opcode.Value);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.ReturnCode), ReturnCode.Value);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.VendorStatus), VendorStatus);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Bits("in_progress", Field.Status, 1, 0, 1),
            LayoutField.Bits("percentage_complete", Field.Status, 1, 1, 7),
            LayoutField.Bytes("reserved1", Field.Reserved1, 1),
            LayoutField.Unsigned("opcode", Field.Opcode, 2, hexDigits: 4, describe: v => new Opcode((ushort)v).ToString()),
            LayoutField.Unsigned("return_code", Field.ReturnCode, 2, describe: v => new ReturnCode((ushort)v).ToString()),
            LayoutField.Unsigned("vendor_status", Field.VendorStatus, 2),
        ];
        return new Layout("background_operation_status_response", "CXL r3.1 8.2.9.1.2 Background Operation Status (0002h)", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.1.2 Background Operation Status (0002h), response, read in place.</summary>
public readonly ref struct BackgroundOperationStatusResponseView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal BackgroundOperationStatusResponseView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, BackgroundOperationStatusResponse.Field.Size);

    /// <summary>A background operation runs.</summary>
    public bool InProgress => (_bytes[BackgroundOperationStatusResponse.Field.Status] & 0x1) != 0;

    /// <summary>How far it is, 0 to 100.</summary>
    public byte PercentageComplete => (byte)(_bytes[BackgroundOperationStatusResponse.Field.Status] >> 1);

    /// <summary>Reserved, kept as received.</summary>
    public byte Reserved1 => _bytes[BackgroundOperationStatusResponse.Field.Reserved1];

    /// <summary>The command that runs, or ran last, in the background.</summary>
    public Opcode Opcode => new(BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(BackgroundOperationStatusResponse.Field.Opcode)));

    /// <summary>How it ended.</summary>
    public ReturnCode ReturnCode => new(BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(BackgroundOperationStatusResponse.Field.ReturnCode)));

    /// <summary>Vendor-specific extended status.</summary>
    public ushort VendorStatus => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(BackgroundOperationStatusResponse.Field.VendorStatus));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out BackgroundOperationStatusResponseView view, out LayoutError error)
    {
        bool ok = BackgroundOperationStatusResponse.Layout.TryCheck(bytes, out error);
        view = ok ? new BackgroundOperationStatusResponseView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public BackgroundOperationStatusResponse ToValue() => new()
    {
        InProgress = InProgress,
        PercentageComplete = PercentageComplete,
        Reserved1 = Reserved1,
        Opcode = Opcode,
        ReturnCode = ReturnCode,
        VendorStatus = VendorStatus,
    };
}
