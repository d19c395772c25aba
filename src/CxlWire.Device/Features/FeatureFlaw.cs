namespace CxlWire.Device.Features;

/// <summary>Why a feature does not take a value.</summary>
/// <param name="Index">The byte, of those that 0502h writes.</param>
/// <param name="Reason">Half a sentence for people.</param>
internal readonly record struct FeatureFlaw(int Index, string Reason);
