using System.Collections.Immutable;
using CxlWire.Protocol.Generator.Codes;
using CxlWire.Protocol.Generator.Layouts;
using Microsoft.CodeAnalysis;

namespace CxlWire.Protocol.Generator;

/// <summary>Writes what follows from the declarations of layouts and open codes in CxlWire.Protocol.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ProtocolGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<LayoutModel> layouts =
            Declared(context, "LayoutAttribute", LayoutReader.Read, "Layouts");
        IncrementalValuesProvider<RegistryEntry> lists =
            Declared(context, "ListLayoutAttribute", RegistryEntry.OfList, "Lists");
        IncrementalValuesProvider<CodeModel> codes = Declared(context, "OpenCodeAttribute", CodeReader.Read, "Codes");
        context.RegisterSourceOutput(layouts, (output, layout) =>
        {
            if (!Report(output, layout.Problems))
                output.AddSource($"{layout.FullName}.g.cs", LayoutWriter.Write(layout));
        });
        context.RegisterSourceOutput(codes, (output, code) =>
        {
            if (!Report(output, code.Problems))
                output.AddSource($"{code.Namespace}.{code.Type}.g.cs", CodeWriter.Write(code));
        });

        // The registry changes with names only: not with a field.
        IncrementalValueProvider<ImmutableArray<RegistryEntry>> entries = layouts
            .SelectMany((layout, _) => RegistryEntry.Of(layout)).Collect().Combine(lists.Collect())
            .SelectMany((both, _) => both.Left.AddRange(both.Right)).WithTrackingName("Registry").Collect();
        context.RegisterSourceOutput(entries, WriteRegistry);
    }

    private static IncrementalValuesProvider<T> Declared<T>(
        IncrementalGeneratorInitializationContext context,
        string attribute,
        Func<GeneratorAttributeSyntaxContext, CancellationToken, T> read,
        string name) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(Symbols.Declarations + attribute, (_, _) => true, read)
            .WithTrackingName(name);

    /// <summary>Whether there is a problem; then nothing is written.</summary>
    private static bool Report(SourceProductionContext output, IReadOnlyList<Problem> problems)
    {
        foreach (Problem problem in problems)
            output.ReportDiagnostic(problem.ToDiagnostic());
        return problems.Count > 0;
    }

    private static void WriteRegistry(SourceProductionContext output, ImmutableArray<RegistryEntry> entries)
    {
        if (entries.Length == 0)
            return;
        Problem[] taken =
        [
            .. entries.GroupBy(entry => entry.Name).Where(group => group.Count() > 1).SelectMany(group => group.Skip(1))
                .Select(entry => entry.IfTaken),
        ];
        if (!Report(output, taken))
            output.AddSource("CxlWire.Protocol.Layouts.g.cs", RegistryWriter.Write(entries));
    }
}
