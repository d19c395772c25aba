using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CxlWire.Protocol.Generator;

/// <summary>What is wrong with a declaration, and where; comparable, unlike a <see cref="Diagnostic"/>.</summary>
internal sealed record Problem(string Id, string File, TextSpan Span, LinePositionSpan Lines, string Message)
{
    public static DiagnosticDescriptor Gap { get; } = Error("CXW001", "Gap between fields");

    public static DiagnosticDescriptor Overlap { get; } = Error("CXW002", "Fields overlap");

    public static DiagnosticDescriptor WrongSize { get; } = Error("CXW003", "Fields miss the layout's size");

    public static DiagnosticDescriptor NoDoc { get; } = Error("CXW004", "Missing doc comment");

    public static DiagnosticDescriptor BadBits { get; } = Error("CXW005", "Bits do not fit");

    public static DiagnosticDescriptor NoCount { get; } = Error("CXW006", "Count field missing");

    public static DiagnosticDescriptor BadType { get; } = Error("CXW007", "Unsupported type");

    public static DiagnosticDescriptor BadDeclaration { get; } = Error("CXW008", "Nothing can be generated");

    public static DiagnosticDescriptor NoPlace { get; } = Error("CXW009", "Property without a place");

    public static DiagnosticDescriptor BadWidth { get; } = Error("CXW010", "Width does not fit the type");

    public static DiagnosticDescriptor SameName { get; } = Error("CXW011", "Layout name taken");

    public static DiagnosticDescriptor BadMinimum { get; } = Error("CXW012", "Minimum size inside a field");

    public static DiagnosticDescriptor BadCode { get; } = Error("CXW013", "Code does not fit", "Code");

    private static DiagnosticDescriptor[] All { get; } =
    [
        Gap, Overlap, WrongSize, NoDoc, BadBits, NoCount, BadType, BadDeclaration, NoPlace, BadWidth, SameName,
        BadMinimum, BadCode,
    ];

    public static Problem At(DiagnosticDescriptor descriptor, Location? location, string message)
    {
        FileLinePositionSpan lines = location?.GetLineSpan() ?? default;
        return new Problem(descriptor.Id, lines.Path ?? "", location?.SourceSpan ?? default, lines.Span, message);
    }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(
        All.Single(descriptor => descriptor.Id == Id), Location.Create(File, Span, Lines), Message);

    private static DiagnosticDescriptor Error(string id, string title, string category = "Layout") =>
        new(id, title, "{0}", category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
