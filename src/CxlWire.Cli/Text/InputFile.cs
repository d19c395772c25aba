using CxlWire.Golden;

namespace CxlWire.Cli.Text;

/// <summary>Reads what a command works on: a file, or standard input where the name is "-".</summary>
internal static class InputFile
{
    public const string StandardInput = "-";

    /// <summary>What can be said where bytes were refused that look like text.</summary>
    public const string Hint = "; hexadecimal text is read with --hex";

    /// <summary>The bytes; of hexadecimal text, where it is said to be some, those that it means.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Stream Open(string name, CliEnvironment environment, bool isHex = false)
    {
        Stream stream = name == StandardInput ? environment.Input : File.OpenRead(name);
        return isHex ? new HexStream(stream, NameOf(name)) : stream;
    }

    /// <summary>All bytes.</summary>
    /// <exception cref="CliException">There are too many, or the text is wrong.</exception>
    /// <inheritdoc cref="Open"/>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        string name, CliEnvironment environment, CancellationToken cancellationToken, bool isHex = false)
    {
        await using Stream stream = Open(name, environment, isHex);
        using var content = new MemoryStream();
        byte[] chunk = new byte[64 << 10];
        while (await stream.ReadAsync(chunk, cancellationToken) is > 0 and int length)
        {
            if (content.Length + length > FieldJson.MaximumInput)
                throw new CliException($"{NameOf(name)}: more than {FieldJson.MaximumInput >> 20} MiB");
            content.Write(chunk, 0, length);
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    /// <summary>All bytes of an input of which the first have been read.</summary>
    /// <exception cref="CliException">There are too many.</exception>
    public static ReadOnlyMemory<byte> ReadRest(ReadOnlySpan<byte> first, Stream input, string name)
    {
        using var content = new MemoryStream();
        content.Write(first);
        byte[] chunk = new byte[64 << 10];
        while (input.Read(chunk) is > 0 and int length)
        {
            if (content.Length + length > FieldJson.MaximumInput)
                throw new CliException($"{NameOf(name)}: more than {FieldJson.MaximumInput >> 20} MiB");
            content.Write(chunk, 0, length);
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    /// <summary>What errors call it.</summary>
    public static string NameOf(string name) => name == StandardInput ? "standard input" : name;
}
