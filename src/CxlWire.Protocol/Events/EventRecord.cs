namespace CxlWire.Protocol.Events;

/// <summary>
/// CXL r3.1 8.2.9.2.1 Common Event Record, 128 bytes, read in place: the header, then 80 bytes that
/// the record identifier gives a meaning. There is no value type: every known record has its own.
/// </summary>
public readonly ref struct EventRecordView
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Header = 0;
        public const int Data = 48;
        public const int Size = 128;
    }

    /// <summary>Bytes of a record.</summary>
    public const int Size = Field.Size;

    private readonly ReadOnlySpan<byte> _bytes;

    internal EventRecordView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, Field.Size);

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = new(
        "event_record",
        "CXL r3.1 8.2.9.2.1 Common Event Record",
        Size,
        [
            LayoutField.Nested("header", Field.Header, EventRecordHeader.Layout),
            LayoutField.Bytes("data", Field.Data, Field.Size - Field.Data),
        ]);

    /// <summary>The common header.</summary>
    public EventRecordHeaderView Header => new(_bytes.Slice(Field.Header, EventRecordHeader.Size));

    /// <summary>The 80 bytes after the header.</summary>
    public ReadOnlySpan<byte> Data => _bytes.Slice(Field.Data, Field.Size - Field.Data);

    /// <summary>All 128 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>A view of bytes that are exactly one record.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out EventRecordView view, out LayoutError error)
    {
        bool ok = Layout.TryCheck(bytes, out error);
        view = ok ? new EventRecordView(bytes) : default;
        return ok;
    }
}
