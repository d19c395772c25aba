namespace CxlWire.Protocol.Generator.Layouts;

/// <summary>Writes the ref struct that reads a layout in place.</summary>
internal static class ViewWriter
{
    public static void Write(SourceText text, LayoutModel layout)
    {
        text.Lines($$"""

            /// <summary>{{SourceText.Doc(layout.Section)}}, read in place.</summary>
            public readonly ref partial struct {{layout.Type}}View
            {
            private readonly ReadOnlySpan<byte> _bytes;

            /// <summary>A view of bytes that are known to hold the layout.</summary>
            internal {{layout.Type}}View(ReadOnlySpan<byte> bytes) => _bytes = bytes;

            /// <summary>All bytes.</summary>
            public ReadOnlySpan<byte> Bytes => _bytes;

            private ref readonly {{layout.Type}} Value => ref WireMemory.As<{{layout.Type}}>(_bytes);
            """);
        foreach (FieldModel field in layout.Fields)
        {
            string type = field.Form == FieldForm.Nested && field.HasView ? $"{field.Type}View" : field.Type;
            string value = type == field.Type
                ? $"Value.{field.Property}"
                : $"new(WireMemory.Slice(_bytes, {field.Offset}, {field.Width}))";
            text.Lines($"""

                /// <inheritdoc cref="{layout.Type}.{field.Property}"/>
                public {type} {field.Property} => {value};
                """);
        }

        if (layout.List is { } list)
            WriteList(text, layout, list);
        text.Lines($$"""

            /// <summary>A view of bytes that are exactly this layout.</summary>
            /// <returns>False, and why, for any others.</returns>
            public static bool TryCreate(ReadOnlySpan<byte> bytes, out {{layout.Type}}View view, out LayoutError error)
            {
            bool isLayout = {{layout.Type}}.Layout.TryCheck(bytes, out error);
            view = isLayout ? new {{layout.Type}}View(bytes) : default;
            return isLayout;
            }

            /// <summary>All fields{{(layout.List is null ? "" : " of the fixed part")}}.</summary>
            public {{layout.Type}} ToValue() => Value;
            }
            """);
    }

    private static void WriteList(SourceText text, LayoutModel layout, ListModel list)
    {
        string name = SourceText.PascalCase(list.Name);
        if (list.Stride == 1)
        {
            text.Lines($"""

                /// <summary>The bytes of <c>{list.Name}</c>.</summary>
                public ReadOnlySpan<byte> {name} => _bytes.Slice({layout.Type}.Size);
                """);
            return;
        }

        string tail = list.Tail is null ? "" : $" - {list.TailSize}";
        string bytes = $"_bytes.Slice({layout.Type}.SizeWith(index){tail}, {list.Stride})";
        (string type, string entry) = list switch
        {
            { IsNumbers: true } => (list.Entry, $"LittleEndian.Convert(WireMemory.Read<{list.Entry}>({bytes}))"),
            { EntryHasView: true } => ($"{list.Entry}View", $"new({bytes})"),
            _ => (list.Entry, $"WireMemory.Read<{list.Entry}>({bytes})"),
        };
        text.Lines($"""

            /// <summary>Entry of <c>{list.Name}</c>, counted from 0.</summary>
            /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
            public {type} {name.TrimEnd('s')}At(int index) => {entry};
            """);
        if (list.Tail is null)
            return;
        string rest = $"_bytes.Slice(_bytes.Length - {list.TailSize})";
        (type, entry) = list.TailHasView ? ($"{list.Tail}View", "new") : (list.Tail, $"WireMemory.Read<{list.Tail}>");
        text.Lines($"""

            /// <summary>What follows the last entry.</summary>
            public {type} Tail => {entry}({rest});
            """);
    }
}
