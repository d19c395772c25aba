using CxlWire.Tests;
using static CxlWire.Transport.Tests.VfioUserPeer;

namespace CxlWire.Transport.Tests;

/// <summary>What QEMU sends while a guest boots, and what else the protocol has, each with its whole reply.</summary>
internal static class VfioUserMessages
{
    /// <summary>Capabilities as QEMU proposes them.</summary>
    public const string QemuCapabilities =
        "{\"capabilities\": {\"max_msg_fds\": 8, \"max_data_xfer_size\": 1048576, \"migration\": {\"pgsize\": 4096}, "
        + "\"pgsizes\": 4096, \"max_dma_maps\": 65535, \"write_multiple\": true}}";

    private const string Empty = "";

    /// <summary>A name, a request and its reply.</summary>
    public static (string Name, byte[] Request, byte[] Reply)[] All { get; } =
    [
        ("DMA_MAP", Request(2, 2, DmaMap()), Reply(2, 2)),
        ("DMA_MAP of the last page", Request(2, 2, DmaMap(address: 0xFFFFFFFFFFFFF000)), Reply(2, 2)),
        ("DMA_UNMAP", Request(3, 3, DmaUnmap()), Reply(3, 3, DmaUnmap())),
        ("DMA_UNMAP of all", Request(3, 3, DmaUnmap(2, 0, 0)), Reply(3, 3, DmaUnmap(2, 0, 0))),
        ("GET_INFO", Request(4, 4, Words(16, 0, 0, 0)), Reply(4, 4, Words(16, 3, 9, 5))),
        ("GET_INFO with more room", Request(4, 4, Words(24, 0, 0, 0, 0, 0)), Reply(4, 4, Words(16, 3, 9, 5))),
        ("GET_REGION_INFO 0", RegionInfo(0), RegionInfoReply(0, 3, 0x10000)),
        ("GET_REGION_INFO 1", RegionInfo(1), RegionInfoReply(1, 0, 0)),
        ("GET_REGION_INFO 2", RegionInfo(2), RegionInfoReply(2, 3, 0x10000)),
        ("GET_REGION_INFO 3", RegionInfo(3), RegionInfoReply(3, 0, 0)),
        ("GET_REGION_INFO 4", RegionInfo(4), RegionInfoReply(4, 3, 0x1000)),
        ("GET_REGION_INFO 5", RegionInfo(5), RegionInfoReply(5, 0, 0)),
        ("GET_REGION_INFO 6", RegionInfo(6), RegionInfoReply(6, 0, 0)),
        ("GET_REGION_INFO 7", RegionInfo(7), RegionInfoReply(7, 3, 0x1000)),
        ("GET_REGION_INFO 8", RegionInfo(8), RegionInfoReply(8, 0, 0)),
        ("GET_REGION_IO_FDS", Request(6, 6, Words(16, 0, 2, 0)), Reply(6, 6, Words(16, 0, 2, 0))),
        ("GET_IRQ_INFO 0", Request(7, 7, Words(16, 0, 0, 0)), Reply(7, 7, Words(16, 0, 0, 0))),
        ("GET_IRQ_INFO 1", Request(7, 7, Words(16, 0, 1, 0)), Reply(7, 7, Words(16, 0, 1, 0))),
        ("GET_IRQ_INFO 2", Request(7, 7, Words(16, 0, 2, 0)), Reply(7, 7, Words(16, 1, 2, 16))),
        ("GET_IRQ_INFO 3", Request(7, 7, Words(16, 0, 3, 0)), Reply(7, 7, Words(16, 1, 3, 1))),
        ("GET_IRQ_INFO 4", Request(7, 7, Words(16, 0, 4, 0)), Reply(7, 7, Words(16, 0, 4, 0))),
        ("SET_IRQS disables all", SetInterrupts(8, 0x21, 2, 0, 0), Reply(8, 8)),
        ("SET_IRQS disables all of none", SetInterrupts(8, 0x21, 0, 0, 0), Reply(8, 8)),
        ("SET_IRQS disables one", SetInterrupts(8, 0x24, 2, 15, 1), Reply(8, 8)),
        ("SET_IRQS disables some", SetInterrupts(8, 0x24, 2, 0, 16), Reply(8, 8)),
        ("SET_IRQS triggers", SetInterrupts(8, 0x21, 2, 3, 13), Reply(8, 8)),
        ("SET_IRQS triggers some", SetInterrupts(8, 0x22, 2, 14, 2, "0001"), Reply(8, 8)),
        ("SET_IRQS of errors", SetInterrupts(8, 0x24, 3, 0, 1), Reply(8, 8)),
        ("REGION_READ 1", Read(9, 7, 0x0A, 1), ReadReply(9, 7, 0x0A, "02")),
        ("REGION_READ 2", Read(9, 7, 0x80, 2), ReadReply(9, 7, 0x80, "1100")),
        ("REGION_READ 3", Read(9, 7, 0x09, 3), ReadReply(9, 7, 0x09, "100205")),
        ("REGION_READ 4", Read(9, 7, 0x34, 4), ReadReply(9, 7, 0x34, "40000000")),
        ("REGION_READ 8", Read(9, 2, 0, 8), ReadReply(9, 2, 0, "0000010103000000")),
        ("REGION_READ of the last byte", Read(9, 7, 0xFFF, 1), ReadReply(9, 7, 0xFFF, "00")),
        ("REGION_READ of nothing", Read(9, 7, 0x1000, 0), ReadReply(9, 7, 0x1000, Empty)),
        ("REGION_WRITE config", Write(10, 7, 4, "0600"), WriteReply(10, 7, 4, 2)),
        ("REGION_WRITE BAR", Write(10, 4, 0x10, "0000e0fe00000000"), WriteReply(10, 4, 0x10, 8)),
        ("REGION_WRITE of nothing", Write(10, 4, 0x1000, Empty), WriteReply(10, 4, 0x1000, 0)),
        ("RESET", Request(13, 13), Reply(13, 13)),
        ("REGION_WRITE_MULTI", WriteMulti(15, (4, 0x20, "11"), (7, 4, "0400")), Reply(15, 15, Hex.U64(2))),
        ("REGION_WRITE_MULTI of none", WriteMulti(15), Reply(15, 15, Hex.U64(0))),
    ];

