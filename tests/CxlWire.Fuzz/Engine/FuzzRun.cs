using System.Diagnostics;
using System.Globalization;

namespace CxlWire.Fuzz.Engine;

/// <summary>What a run tried of one target.</summary>
/// <param name="target">The target.</param>
internal sealed class TargetTally(FuzzTarget target)
{
    public FuzzTarget Target => target;

    public long Inputs { get; set; }

    public TimeSpan Spent { get; set; }

    public List<string> Failures { get; } = [];
}

/// <summary>Feeds targets, each as long as the others, and stores what fails.</summary>
/// <param name="seed">All inputs follow from it: target and number name an input.</param>
/// <param name="failures">Folder for what fails.</param>
/// <param name="output">Takes what happened, line by line.</param>
/// <param name="isAlone">Whether nothing else runs in the process: then all threads' allocations are an
/// input's.</param>
internal sealed class FuzzRun(int seed, string failures, TextWriter output, bool isAlone = true)
{
    /// <summary>A target that fails this often is left alone: it would fill the folder.</summary>
    private const int MaxFailures = 10;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _minimizing = TimeSpan.FromSeconds(20);

    private readonly HashSet<string> _known = [];

    /// <summary>Runs for a time, or for a number of inputs of each target.</summary>
    /// <returns>What was tried.</returns>
    public IReadOnlyList<TargetTally> Run(IEnumerable<FuzzTarget> targets, TimeSpan time, long first, long count)
    {
        TargetTally[] tallies = [.. targets.Select(target => new TargetTally(target))];
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time
            && tallies.Where(t => t.Inputs < count && t.Failures.Count < MaxFailures).MinBy(t => t.Spent) is { } next)
        {
            long began = Stopwatch.GetTimestamp();

            // Many inputs in a row, so that keeping time costs nothing; the first alone, for it has to be compiled.
            for (int i = next.Inputs == 0 ? 1 : 16; i > 0 && next.Inputs < count; i--)
                Try(next, first + next.Inputs++);
            next.Spent += Stopwatch.GetElapsedTime(began);
        }

        return tallies;
    }

    /// <summary>Runs one input.</summary>
    /// <returns>What went wrong, or null.</returns>
    public static Exception? Try(FuzzTarget target, byte[][] pieces, bool isAlone = true)
    {
        long Allocated() => isAlone ? GC.GetTotalAllocatedBytes() : GC.GetAllocatedBytesForCurrentThread();
        long before = Allocated();
        try
        {
            target.Run(pieces);
        }
        catch (Exception e)
        {
            return e;
        }

        long allocated = Allocated() - before;
        long most = target.MaximumAllocation(pieces.Sum(p => (long)p.Length));
        return allocated <= most
            ? null
            : new FuzzFailure("it allocates without bound", $"{allocated} bytes, at most {most} are expected");
    }

    /// <summary>Target and mistake: what tells one failure from another.</summary>
    public static string KindOf(FuzzTarget target, Exception e)
    {
        string what = e is FuzzFailure failure ? failure.Rule : $"{e.GetType().Name} in {Origin(e)}";
        return $"{target.Name}: {what}";
    }

    private static string Origin(Exception e) =>
        new StackTrace(e).GetFrames()
            .Select(frame => frame.GetMethod())
            .Where(
                method =>
                    method?.DeclaringType?.FullName is { } name && name.StartsWith("CxlWire", StringComparison.Ordinal))
            .Select(method => $"{method!.DeclaringType!.Name}.{method.Name}")
            .FirstOrDefault() ?? "the framework";

    private void Try(TargetTally tally, long number)
    {
        FuzzTarget target = tally.Target;
        byte[][] pieces = target.Create(RandomOf(target, number));
        using var watchdog = new Watchdog(_patience, hanging => Hangs(target, number, hanging));
        watchdog.Begin(pieces);
        Exception? failure = Try(target, pieces, isAlone);
        watchdog.End();
        if (failure is null)
            return;
        string kind = KindOf(target, failure);
        if (!_known.Add(kind))
            return;
        bool FailsAlike(byte[][] candidate)
        {
            watchdog.Begin(candidate);
            Exception? again = Try(target, candidate, isAlone);
            watchdog.End();
            return again is not null && KindOf(target, again) == kind;
        }

        byte[][] small = new Minimizer(FailsAlike, _minimizing).Minimize(pieces);
        Report(tally, number, Try(target, small, isAlone) ?? failure, small);
    }

    /// <summary>Random numbers of one input, the same on every machine.</summary>
    private Random RandomOf(FuzzTarget target, long number)
    {
        uint hash = 2166136261;
        foreach (char c in string.Create(CultureInfo.InvariantCulture, $"{seed}/{target.Name}/{number}"))
            hash = (hash ^ c) * 16777619;
        return new Random((int)hash);
    }

    private void Report(TargetTally tally, long number, Exception failure, byte[][] pieces)
    {
        string path = new StoredInput(tally.Target.Name, failure.Message, pieces).Save(failures);
        tally.Failures.Add(path);
        output.WriteLine($"FAILED {KindOf(tally.Target, failure)}");
        output.WriteLine(failure is FuzzFailure ? $"  {failure.Message}" : Indented(failure.ToString()));
        output.WriteLine($"  stored: {path}");
        output.WriteLine($"  again: dotnet run --project tests/CxlWire.Fuzz -- --replay {path}");
        output.WriteLine(
            $"  as it was made: dotnet run --project tests/CxlWire.Fuzz -- --target {tally.Target.Name} --seed {seed} "
                + $"--first {number} --count 1");
    }

    private void Hangs(FuzzTarget target, long number, byte[][] pieces)
    {
        string path = new StoredInput(target.Name, $"does not end within {_patience.TotalSeconds} s", pieces)
            .Save(failures);
        output.WriteLine($"FAILED {target.Name}: input {number} of seed {seed} does not end; stored: {path}");
        output.Flush();
        Environment.Exit(1);
    }

    private static string Indented(string text) => "  " + text.ReplaceLineEndings("\n  ");
}
