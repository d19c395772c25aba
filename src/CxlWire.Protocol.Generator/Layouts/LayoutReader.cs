using Microsoft.CodeAnalysis;

namespace CxlWire.Protocol.Generator.Layouts;

/// <summary>Reads the declaration of a layout, and finds what is wrong with it.</summary>
internal sealed class LayoutReader
{
    private readonly List<Problem> _problems = [];
    private readonly INamedTypeSymbol _type;
    private readonly AttributeData _layout;
    private readonly string _namespace;
    private readonly int _size;

    private LayoutReader(INamedTypeSymbol type, AttributeData layout)
    {
        (_type, _layout) = (type, layout);
        _namespace = type.ContainingNamespace.ToDisplayString();
        _size = layout.Positional<int>(2);
    }

    public static LayoutModel Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new LayoutReader((INamedTypeSymbol)context.TargetSymbol, context.Attributes[0]).Read();
    }

    private LayoutModel Read()
    {
        if (!_type.IsPartialRecord())
            Enter(Problem.BadDeclaration, _layout, $"{_type.Name} has to be a 'readonly partial record struct'");
        if (!_type.HasDoc())
            Enter(Problem.NoDoc, _layout, $"{_type.Name} has no doc comment");
        IReadOnlyList<FieldModel> fields = ReadFields();
        int minimum = _layout.Named<int>("MinimumSize");
        if (minimum != 0 && !fields.Any(field => field.Offset == minimum && field.FirstBit == 0))
            Enter(Problem.BadMinimum, _layout, $"{_type.Name}: no field begins at byte {minimum}, the minimum size");
        if (minimum != 0 && _layout.Named<bool>("View"))
            Enter(Problem.BadMinimum, _layout, $"{_type.Name}: a view reads whole layouts, none that may end before");
        string name = _layout.Positional<string>(0);
        PayloadModel[] payloads =
        [
            .. from payload in _type.GetAttributes()
               where payload.AttributeClass?.Name == "PayloadAttribute"
               select new PayloadModel(
                   payload.Positional<string>(0),
                   payload.Positional<string>(1),
                   payload.Positional<string>(2),
                   payload.Named<int?>("MinimumSize"),
                   RegistryEntry.Taken(payload.Positional<string>(1), payload.Place())),
        ];
        ListModel? list = ReadList(fields);
        return new LayoutModel(
            _namespace,
            _type.Name,
            name,
            _layout.Positional<string>(1),
            _size,
            minimum == 0 ? _size : minimum,
            _layout.Named<bool>("View"),
            new(fields),
            list,
            new(payloads),
            new(_problems),
            RegistryEntry.Taken(name, _layout.Place()));
    }

    private FieldModel[] ReadFields()
    {
        var reader = new FieldReader(_namespace, _problems);
        var found = new List<(FieldModel Field, Location? Place)>();
        foreach (IPropertySymbol property in _type.GetMembers().OfType<IPropertySymbol>())
        {
            bool isField = property is { IsStatic: false, DeclaredAccessibility: Accessibility.Public }
                && !property.IsImplicitlyDeclared && (property.IsPartial() || property.SetMethod is not null);
            if (isField && reader.Read(property) is { } field)
                found.Add(field);
        }

        int end = 0;
        for (int i = 0; i < found.Count; i++)
        {
            if (found[i].Field.IsBits)
                found[i] = (InItsInteger(found, i), found[i].Place);
            CheckPlace(found[i].Field, end, found[i].Place);
            end = Math.Max(end, found[i].Field.End);
        }

        if (end != _size * 8)
            Enter(Problem.WrongSize, _layout, $"{_type.Name}: the fields end {At(end)}, the layout is {_size} bytes");
        return [.. found.Select(one => one.Field)];
    }

    /// <summary>The field with the width of the integer that all bits at its offset make up.</summary>
    private FieldModel InItsInteger(List<(FieldModel Field, Location? Place)> found, int index)
    {
        FieldModel field = found[index].Field;
        FieldModel[] together =
            [.. found.Select(one => one.Field).Where(one => one.IsBits && one.Offset == field.Offset)];
        int bits = together.Max(one => one.FirstBit + one.BitCount);
        bool isWhole = bits is 8 or 16 or 24 or 32 or 64;
        if (!isWhole && together[0] == field)
            Enter(Problem.BadBits, found[index].Place, $"the bits at byte {field.Offset} are {bits}, and no integer");
        return field with { Width = isWhole ? bits / 8 : 8 };
    }

    private void CheckPlace(FieldModel field, int end, Location? place)
    {
        string begins = $"{field.Property} begins {At(field.Start)}, the field before ends {At(end)}";
        if (field.Start > end)
            Enter(Problem.Gap, place, $"{begins}: there is a gap");
        else if (field.Start < end)
            Enter(Problem.Overlap, place, $"{begins}: they overlap, or are out of order");
    }

    private ListModel? ReadList(IReadOnlyList<FieldModel> fields)
    {
        if (_type.Attribute("ListAttribute") is not { } list)
            return null;
        string name = list.Positional<string>(0);
        var entry = list.Positional<ITypeSymbol>(1);
        AttributeData? layout = entry.Attribute("LayoutAttribute");
        int stride = layout?.Positional<int>(2) ?? entry.IntegerSize();
        if (layout is null && entry.SpecialType is not (SpecialType.System_Byte or SpecialType.System_UInt16))
            Enter(Problem.BadType, list, $"{name}: {entry.ToDisplayString()} is neither a layout nor byte nor ushort");
        string? count = list.Named<string>("Count");
        FieldModel? counts = fields.FirstOrDefault(field => field.Property == count);
        if (count is not null && counts is not { Form: FieldForm.Number, IsReserved: false })
            Enter(Problem.NoCount, list, $"{name}: {_type.Name} has no number {count} that could count the entries");
        var tail = list.Named<ITypeSymbol>("Tail");
        AttributeData? end = tail?.Attribute("LayoutAttribute");
        if (tail is not null && end is null)
            Enter(Problem.BadType, list, $"{name}: {tail.ToDisplayString()} is no layout, and no tail");
        return new ListModel(
            name, entry.NameIn(_namespace), stride, layout is null, layout?.Named<bool>("View") == true,
            count, tail?.NameIn(_namespace), end?.Positional<int>(2) ?? 0, end?.Named<bool>("View") == true);
    }

    private static string At(int bit) => bit % 8 == 0 ? $"at byte {bit / 8}" : $"at byte {bit / 8} bit {bit % 8}";

    private void Enter(DiagnosticDescriptor descriptor, AttributeData attribute, string message) =>
        Enter(descriptor, attribute.Place(), message);

    private void Enter(DiagnosticDescriptor descriptor, Location? place, string message) =>
        _problems.Add(Problem.At(descriptor, place, message));
}
