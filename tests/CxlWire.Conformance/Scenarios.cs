using System.Text.Json;
using CxlWire.Conversations;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.Faults;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>
/// fixtures/scenarios: each happens as the conversation beside it says. CXLWIRE_UPDATE=1 writes the answers anew.
/// </summary>
public class Scenarios
{
    private static readonly string _directory = Repository.PathOf("fixtures", "scenarios");

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(_directory, "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name != "scenario.schema")
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_reply_and_every_fault_is_as_written(string name)
    {
        FaultScenario scenario = Load(name);
        string file = Path.Combine(_directory, $"{name}.jsonl");
        using FileStream stream = File.OpenRead(file);
        Conversation written = Assert.Single(ConversationFile.Read(stream));
        stream.Close();
        List<ConversationStep> played = Play(scenario, written, out CxlDevice device);
        if (Environment.GetEnvironmentVariable("CXLWIRE_UPDATE") == "1")
        {
            using FileStream anew = File.Create(file);
            ConversationFile.Write(anew, written with { Steps = played });
            written = written with { Steps = played };
        }

        Assert.Equal(written.Steps.Select(Text), played.Select(Text));
        Assert.All(device.Faults!.Counts, count => Assert.True(count.Fired > 0, $"{count.Fault.Name} does not happen"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_again_from_its_own_text_a_scenario_does_the_same(string name)
    {
        FaultScenario scenario = Load(name);
        FaultScenario again = FaultScenarioFile.Parse(scenario.Json);
        Assert.Equal(scenario.Json, again.Json);
        using FileStream stream = File.OpenRead(Path.Combine(_directory, $"{name}.jsonl"));
        Conversation written = Assert.Single(ConversationFile.Read(stream));
        Assert.Equal(Play(scenario, written, out _).Select(Text), Play(again, written, out _).Select(Text));
    }

    [Fact]
    public void Every_fault_has_a_scenario()
    {
        IEnumerable<string> shown = Names.SelectMany(name => Load(name.Data).Faults).Select(fault => fault.Kind);
        Assert.Equal(
            FaultScenarioFile.Kinds.Order(StringComparer.Ordinal), shown.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_schema_knows_the_faults_and_members_that_the_reader_knows()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_directory, "scenario.schema.json")));
        JsonElement definitions = schema.RootElement.GetProperty("$defs");
        JsonElement[] kinds = [.. definitions.GetProperty("then").GetProperty("oneOf").EnumerateArray()];
        Assert.Equal(
            FaultScenarioFile.Kinds,
            kinds.Select(kind => kind.GetProperty("properties").GetProperty("fault").GetProperty("const").GetString()));

        string source = string.Concat(
            new[] { "FaultScenarioFile.cs", "FaultActionTable.cs" }.Select(
                file => File.ReadAllText(Repository.PathOf("src", "CxlWire.Device", "Faults", file))));
        IEnumerable<string> members = kinds.Append(definitions.GetProperty("when")).Append(schema.RootElement)
            .SelectMany(definition => definition.GetProperty("properties").EnumerateObject())
            .Select(member => member.Name);
        Assert.All(members, member => Assert.Contains($"\"{member}\"", source, StringComparison.Ordinal));
    }

    [Fact]
    public void The_documentation_has_every_fault_and_member_and_its_example_is_a_scenario()
    {
        string text = File.ReadAllText(Repository.PathOf("docs", "faults.md"));
        string example = text.Split("```json\n")[1].Split("```")[0];
        Assert.Equal(2, FaultScenarioFile.Parse(example).Faults.Count);
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_directory, "scenario.schema.json")));
        JsonElement definitions = schema.RootElement.GetProperty("$defs");
        IEnumerable<string> names = definitions.GetProperty("then").GetProperty("oneOf").EnumerateArray()
            .Append(definitions.GetProperty("when"))
            .SelectMany(definition => definition.GetProperty("properties").EnumerateObject())
            .Select(member => member.Name)
            .Concat(FaultScenarioFile.Kinds)
            .Concat(
                Names.Select(name => name.Data).Where(name => name.StartsWith("recover-", StringComparison.Ordinal)));
        Assert.All(names, name => Assert.Contains($"`{name}`", text, StringComparison.Ordinal));
    }

    private static FaultScenario Load(string name) => FaultScenarioFile.Load(Path.Combine(_directory, $"{name}.json"));

    /// <summary>The steps with the answers of a fresh device; behind each the faults that happened in it.</summary>
    private static List<ConversationStep> Play(FaultScenario scenario, Conversation conversation, out CxlDevice device)
    {
        var clock = new ConversationClock();
        device = new CxlDevice(
            DeviceConfigurationFile.Load(Repository.PathOf("fixtures", "devices", conversation.Device!)), clock);
        device.LoadFaults(scenario);
        var partner = new ConversationDevice(device, clock);
        var steps = new List<ConversationStep>();
        foreach (ConversationStep step in conversation.Steps.Where(step => step is not FiredStep))
        {
            steps.Add(step with { Reply = partner.Ask(step) });
            while (partner.Fired.Count > 0)
            {
                var fired = new FiredStep();
                steps.Add(fired with { Reply = partner.Ask(fired) });
            }
        }

        return steps;
    }

    private static string Text(ConversationStep step) =>
        $"{Qemu.Play.Describe(step)} -> {Qemu.Play.Text(step.Reply)}";
}
