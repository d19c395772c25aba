using System.Text.RegularExpressions;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>What a reader may rely on in every source file. A failure names file, line and rule.</summary>
public partial class StyleRules
{
    private const int MaxColumns = 120;
    private const int MaxLines = 399;

    /// <summary>Namespaces that others fix: the compiler's, and the one that generated parsers name.</summary>
    private static readonly string[] _foreignNamespaces = [
        "src/CxlWire.Protocol/Polyfills.cs", "src/CxlWire.Protocol.Generator/Polyfills.cs",
        "src/CxlWire.Kaitai/Runtime/"];

    [Fact]
    public void A_line_has_at_most_120_characters() => AssertNone(
        from source in SourceFile.All()
        from line in source.CodeLines()
        where line.Item.Length > MaxColumns
        select source.At(line.Index, $"a line of {line.Item.Length} characters, at most {MaxColumns}"));

    [Fact]
    public void A_file_has_fewer_than_400_lines() => AssertNone(
        from source in SourceFile.All()
        where source.Lines.Length > MaxLines
        select source.At(MaxLines, $"a file of {source.Lines.Length} lines, at most {MaxLines}"));

    [Fact]
    public void A_folder_is_a_namespace() => AssertNone(
        from source in SourceFile.All()
        where source.Name.StartsWith("src/", StringComparison.Ordinal)
        where !IsListed(source.Name, _foreignNamespaces)
        let folder = Path.GetDirectoryName(source.Name)!["src/".Length..].Replace('/', '.')
        from Match declaration in NamespacePattern().Matches(source.Text)
        where declaration.Groups["name"].Value != folder
        select source.At(declaration, $"the namespace is not the folder's, {folder}"));

    [Fact]
    public void A_view_is_used_outside_Protocol()
    {
        string others = string.Concat(
            SourceFile.All().Where(s => !IsListed(s.Name, ["src/CxlWire.Protocol/"])).Select(s => s.Text));
        var used = IdentifierPattern().Matches(others).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        AssertNone(
            from view in typeof(Layout).Assembly.GetExportedTypes()
            where view.Name.EndsWith("View", StringComparison.Ordinal) && !used.Contains(view.Name)
            select $"{view.FullName}: a view that nothing outside Protocol names");
    }

    /// <summary>A refused field is named by its layout, which knows where it is.</summary>
    [Fact]
    public void No_offset_stands_beside_the_name_of_a_refused_field() => AssertNone(
        from source in SourceFile.All()
        where source.Name.StartsWith("src/", StringComparison.Ordinal)
        from Match refusal in LiteralOffsetPattern().Matches(source.Text)
        select source.At(refusal, "a literal offset beside the name of a field"));

    /// <summary>A clone has all that it needs: nothing reaches into a folder beside the repository.</summary>
    [Fact]
    public void Nothing_beside_the_repository_is_needed()
    {
        string beside = string.Join('/', "..", "shared");
        AssertNone(
            from source in SourceFile.All(".cs", ".csproj", ".props", ".targets", ".py", ".sh", ".json", ".ksy", ".c")
            from line in source.Lines.Index()
            where line.Item.Contains(beside, StringComparison.Ordinal)
            select source.At(line.Index, $"{beside} is not in a clone"));
    }

    private static bool IsListed(string name, string[] places) =>
        places.Any(place => name.StartsWith(place, StringComparison.Ordinal));

    private static void AssertNone(IEnumerable<string> failures)
    {
        string[] all = [.. failures];
        Assert.True(all.Length == 0, $"{all.Length} places:\n{string.Join('\n', all)}");
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    [GeneratedRegex(@"\b[A-Z]\w*View\b")]
    private static partial Regex IdentifierPattern();

    [GeneratedRegex(
        @"\b(Refus\w+|LayoutError\w*|TooShort|TooLong|Inconsistent)\([^;]*?""[a-z][a-z0-9_.\[\]]*"",\s*(0x)?\d+\b")]
    private static partial Regex LiteralOffsetPattern();

    /// <summary>One file of the repository, as it is written: generated and built files are left out.</summary>
    private sealed record SourceFile(string Name, string Text)
    {
        private static readonly string[] _roots = ["src", "tests", "tools", "ksy", "clients", "examples"];
        private static readonly string[] _skipped = ["bin", "obj", "Generated", "node_modules", "StrykerOutput"];

        public string[] Lines { get; } = Text.TrimEnd('\n').Split('\n');

        /// <summary>All lines but those inside raw string literals: what a program says is not ours to wrap.</summary>
        public IEnumerable<(int Index, string Item)> CodeLines()
        {
            bool isRaw = false;
            foreach ((int index, string line) in Lines.Index())
            {
                if (!isRaw)
                    yield return (index, line);
                isRaw ^= (Regex.Count(line, "\"{3,}") & 1) != 0;
            }
        }

        public string At(int line, string failure) => $"{Name}:{line + 1}: {failure}";

        public string At(Match match, string failure) => At(Text.AsSpan(0, match.Index).Count('\n'), failure);

        public static IEnumerable<SourceFile> All() => All(".cs");

        public static IEnumerable<SourceFile> All(params string[] extensions) =>
            from root in _roots.Select(r => Repository.PathOf(r))
            where Directory.Exists(root)
            from path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            where extensions.Contains(Path.GetExtension(path))
            let name = Path.GetRelativePath(Repository.PathOf(), path).Replace('\\', '/')
            where !name.Split('/').Any(_skipped.Contains)
            select new SourceFile(name, File.ReadAllText(path));
    }
}
