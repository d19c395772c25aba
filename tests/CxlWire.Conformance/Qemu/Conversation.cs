using System.Text.Json;

namespace CxlWire.Conformance.Qemu;

/// <summary>A step of a recorded conversation; what the fields mean is in docs/conversations.md.</summary>
internal sealed record Step
{
    /// <summary>Opcode of a mailbox command, or null.</summary>
    public ushort? Opcode { get; init; }

    /// <summary>Whether the command went to the Fabric Manager's CCI.</summary>
    public bool IsFabricManagers { get; init; }

    public byte[] Request { get; init; } = [];

    public ushort ReturnCode { get; init; }

    public byte[] Response { get; init; } = [];

    /// <summary>"add" or "release", or null.</summary>
    public string? Qmp { get; init; }

    public int Region { get; init; }

    public IReadOnlyList<(ulong Offset, ulong Length)> Extents { get; init; } = [];

    public string Policy { get; init; } = "prescriptive";

    public string? Tag { get; init; }

    public bool ForcedRemoval { get; init; }

    /// <summary>QEMU's complaint, or null.</summary>
    public string? Error { get; init; }

    /// <summary>QEMU died here.</summary>
    public bool Crash { get; init; }
}

/// <summary>A conversation that was recorded with QEMU from a seed.</summary>
internal sealed record Conversation(long Seed, IReadOnlyList<Step> Steps)
{
    public static IEnumerable<Conversation> Load(string file)
    {
        foreach (string line in File.ReadLines(file))
        {
            using var document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            yield return new Conversation(
                root.GetProperty("seed").GetInt64(), [.. root.GetProperty("steps").EnumerateArray().Select(Read)]);
        }
    }

    private static Step Read(JsonElement step)
    {
        bool crash = step.TryGetProperty("crash", out JsonElement died) && died.GetBoolean();
        if (!step.TryGetProperty("qmp", out JsonElement qmp))
        {
            return new Step
            {
                Opcode = Convert.ToUInt16(step.GetProperty(step.TryGetProperty("fm", out _) ? "fm" : "op").GetString(), 16),
                IsFabricManagers = step.TryGetProperty("fm", out _),
                Request = Convert.FromHexString(step.GetProperty("req").GetString()!),
                ReturnCode = crash ? (ushort)0 : step.GetProperty("rc").GetUInt16(),
                Response = crash ? [] : Convert.FromHexString(step.GetProperty("rsp").GetString()!),
                Crash = crash,
            };
        }

        JsonElement args = step.GetProperty("args");
        return new Step
        {
            Qmp = qmp.GetString(),
            Region = step.GetProperty("region").GetInt32(),
            Extents = [.. step.GetProperty("extents").EnumerateArray().Select(e => (e[0].GetUInt64(), e[1].GetUInt64()))],
            Policy = args.TryGetProperty("policy", out JsonElement policy) ? policy.GetString()! : "prescriptive",
            Tag = args.TryGetProperty("tag", out JsonElement tag) ? tag.GetString() : null,
            ForcedRemoval = args.TryGetProperty("forced-removal", out JsonElement forced) && forced.GetBoolean(),
            Error = crash ? null : step.GetProperty("error").GetString(),
            Crash = crash,
        };
    }
}
