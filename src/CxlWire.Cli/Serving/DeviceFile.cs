using CxlWire.Device;

namespace CxlWire.Cli.Serving;

/// <summary>The device that --device names.</summary>
internal static class DeviceFile
{
    /// <summary>Reads it; the default device where there is no name.</summary>
    /// <exception cref="CliException">It is no device, or cannot be read.</exception>
    public static DeviceConfiguration Load(string? file)
    {
        if (file is null)
            return DeviceConfiguration.Default;
        try
        {
            return DeviceConfigurationFile.Load(file);
        }
        catch (DeviceConfigurationException e)
        {
            throw new CliException($"{file}: {e.Message}");
        }
    }
}
