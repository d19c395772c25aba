using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Events;

/// <summary>CXL r3.1 8.2.9.2.2 Get Event Records (0100h), request, 1 byte.</summary>
/// <remarks>The value; <see cref="GetEventRecordsRequestView"/> reads single fields in place.</remarks>
public readonly record struct GetEventRecordsRequest
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Log = 0;
        public const int Size = 1;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Event log.</summary>
    public EventLogType Log { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetEventRecordsRequest value, out LayoutError error)
    {
        bool ok = GetEventRecordsRequestView.TryCreate(bytes, out GetEventRecordsRequestView view, out error);
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

    internal static GetEventRecordsRequest Read(ReadOnlySpan<byte> bytes) => new GetEventRecordsRequestView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        destination[Field.Log] = Log.Value;
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("log", Field.Log, 1, describe: v => new EventLogType((byte)v).ToString()),
        ];
        return new Layout("get_event_records_request", "CXL r3.1 8.2.9.2.2 Get Event Records (0100h)", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.2.2 Get Event Records (0100h), request, read in place.</summary>
public readonly ref struct GetEventRecordsRequestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetEventRecordsRequestView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, GetEventRecordsRequest.Field.Size);

    /// <summary>Event log.</summary>
    public EventLogType Log => new(_bytes[GetEventRecordsRequest.Field.Log]);

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetEventRecordsRequestView view, out LayoutError error)
    {
        bool ok = GetEventRecordsRequest.Layout.TryCheck(bytes, out error);
        view = ok ? new GetEventRecordsRequestView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public GetEventRecordsRequest ToValue() => new()
    {
        Log = Log,
    };
}
