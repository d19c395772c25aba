using System.Runtime.CompilerServices;

namespace CxlWire.Cli;

/// <summary>The process.</summary>
internal static class Program
{
    private static int Main(string[] args) => DescriptorLimit.IsEnough() ? Run(args) : ExitCode.Unusable;

    // By itself: what it needs is loaded only once there is room for that.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run(string[] args)
    {
        if (!OperatingSystem.IsWindows())
            FileSizeLimit.TakeAsError();
        return CommandLine.RunAsync(args, CliEnvironment.OfProcess()).GetAwaiter().GetResult();
    }
}
