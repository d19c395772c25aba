using System.Text;
using CxlWire.Conversations;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Tests;

namespace CxlWire.Fuzz.Mutation;

/// <summary>What inputs are made of: the repository's own goldens, conversations, documents and device files.</summary>
internal static class Seeds
{
    private const int MaxConversations = 200;

    /// <summary>Goldens, in ordinal order of their names.</summary>
    public static IReadOnlyList<GoldenCase> Goldens { get; } = LoadGoldens();

    /// <summary>Whole CCI messages among them.</summary>
    public static IReadOnlyList<byte[]> Messages { get; } =
        [.. Goldens.Where(g => g.IsMessage).Select(g => g.Bytes.ToArray())];

    /// <summary>Conversations that were recorded, the first of each file.</summary>
    public static IReadOnlyList<Conversation> Conversations { get; } =
    [
        .. Files("conversations", "*.jsonl").SelectMany(file =>
        {
            using FileStream stream = File.OpenRead(file);
            return ConversationFile.Read(stream).Take(MaxConversations).ToArray();
        }),
    ];

    /// <summary>Payloads of requests, by opcode: goldens' and conversations'.</summary>
    public static IReadOnlyDictionary<ushort, byte[][]> Requests { get; } = LoadRequests();

    /// <summary>Conversations as files, of both forms.</summary>
    public static IReadOnlyList<byte[]> ConversationFiles { get; } =
    [
        .. Files("conversations", "*.jsonl").Concat(Files("scenarios", "*.jsonl"))
            .SelectMany(file => IsOlder(file) ? File.ReadLines(file).Take(20) : [File.ReadAllText(file)])
            .Where(text => text.Length < 20_000).Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Device files.</summary>
    public static IReadOnlyList<byte[]> Devices { get; } =
        [.. Files("devices", "*.json").Where(f => !f.EndsWith("schema.json", StringComparison.Ordinal))
            .Select(File.ReadAllBytes)];

    /// <summary>Scenarios of faults.</summary>
    public static IReadOnlyList<byte[]> Scenarios { get; } =
        [.. Files("scenarios", "*.json").Where(f => !f.EndsWith("schema.json", StringComparison.Ordinal))
            .Select(File.ReadAllBytes)];

    /// <summary>Requests on the control socket, as docs/control.md has them.</summary>
    public static IReadOnlyList<byte[]> ControlRequests { get; } =
    [
        .. File.ReadLines(Repository.PathOf("docs", "control.md"))
            .Where(line => line.StartsWith("-> {", StringComparison.Ordinal))
                .Select(line => Encoding.UTF8.GetBytes(line[3..])),
        .. Files("qmp", "*.json").Select(File.ReadAllBytes),
    ];

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Repository.PathOf("fixtures", folder), pattern).Order(StringComparer.Ordinal);

    private static bool IsOlder(string conversations) =>
        !File.ReadLines(conversations).First().StartsWith("{\"conversation\"", StringComparison.Ordinal);

    private static List<GoldenCase> LoadGoldens()
    {
        var goldens = new List<GoldenCase>();
        string folder = Repository.PathOf("fixtures", "messages");
        foreach (string file in Directory.EnumerateFiles(folder, "*.bin", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal))
        {
            if (GoldenCase.TryLoad(file, out GoldenCase? golden, out _))
                goldens.Add(golden);
        }

        return goldens;
    }

    private static Dictionary<ushort, byte[][]> LoadRequests()
    {
        var requests = new List<(ushort Opcode, byte[] Payload)>();
        foreach (GoldenCase golden in Goldens.Where(g => g.IsMessage))
        {
            if (CciHeader.TryRead(golden.Bytes.Span[..CciHeader.Size], out CciHeader header, out _)
                && header.Category == CciCategory.Request)
                requests.Add((header.Opcode.Value, golden.LayoutBytes.ToArray()));
        }

        foreach (CciStep step in Conversations.SelectMany(c => c.Steps).OfType<CciStep>()
            .Where(s => s.Request.Length < 2048))
            requests.Add((step.Opcode.Value, step.Request.ToArray()));
        return requests.GroupBy(r => r.Opcode).ToDictionary(g => g.Key, g => g.Select(r => r.Payload).ToArray());
    }
}
