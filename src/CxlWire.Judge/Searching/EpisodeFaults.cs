using System.Globalization;
using System.Text.Json;
using CxlWire.Conversations;
using CxlWire.Device.Faults;

namespace CxlWire.Judge.Searching;

/// <summary>What goes wrong in episodes: faults of docs/faults.md, where a driver may meet them.</summary>
internal static class EpisodeFaults
{
    private static readonly (int, string)[] _commands =
    [
        (4, "add-dc-response"), (4, "release-dc"), (3, "get-dc-extent-list"), (3, "get-event-records"),
        (2, "clear-event-records"), (2, "get-dc-configuration"), (1, "set-mctp-event-interrupt-policy"), (1, "any"),
    ];

    private static readonly (int, string)[] _records =
        [(5, "add_capacity"), (3, "release_capacity"), (2, "forced_release"), (1, "any")];

    // Of the member "then" of a fault: @n is a number from 1 to n.
    private static readonly (int, string)[] _toCommands =
    [
        (6, "\"return_code\",\"code\":\"Busy\""),
        (2, "\"return_code\",\"code\":\"Retry Required\""),
        (3, "\"return_code\",\"code\":\"Invalid Input\""),
        (2, "\"return_code\",\"code\":\"Internal Error\""),
        (5, "\"no_reply\""),
        (3, "\"delay\",\"ms\":@9000"),
        (2, "\"delay\",\"ms\":@9000,\"others_wait\":false"),
        (3, "\"truncate\",\"bytes\":@16"),
        (1, "\"pad\",\"bytes\":@40"),
        (2, "\"wrong_tag\",\"offset\":@255"),
        (3, "\"reply_twice\""),
        (3, "\"cut\",\"bytes\":@30"),
        (3, "\"background\",\"after_ms\":@2000"),
        (1, "\"background\",\"after_ms\":@2000,\"code\":\"Invalid Input\""),
        (2, "\"bump_generation\""),
        (1, "\"overflow_log\",\"log\":\"dynamic_capacity\""),
        (1, "\"spurious_interrupt\""),
        (1, "\"reset\""),
    ];

    private static readonly (int, string)[] _toRecords =
    [
        (4, "\"record_more\""),
        (2, "\"record_more\",\"value\":false"),
        (2, "\"record_extent\",\"as\":\"misaligned\""),
        (2, "\"record_extent\",\"as\":\"outside\""),
        (2, "\"record_extent\",\"as\":\"overlapping\""),
        (3, "\"record_uuid\",\"value\":\"00112233-4455-6677-8899-aabbccddeeff\""),
        (1, "\"duplicate_record\""),
        (2, "\"drop_record\""),
        (1, "\"reorder_record\""),
        (2, "\"record_sequence\",\"value\":@3"),
    ];

    private static readonly (int, string)[] _atOnce =
    [
        (3, "\"overflow_log\",\"log\":\"dynamic_capacity\""), (3, "\"spurious_interrupt\""), (2, "\"bump_generation\""),
        (2, "\"change_list\""), (1, "\"reset\""), (1, "\"overflow_log\",\"log\":\"failure\""),
    ];

    /// <summary>A chain does not end.</summary>
    public static FaultsStep LostEnd { get; } = Scenario(
        "{\"when\":{\"record\":\"add_capacity\",\"chain\":\"last\"},\"then\":{\"fault\":\"record_more\"}}");

    /// <summary>The list changes while it is read, more often than anybody reads it who has an end.</summary>
    public static FaultsStep ChangingList { get; } = Scenario(
        "{\"when\":{\"command\":\"get-dc-extent-list\",\"chain\":2,\"times\":1500},"
            + "\"then\":{\"fault\":\"bump_generation\"}}");

    /// <summary>Records of capacity were lost: the list is to be read.</summary>
    public static InjectStep Overflow { get; } = AtOnce("\"overflow_log\",\"log\":\"dynamic_capacity\"");

    /// <summary>A scenario of one or two faults.</summary>
    public static FaultsStep Scenario(SearchRandom random)
    {
        IEnumerable<string> faults = Enumerable.Range(0, random.OneIn(4) ? 2 : 1).Select(_ => Fault(random));
        return Scenario(string.Join(',', faults));
    }

    /// <summary>A fault that happens at once.</summary>
    public static InjectStep AtOnce(SearchRandom random) => AtOnce(random.Of(_atOnce));

    private static FaultsStep Scenario(string faults) =>
        new(FaultScenarioFile.Parse($"{{\"faults\":[{faults}]}}"));

    private static InjectStep AtOnce(string fault)
    {
        using var json = JsonDocument.Parse($"{{\"fault\":{fault}}}");
        return new InjectStep(0, FaultScenarioFile.ParseImmediate(json.RootElement));
    }

    private static string Fault(SearchRandom random)
    {
        int kind = random.Below(10);
        if (kind == 0)
            return "{\"when\":{\"interrupt\":\"dynamic_capacity\"},\"then\":{\"fault\":\"lose_interrupt\"}}";
        if (kind < 4)
        {
            string place = random.OneIn(2) ? ",\"chain\":\"last\"" : random.OneIn(3) ? ",\"chain\":1" : "";
            return $"{{\"when\":{{\"record\":\"{random.Of(_records)}\"{place}}},"
                + $"\"then\":{{\"fault\":{Filled(random, random.Of(_toRecords))}}}}}";
        }

        string command = random.Of(_commands), then = random.Of(_toCommands);
        int times = random.OneIn(3) ? random.Between(1, then.Contains("Busy", StringComparison.Ordinal) ? 120 : 4) : 1;
        string nth = random.OneIn(3) ? $",\"nth\":{random.Between(1, 4)}" : "";
        return $"{{\"when\":{{\"command\":\"{command}\"{nth}{(times == 1 ? "" : $",\"times\":{times}")}}},"
            + $"\"then\":{{\"fault\":{Filled(random, then)}}}}}";
    }

    private static string Filled(SearchRandom random, string then)
    {
        int at = then.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
            return then;
        int end = at + 1;
        while (end < then.Length && char.IsAsciiDigit(then[end]))
            end++;
        int limit = int.Parse(then.AsSpan(at + 1, end - at - 1), CultureInfo.InvariantCulture);
        return $"{then[..at]}{random.Between(1, limit)}{then[end..]}";
    }
}
