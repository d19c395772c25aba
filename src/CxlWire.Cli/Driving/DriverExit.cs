namespace CxlWire.Cli.Driving;

/// <summary>How a driver's process ended.</summary>
/// <param name="Code">What it ended with; 0 where a signal ended it.</param>
/// <param name="Signal">The signal that ended it; 0: it ended by itself.</param>
internal readonly record struct DriverExit(int Code, int Signal = 0)
{
    // What shells add to the number of the signal that ended their command.
    private const int OfShell = 128;

    private const int NotExecutable = 126;
    private const int NotFound = 127;

    /// <summary>Whether the shell found nothing that it could run.</summary>
    public bool IsNotStarted => Code is NotExecutable or NotFound;

    /// <summary>"exit code 1", "signal 11 (SIGSEGV)".</summary>
    public override string ToString() => Signal != 0 ? Describe(Signal)
        : Code > OfShell && NameOf(Code - OfShell) is not null
            ? FormattableString.Invariant($"exit code {Code}, which a shell gives for {Describe(Code - OfShell)}")
            : FormattableString.Invariant($"exit code {Code}");

    private static string Describe(int signal) => NameOf(signal) is { } name
        ? FormattableString.Invariant($"signal {signal} ({name})")
        : FormattableString.Invariant($"signal {signal}");

    private static string? NameOf(int signal) => signal switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        5 => "SIGTRAP",
        6 => "SIGABRT",
        7 when OperatingSystem.IsLinux() => "SIGBUS",
        8 => "SIGFPE",
        9 => "SIGKILL",
        10 when !OperatingSystem.IsLinux() => "SIGBUS",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        14 => "SIGALRM",
        15 => "SIGTERM",
        _ => null,
    };
}
