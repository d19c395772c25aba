using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Mailbox;

/// <summary>CXL r3.1 8.2.9.9.3.3 Set Alert Configuration (4202h), request, 12 bytes.</summary>
/// <remarks>The value; <see cref="SetAlertConfigurationRequestView"/> reads single fields in place.</remarks>
public readonly record struct SetAlertConfigurationRequest
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int ValidAlerts = 0;
        public const int EnabledAlerts = 1;
        public const int LifeUsedWarningThreshold = 2;
        public const int Reserved3 = 3;
        public const int OverTemperatureWarningThreshold = 4;
        public const int UnderTemperatureWarningThreshold = 6;
        public const int CorrectedVolatileWarningThreshold = 8;
        public const int CorrectedPersistentWarningThreshold = 10;
        public const int Size = 12;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>The life used warning is valid.</summary>
    public bool LifeUsedWarningValid { get; init; }

    /// <summary>The over temperature warning is valid.</summary>
    public bool OverTemperatureWarningValid { get; init; }

    /// <summary>The under temperature warning is valid.</summary>
    public bool UnderTemperatureWarningValid { get; init; }

    /// <summary>The corrected volatile warning is valid.</summary>
    public bool CorrectedVolatileWarningValid { get; init; }

    /// <summary>The corrected persistent warning is valid.</summary>
    public bool CorrectedPersistentWarningValid { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte ValidReserved { get; init; }

    /// <summary>The life used warning is enabled.</summary>
    public bool LifeUsedWarningEnabled { get; init; }

    /// <summary>The over temperature warning is enabled.</summary>
    public bool OverTemperatureWarningEnabled { get; init; }

    /// <summary>The under temperature warning is enabled.</summary>
    public bool UnderTemperatureWarningEnabled { get; init; }

    /// <summary>The corrected volatile warning is enabled.</summary>
    public bool CorrectedVolatileWarningEnabled { get; init; }

    /// <summary>The corrected persistent warning is enabled.</summary>
    public bool CorrectedPersistentWarningEnabled { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte EnabledReserved { get; init; }

    /// <summary>Of the rated life, in percent.</summary>
    public byte LifeUsedWarningThreshold { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte Reserved3 { get; init; }

    /// <summary>Threshold, in degrees Celsius.</summary>
    public short OverTemperatureWarningThreshold { get; init; }

    /// <summary>Threshold, in degrees Celsius.</summary>
    public short UnderTemperatureWarningThreshold { get; init; }

    /// <summary>Errors.</summary>
    public ushort CorrectedVolatileWarningThreshold { get; init; }

    /// <summary>Errors.</summary>
    public ushort CorrectedPersistentWarningThreshold { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SetAlertConfigurationRequest value, out LayoutError error)
    {
        bool ok = SetAlertConfigurationRequestView.TryCreate(bytes, out SetAlertConfigurationRequestView view, out error);
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

    internal static SetAlertConfigurationRequest Read(ReadOnlySpan<byte> bytes) => new SetAlertConfigurationRequestView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        destination[Field.ValidAlerts] = (byte)((LifeUsedWarningValid ? 0x1u : 0u)
            | (OverTemperatureWarningValid ? 0x2u : 0u)
            | (UnderTemperatureWarningValid ? 0x4u : 0u)
            | (CorrectedVolatileWarningValid ? 0x8u : 0u)
            | (CorrectedPersistentWarningValid ? 0x10u : 0u)
            | ((ValidReserved & 0x7u) << 5));
        destination[Field.EnabledAlerts] = (byte)((LifeUsedWarningEnabled ? 0x1u : 0u)
            | (OverTemperatureWarningEnabled ? 0x2u : 0u)
            | (UnderTemperatureWarningEnabled ? 0x4u : 0u)
            | (CorrectedVolatileWarningEnabled ? 0x8u : 0u)
            | (CorrectedPersistentWarningEnabled ? 0x10u : 0u)
            | ((EnabledReserved & 0x7u) << 5));
        destination[Field.LifeUsedWarningThreshold] = LifeUsedWarningThreshold;
        destination[Field.Reserved3] = Reserved3;
        BinaryPrimitives.WriteInt16LittleEndian(destination.Slice(Field.OverTemperatureWarningThreshold), OverTemperatureWarningThreshold);
        BinaryPrimitives.WriteInt16LittleEndian(destination.Slice(Field.UnderTemperatureWarningThreshold), UnderTemperatureWarningThreshold);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.CorrectedVolatileWarningThreshold), CorrectedVolatileWarningThreshold);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.CorrectedPersistentWarningThreshold), CorrectedPersistentWarningThreshold);
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Bits("life_used_warning_valid", Field.ValidAlerts, 1, 0, 1),
            LayoutField.Bits("over_temperature_warning_valid", Field.ValidAlerts, 1, 1, 1),
            LayoutField.Bits("under_temperature_warning_valid", Field.ValidAlerts, 1, 2, 1),
            LayoutField.Bits("corrected_volatile_warning_valid", Field.ValidAlerts, 1, 3, 1),
            LayoutField.Bits("corrected_persistent_warning_valid", Field.ValidAlerts, 1, 4, 1),
            LayoutField.Bits("valid_reserved", Field.ValidAlerts, 1, 5, 3),
            LayoutField.Bits("life_used_warning_enabled", Field.EnabledAlerts, 1, 0, 1),
            LayoutField.Bits("over_temperature_warning_enabled", Field.EnabledAlerts, 1, 1, 1),
            LayoutField.Bits("under_temperature_warning_enabled", Field.EnabledAlerts, 1, 2, 1),
            LayoutField.Bits("corrected_volatile_warning_enabled", Field.EnabledAlerts, 1, 3, 1),
            LayoutField.Bits("corrected_persistent_warning_enabled", Field.EnabledAlerts, 1, 4, 1),
            LayoutField.Bits("enabled_reserved", Field.EnabledAlerts, 1, 5, 3),
            LayoutField.Unsigned("life_used_warning_threshold", Field.LifeUsedWarningThreshold, 1, "%"),
            LayoutField.Bytes("reserved3", Field.Reserved3, 1),
            LayoutField.Signed("over_temperature_warning_threshold", Field.OverTemperatureWarningThreshold, 2, "degrees Celsius"),
            LayoutField.Signed("under_temperature_warning_threshold", Field.UnderTemperatureWarningThreshold, 2, "degrees Celsius"),
            LayoutField.Unsigned("corrected_volatile_warning_threshold", Field.CorrectedVolatileWarningThreshold, 2),
            LayoutField.Unsigned("corrected_persistent_warning_threshold", Field.CorrectedPersistentWarningThreshold, 2),
        ];
        return new Layout("set_alert_configuration_request", "CXL r3.1 8.2.9.9.3.3 Set Alert Configuration (4202h)", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.9.3.3 Set Alert Configuration (4202h), request, read in place.</summary>
public readonly ref struct SetAlertConfigurationRequestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal SetAlertConfigurationRequestView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, SetAlertConfigurationRequest.Field.Size);

    /// <summary>The life used warning is valid.</summary>
    public bool LifeUsedWarningValid => (_bytes[SetAlertConfigurationRequest.Field.ValidAlerts] & 0x1) != 0;

    /// <summary>The over temperature warning is valid.</summary>
    public bool OverTemperatureWarningValid => (_bytes[SetAlertConfigurationRequest.Field.ValidAlerts] & 0x2) != 0;

    /// <summary>The under temperature warning is valid.</summary>
    public bool UnderTemperatureWarningValid => (_bytes[SetAlertConfigurationRequest.Field.ValidAlerts] & 0x4) != 0;

    /// <summary>The corrected volatile warning is valid.</summary>
    public bool CorrectedVolatileWarningValid => (_bytes[SetAlertConfigurationRequest.Field.ValidAlerts] & 0x8) != 0;

    /// <summary>The corrected persistent warning is valid.</summary>
    public bool CorrectedPersistentWarningValid => (_bytes[SetAlertConfigurationRequest.Field.ValidAlerts] & 0x10) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public byte ValidReserved => (byte)(_bytes[SetAlertConfigurationRequest.Field.ValidAlerts] >> 5);

    /// <summary>The life used warning is enabled.</summary>
    public bool LifeUsedWarningEnabled => (_bytes[SetAlertConfigurationRequest.Field.EnabledAlerts] & 0x1) != 0;

    /// <summary>The over temperature warning is enabled.</summary>
    public bool OverTemperatureWarningEnabled => (_bytes[SetAlertConfigurationRequest.Field.EnabledAlerts] & 0x2) != 0;

    /// <summary>The under temperature warning is enabled.</summary>
    public bool UnderTemperatureWarningEnabled => (_bytes[SetAlertConfigurationRequest.Field.EnabledAlerts] & 0x4) != 0;

    /// <summary>The corrected volatile warning is enabled.</summary>
    public bool CorrectedVolatileWarningEnabled => (_bytes[SetAlertConfigurationRequest.Field.EnabledAlerts] & 0x8) != 0;

    /// <summary>The corrected persistent warning is enabled.</summary>
    public bool CorrectedPersistentWarningEnabled => (_bytes[SetAlertConfigurationRequest.Field.EnabledAlerts] & 0x10) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public byte EnabledReserved => (byte)(_bytes[SetAlertConfigurationRequest.Field.EnabledAlerts] >> 5);

    /// <summary>Of the rated life, in percent.</summary>
    public byte LifeUsedWarningThreshold => _bytes[SetAlertConfigurationRequest.Field.LifeUsedWarningThreshold];

    /// <summary>Reserved, kept as received.</summary>
    public byte Reserved3 => _bytes[SetAlertConfigurationRequest.Field.Reserved3];

    /// <summary>Threshold, in degrees Celsius.</summary>
    public short OverTemperatureWarningThreshold => BinaryPrimitives.ReadInt16LittleEndian(_bytes.Slice(SetAlertConfigurationRequest.Field.OverTemperatureWarningThreshold));

    /// <summary>Threshold, in degrees Celsius.</summary>
    public short UnderTemperatureWarningThreshold => BinaryPrimitives.ReadInt16LittleEndian(_bytes.Slice(SetAlertConfigurationRequest.Field.UnderTemperatureWarningThreshold));

    /// <summary>Errors.</summary>
    public ushort CorrectedVolatileWarningThreshold => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(SetAlertConfigurationRequest.Field.CorrectedVolatileWarningThreshold));

    /// <summary>Errors.</summary>
    public ushort CorrectedPersistentWarningThreshold => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(SetAlertConfigurationRequest.Field.CorrectedPersistentWarningThreshold));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out SetAlertConfigurationRequestView view, out LayoutError error)
    {
        bool ok = SetAlertConfigurationRequest.Layout.TryCheck(bytes, out error);
        view = ok ? new SetAlertConfigurationRequestView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public SetAlertConfigurationRequest ToValue() => new()
    {
        LifeUsedWarningValid = LifeUsedWarningValid,
        OverTemperatureWarningValid = OverTemperatureWarningValid,
        UnderTemperatureWarningValid = UnderTemperatureWarningValid,
        CorrectedVolatileWarningValid = CorrectedVolatileWarningValid,
        CorrectedPersistentWarningValid = CorrectedPersistentWarningValid,
        ValidReserved = ValidReserved,
        LifeUsedWarningEnabled = LifeUsedWarningEnabled,
        OverTemperatureWarningEnabled = OverTemperatureWarningEnabled,
        UnderTemperatureWarningEnabled = UnderTemperatureWarningEnabled,
        CorrectedVolatileWarningEnabled = CorrectedVolatileWarningEnabled,
        CorrectedPersistentWarningEnabled = CorrectedPersistentWarningEnabled,
        EnabledReserved = EnabledReserved,
        LifeUsedWarningThreshold = LifeUsedWarningThreshold,
        Reserved3 = Reserved3,
        OverTemperatureWarningThreshold = OverTemperatureWarningThreshold,
        UnderTemperatureWarningThreshold = UnderTemperatureWarningThreshold,
        CorrectedVolatileWarningThreshold = CorrectedVolatileWarningThreshold,
        CorrectedPersistentWarningThreshold = CorrectedPersistentWarningThreshold,
    };
}
