using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Fm;

/// <summary>CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h), response, 4 bytes, then the response.</summary>
/// <remarks>The value; <see cref="TunnelManagementResponseView"/> reads single fields in place.</remarks>
public readonly record struct TunnelManagementResponse
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int ResponseSize = 0;
        public const int Reserved2 = 2;
        public const int Size = 4;
    }

    /// <summary>Bytes of the fixed part.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Length of the response that follows, in bytes.</summary>
    public ushort ResponseSize { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved2 { get; init; }

    /// <summary>Bytes of the whole with that many response.</summary>
    public static int SizeWith(int response) => Size + response;

    /// <summary>Reads the fixed part of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out TunnelManagementResponse value, out LayoutError error)
    {
        bool ok = TunnelManagementResponseView.TryCreate(bytes, out TunnelManagementResponseView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Reads the fixed part, whatever follows it.</summary>
    /// <returns>False, and why, where it is not all there.</returns>
    public static bool TryReadFixedPart(ReadOnlySpan<byte> bytes, out TunnelManagementResponse value, out LayoutError error)
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

    internal static TunnelManagementResponse Read(ReadOnlySpan<byte> bytes) => new TunnelManagementResponseView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.ResponseSize), ResponseSize);
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved2), 2, Reserved2);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("response_size", Field.ResponseSize, 2, "bytes"),
            LayoutField.Bytes("reserved2", Field.Reserved2, 2),
        ];
        var list = new LayoutList("response", null, 1, Array.Find(fields, f => f.Name == "response_size"));
        return new Layout("tunnel_management_response", "CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h)", Size, fields, list);
    }
}

/// <summary>CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h), response, read in place.</summary>
public readonly ref struct TunnelManagementResponseView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal TunnelManagementResponseView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Length of the response that follows, in bytes.</summary>
    public ushort ResponseSize => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(TunnelManagementResponse.Field.ResponseSize));

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved2 => LittleEndian.ReadUpTo8(_bytes.Slice(TunnelManagementResponse.Field.Reserved2), 2);

    /// <summary>The bytes of <c>response</c>.</summary>
    public ReadOnlySpan<byte> Response => _bytes.Slice(TunnelManagementResponse.Size);

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out TunnelManagementResponseView view, out LayoutError error)
    {
        bool ok = TunnelManagementResponse.Layout.TryCheck(bytes, out error);
        view = ok ? new TunnelManagementResponseView(bytes) : default;
        return ok;
    }

    /// <summary>All fields of the fixed part.</summary>
    public TunnelManagementResponse ToValue() => new()
    {
        ResponseSize = ResponseSize,
        Reserved2 = Reserved2,
    };
}
