namespace CxlWire.Device.Storage;

/// <summary>
/// Writes bytes of a label storage area where they outlive the device. Called without the device's gate, and by one
/// thread at a time, so it may take as long as a disk does.
/// </summary>
/// <param name="offset">First byte in the area.</param>
/// <param name="content">What is to be there.</param>
/// <returns>Null once they are kept; or why they are not: then what was kept before is still there.</returns>
public delegate string? LabelKeeper(int offset, ReadOnlySpan<byte> content);
