using System.Text;
using System.Text.Json.Nodes;
using CxlWire.Cli.Fixtures;
using CxlWire.Cli.Text;
using CxlWire.Conversations;
using CxlWire.Device.Faults;
using CxlWire.Device.Json;
using CxlWire.Judge;
using CxlWire.Judge.Cases;

namespace CxlWire.Cli.Driving;

/// <summary>The cases that there are, and those of them that are asked for.</summary>
internal static class CaseCatalog
{
    // A report of more is nobody's to read.
    private const int MaxCases = 10_000;

    /// <summary>Reads cases.</summary>
    /// <param name="files">Files, and folders of such; none: those that the command carries along.</param>
    /// <param name="directory">The directory that they are in, where they do not say.</param>
    /// <exception cref="CliException">One is no case, two have the same name, or there is none.</exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static IReadOnlyList<DriverCase> Load(IReadOnlyList<string> files, string directory)
    {
        var cases = new List<DriverCase>();
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in files.Count == 0
            ? CarriedFiles.Names(CarriedFiles.Cases) : files.SelectMany(file => FilesOf(file, directory)))
        {
            DriverCase read = Read(file, directory, files.Count == 0);
            if (!places.TryAdd(read.Name, file))
                throw new CliException($"{file}: the case {read.Name} is in {places[read.Name]} already");
            cases.Add(read);
            if (cases.Count > MaxCases)
                throw new CliException($"--cases: more than {MaxCases}");
        }

        return cases;
    }

    /// <summary>Those that are asked for, in the order in which they are.</summary>
    /// <param name="cases">All.</param>
    /// <param name="names">IDs of rules and names of cases; none: all of them.</param>
    /// <exception cref="CliException">There is no such rule or case, or no case for a rule.</exception>
    public static IReadOnlyList<DriverCase> Pick(IReadOnlyList<DriverCase> cases, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return cases;
        var picked = new HashSet<DriverCase>();
        foreach (string name in names)
        {
            if (RuleOf(name) is { } rule)
            {
                DriverCase[] exercising = [.. cases.Where(one => one.Rules.Contains(rule.Id))];
                if (exercising.Length == 0)
                    throw new CliException($"{rule.Id}: no case exercises it. {rule.Exercise}");
                picked.UnionWith(exercising);
            }
            else
            {
                picked.Add(cases.FirstOrDefault(one => one.Name == name) ?? throw new CliException(
                    $"'{name}' is neither a rule nor a case; 'cxlwire judge --list' has them"
                        + Guess.Of(name, cases.Select(one => one.Name))));
            }
        }

        return [.. cases.Where(picked.Contains)];
    }

    /// <summary>The rule of that ID, whatever its letters' case; null: there is none.</summary>
    public static DriverRule? RuleOf(string name) =>
        DriverRules.All.FirstOrDefault(rule => string.Equals(rule.Id, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The case with other chances: all its scenarios are made from another seed.</summary>
    public static DriverCase WithSeed(DriverCase one, ulong seed) => one with
    {
        Steps =
        [
            .. one.Steps.Select(step => step is CaseStep.Do { Step: FaultsStep { Scenario: { } scenario } faults }
                ? new CaseStep.Do(faults with { Scenario = WithSeed(scenario, seed) }) : step),
        ],
    };

    private static FaultScenario WithSeed(FaultScenario scenario, ulong seed)
    {
        JsonNode json = JsonNode.Parse(scenario.Json)!;
        json["seed"] = seed;
        return FaultScenarioFile.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    /// <summary>How long a case takes at the most, as a part of T, with a driver that connects at once.</summary>
    public static double LongestOf(DriverCase one) => CaseStep.Until.DefaultWithin + one.Steps.Sum(step => step switch
    {
        CaseStep.Until until => until.Within,
        CaseStep.Pass pass => pass.Time,
        _ => 0,
    });

    private static string[] FilesOf(string file, string directory)
    {
        string path = Path.Combine(directory, file);
        if (!Directory.Exists(path))
            return [file];
        string[] found =
        [
            .. Directory.EnumerateFiles(path, "*.json")
                .Select(Path.GetFileName)
                .Where(name => !name!.EndsWith(".schema.json", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Path.Combine(file, name!)),
        ];
        return found.Length > 0 ? found : throw new CliException($"--cases {file}: there is no case in it");
    }

    private static DriverCase Read(string file, string directory, bool isCarried)
    {
        try
        {
            return isCarried
                ? DriverCaseFile.Parse(CarriedFiles.Find(file, CarriedFiles.Cases))
                : DriverCaseFile.Load(Path.Combine(directory, file));
        }
        catch (JsonFileException e)
        {
            throw new CliException($"{file}: {e.Message}");
        }
    }
}
