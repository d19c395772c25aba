using CxlWire.Cli;

return await CommandLine.RunAsync(args, CliEnvironment.OfProcess());
