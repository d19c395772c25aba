using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Mailbox;

/// <summary>CXL r3.1 8.2.9.9.2.3 Get LSA (4102h), request, 8 bytes.</summary>
/// <remarks>The value; <see cref="GetLsaRequestView"/> reads single fields in place.</remarks>
public readonly record struct GetLsaRequest
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Offset = 0;
        public const int Length = 4;
        public const int Size = 8;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>First byte wanted, in bytes.</summary>
    public uint Offset { get; init; }

    /// <summary>Bytes wanted, in bytes.</summary>
    public uint Length { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetLsaRequest value, out LayoutError error)
    {
        bool ok = GetLsaRequestView.TryCreate(bytes, out GetLsaRequestView view, out error);
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

    internal static GetLsaRequest Read(ReadOnlySpan<byte> bytes) => new GetLsaRequestView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Offset), Offset);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Length), Length);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("offset", Field.Offset, 4, "bytes"),
            LayoutField.Unsigned("length", Field.Length, 4, "bytes"),
        ];
        return new Layout("get_lsa_request", "CXL r3.1 8.2.9.9.2.3 Get LSA (4102h)", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.9.2.3 Get LSA (4102h), request, read in place.</summary>
public readonly ref struct GetLsaRequestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetLsaRequestView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, GetLsaRequest.Field.Size);

    /// <summary>First byte wanted, in bytes.</summary>
    public uint Offset => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetLsaRequest.Field.Offset));

    /// <summary>Bytes wanted, in bytes.</summary>
    public uint Length => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetLsaRequest.Field.Length));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetLsaRequestView view, out LayoutError error)
    {
        bool ok = GetLsaRequest.Layout.TryCheck(bytes, out error);
        view = ok ? new GetLsaRequestView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public GetLsaRequest ToValue() => new()
    {
        Offset = Offset,
        Length = Length,
    };
}
