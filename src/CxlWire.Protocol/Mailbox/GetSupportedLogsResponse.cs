using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Mailbox;

/// <summary>CXL r3.1 8.2.9.5.1 Get Supported Logs (0400h), response, 8 bytes, then the logs.</summary>
/// <remarks>The value; <see cref="GetSupportedLogsResponseView"/> reads single fields in place.</remarks>
public readonly record struct GetSupportedLogsResponse
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int LogCount = 0;
        public const int Reserved2 = 2;
        public const int Size = 8;
    }

    /// <summary>Bytes of the fixed part.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Logs that follow.</summary>
    public ushort LogCount { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved2 { get; init; }

    /// <summary>Bytes of the whole with that many logs.</summary>
    public static int SizeWith(int logs) => Size + (logs * SupportedLog.Size);

    /// <summary>Reads the fixed part of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetSupportedLogsResponse value, out LayoutError error)
    {
        bool ok = GetSupportedLogsResponseView.TryCreate(bytes, out GetSupportedLogsResponseView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Reads the fixed part, whatever follows it.</summary>
    /// <returns>False, and why, where it is not all there.</returns>
    public static bool TryReadFixedPart(ReadOnlySpan<byte> bytes, out GetSupportedLogsResponse value, out LayoutError error)
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

    internal static GetSupportedLogsResponse Read(ReadOnlySpan<byte> bytes) => new GetSupportedLogsResponseView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.LogCount), LogCount);
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved2), 6, Reserved2);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("log_count", Field.LogCount, 2),
            LayoutField.Bytes("reserved2", Field.Reserved2, 6),
        ];
        var list = new LayoutList("logs", SupportedLog.Layout, SupportedLog.Size, Array.Find(fields, f => f.Name == "log_count"));
        return new Layout("get_supported_logs_response", "CXL r3.1 8.2.9.5.1 Get Supported Logs (0400h)", Size, fields, list);
    }
}

/// <summary>CXL r3.1 8.2.9.5.1 Get Supported Logs (0400h), response, read in place.</summary>
public readonly ref struct GetSupportedLogsResponseView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetSupportedLogsResponseView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Logs that follow.</summary>
    public ushort LogCount => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetSupportedLogsResponse.Field.LogCount));

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved2 => LittleEndian.ReadUpTo8(_bytes.Slice(GetSupportedLogsResponse.Field.Reserved2), 6);

    /// <summary>Entry of <c>logs</c>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    public SupportedLogView LogAt(int index) => new(_bytes.Slice(GetSupportedLogsResponse.SizeWith(index), SupportedLog.Size));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetSupportedLogsResponseView view, out LayoutError error)
    {
        bool ok = GetSupportedLogsResponse.Layout.TryCheck(bytes, out error);
        view = ok ? new GetSupportedLogsResponseView(bytes) : default;
        return ok;
    }

    /// <summary>All fields of the fixed part.</summary>
    public GetSupportedLogsResponse ToValue() => new()
    {
        LogCount = LogCount,
        Reserved2 = Reserved2,
    };
}
