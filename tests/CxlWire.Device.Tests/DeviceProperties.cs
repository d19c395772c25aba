using System.Globalization;
using CxlWire.Device.Events;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Tests;
using FsCheck;
using FsCheck.Fluent;
using static CxlWire.Device.Tests.DeviceModel;

namespace CxlWire.Device.Tests;

/// <summary>Any sequence of requests leaves the device as the model says, or changes nothing.</summary>
public class DeviceProperties
{
    private const int ExtentsSupported = 6;
    private const int TagsSupported = 3;
    private const ulong BlockSize = 8 << 20;
    private const ulong Base = 0x1000_0000;

    private const string Configuration =
        """
        {"regions": [{"length": "256 MiB", "block_size": "8 MiB"}, {"length": "256 MiB", "block_size": "8 MiB"}],
         "extents_supported": 6, "tags_supported": 3, "event_log_depths": {"dynamic_capacity": 3}}
        """;

    private enum Kind
    {
        Offer,
        Accept,
        RespondWildly,
        Release,
        ReleaseWildly,
        AskBack,
        ReadAndClear,
        ClearWildly,
        Garbage,
    }

    [Fact]
    public void Any_sequence_of_requests_does_what_the_model_says()
    {
        Gen<Step> step =
            from kind in Gen.Frequency(
                (5, Gen.Constant(Kind.Offer)),
                (5, Gen.Constant(Kind.Accept)),
                (2, Gen.Constant(Kind.RespondWildly)),
                (3, Gen.Constant(Kind.Release)),
                (1, Gen.Constant(Kind.ReleaseWildly)),
                (1, Gen.Constant(Kind.AskBack)),
                (2, Gen.Constant(Kind.ReadAndClear)),
                (1, Gen.Constant(Kind.ClearWildly)),
                (1, Gen.Constant(Kind.Garbage)))
            from choice in Gen.Choose(0, 1 << 24)
            select new Step(kind, choice);
        Arbitrary<Step[]> steps = Arb.From(Gen.ArrayOf(step, 100), Shrink);
        Seeded.Check(Prop.ForAll(steps, Holds), tests: 1000);
    }

    // Shorter sequences first, by halves, then without single steps.
    private static IEnumerable<Step[]> Shrink(Step[] steps)
    {
        for (int size = steps.Length / 2; size > 0; size /= 2)
        {
            for (int at = 0; at + size <= steps.Length; at += size)
                yield return [.. steps[..at], .. steps[(at + size)..]];
        }
    }

    private static bool Holds(Step[] steps)
    {
        var rig = new Rig(Configuration);
        var model = new DeviceModel(ExtentsSupported, TagsSupported);
        int cleared = 0;
        foreach (Step step in steps)
        {
            cleared += new Walker(rig, model, new Random(step.Choice)).Take(step.Kind);
            Compare(rig, model, cleared);
        }

        return true;
    }

    private static void Compare(Rig rig, DeviceModel model, int cleared)
    {
        Host host = rig.Host;
        Assert.Equal(model.Generation, host.Extents.Generation);
        Assert.Equal(model.List, Enumerable.Range(0, host.Extents.Count).Select(i => ToRun(host.Extents[i])));
        Assert.Equal(
            model.Offers.SelectMany(o => o.Runs), host.Offers.Pending.SelectMany(o => o.Extents).Select(e => ToRun(e)));
        AssertNoBlockTwice(host);
        Assert.Equal(
            Rig.Reply(
                ReturnCode.Success,
                "02 00 000000000000",
                Hex.U32(ExtentsSupported), Hex.U32(model.ExtentsAvailable), Hex.U32(TagsSupported),
                Hex.U32(model.TagsAvailable)),
            rig.Ask(Opcode.GetDynamicCapacityConfiguration, "00 00"));
        Assert.Equal(ExtentsSupported, model.ExtentsAvailable + host.Extents.Count + host.Offers.ExtentCount);
        Assert.Equal(model.HostRecords, cleared + rig.DynamicCapacityLog.Count + rig.DynamicCapacityLog.Waiting);
        Assert.Equal(model.FabricManagerRecords, rig.FabricManagerLog.Count + rig.FabricManagerLog.Waiting);
        AssertPagesAreTheList(rig);
    }