    /// <summary>A name, a request that is refused, the error, and the log's byte and reason.</summary>
    public static (string Name, byte[] Request, int Error, string Reason)[] Refused { get; } =
    [
        ("VERSION again", Request(1, 1, Words(0)), 22, "byte 2: the version is agreed on"),
        ("command 0", Request(1, 0), 38, "byte 2: nothing that is served here"),
        ("DMA_READ", Request(1, 11, Hex.Zeros(16)), 38, "byte 2: nothing that is served here"),
        ("DMA_WRITE", Request(1, 12, Hex.Zeros(16)), 38, "byte 2: nothing that is served here"),
        ("DIRTY_PAGES", Request(1, 14, Words(8, 1)), 38, "byte 2: nothing that is served here"),
        ("DEVICE_FEATURE", Request(1, 16, Words(8, 0x10001)), 38, "byte 2: nothing that is served here"),
        ("command 65535", Request(1, 65535), 38, "byte 2: nothing that is served here"),
        ("type 2", Message(1, 4, 2, 0, Words(16, 0, 0, 0)), 22, "byte 8: type 2 is neither a command nor a reply"),

        ("DMA_MAP short", Request(1, 2, DmaMap()[..62]), 22, "byte 4: 47 bytes, of 48"),
        ("DMA_MAP long", Request(1, 2, DmaMap(), "00"), 22, "byte 4: 49 bytes, of 48"),
        ("DMA_MAP flags", Request(1, 2, DmaMap(flags: 4)), 22, "byte 20: flags beyond readable and writable"),
        ("DMA_MAP empty", Request(1, 2, DmaMap(size: 0)), 22,
            "byte 40: the range is empty or goes beyond the last address"),
        (
            "DMA_MAP beyond the end",
            Request(1, 2, DmaMap(address: 0xFFFFFFFFFFFFF001)),
            22,
            "byte 40: the range is empty or goes beyond the last address"),
        ("DMA_UNMAP short", Request(1, 3, DmaUnmap()[..46]), 22, "byte 4: 39 bytes, of 40"),
        ("DMA_UNMAP long", Request(1, 3, DmaUnmap(), "00"), 22, "byte 4: 41 bytes, of 40"),
        ("DMA_UNMAP dirty", Request(1, 3, DmaUnmap(flags: 1)), 22, "byte 20: flags beyond \"all\""),
        ("DMA_UNMAP empty", Request(1, 3, DmaUnmap(size: 0)), 22,
            "byte 32: the range is empty or goes beyond the last address"),

        ("GET_INFO short", Request(1, 4, Words(16, 0, 0)), 22, "byte 4: 28 bytes, of 32"),
        ("GET_INFO no room", Request(1, 4, Words(15, 0, 0, 0)), 22, "byte 16: room for 15 bytes, of 16"),
        ("GET_REGION_INFO short", Request(1, 5, Words(32, 0, 0, 0, 0, 0, 0)), 22, "byte 4: 44 bytes, of 48"),
        ("GET_REGION_INFO no room", Request(1, 5, Words(31, 0, 0, 0, 0, 0, 0, 0)), 22,
            "byte 16: room for 31 bytes, of 32"),
        ("GET_REGION_INFO 9", Request(1, 5, Words(32, 0, 9, 0, 0, 0, 0, 0)), 22, "byte 24: region 9 of 9"),
        ("GET_REGION_IO_FDS short", Request(1, 6, Words(16, 0, 0)), 22, "byte 4: 28 bytes, of 32"),
        ("GET_REGION_IO_FDS no room", Request(1, 6, Words(0, 0, 0, 0)), 22, "byte 16: room for 0 bytes, of 16"),
        ("GET_REGION_IO_FDS flags", Request(1, 6, Words(16, 1, 0, 0)), 22, "byte 20: flags, of which there are none"),
        ("GET_REGION_IO_FDS 9", Request(1, 6, Words(16, 0, 9, 0)), 22, "byte 24: region 9 of 9"),
        ("GET_IRQ_INFO short", Request(1, 7, Words(16, 0, 0)), 22, "byte 4: 28 bytes, of 32"),
        ("GET_IRQ_INFO no room", Request(1, 7, Words(15, 0, 0, 0)), 22, "byte 16: room for 15 bytes, of 16"),
        ("GET_IRQ_INFO 5", Request(1, 7, Words(16, 0, 5, 0)), 22, "byte 24: interrupt type 5 of 5"),

        ("SET_IRQS short", Request(1, 8, Words(20, 0x21, 2, 0)), 22, "byte 4: 32 bytes, of 36"),
        ("SET_IRQS type", SetInterrupts(1, 0x21, 5, 0, 0), 22, "byte 24: interrupt type 5 of 5"),
        ("SET_IRQS start", SetInterrupts(1, 0x21, 2, 17, 0), 22, "byte 28: interrupt 17 of 16"),
        ("SET_IRQS count", SetInterrupts(1, 0x21, 2, 15, 2), 22, "byte 32: 2 interrupts from 15 on, of 16"),
        ("SET_IRQS wraps", SetInterrupts(1, 0x21, 2, 1, -1), 22, "byte 32: 4294967295 interrupts from 1 on, of 16"),
        ("SET_IRQS start wraps", SetInterrupts(1, 0x21, 2, -1, 2), 22, "byte 28: interrupt 4294967295 of 16"),
        ("SET_IRQS of INTx", SetInterrupts(1, 0x24, 0, 0, 1), 22, "byte 32: 1 interrupts from 0 on, of 0"),
        ("SET_IRQS no action", SetInterrupts(1, 0x01, 2, 0, 1), 22, "byte 20: an action other than to trigger"),
        ("SET_IRQS two actions", SetInterrupts(1, 0x31, 2, 0, 1), 22, "byte 20: an action other than to trigger"),
        ("SET_IRQS mask", SetInterrupts(1, 0x09, 2, 0, 1), 22, "byte 20: an action other than to trigger"),
        ("SET_IRQS unmask", SetInterrupts(1, 0x12, 2, 0, 1, "01"), 22, "byte 20: an action other than to trigger"),
        ("SET_IRQS flags", SetInterrupts(1, 0x61, 2, 0, 1), 22, "byte 20: an action other than to trigger"),
        ("SET_IRQS no data", SetInterrupts(1, 0x20, 2, 0, 1), 22, "byte 20: more than one kind of data, or none"),
        ("SET_IRQS two data", SetInterrupts(1, 0x23, 2, 0, 1, "01"), 22,
            "byte 20: more than one kind of data, or none"),
        ("SET_IRQS data none", SetInterrupts(1, 0x21, 2, 0, 1, "01"), 22, "byte 4: 37 bytes, of 36"),
        ("SET_IRQS data event", SetInterrupts(1, 0x24, 2, 0, 1, "ffffffff"), 22, "byte 4: 40 bytes, of 36"),
        ("SET_IRQS bool short", SetInterrupts(1, 0x22, 2, 0, 2, "01"), 22, "byte 4: 37 bytes, of 38"),
        ("SET_IRQS bool long", SetInterrupts(1, 0x22, 2, 0, 2, "010101"), 22, "byte 4: 39 bytes, of 38"),
        ("SET_IRQS none at 1", SetInterrupts(1, 0x21, 2, 1, 0), 22,
            "byte 32: no interrupts: that disables all of them, from 0 on and without data"),
        ("SET_IRQS no events", SetInterrupts(1, 0x24, 2, 0, 0), 22,
            "byte 32: no interrupts: that disables all of them, from 0 on and without data"),
        ("SET_IRQS no bools", SetInterrupts(1, 0x22, 2, 0, 0), 22,
            "byte 32: no interrupts: that disables all of them, from 0 on and without data"),

        ("REGION_READ short", Request(1, 9, Hex.Zeros(15)), 22, "byte 4: 31 bytes, of 32"),
        ("REGION_READ long", Request(1, 9, Hex.Zeros(17)), 22, "byte 4: 33 bytes, of 32"),
        ("REGION_READ of BAR 1", Read(1, 1, 0, 1), 22, "byte 24: region 1 has nothing in it"),
        ("REGION_READ of ROM", Read(1, 6, 0, 0), 22, "byte 24: region 6 has nothing in it"),
        ("REGION_READ of region 9", Read(1, 9, 0, 1), 22, "byte 24: region 9 has nothing in it"),
        ("REGION_READ of region -1", Read(1, -1, 0, 1), 22, "byte 24: region 4294967295 has nothing in it"),
        ("REGION_READ offset", Read(1, 7, 0x1001, 0), 22, "byte 16: offset 1001h of 1000h bytes"),
        ("REGION_READ offset wraps", Read(1, 7, ulong.MaxValue, 2), 22,
            "byte 16: offset ffffffffffffffffh of 1000h bytes"),
        ("REGION_READ count", Read(1, 7, 0xFFF, 2), 22, "byte 28: 2 bytes at fffh, of 1000h, 1048576 at a time"),
        ("REGION_READ count wraps", Read(1, 7, 1, -1), 22,
            "byte 28: 4294967295 bytes at 1h, of 1000h, 1048576 at a time"),
        ("REGION_WRITE short", Request(1, 10, Hex.Zeros(15)), 22, "byte 4: 31 bytes, of 32"),
        ("REGION_WRITE too little", Request(1, 10, Hex.U64(4), Words(7, 2), "06"), 22, "byte 4: 33 bytes, of 34"),
        ("REGION_WRITE too much", Request(1, 10, Hex.U64(4), Words(7, 2), "060000"), 22, "byte 4: 35 bytes, of 34"),
        ("REGION_WRITE of BAR 5", Write(1, 5, 0, "00"), 22, "byte 24: region 5 has nothing in it"),
        ("REGION_WRITE offset", Write(1, 7, 0x1001, Empty), 22, "byte 16: offset 1001h of 1000h bytes"),
        ("REGION_WRITE count", Write(1, 7, 0xFFE, "00000000"), 22,
            "byte 28: 4 bytes at ffeh, of 1000h, 1048576 at a time"),
        ("REGION_WRITE all it can", Write(1, 7, 0, Hex.Zeros(1 << 20)), 22,
            "byte 28: 1048576 bytes at 0h, of 1000h, 1048576 at a time"),
        ("RESET long", Request(1, 13, "00"), 22, "byte 4: 17 bytes, of 16"),

        ("REGION_WRITE_MULTI short", Request(1, 15, Hex.Zeros(7)), 22, "byte 4: 23 bytes, of 24"),
        ("REGION_WRITE_MULTI count", Request(1, 15, Hex.U64(2), Entry(4, 0, "11")), 22,
            "byte 16: 2 writes in 48 bytes"),
        ("REGION_WRITE_MULTI too long", Request(1, 15, Hex.U64(1), Entry(4, 0, "11"), "00"), 22,
            "byte 16: 1 writes in 49 bytes"),
        ("REGION_WRITE_MULTI too many", Request(1, 15, Hex.U64(1), Entry(4, 0, "11"), Entry(4, 0, "11")), 22,
            "byte 16: 1 writes in 72 bytes"),
        ("REGION_WRITE_MULTI wraps", Request(1, 15, Hex.U64(ulong.MaxValue), Entry(4, 0, "11")), 22,
            "byte 16: 18446744073709551615 writes in 48 bytes"),
        ("REGION_WRITE_MULTI region", WriteMulti(1, (4, 0, "11"), (3, 0, "11")), 22,
            "byte 56: region 3 has nothing in it"),
        ("REGION_WRITE_MULTI offset", WriteMulti(1, (4, 0, "11"), (4, 0x1001, "11")), 22,
            "byte 48: offset 1001h of 1000h bytes"),
        ("REGION_WRITE_MULTI end", WriteMulti(1, (4, 0, "11"), (4, 0x1000, "11")), 22,
            "byte 60: 1 bytes at 1000h, of 1000h, 1048576 at a time"),
        (
            "REGION_WRITE_MULTI length",
            Request(1, 15, Hex.U64(1), Hex.U64(0), Words(4, 9), Hex.Zeros(8)),
            22,
            "byte 36: 9 bytes, of at most 8"),
    ];

