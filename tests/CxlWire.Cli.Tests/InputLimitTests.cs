namespace CxlWire.Cli.Tests;

/// <summary>The longest input that is read whole, and one byte more.</summary>
public sealed class InputLimitTests : IDisposable
{
    private const int Most = 64 << 20;

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_line_of_hexadecimal_text_has_64_MiB()
    {
        byte[] line = new byte[Most + 1];
        line.AsSpan().Fill((byte)' ');
        Outcome longest = await Cli.RunAsync(line[1..], ["decode", "--hex"]);
        Assert.Equal((0, ""), (longest.ExitCode, longest.Error));
        Outcome longer = await Cli.RunAsync(line, ["decode", "--hex"]);
        Assert.Equal(
            (2, "cxlwire: standard input: line 1: more than 64 MiB\n"), (longer.ExitCode, longer.Error));
    }

    [Theory]
    [InlineData("decode {0} --as extent")]
    [InlineData("encode extent {0}")]
    [InlineData("diff {0} {0} --as extent")]
    public async Task What_is_read_whole_has_64_MiB(string command)
    {
        string file = _directory.PathOf("long");
        await using (FileStream stream = File.Create(file))
            stream.SetLength(Most + 1);
        Outcome outcome = await Cli.RunAsync(
            command.Replace("{0}", file, StringComparison.Ordinal).Split(' '));
        Assert.Equal((2, $"cxlwire: {file}: more than 64 MiB\n"), (outcome.ExitCode, outcome.Error));
    }
}