    private static void AssertNoBlockTwice(Host host)
    {
        bool[] taken = new bool[Blocks];
        IEnumerable<Extent> all = Enumerable.Range(0, host.Extents.Count).Select(i => host.Extents[i])
            .Concat(host.Offers.Pending.SelectMany(o => o.Extents));
        foreach (Run run in all.Select(e => ToRun(e)))
        {
            for (int block = run.Start; block < run.End; block++)
            {
                Assert.False(taken[block]);
                taken[block] = true;
            }
        }
    }

    private static void AssertPagesAreTheList(Rig rig)
    {
        int total = rig.Host.Extents.Count, start = total / 2;
        string[] expected = [.. Enumerable.Range(start, Math.Min(3, total - start)).Select(i =>
        {
            Extent extent = rig.Host.Extents[i];
            return Rig.ExtentAt(extent.StartDpa, extent.Length, extent.Tag.ToString());
        })];
        Assert.Equal(
            Rig.List(total, rig.Host.Extents.Generation, expected),
            rig.Ask(Opcode.GetDynamicCapacityExtentList, Hex.U32(3), Hex.U32(start)));
    }

    private static Run ToRun(Extent extent) =>
        new((int)((extent.StartDpa - Base) / BlockSize), (int)(extent.Length / BlockSize), (int)extent.Tag.Value.Low);

