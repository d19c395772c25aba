using System.Numerics;
using CxlWire.Device.Events;
using CxlWire.Device.Media;

namespace CxlWire.Device.Registers;

/// <summary>
/// CXL r3.1 8.2.8 the memory device's registers: which event logs hold records, the mailbox, whether media and
/// mailbox are ready.
/// </summary>
internal static class DeviceRegisters
{
    private const int MinSize = 0x10000;
    private const int EventStatus = 0x80;
    private const int MinStatus = 0x1000;
    private const ulong MediaReady = 1 << 2;
    private const ulong MediaDisabled = 3 << 2;
    private const ulong MailboxReady = 1 << 4;

    /// <summary>Where the mailbox begins.</summary>
    public const int MailboxOffset = 0x100;

    /// <summary>Declares the registers.</summary>
    /// <param name="logs">The host's event logs.</param>
    /// <param name="mailbox">Registers of the mailbox.</param>
    /// <param name="mailboxSize">Bytes of all of them.</param>
    /// <param name="sanitization">Knows whether the media is disabled.</param>
    public static RegisterBlock Create(
        IReadOnlyList<EventLog> logs, IReadOnlyList<Register> mailbox, int mailboxSize,
        MediaSanitization sanitization)
    {
        // Behind the mailbox, however large that is.
        int status = Math.Max(MinStatus, RoundUp(MailboxOffset + mailboxSize, MinStatus));
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(MinSize, status + 8));
        return new RegisterBlock(
            "device registers",
            size,
            [
                new(0x00, 8, "Device Capabilities Array", 0x0000_0003_0101_0000,
                    Meaning: "bits 15:0 ID, bits 23:16 version, bits 27:24 memory device, bits 47:32 capabilities"),
                .. Capability(1, "Device Status", id: 1, version: 2, EventStatus, length: 8),
                .. Capability(2, "Mailbox", id: 2, version: 1, MailboxOffset, mailboxSize),
                .. Capability(3, "Memory Device Status", id: 0x4000, version: 1, status, length: 8),
                new(EventStatus, 8, "Event Status",
                    Meaning: "bit 0 informational, 1 warning, 2 failure, 3 fatal, 4 dynamic capacity: the log holds "
                    + "records") { Value = _ => FilledLogs(logs) },
                .. mailbox,
                new(status, 8, "Memory Device Status", MediaReady | MailboxReady,
                    Meaning: "bits 3:2 media status: 1 ready, 3 disabled (Z2), bit 4 mailbox ready")
                {
                    Value = _ => (sanitization.IsMediaDisabled ? MediaDisabled : MediaReady) | MailboxReady,
                },
            ]);
    }

    private static IEnumerable<Register> Capability(
        int number, string name, ulong id, ulong version, int offset, int length) =>
    [
        new(0x10 * number, 8, $"{name} Capability", id | (version << 16)
            | ((ulong)offset << 32), Meaning: "bits 15:0 ID, bits 23:16 version, bits 63:32 offset"),
        new((0x10 * number) + 8, 4, $"{name} Capability Length", (ulong)length, Meaning: "bytes"),
    ];

    private static ulong FilledLogs(IReadOnlyList<EventLog> logs)
    {
        ulong filled = 0;
        for (int i = 0; i < logs.Count; i++)
            filled |= (logs[i].Count > 0 ? 1UL : 0) << i;
        return filled;
    }

    private static int RoundUp(int value, int unit) => (value + unit - 1) / unit * unit;
}
