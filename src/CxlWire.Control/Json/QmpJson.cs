using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace CxlWire.Control.Json;

/// <summary>JSON as QMP has it on the wire.</summary>
internal static class QmpJson
{
    private static readonly JsonDocumentOptions _documentOptions =
        new() { MaxDepth = QmpFramer.MaximumDepth, AllowDuplicateProperties = false };

    // The other encoders escape the quotation marks of every error text; FormatLine sees to ASCII.
    private static readonly JsonWriterOptions _writerOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly SearchValues<byte> _stopsBetween = SearchValues.Create("\":,"u8);

    private static readonly SearchValues<byte> _stopsInString =
        SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);

    public static Utf8JsonWriter CreateWriter(IBufferWriter<byte> destination) => new(destination, _writerOptions);

    /// <summary>Parses one message; the document refers to its bytes.</summary>
    /// <exception cref="QmpException">It is not JSON, or no text could hold its strings.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> message)
    {
        if (!Utf8.IsValid(message.Span))
            throw QmpException.Generic("JSON parse error, invalid UTF-8");
        try
        {
            CheckEscapes(message.Span);
            return JsonDocument.Parse(message, _documentOptions);
        }
        catch (JsonException e)
        {
            throw QmpException.Generic(Describe(e));
        }
    }

    /// <summary>
    /// A line as QEMU writes it, or a piece of one: ASCII, a space after every colon and comma, CR LF at its end.
    /// </summary>
    /// <param name="json">JSON without white space between its tokens; a piece has whole tokens.</param>
    /// <param name="endsLine">Whether the line ends with it.</param>
    public static ReadOnlyMemory<byte> FormatLine(ReadOnlySpan<byte> json, bool endsLine = true)
    {
        var line = new ArrayBufferWriter<byte>(json.Length + (json.Length / 4) + 16);
        bool inString = false;
        while (true)
        {
            int run = json.IndexOfAny(inString ? _stopsInString : _stopsBetween);
            if (run < 0)
                break;
            line.Write(json[..run]);
            byte stop = json[run];
            int taken = 1;
            if (stop >= 0x80)
            {
                Rune.DecodeFromUtf8(json[run..], out Rune rune, out taken);
                WriteEscaped(line, rune);
            }
            else
            {
                taken = stop == '\\' ? 2 : 1;
                line.Write(json.Slice(run, taken));
                inString ^= stop == '"';
                if (stop is (byte)':' or (byte)',')
                    line.Write(" "u8);
            }

            json = json[(run + taken)..];
        }

        line.Write(json);
        if (endsLine)
            line.Write("\r\n"u8);
        return line.WrittenMemory;
    }

    private static void WriteEscaped(ArrayBufferWriter<byte> line, Rune rune)
    {
        Span<char> units = stackalloc char[2];
        foreach (char unit in units[..rune.EncodeToUtf16(units)])
            line.Write(Encoding.ASCII.GetBytes($"\\u{(int)unit:X4}"));
    }

    // An escaped half of a surrogate pair is no text; the reader notices only when asked for the string.
    private static void CheckEscapes(ReadOnlySpan<byte> message)
    {
        if (message.IndexOf("\\u"u8) < 0)
            return;
        var reader = new Utf8JsonReader(message, new JsonReaderOptions { MaxDepth = QmpFramer.MaximumDepth });
        while (reader.Read())
        {
            if (!reader.ValueIsEscaped)
                continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException)
            {
                throw QmpException.Generic(
                    $"JSON parse error, byte {reader.TokenStartIndex}: half of a surrogate pair");
            }
        }
    }

    private static string Describe(JsonException e)
    {
        // The parser gives no position only where it finds a name twice.
        if (e.LineNumber is not { } line || e.BytePositionInLine is not { } column)
            return "JSON parse error, duplicate key";

        // The first sentence says what is wrong; the rest is advice, and a position counted from 0.
        string sentence = e.Message.Split([". ", " LineNumber:"], 2, StringSplitOptions.None)[0];
        return $"JSON parse error, line {line + 1}, byte {column + 1}: {QmpException.Quote(sentence)}";
    }
}
