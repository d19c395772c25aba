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
        if (!type.IsPartialRecord() || (!isUuid && value?.SpecialType is not (SpecialType.System_Byte or SpecialType.System_UInt16)))
        {
            problems.Add(Problem.At(
                Problem.BadDeclaration,
                attribute.Place(),
                $"{type.Name} has to be a 'readonly partial record struct {type.Name}(T Value)' over byte, ushort or Uuid"));
        }
        else
        {
            int size = value!.IntegerSize();
            foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
            {
                if (property.Attribute("CodeAttribute") is { } code && Read(property, code, size, members, problems) is { } member)
                    members.Add(member);
            }
        }

        return new CodeModel(
            type.ContainingNamespace.ToDisplayString(), type.Name, isUuid, attribute.Named<int>("HexDigits"),
            new(members), new(problems));
    }

    /// <summary>One value; <paramref name="size"/> is its bytes, 0 for a UUID.</summary>
    private static CodeMember? Read(
        IPropertySymbol property, AttributeData code, int size, List<CodeMember> members, List<Problem> problems)
    {
        Location? place = code.Place();
        if (!property.IsPartial() || !property.IsStatic || property.SetMethod is not null)
            problems.Add(Problem.At(Problem.BadDeclaration, place, $"{property.Name} has to be 'public static partial ... {{ get; }}'"));
        if (!property.HasDoc())
            problems.Add(Problem.At(Problem.NoDoc, place, $"{property.Name} has no doc comment"));
        object? given = code.ConstructorArguments[0].Value;
        string? value = size == 0
            ? given is string text ? Uuid(text)
            : null
            : given is int number && number >= 0 && number < 1 << (size * 8) ? $"0x{number.ToString($"X{size * 2}", CultureInfo.InvariantCulture)}"
            : null;
        if (value is null)
        {
            problems.Add(Problem.At(Problem.BadCode, place, $"{property.Name}: {given} is no value of the code"));
            return null;
        }

        if (members.Find(member => member.Value == value) is { } other)
            problems.Add(Problem.At(Problem.BadCode, place, $"{property.Name}: {given} is {other.Property} already"));
        return new CodeMember(property.Name, value, code.Positional<string>(1));
    }

    private static string? Uuid(string text)
    {
        string digits = text.Replace("-", "");
        return Guid.TryParseExact(text, "D", out _) ? $"new Uuid(0x{digits.Substring(0, 16)}, 0x{digits.Substring(16)})" : null;
    }
}
