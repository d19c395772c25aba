namespace CxlWire.Cli.Text;

/// <summary>
/// Section numbers as a revision of the specification has them. What stands in r3.1's 8.2.9, component command
/// interface, is 8.2.10 in r4.0 (as it is in r3.2), with the same numbers below; sections of chapter 7 keep theirs.
/// Linux's series about dynamic capacity cites both.
/// </summary>
internal static class SpecificationRevision
{
    /// <summary>The one that the code names sections of.</summary>
    public const string Own = "r3.1";

    /// <summary>The newest.</summary>
    public const string Newest = "r4.0";

    /// <summary>Those whose numbers are known.</summary>
    public static IReadOnlyList<string> Known { get; } = [Own, Newest];

    /// <summary>A section's number, or text that begins with "CXL r3.1" and one, as a revision has it.</summary>
    public static string Renumber(string section, string revision) => revision == Own
        ? section
        : section.Replace($"CXL {Own} ", $"CXL {revision} ", StringComparison.Ordinal)
            .Replace("8.2.9.", "8.2.10.", StringComparison.Ordinal);
}
