using System.Diagnostics;
using CxlWire.Golden;

namespace CxlWire.Cli.Fixtures;

/// <summary>The golden messages that the command carries along.</summary>
internal static class GoldenCases
{
    /// <summary>All, in the order of their names.</summary>
    public static IEnumerable<GoldenCase> Carried() =>
        from path in CarriedFiles.Paths()
        where path.StartsWith($"{CarriedFiles.Messages}/", StringComparison.Ordinal)
            && path.EndsWith(".bin", StringComparison.Ordinal)
        select Parse(path);

    private static GoldenCase Parse(string path)
    {
        string name = Path.ChangeExtension(path, null)[(CarriedFiles.Messages.Length + 1)..];
        byte[] json = CarriedFiles.Read(Path.ChangeExtension(path, ".json"));
        return GoldenCase.TryParse(
            name, CarriedFiles.Read(path), json, out GoldenCase? golden, out GoldenMismatch? mismatch)
            ? golden
            : throw new UnreachableException(mismatch.ToString());
    }
}
