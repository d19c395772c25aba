using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Mailbox;

/// <summary>CXL r3.1 8.2.9.9.3.1 Get Health Info (4200h), response, 18 bytes.</summary>
/// <remarks>The value; <see cref="GetHealthInfoResponseView"/> reads single fields in place.</remarks>
public readonly record struct GetHealthInfoResponse
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int HealthStatus = 0;
        public const int MediaStatus = 1;
        public const int AdditionalStatus = 2;
        public const int LifeUsed = 3;
        public const int DeviceTemperature = 4;
        public const int DirtyShutdownCount = 6;
        public const int CorrectedVolatileErrorCount = 10;
        public const int CorrectedPersistentErrorCount = 14;
        public const int Size = 18;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Bit mask; 0: healthy.</summary>
    public byte HealthStatus { get; init; }

    /// <summary>0: normal.</summary>
    public byte MediaStatus { get; init; }

    /// <summary>Bit mask.</summary>
    public byte AdditionalStatus { get; init; }

    /// <summary>Of the rated life, in percent.</summary>
    public byte LifeUsed { get; init; }

    /// <summary>Now, in degrees Celsius.</summary>
    public short DeviceTemperature { get; init; }

    /// <summary>Times.</summary>
    public uint DirtyShutdownCount { get; init; }

    /// <summary>Errors.</summary>
    public uint CorrectedVolatileErrorCount { get; init; }

    /// <summary>Errors.</summary>
    public uint CorrectedPersistentErrorCount { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetHealthInfoResponse value, out LayoutError error)
    {
        bool ok = GetHealthInfoResponseView.TryCreate(bytes, out GetHealthInfoResponseView view, out error);
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

    internal static GetHealthInfoResponse Read(ReadOnlySpan<byte> bytes) => new GetHealthInfoResponseView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        destination[Field.HealthStatus] = HealthStatus;
        destination[Field.MediaStatus] = MediaStatus;
        destination[Field.AdditionalStatus] = AdditionalStatus;
        destination[Field.LifeUsed] = LifeUsed;
        BinaryPrimitives.WriteInt16LittleEndian(destination.Slice(Field.DeviceTemperature), DeviceTemperature);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.DirtyShutdownCount), DirtyShutdownCount);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.CorrectedVolatileErrorCount), CorrectedVolatileErrorCount);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(Field.CorrectedPersistentErrorCount), CorrectedPersistentErrorCount);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("health_status", Field.HealthStatus, 1),
            LayoutField.Unsigned("media_status", Field.MediaStatus, 1),
            LayoutField.Unsigned("additional_status", Field.AdditionalStatus, 1),
            LayoutField.Unsigned("life_used", Field.LifeUsed, 1, "%"),
            LayoutField.Signed("device_temperature", Field.DeviceTemperature, 2, "degrees Celsius"),
            LayoutField.Unsigned("dirty_shutdown_count", Field.DirtyShutdownCount, 4),
            LayoutField.Unsigned("corrected_volatile_error_count", Field.CorrectedVolatileErrorCount, 4),
            LayoutField.Unsigned("corrected_persistent_error_count", Field.CorrectedPersistentErrorCount, 4),
        ];
        return new Layout("get_health_info_response", "CXL r3.1 8.2.9.9.3.1 Get Health Info (4200h)", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.9.3.1 Get Health Info (4200h), response, read in place.</summary>
public readonly ref struct GetHealthInfoResponseView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetHealthInfoResponseView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, GetHealthInfoResponse.Field.Size);

    /// <summary>Bit mask; 0: healthy.</summary>
    public byte HealthStatus => _bytes[GetHealthInfoResponse.Field.HealthStatus];

    /// <summary>0: normal.</summary>
    public byte MediaStatus => _bytes[GetHealthInfoResponse.Field.MediaStatus];

    /// <summary>Bit mask.</summary>
    public byte AdditionalStatus => _bytes[GetHealthInfoResponse.Field.AdditionalStatus];

    /// <summary>Of the rated life, in percent.</summary>
    public byte LifeUsed => _bytes[GetHealthInfoResponse.Field.LifeUsed];

    /// <summary>Now, in degrees Celsius.</summary>
    public short DeviceTemperature => BinaryPrimitives.ReadInt16LittleEndian(_bytes.Slice(GetHealthInfoResponse.Field.DeviceTemperature));

    /// <summary>Times.</summary>
    public uint DirtyShutdownCount => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetHealthInfoResponse.Field.DirtyShutdownCount));

    /// <summary>Errors.</summary>
    public uint CorrectedVolatileErrorCount => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetHealthInfoResponse.Field.CorrectedVolatileErrorCount));

    /// <summary>Errors.</summary>
    public uint CorrectedPersistentErrorCount => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(GetHealthInfoResponse.Field.CorrectedPersistentErrorCount));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetHealthInfoResponseView view, out LayoutError error)
    {
        bool ok = GetHealthInfoResponse.Layout.TryCheck(bytes, out error);
        view = ok ? new GetHealthInfoResponseView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public GetHealthInfoResponse ToValue() => new()
    {
        HealthStatus = HealthStatus,
        MediaStatus = MediaStatus,
        AdditionalStatus = AdditionalStatus,
        LifeUsed = LifeUsed,
        DeviceTemperature = DeviceTemperature,
        DirtyShutdownCount = DirtyShutdownCount,
        CorrectedVolatileErrorCount = CorrectedVolatileErrorCount,
        CorrectedPersistentErrorCount = CorrectedPersistentErrorCount,
    };
}
