using System.Globalization;
using System.Reflection;
using System.Text;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>
/// clients/c/cxlwire.h has the structs and constants of the layout tables that the codec has. CXLWIRE_UPDATE=1
/// writes it anew.
/// </summary>
public class CHeader
{
    private const string Begin = "/* written by tests/CxlWire.Conformance: begin */\n";
    private const string End = "/* written by tests/CxlWire.Conformance: end */\n";

    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _written = [];

    [Fact]
    public void The_header_has_the_layouts_that_the_codec_has()
    {
        string path = Repository.PathOf("clients", "c", "cxlwire.h");
        string text = File.ReadAllText(path);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "cxlwire.h has no place for the layouts");
        string expected = text[..begin] + Declarations() + text[end..];
        if (Environment.GetEnvironmentVariable("CXLWIRE_UPDATE") == "1")
            File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    private string Declarations()
    {
        _text.Append("\n/* Opcodes */\n");
        foreach (CommandRow row in CommandTable.Rows)
            AppendConstant("OPCODE_" + Upper(row.CommandName), row.Opcode.Value, 4);
        foreach (Type type in CodeTypes())
        {
            _text.Append(CultureInfo.InvariantCulture, $"\n/* {type.Name} */\n");
            foreach ((string name, ulong value) in CodesOf(type))
                AppendConstant($"{Upper(Snake(type.Name))}_{Upper(Snake(name))}", value, 2);
        }

        _text.Append("\n#pragma pack(push, 1)\n");
        foreach (Layout layout in KitTables.Layouts)
            AppendStruct(layout);
        _text.Append("\n#pragma pack(pop)\n\n")
            .Append("/* Whether bytes are a layout, no less and no more, with the entries that it counts. */\n");
        foreach (Layout layout in KitTables.Layouts)
            AppendCheck(layout);
        return _text.Append('\n').ToString();
    }

    private void AppendConstant(string name, ulong value, int digits)
    {
        string text = value.ToString("x" + digits, CultureInfo.InvariantCulture);
        _text.Append(CultureInfo.InvariantCulture, $"#define CXLWIRE_{name} 0x{text}\n");
    }

    /// <summary>A struct after those that it has in it; none of what has no fixed part.</summary>
    private void AppendStruct(Layout layout)
    {
        if (layout.Size == 0 || !_written.Add(layout.Name))
            return;
        foreach (LayoutField field in layout.Fields.Where(field => field.Structure is not null))
            AppendStruct(field.Structure!);
        if (layout.List?.Entry is { } entry)
            AppendStruct(entry);
        if (layout.List?.Tail is { } tail)
            AppendStruct(tail);
        string name = $"struct cxlwire_{layout.Name}";
        _text.Append(CultureInfo.InvariantCulture, $"\n/* {layout.Section} */\n{name} {{\n");
        foreach (LayoutField field in layout.Fields)
            _text.Append(CultureInfo.InvariantCulture, $"    {Declare(field)};{UnitOf(field)}\n");
        if (layout.List is { } list)
            _text.Append(CultureInfo.InvariantCulture, $"    {Declare(list)};\n");
        _text.Append("};\n").Append(
            CultureInfo.InvariantCulture,
            $"CXLWIRE_ASSERT(sizeof({name}) == {layout.Size}, \"{layout.Name}\");\n");
        foreach (LayoutField field in layout.Fields.Where(field => !field.IsBits))
        {
            _text.Append(CultureInfo.InvariantCulture, $"CXLWIRE_ASSERT(offsetof({name}, {field.Name}) == ")
                .Append(CultureInfo.InvariantCulture, $"{field.Offset}, \"{layout.Name}.{field.Name}\");\n");
        }
    }

    private void AppendCheck(Layout layout)
    {
        string length = layout.List switch
        {
            null when layout.MinimumSize == layout.Size => FormattableString.Invariant($"length == {layout.Size}"),
            null => FormattableString.Invariant($"length == {layout.Size} || length == {layout.MinimumSize}"),
            { Count: null, Stride: 1 } when layout.Size == 0 => "1",
            { Count: null } list when layout.Size == 0 => FormattableString.Invariant($"length % {list.Stride} == 0"),
            { Count: null } list => FormattableString.Invariant(
                $"length >= {layout.Size} && (length - {layout.Size}) % {list.Stride} == 0"),
            { Count: { } count } list => FormattableString.Invariant(
                $"length >= {layout.Size} && length == {layout.Size + (list.Tail?.Size ?? 0)} + ")
                + FormattableString.Invariant(
                    $"(uint64_t)((const struct cxlwire_{layout.Name} *)bytes)->{count.Name} * {list.Stride}"),
        };
        _text.Append(
            CultureInfo.InvariantCulture,
            $"static inline int cxlwire_is_{layout.Name}(const void *bytes, size_t length)\n{{\n")
            .Append("    (void)bytes;\n    (void)length;\n")
            .Append(CultureInfo.InvariantCulture, $"    return {length};\n}}\n");
    }

    private static string UnitOf(LayoutField field) => field.Unit is { } unit ? $" /* {unit} */" : "";

    private static string Declare(LayoutField field) => field.Kind switch
    {
        FieldKind.Structure => $"struct cxlwire_{field.Structure!.Name} {field.Name}",
        FieldKind.Text => FormattableString.Invariant($"char {field.Name}[{field.Size}]"),
        FieldKind.Unsigned when field.IsBits =>
            FormattableString.Invariant($"uint{Container(field.Size)}_t {field.Name} : {field.BitCount}"),
        FieldKind.Unsigned when IsWhole(field.Size) => $"uint{field.Size * 8}_t {field.Name}",
        FieldKind.Signed when IsWhole(field.Size) => $"int{field.Size * 8}_t {field.Name}",
        _ => FormattableString.Invariant($"uint8_t {field.Name}[{field.Size}]"),
    };

    private static string Declare(LayoutList list)
    {
        string entry = list.Entry is { } layout ? $"struct cxlwire_{layout.Name}" : $"uint{list.Stride * 8}_t";
        return $"{entry} {list.Name}[CXLWIRE_ENTRIES]";
    }

    private static bool IsWhole(int size) => size is 1 or 2 or 4 or 8;

    private static int Container(int size) => size switch { 1 => 8, 2 => 16, <= 4 => 32, _ => 64 };

    /// <summary>The types of numbers that have names.</summary>
    private static IEnumerable<Type> CodeTypes() =>
        from type in typeof(Layout).Assembly.GetExportedTypes()
        where type.IsValueType && type != typeof(Opcode) && CodesOf(type).Any()
        orderby type.Name
        select type;

    private static IEnumerable<(string Name, ulong Value)> CodesOf(Type type)
    {
        PropertyInfo? value = type.GetProperty("Value");
        if (value is null || !value.PropertyType.IsPrimitive)
            return [];
        return from property in type.GetProperties(BindingFlags.Public | BindingFlags.Static)
               where property.PropertyType == type
               let number = Convert.ToUInt64(value.GetValue(property.GetValue(null)), CultureInfo.InvariantCulture)
               orderby number, property.Name
               select (property.Name, number);
    }

    private static string Snake(string name) => string.Concat(
        name.Select((c, i) => i > 0 && char.IsUpper(c) && !char.IsUpper(name[i - 1]) ? "_" + c : c.ToString()));

    private static string Upper(string name) => name.Replace('-', '_').ToUpperInvariant();
}
