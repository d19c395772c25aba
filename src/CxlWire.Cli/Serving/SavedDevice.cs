using CxlWire.Device.Configuration;
using CxlWire.Device.Json;

namespace CxlWire.Cli.Serving;

/// <summary>The files of x-cxlwire-save and x-cxlwire-load; what goes wrong is said in words of our own.</summary>
internal static class SavedDevice
{
    /// <summary>Writes a device file, in place of no other kind of file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string file, DeviceConfiguration device)
    {
        if (File.Exists(file) && TryRead(file) is null)
            throw new IOException($"{file}: exists, and is no device file: it is left alone");
        InOwnWords(file, () =>
        {
            DeviceConfigurationWriter.Save(file, device, flush: true);
            return device;
        });
    }

    /// <summary>Reads a device file.</summary>
    /// <exception cref="IOException">It cannot be read, or is none.</exception>
    public static DeviceConfiguration Read(string file)
    {
        try
        {
            return InOwnWords(file, () => DeviceConfigurationFile.Load(file));
        }
        catch (JsonFileException e)
        {
            throw new IOException($"{file}: {e.Message}", e);
        }
    }

    private static DeviceConfiguration? TryRead(string file)
    {
        try
        {
            return DeviceConfigurationFile.Load(file);
        }
        catch (Exception e) when (e is JsonFileException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static DeviceConfiguration InOwnWords(string file, Func<DeviceConfiguration> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (FileSizeLimit.IsDiskError(e) || e is ArgumentException or NotSupportedException)
        {
            throw new IOException(
                FileError.Describe(e).Replace($"{file}.new: ", $"{file}: ", StringComparison.Ordinal), e);
        }
    }
}
