using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Mailbox;

/// <summary>CXL r3.1 8.2.9.5.2 Get Log (0401h), request, 24 bytes.</summary>
/// <remarks>The value; <see cref="GetLogRequestView"/> reads single fields in place.</remarks>
public readonly record struct GetLogRequest
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int LogIdentifier = 0;
        public const int Offset = 16;
        public const int Length = 20;
        public const int Size = 24;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Which log.</summary>
    public LogIdentifier LogIdentifier { get; init; }

    /// <summary>First byte wanted, in bytes.</summary>
    public uint Offset { get; init; }

    /// <summary>Bytes wanted, in bytes.</summary>
    public uint Length { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetLogRequest value, out LayoutError error)
    {
        bool ok = GetLogRequestView.TryCreate(bytes, out GetLogRequestView view, out error);
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

    internal static GetLogRequest Read(ReadOnlySpan<byte> bytes) => new GetLogRequestView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        LogIdentifier.Value.Write(destination.Slice(Field.LogIdentifier));
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Offset), Offset);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.Length), Length);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Uuid("log_identifier", Field.LogIdentifier, id => new LogIdentifier(id).ToString()),
            LayoutField.Unsigned("offset", Field.Offset, 4, "bytes"),
            LayoutField.Unsigned("length", Field.Length, 4, "bytes"),
        ];
        return new Layout("get_log_request", "CXL r3.1 8.2.9.5.2 Get Log (0401h)", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.5.2 Get Log (0401h), request, read in place.</summary>
public readonly ref struct GetLogRequestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetLogRequestView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, GetLogRequest.Field.Size);

    /// <summary>Which log.</summary>
    public LogIdentifier LogIdentifier
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Uuid.Read(_bytes.Slice(GetLogRequest.Field.LogIdentifier)));
    }

    /// <summary>First byte wanted, in bytes.</summary>
    public uint Offset => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetLogRequest.Field.Offset));

    /// <summary>Bytes wanted, in bytes.</summary>
    public uint Length => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetLogRequest.Field.Length));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetLogRequestView view, out LayoutError error)
    {
        bool ok = GetLogRequest.Layout.TryCheck(bytes, out error);
        view = ok ? new GetLogRequestView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public GetLogRequest ToValue() => new()
    {
        LogIdentifier = LogIdentifier,
        Offset = Offset,
        Length = Length,
    };
}
