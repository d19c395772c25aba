using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CxlWire.Benchmarks;

// In this process: the repository's build settings are not for BenchmarkDotNet's generated projects, and what is
// compared is compared in one run anyway.
switch (args)
{
    case ["codec"]:
        BenchmarkRunner.Run([typeof(RecordCodec), typeof(PageCodec)], Config());
        return 0;
    case ["turns"]:
        CodecTurns.Print();
        return 0;
    case ["commands"]:
        BenchmarkRunner.Run<CommandBenchmarks>(Config());
        return 0;
    case ["allocations"]:
        await Endpoints.PrintAllocationsAsync(1_000_000);
        return 0;
    case ["serve", var count, var prefix]:
        await Endpoints.ServeAsync(int.Parse(count, CultureInfo.InvariantCulture), prefix);
        return 0;
    case ["sanitizing"]:
        Sanitizing.Print();
        return 0;
    case ["memory"]:
        Growth.PrintMemory(1_000_000);
        return 0;
    case ["gate"]:
        GateTurns.Print(1_000_000);
        return 0;
    case ["episodes"]:
        Episodes.Print(3_000);
        return 0;
    case ["scale", var directory]:
        Scale.Run(directory);
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/CxlWire.Benchmarks -- "
            + "codec | turns | commands | allocations | gate | sanitizing | memory | episodes | "
            + "scale DIRECTORY | serve COUNT PREFIX");
        return 2;
}

static IConfig Config() => ManualConfig.CreateEmpty()
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(9))
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddColumn(StatisticColumn.Min)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddLogger(ConsoleLogger.Default);
