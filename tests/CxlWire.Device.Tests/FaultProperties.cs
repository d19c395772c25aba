using System.Globalization;
using CxlWire.Device.Capacity;
using CxlWire.Device.Faults;
using CxlWire.Protocol;
using CxlWire.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Device.Tests;

/// <summary>
/// The same scenario, seed and conversation: the same bytes. And whatever goes wrong, the device does not.
/// </summary>
public class FaultProperties
{
    private const ulong Block = 2 << 20;
    private const ulong Base = 0x1000_0000;

    // Each may happen at any time, by chance; nothing in here keeps another from happening.
    private static readonly string[] _ofCommands =
    [
        """{"fault": "return_code", "code": "Busy"}""",
        """{"fault": "return_code", "code": "Success", "carried_out": true, "vendor_status": 5}""",
        """{"fault": "background", "after_ms": 30}""",
        """{"fault": "no_reply"}""",
        """{"fault": "delay", "ms": 10, "others_wait": false}""",
        """{"fault": "truncate", "bytes": 20}""",
        """{"fault": "pad", "bytes": 100, "value": 165}""",
        """{"fault": "flip_bits", "count": 3}""",
        """{"fault": "wrong_tag"}""",
        """{"fault": "reply_twice"}""",
        """{"fault": "cut", "bytes": 5}""",
        """{"fault": "bump_generation", "by": 3}""",
        """{"fault": "change_list"}""",
        """{"fault": "change_list", "position": 1}""",
        """{"fault": "overflow_log", "lost": 2}""",
        """{"fault": "spurious_interrupt"}""",
        """{"fault": "reset"}""",
    ];

    private static readonly string[] _ofRecords =
    [
        """{"fault": "duplicate_record"}""",
        """{"fault": "drop_record"}""",
        """{"fault": "reorder_record"}""",
        """{"fault": "record_more"}""",
        """{"fault": "record_uuid", "value": "00112233-4455-6677-8899-aabbccddeeff"}""",
        """{"fault": "record_extent", "as": "outside"}""",
        """{"fault": "record_extent", "as": "overlapping"}""",
        """{"fault": "record_extent", "as": "misaligned"}""",
        """{"fault": "record_extent", "as": "empty"}""",
        """{"fault": "record_sequence", "value": 9}""",
        """{"fault": "record_tag", "value": "00112233-4455-6677-8899-aabbccddeeff"}""",
        """{"fault": "bump_generation"}""",
        """{"fault": "overflow_log", "log": "warning"}""",
        """{"fault": "spurious_interrupt"}""",
    ];

    [Fact]
    public void The_same_conversation_has_the_same_faults()
    {
        Gen<(int Seed, int[] Steps)> conversation =
            from seed in Gen.Choose(0, int.MaxValue - 1)
            from steps in Gen.ArrayOf(Gen.Choose(0, 1 << 20), 80)
            select (seed, steps);
        Seeded.Check(
            Prop.ForAll(Arb.From(conversation), c =>
            {
                string scenario = ScenarioOf(c.Seed);
                List<string> first = Hold(scenario, c.Steps);
                Assert.Equal(first, Hold(scenario, c.Steps));
                Assert.Equal(first, Hold(FaultScenarioFile.Parse(scenario).Json, c.Steps));
            }),
            tests: 300);
    }

    private static string ScenarioOf(int seed)
    {
        var random = new Random(seed);
        string Chance() => random.NextDouble().ToString("0.###", CultureInfo.InvariantCulture);
        IEnumerable<string> faults =
        [
            .. Some(_ofCommands)
                .Select(
                then =>
                    $$"""{"when": {"command": "any", "times": "always", "probability": {{Chance()}} }, "then":"""
                        + $$""" {{then}} }"""),
            .. Some(_ofRecords)
                .Select(
                then =>
                    $$"""{"when": {"record": "any", "times": "always", "probability": {{Chance()}} }, "then":"""
                        + $$""" {{then}} }"""),
            $$"""{"when": {"interrupt": "any", "times": "always", "probability": {{Chance()}} }, "then": {"fault":"""
                + """ "lose_interrupt"} }""",
        ];
        return $$"""{"seed": {{seed}}, "faults": [{{string.Join(',', faults)}}]}""";

        string[] Some(string[] all) => [.. all.Where(_ => random.Next(3) == 0)];
    }

    /// <summary>All that is heard of a device.</summary>
    private static List<string> Hold(string scenario, int[] steps)
    {
        var rig = new Rig("""{"extents_supported": 16, "payload_size": 512}""");
        var heard = new List<string>();
        CciPort[] ports = [rig.Host.Cci, rig.FabricManager];
        rig.Device.Activity.FaultFired += fault => heard.Add(fault.ToString());
        foreach (CciPort port in ports)
            port.EventNotification += mask => heard.Add($"0106h {mask:x4}");

        rig.Device.LoadFaults(FaultScenarioFile.Parse(scenario));
        byte[] reply = new byte[512];
        foreach (int step in steps)
        {
            rig.Clock.Advance(TimeSpan.FromMilliseconds(step % 20));
            ulong block = (ulong)(step >> 4) % 8;
            (Opcode opcode, string request) = (step % 16) switch
            {
                0 or 1 or 2 => (default, ""),
                3 or 4 => (Opcode.AddDynamicCapacityResponse, Rig.Entries(step % 3 == 0, (block, 1))),
                5 => (Opcode.AddDynamicCapacityResponse, Rig.Entries()),
                6 or 7 => (Opcode.ReleaseDynamicCapacity, Rig.Entries((block, 1))),
                8 or 9 => (Opcode.GetDynamicCapacityExtentList, Hex.U32(2) + Hex.U32(step % 3)),
                10 or 11 => (Opcode.GetEventRecords, "04"),
                12 =>
                    (Opcode.ClearEventRecords, Rig.Handles(
                        new EventLogType(4), rig.DynamicCapacityLog.Count > 0 ? rig.DynamicCapacityLog[0][20] : 1)),
                13 => (Opcode.SetMctpEventInterruptPolicy, "1000"),
                14 => (Opcode.BackgroundOperationStatus, ""),
                _ => (new Opcode((ushort)step), "00"),
            };
            if (opcode == default && step % 16 < 3)
            {
                heard.Add($"offer {rig.Offer((block, 1), (block + 8, 1))?.Reason}");
                continue;
            }

            CommandResult result = rig.Host.Cci.Execute(opcode, Hex.Bytes(request), reply);
            heard.Add(
                $"{opcode}: {result.Code} {result.VendorStatus} {Hex.Text(reply.AsSpan(0, result.Length))} "
                    + $"{result.ReplyFault}");
        }

        // What the device holds is still what it can hold: every list within the limit, no address twice.
        Assert.InRange(rig.Host.Extents.Count + rig.Host.Offers.ExtentCount, 0, 16);
        rig.Device.LoadFaults(null);
        heard.Add(State.Of(rig.Device));
        for (ulong block = 0; block < 16; block++)
        {
            var range = new DpaRange(Base + (block * Block), Block);
            Assert.False(rig.Host.Extents.Overlaps(range) && rig.Host.Offers.Overlaps(range));
        }

        return heard;
    }
}
