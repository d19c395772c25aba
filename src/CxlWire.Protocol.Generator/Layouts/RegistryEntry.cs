using Microsoft.CodeAnalysis;

namespace CxlWire.Protocol.Generator.Layouts;

/// <summary>A layout of the list, under one name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Expression">What is the layout.</param>
/// <param name="Declaration">The property of <c>Layouts</c> that is to be written for it; empty where none is.</param>
/// <param name="IfTaken">What is to be said where another layout has the name.</param>
internal sealed record RegistryEntry(string Name, string Expression, string Declaration, Problem IfTaken)
{
    public bool IsPayload => Part is "request" or "response";

    /// <summary>The last word of the name.</summary>
    private string Part => Name.Substring(Name.LastIndexOf('_') + 1);

    /// <summary>The entries of a type: its own name, or those of the payloads that have it.</summary>
    public static IEnumerable<RegistryEntry> Of(LayoutModel layout)
    {
        string own = $"global::{layout.FullName}.Layout";
        return layout.Payloads.Count == 0
            ? [new RegistryEntry(layout.Name, own, "", layout.IfTaken)]
            : layout.Payloads.Select(payload =>
                new RegistryEntry(payload.Name, payload.Property, Declare(own, payload), payload.IfTaken));
    }

    private static string Declare(string own, PayloadModel payload)
    {
        string minimum = payload.MinimumSize is { } size ? $", minimumSize: {size}" : "";
        return $$"""
            /// <summary>{{SourceText.Doc(payload.Section)}}: <c>{{payload.Name}}</c>.</summary>
            public static Layout {{payload.Property}} { get; } =
                {{own}}.Named({{SourceText.Literal(payload.Name)}}, {{SourceText.Literal(payload.Section)}}{{minimum}});
            """;
    }

    /// <summary>The entry of a partial property of <c>Layouts</c>, a layout that is nothing but a list.</summary>
    public static RegistryEntry OfList(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        AttributeData list = context.Attributes[0];
        var entry = list.Positional<ITypeSymbol>(3);
        AttributeData? layout = entry.Attribute("LayoutAttribute");
        string name = list.Positional<string>(0), property = context.TargetSymbol.Name;
        string type = entry.NameIn("CxlWire.Protocol");
        string stored = $"_{SourceText.CamelCase(property)}";
        string entries = layout is null ? $"null, {Math.Max(1, entry.IntegerSize())}" : $"{type}.Layout, {type}.Size";
        string declaration = $"""
            private static readonly Layout {stored} = new(
                {SourceText.Literal(name)},
                {SourceText.Literal(list.Positional<string>(1))},
                0,
                [],
                new LayoutList({SourceText.Literal(list.Positional<string>(2))}, {entries}, null));

            public static partial Layout {property} => {stored};
            """;
        return new RegistryEntry(name, property, declaration, Taken(name, list.Place()));
    }

    public static Problem Taken(string name, Location? place) =>
        Problem.At(Problem.SameName, place, $"another layout is named {name}");
}
