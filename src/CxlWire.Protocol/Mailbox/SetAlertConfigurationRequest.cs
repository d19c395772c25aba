namespace CxlWire.Protocol.Mailbox;

/// <summary>Set Alert Configuration (4202h), request.</summary>
[Layout("set_alert_configuration_request", "CXL r3.1 8.2.9.9.3.3 Set Alert Configuration (4202h)", 12)]
public readonly partial record struct SetAlertConfigurationRequest
{
    /// <summary>The life used warning is valid.</summary>
    [Bit(0, 0)] public partial bool LifeUsedWarningValid { get; init; }

    /// <summary>The over temperature warning is valid.</summary>
    [Bit(0, 1)] public partial bool OverTemperatureWarningValid { get; init; }

    /// <summary>The under temperature warning is valid.</summary>
    [Bit(0, 2)] public partial bool UnderTemperatureWarningValid { get; init; }

    /// <summary>The corrected volatile warning is valid.</summary>
    [Bit(0, 3)] public partial bool CorrectedVolatileWarningValid { get; init; }

    /// <summary>The corrected persistent warning is valid.</summary>
    [Bit(0, 4)] public partial bool CorrectedPersistentWarningValid { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(0, 7, 5)] public partial byte ValidReserved { get; init; }

    /// <summary>The life used warning is enabled.</summary>
    [Bit(1, 0)] public partial bool LifeUsedWarningEnabled { get; init; }

    /// <summary>The over temperature warning is enabled.</summary>
    [Bit(1, 1)] public partial bool OverTemperatureWarningEnabled { get; init; }

    /// <summary>The under temperature warning is enabled.</summary>
    [Bit(1, 2)] public partial bool UnderTemperatureWarningEnabled { get; init; }

    /// <summary>The corrected volatile warning is enabled.</summary>
    [Bit(1, 3)] public partial bool CorrectedVolatileWarningEnabled { get; init; }

    /// <summary>The corrected persistent warning is enabled.</summary>
    [Bit(1, 4)] public partial bool CorrectedPersistentWarningEnabled { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(1, 7, 5)] public partial byte EnabledReserved { get; init; }

    /// <summary>Of the rated life, in percent.</summary>
    [Field(2, Unit = "%")] public partial byte LifeUsedWarningThreshold { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Reserved(3, 1)] public partial byte Reserved3 { get; init; }

    /// <summary>Threshold, in degrees Celsius.</summary>
    [Field(4, Unit = "degrees Celsius")] public partial short OverTemperatureWarningThreshold { get; init; }

    /// <summary>Threshold, in degrees Celsius.</summary>
    [Field(6, Unit = "degrees Celsius")] public partial short UnderTemperatureWarningThreshold { get; init; }

    /// <summary>Errors.</summary>
    [Field(8)] public partial ushort CorrectedVolatileWarningThreshold { get; init; }

    /// <summary>Errors.</summary>
    [Field(10)] public partial ushort CorrectedPersistentWarningThreshold { get; init; }
}
