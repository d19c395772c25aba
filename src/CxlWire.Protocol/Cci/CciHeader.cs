using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Cci;

/// <summary>CXL r3.1 Figure 7-19 CCI Message Header, 12 bytes. Header of every message on a CCI stream.</summary>
/// <remarks>The value; <see cref="CciHeaderView"/> reads single fields in place.</remarks>
public readonly record struct CciHeader
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int CategoryByte = 0;
        public const int MessageTag = 1;
        public const int Reserved2 = 2;
        public const int Opcode = 3;
        public const int PayloadLengthBytes = 5;
        public const int ReturnCode = 8;
        public const int VendorStatus = 10;
        public const int Size = 12;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>0 request, 1 response.</summary>
    public CciCategory Category { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte CategoryReserved { get; init; }

    /// <summary>Chosen by the requester; the response repeats it.</summary>
    public byte MessageTag { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte Reserved2 { get; init; }

    /// <summary>Byte 3 is the command, byte 4 the command set.</summary>
    public Opcode Opcode { get; init; }

    /// <summary>Length of the payload that follows the header, in bytes.</summary>
    public uint PayloadLength { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte LengthReserved { get; init; }

    /// <summary>The command started, or is, a background operation.</summary>
    public bool BackgroundOperation { get; init; }

    /// <summary>Responses: how the command ended. Requests: 0.</summary>
    public ReturnCode ReturnCode { get; init; }

    /// <summary>Vendor-specific extended status; ignored in requests.</summary>
    public ushort VendorStatus { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out CciHeader value, out LayoutError error)
    {
        bool ok = CciHeaderView.TryCreate(bytes, out CciHeaderView view, out error);
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

    internal static CciHeader Read(ReadOnlySpan<byte> bytes) => new CciHeaderView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        destination[Field.CategoryByte] = (byte)((Category.Value & 0xFu)
            | ((CategoryReserved & 0xFu) << 4));
        destination[Field.MessageTag] = MessageTag;
        destination[Field.Reserved2] = Reserved2;
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.Opcode), Opcode.Value);
        LittleEndian.WriteUInt24(destination.Slice(Field.PayloadLengthBytes), (PayloadLength & 0xFFFFFu)
            | ((LengthReserved & 0x7u) << 20)
            | (BackgroundOperation ? 0x800000u : 0u));
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.ReturnCode), ReturnCode.Value);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.VendorStatus), VendorStatus);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Bits("category", Field.CategoryByte, 1, 0, 4, describe: v => new CciCategory((byte)v).ToString()),
            LayoutField.Bits("category_reserved", Field.CategoryByte, 1, 4, 4),
            LayoutField.Unsigned("message_tag", Field.MessageTag, 1),
            LayoutField.Bytes("reserved2", Field.Reserved2, 1),
            LayoutField.Unsigned("opcode", Field.Opcode, 2, hexDigits: 4, describe: v => new Opcode((ushort)v).ToString()),
            LayoutField.Bits("payload_length", Field.PayloadLengthBytes, 3, 0, 20, "bytes"),
            LayoutField.Bits("length_reserved", Field.PayloadLengthBytes, 3, 20, 3),
            LayoutField.Bits("background_operation", Field.PayloadLengthBytes, 3, 23, 1),
            LayoutField.Unsigned("return_code", Field.ReturnCode, 2, describe: v => new ReturnCode((ushort)v).ToString()),
            LayoutField.Unsigned("vendor_status", Field.VendorStatus, 2),
        ];
        return new Layout("cci_header", "CXL r3.1 Figure 7-19 CCI Message Header", Size, fields);
    }
}

/// <summary>CXL r3.1 Figure 7-19 CCI Message Header, read in place.</summary>
public readonly ref struct CciHeaderView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal CciHeaderView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, CciHeader.Field.Size);

    /// <summary>0 request, 1 response.</summary>
    public CciCategory Category => new((byte)(_bytes[CciHeader.Field.CategoryByte] & 0xF));

    /// <summary>Reserved, kept as received.</summary>
    public byte CategoryReserved => (byte)(_bytes[CciHeader.Field.CategoryByte] >> 4);

    /// <summary>Chosen by the requester; the response repeats it.</summary>
    public byte MessageTag => _bytes[CciHeader.Field.MessageTag];

    /// <summary>Reserved, kept as received.</summary>
    public byte Reserved2 => _bytes[CciHeader.Field.Reserved2];

    /// <summary>Byte 3 is the command, byte 4 the command set.</summary>
    public Opcode Opcode => new(BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CciHeader.Field.Opcode)));

    /// <summary>Length of the payload that follows the header, in bytes.</summary>
    public uint PayloadLength => (uint)(LittleEndian.ReadUInt24(_bytes.Slice(CciHeader.Field.PayloadLengthBytes)) & 0xFFFFF);

    /// <summary>Reserved, kept as received.</summary>
    public byte LengthReserved => (byte)((LittleEndian.ReadUInt24(_bytes.Slice(CciHeader.Field.PayloadLengthBytes)) >> 20) & 0x7);

    /// <summary>The command started, or is, a background operation.</summary>
    public bool BackgroundOperation => (LittleEndian.ReadUInt24(_bytes.Slice(CciHeader.Field.PayloadLengthBytes)) & 0x800000) != 0;

    /// <summary>Responses: how the command ended. Requests: 0.</summary>
    public ReturnCode ReturnCode => new(BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CciHeader.Field.ReturnCode)));

    /// <summary>Vendor-specific extended status; ignored in requests.</summary>
    public ushort VendorStatus => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CciHeader.Field.VendorStatus));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out CciHeaderView view, out LayoutError error)
    {
        bool ok = CciHeader.Layout.TryCheck(bytes, out error);
        view = ok ? new CciHeaderView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public CciHeader ToValue() => new()
    {
        Category = Category,
        CategoryReserved = CategoryReserved,
        MessageTag = MessageTag,
        Reserved2 = Reserved2,
        Opcode = Opcode,
        PayloadLength = PayloadLength,
        LengthReserved = LengthReserved,
        BackgroundOperation = BackgroundOperation,
        ReturnCode = ReturnCode,
        VendorStatus = VendorStatus,
    };
}
