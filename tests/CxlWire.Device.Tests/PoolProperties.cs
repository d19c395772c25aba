using System.Globalization;
using CxlWire.Device.Capacity;
using CxlWire.Device.Events;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Tests;
using FsCheck;
using FsCheck.Fluent;
using static CxlWire.Device.Tests.PoolModel;

namespace CxlWire.Device.Tests;

/// <summary>
/// With 1 to 4 hosts, any interleaving of requests of the Fabric Manager, answers of hosts, forced removals of whole
/// extents and from their middle, references and passing time keeps the pool's accounts and limits, sanitizes what F5
/// says and nothing else, and is in the journal.
/// </summary>
public class PoolProperties
{
    private enum Kind
    {
        Add,
        Share,
        Accept,
        Release,
        AskBack,
        Force,
        Reference,
        PassTime,
        Reset,
    }

    [Fact]
    public void Any_interleaving_keeps_the_accounts_of_the_pool()
    {
        Gen<Step> step =
            from kind in Gen.Frequency(
                (6, Gen.Constant(Kind.Add)),
                (4, Gen.Constant(Kind.Share)),
                (8, Gen.Constant(Kind.Accept)),
                (4, Gen.Constant(Kind.Release)),
                (1, Gen.Constant(Kind.AskBack)),
                (5, Gen.Constant(Kind.Force)),
                (2, Gen.Constant(Kind.Reference)),
                (2, Gen.Constant(Kind.PassTime)),
                (1, Gen.Constant(Kind.Reset)))
            from choice in Gen.Choose(0, 1 << 24)
            select new Step(kind, choice);
        Gen<Run> run =
            from hosts in Gen.Choose(1, 4)
            from limit in Gen.Elements(2, 8)
            from rate in Gen.Elements(4, 64)
            from steps in Gen.ArrayOf(step, 100)
            select new Run(hosts, limit, rate, steps);
        Seeded.Check(Prop.ForAll(Arb.From(run, Shrink), Holds), tests: 300);
    }

    private static IEnumerable<Run> Shrink(Run run)
    {
        for (int size = run.Steps.Length / 2; size > 0; size /= 2)
        {
            for (int at = 0; at + size <= run.Steps.Length; at += size)
                yield return run with { Steps = [.. run.Steps[..at], .. run.Steps[(at + size)..]] };
        }
    }

    private static bool Holds(Run run)
    {
        string json =
            $$"""
            {"hosts": {{run.Hosts}}, "extents_supported": {{run.Limit}}, "tags_supported": {{Math.Min(run.Limit, 4)}},
             "sanitize_bytes_per_second": "{{run.Rate}} MiB",
             "regions": [{"length": "256 MiB", "block_size": "8 MiB"},
                         {"length": "256 MiB", "block_size": "8 MiB", "sharable": true, "sanitize_on_release": true},
                         {"length": "256 MiB", "block_size": "8 MiB", "sharable": true}]}
            """;
        var rig = new Rig(json);
        var told = new FabricManagersStory(run.Hosts);
        var model = new PoolModel(rig, (ulong)run.Rate << 20);
        var twin = new JournalTwin(rig, json);
        string before = twin.Follow();
        foreach (Step step in run.Steps)
        {
            var walker = new Walker(rig, model, new Random(step.Choice));
            Refusal? refusal = walker.Take(step.Kind);
            told.Read(rig);
            string after = twin.Follow();
            if (refusal is not null)
                Assert.Equal(before, after);
            before = after;
            walker.AssertStatusIsTrue();
            model.Check();
            AssertLimits(rig.Device);
            AssertAccounts(rig.Device);
            AssertSharing(rig.Device);
            told.AssertIsTheState(rig.Device);
        }

        return true;
    }

    /// <summary>No more is tracked than the device says that it can (R4, F4).</summary>
    private static void AssertLimits(CxlDevice device)
    {
        uint supported = device.Configuration.ExtentsSupported;
        Assert.All(device.Hosts, host =>
        {
            Assert.Equal(supported - host.Extents.Count - host.Offers.ExtentCount, host.ExtentsAvailable);
            Assert.True(host.ExtentsAvailable <= supported);
        });
        Assert.True(device.TagsAvailable <= device.Configuration.TagsSupported);
    }

