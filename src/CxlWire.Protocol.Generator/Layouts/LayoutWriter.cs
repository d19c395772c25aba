namespace CxlWire.Protocol.Generator.Layouts;

/// <summary>Writes the other part of a layout's type.</summary>
internal static class LayoutWriter
{
    private const int MaxFieldByField = 8;

    public static string Write(LayoutModel layout)
    {
        SourceText text = SourceText.Begin(
            layout.Namespace,
            "System",
            "System.Runtime.CompilerServices",
            "System.Runtime.InteropServices",
            "CxlWire.Protocol");
        string source = $"{SourceText.Doc(layout.Section)}, {layout.Size} bytes";
        text.Lines($$"""
            /// <remarks>{{source}}. In memory it is what it is on the wire.</remarks>
            [StructLayout(LayoutKind.Sequential, Pack = 1)]
            partial record struct {{layout.Type}}
            {
            """);
        WriteStorage(text, layout);
        text.Lines($$"""
            /// <summary>Bytes of the {{(layout.List is null ? "layout" : "fixed part")}}.</summary>
            public const int Size = {{layout.Size}};

            /// <summary>The layout as data.</summary>
            public static Layout Layout { get; } = CreateLayout();
            """);
        WriteProperties(text, layout);
        WriteSizeWith(text, layout);
        WriteTryRead(text, layout);
        WriteTryWrite(text, layout);
        WriteTable(text, layout);
        text.Line("}");
        if (layout.HasView)
            ViewWriter.Write(text, layout);
        return text.ToString();
    }

    private static void WriteStorage(SourceText text, LayoutModel layout)
    {
        foreach ((string type, string name, int offset) in Storage.Of(layout))
            text.Line($"private readonly {type} {name}; // byte {offset}");
        text.Line();
    }

    private static void WriteProperties(SourceText text, LayoutModel layout)
    {
        foreach (FieldModel field in layout.Fields)
        {
            text.Line().Line($"public partial {field.Type} {field.Property}").Line("{");
            if (field.Form == FieldForm.Words)
                text.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            text.Line($"get => {Storage.Get(field)};");
            string[] set = [.. Storage.Set(field)];
            if (set.Length == 1)
            {
                text.Line($"init => {set[0]};");
            }
            else
            {
                text.Line("init").Line("{");
                foreach (string statement in set)
                    text.Line($"{statement};");
                text.Line("}");
            }

            text.Line("}");
        }
    }

    private static void WriteSizeWith(SourceText text, LayoutModel layout)
    {
        if (layout.List is not { } list)
            return;
        string entries = SourceText.CamelCase(SourceText.PascalCase(list.Name));
        string stride = list.IsNumbers ? $"{list.Stride}" : $"{list.Entry}.Size";
        string size = list.Stride == 1 ? entries : $"({entries} * {stride})";
        string tail = list.Tail is null ? "" : $" + {list.Tail}.Size";
        text.Lines($"""

            /// <summary>Bytes of the whole with that many {list.Name}.</summary>
            public static int SizeWith(int {entries}) => Size + {size}{tail};
            """);
    }

    private static void WriteTryRead(SourceText text, LayoutModel layout)
    {
        string what = layout.List is null ? "" : "the fixed part of ";
        string arguments = $"(ReadOnlySpan<byte> bytes, out {layout.Type} value, out LayoutError error)";
        text.Lines($$"""

            /// <summary>Reads {{what}}bytes that are exactly this layout.</summary>
            /// <returns>False, and why, for any others; nothing is consumed.</returns>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static bool TryRead{{arguments}}
            {
            bool isLayout = Layout.TryCheck(bytes, out error);
            value = isLayout ? {{Read(layout)}} : default;
            return isLayout;
            }
            """);
        if (layout.List is null)
            return;
        text.Lines($$"""

            /// <summary>Reads the fixed part, whatever follows it.</summary>
            /// <returns>False, and why, where it is not all there.</returns>
            public static bool TryReadFixedPart{{arguments}}
            {
            bool isThere = Layout.TryCheckFixedPart(bytes, out error);
            value = isThere ? {{Read(layout)}} : default;
            return isThere;
            }
            """);
    }

