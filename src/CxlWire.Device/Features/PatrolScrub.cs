using CxlWire.Protocol.Features;

namespace CxlWire.Device.Features;

/// <summary>Device Patrol Scrub Control: off at first, with a cycle of 12 hours, and no shorter than 1.</summary>
internal sealed class PatrolScrub() : Feature([12, 0])
{
    private const byte MinimumCycleHours = 1;

    public override FeatureIdentifier Identifier => FeatureIdentifier.PatrolScrub;

    public override int GetSize => PatrolScrubReadable.Size;

    public override FeatureFlaw? Check(ReadOnlySpan<byte> writable)
    {
        PatrolScrubWritable.TryRead(writable, out PatrolScrubWritable wanted, out _);
        return wanted.CycleHours < MinimumCycleHours
            ? new FeatureFlaw(0, $"a cycle takes {MinimumCycleHours} hour at least")
            : null;
    }

    protected override void Encode(ReadOnlySpan<byte> writable, Span<byte> readable)
    {
        PatrolScrubWritable.TryRead(writable, out PatrolScrubWritable value, out _);
        new PatrolScrubReadable
        {
            CycleChangeable = true,
            RealtimeReporting = true,
            CycleHours = value.CycleHours,
            MinimumCycleHours = MinimumCycleHours,
            Enabled = value.Enabled,
        }.TryWrite(readable);
    }
}
