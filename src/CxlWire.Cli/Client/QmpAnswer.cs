namespace CxlWire.Cli.Client;

/// <summary>Reads answers of a control socket.</summary>
internal static class QmpAnswer
{
    /// <summary>Reads what an answer has.</summary>
    /// <exception cref="CliException">Something is missing or of another type: the server is not cxlwire's.</exception>
    public static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CliException("the control socket's answer is not one of cxlwire's");
        }
    }
}
