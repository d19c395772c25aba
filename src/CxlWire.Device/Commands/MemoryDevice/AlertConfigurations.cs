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

/// <summary>CXL r3.1 8.2.9.9.3.3 Set Alert Configuration (4202h): what is not marked valid stays as it is.</summary>
internal static class SetAlertConfiguration
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        SetAlertConfigurationRequest.TryRead(request, out SetAlertConfigurationRequest set, out _);
        SetAlertConfigurationRequest was = port.Host!.Alerts;
        if (set.LifeUsedWarningValid)
        {
            was = was with
            {
                LifeUsedWarningEnabled = set.LifeUsedWarningEnabled,
                LifeUsedWarningThreshold = set.LifeUsedWarningThreshold,
            };
        }

        if (set.OverTemperatureWarningValid)
        {
            was = was with
            {
                OverTemperatureWarningEnabled = set.OverTemperatureWarningEnabled,
                OverTemperatureWarningThreshold = set.OverTemperatureWarningThreshold,
            };
        }

        if (set.UnderTemperatureWarningValid)
        {
            was = was with
            {
                UnderTemperatureWarningEnabled = set.UnderTemperatureWarningEnabled,
                UnderTemperatureWarningThreshold = set.UnderTemperatureWarningThreshold,
            };
        }

        if (set.CorrectedVolatileWarningValid)
        {
            was = was with
            {
                CorrectedVolatileWarningEnabled = set.CorrectedVolatileWarningEnabled,
                CorrectedVolatileWarningThreshold = set.CorrectedVolatileWarningThreshold,
            };
        }

        if (set.CorrectedPersistentWarningValid)
        {
            was = was with
            {
                CorrectedPersistentWarningEnabled = set.CorrectedPersistentWarningEnabled,
                CorrectedPersistentWarningThreshold = set.CorrectedPersistentWarningThreshold,
            };
        }

        port.Host.Alerts = was;
        return CommandResult.Success();
    }
}
