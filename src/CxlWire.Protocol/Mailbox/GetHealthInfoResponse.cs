namespace CxlWire.Protocol.Mailbox;

/// <summary>Get Health Info (4200h), response.</summary>
[Layout("get_health_info_response", "CXL r3.1 8.2.9.9.3.1 Get Health Info (4200h)", 18)]
public readonly partial record struct GetHealthInfoResponse
{
    /// <summary>Bit mask; 0: healthy.</summary>
    [Field(0)] public partial byte HealthStatus { get; init; }

    /// <summary>0: normal.</summary>
    [Field(1)] public partial byte MediaStatus { get; init; }

    /// <summary>Bit mask.</summary>
    [Field(2)] public partial byte AdditionalStatus { get; init; }

    /// <summary>Of the rated life, in percent.</summary>
    [Field(3, Unit = "%")] public partial byte LifeUsed { get; init; }

    /// <summary>Now, in degrees Celsius.</summary>
    [Field(4, Unit = "degrees Celsius")] public partial short DeviceTemperature { get; init; }

    /// <summary>Times.</summary>
    [Field(6)] public partial uint DirtyShutdownCount { get; init; }

    /// <summary>Errors.</summary>
    [Field(10)] public partial uint CorrectedVolatileErrorCount { get; init; }

    /// <summary>Errors.</summary>
    [Field(14)] public partial uint CorrectedPersistentErrorCount { get; init; }
}
