using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using CxlWire.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CxlWire.Protocol.Generator.Tests;

/// <summary>The generator, run over declarations beside the hand-written part of CxlWire.Protocol.</summary>
internal sealed class Generated
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using CxlWire.Protocol.Declarations;
        """;

    private static readonly CSharpParseOptions _options = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> _framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private GeneratorDriver _driver;
    private Compilation _compilation;

    private Generated(Compilation compilation)
    {
        _compilation = compilation;
        _driver = CSharpGeneratorDriver.Create(
            [new ProtocolGenerator().AsSourceGenerator()],
            parseOptions: _options,
            driverOptions: new GeneratorDriverOptions(default, trackIncrementalGeneratorSteps: true));
        Run();
    }

    /// <summary>What the generator says.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; private set; }

    /// <summary>The declarations with what was generated for them.</summary>
    public Compilation Output { get; private set; } = null!;

    public GeneratorRunResult Result => _driver.GetRunResult().Results[0];

    /// <summary>Declarations in a file, "Declared.cs", that begins with them.</summary>
    public static Generated From(string declarations) => new(CSharpCompilation.Create(
        "Declared",
        [Parse(declarations, "Declared.cs"), Parse(Usings, "Usings.cs"), .. HandWritten()],
        _framework,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));

    /// <summary>One layout of 8 bytes with these fields.</summary>
    public static Generated FromFields(string fields, string attributes = "") => From($$"""
        namespace CxlWire.Protocol.Samples;
        /// <summary>A layout.</summary>
        [Layout("sample", "Table 1", 8)]{{attributes}}
        public readonly partial record struct Sample
        {
        {{fields}}
        }
        """);

    /// <summary>Runs once more after one of the files changed.</summary>
    public void Change(string path, Func<string, string> change)
    {
        SyntaxTree old = _compilation.SyntaxTrees.Single(tree => tree.FilePath == path);
        _compilation = _compilation.ReplaceSyntaxTree(old, Parse(change(old.ToString()), path));
        Run();
    }

    /// <summary>Why the steps of a name ran, or that they did not, the last time.</summary>
    public IncrementalStepRunReason[] Reasons(string step) =>
        [.. Result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason)];

    /// <summary>The declarations and what was generated for them, as an assembly that is loaded.</summary>
    public Assembly Load()
    {
        using var stream = new MemoryStream();
        ImmutableArray<Diagnostic> said = Output.Emit(stream).Diagnostics;
        string wrong = string.Join('\n', said.Where(d => d.Severity >= DiagnosticSeverity.Warning));
        Assert.True(wrong.Length == 0, wrong);
        return Assembly.Load(stream.ToArray());
    }

    /// <summary>"ID line at text: message" of every diagnostic, the text being what it is at.</summary>
    public string[] Problems() =>
    [
        .. from d in Diagnostics
           let place = d.Location.GetLineSpan()
           let file = _compilation.SyntaxTrees.Single(tree => tree.FilePath == place.Path).GetText()
           select $"{d.Id} {place.StartLinePosition.Line + 1} at {file.ToString(d.Location.SourceSpan)}: "
               + d.GetMessage(CultureInfo.InvariantCulture),
    ];

    private static IEnumerable<SyntaxTree> HandWritten()
    {
        string folder = Repository.PathOf("src", "CxlWire.Protocol");
        string[] runtime =
        [
            "Layout.cs", "LayoutError.cs", "LayoutField.cs", "LittleEndian.cs", "UInt24.cs", "WireMemory.cs",
            "Uuid.cs", "Text16.cs", "ReservedBytes.cs",
        ];
        return runtime.Select(name => Path.Combine(folder, name))
            .Concat(Directory.EnumerateFiles(Path.Combine(folder, "Declarations")))
            .Select(path => Parse(File.ReadAllText(path), path));
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, _options, path);

    private void Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out Compilation output, out var said);
        (Output, Diagnostics) = (output, said);
    }
}
