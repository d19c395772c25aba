using CxlWire.Golden;

namespace CxlWire.Cli.Text;

/// <summary>Reads what a command works on: a file, or standard input where the name is "-".</summary>
internal static class InputFile
{
    public const string StandardInput = "-";

    /// <summary>All bytes.</summary>
    /// <exception cref="CliException">There are too many.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        string name, CliEnvironment environment, CancellationToken cancellationToken)
    {
        if (name == StandardInput)
            return await ReadAsync(name, environment.Input, cancellationToken);
        await using FileStream file = File.OpenRead(name);
        return await ReadAsync(name, file, cancellationToken);
    }

    /// <summary>All bytes, of hexadecimal text those that it means.</summary>
    /// <exception cref="CliException">The text is wrong.</exception>
    /// <inheritdoc cref="ReadAsync(string, CliEnvironment, CancellationToken)"/>
    public static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(
        string name, CliEnvironment environment, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> input = await ReadAsync(name, environment, cancellationToken);
        return HexInput.TryRead(input, out ReadOnlyMemory<byte> bytes, out HexInputError error)
            ? bytes
            : throw new CliException($"{NameOf(name)}: {error}");
    }

    /// <summary>What errors call it.</summary>
    public static string NameOf(string name) => name == StandardInput ? "standard input" : name;

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(
        string name, Stream stream, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        byte[] chunk = new byte[64 << 10];
        while (await stream.ReadAsync(chunk, cancellationToken) is > 0 and int length)
        {
            if (content.Length + length > FieldJson.MaximumInput)
                throw new CliException($"{NameOf(name)}: more than {FieldJson.MaximumInput >> 20} MiB");
            content.Write(chunk, 0, length);
        }

        return content.ToArray();
    }
}
