namespace CxlWire.Cli;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>Done, and all is as it should be.</summary>
    public const int Done = 0;

    /// <summary>The device refused, or bytes are not as expected.</summary>
    public const int Refused = 1;

    /// <summary>Bad usage, a file or an endpoint that does not serve.</summary>
    public const int Unusable = 2;
}
