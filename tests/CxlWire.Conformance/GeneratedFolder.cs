namespace CxlWire.Conformance;

/// <summary>A folder of which every file is written by a test. CXLWIRE_UPDATE=1 writes it anew.</summary>
internal static class GeneratedFolder
{
    /// <summary>Fails where the folder has other files, or files with another text.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="expected">Text by path in the folder, with slashes.</param>
    public static void Hold(string folder, SortedDictionary<string, string> expected)
    {
        if (Environment.GetEnvironmentVariable("CXLWIRE_UPDATE") == "1")
            Write(folder, expected);
        Assert.Equal(expected.Keys, Files(folder));
        Assert.All(expected, file => Assert.Equal(file.Value, File.ReadAllText(Path.Combine(folder, file.Key))));
    }

    private static void Write(string folder, SortedDictionary<string, string> expected)
    {
        Directory.CreateDirectory(folder);
        foreach (string gone in Files(folder).Except(expected.Keys))
            File.Delete(Path.Combine(folder, gone));
        foreach ((string name, string text) in expected)
        {
            string path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
}
