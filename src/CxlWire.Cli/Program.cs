using CxlWire.Cli;

if (!OperatingSystem.IsWindows())
    FileSizeLimit.TakeAsError();
return await CommandLine.RunAsync(args, CliEnvironment.OfProcess());
