using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace CxlWire.Control;

/// <summary>Why a command was not carried out, in QMP's terms; it becomes the error reply.</summary>
internal sealed class QmpException(string errorClass, string description) : Exception(description)
{
    // A hostile name comes back in an error; not all sixteen megabytes of it.
    private const int MaxQuote = 256;

    public string ErrorClass => errorClass;

    public static QmpException Generic(string description) => new("GenericError", description);

    public static QmpException CommandNotFound(string description) => new("CommandNotFound", description);

    public static QmpException DeviceNotFound(string path) =>
        new("DeviceNotFound", $"Device '{Quote(path)}' not found");

    /// <summary>The JSON that the peer wrote, short enough to be repeated.</summary>
    public static string Quote(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            return $"'{Quote(json.GetString()!)}'";
        ReadOnlySpan<byte> utf8 = JsonMarshal.GetRawUtf8Value(json);
        return Quote(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 4 * (MaxQuote + 1))]));
    }

    /// <summary>What the peer wrote, short enough to be repeated.</summary>
    public static string Quote(string text) => text.Length <= MaxQuote ? text : $"{text[..MaxQuote]}...";
}
