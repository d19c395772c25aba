namespace CxlWire.Device.Registers;

/// <summary>What resets a register; each includes those before it.</summary>
public enum ResetKind
{
    /// <summary>Function level reset: CXL.io only, so what decodes memory stays as it is.</summary>
    FunctionLevel,

    /// <summary>Conventional reset, as a machine's reset button gives.</summary>
    Conventional,

    /// <summary>Power on: sticky registers, too.</summary>
    PowerOn,
}

/// <summary>
/// One register, declared once: the device behaves, and docs/registers.md tells, from this. Bits that are neither
/// writable nor cleared by ones ignore writes.
/// </summary>
/// <param name="Offset">First byte in its block.</param>
/// <param name="Width">Bytes: 1, 2, 4 or 8; any number where the register is <see cref="Memory"/>.</param>
/// <param name="Name">As the specification calls it.</param>
/// <param name="ResetValue">Little-endian in the block.</param>
/// <param name="Writable">Bits that take what is written.</param>
/// <param name="OneToClear">Bits that a written one clears, and a zero leaves.</param>
/// <param name="Meaning">Bits and units, for people.</param>
public sealed record Register(
    int Offset, int Width, string Name, ulong ResetValue = 0, ulong Writable = 0, ulong OneToClear = 0, string Meaning =
        "")
{
    /// <summary>The least reset that restores <see cref="ResetValue"/>.</summary>
    public ResetKind ResetBy { get; init; } = ResetKind.FunctionLevel;

    /// <summary>Whether it is plain memory, every bit of it writable, all zeros after a reset.</summary>
    public bool Memory { get; init; }

    /// <summary>Whether a write that does not reach all of it is ignored.</summary>
    public bool Whole { get; init; }

    /// <summary>Computes the value where it is not what was written: the state of the device.</summary>
    internal Func<RegisterBlock, ulong>? Value { get; init; }

    /// <summary>
    /// Told of a write that reached any byte of it and was not ignored, with the value that the register has now.
    /// </summary>
    internal Action<RegisterBlock, ulong>? Written { get; init; }

    /// <summary>Whether writes are ignored now.</summary>
    internal Func<RegisterBlock, bool>? Locked { get; init; }

    /// <summary>Byte after the last.</summary>
    internal int End => Offset + Width;
}
