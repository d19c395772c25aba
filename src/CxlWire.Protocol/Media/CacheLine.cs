namespace CxlWire.Protocol.Media;

/// <summary>64 bytes of memory.</summary>
/// <param name="First">Bytes 0 to 7, as a little-endian number.</param>
/// <param name="Second">Bytes 8 to 15.</param>
/// <param name="Third">Bytes 16 to 23.</param>
/// <param name="Fourth">Bytes 24 to 31.</param>
/// <param name="Fifth">Bytes 32 to 39.</param>
/// <param name="Sixth">Bytes 40 to 47.</param>
/// <param name="Seventh">Bytes 48 to 55.</param>
/// <param name="Eighth">Bytes 56 to 63.</param>
public readonly record struct CacheLine(
    ulong First, ulong Second, ulong Third, ulong Fourth, ulong Fifth, ulong Sixth, ulong Seventh, ulong Eighth);
