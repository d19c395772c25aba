using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CxlWire.Protocol.Generator;

/// <summary>What is asked of the compiler's symbols.</summary>
internal static class Symbols
{
    public const string Declarations = "CxlWire.Protocol.Declarations.";

    public static AttributeData? Attribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == Declarations + name);

    public static T? Named<T>(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value is T value ? value : default;

    public static T Positional<T>(this AttributeData attribute, int index) =>
        attribute.ConstructorArguments.ElementAtOrDefault(index).Value is T value ? value : default!;

    public static Location? Place(this AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation();

    /// <summary>The name that finds the type in a file of a namespace.</summary>
    public static string NameIn(this ITypeSymbol type, string ns)
    {
        string full = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        string home = type.ContainingNamespace?.ToDisplayString() ?? "";
        bool isNear = type.SpecialType == SpecialType.None && $"{ns}.".StartsWith($"{home}.", StringComparison.Ordinal);
        return isNear ? type.Name : full;
    }

    /// <summary>Whether the declaration has a doc comment, however doc comments are parsed.</summary>
    public static bool HasDoc(this ISymbol symbol) => symbol.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax().GetLeadingTrivia().ToFullString().Contains("///"));

    /// <summary>Whether the type's declarations all say "readonly partial record struct", and none is nested.</summary>
    public static bool IsPartialRecord(this INamedTypeSymbol type) =>
        type is { IsRecord: true, IsReadOnly: true, IsValueType: true, ContainingType: null, IsGenericType: false }
        && type.DeclaringSyntaxReferences.All(reference =>
            reference.GetSyntax() is TypeDeclarationSyntax syntax && IsPartial(syntax));

    public static bool IsPartial(this IPropertySymbol property) => property.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax() is PropertyDeclarationSyntax syntax && IsPartial(syntax));

    /// <summary>The types of a positional record's parameters, or none.</summary>
    public static IReadOnlyList<IParameterSymbol> Positions(this INamedTypeSymbol type) =>
        type.IsRecord
            ? type.InstanceConstructors.FirstOrDefault(constructor => constructor.Parameters.Length > 0
                && constructor.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is RecordDeclarationSyntax))
                ?.Parameters.ToArray() ?? []
            : [];

    /// <summary>Bytes of an integer, or 0.</summary>
    public static int IntegerSize(this ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Byte => 1,
        SpecialType.System_UInt16 or SpecialType.System_Int16 => 2,
        SpecialType.System_UInt32 => 4,
        SpecialType.System_UInt64 => 8,
        _ => 0,
    };

    private static bool IsPartial(MemberDeclarationSyntax syntax) =>
        syntax.Modifiers.Any(modifier => modifier.ValueText == "partial");
}