    /// <summary>
    /// Every block is free, pending, accepted, sanitized or kept by a reference, and only one of them.
    /// </summary>
    private static void AssertAccounts(CxlDevice device)
    {
        device.Pool.Refresh();
        int[] holders = new int[Blocks];
        var tagOf = new Tag[Blocks];
        foreach (Host host in device.Hosts)
        {
            bool[] mine = new bool[Blocks];
            foreach (Extent extent in Accepted(host).Concat(host.Offers.Pending.SelectMany(o => o.Extents)))
            {
                foreach (int block in BlocksOf(extent))
                {
                    Assert.False(mine[block], "a host has a block twice");
                    Assert.True(
                        holders[block] == 0
                            || (block >= RegionBlocks && tagOf[block] == extent.Tag),
                            "a block of two hosts that do not share it");
                    mine[block] = true;
                    holders[block]++;
                    tagOf[block] = extent.Tag;
                }
            }
        }

        bool[] dirty = new bool[Blocks];
        foreach (DpaRange range in device.Pool.Sanitizer.Ranges)
        {
            foreach (int block in BlocksOf(range))
            {
                Assert.False(dirty[block]);
                dirty[block] = true;
            }
        }

        for (int block = 0; block < Blocks; block++)
        {
            DpaRange range = RangeOf(block);
            bool referenced = holders[block] == 0 && IsReferenced(device, range);
            int states = (device.Pool.IsFree(range) ? 1 : 0) + (holders[block] > 0 ? 1 : 0) + (dirty[block] ? 1 : 0)
                + (referenced ? 1 : 0);
            Assert.True(states == 1, $"block {block} is in {states} states");
        }
    }

    /// <summary>Sequences count a tag's extents from 0, and mean the same addresses for every host (S3).</summary>
    private static void AssertSharing(CxlDevice device)
    {
        for (int t = 0; t < device.Pool.Tags.Count; t++)
        {
            TagEntry entry = device.Pool.Tags[t];
            bool sharable = entry.Region.Configuration.Sharable;
            Assert.Equal(
                entry.Extents.Select((_, i) => (ushort)(sharable ? i : 0)),
                entry.Extents.Select(e => e.SharedExtentSequence));
            foreach (Host host in device.Hosts)
            {
                foreach (Offer offer in host.Offers.Pending.Where(o => o.Tag == entry.Tag))
                    Assert.Equal(entry.Extents, offer.Extents);
                foreach (Extent held in Accepted(host).Where(e => e.Tag == entry.Tag))
                {
                    Assert.Contains(entry.Extents, e =>
                        e.SharedExtentSequence == held.SharedExtentSequence
                        && e.StartDpa <= held.StartDpa && held.StartDpa + held.Length <= e.StartDpa + e.Length);
                }
            }
        }
    }

    private static bool IsReferenced(CxlDevice device, DpaRange range) =>
        Enumerable.Range(0, device.Pool.Tags.Count).Select(i => device.Pool.Tags[i])
            .Any(e => e.IsReferenced && e.Covers(range));

