using CxlWire.Protocol.Features;

namespace CxlWire.Device.Features;

/// <summary>
/// A feature of CxlWire's own, to try transfers in parts with: any bytes, zeros at first, more of them than the payload
/// of most mailboxes takes. What is not saved outlives a warm reset.
/// </summary>
internal sealed class Scratchpad() : Feature(_zeros)
{
    // Shared by all devices: nobody writes there.
    private static readonly byte[] _zeros = new byte[4096];

    public override FeatureIdentifier Identifier => FeatureIdentifier.Scratchpad;

    public override int GetSize => SetSize;

    public override FeatureResetPersistence DeepestResetPersistence => FeatureResetPersistence.WarmReset;

    public override FeatureFlaw? Check(ReadOnlySpan<byte> writable) => null;

    protected override void Encode(ReadOnlySpan<byte> writable, Span<byte> readable) => writable.CopyTo(readable);
}
