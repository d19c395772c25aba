namespace CxlWire.Protocol.Generator.Codes;

/// <summary>Writes the other part of an open code's type.</summary>
internal static class CodeWriter
{
    public static string Write(CodeModel code)
    {
        SourceText text = SourceText.Begin(
            code.Namespace, "System", "System.Collections.Generic", "System.Globalization");
        string known = string.Join(", ", code.Members.Select(member => member.Property));
        text.Lines($$"""
            partial record struct {{code.Type}}
            {
            /// <summary>The values that have names, in the order of their declaration.</summary>
            public static IReadOnlyList<{{code.Type}}> Known { get; } = [{{known}}];

            """);
        foreach (CodeMember member in code.Members)
            text.Lines($"public static partial {code.Type} {member.Property} => new({member.Value});\n");
        WriteName(text, code);
        string number = code.HexDigits > 0
            ? $"Value.ToString(\"X{code.HexDigits}\", CultureInfo.InvariantCulture) + \"h\""
            : code.IsUuid ? "Value.ToString()" : "Value.ToString(CultureInfo.InvariantCulture)";
        bool hasBoth = code.IsUuid || code.HexDigits > 0;
        text.Lines($$"""

            /// <summary>The value of that name, compared without case.</summary>
            public static bool TryParse(string name, out {{code.Type}} code)
            {
            foreach ({{code.Type}} known in Known)
            {
            code = known;
            if (string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))
                return true;
            }

            code = default;
            return false;
            }

            /// <summary>The name{{(hasBoth ? " with the value" : "")}}; the value alone where it has none.</summary>
            public override string ToString()
            {
            string value = {{number}};
            return Name is { } name ? {{(hasBoth ? "$\"{name} ({value})\"" : "name")}} : value;
            }
            }
            """);
        return text.ToString();
    }

    private static void WriteName(SourceText text, CodeModel code)
    {
        text.Line("/// <summary>The specification's name, or null where this library has none.</summary>");
        if (code.IsUuid)
        {
            text.Line("public string? Name =>");
            foreach (CodeMember member in code.Members)
                text.Line($"    this == {member.Property} ? {SourceText.Literal(member.Name)} :");
            text.Line("    null;");
            return;
        }

        text.Lines("public string? Name => Value switch\n{");
        foreach (CodeMember member in code.Members)
            text.Line($"{member.Value} => {SourceText.Literal(member.Name)},");
        text.Lines("_ => null,\n};");
    }
}
