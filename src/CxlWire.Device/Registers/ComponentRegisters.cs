namespace CxlWire.Device.Registers;

/// <summary>
/// CXL r3.1 8.2.4 CXL.cache and CXL.mem registers: RAS, and the HDM decoders that map device memory into a host.
/// There is no memory behind them: they take and keep what a driver programs.
/// </summary>
internal static class ComponentRegisters
{
    private const int Size = 0x10000;
    private const int CacheMem = 0x1000;
    private const int Ras = CacheMem + 0x80;
    private const int Hdm = CacheMem + 0x200;
    private const int Decoders = 2;

    public static RegisterBlock Create() => new(
        "component registers",
        Size,
        [
            new(CacheMem, 4, "CXL Capability Header", Header(id: 1, version: 1) | (1 << 20) | (2 << 24),
                Meaning: "bits 15:0 ID, bits 19:16 version, bits 23:20 cache and mem version, bits 31:24 capabilities"),
            new(CacheMem + 4, 4, "RAS Capability Header", Header(id: 2, version: 2)
                | Pointer(Ras), Meaning: "bits 15:0 ID, bits 19:16 version, bits 31:20 offset from 1000h"),
            new(CacheMem + 8, 4, "HDM Decoder Capability Header", Header(id: 5, version: 3)
                | Pointer(Hdm), Meaning: "as above"),
            .. RasCapability(),
            .. HdmDecoderCapability(),
        ]);

    private static IEnumerable<Register> RasCapability() =>
    [
        Sticky(new(Ras, 4, "Uncorrectable Error Status", OneToClear: 0x0001_CFFF)),
        Sticky(new(Ras + 0x04, 4, "Uncorrectable Error Mask", 0x0001_CFFF, Writable: 0x0001_CFFF)),
        Sticky(new(Ras + 0x08, 4, "Uncorrectable Error Severity", 0x0001_CFFF, Writable: 0x0001_CFFF)),
        Sticky(new(Ras + 0x0C, 4, "Correctable Error Status", OneToClear: 0x7F)),
        Sticky(new(Ras + 0x10, 4, "Correctable Error Mask", 0x7F, Writable: 0x7F)),
        Sticky(new(Ras + 0x14, 4, "Error Capabilities and Control", Meaning: "no error was found yet")),
        .. Enumerable.Range(0, 8).Select(i => Sticky(new(Ras + 0x18 + (8 * i), 8, $"Header Log {i}"))),
    ];

    private static IEnumerable<Register> HdmDecoderCapability() =>
    [
        new(Hdm, 4, "HDM Decoder Capability", 0x0000_0301,
            Meaning: "bits 3:0 1 for two decoders, bits 9:8 interleave by address bits 11:8 and 14:12"),
        new(Hdm + 4, 4, "HDM Decoder Global Control", Writable: 2, Meaning: "bit 1 enable")
            { ResetBy = ResetKind.Conventional },
        .. HdmDecoder.Create(Hdm + 0x10, Decoders),
    ];

    private static Register Sticky(Register register) => register with { ResetBy = ResetKind.PowerOn };

    private static ulong Header(ulong id, ulong version) => id | (version << 16);

    private static ulong Pointer(int offset) => (ulong)(offset - CacheMem) << 20;
}
