namespace CxlWire.Golden;

/// <summary>A directory of golden files: folders of cases, or one such folder.</summary>
public static class GoldenDirectory
{
    /// <summary>Verifies every case: each .bin and .json directly in the directory or in a folder of it.</summary>
    /// <param name="directory">Path; one that cannot be read is a mismatch, as are files that cannot.</param>
    /// <param name="verified">Told of each case by its name, with what is not as it says; null: nobody is.</param>
    public static GoldenReport Verify(
        string directory, Action<string, IReadOnlyList<GoldenMismatch>>? verified = null)
    {
        ArgumentNullException.ThrowIfNull(directory);
        string[] cases;
        try
        {
            cases = Cases(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new GoldenReport(
                0, 0, 0, [new GoldenMismatch(directory, "", null, "a directory of golden files", Describe(e))]);
        }

        return Verify(cases.Select(path =>
            GoldenCase.TryLoad(path, out GoldenCase? golden, out GoldenMismatch? unreadable)
                ? (golden, null)
                : ((GoldenCase?)null, unreadable)), verified);
    }

    /// <summary>Verifies cases that have been read, wherever from.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="verified">As for a directory.</param>
    public static GoldenReport Verify(
        IEnumerable<GoldenCase> cases, Action<string, IReadOnlyList<GoldenMismatch>>? verified = null)
    {
        ArgumentNullException.ThrowIfNull(cases);
        return Verify(cases.Select(golden => ((GoldenCase?)golden, (GoldenMismatch?)null)), verified);
    }

    private static GoldenReport Verify(
        IEnumerable<(GoldenCase? Golden, GoldenMismatch? Unreadable)> cases,
        Action<string, IReadOnlyList<GoldenMismatch>>? verified)
    {
        var mismatches = new List<GoldenMismatch>();
        int total = 0;
        int accepted = 0;
        int refused = 0;
        foreach ((GoldenCase? golden, GoldenMismatch? unreadable) in cases)
        {
            total++;
            IReadOnlyList<GoldenMismatch> found = golden is null ? [unreadable!] : golden.Verify();
            mismatches.AddRange(found);
            verified?.Invoke(golden?.Name ?? unreadable!.Case, found);
            if (found.Count > 0)
                continue;
            if (golden!.Refusal is null)
                accepted++;
            else
                refused++;
        }

        return new GoldenReport(total, accepted, refused, mismatches);
    }

    /// <summary>Why a file or directory cannot be read; .NET's own words are about its calls.</summary>
    internal static string Describe(Exception e) => e switch
    {
        DirectoryNotFoundException or ArgumentException => "no such directory",
        FileNotFoundException => "no such file",
        UnauthorizedAccessException => "permission denied",
        _ when e.Message.IndexOf(" : '", StringComparison.Ordinal) is > 0 and var end =>
            e.Message[..end].ToLowerInvariant(),
        _ => "cannot be read",
    };

    /// <summary>Paths of the .bin files, and of those that are missing beside a .json.</summary>
    private static string[] Cases(string directory) =>
    [
        .. Directory.EnumerateDirectories(directory).Prepend(directory)
            .SelectMany(Directory.EnumerateFiles)
            .Where(f => Path.GetExtension(f) is ".bin" or ".json")
            .Select(f => Path.ChangeExtension(f, ".bin"))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}
