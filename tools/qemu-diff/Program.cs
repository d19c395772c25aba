using System.CommandLine;
using System.Globalization;
using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Golden;

namespace CxlWire.QemuDiff;

/// <summary>Random conversations, held with a stock QEMU and with the emulator at once.</summary>
internal static class Program
{
    private const int AllExplained = 0;
    private const int Different = 1;
    private const int CannotRun = 2;

    private static async Task<int> Main(string[] arguments)
    {
        var count = new Option<int>("--count")
        { HelpName = "N", Description = "Conversations.", DefaultValueFactory = _ => 100 };
        var steps = new Option<int>("--steps")
        {
            HelpName = "N",
            Description =
            "Steps of a conversation; it ends earlier where QEMU dies or something is unexplained.",
            DefaultValueFactory = _ => 120
        };
        var seed = new Option<int>("--seed")
        {
            HelpName = "S",
            Description = "Seed of the first conversation; the next has the next.",
            DefaultValueFactory = _ => 1
        };
        var root = new Option<string?>("--qemu-root")
        {
            HelpName = "DIR",
            Description = "Folder to chroot into, made by tools/prepare-qemu.sh; absent: QEMU is on PATH."
        };
        var profile = new Option<string>("--profile")
        {
            HelpName = "qemu|spec",
            Description =
            "qemu: every answer is QEMU's. spec: profile qemu explains where it is not.",
            DefaultValueFactory = _ =>
                "qemu"
        };
        var save = new Option<string?>("--save")
        {
            HelpName = "FILE",
            Description = "Adds what is unexplained, shrunk, in the form of docs/conversations.md."
        };
        profile.AcceptOnlyFromAmong("qemu", "spec");
        MustBePositive(count);
        MustBePositive(steps);
        var command = new RootCommand(
            "Compares the emulator with a stock QEMU (10.1 or later) in random conversations. Exit code 0: all is "
                + "explained; "
            + "1: something is not; 2: there is no QEMU that can be used, or the command line is wrong.")
        {
            count, steps, seed, root, profile, save,
        };
        command.SetAction(async result =>
        {
            try
            {
                var run = new Run(
                    Installation(result.GetValue(root)),
                    result.GetValue(profile) == "qemu" ? QemuQuirks.All : QemuQuirks.None,
                    result.GetValue(save));
                return await run.HoldAsync(result.GetValue(seed), result.GetValue(count), result.GetValue(steps))
                    ? AllExplained
                    : Different;
            }
            catch (QemuStartException e)
            {
                await Console.Error.WriteLineAsync($"qemu-diff: {e.Message}");
                return CannotRun;
            }
        });
        ParseResult parsed = command.Parse(arguments);
        int code = await parsed.InvokeAsync();
        return parsed.Errors.Count > 0 ? CannotRun : code;
    }

