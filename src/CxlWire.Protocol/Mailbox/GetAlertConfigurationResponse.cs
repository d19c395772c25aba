namespace CxlWire.Protocol.Mailbox;

/// <summary>Get Alert Configuration (4201h), response.</summary>
[Layout("get_alert_configuration_response", "CXL r3.1 8.2.9.9.3.2 Get Alert Configuration (4201h)", 16)]
public readonly partial record struct GetAlertConfigurationResponse
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

    /// <summary>The life used warning is programmable.</summary>
    [Bit(1, 0)] public partial bool LifeUsedWarningProgrammable { get; init; }

    /// <summary>The over temperature warning is programmable.</summary>
    [Bit(1, 1)] public partial bool OverTemperatureWarningProgrammable { get; init; }

    /// <summary>The under temperature warning is programmable.</summary>
    [Bit(1, 2)] public partial bool UnderTemperatureWarningProgrammable { get; init; }

    /// <summary>The corrected volatile warning is programmable.</summary>
    [Bit(1, 3)] public partial bool CorrectedVolatileWarningProgrammable { get; init; }

    /// <summary>The corrected persistent warning is programmable.</summary>
    [Bit(1, 4)] public partial bool CorrectedPersistentWarningProgrammable { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(1, 7, 5)] public partial byte ProgrammableReserved { get; init; }

    /// <summary>Of the rated life, in percent.</summary>
    [Field(2, Unit = "%")] public partial byte LifeUsedCriticalThreshold { get; init; }

    /// <summary>Of the rated life, in percent.</summary>
    [Field(3, Unit = "%")] public partial byte LifeUsedWarningThreshold { get; init; }

    /// <summary>Threshold, in degrees Celsius.</summary>
    [Field(4, Unit = "degrees Celsius")] public partial short OverTemperatureCriticalThreshold { get; init; }

    /// <summary>Threshold, in degrees Celsius.</summary>
    [Field(6, Unit = "degrees Celsius")] public partial short UnderTemperatureCriticalThreshold { get; init; }

    /// <summary>Threshold, in degrees Celsius.</summary>
    [Field(8, Unit = "degrees Celsius")] public partial short OverTemperatureWarningThreshold { get; init; }

    /// <summary>Threshold, in degrees Celsius.</summary>
    [Field(10, Unit = "degrees Celsius")] public partial short UnderTemperatureWarningThreshold { get; init; }

    /// <summary>Errors.</summary>
    [Field(12)] public partial ushort CorrectedVolatileWarningThreshold { get; init; }

    /// <summary>Errors.</summary>
    [Field(14)] public partial ushort CorrectedPersistentWarningThreshold { get; init; }
}
