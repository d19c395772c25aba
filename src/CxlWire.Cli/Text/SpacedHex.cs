namespace CxlWire.Cli.Text;

/// <summary>Bytes as people write them.</summary>
internal static class SpacedHex
{
    /// <summary>"00 1f", of two bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) =>
        string.Join(' ', Convert.ToHexStringLower(bytes).Chunk(2).Select(digits => new string(digits)));
}
