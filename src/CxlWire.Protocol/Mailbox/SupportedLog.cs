using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Mailbox;

/// <summary>CXL r3.1 8.2.9.5.1 Supported Log Entry, 20 bytes. A log that the device offers.</summary>
/// <remarks>The value; <see cref="SupportedLogView"/> reads single fields in place.</remarks>
public readonly record struct SupportedLog
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int LogIdentifier = 0;
        public const int LogSize = 16;
        public const int Size = 20;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Which log.</summary>
    public LogIdentifier LogIdentifier { get; init; }

    /// <summary>Size of the log, in bytes.</summary>
    public uint LogSize { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SupportedLog value, out LayoutError error)
    {
        bool ok = SupportedLogView.TryCreate(bytes, out SupportedLogView view, out error);
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

    internal static SupportedLog Read(ReadOnlySpan<byte> bytes) => new SupportedLogView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        LogIdentifier.Value.Write(destination.Slice(Field.LogIdentifier));
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.LogSize), LogSize);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Uuid("log_identifier", Field.LogIdentifier, id => new LogIdentifier(id).ToString()),
            LayoutField.Unsigned("log_size", Field.LogSize, 4, "bytes"),
        ];
        return new Layout("supported_log", "CXL r3.1 8.2.9.5.1 Supported Log Entry", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.5.1 Supported Log Entry, read in place.</summary>
public readonly ref struct SupportedLogView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal SupportedLogView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, SupportedLog.Field.Size);

    /// <summary>Which log.</summary>
    public LogIdentifier LogIdentifier
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Uuid.Read(_bytes.Slice(SupportedLog.Field.LogIdentifier)));
    }

    /// <summary>Size of the log, in bytes.</summary>
    public uint LogSize => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(SupportedLog.Field.LogSize));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out SupportedLogView view, out LayoutError error)
    {
        bool ok = SupportedLog.Layout.TryCheck(bytes, out error);
        view = ok ? new SupportedLogView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public SupportedLog ToValue() => new()
    {
        LogIdentifier = LogIdentifier,
        LogSize = LogSize,
    };
}
