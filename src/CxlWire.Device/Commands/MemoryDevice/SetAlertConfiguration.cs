using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.MemoryDevice;

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
