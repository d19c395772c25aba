using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace CxlWire.Golden;

/// <summary>Reads JSON text that anyone may have written.</summary>
internal static class JsonText
{
    private const int MaximumDepth = 64;
    private const int LongestEcho = 80;

    private static readonly JsonDocumentOptions _options = new() { MaxDepth = MaximumDepth };

    /// <summary>How this project prints JSON: indented, "\n", and nothing escaped that a text file may hold.</summary>
    public static readonly JsonWriterOptions WriterOptions = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static bool TryParse(
        ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out JsonDocument? document, out JsonFormError error)
    {
        document = null;
        error = default;
        if (utf8.Length > FieldJson.MaximumInput)
        {
            error = new JsonFormError("$", $"{utf8.Length} bytes", $"JSON of at most {FieldJson.MaximumInput} bytes");
            return false;
        }

        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        if (!Utf8.IsValid(utf8.Span))
        {
            error = new JsonFormError("$", "text that is no UTF-8", "JSON");
            return false;
        }

        try
        {
            document = JsonDocument.Parse(utf8, _options);
            return true;
        }
        catch (JsonException e)
        {
            string text = string.Create(
                CultureInfo.InvariantCulture,
                $"text that cannot be read at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
            error = new JsonFormError("$", text, $"JSON, no deeper than {MaximumDepth},");
            return false;
        }
    }

    /// <summary>The text of a string; false for other values and for half a surrogate pair.</summary>
    public static bool TryGetText(JsonElement element, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (element.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            text = element.GetString();
        }
        catch (InvalidOperationException)
        {
            // The only way to learn that "\ud800" has no text.
            return false;
        }

        return text is not null;
    }

    /// <summary>A property's name, or what stands for one that has no text.</summary>
    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    /// <summary>The value of a key, or undefined.</summary>
    public static JsonElement Get(JsonElement json, string name)
    {
        try
        {
            return json.TryGetProperty(name, out JsonElement value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            // Another name in the object has no text.
            return default;
        }
    }

    /// <summary>The value as it was written, short enough for a message.</summary>
    public static string Echo(JsonElement element) => Cut(Raw(element));

    /// <summary>Two values, short enough for a message and from where they begin to differ.</summary>
    public static (string Expected, string Found) Echo(JsonElement expected, string found)
    {
        string wanted = Raw(expected);
        int same = wanted.AsSpan().CommonPrefixLength(found);
        int skip = Math.Max(wanted.Length, found.Length) > LongestEcho ? Math.Max(0, same - (LongestEcho / 2)) : 0;
        string dots = skip > 0 ? "..." : "";
        return (dots + Cut(wanted[skip..]), dots + Cut(found[skip..]));
    }

    /// <summary>Text that fits into a message; control characters are replaced.</summary>
    public static string Cut(string text)
    {
        string shown = text.Length > LongestEcho ? text[..LongestEcho] + "..." : text;
        return string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c));
    }

    private static string Raw(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined => "nothing",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => element.GetRawText(),
    };
}
