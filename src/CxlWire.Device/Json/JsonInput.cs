using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace CxlWire.Device.Json;

/// <summary>
/// JSON that anyone may have written: comments and trailing commas do no harm, all else that is wrong does.
/// </summary>
internal static class JsonInput
{
    private static readonly JsonDocumentOptions _options = new()
    {
        AllowDuplicateProperties = false,
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads a file as far as a limit, and not by the length that the system tells: a pipe has none.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="max">Bytes.</param>
    /// <param name="what">What it is: "a device file".</param>
    /// <exception cref="JsonFileException">It is longer.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ReadOnlyMemory<byte> ReadFile(string file, int max, string what)
    {
        using FileStream stream = File.OpenRead(file);
        using var content = new MemoryStream();
        byte[] chunk = new byte[64 << 10];
        while (stream.Read(chunk) is > 0 and int length)
        {
            content.Write(chunk, 0, length);
            if (content.Length > max)
                throw new JsonFileException("$", $"more than {max >> 20} MiB", $"{what} has no more");
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    /// <summary>Parses UTF-8.</summary>
    /// <exception cref="JsonFileException">It is not JSON, or no text could hold its strings.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        CheckText(json.Span);
        try
        {
            return JsonDocument.Parse(json, _options);
        }
        catch (JsonException e)
        {
            // Where it is has been said, and the rest is about .NET's reader.
            string reason = e.Message.Split([" Path: ", " LineNumber: "], StringSplitOptions.None)[0];
            throw new JsonFileException(
                "$", $"line {(e.LineNumber ?? 0) + 1}", $"not JSON: {JsonMember.Shortened(reason, 200)}");
        }
    }

    /// <summary>Has a value read that may hold strings that no text could hold.</summary>
    /// <param name="json">The value.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="path">Where it is; empty: its members stand alone.</param>
    /// <exception cref="JsonFileException">It is not what it should be.</exception>
    public static T Read<T>(JsonElement json, Func<JsonMember, T> read, string path = "")
    {
        try
        {
            return read(new JsonMember(json, path, "this"));
        }
        catch (InvalidOperationException)
        {
            // JSON may have half of a surrogate pair where text is expected; no string can.
            throw new JsonFileException(
                path.Length == 0 ? "$" : path, "not text", "half of a surrogate pair, which no text has");
        }
    }

    /// <summary>
    /// Complains of strings that no text could hold: the reader notices only when it is asked for one.
    /// </summary>
    private static void CheckText(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            int bad = 0;
            while (Rune.DecodeFromUtf8(json[bad..], out _, out int length) == OperationStatus.Done)
                bad += length;
            throw NotText(json, bad, "not UTF-8");
        }

        if (json.IndexOf("\\u"u8) < 0)
            return;
        var reader = new Utf8JsonReader(
            json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped)
                    reader.GetString();
            }
        }
        catch (JsonException)
        {
            // The parser says it better.
        }
        catch (InvalidOperationException)
        {
            throw NotText(json, (int)reader.TokenStartIndex, "half of a surrogate pair");
        }
    }

    private static JsonFileException NotText(ReadOnlySpan<byte> json, int at, string rule) =>
        new("$", $"line {json[..at].Count((byte)'\n') + 1}, byte {at - json[..at].LastIndexOf((byte)'\n')}", rule);
}
