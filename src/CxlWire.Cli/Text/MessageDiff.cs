using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Mctp;

namespace CxlWire.Cli.Text;

/// <summary>Differences of whole messages: <see cref="FieldDiff"/> for the header and for the payload.</summary>
internal static class MessageDiff
{
    /// <summary>Compares two streams, message by message; offsets count from the start of the first.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    /// <param name="compared">Told how many bytes of the first have been compared.</param>
    public static IEnumerable<FieldDifference> Compare(
        ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, Action<long> compared)
    {
        if (MctpLine.IsLine(left.Span) && MctpLine.IsLine(right.Span))
        {
            foreach (FieldDifference difference in CompareLines(left, right))
                yield return difference;
            compared(left.Length);
            yield break;
        }

        var leftReader = new CciMessageReader(left);
        var rightReader = new CciMessageReader(right);
        int leftEnd = 0;
        int rightEnd = 0;
        while (leftReader.TryRead(out CciMessage? one) && rightReader.TryRead(out CciMessage? other))
        {
            foreach (FieldDifference difference in Compare(one, other))
                yield return difference with { Path = $"[{one.Index}].{difference.Path}" };
            (leftEnd, rightEnd) = (leftReader.Offset, rightReader.Offset);
            compared(leftEnd);
        }

        // What is left: messages that one stream has more than the other, and a cut one.
        FieldDiff rest = FieldDiff.Compare(left[leftEnd..], right[rightEnd..], Layout.Empty);
        foreach (FieldDifference difference in rest.Differences)
            yield return difference with { Path = "end", Offset = leftEnd + difference.Offset };
    }

    /// <summary>Compares two serial lines with MCTP, frame by frame, escapes undone.</summary>
    private static IEnumerable<FieldDifference> CompareLines(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        MctpLineFrame[] ones = [.. MctpLine.Read(left)];
        MctpLineFrame[] others = [.. MctpLine.Read(right)];
        for (int i = 0; i < Math.Max(ones.Length, others.Length); i++)
        {
            MctpLineFrame? one = i < ones.Length ? ones[i] : null;
            MctpLineFrame? other = i < others.Length ? others[i] : null;
            bool isPacket = one is { Status: MctpFrameStatus.Packet } && other is { Status: MctpFrameStatus.Packet };
            FieldDiff found = isPacket
                ? FieldDiff.Compare(one!.Packet, other!.Packet, MctpPacket.Layout)
                : FieldDiff.Compare(one?.Bytes ?? default, other?.Bytes ?? default, Layout.Empty);
            foreach (FieldDifference difference in found.Differences)
                yield return difference with
                {
                    Path = $"[{i}].{difference.Path}",
                    Offset = (one?.Offset ?? left.Length) + (isPacket ? MctpSerial.Size : 0) + difference.Offset,
                };
        }
    }

    /// <summary>Compares two messages; offsets count from where the first began in its stream.</summary>
    public static IEnumerable<FieldDifference> Compare(CciMessage left, CciMessage right) =>
        Part("header", left.Bytes[..CciHeader.Size], right.Bytes[..CciHeader.Size], CciHeader.Layout)
            .Concat(
                Part(
                    "payload",
                    left.Payload,
                    right.Payload,
                    left.PayloadLayout ?? right.PayloadLayout ?? Layout.Empty).Select(d => d.InMessage()))
            .Select(d => d with { Offset = left.Offset + d.Offset });

    private static IEnumerable<FieldDifference> Part(
        string name, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, Layout layout) =>
        FieldDiff.Compare(left, right, layout).Differences.Select(d => d with { Path = $"{name}.{d.Path}" });
}
