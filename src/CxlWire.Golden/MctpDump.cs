using System.Globalization;
using CxlWire.Protocol;
using CxlWire.Protocol.Mctp;

namespace CxlWire.Golden;

/// <summary>A recorded serial line with MCTP for people: each packet, and each message behind its last one.</summary>
public static class MctpDump
{
    /// <summary>The lines of a dump.</summary>
    /// <param name="frames">What <see cref="MctpLine.Read"/> gives.</param>
    /// <param name="width">Columns to stay within, where the names allow it.</param>
    public static IEnumerable<DumpLine> Lines(
        IEnumerable<MctpLineFrame> frames, int width = AnnotatedDump.DefaultWidth)
    {
        ArgumentNullException.ThrowIfNull(frames);
        foreach (MctpLineFrame frame in frames)
        {
            if (frame.Index > 0)
                yield return new DumpLine([]);
            foreach (DumpLine line in Lines(frame, width))
                yield return line;
        }
    }

    /// <summary>The layout of a control message that is whole, by its command; null where none is known.</summary>
    /// <param name="message">The message, its type included.</param>
    public static Layout? LayoutOf(ReadOnlySpan<byte> message)
    {
        if (message.Length < MctpControlHeader.Size
            || !MctpControlHeader.TryRead(message[..MctpControlHeader.Size], out MctpControlHeader header, out _))
            return null;
        MctpControlCommand command = header.CommandCode;
        Layout layout = header.Request
            ? command == MctpControlCommand.SetEndpointId ? MctpSetEndpointIdRequest.Layout
                : command == MctpControlCommand.GetVersionSupport ? MctpGetVersionSupportRequest.Layout
                : command == MctpControlCommand.GetVendorDefinedMessageSupport
                    ? MctpGetVendorMessageSupportRequest.Layout
                : MctpControlHeader.Layout
            : message.Length == MctpControlResponse.Size ? MctpControlResponse.Layout
            : command == MctpControlCommand.SetEndpointId ? MctpSetEndpointIdResponse.Layout
            : command == MctpControlCommand.GetEndpointId ? MctpGetEndpointIdResponse.Layout
            : command == MctpControlCommand.GetEndpointUuid ? MctpGetEndpointUuidResponse.Layout
            : command == MctpControlCommand.GetVersionSupport ? MctpGetVersionSupportResponse.Layout
            : command == MctpControlCommand.GetMessageTypeSupport ? MctpGetMessageTypeSupportResponse.Layout
            : MctpGetVendorMessageSupportResponse.Layout;
        return layout.TryCheck(message, out _) ? layout : null;
    }

    private static IEnumerable<DumpLine> Lines(MctpLineFrame frame, int width)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"frame {frame.Index + 1} at {frame.Offset:x4}h");
        if (frame.Status != MctpFrameStatus.Packet)
        {
            yield return new DumpLine([new DumpSpan(DumpRole.Error, $"{where}: {Describe(frame.Status)}")]);
            yield return new DumpLine([new DumpSpan(DumpRole.Bytes, Convert.ToHexStringLower(frame.Bytes.Span))]);
            yield break;
        }

        if (!FieldNode.TryRead(frame.Packet, MctpPacket.Layout, out FieldNode? packet, out LayoutError error))
        {
            yield return new DumpLine([new DumpSpan(DumpRole.Error, $"{where}: {error}")]);
            yield break;
        }

        _ = MctpHeader.TryRead(frame.Packet.Span[..MctpHeader.Size], out MctpHeader header, out _);
        string summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{where}: EID {header.SourceEid} to {header.DestinationEid}, tag {header.MessageTag}"
                + $"{(header.TagOwner ? "" : ", response")}");
        yield return new DumpLine([new DumpSpan(DumpRole.Heading, summary)]);
        foreach (DumpLine line in AnnotatedDump.Lines(packet, width))
            yield return line;
        if (frame.Message is { } message)
        {
            foreach (DumpLine line in MessageLines(message, width))
                yield return line;
        }
    }

    private static IEnumerable<DumpLine> MessageLines(ReadOnlyMemory<byte> message, int width)
    {
        var type = new MctpMessageType(message.Span[0]);
        if (type == MctpMessageType.Cci || type == MctpMessageType.FabricManagerApi)
            return AnnotatedDump.Lines(new CciMessageReader(message[MctpMessage.Size..]), width);
        return type == MctpMessageType.Control && LayoutOf(message.Span) is { } layout
            && FieldNode.TryRead(message, layout, out FieldNode? root, out _)
            ? AnnotatedDump.Lines(root, width)
            : [];
    }

    private static string Describe(MctpFrameStatus status) => status switch
    {
        MctpFrameStatus.Incomplete => "the input ends inside a frame",
        MctpFrameStatus.Noise => "no frame",
        MctpFrameStatus.WrongRevision => "dropped: another revision",
        MctpFrameStatus.WrongEscape => "dropped: a wrong escape",
        MctpFrameStatus.CutOff => "dropped: it ends too early",
        MctpFrameStatus.TooLong => "dropped: it is too long",
        _ => "dropped: a wrong check sequence",
    };
}
