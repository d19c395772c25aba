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

    /// <summary>What the peer wrote, short enough to be repeated.</summary>
    public static string Quote(string text) => text.Length <= MaxQuote ? text : $"{text[..MaxQuote]}...";
}
