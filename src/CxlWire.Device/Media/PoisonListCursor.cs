using CxlWire.Device.Capacity;

namespace CxlWire.Device.Media;

/// <summary>How far a host has read the poison list of a range (P1): the same request again goes on there.</summary>
/// <param name="Range">The range; empty: it reads none.</param>
/// <param name="Next">From where it goes on.</param>
/// <param name="Returned">Records that it had.</param>
internal readonly record struct PoisonListCursor(DpaRange Range, ulong Next, uint Returned);
