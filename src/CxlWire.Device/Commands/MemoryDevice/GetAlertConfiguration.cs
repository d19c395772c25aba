using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.MemoryDevice;

/// <summary>CXL r3.1 8.2.9.9.3.2 Get Alert Configuration (4201h): every warning may be programmed.</summary>
internal static class GetAlertConfiguration
{
    // What the device would call critical; the host cannot change these.
    private const byte LifeUsedCritical = 95;
    private const short OverTemperatureCritical = 85;
    private const short UnderTemperatureCritical = -10;

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        SetAlertConfigurationRequest set = port.Host!.Alerts;
        new GetAlertConfigurationResponse
        {
            LifeUsedWarningValid = set.LifeUsedWarningEnabled,
            OverTemperatureWarningValid = set.OverTemperatureWarningEnabled,
            UnderTemperatureWarningValid = set.UnderTemperatureWarningEnabled,
            CorrectedVolatileWarningValid = set.CorrectedVolatileWarningEnabled,
            CorrectedPersistentWarningValid = set.CorrectedPersistentWarningEnabled,
            LifeUsedWarningProgrammable = true,
            OverTemperatureWarningProgrammable = true,
            UnderTemperatureWarningProgrammable = true,
            CorrectedVolatileWarningProgrammable = true,
            CorrectedPersistentWarningProgrammable = true,
            LifeUsedCriticalThreshold = LifeUsedCritical,
            LifeUsedWarningThreshold = set.LifeUsedWarningThreshold,
            OverTemperatureCriticalThreshold = OverTemperatureCritical,
            UnderTemperatureCriticalThreshold = UnderTemperatureCritical,
            OverTemperatureWarningThreshold = set.OverTemperatureWarningThreshold,
            UnderTemperatureWarningThreshold = set.UnderTemperatureWarningThreshold,
            CorrectedVolatileWarningThreshold = set.CorrectedVolatileWarningThreshold,
            CorrectedPersistentWarningThreshold = set.CorrectedPersistentWarningThreshold,
        }.TryWrite(reply);
        return CommandResult.Success(GetAlertConfigurationResponse.Size);
    }
}
