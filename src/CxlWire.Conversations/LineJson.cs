using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CxlWire.Conversations;

/// <summary>JSON as lines of conversations have it.</summary>
internal static class LineJson
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
}
