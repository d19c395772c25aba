namespace CxlWire.Protocol.Commands;

/// <summary>CXL r3.1 8.2.9.5.2.1: effects of a command, as the Command Effects Log has them.</summary>
[Flags]
public enum CommandEffects
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Configuration changes after a cold reset.</summary>
    ConfigurationChangeAfterColdReset = 1 << 0,

    /// <summary>Configuration changes at once.</summary>
    ImmediateConfigurationChange = 1 << 1,

    /// <summary>Data change at once.</summary>
    ImmediateDataChange = 1 << 2,

    /// <summary>Policy changes at once.</summary>
    ImmediatePolicyChange = 1 << 3,

    /// <summary>A log changes at once.</summary>
    ImmediateLogChange = 1 << 4,

    /// <summary>The security state changes.</summary>
    SecurityStateChange = 1 << 5,

    /// <summary>The command may run in the background.</summary>
    BackgroundOperation = 1 << 6,

    /// <summary>The secondary mailbox carries it.</summary>
    SecondaryMailboxSupported = 1 << 7,

    /// <summary>0005h can abort it while it runs in the background.</summary>
    RequestAbortBackgroundOperationSupported = 1 << 8,

    /// <summary>The next two bits count.</summary>
    ExtendedEffectsValid = 1 << 9,

    /// <summary>Configuration changes after a conventional reset.</summary>
    ConfigurationChangeAfterConventionalReset = 1 << 10,

    /// <summary>Configuration changes after a CXL reset.</summary>
    ConfigurationChangeAfterCxlReset = 1 << 11,
}
