using System.Globalization;
using CxlWire.Cli.Fixtures;
using CxlWire.Device;
using CxlWire.Device.Configuration;

namespace CxlWire.Cli.Serving;

/// <summary>The devices that --device names.</summary>
internal static class DeviceFile
{
    /// <summary>
    /// Devices to serve at once: as many as asked for of each, with paths that end in their numbers, and serial
    /// numbers that go up.
    /// </summary>
    /// <exception cref="CliException">One is no device, or cannot be read.</exception>
    public static DeviceConfiguration[] Load(IReadOnlyList<string> files, int copies)
    {
        DeviceConfiguration[] kinds = files.Count == 0 ? [Load(null)] : [.. files.Select(Load)];
        if (kinds.Length * copies == 1)
            return kinds;
        return
        [
            .. kinds.SelectMany(kind => Enumerable.Range(0, copies).Select(copy => kind with
            {
                SerialNumber = unchecked(kind.SerialNumber + (ulong)copy),
            })).Select((device, number) => device with
            {
                QomPath = string.Create(
                    CultureInfo.InvariantCulture, $"{device.QomPath.TrimEnd("0123456789".ToCharArray())}{number}"),
            }),
        ];
    }

    /// <summary>Reads one; the default device where there is no name.</summary>
    /// <exception cref="CliException">It is no device, or cannot be read.</exception>
    public static DeviceConfiguration Load(string? file) =>
        file is null
            ? DeviceConfiguration.Default
            : SettingsFile.Load(
                file,
                CarriedFiles.Devices,
                path => Checked(DeviceConfigurationFile.Load(path)),
                json => Checked(DeviceConfigurationFile.Parse(json)));

    private static DeviceConfiguration Checked(DeviceConfiguration device)
    {
        CxlDevice.CheckState(device);
        return device;
    }
}
