using CxlWire.Protocol.Features;

namespace CxlWire.Device.Features;

/// <summary>
/// DDR5 ECS Control of three media FRUs, as QEMU has it: log entries for FRUs, 256 errors, rows are counted. Nothing
/// counts errors here, so that a counter begins at 0 again as soon as it is asked to.
/// </summary>
internal sealed class ErrorCheckScrub() : Feature([1, LowestThreshold, 0, LowestThreshold, 0, LowestThreshold, 0])
{
    private const int Frus = 3;
    private const byte LowestThreshold = 3;
    private const byte HighestThreshold = 5;
    private const byte HighestLogEntryType = 1;

    public override FeatureIdentifier Identifier => FeatureIdentifier.ErrorCheckScrub;

    public override int GetSize => ErrorCheckScrubReadable.Size + (Frus * ErrorCheckScrubFruReadable.Size);

    public override FeatureFlaw? Check(ReadOnlySpan<byte> writable)
    {
        ErrorCheckScrubWritable.TryRead(writable, out ErrorCheckScrubWritable wanted, out _);
        if (wanted.LogEntryType > HighestLogEntryType)
            return new FeatureFlaw(0, "log entries are for a DRAM (0) or a media FRU (1)");
        for (int i = 0; i < Frus; i++)
        {
            if (FruOf(writable, i).Threshold is < LowestThreshold or > HighestThreshold)
                return new FeatureFlaw(IndexOf(i), "thresholds are 256 (3), 1024 (4) and 4096 (5)");
        }

        return null;
    }

    protected override void Encode(ReadOnlySpan<byte> writable, Span<byte> readable)
    {
        ErrorCheckScrubWritable.TryRead(writable, out ErrorCheckScrubWritable value, out _);
        new ErrorCheckScrubReadable { LogEntryType = value.LogEntryType }.TryWrite(readable);
        for (int i = 0; i < Frus; i++)
        {
            ErrorCheckScrubFruWritable fru = FruOf(writable, i);
            new ErrorCheckScrubFruReadable
            {
                RealtimeReporting = true,
                Threshold = fru.Threshold,
                CountsCodewords = fru.CountsCodewords,
            }.TryWrite(readable[(ErrorCheckScrubReadable.Size + (i * ErrorCheckScrubFruReadable.Size))..]);
        }
    }

    private static int IndexOf(int fru) => ErrorCheckScrubWritable.Size + (fru * ErrorCheckScrubFruWritable.Size);

    private static ErrorCheckScrubFruWritable FruOf(ReadOnlySpan<byte> writable, int fru)
    {
        ErrorCheckScrubFruWritable.TryRead(
            writable.Slice(IndexOf(fru), ErrorCheckScrubFruWritable.Size), out ErrorCheckScrubFruWritable read, out _);
        return read;
    }
}
