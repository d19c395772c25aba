using CxlWire.Device.Journal;
using CxlWire.Protocol.Mctp;

namespace CxlWire.Transport.Mctp;

/// <summary>
/// Enters what goes over a line in the device's journal, packet by packet, for captures; nothing while there are none.
/// Called without the gate.
/// </summary>
/// <param name="cci">A CCI of the device.</param>
/// <param name="line">What captures call the line.</param>
/// <param name="unit">Largest payload of a packet.</param>
internal sealed class MctpLineTap(CciServer cci, string line, int unit)
{
    /// <summary>Whether there are captures.</summary>
    public bool IsOn => cci.Journal.IsCaptured;

    /// <summary>A message with a command, whose last packet is entered with the command; null: nobody asks.</summary>
    /// <param name="packet">Its last packet.</param>
    public LineMessage? Carry(ReadOnlySpan<byte> packet) => IsOn ? new LineMessage(line, packet.ToArray()) : null;

    /// <summary>A packet was received.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="dropped">Why it was dropped; null: it was not.</param>
    public void Receive(ReadOnlySpan<byte> packet, string? dropped = null)
    {
        if (IsOn)
            Enter(packet, new LinePacket(line, IsReceived: true) { Note = DropNote(dropped) }, wrongFrame: default);
    }

    /// <summary>A wrong frame was received.</summary>
    /// <param name="packet">What there is of its packet.</param>
    /// <param name="status">What is wrong.</param>
    /// <param name="frame">The frame, as far as it was taken.</param>
    public void ReceiveWrong(ReadOnlySpan<byte> packet, MctpFrameStatus status, ReadOnlySpan<byte> frame)
    {
        if (IsOn)
            Enter(
                packet,
                new LinePacket(line, IsReceived: true)
                {
                    Error = ErrorOf(status),
                    Note = DropNote(Describe(status)),
                },
                frame);
    }

    /// <summary>Frames are sent.</summary>
    /// <param name="frames">All frames of a message, as they are on the line.</param>
    /// <param name="answered">The message that this answers, or null.</param>
    public void Send(ReadOnlySpan<byte> frames, LineMessage? answered)
    {
        if (!IsOn)
            return;
        Span<byte> packet = stackalloc byte[MctpHeader.Size + unit];
        while (HasFrame(frames))
        {
            MctpFrameStatus status = MctpSerialFrame.Read(frames, packet, out int length, out int taken);
            if (status == MctpFrameStatus.Incomplete)
                taken = frames.Length;
            ReadOnlySpan<byte> frame = frames[..taken];
            frames = frames[taken..];

            // The rest of a wrong frame, whose packet was told of.
            if (status == MctpFrameStatus.Noise)
                continue;
            bool isPacket = status == MctpFrameStatus.Packet;
            Enter(
                packet[..length],
                new LinePacket(line, IsReceived: false)
                {
                    Error = ErrorOf(status),
                    Note = isPacket ? null : Describe(status),
                    Answered = HasFrame(frames) ? null : answered,
                },
                isPacket ? default : frame);
        }
    }

    /// <summary>Says what is wrong with a frame.</summary>
    public static string Describe(MctpFrameStatus status) => status switch
    {
        MctpFrameStatus.WrongRevision => "a frame of another revision",
        MctpFrameStatus.TooLong => "a frame of a packet that is longer than the transmission unit",
        MctpFrameStatus.WrongEscape => "a frame with a wrong escape",
        MctpFrameStatus.CutOff or MctpFrameStatus.Incomplete => "a frame that ends too early",
        _ => "a frame with a wrong check sequence",
    };

    /// <summary>Whether more than the end of a wrong frame follows.</summary>
    private static bool HasFrame(ReadOnlySpan<byte> rest) => rest.IndexOf(MctpSerial.Flag) is >= 0 and var at
        && at + 1 < rest.Length;

    private static LinePacketError ErrorOf(MctpFrameStatus status) => status switch
    {
        MctpFrameStatus.Packet => LinePacketError.None,
        MctpFrameStatus.WrongCheckSequence => LinePacketError.CheckSequence,
        MctpFrameStatus.CutOff or MctpFrameStatus.Incomplete => LinePacketError.TooShort,
        MctpFrameStatus.TooLong => LinePacketError.TooLong,
        _ => LinePacketError.Symbol,
    };

    private static string? DropNote(string? why) => why is null ? null : $"dropped: {why}";

    private void Enter(ReadOnlySpan<byte> bytes, LinePacket packet, ReadOnlySpan<byte> wrongFrame)
    {
        using (cci.Enter())
            cci.Journal.EnterPacket(packet, bytes, wrongFrame);
    }
}
