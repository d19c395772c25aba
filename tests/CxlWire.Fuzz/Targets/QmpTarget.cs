using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using CxlWire.Control;
using CxlWire.Device;
using CxlWire.Fuzz.Checks;
using CxlWire.Fuzz.Engine;
using CxlWire.Fuzz.Mutation;

namespace CxlWire.Fuzz.Targets;

/// <summary>
/// A control session: whatever is said, every line that comes back is JSON in ASCII, the next command is answered, and
/// what only gets errors changes nothing. Pieces: kind of device, length of the splits; then requests.
/// </summary>
internal sealed class QmpTarget : FuzzTarget
{
    public override string Name => "qmp";

    public override byte[][] Create(Random random)
    {
        List<byte[]> pieces =
            [[(byte)random.Next(TestDevices.Count), (byte)(random.OneIn(2) ? 0 : random.Next(1, 60))]];
        for (int i = random.Next(1, 8); i > 0; i--)
        {
            byte[] request = random.Of(Seeds.ControlRequests);
            pieces.Add(
                random.OneIn(4) ? request : random.OneIn(2) ? JsonMutator.Mutate(random, request) : Plausible(random));
        }

        return [.. pieces];
    }

    public override long MaximumAllocation(long length) => (64L << 20) + (4096 * length);

    public override void Run(byte[][] pieces)
    {
        if (pieces is [[byte kind, byte split], ..])
            RunAsync(kind, split, pieces).GetAwaiter().GetResult();
    }

    private static async Task RunAsync(byte kind, byte split, byte[][] pieces)
    {
        var clock = new StepClock();
        CxlDevice device = TestDevices.Create(kind, clock);
        using var server = new QmpServer([device], new QmpServerOptions { Clock = new ImpatientClock(clock) });
        using var ends = new CancellationTokenSource();
        var link = new MemoryLink();
        Task session = ServeAsync(server, link, ends.Token);
        await ExchangeAsync(link, """{"execute": "qmp_capabilities"}"""u8.ToArray(), 0, 0);
        byte[] before = Snapshot(device);
        for (int i = 1; i < pieces.Length; i++)
        {
            int done = await ExchangeAsync(link, pieces[i], split, i);
            if (done < 0)
                break;
            byte[] after = Snapshot(device);
            FuzzFailure.Unless(done > 0 || before.AsSpan().SequenceEqual(after), "a refused request changes something");
            before = after;
        }

        lock (device.Gate)
            DeviceAccounts.Check(device);
        await ends.CancelAsync();
        await session;
    }

    private static async Task ServeAsync(QmpServer server, MemoryLink link, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            await server.RunAsync(link, cancellationToken);
        }
        finally
        {
            link.EndOutput();
        }
    }

    private static byte[] Snapshot(CxlDevice device)
    {
        lock (device.Gate)
            return DeviceSnapshot.Of(device);
    }

    /// <summary>Says something, and asks for the status: FFh and a line feed end whatever it was.</summary>
    /// <returns>How many requests succeeded; -1 where the session is over.</returns>
    private static async Task<int> ExchangeAsync(MemoryLink link, byte[] request, int split, int number)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"fuzz {number} done");
        byte[] status = Encoding.ASCII.GetBytes($"{{\"execute\": \"query-status\", \"id\": \"{id}\"}}\n");
        await link.WriteAsync((byte[])[.. request, 0xFF, (byte)'\n', .. status], split);
        for (int done = 0; ;)
        {
            if (await ReadLineAsync(link.Replies) is not { } line)
                return -1;
            using JsonDocument reply = Parse(line);
            if (reply.RootElement.TryGetProperty("id", out JsonElement got) && got.ValueKind == JsonValueKind.String
                && got.ValueEquals(id))
                return done;
            done += reply.RootElement.TryGetProperty("return", out _) ? 1 : 0;
        }
    }

    private static JsonDocument Parse(byte[] line)
    {
        FuzzFailure.Unless(line is [.., (byte)'\r'], "a line does not end with CR LF");
        FuzzFailure.Unless(Ascii.IsValid(line), "a line is not ASCII");
        try
        {
            return JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 80 });
        }
        catch (JsonException e)
        {
            throw new FuzzFailure("a line is not JSON", e.Message);
        }
    }

    private static async Task<byte[]?> ReadLineAsync(PipeReader replies)
    {
        while (true)
        {
            ReadResult read = await replies.ReadAsync();
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                byte[] line = read.Buffer.Slice(0, end).ToArray();
                replies.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            replies.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
                return null;
        }
    }

    /// <summary>A request about capacity that may well succeed.</summary>
    private static byte[] Plausible(Random random)
    {
        const int MiB = 1 << 20;
        string tag = random.OneIn(2) ? "" : $", \"tag\": \"00000000-0000-0000-0000-00000000000{random.Next(4)}\"";
        string extents = random.OneIn(2)
            ? $"[{{\"offset\": {random.Next(16) * 8 * MiB}, \"len\": {random.Next(1, 4) * 8 * MiB}}}]"
            : "[]";
        string length = random.OneIn(2) ? "" : $", \"length\": {random.Next(1, 9) * 8 * MiB}";
        string where = $"\"path\": \"cxl-dcd0\", \"host-id\": {random.Next(3)}, \"region\": {random.Next(2)}";
        string text = random.Next(4) switch
        {
            0 or 1 =>
                $"{{\"execute\": \"cxl-add-dynamic-capacity\", \"arguments\": {{{where}, \"selection-policy\": "
                    + $"\"{random.Of(new[] { "free", "contiguous", "prescriptive", "enable-shared-access" })}\", "
                    + $"\"extents\": {extents}{tag}{length}}}}}",
            2 =>
                $"{{\"execute\": \"cxl-release-dynamic-capacity\", \"arguments\": {{{where}, \"removal-policy\": "
                    + $"\"{random.Of(new[] { "tag-based", "prescriptive" })}\", \"forced-removal\": "
                    + $"{(random.OneIn(2) ? "true" : "false")}, \"sanitize-on-release\": "
                    + $"{(random.OneIn(2) ? "true" : "false")}, \"extents\": {extents}{tag}}}}}",
            _ => "{\"execute\": \"x-cxlwire-query-dynamic-capacity\", \"arguments\": {\"path\": \"cxl-dcd0\"}}",
        };
        return Encoding.UTF8.GetBytes(text);
    }
}
