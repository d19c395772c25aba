namespace CxlWire.Cli.Demonstration;

/// <summary>
/// The two examples of the message that introduced these commands to QEMU, word for word ("hw/cxl/events: Add
/// qmp interfaces to add/release dynamic capacity extents", version 8, May 2024): the files of fixtures/qmp.
/// </summary>
internal static class Snippets
{
    /// <summary>Negotiates, then adds two extents of 128 MiB to region 0.</summary>
    public static string Add { get; } = Load("add-two-extents.json");

    /// <summary>Asks for the second extent back.</summary>
    public static string Release { get; } = Load("release-second-extent.json");

    private static string Load(string resource)
    {
        using Stream stream = typeof(Snippets).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
