namespace CxlWire.Protocol.Generator.Layouts;

/// <summary>Writes the list of all layouts, and those that are another under a payload's name.</summary>
internal static class RegistryWriter
{
    public static string Write(IReadOnlyList<RegistryEntry> entries)
    {
        SourceText text = SourceText.Begin("CxlWire.Protocol", "System.Collections.Generic");
        text.Lines("""
            partial class Layouts
            {
            /// <summary>All of them: what payloads are made of, then the payloads, each by name.</summary>
            public static IReadOnlyList<Layout> All { get; }
            """);
        foreach (RegistryEntry entry in entries.Where(entry => entry.Declaration.Length > 0))
            text.Line().Lines(entry.Declaration);

        // The list stands last, because static members are initialized in the order in which they stand.
        text.Lines("""

            static Layouts() => All =
            [
            Layout.Empty,
            """);
        IEnumerable<RegistryEntry> inOrder =
            entries.OrderBy(entry => entry.IsPayload).ThenBy(entry => entry.Name, StringComparer.Ordinal);
        foreach (RegistryEntry entry in inOrder)
            text.Line($"{entry.Expression},");
        return text.Line("];").Line("}").ToString();
    }
}
