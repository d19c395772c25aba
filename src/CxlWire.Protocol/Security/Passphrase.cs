namespace CxlWire.Protocol.Security;

/// <summary>CXL r3.1 8.2.9.9.6: 32 bytes that only who set them knows; they do not print.</summary>
/// <param name="First">Bytes 0 to 7, as a little-endian number.</param>
/// <param name="Second">Bytes 8 to 15.</param>
/// <param name="Third">Bytes 16 to 23.</param>
/// <param name="Fourth">Bytes 24 to 31.</param>
public readonly record struct Passphrase(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    /// <summary>That there is one, and nothing of it.</summary>
    public override string ToString() => "a passphrase";
}