    private sealed record Step(Kind Kind, int Choice)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}({Choice})");
    }

    private sealed record Run(int Hosts, int Limit, int Rate, Step[] Steps)
    {
        public override string ToString() =>
            $"{Hosts} hosts, limits of {Limit}, {Rate} MiB/s: {string.Join(' ', Steps.Select(s => s.ToString()))}";
    }

    /// <summary>What the Fabric Manager knows from the records of its own log, and from nothing else.</summary>
    private sealed class FabricManagersStory(int hosts)
    {
        private readonly HashSet<int>[] _held = [.. Enumerable.Range(0, hosts).Select(_ => new HashSet<int>())];

        public void Read(Rig rig)
        {
            EventLog log = rig.FabricManagerLog;
            while (log.Count > 0)
            {
                Assert.True(DynamicCapacityEventRecord.TryRead(log[0], out DynamicCapacityEventRecord record, out _));
                bool added = record.EventType == DynamicCapacityEventType.AddCapacityResponse;
                Assert.True(added || record.EventType == DynamicCapacityEventType.CapacityReleased);
                foreach (int block in BlocksOf(record.Extent))
                    Assert.True(added ? _held[record.HostId].Add(block) : _held[record.HostId].Remove(block));
                Rig.Ask(
                    rig.FabricManager, Opcode.ClearEventRecords,
                    Rig.Handles(EventLogType.DynamicCapacity, record.Header.Handle));
            }
        }

        public void AssertIsTheState(CxlDevice device)
        {
            foreach (Host host in device.Hosts)
                Assert.True(
                    _held[host.Id]
                        .SetEquals(Accepted(host).SelectMany(BlocksOf)), "the log does not tell what a host holds");
        }
    }

    private sealed class Walker(Rig rig, PoolModel model, Random random)
    {
        private readonly Host _host = rig.Device.Hosts[random.Next(rig.Device.Hosts.Count)];

        private FabricManager FabricManager => rig.Device.FabricManager;

        public Refusal? Take(Kind kind) => kind switch
        {
            Kind.Add => Add(),
            Kind.Share => FabricManager.Add(new AddCapacityRequest
            {
                HostId = _host.Id,
                Region = random.Next(1, 3),
                SelectionPolicy = SelectionPolicy.EnableSharedAccess,
                Tag = LiveTag(),
            }),
            Kind.AskBack => Ask(forced: false),
            Kind.Force => Ask(forced: true),
            Kind.Reference => Execute(
                random.Next(3) == 0 ? Opcode.RemoveDynamicCapacityReference : Opcode.AddDynamicCapacityReference,
                FabricManagerPayloads.Tag(LiveTag().ToString())),
            _ => Act(kind),
        };

        private static Tag TagNumber(int number) => new(new Uuid(0, (ulong)number));

        private Refusal? Act(Kind kind)
        {
            switch (kind)
            {
                case Kind.Accept:
                    Send(Opcode.AddDynamicCapacityResponse, _host.Offers.First?.Extents ?? []);
                    break;
                case Kind.Release:
                    Send(Opcode.ReleaseDynamicCapacity, [.. Accepted(_host)]);
                    break;
                case Kind.Reset:
                    rig.Device.Reset();
                    break;
                default:
                    rig.Clock.Advance(TimeSpan.FromMilliseconds(random.Next(1, 2000)));
                    break;
            }

            return null;
        }

        private Refusal? Add()
        {
            int region = random.Next(3);
            SelectionPolicy policy = new((byte)random.Next(3));
            var ranges = new List<RegionRange>();
            for (int i = random.Next(1, 4); i > 0 && policy == SelectionPolicy.Prescriptive; i--)
                ranges.Add(
                    new RegionRange(
                        (ulong)random.Next(RegionBlocks) * BlockSize, (ulong)random.Next(1, 5) * BlockSize));
            return FabricManager.Add(new AddCapacityRequest
            {
                HostId = _host.Id,
                Region = region,
                SelectionPolicy = policy,
                Length = (ulong)random.Next(1, 12) * BlockSize,
                Tag = region > 0 || random.Next(2) == 0 ? TagNumber(random.Next(1, 6)) : Tag.None,
                Extents = ranges,
            });
        }

        private Refusal? Ask(bool forced)
        {
            bool byTag = random.Next(2) == 0, sanitize = random.Next(2) == 0;
            Tag tag = LiveTag();
            Extent[] pending = [.. forced ? _host.Offers.Pending.SelectMany(o => o.Extents) : []];
            Extent[] chosen = byTag
                ? [.. Accepted(_host).Concat(pending).Where(e => e.Tag == tag)]
                : [.. Accepted(_host).Where(_ => random.Next(2) == 0).Select(PartOf),
                    .. pending.Where(_ => random.Next(2) == 0)];
            int tracked = CountWithout(chosen);
            int flags = (byTag ? 0 : 1) | (forced ? 0x10 : 0) | (sanitize ? 0x20 : 0);
            Refusal? refusal = Execute(Opcode.InitiateDynamicCapacityRelease, FabricManagerPayloads.Release(
                flags, byTag ? tag.ToString() : FabricManagerPayloads.NoTag, _host.Id,
                byTag ? [] : [.. chosen.Select(e => Rig.ExtentAt(e.StartDpa, e.Length))]));
            if (refusal is null && sanitize)
                model.Ask(chosen.SelectMany(BlocksOf));
            bool isTooMuch = forced && tracked > rig.Device.Configuration.ExtentsSupported;
            Assert.True(refusal?.Rule == "F4" || !isTooMuch, "a removal leaves more than can be tracked");
            Assert.True(refusal?.Code != ReturnCode.ResourcesExhausted || isTooMuch, "what is left can be tracked");
            return refusal;
        }

        /// <summary>All of an extent, or from its middle, or from an end.</summary>
        private Extent PartOf(Extent extent)
        {
            int blocks = (int)(extent.Length / BlockSize);
            int first = random.Next(2) == 0 ? random.Next(blocks) : 0;
            int count = random.Next(2) == 0 ? random.Next(1, blocks - first + 1) : blocks - first;
            return extent with
            {
                StartDpa = extent.StartDpa + ((ulong)first * BlockSize),
                Length = (ulong)count * BlockSize,
            };
        }

        /// <summary>Extents of both kinds that the host has when some are gone.</summary>
        private int CountWithout(Extent[] gone)
        {
            HashSet<int> blocks = [.. gone.SelectMany(BlocksOf)];
            return Accepted(_host)
                .Concat(_host.Offers.Pending.SelectMany(o => o.Extents))
                .Sum(e => BlocksOf(e).Count(b => !blocks.Contains(b)
                    && (blocks.Contains(b - 1) || b == BlocksOf(e).First())));
        }

        private Refusal? Execute(Opcode opcode, string payload) =>
            rig.FabricManager.Execute(opcode, Hex.Bytes(payload), new byte[2048]).Refusal;

        private Tag LiveTag()
        {
            int count = rig.Device.Pool.Tags.Count;
            return count > 0 ? rig.Device.Pool.Tags[random.Next(count)].Tag : TagNumber(7);
        }

        /// <summary>Answers with all of the extents, or with some or parts of them, over one payload or two.</summary>
        private void Send(Opcode opcode, IReadOnlyList<Extent> extents)
        {
            bool all = random.Next(2) == 0;
            (ulong, ulong)[] chosen = [.. extents.Where(_ => all || random.Next(2) == 0).Select(e =>
            {
                int blocks = (int)(e.Length / BlockSize), first = all ? 0 : random.Next(blocks);
                int count = all ? blocks : random.Next(1, blocks - first + 1);
                return (e.StartDpa + ((ulong)first * BlockSize), (ulong)count * BlockSize);
            })];
            int split = random.Next(3) == 0 ? random.Next(chosen.Length + 1) : 0;
            if (split > 0)
                Rig.Ask(_host.Cci, opcode, Rig.Raw(true, chosen[..split]));
            Rig.Ask(_host.Cci, opcode, Rig.Raw(false, chosen[split..]));
        }

        public void AssertStatusIsTrue()
        {
            foreach (Host host in rig.Device.Hosts)
            {
                for (int tag = 1; tag < 6; tag++)
                {
                    bool accepted = Accepted(host).Any(e => e.Tag == TagNumber(tag));
                    bool pending = host.Offers.Pending.Any(o => o.Tag == TagNumber(tag));
                    CapacityState[] states = [.. Enumerable.Range(0, 3).Select(r => StateOf(host, r, tag))];
                    CapacityState expected = accepted ? CapacityState.Committed : pending
                        ? CapacityState.Pending : CapacityState.Released;
                    Assert.Equal(expected, states.Max());
                    Assert.True(states.Count(s => s != CapacityState.Released) <= 1);
                }
            }
        }

        private CapacityState StateOf(Host host, int region, int tag)
        {
            Assert.Null(FabricManager.GetState(host.Id, region, TagNumber(tag), out CapacityState state, out _));
            return state;
        }
    }
}
