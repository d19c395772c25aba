namespace CxlWire.Cli.Tests;

internal static class StreamExtensions
{
    /// <summary>What comes until the end.</summary>
    public static async Task<byte[]> ReadToEndAsync(this Stream stream, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
