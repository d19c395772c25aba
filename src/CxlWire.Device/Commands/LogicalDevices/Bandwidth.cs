using CxlWire.Protocol;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.LogicalDevices;

/// <summary>Fractions of the bandwidth, one for each logical device, read and set by 5406h to 5409h (U6).</summary>
internal static class Bandwidth
{
    /// <summary>Reads fractions, as many as are wanted and there are.</summary>
    public static CommandResult Get(
        CciPort port, Layout layout, ReadOnlySpan<byte> request, ReadOnlySpan<byte> fractions, Span<byte> reply)
    {
        LdRange.TryRead(request, out LdRange wanted, out _);
        if (LdRanges.Check(port, layout, wanted.StartLdId, count: 0, "U6") is { } refusal)
            return CommandResult.Refused(refusal);
        return Tell(wanted.StartLdId, Math.Min(wanted.LdCount, fractions.Length - wanted.StartLdId), fractions, reply);
    }

    /// <summary>Sets fractions; null for the sum: they may be as many as they like together.</summary>
    public static CommandResult Set(
        CciPort port, Layout layout, ReadOnlySpan<byte> request, Span<byte> fractions, int? sum, Span<byte> reply)
    {
        BandwidthFractionsView.TryCreate(request, out BandwidthFractionsView wanted, out _);
        if (LdRanges.Check(port, layout, wanted.StartLdId, wanted.LdCount, "U6") is { } refusal)
            return CommandResult.Refused(refusal);
        int together = 0;
        for (int ld = 0; ld < fractions.Length; ld++)
        {
            int index = ld - wanted.StartLdId;
            bool isSet = (uint)index < wanted.LdCount;
            together += isSet ? wanted.Fractions[index] : fractions[ld];
        }

        if (together > sum)
        {
            return CommandResult.Refused(Refusal.At(
                layout, "fractions", ReturnCode.InvalidInput, "U6",
                $"all logical devices together would have {together} of {sum}"));
        }

        wanted.Fractions.CopyTo(fractions[wanted.StartLdId..]);
        return Tell(wanted.StartLdId, wanted.LdCount, fractions, reply);
    }

    private static CommandResult Tell(int start, int count, ReadOnlySpan<byte> fractions, Span<byte> reply)
    {
        new BandwidthFractions { LdCount = (byte)count, StartLdId = (byte)start }.TryWrite(reply);
        fractions.Slice(start, count).CopyTo(reply[BandwidthFractions.Size..]);
        return CommandResult.Success(BandwidthFractions.SizeWith(count));
    }
}