    public static byte[] WriteMulti(int id, params (int Region, ulong Offset, string Data)[] writes) =>
        Request(id, 15, [Hex.U64((ulong)writes.Length), .. writes.Select(w => Entry(w.Region, w.Offset, w.Data))]);

    public static byte[] ReadReply(int id, int region, ulong offset, string data) =>
        Reply(id, 9, Hex.U64(offset), Words(region, data.Length / 2), data);

    public static byte[] WriteReply(int id, int region, ulong offset, int count) =>
        Reply(id, 10, Hex.U64(offset), Words(region, count));

    public static string DmaMap(int flags = 3, ulong address = 0x100000000, ulong size = 0x1000) =>
        Words(32, flags) + Hex.U64(0) + Hex.U64(address) + Hex.U64(size);

    private static string DmaUnmap(int flags = 0, ulong address = 0x100000000, ulong size = 0x1000) =>
        Words(24, flags) + Hex.U64(address) + Hex.U64(size);

    private static byte[] RegionInfo(int region) => Request(5, 5, Words(32, 0, region, 0, 0, 0, 0, 0));

    private static byte[] RegionInfoReply(int region, int flags, ulong size) =>
        Reply(5, 5, Words(32, flags, region, 0), Hex.U64(size), Hex.U64(0));

    private static string Entry(int region, ulong offset, string data) =>
        Hex.U64(offset) + Words(region, data.Length / 2) + data.PadRight(16, '0');

    private static string Words(params int[] words) => string.Concat(words.Select(w => Hex.U32(w)));
}
