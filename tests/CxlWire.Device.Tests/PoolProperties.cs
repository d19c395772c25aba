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

namespace CxlWire.Device.Tests;

/// <summary>
/// With 1 to 4 hosts, any interleaving of requests of the Fabric Manager, answers of hosts, forced
/// removals, references and passing time keeps the pool's accounts.
/// </summary>
public class PoolProperties
{
    private const ulong BlockSize = 8 << 20;
    private const ulong Base = 0x1000_0000;
    private const int RegionBlocks = 32;
    private const int Blocks = 2 * RegionBlocks;

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
                (2, Gen.Constant(Kind.Force)),
                (2, Gen.Constant(Kind.Reference)),
                (2, Gen.Constant(Kind.PassTime)),
                (1, Gen.Constant(Kind.Reset)))
            from choice in Gen.Choose(0, 1 << 24)
            select new Step(kind, choice);
        Gen<Run> run =
            from hosts in Gen.Choose(1, 4)
            from steps in Gen.ArrayOf(step, 100)
            select new Run(hosts, steps);
        Seeded.Check(Prop.ForAll(Arb.From(run, Shrink), Holds), tests: 1000);
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
        var rig = new Rig(
            $$"""
            {"hosts": {{run.Hosts}}, "extents_supported": 8, "tags_supported": 4, "sanitize_bytes_per_second": "64 MiB",
             "regions": [{"length": "256 MiB", "block_size": "8 MiB"},
                         {"length": "256 MiB", "block_size": "8 MiB", "sharable": true, "sanitize_on_release": true}]}
            """);
        var told = new FabricManagersStory(run.Hosts);
        foreach (Step step in run.Steps)
        {
            new Walker(rig, new Random(step.Choice)).Take(step.Kind);
            told.Read(rig);
            AssertAccounts(rig.Device);
            AssertSharing(rig.Device);
            told.AssertIsTheState(rig.Device);
        }

        return true;
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
            var range = new DpaRange(Base + ((ulong)block * BlockSize), BlockSize);
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
            .Any(e => e.IsReferenced && e.Allocated.Covers(range));

    private static IEnumerable<Extent> Accepted(Host host) =>
        Enumerable.Range(0, host.Extents.Count).Select(i => host.Extents[i]);

    private static IEnumerable<int> BlocksOf(Extent extent) => BlocksOf(new DpaRange(extent.StartDpa, extent.Length));

    private static IEnumerable<int> BlocksOf(DpaRange range) =>
        Enumerable.Range((int)((range.Start - Base) / BlockSize), (int)(range.Length / BlockSize));

    private sealed record Step(Kind Kind, int Choice)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}({Choice})");
    }

    private sealed record Run(int Hosts, Step[] Steps)
    {
        public override string ToString() => $"{Hosts} hosts: {string.Join(' ', Steps.Select(s => s.ToString()))}";
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

    private sealed class Walker(Rig rig, Random random)
    {
        private readonly Host _host = rig.Device.Hosts[random.Next(rig.Device.Hosts.Count)];

        private FabricManager FabricManager => rig.Device.FabricManager;

        public void Take(Kind kind)
        {
            string before = State.Of(rig.Device);
            Refusal? refusal = kind switch
            {
                Kind.Add => Add(),
                Kind.Share => FabricManager.Add(new AddCapacityRequest
                {
                    HostId = _host.Id,
                    Region = 1,
                    SelectionPolicy = SelectionPolicy.EnableSharedAccess,
                    Tag = LiveTag(),
                }),
                Kind.AskBack => Ask(forced: false),
                Kind.Force => Ask(forced: true),
                Kind.Reference => random.Next(3) == 0
                    ? FabricManager.RemoveReference(LiveTag()) : FabricManager.AddReference(LiveTag()),
                _ => Act(kind),
            };
            if (refusal is not null)
                Assert.Equal(before, State.Of(rig.Device));
            AssertStatusIsTrue();
        }

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
            int region = random.Next(2);
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
                Tag = region == 1 || random.Next(2) == 0 ? TagNumber(random.Next(1, 6)) : Tag.None,
                Extents = ranges,
            });
        }

        private Refusal? Ask(bool forced)
        {
            bool byTag = random.Next(2) == 0;
            IEnumerable<Extent> some = Accepted(_host)
                .Concat(forced ? _host.Offers.Pending.SelectMany(o => o.Extents) : [])
                .Where(_ => random.Next(2) == 0);
            return FabricManager.Release(new CapacityRemoval
            {
                Origin = RequestOrigin.Cci,
                HostId = _host.Id,
                RemovalPolicy = byTag ? RemovalPolicy.TagBased : RemovalPolicy.Prescriptive,
                ForcedRemoval = forced,
                SanitizeOnRelease = random.Next(2) == 0,
                Tag = LiveTag(),
                Extents = byTag ? [] : [.. some.Select(e => new DpaRange(e.StartDpa, e.Length))],
            });
        }

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

        private void AssertStatusIsTrue()
        {
            foreach (Host host in rig.Device.Hosts)
            {
                for (int tag = 1; tag < 6; tag++)
                {
                    bool accepted = Accepted(host).Any(e => e.Tag == TagNumber(tag));
                    bool pending = host.Offers.Pending.Any(o => o.Tag == TagNumber(tag));
                    CapacityState[] states = [StateOf(host, 0, tag), StateOf(host, 1, tag)];
                    CapacityState expected = accepted ? CapacityState.Committed : pending
                        ? CapacityState.Pending : CapacityState.Released;
                    Assert.Equal(expected, states.Max());
                    Assert.Contains(CapacityState.Released, states);
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
