namespace CxlWire.Device.Registers;

/// <summary>
/// CXL r3.1 8.2.4 CXL.cache and CXL.mem registers: RAS, and the HDM decoders that map device memory into a host.
/// There is no memory behind them: they take and keep what a driver programs.
/// </summary>
internal static class ComponentRegisters
{
    private const int Size = 0x10000;
    private const int CacheMem = 0x1000;
    private const int Hdm = CacheMem + 0x200;
    private const int Decoders = 2;

    /// <summary>Where the RAS capability begins.</summary>
    public const int RasOffset = CacheMem + 0x80;

    /// <summary>Declares the registers.</summary>
    /// <param name="ras">The RAS capability, made for <see cref="RasOffset"/>.</param>
    public static RegisterBlock Create(RasCapability ras) => new(
        "component registers",
        Size,
        [
            new(CacheMem, 4, "CXL Capability Header", Header(id: 1, version: 1) | (1 << 20) | (2 << 24),
                Meaning: "bits 15:0 ID, bits 19:16 version, bits 23:20 cache and mem version, bits 31:24 capabilities"),
            new(CacheMem + 4, 4, "RAS Capability Header", Header(id: 2, version: 2)
                | Pointer(RasOffset), Meaning: "bits 15:0 ID, bits 19:16 version, bits 31:20 offset from 1000h"),
            new(CacheMem + 8, 4, "HDM Decoder Capability Header", Header(id: 5, version: 3)
                | Pointer(Hdm), Meaning: "as above"),
            .. ras.Registers,
            .. HdmDecoderCapability(),
        ]);

    private static IEnumerable<Register> HdmDecoderCapability() =>
    [
        new(Hdm, 4, "HDM Decoder Capability", 0x0000_0301,
            Meaning: "bits 3:0 1 for two decoders, bits 9:8 interleave by address bits 11:8 and 14:12"),
        new(Hdm + 4, 4, "HDM Decoder Global Control", Writable: 2, Meaning: "bit 1 enable")
            { ResetBy = ResetKind.Conventional },
        .. HdmDecoder.Create(Hdm + 0x10, Decoders),
    ];

    private static ulong Header(ulong id, ulong version) => id | (version << 16);

    private static ulong Pointer(int offset) => (ulong)(offset - CacheMem) << 20;
}
