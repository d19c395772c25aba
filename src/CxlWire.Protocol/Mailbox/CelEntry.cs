namespace CxlWire.Protocol.Mailbox;

/// <summary>One command and its effects.</summary>
[Layout("cel_entry", "CXL r3.1 8.2.9.5.2.1 Command Effects Log Entry", 4)]
public readonly partial record struct CelEntry
{
    /// <summary>The command.</summary>
    [Field(0, HexDigits = 4)] public partial Opcode Opcode { get; init; }

    /// <summary>Changes configuration after a cold reset.</summary>
    [Bit(2, 0)] public partial bool ConfigurationChangeAfterColdReset { get; init; }

    /// <summary>Changes configuration at once.</summary>
    [Bit(2, 1)] public partial bool ImmediateConfigurationChange { get; init; }

    /// <summary>Changes data at once.</summary>
    [Bit(2, 2)] public partial bool ImmediateDataChange { get; init; }

    /// <summary>Changes policy at once.</summary>
    [Bit(2, 3)] public partial bool ImmediatePolicyChange { get; init; }

    /// <summary>Changes a log at once.</summary>
    [Bit(2, 4)] public partial bool ImmediateLogChange { get; init; }

    /// <summary>Changes the security state.</summary>
    [Bit(2, 5)] public partial bool SecurityStateChange { get; init; }

    /// <summary>May run in the background.</summary>
    [Bit(2, 6)] public partial bool BackgroundOperation { get; init; }

    /// <summary>The secondary mailbox carries it.</summary>
    [Bit(2, 7)] public partial bool SecondaryMailboxSupported { get; init; }

    /// <summary>Can be aborted.</summary>
    [Bit(2, 8)] public partial bool RequestAbortBackgroundOperationSupported { get; init; }

    /// <summary>The next two bits count.</summary>
    [Bit(2, 9)] public partial bool ExtendedEffectsValid { get; init; }

    /// <summary>Changes configuration after a conventional reset.</summary>
    [Bit(2, 10)] public partial bool ConfigurationChangeAfterConventionalReset { get; init; }

    /// <summary>Changes configuration after a CXL reset.</summary>
    [Bit(2, 11)] public partial bool ConfigurationChangeAfterCxlReset { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    [Bits(2, 15, 12)] public partial byte EffectsReserved { get; init; }
}
