namespace CxlWire.Protocol.Mctp;

/// <summary>How an MCTP control message ended (DSP0236).</summary>
/// <param name="Value">The completion code; 80h and up are the command's own.</param>
[OpenCode(HexDigits = 2)]
public readonly partial record struct MctpCompletionCode(byte Value)
{
    /// <summary>00h.</summary>
    [Code(0x00, "success")] public static partial MctpCompletionCode Success { get; }

    /// <summary>01h: none of the others says it.</summary>
    [Code(0x01, "error")] public static partial MctpCompletionCode Error { get; }

    /// <summary>02h: a field has a value that it may not have.</summary>
    [Code(0x02, "invalid data")] public static partial MctpCompletionCode InvalidData { get; }

    /// <summary>03h: too few bytes for the command, or too many.</summary>
    [Code(0x03, "invalid length")] public static partial MctpCompletionCode InvalidLength { get; }

    /// <summary>04h: not now.</summary>
    [Code(0x04, "not ready")] public static partial MctpCompletionCode NotReady { get; }

    /// <summary>05h: the endpoint does not have the command.</summary>
    [Code(0x05, "unsupported command")] public static partial MctpCompletionCode UnsupportedCommand { get; }

    /// <summary>80h of Get MCTP Version Support: the endpoint does not have the message type.</summary>
    [Code(0x80, "message type not supported")]
    public static partial MctpCompletionCode MessageTypeNotSupported { get; }
}
