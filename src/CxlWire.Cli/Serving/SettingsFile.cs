using CxlWire.Cli.Fixtures;
using CxlWire.Device.Json;

namespace CxlWire.Cli.Serving;

/// <summary>Files that options name: by path, or by "@" and the name of one that this command carries along.</summary>
internal static class SettingsFile
{
    /// <summary>Reads one.</summary>
    /// <param name="file">Path, or "@NAME".</param>
    /// <param name="folder">Where those are that the command carries along: "devices".</param>
    /// <param name="load">Reads a path.</param>
    /// <param name="parse">Reads UTF-8.</param>
    /// <exception cref="CliException">It says something that cannot be, or there is none of that name.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static T Load<T>(string file, string folder, Func<string, T> load, Func<ReadOnlyMemory<byte>, T> parse)
    {
        try
        {
            return CarriedFiles.IsName(file) ? parse(CarriedFiles.Find(file, folder)) : load(file);
        }
        catch (JsonFileException e)
        {
            throw new CliException($"{file}: {e.Message}");
        }
    }
}
