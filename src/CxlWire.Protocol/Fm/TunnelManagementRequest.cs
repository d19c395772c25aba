using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Fm;

/// <summary>CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h), request, 4 bytes, then the command.</summary>
/// <remarks>The value; <see cref="TunnelManagementRequestView"/> reads single fields in place.</remarks>
public readonly record struct TunnelManagementRequest
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int PortOrLdId = 0;
        public const int TargetType = 1;
        public const int CommandSize = 2;
        public const int Size = 4;
    }

    /// <summary>Bytes of the fixed part.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Port or logical device that the command is for.</summary>
    public byte PortOrLdId { get; init; }

    /// <summary>0: port or LD.</summary>
    public byte TargetType { get; init; }

    /// <summary>Length of the command that follows, in bytes.</summary>
    public ushort CommandSize { get; init; }

    /// <summary>Bytes of the whole with that many command.</summary>
    public static int SizeWith(int command) => Size + command;

    /// <summary>Reads the fixed part of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out TunnelManagementRequest value, out LayoutError error)
    {
        bool ok = TunnelManagementRequestView.TryCreate(bytes, out TunnelManagementRequestView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Reads the fixed part, whatever follows it.</summary>
    /// <returns>False, and why, where it is not all there.</returns>
    public static bool TryReadFixedPart(ReadOnlySpan<byte> bytes, out TunnelManagementRequest value, out LayoutError error)
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

    internal static TunnelManagementRequest Read(ReadOnlySpan<byte> bytes) => new TunnelManagementRequestView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        destination[Field.PortOrLdId] = PortOrLdId;
        destination[Field.TargetType] = TargetType;
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.CommandSize), CommandSize);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("port_or_ld_id", Field.PortOrLdId, 1),
            LayoutField.Unsigned("target_type", Field.TargetType, 1),
            LayoutField.Unsigned("command_size", Field.CommandSize, 2, "bytes"),
        ];
        var list = new LayoutList("command", null, 1, Array.Find(fields, f => f.Name == "command_size"));
        return new Layout("tunnel_management_request", "CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h)", Size, fields, list);
    }
}

/// <summary>CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h), request, read in place.</summary>
public readonly ref struct TunnelManagementRequestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal TunnelManagementRequestView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Port or logical device that the command is for.</summary>
    public byte PortOrLdId => _bytes[TunnelManagementRequest.Field.PortOrLdId];

    /// <summary>0: port or LD.</summary>
    public byte TargetType => _bytes[TunnelManagementRequest.Field.TargetType];

    /// <summary>Length of the command that follows, in bytes.</summary>
    public ushort CommandSize => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(TunnelManagementRequest.Field.CommandSize));

    /// <summary>The bytes of <c>command</c>.</summary>
    public ReadOnlySpan<byte> Command => _bytes.Slice(TunnelManagementRequest.Size);

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out TunnelManagementRequestView view, out LayoutError error)
    {
        bool ok = TunnelManagementRequest.Layout.TryCheck(bytes, out error);
        view = ok ? new TunnelManagementRequestView(bytes) : default;
        return ok;
    }

    /// <summary>All fields of the fixed part.</summary>
    public TunnelManagementRequest ToValue() => new()
    {
        PortOrLdId = PortOrLdId,
        TargetType = TargetType,
        CommandSize = CommandSize,
    };
}
