using CxlWire.Device.Configuration;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Cli.Serving;

/// <summary>Whether payloads are large enough for what drivers ask for first.</summary>
internal static class SmallPayload
{
    // The Linux DCD driver asks 4800h for 8 regions, whatever there are, with a buffer of this size.
    private const int LinuxNeeds = 352;

    /// <summary>What does not fit, in a sentence; null: all does.</summary>
    public static string? Describe(DeviceConfiguration device)
    {
        int needed = GetDynamicCapacityConfigurationResponse.SizeWith(device.Regions.Count);
        if (device.PayloadSize < needed)
        {
            return $"payloads of {device.PayloadSize} bytes are too small for Get Dynamic Capacity Configuration "
                + $"(4800h) with all {device.Regions.Count} regions, which needs {needed}";
        }

        return device.PayloadSize < LinuxNeeds
            ? $"payloads of {device.PayloadSize} bytes are too small for Linux's DCD driver, which needs {LinuxNeeds} "
                + "for Get Dynamic Capacity Configuration (4800h)"
            : null;
    }
}
