using System.Globalization;
using CxlWire.Fuzz.Engine;
using CxlWire.Fuzz.Targets;
using CxlWire.Tests;

// Mutates goldens, conversations, QMP requests and files by their structure, and feeds them to everything that takes
// input from strangers. docs/limits.md has the commands.
const string Usage =
    """
    fuzz [--seconds N | --count N] [--seed S] [--target NAME]... [--first N]
    fuzz --replay FILE...

    --seconds N    how long (default 10), shared among the targets
    --count N      or how many inputs of each target
    --seed S       what the inputs follow from; another one each time where absent, and printed
    --target NAME  only this one: 
    --first N      begin with this input
    --replay FILE  inputs that were stored
    """;

string failures = Repository.PathOf("tests", "CxlWire.Fuzz", "failures");
TimeSpan time = TimeSpan.FromSeconds(10);
long count = long.MaxValue, first = 0;
int seed = Random.Shared.Next();
List<string> names = [], files = [];
try
{
    for (int i = 0; i < args.Length; i++)
    {
        string option = args[i];
        string value = i + 1 < args.Length ? args[++i] : throw new FormatException($"{option} lacks a value");
        switch (option)
        {
            case "--seconds":
                time = TimeSpan.FromSeconds(double.Parse(value, CultureInfo.InvariantCulture));
                break;
            case "--count":
                (count, time) = (long.Parse(value, CultureInfo.InvariantCulture), TimeSpan.MaxValue);
                break;
            case "--seed":
                seed = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--first":
                first = long.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--target" when TargetTable.Names.Contains(value):
                names.Add(value);
                break;
            case "--replay":
                files.AddRange([value, .. args[(i + 1)..]]);
                i = args.Length;
                break;
            default:
                throw new FormatException($"{option} {value} is not known");
        }
    }
}
catch (Exception e) when (e is FormatException or OverflowException)
{
    string only = $"only this one: {string.Join(", ", TargetTable.Names)}";
    Console.Error.WriteLine($"{e.Message}\n{Usage.Replace("only this one: ", only, StringComparison.Ordinal)}");
    return 2;
}

if (files.Count > 0)
    return files.Select(IsGoodNow).ToArray().All(good => good) ? 0 : 1;

Console.WriteLine($"seed {seed}");
FuzzTarget[] targets = [.. TargetTable.Create(names.Count == 0 ? TargetTable.Names : names)];
IReadOnlyList<TargetTally> tallies = new FuzzRun(seed, failures, Console.Out).Run(targets, time, first, count);
foreach (TargetTally tally in tallies)
{
    double rate = tally.Inputs / Math.Max(tally.Spent.TotalSeconds, 0.001);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{tally.Target.Name,-14}{tally.Inputs,10} inputs{rate,10:F0} per second{tally.Failures.Count,5} failures"));
    tally.Target.Dispose();
}

Console.WriteLine($"{tallies.Sum(t => t.Inputs)} inputs, {tallies.Sum(t => t.Failures.Count)} failures");
return tallies.All(t => t.Failures.Count == 0) ? 0 : 1;

static bool IsGoodNow(string file)
{
    var stored = StoredInput.Load(file);
    using FuzzTarget target = TargetTable.Create([stored.Target]).Single();
    Exception? failure = FuzzRun.Try(target, stored.Pieces);
    Console.WriteLine(failure is null ? $"{file}: good" : $"{file}: FAILED {failure}");
    return failure is null;
}
