namespace CxlWire.Cli;

/// <summary>Ends a command with one sentence on standard error.</summary>
/// <param name="sentence">For people; without the name of the program.</param>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
internal sealed class CliException(string sentence, int exitCode = ExitCode.Unusable) : Exception(sentence)
{
    public int ExitCode { get; } = exitCode;
}
