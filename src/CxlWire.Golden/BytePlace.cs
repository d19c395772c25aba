using System.Globalization;

namespace CxlWire.Golden;

/// <summary>Says where a byte is, always from the start of all that is compared.</summary>
internal static class BytePlace
{
    /// <summary>", byte 16 (payload byte 4)", or what is known of that.</summary>
    public static string Describe(int? offset, int? payloadOffset)
    {
        string payload = payloadOffset is { } inside
            ? string.Create(CultureInfo.InvariantCulture, $" (payload byte {inside})")
            : "";
        return offset is { } at ? string.Create(CultureInfo.InvariantCulture, $", byte {at}{payload}") : "";
    }
}
