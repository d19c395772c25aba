using CxlWire.Cli;

return await CommandLine.RunAsync(args, Surroundings.OfProcess());
