using CxlWire.Device;
using CxlWire.Device.Journal;
using CxlWire.Tests;

namespace CxlWire.Transport.Tests;

/// <summary>
/// What a capture is told, a line each: a packet with its direction, what was wrong with it, what became of it, and the
/// last packet of what it answers; a command with the last packet that carried it; a notification.
/// </summary>
internal sealed class CapturedEntries(CxlDevice device) : IDisposable
{
    private readonly JournalReader _reader = device.Journal.Open(isCapture: true);

    /// <summary>Those that are new.</summary>
    public List<string> Take()
    {
        var lines = new List<string>();
        var entry = new JournalEntry();
        while (_reader.TryRead(entry))
        {
            if (entry.Kind == JournalEntryKind.Command)
                lines.Add(Describe(entry, (LineMessage?)entry.Detail));
            else if (entry.Kind == JournalEntryKind.LinePacket)
                lines.Add(Describe(entry, (LinePacket)entry.Detail!));
            else if (entry.Kind == JournalEntryKind.NotificationSent)
                lines.Add($"host {entry.HostId} {entry.Route} {Hex.Text(entry.Request.Span)}");
        }

        return lines;
    }

    public void Dispose() => _reader.Dispose();

    private static string Describe(JournalEntry entry, LineMessage? carrier) => carrier is null
        ? $"{entry.Opcode.Value:x4}"
        : $"{carrier.Line} {entry.Opcode.Value:x4} by {Hex.Text(carrier.LastPacket.Span)}";

    private static string Describe(JournalEntry entry, LinePacket packet) =>
        $"{packet.Line} {(packet.IsReceived ? "in" : "out")} {Hex.Text(entry.Request.Span)}"
        + (packet.Error == LinePacketError.None ? "" : $" {packet.Error} {Hex.Text(entry.Reply.Span)}")
        + (packet.Note is null ? "" : $", {packet.Note}")
        + (packet.Answered is null ? "" : $", to {Hex.Text(packet.Answered.LastPacket.Span)}");
}
