using CxlWire.Device.Capacity;
using CxlWire.Protocol.Media;

namespace CxlWire.Device.Media;

/// <summary>Memory that is poisoned, in whole lines of 64 bytes.</summary>
/// <param name="Range">Which.</param>
/// <param name="Source">Where the poison came from.</param>
internal readonly record struct PoisonedRange(DpaRange Range, MediaErrorSource Source)
{
    public MediaErrorRecord ToRecord() => new()
    {
        Address = Range.Start / PoisonedMemory.Line,
        Length = (uint)Math.Min(Range.Length / PoisonedMemory.Line, uint.MaxValue),
        Source = Source,
    };
}
