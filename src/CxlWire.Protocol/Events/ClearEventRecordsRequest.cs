using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Events;

/// <summary>CXL r3.1 8.2.9.2.3 Clear Event Records (0101h), request, 6 bytes, then the handles.</summary>
/// <remarks>The value; <see cref="ClearEventRecordsRequestView"/> reads single fields in place.</remarks>
public readonly record struct ClearEventRecordsRequest
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Log = 0;
        public const int Flags = 1;
        public const int HandleCount = 2;
        public const int Reserved3 = 3;
        public const int Size = 6;
    }

    /// <summary>Bytes of the fixed part.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Event log.</summary>
    public EventLogType Log { get; init; }

    /// <summary>Clear the whole log, after an overflow (E5).</summary>
    public bool ClearAll { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte FlagsReserved { get; init; }

    /// <summary>Handles that follow.</summary>
    public byte HandleCount { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved3 { get; init; }

    /// <summary>Bytes of the whole with that many handles.</summary>
    public static int SizeWith(int handles) => Size + (handles * sizeof(ushort));

    /// <summary>Reads the fixed part of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ClearEventRecordsRequest value, out LayoutError error)
    {
        bool ok = ClearEventRecordsRequestView.TryCreate(bytes, out ClearEventRecordsRequestView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Reads the fixed part, whatever follows it.</summary>
    /// <returns>False, and why, where it is not all there.</returns>
    public static bool TryReadFixedPart(ReadOnlySpan<byte> bytes, out ClearEventRecordsRequest value, out LayoutError error)
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

    internal static ClearEventRecordsRequest Read(ReadOnlySpan<byte> bytes) => new ClearEventRecordsRequestView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        destination[Field.Log] = Log.Value;
        destination[Field.Flags] = (byte)((ClearAll ? 0x1u : 0u)
            | ((FlagsReserved & 0x7Fu) << 1));
        destination[Field.HandleCount] = HandleCount;
        LittleEndian.WriteUpTo8(destination.Slice(Field.Reserved3), 3, Reserved3);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("log", Field.Log, 1, describe: v => new EventLogType((byte)v).ToString()),
            LayoutField.Bits("clear_all", Field.Flags, 1, 0, 1),
            LayoutField.Bits("flags_reserved", Field.Flags, 1, 1, 7),
            LayoutField.Unsigned("handle_count", Field.HandleCount, 1),
            LayoutField.Bytes("reserved3", Field.Reserved3, 3),
        ];
        var list = new LayoutList("handles", null, sizeof(ushort), Array.Find(fields, f => f.Name == "handle_count"));
        return new Layout("clear_event_records_request", "CXL r3.1 8.2.9.2.3 Clear Event Records (0101h)", Size, fields, list);
    }
}

/// <summary>CXL r3.1 8.2.9.2.3 Clear Event Records (0101h), request, read in place.</summary>
public readonly ref struct ClearEventRecordsRequestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal ClearEventRecordsRequestView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Event log.</summary>
    public EventLogType Log => new(_bytes[ClearEventRecordsRequest.Field.Log]);

    /// <summary>Clear the whole log, after an overflow (E5).</summary>
    public bool ClearAll => (_bytes[ClearEventRecordsRequest.Field.Flags] & 0x1) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public byte FlagsReserved => (byte)(_bytes[ClearEventRecordsRequest.Field.Flags] >> 1);

    /// <summary>Handles that follow.</summary>
    public byte HandleCount => _bytes[ClearEventRecordsRequest.Field.HandleCount];

    /// <summary>Reserved, kept as received.</summary>
    public ulong Reserved3 => LittleEndian.ReadUpTo8(_bytes.Slice(ClearEventRecordsRequest.Field.Reserved3), 3);

    /// <summary>Entry of <c>handles</c>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    public ushort HandleAt(int index) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(ClearEventRecordsRequest.SizeWith(index), sizeof(ushort)));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out ClearEventRecordsRequestView view, out LayoutError error)
    {
        bool ok = ClearEventRecordsRequest.Layout.TryCheck(bytes, out error);
        view = ok ? new ClearEventRecordsRequestView(bytes) : default;
        return ok;
    }

    /// <summary>All fields of the fixed part.</summary>
    public ClearEventRecordsRequest ToValue() => new()
    {
        Log = Log,
        ClearAll = ClearAll,
        FlagsReserved = FlagsReserved,
        HandleCount = HandleCount,
        Reserved3 = Reserved3,
    };
}