    /// <summary>Nothing compared must not look like nothing found.</summary>
    private static void MustBePositive(Option<int> option) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var number] && int.TryParse(number.Value, CultureInfo.InvariantCulture, out int value)
            && value < 1)
            result.AddError($"{option.Name}: must be 1 or more");
    });

    private static QemuInstallation Installation(string? root)
    {
        QemuInstallation installation = QemuInstallation.Find(root is null ? null : Path.GetFullPath(root))
            ?? throw new QemuStartException(
            root is null
                ? "no qemu-system-x86_64 on PATH; install QEMU 10.1 or later, or make a root folder with "
                    + "tools/prepare-qemu.sh DIR and give it with --qemu-root"
                : $"no qemu-system-x86_64 in {root}; tools/prepare-qemu.sh makes such a folder");
        Console.WriteLine(installation.ReadVersion());
        return installation;
    }

    /// <summary>All conversations, and what they came to.</summary>
    private sealed class Run(QemuInstallation installation, QemuQuirks quirks, string? save)
    {
        private readonly DeviceConfiguration _configuration = LoadDevice();
        private readonly Dictionary<Verdict, int> _steps = [];
        private readonly SortedDictionary<QemuQuirks, int> _rows = [];
        private readonly Dictionary<string, int> _kinds = [];

        /// <summary>Holds conversations and prints the counts.</summary>
        /// <returns>Whether all is explained.</returns>
        public async Task<bool> HoldAsync(int seed, int count, int steps)
        {
            for (int i = 0; i < count; i++)
            {
                IReadOnlyList<Outcome> outcomes = await HoldAsync(seed + i, steps);
                if (outcomes.Count > 0 && outcomes[^1].IsWrong)
                    await ReportAsync(seed + i, outcomes);
            }

            Print(count);
            return Of(Verdict.Unexplained) + Of(Verdict.UnknownDeath) == 0;
        }

        private static DeviceConfiguration LoadDevice()
        {
            using Stream stream = typeof(Program).Assembly.GetManifestResourceStream("qemu-11.1.json")!;
            byte[] json = new byte[stream.Length];
            stream.ReadExactly(json);
            return DeviceConfigurationFile.Parse(json);
        }

        private Task<LockStep> StartAsync() => LockStep.StartAsync(installation, _configuration, quirks);

        private async Task<IReadOnlyList<Outcome>> HoldAsync(int seed, int steps)
        {
            var generator = new ConversationGenerator(seed);
            var outcomes = new List<Outcome>();
            using LockStep both = await StartAsync();
            while (outcomes.Count < steps)
            {
                Outcome outcome = both.Take(generator.Next());
                outcomes.Add(outcome);
                _steps[outcome.Verdict] = Of(outcome.Verdict) + 1;
                foreach (QemuQuirks row in outcome.Rows)
                    _rows[row] = _rows.GetValueOrDefault(row) + 1;
                if (outcome.IsWrong || outcome.Step.Reply is not { } reply)
                    break;
                generator.Observe(outcome.Step, reply);
            }

            return outcomes;
        }

        /// <summary>Prints the first of a kind, shrunk; the others are counted.</summary>
        private async Task ReportAsync(int seed, IReadOnlyList<Outcome> outcomes)
        {
            string kind = outcomes[^1].Kind;
            _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
            if (_kinds[kind] > 1)
                return;
            IReadOnlyList<Outcome> shortest = await new Shrinker(StartAsync).ShrinkAsync(outcomes);
            if (shortest.Count == 0)
                shortest = outcomes;
            Console.WriteLine($"\nseed {seed}, step {outcomes.Count - 1}: {kind}");
            foreach (Outcome outcome in shortest)
                Console.WriteLine($"  {Describe(outcome.Step)}");
            Console.WriteLine(
                $"    QEMU: {shortest[^1].Step.Reply?.ToString() ?? "died"}\n    ours: {shortest[^1].Ours}");
            foreach (FieldDifference difference in shortest[^1].Differences)
                Console.WriteLine($"    {difference}");
            if (save is null)
                return;
            await using FileStream file = new(save, FileMode.Append);
            ConversationFile.Write(
                file, new Conversation(seed, [.. shortest.Select(o => o.Step)]) { Device = "qemu-11.1.json" });
        }

        private void Print(int conversations)
        {
            Console.WriteLine(
                $"\nprofile {(quirks == QemuQuirks.All ? "qemu" : "spec")}: {conversations} conversations, "
                    + $"{_steps.Values.Sum()} steps");
            Console.WriteLine($"  {Of(Verdict.Identical)} identical");
            Console.WriteLine(
                $"  {Of(Verdict.Explained)} "
                    + $"explained{string.Concat(_rows.Select(r => $", {QemuQuirkNames.NameOf(r.Key)} {r.Value}"))}");
            Console.WriteLine($"  {Of(Verdict.Unexplained) + Of(Verdict.UnknownDeath)} unexplained");
            foreach ((string kind, int times) in _kinds)
                Console.WriteLine($"    {times} x {kind}");
            Console.WriteLine(
                $"  {Of(Verdict.KnownDeath) + Of(Verdict.UnknownDeath)} deaths of QEMU, {Of(Verdict.KnownDeath)} of "
                    + "them by q1");
        }

        private int Of(Verdict verdict) => _steps.GetValueOrDefault(verdict);

        private static string Describe(ConversationStep step) =>
            step is CciStep command
                ? $"{command.Opcode} {Convert.ToHexStringLower(command.Request.Span)}" : step.ToString();
    }
}
