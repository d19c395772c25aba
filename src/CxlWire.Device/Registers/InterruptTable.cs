namespace CxlWire.Device.Registers;

/// <summary>
/// MSI-X table and pending bits. Both are memory only: whoever carries the interrupts to the host (a vfio-user
/// client) keeps vectors, masks and pending bits itself, and never lets a guest reach these.
/// </summary>
internal static class InterruptTable
{
    public const int Bar = 4;
    public const int Vectors = 16;
    public const int Table = 0;
    public const int PendingBits = 0x800;

    private const int Size = 4096;
    private const int EntrySize = 16;

    public static RegisterBlock Create() => new(
        "MSI-X table",
        Size,
        [
            .. Enumerable.Range(0, Vectors).SelectMany(Entry),
            new(PendingBits, 8, "Pending Bits", Meaning: "always 0"),
        ]);

    private static IEnumerable<Register> Entry(int vector)
    {
        int offset = Table + (vector * EntrySize);
        return
        [
            new(offset, 8, $"Vector {vector} Message Address", Writable: ~3UL),
            new(offset + 8, 4, $"Vector {vector} Message Data", Writable: uint.MaxValue),
            new(offset + 12, 4, $"Vector {vector} Control", 1, Writable: 1, Meaning: "bit 0 masked"),
        ];
    }
}
