using System.Globalization;
using Microsoft.CodeAnalysis;

namespace CxlWire.Protocol.Generator.Codes;

/// <summary>Reads the declaration of an open code, and finds what is wrong with it.</summary>
internal static class CodeReader
{
    public static CodeModel Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var type = (INamedTypeSymbol)context.TargetSymbol;
        AttributeData attribute = context.Attributes[0];
        var problems = new List<Problem>();
        var members = new List<CodeMember>();
        IReadOnlyList<IParameterSymbol> positions = type.Positions();
        ITypeSymbol? value = positions.Count == 1 && positions[0].Name == "Value" ? positions[0].Type : null;
        bool isUuid = value?.Name == "Uuid";
        bool isNumber = value?.SpecialType is SpecialType.System_Byte or SpecialType.System_UInt16;
        if (!type.IsPartialRecord() || (!isUuid && !isNumber))
        {
            problems.Add(Problem.At(
                Problem.BadDeclaration,
                attribute.Place(),
                $"{type.Name} has to be a 'readonly partial record struct' over one Value: a byte, ushort or Uuid"));
        }
        else
        {
            int size = value!.IntegerSize();
            foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
            {
                if (property.Attribute("CodeAttribute") is { } code)
                    Read(property, code, size, members, problems);
            }
        }

        return new CodeModel(
            type.ContainingNamespace.ToDisplayString(), type.Name, isUuid, attribute.Named<int>("HexDigits"),
            new(members), new(problems));
    }

    /// <summary>Enters one value; <paramref name="size"/> is its bytes, 0 for a UUID.</summary>
    private static void Read(
        IPropertySymbol property, AttributeData code, int size, List<CodeMember> members, List<Problem> problems)
    {
        Location? place = code.Place();
        if (!property.IsPartial() || !property.IsStatic || property.SetMethod is not null)
        {
            problems.Add(Problem.At(
                Problem.BadDeclaration, place, $"{property.Name} has to be 'public static partial ... {{ get; }}'"));
        }

        if (!property.HasDoc())
            problems.Add(Problem.At(Problem.NoDoc, place, $"{property.Name} has no doc comment"));
        object? given = code.ConstructorArguments[0].Value;
        string? value = (given, size) switch
        {
            (string text, 0) => Uuid(text),
            (int number, > 0) when number >= 0 && number >> (size * 8) == 0 => Number(number, size),
            _ => null,
        };
        if (value is null)
            problems.Add(Problem.At(Problem.BadCode, place, $"{property.Name}: {given} is no value of the code"));
        else if (members.Find(member => member.Value == value) is { } other)
            problems.Add(Problem.At(Problem.BadCode, place, $"{property.Name}: {given} is {other.Property} already"));
        else
            members.Add(new CodeMember(property.Name, value, code.Positional<string>(1)));
    }

    private static string Number(int number, int size) =>
        "0x" + number.ToString($"X{size * 2}", CultureInfo.InvariantCulture);

    private static string? Uuid(string text)
    {
        string digits = text.Replace("-", "");
        return Guid.TryParseExact(text, "D", out _)
            ? $"new Uuid(0x{digits.Substring(0, 16)}, 0x{digits.Substring(16)})"
            : null;
    }
}
