using CxlWire.Device.Json;

namespace CxlWire.Cli.Serving;

/// <summary>Files that options name.</summary>
internal static class SettingsFile
{
    /// <summary>Reads one.</summary>
    /// <exception cref="CliException">It says something that cannot be.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static T Load<T>(string file, Func<string, T> load)
    {
        try
        {
            return load(file);
        }
        catch (JsonFileException e)
        {
            throw new CliException($"{file}: {e.Message}");
        }
    }
}