    private static string Read(LayoutModel layout) =>
        $"WireMemory.{(layout.MinimumSize < layout.Size ? "ReadPadded" : "Read")}<{layout.Type}>(bytes)";

    /// <summary>
    /// A small layout is written field by field: one that was just made from its fields then stays in registers, where
    /// a copy of all would wait for the stores of each. A larger one is copied.
    /// </summary>
    private static void WriteTryWrite(SourceText text, LayoutModel layout)
    {
        string what = layout.List is null ? "layout" : "fixed part";
        text.Lines($$"""

            /// <summary>Writes the {{what}}, reserved bits included.</summary>
            /// <returns>False where the destination is shorter than <see cref="Size"/>; nothing is written.</returns>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public bool TryWrite(Span<byte> destination)
            {
            if (destination.Length < Size)
                return false;
            """);
        (string Type, string Name, int Offset)[] stored = [.. Storage.Of(layout)];
        if (stored.Length <= MaxFieldByField)
        {
            foreach ((_, string name, int offset) in stored)
                text.Line($"WireMemory.Write(destination, {offset}, {name});");
        }
        else
        {
            text.Line("WireMemory.Write(destination, 0, this);");
        }

        text.Line("return true;").Line("}");
    }

    private static void WriteTable(SourceText text, LayoutModel layout)
    {
        text.Lines("""

            private static Layout CreateLayout()
            {
            LayoutField[] fields =
            [
            """);
        foreach (FieldModel field in layout.Fields)
            text.Line($"{Row(field)},");
        text.Line("];");
        string list = "";
        if (layout.List is { } entries)
        {
            int index = layout.Fields.ToList().FindIndex(field => field.Property == entries.Count);
            string count = index < 0 ? "null" : $"fields[{index}]";
            string entry = entries.IsNumbers ? "null" : $"{entries.Entry}.Layout";
            string tail = entries.Tail is null ? "" : $", {entries.Tail}.Layout";
            text.Line($"""var list = new LayoutList("{entries.Name}", {entry}, {entries.Stride}, {count}{tail});""");
            list = ", list";
        }

        string minimum = layout.MinimumSize < layout.Size ? $", minimumSize: {layout.MinimumSize}" : "";
        string name = $"{SourceText.Literal(layout.Name)}, {SourceText.Literal(layout.Section)}";
        text.Line($"return new Layout({name}, Size, fields{list}{minimum});").Line("}");
    }

    private static string Row(FieldModel field)
    {
        string unit = field.Unit is null ? "" : $", {SourceText.Literal(field.Unit)}";
        string digits = field.HexDigits == 0 ? "" : $", hexDigits: {field.HexDigits}";
        string name = SourceText.Literal(SourceText.SnakeCase(field.Property));
        string place = $"{name}, {field.Offset}", sized = $"{place}, {field.Width}";
        string describe = !field.Describes ? ""
            : field.Form == FieldForm.Uuid ? $", id => new {field.Type}(id).ToString()"
            : $", describe: v => new {field.Type}(({field.Number})v).ToString()";
        return field.Form switch
        {
            _ when field.IsBits => $"LayoutField.Bits({sized}, {field.FirstBit}, {field.BitCount}{unit}{describe})",
            FieldForm.Uuid => $"LayoutField.Uuid({place}{describe})",
            FieldForm.Text => $"LayoutField.Text({sized})",
            FieldForm.Nested => $"LayoutField.Nested({place}, {field.Type}.Layout)",
            FieldForm.Signed => $"LayoutField.Signed({sized}{unit})",
            _ when field.IsReserved || field.Form == FieldForm.Words => $"LayoutField.Bytes({sized})",
            _ => $"LayoutField.Unsigned({sized}{unit}{digits}{describe})",
        };
    }
}
