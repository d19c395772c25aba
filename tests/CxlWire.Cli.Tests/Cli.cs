using System.Text;
using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

/// <summary>What a command left behind.</summary>
internal sealed record Outcome(int ExitCode, byte[] Bytes, string Error)
{
    public string Output => Encoding.UTF8.GetString(Bytes);

    public string[] Lines => Output.Split('\n');
}

/// <summary>Runs commands in this process, with environment of their own.</summary>
internal static class Cli
{
    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static Task<Outcome> RunAsync(params string[] args) => RunAsync([], args);

    public static async Task<Outcome> RunAsync(
        byte[] input, IReadOnlyList<string> args, bool terminal = false, bool colours = false, string? directory = null,
        int? width = null)
    {
        var output = new KeptStream();
        using var error = new StringWriter { NewLine = "\n" };
        var environment = new CliEnvironment(new MemoryStream(input), output, error)
        {
            OutputIsTerminal = terminal,
            UsesColour = colours,
            Width = width,
            Directory = directory ?? Repository.PathOf(),
        };
        int exitCode = await CommandLine.RunAsync(args, environment, Cancelled);
        Assert.False(output.IsClosed, "a command has closed standard output, which is not its own");
        return new Outcome(exitCode, output.ToArray(), error.ToString());
    }

    private sealed class KeptStream : MemoryStream
    {
        public bool IsClosed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
