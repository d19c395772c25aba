using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Mailbox;

/// <summary>CXL r3.1 8.2.9.9.2.1 Get Partition Info (4100h), response, 32 bytes.</summary>
/// <remarks>The value; <see cref="GetPartitionInfoResponseView"/> reads single fields in place.</remarks>
public readonly record struct GetPartitionInfoResponse
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int ActiveVolatileCapacity = 0;
        public const int ActivePersistentCapacity = 8;
        public const int NextVolatileCapacity = 16;
        public const int NextPersistentCapacity = 24;
        public const int Size = 32;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Now, in units of 256 MiB.</summary>
    public ulong ActiveVolatileCapacity { get; init; }

    /// <summary>Now, in units of 256 MiB.</summary>
    public ulong ActivePersistentCapacity { get; init; }

    /// <summary>After the next cold reset; 0: no change, in units of 256 MiB.</summary>
    public ulong NextVolatileCapacity { get; init; }

    /// <summary>After the next cold reset; 0: no change, in units of 256 MiB.</summary>
    public ulong NextPersistentCapacity { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetPartitionInfoResponse value, out LayoutError error)
    {
        bool ok = GetPartitionInfoResponseView.TryCreate(bytes, out GetPartitionInfoResponseView view, out error);
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

    internal static GetPartitionInfoResponse Read(ReadOnlySpan<byte> bytes) => new GetPartitionInfoResponseView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.ActiveVolatileCapacity), ActiveVolatileCapacity);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.ActivePersistentCapacity), ActivePersistentCapacity);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.NextVolatileCapacity), NextVolatileCapacity);
        BinaryPrimitives.WriteUInt64LittleEndian(destination.Slice(Field.NextPersistentCapacity), NextPersistentCapacity);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("active_volatile_capacity", Field.ActiveVolatileCapacity, 8, "256 MiB"),
            LayoutField.Unsigned("active_persistent_capacity", Field.ActivePersistentCapacity, 8, "256 MiB"),
            LayoutField.Unsigned("next_volatile_capacity", Field.NextVolatileCapacity, 8, "256 MiB"),
            LayoutField.Unsigned("next_persistent_capacity", Field.NextPersistentCapacity, 8, "256 MiB"),
        ];
        return new Layout("get_partition_info_response", "CXL r3.1 8.2.9.9.2.1 Get Partition Info (4100h)", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.9.2.1 Get Partition Info (4100h), response, read in place.</summary>
public readonly ref struct GetPartitionInfoResponseView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetPartitionInfoResponseView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, GetPartitionInfoResponse.Field.Size);

    /// <summary>Now, in units of 256 MiB.</summary>
    public ulong ActiveVolatileCapacity => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(GetPartitionInfoResponse.Field.ActiveVolatileCapacity));

    /// <summary>Now, in units of 256 MiB.</summary>
    public ulong ActivePersistentCapacity => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(GetPartitionInfoResponse.Field.ActivePersistentCapacity));

    /// <summary>After the next cold reset; 0: no change, in units of 256 MiB.</summary>
    public ulong NextVolatileCapacity => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(GetPartitionInfoResponse.Field.NextVolatileCapacity));

    /// <summary>After the next cold reset; 0: no change, in units of 256 MiB.</summary>
    public ulong NextPersistentCapacity => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(GetPartitionInfoResponse.Field.NextPersistentCapacity));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetPartitionInfoResponseView view, out LayoutError error)
    {
        bool ok = GetPartitionInfoResponse.Layout.TryCheck(bytes, out error);
        view = ok ? new GetPartitionInfoResponseView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public GetPartitionInfoResponse ToValue() => new()
    {
        ActiveVolatileCapacity = ActiveVolatileCapacity,
        ActivePersistentCapacity = ActivePersistentCapacity,
        NextVolatileCapacity = NextVolatileCapacity,
        NextPersistentCapacity = NextPersistentCapacity,
    };
}
