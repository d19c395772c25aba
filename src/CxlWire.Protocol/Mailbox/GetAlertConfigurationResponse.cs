using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Mailbox;

/// <summary>CXL r3.1 8.2.9.9.3.2 Get Alert Configuration (4201h), response, 16 bytes.</summary>
/// <remarks>The value; <see cref="GetAlertConfigurationResponseView"/> reads single fields in place.</remarks>
public readonly record struct GetAlertConfigurationResponse
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int ValidAlerts = 0;
        public const int EnabledAlerts = 1;
        public const int LifeUsedCriticalThreshold = 2;
        public const int LifeUsedWarningThreshold = 3;
        public const int OverTemperatureCriticalThreshold = 4;
        public const int UnderTemperatureCriticalThreshold = 6;
        public const int OverTemperatureWarningThreshold = 8;
        public const int UnderTemperatureWarningThreshold = 10;
        public const int CorrectedVolatileWarningThreshold = 12;
        public const int CorrectedPersistentWarningThreshold = 14;
        public const int Size = 16;
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

    /// <summary>The life used warning is programmable.</summary>
    public bool LifeUsedWarningProgrammable { get; init; }

    /// <summary>The over temperature warning is programmable.</summary>
    public bool OverTemperatureWarningProgrammable { get; init; }

    /// <summary>The under temperature warning is programmable.</summary>
    public bool UnderTemperatureWarningProgrammable { get; init; }

    /// <summary>The corrected volatile warning is programmable.</summary>
    public bool CorrectedVolatileWarningProgrammable { get; init; }

    /// <summary>The corrected persistent warning is programmable.</summary>
    public bool CorrectedPersistentWarningProgrammable { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte ProgrammableReserved { get; init; }

    /// <summary>Of the rated life, in percent.</summary>
    public byte LifeUsedCriticalThreshold { get; init; }

    /// <summary>Of the rated life, in percent.</summary>
    public byte LifeUsedWarningThreshold { get; init; }

    /// <summary>Threshold, in degrees Celsius.</summary>
    public short OverTemperatureCriticalThreshold { get; init; }

    /// <summary>Threshold, in degrees Celsius.</summary>
    public short UnderTemperatureCriticalThreshold { get; init; }

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
    public static bool TryRead(ReadOnlySpan<byte> bytes, out GetAlertConfigurationResponse value, out LayoutError error)
    {
        bool ok = GetAlertConfigurationResponseView.TryCreate(bytes, out GetAlertConfigurationResponseView view, out error);
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

    internal static GetAlertConfigurationResponse Read(ReadOnlySpan<byte> bytes) => new GetAlertConfigurationResponseView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        destination[Field.ValidAlerts] = (byte)((LifeUsedWarningValid ? 0x1u : 0u)
            | (OverTemperatureWarningValid ? 0x2u : 0u)
            | (UnderTemperatureWarningValid ? 0x4u : 0u)
            | (CorrectedVolatileWarningValid ? 0x8u : 0u)
            | (CorrectedPersistentWarningValid ? 0x10u : 0u)
            | ((ValidReserved & 0x7u) << 5));
        destination[Field.EnabledAlerts] = (byte)((LifeUsedWarningProgrammable ? 0x1u : 0u)
            | (OverTemperatureWarningProgrammable ? 0x2u : 0u)
            | (UnderTemperatureWarningProgrammable ? 0x4u : 0u)
            | (CorrectedVolatileWarningProgrammable ? 0x8u : 0u)
            | (CorrectedPersistentWarningProgrammable ? 0x10u : 0u)
            | ((ProgrammableReserved & 0x7u) << 5));
        destination[Field.LifeUsedCriticalThreshold] = LifeUsedCriticalThreshold;
        destination[Field.LifeUsedWarningThreshold] = LifeUsedWarningThreshold;
        BinaryPrimitives.WriteInt16LittleEndian(destination.Slice(Field.OverTemperatureCriticalThreshold), OverTemperatureCriticalThreshold);
        BinaryPrimitives.WriteInt16LittleEndian(destination.Slice(Field.UnderTemperatureCriticalThreshold), UnderTemperatureCriticalThreshold);
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
            LayoutField.Bits("life_used_warning_programmable", Field.EnabledAlerts, 1, 0, 1),
            LayoutField.Bits("over_temperature_warning_programmable", Field.EnabledAlerts, 1, 1, 1),
            LayoutField.Bits("under_temperature_warning_programmable", Field.EnabledAlerts, 1, 2, 1),
            LayoutField.Bits("corrected_volatile_warning_programmable", Field.EnabledAlerts, 1, 3, 1),
            LayoutField.Bits("corrected_persistent_warning_programmable", Field.EnabledAlerts, 1, 4, 1),
            LayoutField.Bits("programmable_reserved", Field.EnabledAlerts, 1, 5, 3),
            LayoutField.Unsigned("life_used_critical_threshold", Field.LifeUsedCriticalThreshold, 1, "%"),
            LayoutField.Unsigned("life_used_warning_threshold", Field.LifeUsedWarningThreshold, 1, "%"),
            LayoutField.Signed("over_temperature_critical_threshold", Field.OverTemperatureCriticalThreshold, 2, "degrees Celsius"),
            LayoutField.Signed("under_temperature_critical_threshold", Field.UnderTemperatureCriticalThreshold, 2, "degrees Celsius"),
            LayoutField.Signed("over_temperature_warning_threshold", Field.OverTemperatureWarningThreshold, 2, "degrees Celsius"),
            LayoutField.Signed("under_temperature_warning_threshold", Field.UnderTemperatureWarningThreshold, 2, "degrees Celsius"),
            LayoutField.Unsigned("corrected_volatile_warning_threshold", Field.CorrectedVolatileWarningThreshold, 2),
            LayoutField.Unsigned("corrected_persistent_warning_threshold", Field.CorrectedPersistentWarningThreshold, 2),
        ];
        return new Layout("get_alert_configuration_response", "CXL r3.1 8.2.9.9.3.2 Get Alert Configuration (4201h)", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.9.3.2 Get Alert Configuration (4201h), response, read in place.</summary>
public readonly ref struct GetAlertConfigurationResponseView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal GetAlertConfigurationResponseView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, GetAlertConfigurationResponse.Field.Size);

    /// <summary>The life used warning is valid.</summary>
    public bool LifeUsedWarningValid => (_bytes[GetAlertConfigurationResponse.Field.ValidAlerts] & 0x1) != 0;

    /// <summary>The over temperature warning is valid.</summary>
    public bool OverTemperatureWarningValid => (_bytes[GetAlertConfigurationResponse.Field.ValidAlerts] & 0x2) != 0;

    /// <summary>The under temperature warning is valid.</summary>
    public bool UnderTemperatureWarningValid => (_bytes[GetAlertConfigurationResponse.Field.ValidAlerts] & 0x4) != 0;

    /// <summary>The corrected volatile warning is valid.</summary>
    public bool CorrectedVolatileWarningValid => (_bytes[GetAlertConfigurationResponse.Field.ValidAlerts] & 0x8) != 0;

    /// <summary>The corrected persistent warning is valid.</summary>
    public bool CorrectedPersistentWarningValid => (_bytes[GetAlertConfigurationResponse.Field.ValidAlerts] & 0x10) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public byte ValidReserved => (byte)(_bytes[GetAlertConfigurationResponse.Field.ValidAlerts] >> 5);

    /// <summary>The life used warning is programmable.</summary>
    public bool LifeUsedWarningProgrammable => (_bytes[GetAlertConfigurationResponse.Field.EnabledAlerts] & 0x1) != 0;

    /// <summary>The over temperature warning is programmable.</summary>
    public bool OverTemperatureWarningProgrammable => (_bytes[GetAlertConfigurationResponse.Field.EnabledAlerts] & 0x2) != 0;

    /// <summary>The under temperature warning is programmable.</summary>
    public bool UnderTemperatureWarningProgrammable => (_bytes[GetAlertConfigurationResponse.Field.EnabledAlerts] & 0x4) != 0;

    /// <summary>The corrected volatile warning is programmable.</summary>
    public bool CorrectedVolatileWarningProgrammable => (_bytes[GetAlertConfigurationResponse.Field.EnabledAlerts] & 0x8) != 0;

    /// <summary>The corrected persistent warning is programmable.</summary>
    public bool CorrectedPersistentWarningProgrammable => (_bytes[GetAlertConfigurationResponse.Field.EnabledAlerts] & 0x10) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public byte ProgrammableReserved => (byte)(_bytes[GetAlertConfigurationResponse.Field.EnabledAlerts] >> 5);

    /// <summary>Of the rated life, in percent.</summary>
    public byte LifeUsedCriticalThreshold => _bytes[GetAlertConfigurationResponse.Field.LifeUsedCriticalThreshold];

    /// <summary>Of the rated life, in percent.</summary>
    public byte LifeUsedWarningThreshold => _bytes[GetAlertConfigurationResponse.Field.LifeUsedWarningThreshold];

    /// <summary>Threshold, in degrees Celsius.</summary>
    public short OverTemperatureCriticalThreshold => BinaryPrimitives.ReadInt16LittleEndian(_bytes.Slice(GetAlertConfigurationResponse.Field.OverTemperatureCriticalThreshold));

    /// <summary>Threshold, in degrees Celsius.</summary>
    public short UnderTemperatureCriticalThreshold => BinaryPrimitives.ReadInt16LittleEndian(_bytes.Slice(GetAlertConfigurationResponse.Field.UnderTemperatureCriticalThreshold));

    /// <summary>Threshold, in degrees Celsius.</summary>
    public short OverTemperatureWarningThreshold => BinaryPrimitives.ReadInt16LittleEndian(_bytes.Slice(GetAlertConfigurationResponse.Field.OverTemperatureWarningThreshold));

    /// <summary>Threshold, in degrees Celsius.</summary>
    public short UnderTemperatureWarningThreshold => BinaryPrimitives.ReadInt16LittleEndian(_bytes.Slice(GetAlertConfigurationResponse.Field.UnderTemperatureWarningThreshold));

    /// <summary>Errors.</summary>
    public ushort CorrectedVolatileWarningThreshold => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetAlertConfigurationResponse.Field.CorrectedVolatileWarningThreshold));

    /// <summary>Errors.</summary>
    public ushort CorrectedPersistentWarningThreshold => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(GetAlertConfigurationResponse.Field.CorrectedPersistentWarningThreshold));

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out GetAlertConfigurationResponseView view, out LayoutError error)
    {
        bool ok = GetAlertConfigurationResponse.Layout.TryCheck(bytes, out error);
        view = ok ? new GetAlertConfigurationResponseView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public GetAlertConfigurationResponse ToValue() => new()
    {
        LifeUsedWarningValid = LifeUsedWarningValid,
        OverTemperatureWarningValid = OverTemperatureWarningValid,
        UnderTemperatureWarningValid = UnderTemperatureWarningValid,
        CorrectedVolatileWarningValid = CorrectedVolatileWarningValid,
        CorrectedPersistentWarningValid = CorrectedPersistentWarningValid,
        ValidReserved = ValidReserved,
        LifeUsedWarningProgrammable = LifeUsedWarningProgrammable,
        OverTemperatureWarningProgrammable = OverTemperatureWarningProgrammable,
        UnderTemperatureWarningProgrammable = UnderTemperatureWarningProgrammable,
        CorrectedVolatileWarningProgrammable = CorrectedVolatileWarningProgrammable,
        CorrectedPersistentWarningProgrammable = CorrectedPersistentWarningProgrammable,
        ProgrammableReserved = ProgrammableReserved,
        LifeUsedCriticalThreshold = LifeUsedCriticalThreshold,
        LifeUsedWarningThreshold = LifeUsedWarningThreshold,
        OverTemperatureCriticalThreshold = OverTemperatureCriticalThreshold,
        UnderTemperatureCriticalThreshold = UnderTemperatureCriticalThreshold,
        OverTemperatureWarningThreshold = OverTemperatureWarningThreshold,
        UnderTemperatureWarningThreshold = UnderTemperatureWarningThreshold,
        CorrectedVolatileWarningThreshold = CorrectedVolatileWarningThreshold,
        CorrectedPersistentWarningThreshold = CorrectedPersistentWarningThreshold,
    };
}
