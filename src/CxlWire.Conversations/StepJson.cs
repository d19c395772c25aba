using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CxlWire.Golden;
using CxlWire.Protocol;

namespace CxlWire.Conversations;

/// <summary>
/// Members of a line of a conversation; what is wrong is a <see cref="FormatException"/> that names the place.
/// </summary>
internal static class StepJson
{
    /// <summary>How lines are written: nothing escaped that a text file may hold.</summary>
    public static readonly JsonWriterOptions WriterOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON without white space, always the same for the same value.</summary>
    public static string Compact(JsonElement element)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, WriterOptions))
            element.WriteTo(json);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <inheritdoc cref="Compact(JsonElement)"/>
    public static string Compact(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return Compact(document.RootElement);
    }

    public static void Check(JsonElement element, string path, params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Wrong(path, "an object is expected");
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name))
                throw Wrong(path, $"{FieldText.Quote(JsonText.Cut(property.Name))} is unknown");
        }
    }

    public static JsonElement Member(JsonElement element, string path, string name, JsonValueKind kind) =>
        element.TryGetProperty(name, out JsonElement member) && member.ValueKind == kind
            ? member
            : throw Wrong($"{path}.{name}", $"{(kind == JsonValueKind.Array ? "an array" : "an object")} is expected");

    public static string Text(JsonElement element, string path, string name) =>
        element.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()!
            : throw Wrong($"{path}.{name}", "text is expected");

    public static string OneOf(JsonElement element, string path, string name, string[] values)
    {
        string text = Text(element, path, name);
        return values.Contains(text)
            ? text
            : throw Wrong($"{path}.{name}", $"one of {string.Join(", ", values)} is expected");
    }

    public static bool Flag(JsonElement element, string path, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement member))
            return false;
        return member.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? member.GetBoolean()
            : throw Wrong($"{path}.{name}", "true or false is expected");
    }

    public static ulong Number(JsonElement element, string path, string name, ulong max) =>
        element.TryGetProperty(name, out JsonElement member) && TryNumber(member, max, out ulong value)
            ? value
            : throw Wrong($"{path}.{name}", $"an integer from 0 to {max} is expected");

    public static ulong OptionalNumber(JsonElement element, string path, string name, ulong max) =>
        element.TryGetProperty(name, out _) ? Number(element, path, name, max) : 0;

    public static bool TryNumber(JsonElement element, ulong max, out ulong value)
    {
        value = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetUInt64(out value) && value <= max;
    }

    public static Opcode Opcode(JsonElement element, string path, string name)
    {
        string text = Text(element, path, name);
        return text.Length == 4
            && ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort value)
            ? new Opcode(value)
            : throw Wrong($"{path}.{name}", "four hexadecimal digits are expected");
    }

    public static byte[] Bytes(JsonElement element, string path, string name)
    {
        string text = Text(element, path, name);
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            throw Wrong($"{path}.{name}", "hexadecimal digits, two for each byte, are expected");
        }
    }

    public static FormatException Wrong(string path, string expected) => new($"{path}: {expected}");
}
