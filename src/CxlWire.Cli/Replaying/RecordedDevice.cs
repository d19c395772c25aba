using CxlWire.Cli.Serving;
using CxlWire.Cli.Text;
using CxlWire.Conversations;
using CxlWire.Device.Configuration;

namespace CxlWire.Cli.Replaying;

/// <summary>The device that a conversation was held with.</summary>
internal static class RecordedDevice
{
    /// <summary>
    /// The device that is in the conversation, or that it names, from beside it or ../devices; else that of --device.
    /// </summary>
    /// <param name="file">The conversation's, or "-".</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="otherwise">What --device says, or null.</param>
    /// <param name="environment">Whose directory standard input is in.</param>
    /// <exception cref="CliException">It is not there.</exception>
    public static DeviceConfiguration Load(
        string file, Conversation conversation, string? otherwise, CliEnvironment environment)
    {
        if (conversation.Configuration is { } configuration)
            return configuration;
        if (conversation.Device is not { } name)
            return DeviceFile.Load(otherwise);
        if (name.Length == 0 || name != Path.GetFileName(name))
            throw new CliException($"{InputFile.NameOf(file)}: a conversation's device is no plain file name");
        string directory = file == InputFile.StandardInput
            ? environment.Directory
            : Path.GetDirectoryName(Path.GetFullPath(file))!;
        string[] places =
            [Path.Combine(directory, name), Path.GetFullPath(Path.Combine(directory, "..", "devices", name))];
        string found = places.FirstOrDefault(File.Exists) ?? otherwise ?? throw new CliException(
            $"{InputFile.NameOf(file)}: its device {name} is neither beside it nor in ../devices: --device may say "
                + "where");
        return DeviceFile.Load(found);
    }
}
