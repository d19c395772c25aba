using System.Reflection;
using CxlWire.Cli.Text;

namespace CxlWire.Cli.Fixtures;

/// <summary>The files of fixtures/ that the command carries along.</summary>
internal static class CarriedFiles
{
    /// <summary>Folder of the devices.</summary>
    public const string Devices = "devices";

    /// <summary>Folder of the scenarios of faults.</summary>
    public const string Scenarios = "scenarios";

    /// <summary>Folder of the cases that drivers are put into.</summary>
    public const string Cases = "cases";

    /// <summary>Folder of the golden messages.</summary>
    public const string Messages = "messages";

    private const char Mark = '@';
    private const string Prefix = "fixtures/";
    private const string Extension = ".json";
    private const string SchemaExtension = ".schema.json";

    private static readonly Assembly _assembly = typeof(CarriedFiles).Assembly;

    /// <summary>Paths of all, "devices/default.json", in their order.</summary>
    public static string[] Paths() =>
    [
        .. _assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether a text names one of these, and no path: "@default".</summary>
    public static bool IsName(string text) => text.StartsWith(Mark);

    /// <summary>Names of the devices, scenarios or cases: "@default".</summary>
    public static IEnumerable<string> Names(string folder) =>
        Paths()
            .Where(path => path.StartsWith($"{folder}/", StringComparison.Ordinal)
                && !path.EndsWith(SchemaExtension, StringComparison.Ordinal))
            .Select(path => Mark + path[(folder.Length + 1)..^Extension.Length])
            .Order(StringComparer.Ordinal);

    /// <summary>Bytes of the one that is named.</summary>
    /// <exception cref="CliException">There is none; the message says which there are.</exception>
    public static byte[] Find(string name, string folder) =>
        Names(folder).Contains(name, StringComparer.Ordinal)
            ? Read($"{folder}/{name[1..]}{Extension}")
            : throw new CliException(
                $"{name}: the command carries no such file; its {folder} are {string.Join(", ", Names(folder))}. "
                    + $"A file of that name is ./{name}{Guess.Of(name, Names(folder))}");

    /// <summary>Bytes of one of <see cref="Paths"/>.</summary>
    public static byte[] Read(string path)
    {
        using Stream stream = _assembly.GetManifestResourceStream(Prefix + path)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