    private sealed record Step(Kind Kind, int Choice)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}({Choice})");
    }

    /// <summary>Takes one step on device and model alike.</summary>
    private sealed class Walker(Rig rig, DeviceModel model, Random random)
    {
        /// <returns>Records cleared.</returns>
        public int Take(Kind kind)
        {
            switch (kind)
            {
                case Kind.Offer:
                    Offer();
                    break;
                case Kind.Accept:
                    Send(
                        Opcode.AddDynamicCapacityResponse, model.Respond, model.Offers.Count > 0
                            ? Parts(model.Offers[0].Runs) : []);
                    break;
                case Kind.RespondWildly:
                    Send(Opcode.AddDynamicCapacityResponse, model.Respond, WildRuns(Blocks));
                    break;
                case Kind.Release:
                    Send(Opcode.ReleaseDynamicCapacity, model.Release, Parts(model.List));
                    break;
                case Kind.ReleaseWildly:
                    Send(Opcode.ReleaseDynamicCapacity, model.Release, WildRuns(Blocks));
                    break;
                case Kind.AskBack:
                    AskBack();
                    break;
                case Kind.ReadAndClear:
                    return Clear();
                case Kind.ClearWildly:
                    ClearWildly();
                    break;
                default:
                    Garbage();
                    break;
            }

            return 0;
        }

        private static RegionRange InRegion(Run run, int region) =>
            new((ulong)(run.Start - (region * RegionBlocks)) * BlockSize, (ulong)run.Length * BlockSize);

        private static string Payload(IEnumerable<Run> runs, bool more) =>
            Rig.Raw(more, [.. runs.Select(r => (Base + ((ulong)r.Start * BlockSize), (ulong)r.Length * BlockSize))]);

        private void Offer()
        {
            int region = random.Next(2), tag = random.Next(3) == 0 ? random.Next(1, 6) : 0;
            Run[] runs = [.. WildRuns(RegionBlocks).Select(r => r with { Start = r.Start + (region * RegionBlocks) })];
            var request = new AddCapacityRequest
            {
                Region = region,
                Tag = new Tag(new Uuid(0, (ulong)tag)),
                Extents = [.. runs.Select(r => InRegion(r, region))],
            };
            AssertRefusalChangesNothing(
                model.Offer(region, tag, runs), () => rig.Device.FabricManager.Add(request) is null);
        }

        private void AskBack()
        {
            IReadOnlyList<Run> runs = random.Next(4) == 0
                ? WildRuns(RegionBlocks)
                : Parts([.. model.List.Where(r => r.End <= RegionBlocks)]);
            var request = new ReleaseCapacityRequest { Extents = [.. runs.Select(r => InRegion(r, 0))] };
            AssertRefusalChangesNothing(model.AskBack(runs), () => rig.Device.FabricManager.Release(request) is null);
        }

        private void Send(Opcode opcode, Func<IReadOnlyList<Run>, bool, ReturnCode> expected, IReadOnlyList<Run> runs)
        {
            bool more = random.Next(4) == 0;
            string payload = Payload(runs, more);
            ReturnCode code = expected(runs, more);
            AssertRefusalChangesNothing(code == ReturnCode.Success, () =>
            {
                string reply = rig.Ask(opcode, payload);
                Assert.Equal(Rig.Reply(code), reply);
                return code == ReturnCode.Success;
            });
        }

        private int Clear()
        {
            EventLog log = rig.DynamicCapacityLog;
            int count = random.Next(log.Count + 1);
            int[] handles = [.. Enumerable.Range(0, count).Select(i => log[i][20] | (log[i][21] << 8))];
            Assert.Equal(Rig.Reply(ReturnCode.Success), rig.ClearDynamicCapacity(handles));
            return count;
        }

        private void ClearWildly()
        {
            // Never the oldest record's handle first, so always refused.
            EventLog log = rig.DynamicCapacityLog;
            int oldest = log.Count == 0 ? 0 : log[0][20] | (log[0][21] << 8);
            AssertRefusalChangesNothing(false, () =>
                rig.ClearDynamicCapacity((oldest + random.Next(1, 5)) & 0xFFFF, oldest) != Rig.Reply(
                    ReturnCode.InvalidHandle));
        }

        private void Garbage()
        {
            byte[] payload = new byte[random.Next(40)];
            random.NextBytes(payload);
            Opcode[] opcodes =
            [
                Opcode.GetDynamicCapacityConfiguration, Opcode.GetDynamicCapacityExtentList, Opcode.GetEventRecords,
                Opcode.GetLog, Opcode.EventNotification, new((ushort)random.Next(0x5000, 0x6000)),
            ];
            string before = State.Of(rig.Device);
            rig.Ask(opcodes[random.Next(opcodes.Length)], Hex.Text(payload));
            Assert.Equal(before, State.Of(rig.Device));
        }

        private void AssertRefusalChangesNothing(bool accepted, Func<bool> act)
        {
            string? before = accepted ? null : State.Of(rig.Device);
            Assert.Equal(accepted, act());
            if (before is not null)
                Assert.Equal(before, State.Of(rig.Device));
        }

        /// <summary>Some runs, or parts of them, in any order; seldom with something wrong.</summary>
        private List<Run> Parts(IReadOnlyList<Run> runs)
        {
            var parts = new List<Run>();
            foreach (Run run in runs)
            {
                int how = random.Next(8);
                if (how == 0)
                    continue;
                if (how == 5 && run.Length >= 4)
                {
                    // Two neighbours from the middle, the right one first.
                    parts.Add(new Run(run.End - 2, 1));
                    parts.Add(new Run(run.End - 3, 1));
                    continue;
                }

                int start = how <= 2 ? random.Next(run.Start, run.End) : run.Start;
                int length = how is 1 or 3 ? random.Next(1, run.End - start + 1) : run.End - start;
                parts.Add(new Run(start, length));
                if (how == 4 && start + length < run.End)
                    parts.Add(new Run(start + length, 1));
            }

            Run[] shuffled = [.. parts];
            if (random.Next(3) == 0)
                random.Shuffle(shuffled);
            parts = [.. shuffled];
            if (random.Next(8) == 0)
                parts.Insert(random.Next(parts.Count + 1), WildRun(Blocks));
            return parts;
        }

        private Run[] WildRuns(int blocks) => [.. Enumerable.Range(0, random.Next(5)).Select(_ => WildRun(blocks))];

        private Run WildRun(int blocks) => random.Next(12) switch
        {
            0 => new Run(random.Next(blocks), 0),
            1 => new Run(blocks - 1, 2),
            2 => new Run(RegionBlocks - 1, 2),
            _ => new Run(random.Next(blocks), random.Next(1, 7)),
        };
    }
}
