namespace CxlWire.Device.Storage;

/// <summary>What a command is about to write to the label storage area; the area has room for it.</summary>
/// <param name="offset">First byte in the area.</param>
/// <param name="content">What is to be there: the command's own bytes.</param>
internal readonly ref struct LabelWrite(int offset, ReadOnlySpan<byte> content)
{
    public int Offset { get; } = offset;

    public ReadOnlySpan<byte> Content { get; } = content;
}
