using CxlWire.Device;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Conformance.Qemu;

/// <summary>
/// Replays what was recorded with QEMU 11.1.3. Every reply that differs must be explained by rows of
/// qemu-divergences.md: by what <see cref="QemuShadow"/> makes of our reply.
/// </summary>
public class QemuReplay
{
    private static readonly string _conversations = Repository.PathOf("fixtures", "conversations", "qemu-11.1.3.jsonl");

    [Fact]
    public void Every_difference_from_QEMU_is_a_row_of_its_table()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var unexplained = new List<string>();
        int steps = 0, identical = 0;
        foreach (Conversation conversation in Conversation.Load(_conversations))
        {
            var replay = new Run();
            for (int i = 0; i < conversation.Steps.Count; i++, steps++)
            {
                (bool same, bool explained, string ours, IEnumerable<string> rows) = replay.Take(conversation.Steps[i]);
                if (same)
                    identical++;
                else if (!explained)
                    unexplained.Add($"seed {conversation.Seed}, step {i}: {ours}");
                foreach (string row in same ? [] : rows)
                    counts[row] = counts.GetValueOrDefault(row) + 1;
            }
        }

        Assert.True(unexplained.Count == 0, string.Join(Environment.NewLine, unexplained.Take(20)));
        Assert.Equal(
            "2744 steps, 2169 identical, by row: C4 4, q1 2, q10 80, q12 58, q13 95, q14 95, q15 13, q17 49, q18 167, q3 76, q4 207, q5 67, q7 16, q8 20, q9 95",
            $"{steps} steps, {identical} identical, by row: {string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}"))}");
    }

    /// <summary>One conversation with a fresh device.</summary>
    private sealed class Run
    {
        private readonly CxlDevice _device = new(DeviceConfigurationFile.Load(Repository.PathOf("fixtures", "devices", "qemu-11.1.json")));
        private readonly CxlDevice _twin;
        private readonly QemuShadow _shadow;
        private readonly byte[] _reply = new byte[2048];

        public Run()
        {
            DeviceConfiguration deep = _device.Configuration with
            {
                EventLogDepths = _device.Configuration.EventLogDepths with { DynamicCapacity = ushort.MaxValue },
            };
            _twin = new CxlDevice(deep);
            _shadow = new QemuShadow(_device.Hosts[0], _twin);
        }

        public (bool Same, bool Explained, string Ours, IEnumerable<string> Rows) Take(Step step)
        {
            _shadow.Rows.Clear();
            if (step.Qmp is not null)
            {
                // q17: QEMU does not know the policy. We do, so the request would change our device alone.
                if (step.Error?.Contains("not supported", StringComparison.Ordinal) == true)
                    return (false, true, "", ["q17"]);
                string? error = Ask(_device, step)?.Reason;
                Ask(_twin, step);
                _shadow.TakeRecords();
                return (error == step.Error, false, $"{step.Qmp}: {error ?? "success"}, not {step.Error ?? "success"}", []);
            }

            var opcode = new Opcode(step.Opcode!.Value);
            (ReturnCode code, byte[] reply) = Send(_device, opcode, step.Request);
            if (opcode == Opcode.AddDynamicCapacityResponse || opcode == Opcode.ReleaseDynamicCapacity)
                Send(_twin, opcode, step.Request);
            string ours = $"{opcode} {Convert.ToHexStringLower(step.Request)}: {code} {Convert.ToHexStringLower(reply)}";

            // q1: QEMU died; we answer as A1 says.
            if (step.Crash)
                return (false, code == ReturnCode.InvalidInput, ours, ["q1"]);

            // C4: the list of supported commands lists what we carry, so its size is ours.
            if (opcode == Opcode.GetSupportedLogs)
                return (false, code == ReturnCode.Success && step.Response.AsSpan(0, 24).SequenceEqual(reply.AsSpan(0, 24)), ours, ["C4"]);
            (ReturnCode theirCode, byte[] theirs) = _shadow.Transform(opcode, step.Request, code, reply);
            bool same = code.Value == step.ReturnCode && reply.SequenceEqual(step.Response);
            bool explained = theirCode.Value == step.ReturnCode && theirs.SequenceEqual(step.Response) && _shadow.Rows.Count > 0;
            return (
                same,
                explained,
                $"{ours}\n  shadow {theirCode} {Convert.ToHexStringLower(theirs)}\n  QEMU   {new ReturnCode(step.ReturnCode)} {Convert.ToHexStringLower(step.Response)}",
                [.. _shadow.Rows]);
        }

        private static Refusal? Ask(CxlDevice device, Step step)
        {
            Tag tag = Tag.None;
            Assert.True(step.Tag is null || Tag.TryParse(step.Tag, out tag));
            RegionRange[] extents = [.. step.Extents.Select(e => new RegionRange(e.Offset, e.Length))];
            return step.Qmp == "add"
                ? device.FabricManager.Add(new AddCapacityRequest
                {
                    Region = step.Region,
                    Tag = tag,
                    Extents = extents,
                })
                : device.FabricManager.Release(new ReleaseCapacityRequest
                {
                    Region = step.Region,
                    Extents = extents,
                });
        }

        private (ReturnCode Code, byte[] Reply) Send(CxlDevice device, Opcode opcode, byte[] request)
        {
            CommandResult result = device.Hosts[0].Cci.Execute(opcode, request, _reply);
            return (result.Code, _reply[..result.Length]);
        }
    }
}
