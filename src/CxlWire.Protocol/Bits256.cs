namespace CxlWire.Protocol;

/// <summary>32 bytes of bits: bit n is bit n mod 8 of byte n / 8.</summary>
/// <param name="First">Bits 0 to 63.</param>
/// <param name="Second">Bits 64 to 127.</param>
/// <param name="Third">Bits 128 to 191.</param>
/// <param name="Fourth">Bits 192 to 255.</param>
public readonly record struct Bits256(ulong First, ulong Second, ulong Third, ulong Fourth);
