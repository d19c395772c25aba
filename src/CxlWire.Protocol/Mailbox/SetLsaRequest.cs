using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Mailbox;

/// <summary>CXL r3.1 8.2.9.9.2.4 Set LSA (4103h), request, 8 bytes, then the data.</summary>
/// <remarks>The value; <see cref="SetLsaRequestView"/> reads single fields in place.</remarks>
public readonly record struct SetLsaRequest
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Offset = 0;
        public const int Reserved4 = 4;
        public const int Size = 8;
    }

    /// <summary>Bytes of the fixed part.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Where the data goes, in bytes.</summary>
    public uint Offset { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved4 { get; init; }

    /// <summary>Bytes of the whole with that many data.</summary>
    public static int SizeWith(int data) => Size + data;

    /// <summary>Reads the fixed part of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SetLsaRequest value, out LayoutError error)
    {
        bool ok = SetLsaRequestView.TryCreate(bytes, out SetLsaRequestView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Reads the fixed part, whatever follows it.</summary>
    /// <returns>False, and why, where it is not all there.</returns>
    public static bool TryReadFixedPart(ReadOnlySpan<byte> bytes, out SetLsaRequest value, out LayoutError error)
    {
        bool ok = Layout.TryCheckFixedPart(bytes, out error);
        value = ok ? Read(bytes) : default;
        return ok;
    }

    /// <summary>Writes the fixed part, reserved bits included.</summary>
    /// <returns>False where the destination is shorter than <see cref="Size"/>; nothing is written.</returns>
    public bool TryWrite(Span<byte> destination)
    {
        if (destination.Length < Size)
            return false;
        Write(destination);
        return true;
    }

    internal static SetLsaRequest Read(ReadOnlySpan<byte> bytes) => new SetLsaRequestView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Offset), Offset);
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved4), 4, Reserved4);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("offset", Field.Offset, 4, "bytes"),
            LayoutField.Bytes("reserved4", Field.Reserved4, 4),
        ];
        var list = new LayoutList("data", null, 1, null);
        return new Layout("set_lsa_request", "CXL r3.1 8.2.9.9.2.4 Set LSA (4103h)", Size, fields, list);
    }
}

/// <summary>CXL r3.1 8.2.9.9.2.4 Set LSA (4103h), request, read in place.</summary>
public readonly ref struct SetLsaRequestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal SetLsaRequestView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Where the data goes, in bytes.</summary>
    public uint Offset => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(SetLsaRequest.Field.Offset));

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved4 => LittleEndian.ReadUpTo8(_bytes.Slice(SetLsaRequest.Field.Reserved4), 4);

    /// <summary>The bytes of <c>data</c>.</summary>
    public ReadOnlySpan<byte> Data => _bytes.Slice(SetLsaRequest.Size);

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out SetLsaRequestView view, out LayoutError error)
    {
        bool ok = SetLsaRequest.Layout.TryCheck(bytes, out error);
        view = ok ? new SetLsaRequestView(bytes) : default;
        return ok;
    }

    /// <summary>All fields of the fixed part.</summary>
    public SetLsaRequest ToValue() => new()
    {
        Offset = Offset,
        Reserved4 = Reserved4,
    };
}
