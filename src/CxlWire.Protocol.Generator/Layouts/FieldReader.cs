using Microsoft.CodeAnalysis;

namespace CxlWire.Protocol.Generator.Layouts;

/// <summary>Reads one property of a layout.</summary>
internal sealed class FieldReader(string ns, List<Problem> problems)
{
    private static readonly string[] _attributes =
        ["FieldAttribute", "ReservedAttribute", "BitsAttribute", "BitAttribute"];

    /// <summary>The field and its attribute, or null where a problem was entered.</summary>
    public (FieldModel Field, Location? Place)? Read(IPropertySymbol property)
    {
        AttributeData? attribute = _attributes.Select(property.Attribute).FirstOrDefault(found => found is not null);
        if (attribute is null)
        {
            Enter(Problem.NoPlace, property.Locations[0], $"{property.Name} has no attribute that says where it lies");
            return null;
        }

        Location? place = attribute.Place();
        if (!property.IsPartial() || property.SetMethod is not { IsInitOnly: true })
            Enter(Problem.BadDeclaration, place, $"{property.Name} has to be 'public partial ... {{ get; init; }}'");
        if (!property.HasDoc())
            Enter(Problem.NoDoc, place, $"{property.Name} has no doc comment");
        if (Describe(property) is not { } field)
        {
            Enter(Problem.BadType, place, $"{property.Name}: {property.Type.ToDisplayString()} is not on the wire");
            return null;
        }

        return (Place(field, attribute, place), place);
    }

    /// <summary>What the type says: form and bytes.</summary>
    private FieldModel? Describe(IPropertySymbol property)
    {
        string type = property.Type.NameIn(ns);
        int width = property.Type.IntegerSize();
        var field = new FieldModel(property.Name, type, FieldForm.Number, 0, width) { Number = type };
        if (property.Type.SpecialType == SpecialType.System_Boolean)
            return field with { Form = FieldForm.Flag };
        if (property.Type.SpecialType == SpecialType.System_Int16)
            return field with { Form = FieldForm.Signed };
        return field.Width > 0 ? field : property.Type is INamedTypeSymbol named ? Describe(field, named) : null;
    }

    private static FieldModel? Describe(FieldModel field, INamedTypeSymbol type)
    {
        if (type.Attribute("LayoutAttribute") is { } layout)
        {
            return field with
            {
                Form = FieldForm.Nested,
                Width = layout.Positional<int>(2),
                HasView = layout.Named<bool>("View"),
            };
        }

        switch (type.ToDisplayString())
        {
            case "CxlWire.Protocol.Uuid":
                return field with { Form = FieldForm.Uuid, Width = 16 };
            case "CxlWire.Protocol.Text16":
                return field with { Form = FieldForm.Text, Width = 16 };
        }

        IReadOnlyList<IParameterSymbol> positions = type.Positions();
        if (positions.Count > 1 && positions.All(position => position.Type.SpecialType == SpecialType.System_UInt64))
        {
            return field with
            {
                Form = FieldForm.Words,
                Width = positions.Count * 8,
                Words = new(positions.Select(position => position.Name)),
            };
        }

        if (positions.Count != 1 || positions[0].Name != "Value")
            return null;
        bool isUuid = positions[0].Type.Name == "Uuid";
        int width = isUuid ? 16 : positions[0].Type.IntegerSize();
        return width == 0 ? null : field with
        {
            Form = isUuid ? FieldForm.Uuid : FieldForm.Code,
            Width = width,
            Number = positions[0].Type.Name == "Uuid" ? "Uuid" : positions[0].Type.ToDisplayString(),
            Describes = type.Attribute("OpenCodeAttribute") is not null,
        };
    }

    /// <summary>What the attribute says: where the field lies.</summary>
    private FieldModel Place(FieldModel field, AttributeData attribute, Location? place)
    {
        int offset = attribute.Positional<int>(0);
        switch (attribute.AttributeClass!.Name)
        {
            case "BitAttribute":
                return Bits(field, offset, attribute.Positional<int>(1), attribute.Positional<int>(1), place);
            case "BitsAttribute":
                field = field with { Unit = attribute.Named<string>("Unit") };
                return Bits(field, offset, attribute.Positional<int>(1), attribute.Positional<int>(2), place);
            case "ReservedAttribute":
                return Bytes(field with { Offset = offset, IsReserved = true }, attribute.Positional<int>(1), place);
            default:
                field = field with
                {
                    Offset = offset,
                    Unit = attribute.Named<string>("Unit"),
                    HexDigits = attribute.Named<int>("HexDigits"),
                };
                return Bytes(field, attribute.Named<int>("Width"), place);
        }
    }

    private FieldModel Bits(FieldModel field, int offset, int high, int low, Location? place)
    {
        int count = high - low + 1;
        bool holds = field.Form switch
        {
            FieldForm.Flag => count == 1,
            FieldForm.Number or FieldForm.Code => count <= field.Width * 8,
            _ => false,
        };
        if (low < 0 || count < 1 || high > 63 || !holds)
            Enter(Problem.BadBits, place, $"{field.Property}: bits [{high}:{low}] do not fit {field.Type}");
        return field with { Offset = offset, FirstBit = low, BitCount = Math.Max(count, 1) };
    }

    private FieldModel Bytes(FieldModel field, int width, Location? place)
    {
        if (field.Form == FieldForm.Flag)
        {
            Enter(Problem.BadBits, place, $"{field.Property}: a bool is one bit, not whole bytes");
            return field with { Width = 1 };
        }

        bool fits = width == 0 || width == field.Width || (width < field.Width && field.Form switch
        {
            FieldForm.Number => width > 0,
            FieldForm.Words => width > 8,
            _ => false,
        });
        if (!fits)
            Enter(Problem.BadWidth, place, $"{field.Property}: {field.Type} is not {width} bytes wide");
        return fits && width > 0 ? field with { Width = width } : field;
    }

    private void Enter(DiagnosticDescriptor descriptor, Location? place, string message) =>
        problems.Add(Problem.At(descriptor, place, message));
}
